"""An edition of a list while it is being read: its entries, and those that could not be read, with place and reason."""

from collections.abc import Callable, Iterable
from typing import Protocol

from simpul.core.designation import Designation, ListEdition, RejectedEntry
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.headed import HeadedRow, is_markup
from simpul.formats.particulars import Particulars
from simpul.formats.xml import Element, Source, line_of, local_name

MOST_REJECTED = 1_000
MOST_ENTRIES = 100_000
"""Some fifteen times what the largest of these lists has."""


class Reader(Protocol):
    """Reads an edition in one form."""

    def __call__(self, source: Source, *, limits: Limits) -> ListEdition:
        """Read it."""


class EditionReading:
    """What has been read of an edition so far; `reference` and `entry` say what is made of an entry's particulars."""

    def __init__(
        self,
        list_id: str,
        *,
        reference: Callable[[Particulars], str],
        entry: Callable[[Particulars, str], Designation],
    ) -> None:
        """Begin with nothing."""
        self._list_id = list_id
        self._reference = reference
        self._entry = entry
        self._places: dict[str, str] = {}
        self._entries: list[Designation] = []
        self._rejected: list[RejectedEntry] = []

    def take(self, said: Particulars) -> None:
        """Take the entry that these particulars make, or note why they make none.

        Raises:
            InputError: there are too many entries, or too many that cannot be read.
        """
        reference = self._reference(said)
        try:
            self._check_new(reference, said.place)
            self._entries.append(self._entry(said, reference))
            self._places[reference] = said.place
        except InputError as exc:
            self.reject(exc, reference=reference, place=said.place)
        _check_number(len(self._entries), said.place)

    def take_element(self, element: Element, *, named: str, note: Callable[[Particulars, Element], None]) -> None:
        """Take the entry that an element of this name is; what is noted before it is refused says which entry it is.

        Raises:
            InputError: there are too many entries, or too many that cannot be read.
        """
        said = Particulars(line_of(element))
        try:
            _check_name(element, named)
            note(said, element)
        except InputError as exc:
            self.reject(exc, reference=self._reference(said), place=said.place)
        else:
            self.take(said)

    def join(self, rows: Iterable[HeadedRow], *, key: str, note: Callable[[Particulars, HeadedRow], None]) -> None:
        """Take the entries of a table that has many rows for each; the rows of one have the same text under `key`.

        Raises:
            InputError: there are too many entries, or too many that cannot be read.
        """
        joined: dict[str, Particulars] = {}
        refusals: dict[str, InputError] = {}
        for row in rows:
            place = f"line {row.line}"
            which = " ".join(row.cells.get(key, "").split())
            if not which:
                reason = row.fault or f"a row without {key!r}"
                self.reject(InputError(reason, place=place), reference="", place=place)
                continue
            said = joined.setdefault(which, Particulars(place))
            _check_number(len(joined), place)
            try:
                note(said, row)
                _check_whole(row)
            except InputError as exc:
                refusals.setdefault(which, exc)
        for which, said in joined.items():
            if which in refusals:
                self.reject(refusals[which], reference=self._reference(said), place=said.place)
            else:
                self.take(said)

    def reject(self, refusal: InputError, *, reference: str, place: str) -> None:
        """Note that an entry cannot be read.

        Raises:
            InputError: that is one too many.
        """
        has_line = refusal.place is not None and refusal.place.startswith("line ")
        where = str(refusal.place) if has_line else place
        said = refusal.reason if has_line else str(refusal)
        reason = f"{reference}: {said}" if reference else said
        self._rejected.append(RejectedEntry(place=where, reason=reason, reference=reference))
        if len(self._rejected) > MOST_REJECTED:
            raise InputError(f"more than {MOST_REJECTED} entries cannot be read; the last: {reason}", place=where)

    def _check_new(self, reference: str, place: str) -> None:
        if reference in self._places:
            raise InputError(f"the same reference stands on {self._places[reference]}", place=place)

    def closed(self, *, dated: str, otherwise: str) -> ListEdition:
        """Give the edition once everything has been read.

        Raises:
            InputError: there was no entry at all; `otherwise` says so.
        """
        if not self._entries and not self._rejected:
            raise InputError(otherwise, place="line 1")
        return ListEdition(
            list_id=self._list_id, dated=dated, entries=tuple(self._entries), rejected=tuple(self._rejected)
        )


def read_either(source: Source, *, xml: Reader, csv: Reader, limits: Limits) -> ListEdition:
    """Read an edition in XML or in CSV; the file says which it is.

    Raises:
        InputError: it cannot be read, or its reader refuses it.
    """
    markup, source = is_markup(source)
    return (xml if markup else csv)(source, limits=limits)


def _check_name(element: Element, name: str) -> None:
    if local_name(element.tag) != name:
        raise InputError(f"<{str(element.tag)[:80]}> is not an entry of this list", place=line_of(element))


def _check_number(entries: int, place: str) -> None:
    if entries > MOST_ENTRIES:
        raise InputError(f"more than {MOST_ENTRIES} entries", place=place)


def _check_whole(row: HeadedRow) -> None:
    if row.fault:
        raise InputError(row.fault, place=f"line {row.line}")
