"""Partners: how each link stands, accepting one by its introduction, suspending, and what was set aside."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import KEY_OFFICER, After, Anybody, Form, Key, KeyOfficer, Watcher
from simpul.web.forms import file_of, text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.peers import PeersPage, QuarantinePage, offered_peer, peers_page, quarantine_page

router = APIRouter(route_class=GuardedRoute)

MOST_INTRODUCTION = 64 * 1024


@twins(router, "/peers", endings=(".json", ".csv"))
def peers_list(request: Request, signed: Anybody) -> Response:
    """Show the partners."""
    node = site_of(request).node
    own = node.partnering.read(node.introduction)
    view = peers_page(node.partnering.states(), own, node.profile, signed.sight)
    return answered(request, "peers.html", view, table=peers_table(view))


@router.get("/peers/introduction", include_in_schema=False, dependencies=[KEY_OFFICER])
def own_introduction(request: Request) -> Response:
    """Give our own signed introduction as a file, to hand to another authority."""
    node = site_of(request).node
    name = f"{node.profile.authority.id}.introduction.json"
    return Response(
        node.introduction,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post("/peers/read", include_in_schema=False, dependencies=[KEY_OFFICER])
def read_introduction(request: Request, form: Form) -> Response:
    """Show what an introduction says, so that its fingerprint can be compared; nothing is kept."""
    site = site_of(request)
    raw = file_of(form, "introduction", most=MOST_INTRODUCTION)
    return site.renderer.page(request, "peer-offered.html", offered_peer(site.node.partnering.read(raw)))


@router.post("/peers/add", include_in_schema=False)
def add_peer(request: Request, signed: KeyOfficer, form: Form) -> Response:
    """Accept a partner whose fingerprint was compared."""
    try:
        raw = bytes.fromhex(text_of(form, "signed", most=2 * MOST_INTRODUCTION))
    except ValueError as exc:
        raise InputError(msg("the introduction got lost on the way; upload it again"), place="signed") from exc
    site_of(request).node.partnering.add(signed.sight, raw, fingerprint=text_of(form, "fingerprint", most=200))
    return RedirectResponse("/peers", status_code=303)


@router.post("/peers/{peer}/suspend", include_in_schema=False)
def suspend_peer(request: Request, signed: KeyOfficer, peer: Key, form: Form) -> Response:
    """Stop a link."""
    site_of(request).node.partnering.suspend(signed.sight, AuthorityId(peer), reason=text_of(form, "reason", most=300))
    return RedirectResponse("/peers", status_code=303)


@router.post("/peers/{peer}/resume", include_in_schema=False)
def resume_peer(request: Request, signed: KeyOfficer, peer: Key) -> Response:
    """Let a suspended link go on."""
    site_of(request).node.partnering.resume(signed.sight, AuthorityId(peer))
    return RedirectResponse("/peers", status_code=303)


@twins(router, "/quarantine", endings=(".json", ".csv"))
def quarantine(request: Request, signed: Watcher, after: After = "") -> Response:
    """Show what was refused or set aside."""
    page = site_of(request).node.partnering.quarantined(signed.sight, after=after)
    view = quarantine_page(page)
    return answered(request, "quarantine.html", view, table=quarantine_table(view))


def peers_table(view: PeersPage) -> Table:
    """Give the partners as a table."""
    return Table(
        name="partners",
        columns=("id", "name", "address", "fingerprint", "suspended", "sent", "waiting", "received", "last_error"),
        rows=tuple(
            (
                row.id,
                row.name,
                row.base_url,
                row.fingerprint,
                row.suspended,
                str(row.traffic.sent) if row.traffic else "",
                str(row.traffic.waiting) if row.traffic else "",
                str(row.traffic.received) if row.traffic else "",
                row.traffic.last_error if row.traffic else "",
            )
            for row in view.peers
        ),
    )


def quarantine_table(view: QuarantinePage) -> Table:
    """Give what was set aside as a table."""
    return Table(
        name="quarantine",
        columns=("id", "link", "reason", "place", "at", "size"),
        rows=tuple(
            (item.id, item.link, item.reason, item.place, item.at.isoformat(), str(item.size)) for item in view.items
        ),
    )
