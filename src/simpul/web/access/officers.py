"""Pages of officers: the roster, adding and changing one, links, ending access."""

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import Level, Officer, OfficerId, Purpose, Role
from simpul.core.errors import InputError
from simpul.services.officers import IssuedLink
from simpul.web.access.asked import LETS_IN, Form, Key, LetsIn, SeesOfficers
from simpul.web.access.guard import GuardedRoute, access_of
from simpul.web.access.views import OfficersView, new_officer_view, officer_view, officers_view
from simpul.web.answers import Table, answered, twins
from simpul.web.forms import text_of, texts_of
from simpul.web.language import LANGUAGES, msg
from simpul.web.signed import Signed
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)

TEMPLATE = "access/officer.html"


@twins(router, "/officers", endings=(".json", ".csv"))
def officers_list(request: Request, signed: SeesOfficers) -> Response:
    """Show the roster."""
    view = officers_view(access_of(request).officers.all(signed.sight), signed.officer)
    return answered(request, "access/officers.html", view, table=roster_table(view))


@router.get("/new-officer", dependencies=[LETS_IN])
def new_officer(request: Request) -> Response:
    """Show the form for a new officer."""
    return site_of(request).renderer.page(request, TEMPLATE, new_officer_view())


@router.post("/officers")
def add_officer(request: Request, signed: LetsIn, form: Form) -> Response:
    """Add an officer."""
    officer = _officer(form, OfficerId(text_of(form, "id", most=200).lower()))
    access_of(request).officers.add(signed.sight, officer)
    return _to(officer.id)


@twins(router, "/officers/{officer}")
def one_officer(request: Request, signed: SeesOfficers, officer: Key) -> Response:
    """Show one officer."""
    return _page(request, signed, OfficerId(officer))


@router.post("/officers/{officer}")
def change_officer(request: Request, signed: LetsIn, officer: Key, form: Form) -> Response:
    """Change an officer's name, trust and language."""
    officers = access_of(request).officers
    before = officers.one(signed.sight, OfficerId(officer)).officer
    officers.change(signed.sight, _officer(form, before.id))
    return _to(before.id)


@router.post("/officers/{officer}/link")
def issue_link(request: Request, signed: LetsIn, officer: Key) -> Response:
    """Issue a one-time link and show it, once."""
    issued = access_of(request).officers.issue_link(signed.sight, OfficerId(officer))
    return _page(request, signed, OfficerId(officer), issued=issued)


@router.post("/officers/{officer}/factors")
def withdraw_factors(request: Request, signed: LetsIn, officer: Key) -> Response:
    """Take lost second factors away."""
    access_of(request).officers.withdraw_factors(signed.sight, OfficerId(officer))
    return _to(officer)


@router.post("/officers/{officer}/end")
def end_access(request: Request, signed: LetsIn, officer: Key) -> Response:
    """End an officer's access."""
    access_of(request).officers.end(signed.sight, OfficerId(officer))
    return RedirectResponse("/officers", status_code=303)


def roster_table(view: OfficersView) -> Table:
    """Give the roster as a table."""
    return Table(
        name="officers",
        columns=("id", "name", "roles", "clearance", "purposes", "language", "second_factors", "admitted_by"),
        rows=tuple(
            (
                row.id,
                row.name,
                " ".join(row.roles),
                row.clearance.name.lower(),
                " ".join(row.purposes),
                row.language,
                str(row.factors),
                row.admitted_by,
            )
            for row in view.officers
        ),
    )


def _page(request: Request, signed: Signed, officer: OfficerId, *, issued: IssuedLink | None = None) -> Response:
    access = access_of(request)
    entry = access.officers.one(signed.sight, officer)
    view = officer_view(entry, signed.officer, issued=issued, base_url=access.profile.base_url)
    return answered(request, TEMPLATE, view)


def _to(officer: str) -> Response:
    return RedirectResponse(f"/officers/{officer}", status_code=303)


def _officer(form: FormData, officer: OfficerId) -> Officer:
    language = text_of(form, "language", most=10)
    if language not in LANGUAGES:
        raise InputError(msg("choose one of the languages"), place="language")
    try:
        roles = tuple(Role(value) for value in texts_of(form, "roles", most=10))
        purposes = tuple(Purpose(value) for value in texts_of(form, "purposes", most=20))
        clearance = Level(int(text_of(form, "clearance", most=2)))
    except ValueError as exc:
        raise InputError(msg("choose from what the page offers"), place="roles, purposes, clearance") from exc
    return Officer(
        id=officer,
        name=text_of(form, "name", most=200),
        roles=tuple(role for role in Role if role in roles),
        clearance=clearance,
        purposes=tuple(purpose for purpose in Purpose if purpose in purposes),
        language=language,
    )
