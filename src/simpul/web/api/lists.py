"""The interface: lists."""

from tempfile import TemporaryFile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from simpul.formats.un import read_un
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.asked import After, Importer, Key, Reader, Text
from simpul.web.pages.lists import import_of, one_list
from simpul.web.site import site_of
from simpul.web.views.lists import (
    EntryDocument,
    ImportDocument,
    ImportSummary,
    ListDocument,
    ListsPage,
    entry_document,
    import_summary,
)

router = described_router("lists")

XML_BODY = {"requestBody": {"required": True, "content": {"application/xml": {"schema": {"type": "string"}}}}}


@router.get("/lists", responses=gives(ListsPage))
def get_lists(request: Request, signed: Reader) -> Response:
    """Give the lists."""
    return document(ListsPage(lists=site_of(request).node.listing.overview(signed.sight)))


@router.post("/lists/un", responses=gives(ImportSummary), openapi_extra=XML_BODY)
async def post_un_list(request: Request, signed: Importer) -> Response:
    """Take in an edition of the Security Council's consolidated list in its own XML."""
    node = site_of(request).node
    with TemporaryFile() as held:
        async for piece in request.stream():
            held.write(piece)
        held.seek(0)
        edition = await run_in_threadpool(read_un, held, limits=node.profile.limits)
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
    return document(entry_document(site_of(request).node.listing.entry(signed.sight, list_id, reference)))
