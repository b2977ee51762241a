"""Lists: which there are, their entries, and what each reading changed."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.authority import Sight
from simpul.core.errors import NotFoundError
from simpul.core.holding import ListImport
from simpul.formats.registry import publisher_of
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.node import Node
from simpul.web.site import site_of
from simpul.web.views.lists import (
    EntryDocument,
    ImportDocument,
    ListDocument,
    ListsPage,
    entry_document,
    list_document,
)

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/lists", endings=(".json", ".csv"))
def lists_page(request: Request, signed: Reader) -> Response:
    """Show the lists."""
    view = ListsPage(lists=site_of(request).node.listing.overview(signed.sight))
    return answered(request, "lists.html", view, table=lists_table(view))


@twins(router, "/lists/{list_id}/imports/{import_id}", endings=(".json", ".csv"))
def import_page(request: Request, signed: Reader, list_id: Key, import_id: Key, after: After = "") -> Response:
    """Show what one reading of a list changed, and what it rejected."""
    node = site_of(request).node
    done = import_of(node, signed.sight, list_id, import_id)
    page = node.listing.changes(signed.sight, import_id, after=after)
    view = ImportDocument(done=done, changes=page.items, after=page.after)
    return answered(request, "import.html", view, table=changes_table(view))


@twins(router, "/lists/{list_id}/entries/{reference:path}")
def entry_page(request: Request, signed: Reader, list_id: Key, reference: Key) -> Response:
    """Show one entry with everything that the list says."""
    view = one_entry(site_of(request).node, signed.sight, list_id, reference)
    return answered(request, "entry.html", view)


@twins(router, "/lists/{list_id}", endings=(".json", ".csv"))
def list_page(request: Request, signed: Reader, list_id: Key, text: Text = "", after: After = "") -> Response:
    """Show one list."""
    view = one_list(site_of(request).node, signed.sight, list_id, text=text, after=after)
    return answered(request, "list.html", view, table=entries_table(view))


def one_list(node: Node, sight: Sight, list_id: str, *, text: str, after: str) -> ListDocument:
    """Give one list as a document.

    Raises:
        NotFoundError: there is no such list for this viewer.
    """
    if list_id not in {held.list_id for held in node.listing.overview(sight)}:
        raise NotFoundError("there is no such list")
    page = node.listing.entries(sight, list_id, text=text, after=after)
    return list_document(list_id, page, node.listing.imports(sight, list_id), text=text, on=sight.at.date())


def one_entry(node: Node, sight: Sight, list_id: str, reference: str) -> EntryDocument:
    """Give one entry as a document.

    Raises:
        NotFoundError: there is no such entry for this viewer.
    """
    return entry_document(node.listing.entry(sight, list_id, reference), on=sight.at.date())


def import_of(node: Node, sight: Sight, list_id: str, import_id: str) -> ListImport:
    """Give one reading of a list.

    Raises:
        NotFoundError: there is no such reading for this viewer.
    """
    found = next((done for done in node.listing.imports(sight, list_id) if done.id == import_id), None)
    if found is None:
        raise NotFoundError("there is no such reading")
    return found


def lists_table(view: ListsPage) -> Table:
    """Give the lists as a table."""
    return Table(
        name="lists",
        columns=("list", "published_by", "entries", "dated", "imported_at"),
        rows=tuple(
            (
                held.list_id,
                publisher_of(held.list_id),
                str(held.entries),
                held.dated,
                held.imported_at.isoformat(),
            )
            for held in view.lists
        ),
    )


def entries_table(view: ListDocument) -> Table:
    """Give entries as a table."""
    return Table(
        name=f"list-{view.list_id}",
        columns=(
            *("reference", "schema", "name", "programme", "basis", "nationalities", "listed_on", "review_on"),
            *("entered_on", "left_on"),
        ),
        rows=tuple(
            (
                row.reference,
                row.schema,
                row.name,
                row.programme,
                "; ".join(row.basis),
                "; ".join(row.nationalities),
                row.listed_on,
                row.review_on,
                row.entered_on,
                row.left_on,
            )
            for row in view.entries
        ),
    )


def changes_table(view: ImportDocument) -> Table:
    """Give what a reading changed as a table."""
    return Table(
        name=f"changes-{view.done.list_id}-{view.done.id[:8]}",
        columns=("reference", "name", "change"),
        rows=tuple((change.reference, change.name, change.change) for change in view.changes),
    )
