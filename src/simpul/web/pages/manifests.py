"""Manifests: taking a passenger list in, what came of it, and the lists that were screened."""

import hashlib

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.travel import Flight
from simpul.formats.manifests import read_manifest
from simpul.services.travellers import ManifestView
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Importer, Key, Reader
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.signed import Signed
from simpul.web.site import site_of
from simpul.web.views.manifests import (
    manifest_document,
    manifests_page,
    manifests_table,
    travellers_table,
)

router = APIRouter(route_class=GuardedRoute)

MOST_FLIGHT = 20


@twins(router, "/manifests", endings=(".json", ".csv"))
def manifests(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the manifests that were screened, and the form that takes one in."""
    view = manifests_page(site_of(request).node.travelling.recent(signed.sight, after=after))
    return answered(request, "manifests.html", view, table=manifests_table(view))


@router.post("/manifests", include_in_schema=False)
def screen_manifest(request: Request, signed: Importer, form: Form) -> Response:
    """Screen everybody on a passenger list."""
    limits = site_of(request).node.profile.limits
    raw = file_of(form, "file", most=limits.max_table_bytes)
    done = screened(request, signed, raw, filename=filename_of(form, "file"), flight=_flight(form))
    return RedirectResponse(f"/manifests/{done.facts.id}", status_code=303)


@twins(router, "/manifests/{manifest_id}", endings=(".json", ".csv"))
def manifest(request: Request, signed: Reader, manifest_id: Key) -> Response:
    """Show what is kept of one manifest: its facts, and the travellers with alerts."""
    view = manifest_document(site_of(request).node.travelling.manifest(signed.sight, manifest_id))
    return answered(request, "manifest.html", view, table=travellers_table(view))


def screened(request: Request, signed: Signed, raw: bytes, *, filename: str, flight: Flight | None) -> ManifestView:
    """Read a passenger list and screen everybody on it.

    Raises:
        InputError: the list is refused, with the place.
        ConflictError: there is nothing to screen against yet.
    """
    node = site_of(request).node
    read = read_manifest(raw, filename=filename, flight=flight, limits=node.profile.limits)
    return node.travelling.screen(signed.sight, read, digest=hashlib.sha256(raw).hexdigest())


def flight_said(*, number: str, departure: str, arrival: str, departs_at: str) -> Flight | None:
    """Give the flight that is said beside a table, or nothing where no number is said.

    Raises:
        InputError: it cannot be one.
    """
    if not number:
        return None
    return Flight(number=number, departure=departure, arrival=arrival, departs_at=departs_at.replace(" ", "T"))


def _flight(form: FormData) -> Flight | None:
    return flight_said(
        number=text_of(form, "flight", most=MOST_FLIGHT),
        departure=text_of(form, "departure", most=MOST_FLIGHT),
        arrival=text_of(form, "arrival", most=MOST_FLIGHT),
        departs_at=text_of(form, "departs_at", most=MOST_FLIGHT),
    )
