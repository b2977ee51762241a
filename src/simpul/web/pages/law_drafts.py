"""Drafts of requests to other states: the list, beginning one, and writing it step by step with the law beside.

What reads a case and computes what follows from it is loaded when the first one is opened.
"""

import importlib
import json
import re
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import Level, Sight
from simpul.core.errors import InputError
from simpul.core.lawdraft import MOST_DOCUMENT, HeldLawDraft
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Importer, Key, Reader, Text
from simpul.web.forms import file_of, text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.law_drafts import drafts_page, drafts_table

router = APIRouter(route_class=GuardedRoute)

_DRAFTING = "simpul.web.views.law_drafting"
TYPED = ("case", "kind", "requesting", "requested", "request_date", "conduct_dates", "charge", "offence", "level")
FORMAT = "simpul/law-case/1"


@twins(router, "/law-drafts", endings=(".json", ".csv"))
def law_drafts(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the drafts of requests."""
    view = drafts_page(site_of(request).node.lawdrafting.page(signed.sight, after=after), signed.sight)
    return answered(request, "law-drafts.html", view, table=drafts_table(view))


@router.get("/law-drafts/new", include_in_schema=False)
def new_law_draft(request: Request, signed: Reader) -> Response:
    """Show the form that begins a draft."""
    return _beginning(request, signed.sight, dict.fromkeys(TYPED, ""), None)


@router.post("/law-drafts", include_in_schema=False)
def begin_law_draft(request: Request, signed: Reader, form: Form) -> Response:
    """Begin a draft: who asks whom, for what, about which conduct."""
    typed = {name: text_of(form, name, most=600) for name in TYPED}
    try:
        level = _level(typed["level"])
        held = site_of(request).node.lawdrafting.begin(signed.sight, _written(_begun(typed)), level=level)
    except InputError as fault:
        return _beginning(request, signed.sight, typed, fault)
    return _to(held.id)


@router.post("/law-drafts/import", include_in_schema=False)
async def import_law_draft(request: Request, signed: Importer, form: Form) -> Response:
    """Take a case in as a draft; one that cannot be read is refused with its place."""
    raw = file_of(form, "file", most=MOST_DOCUMENT)
    level = _level(text_of(form, "level", most=2))
    try:
        document = raw.decode()
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}", place="$") from exc
    drafting = site_of(request).node.lawdrafting
    held: HeldLawDraft = await run_in_threadpool(drafting.begin, signed.sight, document, level=level)
    return _to(held.id)


@twins(router, "/law-drafts/{law_draft_id}")
def law_draft(request: Request, signed: Reader, law_draft_id: Key, step: Text = "") -> Response:
    """Show a draft at a step, and the law beside it."""
    held = site_of(request).node.lawdrafting.draft(signed.sight, law_draft_id)
    return _drafting(request, signed.sight, held, step)


@router.post("/law-drafts/{law_draft_id}", include_in_schema=False)
def save_law_draft(request: Request, signed: Reader, law_draft_id: Key, form: Form) -> Response:
    """Keep what was typed at a step, or show the step again with what is wrong."""
    node = site_of(request).node
    held = node.lawdrafting.draft(signed.sight, law_draft_id)
    drafting = importlib.import_module(_DRAFTING)
    step = drafting.step_named(text_of(form, "step", most=20))
    typed: dict[str, Any] | None = None
    try:
        typed = drafting.changed(json.loads(held.draft.document), step, form)
        node.lawdrafting.save(signed.sight, law_draft_id, _written(typed), version=_version(form))
    except InputError as fault:
        return _drafting(request, signed.sight, held, step, typed=typed, wrong=fault)
    return _to(law_draft_id, "" if text_of(form, "on", most=10) == "next" else f"?step={step}")


@router.post("/law-drafts/{law_draft_id}/discard", include_in_schema=False)
def discard_law_draft(request: Request, signed: Reader, law_draft_id: Key) -> Response:
    """Take a draft away with every version."""
    site_of(request).node.lawdrafting.discard(signed.sight, law_draft_id)
    return RedirectResponse("/law-drafts", status_code=303)


def _beginning(request: Request, sight: Sight, typed: dict[str, str], wrong: InputError | None) -> Response:
    site = site_of(request)
    drafting = importlib.import_module(_DRAFTING)
    register = drafting.register_with(site.node.lawkeeping.accepted())
    view = drafting.new_view(
        register,
        us=site.node.profile.authority.state,
        today=sight.at.date().isoformat(),
        typed=typed,
        wrong=wrong,
    )
    return site.renderer.page(request, "law-draft-new.html", view, status=422 if wrong else 200)


def _drafting(
    request: Request,
    sight: Sight,
    held: HeldLawDraft,
    step: str,
    *,
    typed: dict[str, Any] | None = None,
    wrong: InputError | None = None,
) -> Response:
    node = site_of(request).node
    drafting = importlib.import_module(_DRAFTING)
    opened = drafting.Opened(held=held, versions=node.lawdrafting.versions(sight, held.id), typed=typed, wrong=wrong)
    view = drafting.drafting_view(opened, drafting.register_with(node.lawkeeping.accepted()), sight, step)
    if wrong:
        return site_of(request).renderer.page(request, "law-draft.html", view, status=422)
    return answered(request, "law-draft.html", view)


def _begun(typed: dict[str, str]) -> dict[str, Any]:
    """Give the case as it begins."""
    charge = {"title": typed["charge"], "offence": typed["offence"]}
    return {
        "format": FORMAT,
        **{name: typed[name] for name in ("case", "kind", "requesting", "requested", "request_date")},
        "conduct_dates": [each for each in re.split(r"[\s,;]+", typed["conduct_dates"]) if each],
        "charge": charge,
    }


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def _level(said: str) -> Level:
    if said not in {str(int(each)) for each in Level}:
        raise InputError(msg("choose one of those offered"), place="level")
    return Level(int(said))


def _version(form: FormData) -> int:
    said = text_of(form, "version", most=9)
    if not said.isdecimal():
        raise InputError(msg("choose one of those offered"), place="version")
    return int(said)


def _to(draft_id: str, query: str = "") -> Response:
    return RedirectResponse(f"/law-drafts/{draft_id}{query}", status_code=303)
