"""Lists as documents."""

from dataclasses import dataclass
from datetime import date, datetime

from simpul.core.designation import Designation
from simpul.core.handling import Handling
from simpul.core.holding import EntryChange, HeldEntry, HeldList, ListImport, Page
from simpul.core.vocabulary import Schema
from simpul.formats.instruments import instrument_of
from simpul.formats.registry import FORMS, publisher_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsPage:
    """All lists."""

    lists: tuple[HeldList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFormShown:
    """One form of lists that can be taken in: the files it is made of, or what its one file ends in."""

    name: str
    title: str
    list_id: str
    published_by: str
    files: tuple[str, ...]
    optional: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImportPage:
    """The forms of lists that can be taken in."""

    forms: tuple[ListFormShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry in a list."""

    list_id: str
    reference: str
    schema: Schema
    name: str
    other_names: int
    programme: str
    basis: tuple[str, ...]
    nationalities: tuple[str, ...]
    listed_on: str
    review_on: str
    review_overdue: bool
    entered_on: str
    left_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDocument:
    """One list: a part of its entries in force, and when it was read."""

    list_id: str
    entries: tuple[EntryRow, ...]
    after: str
    text: str
    imports: tuple[ListImport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an entry is listed under, in the list's word, and the instrument behind it, or nothing."""

    said: str
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDocument:
    """One entry with everything that the list says.

    `listed_by` is the publisher where the entry names nobody. `bases` has each basis with the instrument it stands on,
    where we know it: the entry's own, or its programme where the list names no basis.
    """

    entry: Designation
    handling: Handling
    listed_by: str
    bases: tuple[Basis, ...]
    review_overdue: bool
    entered_on: str
    left_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDocument:
    """One reading of a list: what it changed, a part at a time, and what was rejected with place and reason."""

    done: ListImport
    changes: tuple[EntryChange, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What a reading of a list changed, in figures."""

    id: str
    list_id: str
    dated: str
    imported_at: datetime
    entries: int
    added: int
    changed: int
    removed: int
    rejected: tuple[str, ...]


def list_forms() -> tuple[ListFormShown, ...]:
    """Give the forms of lists that can be taken in."""
    return tuple(
        ListFormShown(
            name=form.name,
            title=form.title,
            list_id=form.list_id,
            published_by=form.published_by,
            files=form.files,
            optional=form.optional,
            endings=form.endings,
        )
        for form in FORMS.values()
    )


def entry_row(held: HeldEntry, *, on: date) -> EntryRow:
    """Give an entry as a row."""
    entry = held.entry
    return EntryRow(
        list_id=entry.list_id,
        reference=entry.reference,
        schema=entry.schema,
        name=entry.primary_name,
        other_names=len(entry.names) - 1,
        programme=entry.programme,
        basis=entry.basis,
        nationalities=entry.nationalities,
        listed_on=entry.listed_on,
        review_on=entry.review_on,
        review_overdue=is_overdue(held, on=on),
        entered_on=held.entered_on,
        left_on=held.left_on,
    )


def is_overdue(held: HeldEntry, *, on: date) -> bool:
    """Say whether a listing that is in force should have been reviewed before this day."""
    return not held.left_on and held.entry.is_review_overdue(on=on)


def list_document(
    list_id: str, page: Page[HeldEntry], imports: tuple[ListImport, ...], *, text: str, on: date
) -> ListDocument:
    """Give a list as a document."""
    return ListDocument(
        list_id=list_id,
        entries=tuple(entry_row(held, on=on) for held in page.items),
        after=page.after,
        text=text,
        imports=imports,
    )


def entry_document(held: HeldEntry, *, on: date) -> EntryDocument:
    """Give an entry as a document."""
    entry = held.entry
    bases = entry.basis or tuple(filter(None, [entry.programme]))
    return EntryDocument(
        entry=entry,
        handling=held.handling,
        listed_by=entry.listed_by or publisher_of(entry.list_id),
        bases=tuple(Basis(said=said, instrument=instrument_of(entry.list_id, said)) for said in bases),
        review_overdue=is_overdue(held, on=on),
        entered_on=held.entered_on,
        left_on=held.left_on,
    )


def import_summary(done: ListImport) -> ImportSummary:
    """Give a reading of a list in figures."""
    return ImportSummary(
        id=done.id,
        list_id=done.list_id,
        dated=done.dated,
        imported_at=done.imported_at,
        entries=done.entries,
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        rejected=done.rejected,
    )
