"""Joint investigation teams: the list, one with its agreement, members and log, and saying what is ours to say."""

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import authority_id
from simpul.core.cooperation.team import (
    MemberRole,
    TeamBasis,
    TeamEnd,
    TeamEnding,
    TeamExhibit,
    TeamLeaving,
    TeamPart,
    TeamParty,
    TeamSignature,
    TeamText,
)
from simpul.core.errors import InputError
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Releaser
from simpul.web.drafting.building import built_terms
from simpul.web.drafting.fields import DraftFields, typed_fields
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.pages.case_forms import member_of
from simpul.web.pages.cases import USUAL
from simpul.web.pages.drafts import choices_of
from simpul.web.site import site_of
from simpul.web.views.teams import team_document, teams_page, teams_table
from simpul.web.views.writing import Choices

router = APIRouter(route_class=GuardedRoute)

MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamForm:
    """The form that proposes an agreement."""

    choices: Choices
    fields: DraftFields
    us: str


@twins(router, "/teams", endings=(".json", ".csv"))
def teams(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the teams, latest first."""
    view = teams_page(site_of(request).node.units.teams.page(signed.sight, after=after))
    return answered(request, "teams.html", view, table=teams_table(view))


@router.get("/teams/new", include_in_schema=False)
def new_team(request: Request, signed: Reader) -> Response:  # noqa: ARG001  the guard is asked by it
    """Show the form that proposes an agreement."""
    site = site_of(request)
    us = site.node.profile.authority.id
    view = TeamForm(choices=choices_of(site.node, USUAL), fields=USUAL, us=us)
    return site.renderer.page(request, "team-new.html", view)


@router.post("/teams", include_in_schema=False)
def propose(request: Request, signed: Reader, form: Form) -> Response:
    """Write an agreement down, for its parties to sign."""
    node, text = site_of(request).node, _text(form)
    us = node.profile.authority.id
    others = tuple(sorted(text.authorities - {us}))
    terms = built_terms(replace(typed_fields(form), to=others), us=us)
    return _to(node.units.teams.propose(signed.sight, text, handling=terms))


@twins(router, "/teams/{team_id}")
def team(request: Request, signed: Reader, team_id: Key) -> Response:
    """Show one team: what is agreed and signed, who is in it, and what evidence was logged."""
    return answered(request, "team.html", team_document(site_of(request).node, signed.sight, team_id))


@router.post("/teams/{team_id}/entries", include_in_schema=False)
def say(request: Request, signed: Reader, team_id: Key, form: Form) -> Response:
    """Sign, let somebody join or leave, log an item, or end."""
    work = site_of(request).node.units.teams
    if text_of(form, "kind", most=20) == "joining":
        name, role = text_of(form, "name", most=MOST), member_of(MemberRole, form, "role")
        work.admit(signed.sight, team_id, name=name, role=role, function=text_of(form, "post", most=MOST))
    else:
        work.say(signed.sight, team_id, _part(form))
    return _to(team_id)


@router.post("/teams/{team_id}/sendings", include_in_schema=False)
def send(request: Request, signed: Releaser, team_id: Key) -> Response:
    """Send each party what of ours it may have and has not yet."""
    site_of(request).node.units.teams.share(signed.sight, team_id)
    return _to(team_id)


def _part(form: FormData) -> TeamPart:
    match text_of(form, "kind", most=20):
        case "signature":
            return TeamSignature(
                text=text_of(form, "text", most=64),
                signed_by=text_of(form, "signed_by", most=MOST),
                function=text_of(form, "function", most=MOST),
            )
        case "leaving":
            return TeamLeaving(member=text_of(form, "member", most=32), reason=text_of(form, "reason"))
        case "exhibit":
            what, note = text_of(form, "what"), text_of(form, "note")
            return TeamExhibit(item=text_of(form, "item", most=64), what=what, note=note)
        case "ending":
            return TeamEnding(ends=member_of(TeamEnd, form, "ends"), reason=text_of(form, "reason"))
        case _:
            raise InputError(msg("choose one of those offered"), place="kind")


def _text(form: FormData) -> TeamText:
    return TeamText(
        title=text_of(form, "title", most=MOST),
        parties=tuple(sorted(map(_party, _lines(form, "parties")), key=lambda each: each.authority)),
        bases=tuple(map(_basis, _lines(form, "bases"))),
        purpose=text_of(form, "aim"),
        area=text_of(form, "area"),
        begins_on=_day(form, "begins_on"),
        ends_on=_day(form, "ends_on"),
        evidence_rules=text_of(form, "evidence_rules"),
        disclosure_rules=text_of(form, "disclosure_rules"),
        use_limitation=text_of(form, "use_limitation"),
    )


def _lines(form: FormData, name: str) -> list[str]:
    return [each.strip() for each in text_of(form, name).split("\n") if each.strip()]


def _party(line: str) -> TeamParty:
    """Read a party: its authority's id, and who leads; the id begins with the state."""
    said, _, leader = line.partition(" ")
    authority = authority_id(said, place="parties")
    return TeamParty(authority=authority, state=authority[:2], leader=leader.strip())


def _basis(line: str) -> TeamBasis:
    """Read a legal basis: the instrument, then the article as the last word."""
    instrument, _, article = line.rpartition(" ")
    return TeamBasis(instrument=instrument.strip(), article=article)


def _day(form: FormData, name: str) -> date:
    try:
        return date.fromisoformat(text_of(form, name, most=10))
    except ValueError as none:
        raise InputError(msg("give a day, and where it is asked for an hour"), place=name) from none


def _to(team_id: str) -> Response:
    return RedirectResponse(f"/teams/{team_id}", status_code=303)
