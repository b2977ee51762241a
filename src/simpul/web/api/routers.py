"""The whole interface for software."""

from simpul.web.api import alerts, drafts, lists, node, reports, subjects

ROUTERS = (reports.router, drafts.router, alerts.router, subjects.router, lists.router, node.router)
