"""Lists, as a viewer may see them: entries, editions that were read, and what they changed.

Numbers of an edition (entries, added, changed, removed) count what the viewer may see, never what is there. An edition
that changed something, and nothing that the viewer may see, was not read as far as he or she can tell.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, or_, select

from simpul.core.authority import Sight
from simpul.core.designation import Designation
from simpul.core.handling import Action
from simpul.core.holding import Change, EntryChange, HeldEntry, HeldList, ListImport, Page
from simpul.storage.among import among, among_numbers
from simpul.storage.audiences import Audiences
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import moment
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.listing import list_change, list_entry, list_import, list_word
from simpul.storage.words import asked, begins

_SEEN = among_numbers(list_entry.c.audience, VISIBLE)
_IN_FORCE = list_entry.c.gone == ""
_OVERVIEW = (
    select(list_entry.c.list, func.sum(case((_IN_FORCE, 1), else_=0)).label("entries"))
    .where(_SEEN)
    .group_by(list_entry.c.list)
    .order_by(list_entry.c.list)
)
_CHANGED = select(list_change.c.reference).where(list_change.c["import"] == list_import.c.id)
_TOLD = or_(~_CHANGED.exists(), _CHANGED.where(among_numbers(list_change.c.audience, VISIBLE)).exists())
_EDITIONS = (
    select(list_import.c.list, list_import.c.dated, list_import.c.imported_at)
    .where(_TOLD)
    .order_by(list_import.c.imported_at, list_import.c.id)
)
_EDITIONS_OF = (
    select(list_import)
    .where(list_import.c.list == bindparam("of_list"), _TOLD)
    .order_by(list_import.c.imported_at, list_import.c.id)
)
_ENTRY = (
    select(list_entry)
    .where(list_entry.c.list == bindparam("of_list"), list_entry.c.reference == bindparam("which"), _SEEN)
    .order_by(list_entry.c.version.desc())
    .limit(1)
)
_NAMED = (
    select(list_entry)
    .where(list_entry.c.list == bindparam("of_list"), among(list_entry.c.reference, "which"), _SEEN, _IN_FORCE)
    .order_by(list_entry.c.reference)
)
_KNOWS = select(list_entry.c.reference).where(list_entry.c.list == bindparam("of_list"), _SEEN).limit(1)
_BOTH = case((func.count() > 1, Change.CHANGED.value), else_=func.min(list_change.c.change))
_ONE_EACH = (
    select(
        list_change.c["import"].label("edition"),
        list_change.c.reference,
        _BOTH.label("change"),
        func.max(list_change.c.name).label("name"),
        func.max(list_change.c.audience).label("audience"),
    )
    .where(among_numbers(list_change.c.audience, VISIBLE))
    .group_by(list_change.c["import"], list_change.c.reference)
)
_OF_LIST = (
    _ONE_EACH.join(list_import, list_import.c.id == list_change.c["import"])
    .where(list_import.c.list == bindparam("of_list"))
    .subquery()
)
_TALLY = select(_OF_LIST.c.edition, _OF_LIST.c.change, func.count().label("how_many")).group_by(
    _OF_LIST.c.edition, _OF_LIST.c.change
)
_CHANGES = (
    _ONE_EACH.where(list_change.c["import"] == bindparam("which"), list_change.c.reference > bindparam("last"))
    .order_by(list_change.c.reference)
    .limit(bindparam("most"))
)


class SqlLists:
    """Reads lists."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def lists(self, sight: Sight) -> tuple[HeldList, ...]:
        """Give the lists of which the viewer may see an entry."""
        with self._reading.view(sight, Action.SEARCH) as view:
            editions = {row.list: row for row in view.rows(_EDITIONS, {})}
            return tuple(
                HeldList(
                    list_id=row.list,
                    entries=row.entries,
                    dated=editions[row.list].dated,
                    imported_at=moment(editions[row.list].imported_at),
                )
                for row in view.rows(_OVERVIEW, {})
            )

    def entry(self, sight: Sight, list_id: str, reference: str) -> HeldEntry | None:
        """Give an entry that the viewer may see, in force or left."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ENTRY, {"of_list": list_id, "which": reference})
            return _shown(view, self._reading.audiences, rows[0]) if rows else None

    def entries(self, sight: Sight, list_id: str, *, text: str, after: str, limit: int) -> Page[HeldEntry]:
        """Give the list's entries in force that the viewer may see, by reference; words as in `Subjects.subjects`."""
        (last,) = position(after, tuple[str], start=("",))
        parameters: dict[str, object] = {"of_list": list_id, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            narrowed: list[ColumnElement[bool]] = [
                list_entry.c.reference.in_(_with_word(number, prefixes, parameters))
                for number, prefixes in enumerate(asked(text, view.words))
            ]
            of_list = and_(list_entry.c.list == bindparam("of_list"), list_entry.c.reference > bindparam("last"))
            statement = (
                select(list_entry)
                .where(_SEEN, of_list, _IN_FORCE, *narrowed)
                .order_by(list_entry.c.reference)
                .limit(bindparam("most"))
            )
            rows = view.rows(statement, parameters)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: _shown(view, self._reading.audiences, row),
                key=lambda row: (row.reference,),
            )

    def entries_named(self, sight: Sight, list_id: str, references: Sequence[str]) -> tuple[HeldEntry, ...]:
        """Give those of these entries that are in force and that the viewer may see, by reference."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_NAMED, {"of_list": list_id, "which": encoded(references).decode()})
            return tuple(_shown(view, self._reading.audiences, row) for row in rows)

    def imports(self, sight: Sight, list_id: str) -> tuple[ListImport, ...]:
        """Give when the list was read and what that changed, latest first."""
        with self._reading.view(sight, Action.SEARCH) as view:
            if not view.rows(_KNOWS, {"of_list": list_id}):
                return ()
            tally = {(row.edition, row.change): row.how_many for row in view.rows(_TALLY, {"of_list": list_id})}
            return _editions(view.rows(_EDITIONS_OF, {"of_list": list_id}), tally)

    def changes(self, sight: Sight, import_id: str, *, after: str, limit: int) -> Page[EntryChange]:
        """Give the entries that an import changed and that the viewer may see."""
        (last,) = position(after, tuple[str], start=("",))
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_CHANGES, {"which": import_id, "last": last, "most": bounded(limit) + 1})
            for row in rows:
                view.shown(self._reading.audiences.terms(row.audience), row=f"list_change {row.reference}")
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: EntryChange(reference=row.reference, name=row.name, change=Change(row.change)),
                key=lambda row: (row.reference,),
            )


def _with_word(number: int, prefixes: tuple[str, ...], parameters: dict[str, object]) -> Select[tuple[str]]:
    """Give the references of visible entries of the list with a word that begins with one of the prefixes."""
    return select(list_word.c.reference).where(
        among_numbers(list_word.c.audience, VISIBLE),
        list_word.c.list == bindparam("of_list"),
        begins(list_word.c.token, prefixes, parameters, number=number),
    )


def _shown(view: View, audiences: Audiences, row: Row[Any]) -> HeldEntry:
    terms = audiences.terms(row.audience)
    view.shown(terms, row=f"list_entry {row.list} {row.reference}")
    return HeldEntry(
        entry=decoded(Designation, row.body, row=f"list_entry {row.list} {row.reference} {row.version}"),
        content=row.content,
        handling=terms,
        entered_on=row.entered_on,
        left_on=row.left_on,
    )


def _editions(rows: Sequence[Row[Any]], tally: dict[tuple[str, str], int]) -> tuple[ListImport, ...]:
    entries, done = 0, []
    for row in rows:
        added, changed, removed = (tally.get((row.id, how.value), 0) for how in Change)
        entries += added - removed
        done.append(
            ListImport(
                id=row.id,
                list_id=row.list,
                dated=row.dated,
                imported_at=moment(row.imported_at),
                by=row.by,
                entries=entries,
                added=added,
                changed=changed,
                removed=removed,
                rejected=decoded(tuple[str, ...], row.rejected, row=f"list_import {row.id}"),
            )
        )
    return tuple(reversed(done))
