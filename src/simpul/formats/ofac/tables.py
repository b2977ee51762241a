"""OFAC's list in its comma-separated files: the names, the other names, the addresses, and the rest of cut remarks.

Rules:
1. Every row of every file is read into its entry, or rejected with file, line and reason; none is lost.
2. An entry is known by its ent_num, which stands first in each row of each file. A row of another file whose number is
   not in sdn.csv is rejected.
"""

from collections.abc import Callable, Iterator, Mapping

from simpul.core.designation import ListEdition, ListedPlace, RejectedEntry
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.ofac.entry import KINDS, LIST_ID, EntryReading
from simpul.formats.ofac.remarks import take_remarks
from simpul.formats.ofac.rows import Row, checked, rows_of
from simpul.formats.xml import Source

NAMES, ALIASES, ADDRESSES, COMMENTS = FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
COLUMNS = {NAMES: 12, ALIASES: 5, ADDRESSES: 6, COMMENTS: 2}
MOST_REJECTED = 1_000
MOST_REFERENCE = 20


def read_tables(files: Mapping[str, Source], *, limits: Limits) -> ListEdition:
    """Read an edition from its files, each under its name; sdn_comments.csv may be absent.

    Raises:
        InputError: a file is no table, is larger than the limits allow, or too many rows cannot be read.
    """
    edition = _Edition(limits)
    rest = edition.rest_of_remarks(files[COMMENTS]) if COMMENTS in files else {}
    edition.take(NAMES, files[NAMES], lambda row: edition.begin(row, rest.pop(row.cells[0], "")))
    for number in rest:
        edition.reject(InputError(f"no row of {NAMES} has the number {number[:40]!r}", place=COMMENTS), "")
    for file, note in ((ALIASES, _note_alias), (ADDRESSES, _note_address)):
        edition.take(file, files[file], edition.joined(note))
    return edition.closed()


class _Edition:
    """What has been read of an edition so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._entries: dict[str, EntryReading] = {}
        self._rejected: list[RejectedEntry] = []

    def take(self, file: str, source: Source, note: Callable[[Row], None]) -> None:
        """Read the rows of a file, and note why one cannot be read."""
        for row in rows_of(source, file=file, limits=self._limits):
            number = row.cells[0]
            try:
                note(checked(row, columns=COLUMNS[file]))
            except InputError as exc:
                self.reject(exc, number if file == NAMES and number not in self._entries else "")

    def begin(self, row: Row, rest: str) -> None:
        """Begin an entry with its row of sdn.csv."""
        number, name, kind, programmes, title, call_sign, vessel, tonnage, gross, flag, owner, remarks = row.cells
        if not number.isdigit() or not number.isascii() or len(number) > MOST_REFERENCE:
            raise InputError(f"no number of an entry: {number[:40]!r}", place=row.place)
        if number in self._entries:
            raise InputError(f"the number {number} stands on {self._entries[number].place} too", place=row.place)
        if kind.casefold() not in KINDS:
            raise InputError(f"a subject of the kind {kind[:40]!r} is not known", place=row.place)
        if not name:
            raise InputError("an entry needs a name", place=row.place)
        entry = EntryReading(reference=number, place=row.place, schema=KINDS[kind.casefold()])
        entry.name(name)
        entry.programmes.extend(_programmes(programmes))
        entry.titles.extend([title] if title else [])
        entry.ship(call_sign=call_sign, kind=vessel, tonnage=tonnage, gross=gross, flag=flag, owner=owner)
        take_remarks(entry, remarks, rest=rest)
        self._entries[number] = entry

    def joined(self, note: Callable[[EntryReading, Row], None]) -> Callable[[Row], None]:
        """Give what notes a row of another file in its entry."""

        def take(row: Row) -> None:
            entry = self._entries.get(row.cells[0])
            if entry is None:
                raise InputError(f"no row of {NAMES} has the number {row.cells[0][:40]!r}", place=row.place)
            note(entry, row)

        return take

    def rest_of_remarks(self, source: Source) -> dict[str, str]:
        """Give the rest of the remarks that are cut in sdn.csv, by number."""
        rest: dict[str, str] = {}

        def keep(row: Row) -> None:
            number, said = row.cells
            rest[number] = f"{rest.get(number, '')}{said}"

        self.take(COMMENTS, source, keep)
        return rest

    def reject(self, refusal: InputError, reference: str) -> None:
        """Note that a row cannot be read."""
        self._rejected.append(
            RejectedEntry(place=refusal.place or NAMES, reason=refusal.reason, reference=reference[:MOST_REFERENCE])
        )
        if len(self._rejected) > MOST_REJECTED:
            reason = f"more than {MOST_REJECTED} rows cannot be read; the last: {refusal.reason}"
            raise InputError(reason, place=refusal.place)

    def closed(self) -> ListEdition:
        """Give the edition once everything has been read."""
        if not self._entries and not self._rejected:
            raise InputError("the list has no row", place=NAMES)
        entries = []
        for number, entry in self._entries.items():
            try:
                entries.append(entry.closed())
            except InputError as exc:
                self.reject(InputError(str(exc), place=entry.place), number)
        return ListEdition(list_id=LIST_ID, dated="", entries=tuple(entries), rejected=tuple(self._rejected))


def _programmes(said: str) -> Iterator[str]:
    return (plain for each in said.split("]") if (plain := each.strip(" [")))


def _note_alias(entry: EntryReading, row: Row) -> None:
    _, _, kind, name, note = row.cells
    if not name:
        raise InputError("an alias without a name", place=row.place)
    entry.alias(kind, name, note=note)


def _note_address(entry: EntryReading, row: Row) -> None:
    _, _, street, city, country, note = row.cells
    place = ListedPlace(street=street, city=city, country=country, note=note)
    if place != ListedPlace():
        entry.addresses.append(place)
