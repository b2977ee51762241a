"""Evidence: the list, an item with its chain, writing links, letting a chain go, and checking one in a file."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.app.evidence import ChainChecked, chain_checked
from simpul.core.authority import authority_id
from simpul.core.cases.parts import MOST_ATTACHMENT_BYTES, MediaType
from simpul.core.cooperation.evidence import Custodian, CustodyAct, Nature
from simpul.core.errors import InputError
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Exporter, Form, Key, Previewer, Reader, Releaser
from simpul.web.drafting.building import built_terms
from simpul.web.drafting.fields import DraftFields, typed_fields
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.language import msg
from simpul.web.pages.case_forms import member_of, moment_of
from simpul.web.pages.cases import USUAL, file_response
from simpul.web.pages.drafts import choices_of
from simpul.web.site import site_of
from simpul.web.views.evidence import evidence_document, evidence_page, evidence_table, links_table
from simpul.web.views.writing import Choices

router = APIRouter(route_class=GuardedRoute)

MOST = 400
MOST_CHAIN_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureForm:
    """The form that writes an item down."""

    choices: Choices
    fields: DraftFields
    natures: tuple[Nature, ...] = tuple(Nature)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckForm:
    """The form that checks a chain, and what was found."""

    found: ChainChecked | None = None


@twins(router, "/evidence", endings=(".json", ".csv"))
def evidence(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the items, latest first."""
    view = evidence_page(site_of(request).node.units.exhibits.page(signed.sight, after=after))
    return answered(request, "evidence.html", view, table=evidence_table(view))


@router.get("/evidence/new", include_in_schema=False)
def new_evidence(request: Request, signed: Reader) -> Response:  # noqa: ARG001  the guard is asked by it
    """Show the form that writes an item down."""
    site = site_of(request)
    view = SeizureForm(choices=choices_of(site.node, USUAL), fields=USUAL)
    return site.renderer.page(request, "evidence-new.html", view)


@router.get("/evidence/verify", include_in_schema=False)
def choose_chain(request: Request, signed: Reader) -> Response:  # noqa: ARG001  the guard is asked by it
    """Show the form that checks a chain in a file."""
    return site_of(request).renderer.page(request, "evidence-verify.html", CheckForm())


@router.post("/evidence/verify", include_in_schema=False)
async def verify_chain(request: Request, signed: Previewer, form: Form) -> Response:  # noqa: ARG001  as above
    """Check a chain in a file; nothing of it is kept."""
    raw = file_of(form, "chain", most=MOST_CHAIN_BYTES)
    content = file_of(form, "content", most=MOST_CHAIN_BYTES) if filename_of(form, "content") else None
    pairs = (each.partition("=") for each in text_of(form, "keys").split("\n") if each.strip())
    known = {authority.strip(): fingerprint.strip() for authority, _, fingerprint in pairs}
    found = await run_in_threadpool(chain_checked, raw, known=known, content=content)
    return site_of(request).renderer.page(request, "evidence-verify.html", CheckForm(found=found))


@router.post("/evidence", include_in_schema=False)
def seize(request: Request, signed: Reader, form: Form) -> Response:
    """Write an item down."""
    node = site_of(request).node
    terms = built_terms(typed_fields(form), us=node.profile.authority.id)
    file = _file(form) if filename_of(form, "file") else None
    return _to(node.units.evidence.seize(signed.sight, _seizure(form), handling=terms, file=file))


@twins(router, "/evidence/{evidence_id}", endings=(".json", ".csv"))
def one_item(request: Request, signed: Reader, evidence_id: Key) -> Response:
    """Show one item: whose hands it is in, its chain, and what may be said next."""
    view = evidence_document(site_of(request).node, signed.sight, evidence_id)
    return answered(request, "exhibit.html", view, table=links_table(view))


@router.post("/evidence/{evidence_id}/links", include_in_schema=False)
def add_link(request: Request, signed: Reader, evidence_id: Key, form: Form) -> Response:
    """Say what was done with an item."""
    content = file_of(form, "content", most=MOST_ATTACHMENT_BYTES) if filename_of(form, "content") else b""
    site_of(request).node.units.evidence.add(signed.sight, evidence_id, _handed(form), content=content)
    return _to(evidence_id)


@router.post("/evidence/{evidence_id}/shares", include_in_schema=False)
def share_chain(request: Request, signed: Releaser, evidence_id: Key, form: Form) -> Response:
    """Send the chain to a partner."""
    to = authority_id(text_of(form, "to", most=40), place="to")
    site_of(request).node.units.chains.share(signed.sight, evidence_id, to)
    return _to(evidence_id)


@router.post("/evidence/{evidence_id}/chain", include_in_schema=False)
def export_chain(request: Request, signed: Exporter, evidence_id: Key) -> Response:
    """Give the chain as a file that is checked without a node."""
    raw = site_of(request).node.units.papers.written(signed.sight, evidence_id)
    return file_response(raw, f"chain-{evidence_id[:12]}.json")


@router.get("/evidence/{evidence_id}/file", include_in_schema=False)
def attached_content(request: Request, signed: Reader, evidence_id: Key) -> Response:
    """Give the bytes of an item: to be kept, never to be shown by the browser."""
    attachment, content = site_of(request).node.units.exhibits.content(signed.sight, evidence_id)
    return file_response(content, attachment.name)


def _seizure(form: Form) -> Seizure:
    nature, size = member_of(Nature, form, "nature"), text_of(form, "size", most=20)
    if size and not size.isdecimal():
        raise InputError(msg("say how many bytes it has"), place="size")
    return Seizure(
        what=text_of(form, "what"),
        nature=nature,
        place=text_of(form, "place", most=MOST),
        seized_at=moment_of(form, "seized_at"),
        seized_by=text_of(form, "seized_by", most=MOST),
        order=text_of(form, "order"),
        digest=text_of(form, "digest", most=64).lower(),
        size=int(size or "0"),
        seals=_seals(form),
        keeping=text_of(form, "keeping"),
        request=text_of(form, "request", most=64),
        team=text_of(form, "team", most=64),
    )


def _handed(form: Form) -> Handed:
    to = text_of(form, "to_person", most=MOST)
    return Handed(
        act=member_of(CustodyAct, form, "act"),
        place=text_of(form, "place", most=MOST),
        by=text_of(form, "by", most=MOST),
        at=moment_of(form, "at") if text_of(form, "at", most=16) else None,
        text=text_of(form, "text"),
        to=Custodian(person=to, authority=text_of(form, "to_authority", most=40)) if to else None,
        due_at=moment_of(form, "due_at") if text_of(form, "due_at", most=16) else None,
        digest=text_of(form, "digest", most=64).lower(),
        seals=_seals(form),
        copy=text_of(form, "copy", most=64).lower(),
        order=text_of(form, "order"),
    )


def _seals(form: Form) -> tuple[str, ...]:
    return tuple(sorted({each.strip() for each in text_of(form, "seals").split(",") if each.strip()}))


def _file(form: Form) -> SeizedFile:
    content, name = file_of(form, "file", most=MOST_ATTACHMENT_BYTES), filename_of(form, "file")
    return SeizedFile(content=content, name=name, media_type=member_of(MediaType, form, "media_type"))


def _to(item: str) -> Response:
    return RedirectResponse(f"/evidence/{item}", status_code=303)
