"""The whole interface for software."""

from simpul.web.api import (
    alerts,
    browsing,
    cases,
    drafts,
    freezes,
    law_requests,
    lists,
    manifests,
    matching,
    node,
    payments,
    reports,
    rescreening,
    subjects,
)

ROUTERS = (
    reports.router,
    drafts.router,
    alerts.router,
    subjects.router,
    lists.router,
    manifests.router,
    payments.router,
    cases.router,
    freezes.router,
    law_requests.router,
    rescreening.router,
    node.router,
    browsing.router,
)
BUSIEST = (matching.router,)
"""Looked at before all other routes: what software asks many times a second."""
