"""All pages."""

from simpul.web.pages import (
    alerts,
    audit,
    confirming,
    drafts,
    fairness,
    importing,
    inbox,
    interface,
    lists,
    live,
    manifests,
    payments,
    peers,
    reports,
    rescreening,
    settings,
    subjects,
    tables,
)

ROUTERS = (
    inbox.router,
    alerts.router,
    fairness.router,
    drafts.router,
    importing.router,
    tables.router,
    reports.router,
    subjects.router,
    lists.router,
    manifests.router,
    confirming.router,
    payments.router,
    rescreening.router,
    peers.router,
    audit.router,
    settings.router,
    live.router,
    interface.router,
)
"""In this order: a fixed address stands before the pattern that would also take it."""
