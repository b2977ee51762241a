"""A paper: what is printed, signed and handed over, as sections of plain text; nothing in it is markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from simpul.core.errors import InputError

LANGUAGES = ("id", "en", "fr", "ru", "ar")
"""The languages a paper can be set in."""

MOST_SECTIONS = 100
MOST_BLOCKS = 1_000
MOST_CHARACTERS = 1_000_000
"""Characters of a whole paper: a file of some hundred pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text, its lines kept as they are."""

    text: str

    @property
    def texts(self) -> Iterator[str]:
        """What stands in it, in the order of reading."""
        yield self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Items one below the other; numbered ones carry their number in their own text."""

    items: tuple[str, ...]

    @property
    def texts(self) -> Iterator[str]:
        """What stands in it, in the order of reading."""
        yield from self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Names of facts with what they are: `Born`, `1971-03-14`."""

    rows: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> Iterator[str]:
        """What stands in it, in the order of reading."""
        for name, value in self.rows:
            yield name
            yield value


Block = Paragraph | Listing | Particulars


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. `marking` stands on every page beside the reference, which names the case."""

    title: str
    reference: str
    language: str
    dated: date
    marking: str
    head: Particulars
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        """Refuse a language that no paper is set in, a paper without a title or a body, and one that has no end."""
        if self.language not in LANGUAGES:
            raise InputError(f"a paper is set in one of {', '.join(LANGUAGES)}", place="paper.language")
        if not self.title.strip():
            raise InputError("a paper has a title", place="paper.title")
        if not self.sections:
            raise InputError("a paper has at least one section", place="paper.sections")
        if len(self.sections) > MOST_SECTIONS or sum(len(each.blocks) for each in self.sections) > MOST_BLOCKS:
            raise InputError(f"more than {MOST_SECTIONS} sections or {MOST_BLOCKS} blocks", place="paper.sections")
        if sum(map(len, self.texts)) > MOST_CHARACTERS:
            raise InputError(f"more than {MOST_CHARACTERS} characters", place="paper")
        for number, text in enumerate(self.texts):
            _require_printable(text, place=f"paper.texts[{number}]")

    @property
    def texts(self) -> Iterator[str]:
        """Every text of the body in the order of reading: what a reader of the paper has read at its end."""
        yield self.title
        yield from self.head.texts
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from block.texts


def _require_printable(text: str, *, place: str) -> None:
    """Refuse characters that cannot be seen on paper and could make it say what it does not.

    Those are controls, and what turns the direction of writing about (Unicode 17, section 23.2).
    """
    for character in text:
        if (character < " " and character not in "\n\t") or "\x7f" <= character <= "\x9f" or character in _UNSEEN:
            raise InputError(f"a character that cannot be printed: U+{ord(character):04X}", place=place)


_UNSEEN = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF, 0x00AD)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """What was found of a signature on a paper: whose it says it is, when, and what of it holds.

    `intact`: no byte that it covers was changed. `whole`: it covers the file to its end. `trusted`: its certificate, or
    one that vouches for it, is among those the reader trusts. `exact`: it is written byte by byte as Simpul writes one,
    so that nothing at all in the file could be otherwise; one made by other software need not be.
    """

    signer: str
    signed_at: datetime | None
    intact: bool
    whole: bool
    trusted: bool
    exact: bool

    @property
    def holds(self) -> bool:
        """Whether the paper is, in full, what a trusted hand signed."""
        return self.intact and self.whole and self.trusted
