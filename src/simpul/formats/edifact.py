"""UN/EDIFACT interchanges: bytes to segments, in bounds.

Norm: ISO 9735, syntax versions 1 to 4. Rules:
1. An interchange begins with UNA or UNB and ends with UNZ; one that does not has lost its end, and is refused.
2. The separators are those of UNA, which must all differ; without UNA they are the norm's own.
3. The text is in the repertoire that UNB names (UNOA to UNOK, UNOX, UNOY). Line breaks are no part of it.
4. Size, segments, elements, components and their length are bounded in front of the library and behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydifact.control.characters import Characters
from pydifact.exceptions import EDISyntaxError
from pydifact.parser import Parser
from pydifact.tokenizer import Tokenizer

from simpul.core.errors import InputError

MOST_BYTES = 4 * 1024 * 1024
MOST_SEGMENTS = 250_000
MOST_ELEMENTS = 60
MOST_COMPONENTS = 20
MOST_COMPONENT = 512
ADVICE, HEADER, TRAILER = "UNA", "UNB", "UNZ"
BEGINNINGS = (b"UNA", b"UNB")
STANDARD = ":+.? '"
ENCODINGS = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOX": "utf-8",
    "UNOY": "utf-8",
}
BLANKS = b"\xef\xbb\xbf \t\r\n\x01\x02\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class EdiSegment:
    """One segment: its number in the interchange from 1, its tag, and its elements, each of one or more components."""

    number: int
    tag: str
    elements: tuple[tuple[str, ...], ...]

    @property
    def place(self) -> str:
        """Where it stands: `segment 12 (NAD)`."""
        return f"segment {self.number} ({self.tag})"

    def said(self, element: int, component: int = 0) -> str:
        """Give one component, or nothing where there is none."""
        if element >= len(self.elements) or component >= len(self.elements[element]):
            return ""
        return self.elements[element][component].strip()


def is_interchange(raw: bytes) -> bool:
    """Say whether these bytes begin as an interchange does."""
    return raw[:1_000].lstrip(BLANKS).startswith(BEGINNINGS)


def read_segments(raw: bytes) -> tuple[EdiSegment, ...]:
    """Read the segments of one interchange, UNB first and UNZ last.

    Raises:
        InputError: it is no interchange, is too large, or is badly written; with the segment.
    """
    if len(raw) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES} bytes", place=f"byte {MOST_BYTES}")
    if not is_interchange(raw):
        raise InputError("does not begin with UNA or UNB", place="byte 0")
    advice, text = _advice_and_text(_decoded(raw.strip(BLANKS)))
    if text.count(advice[5]) > MOST_SEGMENTS:
        raise InputError(f"more than {MOST_SEGMENTS} segments", place="interchange")
    segments = tuple(_segments(text, advice))
    if not segments or segments[0].tag != HEADER:
        raise InputError("the interchange does not begin with UNB", place="segment 1")
    if segments[-1].tag != TRAILER:
        raise InputError("the interchange ends without UNZ: a part of it is missing", place=segments[-1].place)
    return segments


def _decoded(raw: bytes) -> str:
    """Give the text in the repertoire that UNB names."""
    at = raw.find(HEADER.encode(), 0, 40)
    repertoire = raw[at + 4 : at + 8].decode("ascii", "replace") if at >= 0 else ""
    encoding = ENCODINGS.get(repertoire)
    if encoding is None:
        raise InputError(f"no repertoire is called {repertoire[:8]!r}", place="segment 1 (UNB)")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as exc:
        raise InputError(f"is not {repertoire}: {exc.reason}", place=f"byte {exc.start}") from exc
    return text.replace("\r", "").replace("\n", "")


def _advice_and_text(text: str) -> tuple[str, str]:
    if not text.startswith(ADVICE):
        return STANDARD, text
    advice, rest = text[3:9], text[9:]
    separators = (*advice[:2], advice[3], *advice[5:])
    if len(advice) < 6 or len(set(separators)) < 4 or any(each.isalnum() for each in separators):
        raise InputError("the separators that UNA names are not four different signs", place="segment 1 (UNA)")
    return advice, rest


def _segments(text: str, advice: str) -> Iterator[EdiSegment]:
    characters = Characters.from_str(f"{ADVICE}{advice}")
    parts = Parser(characters=characters).convert_tokens_to_raw_segments(Tokenizer().get_tokens(text, characters))
    number = 0
    try:
        for raw in parts:
            number += 1
            yield _segment(number, raw)
    except EDISyntaxError as exc:
        raise InputError(f"not a segment: {exc}", place=f"segment {number + 1}") from exc


def _segment(number: int, raw: "list[str | list[str]]") -> EdiSegment:
    elements = tuple((each,) if isinstance(each, str) else tuple(each) for each in raw)
    tag = elements[0][0].strip() if elements else ""
    place = f"segment {number}"
    if len(tag) != 3 or not tag.isascii() or not tag.isalnum():
        raise InputError("not the tag of a segment", place=place)
    if len(elements) > MOST_ELEMENTS or any(len(each) > MOST_COMPONENTS for each in elements):
        raise InputError("more elements than a segment has", place=f"{place} ({tag})")
    if any(len(component) > MOST_COMPONENT for element in elements for component in element):
        raise InputError(f"longer than {MOST_COMPONENT} characters", place=f"{place} ({tag})")
    return EdiSegment(number=number, tag=tag, elements=elements[1:])
