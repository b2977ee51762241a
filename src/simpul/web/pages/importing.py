"""Taking files in: editions of lists, and reports in STIX."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.export import Loss
from simpul.formats.registry import read_offer
from simpul.formats.stix.reading import read_stix
from simpul.web.access.guard import GuardedRoute
from simpul.web.asked import READER, Form, Importer
from simpul.web.forms import file_of, text_of
from simpul.web.offers import offer_of
from simpul.web.site import site_of
from simpul.web.views.lists import ListImportPage, list_forms

router = APIRouter(route_class=GuardedRoute)

MOST_BUNDLE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft that was made of a bundle's report."""

    id: str
    title: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedReports:
    """What came of a bundle: drafts to look through, and what the form had no place for."""

    drafts: tuple[KeptDraft, ...]
    losses: tuple[Loss, ...]


@router.get("/lists/import", include_in_schema=False, dependencies=[READER])
def list_import_page(request: Request) -> Response:
    """Show the page that takes in a list."""
    return site_of(request).renderer.page(request, "list-import.html", ListImportPage(forms=list_forms()))


@router.post("/lists/import", include_in_schema=False)
def import_list(request: Request, signed: Importer, form: Form) -> Response:
    """Take in an edition of a list, of whichever form."""
    node = site_of(request).node
    offer = offer_of(form, text_of(form, "form", most=40))
    done = node.listing.take_in(signed.sight, read_offer(offer, limits=node.profile.limits))
    return RedirectResponse(f"/lists/{done.list_id}/imports/{done.id}", status_code=303)


@router.get("/reports/import", include_in_schema=False, dependencies=[READER])
def report_import_page(request: Request) -> Response:
    """Show the page that takes in reports."""
    return site_of(request).renderer.page(request, "report-import.html")


@router.post("/reports/import", include_in_schema=False)
def import_reports(request: Request, signed: Importer, form: Form) -> Response:
    """Make drafts of the reports of a STIX bundle, to be looked through before they go anywhere."""
    site = site_of(request)
    raw = file_of(form, "file", most=MOST_BUNDLE)
    profile = site.node.profile
    bundle = read_stix(raw, limits=profile.limits, importer=profile.authority.id)
    kept = tuple(
        KeptDraft(id=site.node.sharing.save(signed.sight, draft), title=draft.title, claims=len(draft.claims))
        for draft in bundle.drafts
    )
    return site.renderer.page(request, "report-imported.html", ImportedReports(drafts=kept, losses=bundle.losses))
