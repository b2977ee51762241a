"""The one way Simpul reads XML: record by record, in bounded memory, without a DTD.

Rules:
1. A document with a DOCTYPE is refused, so there is no entity to expand and nothing outside to fetch: before the
   parser sees it where it stands in its place, at the first element wherever else it hides. The parser is told to
   expand and to load nothing all the same, and has no network.
2. The text is UTF-8, or UTF-16 with a byte-order mark. What is neither is refused, not guessed at.
3. Size, depth, number of elements and the size of one record are bounded. A size that is known beforehand is refused
   before the first byte is read; a document whose records never end is refused after one record's length.
4. Whatever is refused is refused with its line. (Beyond line 65,535 libxml2 may name the line next to it.)
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from simpul.core.errors import InputError

Element = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name
Source = Path | bytes | BinaryIO

PIECE = 64 * 1024
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
DECLARED = re.compile(rb"<\?xml\s[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
PLAINLY_UTF_8 = (b'<?xml version="1.0" encoding="UTF-8"?>', b"<Document xmlns=")
"""How most messages begin; whatever begins otherwise is looked at more closely."""

FIRST_MARKUP = re.compile(rb"<(?:(!DOCTYPE)|[A-Za-z_:\x80-\xff])")
NO_DOCTYPE = "a document with a DOCTYPE is not read"
WHERE_IN_MESSAGE = re.compile(r"(?:,? line \d+)?, line \d+, column \d+(?: \(.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlBounds:
    """What one document may cost: bytes, levels, elements, and bytes from the end of one record to that of the next."""

    max_bytes: int
    max_depth: int = 16
    max_elements: int = 2_000_000
    max_record_bytes: int = 1024 * 1024


def records(source: Source, *, root: str, depth: int, bounds: XmlBounds) -> Iterator[Element]:
    """Give each element that stands `depth` levels below the root, whole, one after the other.

    `root` is the name the root must have, without its namespace. A record is emptied as soon as the next one is asked
    for: keep what it says, not the element. `getroottree().getroot()` gives the root with its attributes.

    Raises:
        InputError: the source cannot be read, is no well-formed XML, breaks a bound, or has another root.
    """
    pieces = _pieces(source, bounds.max_bytes)
    first = next(pieces, b"")
    _check_prolog(first)
    reading = _Reading(root=root, depth=depth, bounds=bounds, first=first)
    parser = _parser(encoding=_encoding(first))
    for piece in chain((first,), pieces):
        reading.note(piece)
        fault = _fault(partial(parser.feed, piece))
        yield from reading.records(parser)
        if fault is not None:
            raise reading.refusal(parser, fault) from fault
    fault = _fault(parser.close)
    if fault is not None:
        raise reading.refusal(parser, fault) from fault
    yield from reading.records(parser)


def whole(raw: bytes, *, bounds: XmlBounds) -> Element:
    """Give the root of a document that is small enough to be parsed at once: for many small ones the faster way.

    Its depth is bounded by libxml2 (256 levels); `max_depth` and `max_record_bytes` are not looked at.

    Raises:
        InputError: it is no well-formed XML, has a DOCTYPE, or breaks a bound; with the line.
    """
    _check_size(len(raw), bounds.max_bytes)
    if len(raw) > 2 * bounds.max_elements and raw.count(b"<") > 2 * bounds.max_elements:
        raise InputError(f"more than {bounds.max_elements} elements", place="line 1")
    has_doctype = b"DOCTYPE" in (raw.replace(b"\x00", b"") if b"\x00" in raw else raw)
    if has_doctype:
        _check_prolog(raw)
    parser = _whole_parser(_encoding(raw[:200]))
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as exc:
        said = WHERE_IN_MESSAGE.sub("", exc.msg or "no element found")
        raise InputError(f"not well-formed XML: {said.strip()}", place=f"line {exc.lineno or 1}") from exc
    if has_doctype and root.getroottree().docinfo.internalDTD is not None:
        raise InputError(NO_DOCTYPE, place=f"line {_line_of_doctype(raw) or 1}")
    return root


class _Reading:
    """How far the document has been read, and what it has cost so far."""

    def __init__(self, *, root: str, depth: int, bounds: XmlBounds, first: bytes) -> None:
        self._root = root
        self._record_depth = depth
        self._bounds = bounds
        self._first = first
        self._depth = -1
        self._elements = 0
        self._line = 1
        self._since_record = 0

    def note(self, piece: bytes) -> None:
        """Count a piece in before the parser sees it."""
        self._since_record += len(piece)
        self._line += piece.count(b"\n")

    def records(self, parser: etree.XMLPullParser) -> Iterator[Element]:
        """Give the records that the parser has whole by now, and free them."""
        for event, element in parser.read_events():
            if not isinstance(element, Element):
                continue
            if event == "start":
                self._opened(element)
                continue
            if self._depth == self._record_depth:
                yield element
            if self._depth <= self._record_depth:
                self._since_record = 0
                _free(element)
            self._depth -= 1
        if self._since_record > self._bounds.max_record_bytes:
            reason = f"{self._bounds.max_record_bytes} bytes without the end of a record"
            raise InputError(reason, place=f"line {self._line}")

    def refusal(self, parser: etree.XMLPullParser, fault: etree.XMLSyntaxError) -> InputError:
        """Say what the parser found wrong, and on which line."""
        if self._elements == 0 and (line := _line_of_doctype(self._first)):
            return InputError(NO_DOCTYPE, place=f"line {line}")
        entry = next(iter(parser.feed_error_log), None)
        said = entry.message if entry else WHERE_IN_MESSAGE.sub("", fault.msg or "no element found")
        line = (entry.line if entry else fault.lineno) or 1
        return InputError(f"not well-formed XML: {said.strip()}", place=f"line {line}")

    def _opened(self, element: Element) -> None:
        self._depth += 1
        self._elements += 1
        if self._elements == 1:
            self._check_root(element)
        if self._depth >= self._bounds.max_depth:
            raise InputError(f"more than {self._bounds.max_depth} levels deep", place=line_of(element))
        if self._elements > self._bounds.max_elements:
            raise InputError(f"more than {self._bounds.max_elements} elements", place=line_of(element))

    def _check_root(self, element: Element) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise InputError(NO_DOCTYPE, place=f"line {_line_of_doctype(self._first) or 1}")
        if local_name(element.tag) != self._root:
            raise InputError(f"begins with <{str(element.tag)[:80]}>, not with <{self._root}>", place=line_of(element))


def local_name(name: str | bytes | bytearray) -> str:
    """Give the name of an element or an attribute without its namespace, whatever stands in that."""
    return str(name).rpartition("}")[2]


def own_text(element: Element) -> str:
    """Give the text that stands in the element itself, between its children too; runs of blanks become one."""
    said = " ".join((element.text or "", *(child.tail or "" for child in element)))
    return " ".join(said.split())


def line_of(element: Element) -> str:
    """Give the place of an element: `line 12`."""
    return f"line {element.sourceline}"


def _pieces(source: Source, most: int) -> Iterator[bytes]:
    """Give the bytes in pieces; a size that is known and too large is refused before anything is read."""
    if isinstance(source, bytes):
        _check_size(len(source), most)
        yield from (source[at : at + PIECE] for at in range(0, len(source), PIECE))
    elif isinstance(source, Path):
        try:
            _check_size(source.stat().st_size, most)
            with source.open("rb") as stream:
                yield from _pieces_of_stream(stream, most)
        except OSError as exc:
            raise InputError(f"cannot be read: {exc.strerror}", place=source.name) from exc
    else:
        yield from _pieces_of_stream(source, most)


def _pieces_of_stream(stream: BinaryIO, most: int) -> Iterator[bytes]:
    total, waiting = 0, bytearray()
    while read := stream.read(PIECE):
        total += len(read)
        _check_size(total, most)
        waiting += read
        if len(waiting) >= PIECE:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise InputError(f"larger than {most} bytes", place=f"byte {most}")


def _encoding(first: bytes) -> str | None:
    """Say how the document is written; nothing where its byte-order mark does. What is neither is not guessed at.

    A parser left to guess would take what another reader refuses, and the declaration is the sender's word only.
    """
    if first.startswith(PLAINLY_UTF_8):
        return "utf-8"
    if first.startswith(UTF_32_MARKS):
        raise InputError("is written in UTF-32; only UTF-8 and UTF-16 are read", place="line 1")
    if first.startswith(UTF_16_MARKS):
        return None
    if b"\x00" in first[:4]:
        raise InputError("is not UTF-8, and no byte-order mark says that it is UTF-16", place="line 1")
    declared = DECLARED.search(first[:200])
    if declared and declared[1].decode().lower() not in UTF_8:
        raise InputError(f"is declared as {declared[1].decode()}; only UTF-8 and UTF-16 are read", place="line 1")
    return "utf-8"


def _line_of_doctype(first: bytes) -> int:
    plain = first.replace(b"\x00", b"")
    at = plain.find(b"<!DOCTYPE")
    return plain.count(b"\n", 0, at) + 1 if at >= 0 else 0


def _check_prolog(first: bytes) -> None:
    """Refuse a DOCTYPE that stands where it should, before the parser sees it."""
    found = FIRST_MARKUP.search(first.replace(b"\x00", b""))
    if found and found[1]:
        raise InputError(NO_DOCTYPE, place=f"line {_line_of_doctype(first)}")


@cache
def _whole_parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _parser(*, encoding: str | None) -> etree.XMLPullParser:
    # Leave collect_ids alone: with collect_ids=False libxml2 2.14 opens an external DTD, whatever load_dtd says.
    return etree.XMLPullParser(
        ("start", "end"),
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _fault(step: Callable[[], object]) -> etree.XMLSyntaxError | None:
    """Take a step of the parser; what it had whole before the fault is still to be read."""
    try:
        step()
    except etree.XMLSyntaxError as exc:
        return exc
    return None


def _free(element: Element) -> None:
    """Give back the memory of a record that has been read, and of everything before it."""
    # The text after it may be half read: libxml2 still writes to that node.
    element.clear(keep_tail=True)  # type: ignore[call-arg] # lxml has it since 4.4, its stubs do not
    parent = element.getparent()
    if parent is not None:
        while (previous := element.getprevious()) is not None:
            parent.remove(previous)
