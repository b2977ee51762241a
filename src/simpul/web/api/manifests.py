"""The interface: manifests and the travellers on them who resemble somebody."""

from typing import Annotated

from fastapi import Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.errors import InputError
from simpul.core.travel import Flight
from simpul.services.travellers import ManifestView
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.asked import After, Importer, Key, Reader
from simpul.web.pages.manifests import flight_said, screened
from simpul.web.site import site_of
from simpul.web.views.manifests import ManifestDocument, ManifestsPage, manifest_document, manifests_page

router = described_router("manifests")

FILE = {"schema": {"type": "string", "format": "binary"}}
MANIFEST_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/edifact": FILE, "text/csv": FILE, "application/octet-stream": FILE},
    }
}
Short = Annotated[str, Query(max_length=200)]


@router.get("/manifests", responses=gives(ManifestsPage))
def get_manifests(request: Request, signed: Reader, after: After = "") -> Response:
    """Give the manifests that were screened, the latest first."""
    return document(manifests_page(site_of(request).node.travelling.recent(signed.sight, after=after)))


@router.get("/manifests/{manifest_id}", responses=gives(ManifestDocument))
def get_manifest(request: Request, signed: Reader, manifest_id: Key) -> Response:
    """Give what is kept of one manifest: its facts, and the travellers with alerts."""
    return document(manifest_document(site_of(request).node.travelling.manifest(signed.sight, manifest_id)))


@router.post("/manifests", responses=gives(ManifestDocument), openapi_extra=MANIFEST_BODY)
async def post_manifest(
    request: Request,
    signed: Importer,
    file: Short = "",
    flight: Short = "",
    departure: Short = "",
    arrival: Short = "",
    departs_at: Short = "",
) -> Response:
    """Screen everybody on a passenger list, PAXLST or a table, and give what is kept of it.

    `file` is its name, where the ending says how it is written; a table that names no flight has it said here.
    """
    raw = await bounded_body(request, most=site_of(request).node.profile.limits.max_table_bytes)
    said = flight_said(number=flight, departure=departure, arrival=arrival, departs_at=departs_at)
    done = await run_in_threadpool(_screened, request, signed, raw, file, said)
    return document(manifest_document(done))


def _screened(request: Request, signed: Importer, raw: bytes, file: str, flight: Flight | None) -> ManifestView:
    return screened(request, signed, raw, filename=file, flight=flight)


async def bounded_body(request: Request, *, most: int) -> bytes:
    """Read the body of a request within a bound.

    Raises:
        InputError: it is larger, or empty.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise InputError(f"larger than {most} bytes", place="body")
    if not body:
        raise InputError("the file is empty", place="body")
    return bytes(body)
