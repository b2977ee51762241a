"""The record of acts: searching it and proving it."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.holding import HeldEntryOfAudit
from simpul.services.auditing import Verification
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Auditor, Text
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A part of the record of acts."""

    entries: tuple[HeldEntryOfAudit, ...]
    after: str
    text: str


@twins(router, "/audit", endings=(".json", ".csv"))
def audit_page(request: Request, signed: Auditor, text: Text = "", after: After = "") -> Response:
    """Show the acts, latest first."""
    page = site_of(request).node.auditing.entries(signed.sight, text=text, after=after)
    view = AuditPage(entries=page.items, after=page.after, text=text)
    return answered(request, "audit.html", view, table=audit_table(view))


@router.post("/audit/verify", include_in_schema=False)
def verify(request: Request, signed: Auditor) -> Response:
    """Check everything that is recorded, and show what was found."""
    site = site_of(request)
    found: Verification = site.node.auditing.verify(signed.sight)
    return site.renderer.page(request, "verified.html", found)


def audit_table(view: AuditPage) -> Table:
    """Give the acts as a table."""
    return Table(
        name="acts",
        columns=("index", "at", "act", "actor", "outcome", "target", "grounds", "detail", "leaf"),
        rows=tuple(
            (
                str(held.index),
                held.entry.at.isoformat(),
                held.entry.act,
                held.entry.actor,
                held.entry.outcome,
                held.entry.target,
                " ".join(held.entry.grounds),
                held.entry.detail,
                held.leaf,
            )
            for held in view.entries
        ),
    )
