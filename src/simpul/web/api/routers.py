"""The whole interface for software."""

from simpul.web.api import alerts, drafts, lists, node, reports, rescreening, subjects

ROUTERS = (reports.router, drafts.router, alerts.router, subjects.router, lists.router, rescreening.router, node.router)
