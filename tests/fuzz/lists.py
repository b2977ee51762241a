"""Throw broken lists and tables at the readers: `python -m tests.fuzz.lists 100000 --seed 1`.

Each input is a small list, table or workbook that has been damaged. It must be read, or refused with a place, within a
second of processor time. Any other exception, a refusal without a place, or a slower answer is a fault: the input is
printed, and the exit status is not 0.
"""

import argparse
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO

import openpyxl

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.mapping import preview, suggest_mapping
from simpul.formats.reference import reference_bytes
from simpul.formats.tables import read_table
from simpul.formats.un import read_un

LIMITS = Limits()
MOST_SECONDS = 1.0
MARKUP = (
    *(b"<", b">", b"</", b"/>", b"&", b"&amp;", b"&x;", b"&#0;", b"&#x10FFFF;", b"&#xD800;", b"<!--", b"-->", b"]]>"),
    *(b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY x 'y'>]>", b"<?xml version='1.0' encoding='UTF-7'?>", b"<?x ?>", b"x:"),
    *(b'"', b"'", b" xmlns='x'", b" x:y=''", b"<VALUE>", b"</VALUE>", b"<INDIVIDUAL>", b"</ENTITIES>"),
)
TEXT = (
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\r",
        b"\n",
        b"\t",
        b" " * 500,
    ),
    *(b",", b";", b"|", b'"', b'""', b"=1+1", b"1971-02-31", b"0000-00-00", b"1E999999999", b"-" * 300, b"9" * 300),
)


WORDS = (
    *(b"", b"0", b"-1", b"1E999999999", b"NaN", b"Infinity", b"99999999999999999999", b"0.1", b"1971-02-31", b"null"),
    *(b"1958 - 1963", b"XFD1048576", b"A0", b"ZZZZ1", b"../../x", b"/", b"http://[", b"s", b"inlineStr", b"true"),
    *(b"QDe.001", b"\xd8\xa7\xd9\x84", b"x" * 3_000, b"&#127;", b"&lt;", b" \n ", b"_xD800_", b"_x0000_", b"rId1"),
)
SAID = re.compile(rb"""(?<=[">'])([^<>"']*)(?=["'<])""")
LEAF = re.compile(rb"<([A-Za-z_0-9]+)[^<>]*(?:/>|>[^<>]*</\1>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the inputs, and how long the slowest took."""

    read: int
    refused: Counter[str]
    slowest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A reader with inputs that it takes."""

    name: str
    seeds: Callable[[], Sequence[bytes]]
    read: Callable[[bytes], object]


class FaultError(Exception):
    """A reader did what no reader may do."""


@cache
def lists() -> tuple[bytes, ...]:
    """Pieces of the built-in list, each a whole list with a few entries, in both encodings."""
    whole = reference_bytes("un-extract.xml").decode()
    head, _, body = whole.partition("<INDIVIDUALS>")
    people = body.split("<INDIVIDUAL>")[1:4]
    groups = body.partition("<ENTITIES>")[2].split("<ENTITY>")[1:4]
    individuals = "".join(f"<INDIVIDUAL>{each.rpartition('</INDIVIDUAL>')[0]}</INDIVIDUAL>\n" for each in people)
    entities = "".join(f"<ENTITY>{each.rpartition('</ENTITY>')[0]}</ENTITY>\n" for each in groups)
    start = head[head.index("<CONSOLIDATED_LIST") :]
    text = f"{start}<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    return (text.encode(), text.encode("utf-16"))


@cache
def tables() -> tuple[bytes, ...]:
    """Tables with each delimiter and encoding."""
    text = (
        'key;type;name;alias;dob;nationality;sex\nK1;orang;Tarik;"Abu\nKapal; Abu Laut";14/3/1971;XA;l\nK2;;Amri;;;;\n'
    )
    return (text.encode(), text.replace(";", ",").encode("utf-8-sig"), text.replace(";", "\t").encode("utf-16"))


@cache
def workbooks() -> tuple[bytes, ...]:
    """A small workbook, and the same without compression, so that damage reaches its parts."""
    book = openpyxl.Workbook()
    for row in (("name", "dob", "sex"), ("Tarik", "1971-03-14", "l"), ("Amri", 26006, None)):
        book.worksheets[0].append(row)
    packed, plain = BytesIO(), BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(plain, "w") as stored:
        for name in archive.namelist():
            stored.writestr(name, archive.read(name))
    return (packed.getvalue(), plain.getvalue())


def read_as_list(raw: bytes) -> object:
    """Read a list, from a stream as an upload is."""
    return read_un(BytesIO(raw), limits=LIMITS)


def read_as_table(raw: bytes) -> object:
    """Read a table and all its cells by the mapping that its headings suggest."""
    table = read_table(raw, filename="subjects", limits=LIMITS)
    return preview(table, suggest_mapping(table))


def part_of_workbook(name: str) -> tuple[bytes, ...]:
    """Give one part of the small workbook."""
    with zipfile.ZipFile(BytesIO(workbooks()[0])) as archive:
        return (archive.read(name),)


def read_in_workbook(name: str, raw: bytes) -> object:
    """Read the small workbook with one of its parts replaced, packed anew so that nothing else is wrong with it."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbooks()[0])) as archive, zipfile.ZipFile(changed, "w") as other:
        for part in archive.namelist():
            other.writestr(part, raw if part == name else archive.read(part))
    return read_as_table(changed.getvalue())


PARTS = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")
TARGETS = (
    Target(name="list", seeds=lists, read=read_as_list),
    Target(name="table", seeds=tables, read=read_as_table),
    Target(name="workbook", seeds=workbooks, read=read_as_table),
    *(
        Target(
            name=part.rpartition("/")[2], seeds=partial(part_of_workbook, part), read=partial(read_in_workbook, part)
        )
        for part in PARTS
    ),
)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Damage an input in one to four ways, one after the other."""
    ways = chance.choice(((reworded,), (reworded, moved), (flipped, cut, inserted, repeated, removed, reworded, moved)))
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(ways)(raw, chance) or b"\n"
    return raw


def reworded(raw: bytes, chance: random.Random) -> bytes:
    """Say something else in an attribute or an element, and leave the rest well-formed."""
    places = list(SAID.finditer(raw))
    if not places:
        return raw
    place = chance.choice(places)
    return raw[: place.start(1)] + chance.choice(WORDS) + raw[place.end(1) :]


def moved(raw: bytes, chance: random.Random) -> bytes:
    """Put an element without children where another stands, or twice."""
    elements = list(LEAF.finditer(raw))
    if not elements:
        return raw
    one, other = chance.choice(elements), chance.choice(elements)
    return raw[: one.start()] + other[0] * chance.choice((0, 1, 2)) + raw[one.end() :]


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """Change a few bits."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """End early."""
    return raw[: chance.randrange(len(raw))]


def inserted(raw: bytes, chance: random.Random) -> bytes:
    """Put something in between that has a meaning."""
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(MARKUP + TEXT) * chance.choice((1, 1, 1, 2, 300)) + raw[at:]


def repeated(raw: bytes, chance: random.Random) -> bytes:
    """Say a piece several times over."""
    at, length = chance.randrange(len(raw)), chance.randint(1, 400)
    return raw[:at] + raw[at : at + length] * chance.choice((2, 3, 200)) + raw[at + length :]


def removed(raw: bytes, chance: random.Random) -> bytes:
    """Leave a piece out."""
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randint(1, 200) :]


def attempt(target: Target, raw: bytes) -> tuple[str, float]:
    """Read one input; give the reason of its refusal, or nothing, and the seconds it took.

    Raises:
        FaultError: it was neither read nor refused with a place, or took too long.
    """
    begun = time.process_time()
    try:
        target.read(raw)
        reason = ""
    except InputError as exc:
        if not exc.place:
            raise FaultError(f"{target.name}: refused without a place: {exc.reason}\n{raw!r}") from exc
        reason = exc.reason[:24]
    except Exception:
        sys.stderr.write(f"{target.name} fell over this:\n{raw!r}\n")
        raise
    seconds = time.process_time() - begun
    if seconds > MOST_SECONDS:
        raise FaultError(f"{target.name}: took {seconds:.1f} s\n{raw!r}")
    return reason, seconds


def fuzz(count: int, *, seed: int) -> Tally:
    """Throw this many damaged inputs at the readers in turn.

    Raises:
        FaultError: one of them did not do as it must.
    """
    chance = random.Random(seed)
    refused: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        target = TARGETS[number % len(TARGETS)]
        reason, seconds = attempt(target, damaged(chance.choice(target.seeds()), chance))
        slowest = max(slowest, seconds)
        if reason:
            refused[f"{target.name}: {reason}"] += 1
    return Tally(read=count - refused.total(), refused=refused, slowest=slowest)


def main() -> int:
    """Run from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("count", type=int, nargs="?", default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    try:
        tally = fuzz(asked.count, seed=asked.seed)
    except FaultError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    sys.stdout.write(f"{asked.count} inputs: {tally.read} read, {tally.refused.total()} refused, ")
    sys.stdout.write(f"slowest {tally.slowest * 1000:.0f} ms\n")
    for reason, times in tally.refused.most_common(30):
        sys.stdout.write(f"{times:8d}  {reason}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
