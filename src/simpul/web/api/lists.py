"""The interface: lists."""

from tempfile import TemporaryFile
from typing import Annotated

from fastapi import Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from simpul.formats.registry import ListOffer, columns_of, read_offer
from simpul.formats.registry import form_of as form_named
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.asked import READER, After, Importer, Key, Reader, Text
from simpul.web.forms import form_of
from simpul.web.offers import offer_of
from simpul.web.pages.lists import import_of, one_entry, one_list
from simpul.web.site import site_of
from simpul.web.views.lists import (
    EntryDocument,
    ImportDocument,
    ImportSummary,
    ListDocument,
    ListImportPage,
    ListsPage,
    import_summary,
    list_forms,
)

router = described_router("lists")

TEXT, FILE = {"schema": {"type": "string"}}, {"type": "string", "format": "binary"}
PARTS = {"file": {"type": "array", "items": FILE}, "list_id": {"type": "string"}, "columns": {"type": "string"}}
LIST_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/xml": TEXT,
            "text/csv": TEXT,
            "application/octet-stream": {"schema": FILE},
            "multipart/form-data": {"schema": {"type": "object", "properties": PARTS, "required": ["file"]}},
        },
    }
}
Name = Annotated[str, Query(max_length=200)]
Columns = Annotated[tuple[str, ...], Query(max_length=200)]


@router.get("/lists", responses=gives(ListsPage))
def get_lists(request: Request, signed: Reader) -> Response:
    """Give the lists."""
    return document(ListsPage(lists=site_of(request).node.listing.overview(signed.sight)))


@router.get("/lists/forms", responses=gives(ListImportPage), dependencies=[READER])
def get_list_forms() -> Response:
    """Give the forms of lists that can be taken in, and the files that each one is made of."""
    return document(ListImportPage(forms=list_forms()))


@router.post("/lists/{form}", responses=gives(ImportSummary), openapi_extra=LIST_BODY)
async def post_list(
    request: Request, signed: Importer, form: Key, file: Name = "", list_id: Name = "", column: Columns = ()
) -> Response:
    """Take in an edition of a list of this form: its one file as the body, or its files as those of a form.

    `file` is the name of the one file, where its ending says how it is written; `list_id` the list's id, where it is
    not to have its form's own; `column` says what a column of a table of one's own means, as MEANING=HEADING.
    """
    node = site_of(request).node
    with TemporaryFile() as held:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            offer = offer_of(await form_of(request), form)
        else:
            async for piece in request.stream():
                held.write(piece)
            held.seek(0)
            name = file or f"list{form_named(form).endings[0]}"
            offer = ListOffer(form=form, files={name: held}, list_id=list_id, columns=columns_of(column))
        edition = await run_in_threadpool(read_offer, offer, limits=node.profile.limits)
    done = await run_in_threadpool(node.listing.take_in, signed.sight, edition)
    return document(import_summary(done))


@router.get("/lists/{list_id}", responses=gives(ListDocument))
def get_list(request: Request, signed: Reader, list_id: Key, text: Text = "", after: After = "") -> Response:
    """Give one list: a part of its entries in force, and when it was read."""
    return document(one_list(site_of(request).node, signed.sight, list_id, text=text, after=after))


@router.get("/lists/{list_id}/imports/{import_id}", responses=gives(ImportDocument))
def get_import(request: Request, signed: Reader, list_id: Key, import_id: Key, after: After = "") -> Response:
    """Give what one reading of a list changed and rejected."""
    node = site_of(request).node
    done = import_of(node, signed.sight, list_id, import_id)
    page = node.listing.changes(signed.sight, import_id, after=after)
    return document(ImportDocument(done=done, changes=page.items, after=page.after))


@router.get("/lists/{list_id}/entries/{reference:path}", responses=gives(EntryDocument))
def get_entry(request: Request, signed: Reader, list_id: Key, reference: Key) -> Response:
    """Give one entry with everything that the list says."""
    return document(one_entry(site_of(request).node, signed.sight, list_id, reference))
