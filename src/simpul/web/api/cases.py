"""The interface: cases, what stands in them, and sharing them."""

import base64
import binascii
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.errors import InputError
from simpul.services.passing import Shared
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.case_bodies import NOT_BASE64, CaseBody, EntryBody, FileBody, ShareBody, WithdrawalBody
from simpul.web.asked import After, Key, Reader, Releaser
from simpul.web.pages.cases import file_response
from simpul.web.site import site_of
from simpul.web.views.cases import CaseDocument, CasesPage, case_document, cases_page

router = described_router("cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The id of what was made."""

    id: str


@router.get("/cases", responses=gives(CasesPage))
def get_cases(request: Request, signed: Reader, after: After = "") -> Response:
    """Give the cases that the officer may see, latest first."""
    return document(cases_page(site_of(request).node.units.cases.page(signed.sight, after=after)))


@router.post("/cases", responses=gives(Made))
def post_case(request: Request, signed: Reader, body: CaseBody) -> Response:
    """Open a case."""
    node = site_of(request).node
    return document(Made(id=node.units.casework.open(signed.sight, body.draft(node.profile.authority.id))))


@router.get("/cases/{case_id}", responses=gives(CaseDocument))
def get_case(request: Request, signed: Reader, case_id: Key) -> Response:
    """Give one case: its entries, its flows, and what each partner would get."""
    return document(case_document(site_of(request).node, signed.sight, case_id))


@router.put("/cases/{case_id}", responses=gives(CaseDocument))
def put_case(request: Request, signed: Reader, case_id: Key, body: CaseBody) -> Response:
    """Revise a case of ours; the earlier edition stays on record."""
    node = site_of(request).node
    node.units.casework.revise(signed.sight, case_id, body.draft(node.profile.authority.id))
    return document(case_document(node, signed.sight, case_id))


@router.post("/cases/{case_id}/entries", responses=gives(Made))
def post_entry(request: Request, signed: Reader, case_id: Key, body: EntryBody) -> Response:
    """Add an entry; one without terms or grading of its own has the case's."""
    node = site_of(request).node
    work, sight, us = node.units.casework, signed.sight, node.profile.authority.id
    if body.payment and body.model_fields_set == {"payment"}:
        return document(Made(id=work.add_payment(sight, case_id, body.payment)))
    if body.file is not None and body.model_fields_set == {"file"}:
        content, said = _content(body.file), body.file
        return document(Made(id=work.attach(sight, case_id, content, name=said.name, media_type=said.media_type)))
    grading = body.grading.value() if body.grading else None
    handling = body.handling.value(us, place="handling") if body.handling else None
    return document(Made(id=work.add(sight, case_id, body.part(), grading=grading, handling=handling)))


@router.get("/cases/{case_id}/files/{entry_id}")
def get_file(request: Request, signed: Reader, case_id: Key, entry_id: Key) -> Response:
    """Give the bytes of a file."""
    attachment, content = site_of(request).node.units.cases.content(signed.sight, case_id, entry_id)
    return file_response(content, attachment.name)


@router.post("/cases/{case_id}/entries/{entry_id}/withdrawal", responses=gives(Made))
def post_withdrawal(request: Request, signed: Reader, case_id: Key, entry_id: Key, body: WithdrawalBody) -> Response:
    """Withdraw an entry of ours; it stays on record."""
    work = site_of(request).node.units.casework
    return document(Made(id=work.withdraw(signed.sight, case_id, entry_id, reason=body.reason)))


@router.post("/cases/{case_id}/shares", responses=gives(Shared))
def post_share(request: Request, signed: Releaser, case_id: Key, body: ShareBody) -> Response:
    """Send a partner what of a case it may have and has not yet, or let it wait for the second officer."""
    return document(site_of(request).node.units.sharing.share(signed.sight, case_id, body.recipient()))


def _content(file: FileBody) -> bytes:
    try:
        return base64.b64decode(file.content.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as exc:
        raise InputError(NOT_BASE64, place="file.content") from exc
