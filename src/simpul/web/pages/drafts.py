"""Drafts: writing, previewing, approving, releasing."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import Sight
from simpul.core.draft import ReportDraft
from simpul.core.errors import InputError
from simpul.services.sharing import ReleaseState
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import PREVIEWER, After, Form, Key, Previewer, Reader, Releaser, Text
from simpul.web.drafting.building import built_draft, previewed_draft
from simpul.web.drafting.fields import DraftFields, fields_of, shaped, typed_fields
from simpul.web.drafting.starting import started_fields
from simpul.web.forms import text_of
from simpul.web.node import Node
from simpul.web.rendering import language_of
from simpul.web.site import site_of
from simpul.web.views.drafts import DraftsPage, draft_document, draft_row, partner_fates
from simpul.web.views.writing import Choices, PreviewPart, Reachable, WritingPage, place_of
from simpul.web.words.reasons import reason_in

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/drafts", endings=(".json", ".csv"))
def drafts_list(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the drafts."""
    page = site_of(request).node.sharing.page_of_drafts(signed.sight, after=after)
    view = DraftsPage(drafts=tuple(draft_row(held, signed.sight) for held in page.items), after=page.after)
    return answered(request, "drafts.html", view, table=drafts_table(view))


@router.get("/drafts/new", include_in_schema=False)
def new_draft(
    request: Request, signed: Reader, subject: Text = "", supersedes: Text = "", retracts: Text = ""
) -> Response:
    """Show an empty writing page, or one filled to write on about a subject, or to replace a report of ours."""
    node = site_of(request).node
    fields = started_fields(node, signed.sight, subject=subject, supersedes=supersedes, retracts=retracts)
    return writing_page(request, "", fields)


@router.post("/drafts", include_in_schema=False)
def save_new_draft(request: Request, signed: Reader, form: Form) -> Response:
    """Keep a new draft."""
    return saved(request, signed.sight, "", typed_fields(form))


@router.post("/drafts/form", include_in_schema=False, dependencies=[PREVIEWER])
def reshape_draft(request: Request, form: Form) -> Response:
    """Show the writing page with a subject or a claim more or less; nothing is kept."""
    fields = shaped(typed_fields(form), text_of(form, "shape"))
    return writing_page(request, text_of(form, "draft_id", most=64), fields)


@router.post("/drafts/preview", include_in_schema=False)
def preview_draft(request: Request, signed: Previewer, form: Form) -> Response:
    """Show what each partner would see of what is typed; nothing is kept."""
    site = site_of(request)
    fields = typed_fields(form)
    try:
        draft = previewed_draft(fields, us=site.node.profile.authority.id)
        part = PreviewPart(fates=partner_fates(draft, site.node.sharing.preview(signed.sight, draft)))
    except InputError as fault:
        part = PreviewPart(wrong_place=place_of(fault), wrong_reason=reason_in(language_of(request), fault.reason))
    return site.renderer.page(request, "preview.html", part)


@twins(router, "/drafts/{draft_id}")
def draft_page(request: Request, signed: Reader, draft_id: Key) -> Response:
    """Show one draft, who approved it, and what each partner would see."""
    node = site_of(request).node
    held = node.sharing.draft(signed.sight, draft_id)
    view = draft_document(held, node.sharing.preview(signed.sight, held.draft), signed.sight)
    return answered(request, "draft.html", view)


@router.get("/drafts/{draft_id}/edit", include_in_schema=False)
def edit_draft(request: Request, signed: Reader, draft_id: Key) -> Response:
    """Show the writing page of a draft."""
    held = site_of(request).node.sharing.draft(signed.sight, draft_id)
    return writing_page(request, draft_id, fields_of(held.draft))


@router.post("/drafts/{draft_id}", include_in_schema=False)
def save_draft(request: Request, signed: Reader, draft_id: Key, form: Form) -> Response:
    """Keep a draft as it now reads."""
    return saved(request, signed.sight, draft_id, typed_fields(form))


@router.post("/drafts/{draft_id}/approve", include_in_schema=False)
def approve_draft(request: Request, signed: Releaser, draft_id: Key) -> Response:
    """Approve exactly this text, as the second officer."""
    site_of(request).node.sharing.approve(signed.sight, draft_id)
    return RedirectResponse(f"/drafts/{draft_id}", status_code=303)


@router.post("/drafts/{draft_id}/release", include_in_schema=False)
def release_draft(request: Request, signed: Releaser, draft_id: Key) -> Response:
    """Release a draft to the recipients it names."""
    release = site_of(request).node.sharing.release(signed.sight, draft_id)
    if release.state is ReleaseState.AWAITING_SECOND_OFFICER:
        return RedirectResponse(f"/drafts/{draft_id}?waits=1", status_code=303)
    return RedirectResponse(f"/reports/{release.report}", status_code=303)


@router.post("/drafts/{draft_id}/discard", include_in_schema=False)
def discard_draft(request: Request, signed: Reader, draft_id: Key) -> Response:
    """Take a draft away."""
    site_of(request).node.sharing.discard(signed.sight, draft_id)
    return RedirectResponse("/drafts", status_code=303)


def saved(request: Request, sight: Sight, draft_id: str, fields: DraftFields) -> Response:
    """Keep what was typed and show the draft, or show the writing page again with what is wrong."""
    node = site_of(request).node
    try:
        draft: ReportDraft = built_draft(fields, us=node.profile.authority.id)
        kept = node.sharing.save(sight, draft, draft_id=draft_id)
    except InputError as fault:
        return writing_page(request, draft_id, fields, wrong=fault)
    return RedirectResponse(f"/drafts/{kept}", status_code=303)


def writing_page(request: Request, draft_id: str, fields: DraftFields, *, wrong: InputError | None = None) -> Response:
    """Show the writing page."""
    site = site_of(request)
    view = WritingPage(
        draft_id=draft_id,
        fields=fields,
        choices=choices_of(site.node, fields),
        wrong_place=place_of(wrong) if wrong else "",
        wrong_reason=reason_in(language_of(request), wrong.reason) if wrong else "",
    )
    return site.renderer.page(request, "write.html", view, status=422 if wrong else 200)


def choices_of(node: Node, fields: DraftFields) -> Choices:
    """Give what the fields offer; recipients that are no partners of ours stay in the field for others."""
    partners = tuple(
        Reachable(
            id=state.partner.introduction.authority.id,
            name=state.partner.introduction.authority.name,
            suspended=bool(state.partner.suspended),
        )
        for state in node.partnering.states()
    )
    known = {partner.id for partner in partners}
    return Choices(partners=partners, others=tuple(name for name in fields.to if name not in known))


def drafts_table(view: DraftsPage) -> Table:
    """Give the list of drafts as a table."""
    return Table(
        name="drafts",
        columns=("id", "title", "kind", "grading", "tlp", "level", "recipients", "claims", "author", "saved_at"),
        rows=tuple(
            (
                row.id,
                row.title,
                row.kind,
                row.grading.code,
                row.handling.tlp,
                row.handling.level.name.lower(),
                " ".join(row.recipients),
                str(row.claims),
                row.author,
                row.saved_at.isoformat(),
            )
            for row in view.drafts
        ),
    )
