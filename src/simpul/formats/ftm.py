"""FollowTheMoney as lines of JSON, an entity a line, as OpenSanctions publishes its data sets: file to edition.

Rules:
1. Every line is accounted for: it becomes an entry, is joined to one, is counted as no subject, or is rejected with its
   line and the reason.
2. Persons, organisations and companies of every kind, vessels, aircraft, vehicles, accounts and wallets are subjects,
   unless the line says that it is no target. Sanctions, documents and addresses are joined to their subjects, wherever
   in the file they stand, or inside the subject, as in the nested form. Everything else is counted by its kind.
3. The file is read twice and held never: between the readings only the place of what is to be joined is kept, some
   twenty bytes for each. Memory does not grow with what the lines say.
4. Lines are bounded, and so is the depth of their JSON. A line that is no entity costs its own line only.
"""

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

import msgspec

from simpul.core.designation import Designation, ListEdition, RejectedEntry
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.ftm_entry import (
    ADDRESS,
    ADDRESSES,
    HOLDERS,
    SUBJECTS,
    Thing,
    entry_of,
    thing_of,
)
from simpul.formats.ftm_joins import Joins
from simpul.formats.xml import Source

LIST_ID = "ftm"
MOST_LINE = 4 * 1024 * 1024
MOST_REJECTED = 1_000
MOST_ENTRIES = 1_500_000
"""What one edition can hold; who wants more takes the entries one by one."""
MOST_JOINED = 20_000_000
IN_MEMORY = 16 * 1024 * 1024
PIECE = 1024 * 1024
SEEN_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,300})"')
MOST_SEEN = 10_000
BOM = b"\xef\xbb\xbf"
NOT_A_TARGET = "not a target"
JOINED_TO_NOBODY = "joined to nobody in the file"


class _Kind(msgspec.Struct):
    """As much of a line as says what it is."""

    id: str = ""
    schema: str = ""
    target: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmTally:
    """What became of the lines of a file: every line that is not blank is in exactly one of these figures."""

    entries: int
    joined: int
    passed_over: Mapping[str, int]
    rejected: int


class FtmReading:
    """One reading of a file, entry by entry, in bounded memory; its tally is complete when the entries are."""

    def __init__(self, source: Source, *, list_id: str = LIST_ID, limits: Limits, most_bytes: int = 0) -> None:
        """Read nothing yet; `most_bytes` allows a file larger than the limits allow an upload to be."""
        self._source = source
        self._list_id = list_id
        self._most_bytes = most_bytes or limits.max_list_bytes
        self._unjoinable = array("Q")
        self._met = 0
        self._entries = 0
        self._rejected = 0
        self._passed_over: Counter[str] = Counter()
        self._joins = Joins()
        self._seen = Joins()

    @property
    def tally(self) -> FtmTally:
        """What became of the lines that have been read."""
        passed_over = Counter(self._passed_over)
        passed_over.update({f"{kind} ({JOINED_TO_NOBODY})": count for kind, count in self._joins.unused().items()})
        return FtmTally(
            entries=self._entries,
            joined=self._joins.used,
            passed_over=dict(sorted(passed_over.items())),
            rejected=self._rejected,
        )

    def entries(self) -> Iterator[Designation | RejectedEntry]:
        """Give every subject as an entry, and what cannot be read as a rejected one, in the order of the file.

        Raises:
            InputError: the file cannot be read or is too large, or more is to be joined than can be kept.
        """
        with _seekable(self._source, self._most_bytes) as stream:
            begins = stream.tell()
            for line in _lines(stream, self._most_bytes):
                self._note_join(line)
            stream.seek(begins)
            for line in _lines(stream, self._most_bytes):
                after = stream.tell()
                yield from self._read(line, stream)
                stream.seek(after)

    def _note_join(self, line: "_Line") -> None:
        """Keep where a line stands that is to be joined to a subject; what is wrong with it is said when it is read."""
        kind = _kind(line)
        if kind is None or not (kind.schema in HOLDERS or kind.schema == ADDRESS):
            return
        try:
            thing = self._thing(line)
        except InputError:
            self._unjoinable.append(line.number)
            return
        number = self._joins.begin(kind.schema)
        if number >= MOST_JOINED:
            raise InputError(f"more than {MOST_JOINED} entities are to be joined to others", place=line.place)
        for key in _keys(thing):
            self._joins.add(key, number=number, offset=line.offset)

    def _read(self, line: "_Line", stream: BinaryIO) -> Iterator[Designation | RejectedEntry]:
        kind = _kind(line)
        try:
            if kind is not None and kind.schema in SUBJECTS and kind.target is not False:
                yield self._entry(line, stream)
                self._entries += 1
            elif not self._is_joinable(line, kind):
                self._pass_over(self._thing(line), kind)
        except InputError as exc:
            self._rejected += 1
            reference = _reference(line, kind)
            said = exc.reason if exc.place in (None, "$", line.place) else f"{exc.place}: {exc.reason}"
            yield RejectedEntry(
                place=line.place, reason=f"{reference}: {said}" if reference else said, reference=reference
            )

    def _is_joinable(self, line: "_Line", kind: _Kind | None) -> bool:
        """Say whether a line was counted at the first reading as one to be joined to a subject."""
        if kind is None or not (kind.schema in HOLDERS or kind.schema == ADDRESS):
            return False
        if self._met < len(self._unjoinable) and self._unjoinable[self._met] == line.number:
            self._met += 1
            return False
        return True

    def _pass_over(self, thing: Thing, kind: _Kind | None) -> None:
        """Count what is no subject.

        Raises:
            InputError: what it is cannot be said.
        """
        if kind is None:
            raise InputError("says what it is in no way that can be read")
        if thing.schema in SUBJECTS:
            self._passed_over[f"{thing.schema} ({NOT_A_TARGET})"] += 1
        else:
            self._passed_over[thing.schema] += 1

    def _entry(self, line: "_Line", stream: BinaryIO) -> Designation:
        thing = self._thing(line)
        if self._seen.has(thing.id):
            raise InputError("the same id stands on an earlier line")
        self._seen.add(thing.id, number=self._seen.begin(""), offset=0)
        return entry_of(thing, list(self._joined(thing, stream)), list_id=self._list_id, place=line.place)

    def _joined(self, thing: Thing, stream: BinaryIO) -> Iterator[Thing]:
        """Give what stands inside the thing, and what elsewhere in the file is to be joined to it."""
        yield from thing.inside
        wanted = {
            **dict.fromkeys(f"of/{each}" for each in (thing.id, *thing.referents)),
            **dict.fromkeys(f"is/{each}" for each in thing.texts(ADDRESSES)),
        }
        places = dict.fromkeys(found for key in wanted for found in self._joins.find(key))
        for number, offset in places:
            stream.seek(offset)
            other = self._thing(_Line(number=0, offset=offset, raw=_next_line(stream)[0]))
            if not wanted.keys().isdisjoint(_keys(other)):
                self._joins.use(number)
                yield other

    @staticmethod
    def _thing(line: "_Line") -> Thing:
        if len(line.raw) > MOST_LINE:
            raise InputError(f"a line longer than {MOST_LINE} bytes")
        return thing_of(_value(line.raw))


def read_ftm(source: Source, *, limits: Limits, list_id: str = LIST_ID) -> ListEdition:
    """Read an edition from a file, its bytes or a stream of them; the file bears no date.

    Raises:
        InputError: it holds no subject, cannot be read, or is larger than the limits allow.
    """
    reading = FtmReading(source, list_id=list_id, limits=limits)
    entries: list[Designation] = []
    rejected: list[RejectedEntry] = []
    for each in reading.entries():
        if isinstance(each, Designation):
            entries.append(each)
            if len(entries) > MOST_ENTRIES:
                raise InputError(f"more than {MOST_ENTRIES} subjects", place=f"entry {len(entries)}")
            continue
        rejected.append(each)
        if len(rejected) > MOST_REJECTED:
            reason = f"more than {MOST_REJECTED} lines cannot be read; the last: {each.reason}"
            raise InputError(reason, place=each.place)
    if not entries and not rejected:
        raise InputError("the file holds no subject", place="line 1")
    return ListEdition(
        list_id=list_id,
        dated="",
        entries=tuple(entries),
        rejected=tuple(rejected),
        passed_over=tuple(reading.tally.passed_over.items()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    offset: int
    raw: bytes

    @property
    def place(self) -> str:
        return f"line {self.number}"


_DECODER = msgspec.json.Decoder(_Kind)


def _kind(line: _Line) -> _Kind | None:
    """Say what a line is, or nothing where it is no entity."""
    try:
        return _DECODER.decode(line.raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _value(raw: bytes) -> object:
    """Give the value of a line, in which no key stands twice; its depth is bounded by what an entity is made of."""
    try:
        return json.loads(raw.removeprefix(BOM).decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}") from exc
    except RecursionError as exc:
        raise InputError("deeper than an entity is") from exc
    except json.JSONDecodeError as exc:
        raise InputError(f"not JSON: {exc.msg} at character {exc.pos + 1}") from exc
    except InputError:
        raise
    except ValueError as exc:  # an integer of more digits than Python reads
        raise InputError("a number is too long") from exc


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InputError("a key stands twice in an object")
    return found


def _no_number(name: str) -> object:
    raise InputError(f"{name} is no JSON")


def _reference(line: _Line, kind: _Kind | None) -> str:
    """Give the id of a line that cannot be read, as far as it can be seen: such a subject is still on the list."""
    if kind is not None:
        return kind.id.strip()
    found = SEEN_ID.search(line.raw[:MOST_SEEN])
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _keys(thing: Thing) -> Iterator[str]:
    """Give the keys by which a thing is found that is to be joined: whose it is, or which address it is."""
    if thing.schema == ADDRESS:
        yield f"is/{thing.id}"
    else:
        yield from (f"of/{holder}" for holder in thing.texts(HOLDERS.get(thing.schema, "")))


def _lines(stream: BinaryIO, most: int) -> Iterator[_Line]:
    """Give the lines that say anything; of one that is too long, as much as shows that it is."""
    begins = offset = stream.tell()
    number = 0
    while True:
        raw, read = _next_line(stream)
        if not read:
            return
        number += 1
        here, offset = offset, offset + read
        if offset - begins > most:
            raise InputError(f"larger than {most} bytes", place=f"byte {most}")
        if number == 1:
            raw = raw.removeprefix(BOM)
        if raw.strip():
            yield _Line(number=number, offset=here, raw=raw)


def _next_line(stream: BinaryIO) -> tuple[bytes, int]:
    """Give the next line without what is beyond its bound, and how long it really is."""
    raw = stream.readline(MOST_LINE + 2)
    read = len(raw)
    if read > MOST_LINE + 1 and not raw.endswith(b"\n"):
        while (more := stream.readline(PIECE)) and not more.endswith(b"\n"):
            read += len(more)
        read += len(more)
    return raw.rstrip(b"\r\n"), read


@contextmanager
def _seekable(source: Source, most: int) -> Iterator[BinaryIO]:
    """Give a stream that can be read twice; one that cannot is put by first."""
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as exc:
            raise InputError(f"cannot be read: {exc.strerror}", place=source.name) from exc
        with stream:
            yield stream
    elif source.seekable():
        yield source
    else:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as spooled:
            total = 0
            while piece := source.read(PIECE):
                total += spooled.write(piece)
                if total > most:
                    raise InputError(f"larger than {most} bytes", place=f"byte {most}")
            spooled.seek(0)
            yield cast("BinaryIO", spooled)
