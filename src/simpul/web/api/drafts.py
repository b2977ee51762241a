"""The interface: drafts, and releasing them."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from simpul.services.sharing import Release
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.bodies import DraftBody, ReleaseBody
from simpul.web.asked import After, Key, Previewer, Reader, Releaser
from simpul.web.site import site_of
from simpul.web.views.drafts import (
    DraftDocument,
    DraftsPage,
    PartnerFate,
    draft_document,
    draft_row,
    partner_fates,
)

router = described_router("drafts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The id of a draft that was kept."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What each partner would get of a draft."""

    partners: tuple[PartnerFate, ...]


@router.get("/drafts", responses=gives(DraftsPage))
def get_drafts(request: Request, signed: Reader, after: After = "") -> Response:
    """Give the drafts that the officer may see, latest first."""
    page = site_of(request).node.sharing.page_of_drafts(signed.sight, after=after)
    return document(DraftsPage(drafts=tuple(draft_row(held, signed.sight) for held in page.items), after=page.after))


@router.post("/drafts", responses=gives(Saved))
def post_draft(request: Request, signed: Reader, body: DraftBody) -> Response:
    """Keep a new draft."""
    node = site_of(request).node
    return document(Saved(id=node.sharing.save(signed.sight, body.draft(node.profile.authority.id))))


@router.post("/drafts/preview", responses=gives(Fates))
def preview_draft(request: Request, signed: Previewer, body: DraftBody) -> Response:
    """Say what each partner would see of a draft; nothing is kept."""
    node = site_of(request).node
    draft = body.draft(node.profile.authority.id)
    return document(Fates(partners=partner_fates(draft, node.sharing.preview(signed.sight, draft))))


@router.get("/drafts/{draft_id}", responses=gives(DraftDocument))
def get_draft(request: Request, signed: Reader, draft_id: Key) -> Response:
    """Give one draft, who approved it, and what each partner would see."""
    node = site_of(request).node
    held = node.sharing.draft(signed.sight, draft_id)
    return document(draft_document(held, node.sharing.preview(signed.sight, held.draft), signed.sight))


@router.put("/drafts/{draft_id}", responses=gives(Saved))
def put_draft(request: Request, signed: Reader, draft_id: Key, body: DraftBody) -> Response:
    """Keep a draft as it now reads; only its author does."""
    node = site_of(request).node
    kept = node.sharing.save(signed.sight, body.draft(node.profile.authority.id), draft_id=draft_id)
    return document(Saved(id=kept))


@router.delete("/drafts/{draft_id}", responses=gives(Saved))
def delete_draft(request: Request, signed: Reader, draft_id: Key) -> Response:
    """Take a draft away; only its author does."""
    site_of(request).node.sharing.discard(signed.sight, draft_id)
    return document(Saved(id=draft_id))


@router.post("/drafts/{draft_id}/approve", responses=gives(DraftDocument))
def approve_draft(request: Request, signed: Releaser, draft_id: Key) -> Response:
    """Approve exactly this text, as the second officer."""
    node = site_of(request).node
    held = node.sharing.approve(signed.sight, draft_id)
    return document(draft_document(held, node.sharing.preview(signed.sight, held.draft), signed.sight))


@router.post("/drafts/{draft_id}/release", responses=gives(Release))
def release_draft(request: Request, signed: Releaser, draft_id: Key, body: ReleaseBody | None = None) -> Response:
    """Release a draft to the recipients it names, or to some of them, or let it wait for the second officer."""
    to = body.recipients() if body else None
    return document(site_of(request).node.sharing.release(signed.sight, draft_id, to=to))
