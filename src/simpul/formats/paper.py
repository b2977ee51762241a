"""Papers as PDF: set by typst as PDF/A-3a (ISO 19005-3:2012), with what they were made from attached as JSON.

The same paper gives the same bytes. A character that no font here can draw stops the making: a box in its place would
be a name that nobody can read.
"""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from simpul.core.errors import InputError
from simpul.core.paper import Block, Listing, Paper, Paragraph
from simpul.formats.reference import reference_bytes

STANDARD: Final = "a-3a"
FONTS = ("Libertinus Serif", "Noto Sans Arabic")
"""What papers are set in: the first comes with typst and covers Latin, Greek and Cyrillic."""

OWN_FONTS = files("fontpkg_noto_sans_arabic") / "files"
MOST_ATTACHED = 4 * 1024 * 1024
MOST_NAMED = 20
PICTURED_AT = 80.0
"""Dots an inch of a picture of a page: 661 by 936 on A4."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {"page": "halaman", "of": "dari", "attached": "Isi dokumen ini untuk dibaca mesin"},
    "en": {"page": "page", "of": "of", "attached": "What this paper says, for software"},
    "fr": {"page": "page", "of": "sur", "attached": "Le contenu de ce document, pour les logiciels"},
    "ru": {"page": "страница", "of": "из", "attached": "Содержание документа для программ"},
    "ar": {"page": "صفحة", "of": "من", "attached": "محتوى هذه الوثيقة للبرمجيات"},
}
_NOT_DRAWN = re.compile(r'the text `"(?P<text>(?:[^"\\`]|\\.)*)"` could not be displayed')


def write_pdf(paper: Paper, *, attachment: bytes, fonts: Sequence[Path] = ()) -> bytes:
    """Set a paper as PDF/A-3a with its data attached as `request.json`; `fonts` are folders with more fonts.

    Raises:
        InputError: a character has no glyph in any font, each named with its code point; or the attachment is no text,
            or too large.
    """
    if len(attachment) > MOST_ATTACHED:
        raise InputError(f"more than {MOST_ATTACHED} bytes", place="attachment")
    try:
        said = attachment.decode()
    except UnicodeDecodeError as refused:
        raise InputError("it is not UTF-8", place="attachment") from refused
    made = _set(paper, said, fonts, {"format": "pdf", "pdf_standards": STANDARD})
    if not isinstance(made, bytes):
        raise InputError("a paper is one file", place="paper")
    return made


def write_pages(paper: Paper, *, fonts: Sequence[Path] = ()) -> tuple[bytes, ...]:
    """Set a paper and give a picture of each page (PNG), to be looked at and not to be handed over.

    Raises:
        InputError: a character has no glyph in any font, each named with its code point.
    """
    made = _set(paper, "{}", fonts, {"format": "png", "ppi": PICTURED_AT})
    return (made,) if isinstance(made, bytes) else tuple(each for each in made if each)


def _set(
    paper: Paper, attachment: str, fonts: Sequence[Path], form: Mapping[str, Any]
) -> bytes | Sequence[bytes | None]:
    """Let typst set a paper in a form, which it takes by name."""
    known = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in (OWN_FONTS, *fonts)])
    try:
        made: bytes | list[bytes | None] = typst.compile(
            reference_bytes("paper.typ"),
            font_paths=known,
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(_described(paper, known)), "attachment": attachment},
            **form,
        )
    except typst.TypstError as stopped:
        raise _not_drawn(stopped.diagnostic or str(stopped)) from stopped
    return made


def _families(known: typst.Fonts) -> list[str]:
    """Give the families a paper may be set in: ours first, then the others in the order of their names."""
    return [*FONTS, *sorted({*known.families()} - {*FONTS})]


def _described(paper: Paper, known: typst.Fonts) -> dict[str, object]:
    return {
        "title": paper.title,
        "reference": paper.reference,
        "language": paper.language,
        "dated": [paper.dated.year, paper.dated.month, paper.dated.day],
        "marking": paper.marking,
        "fonts": _families(known),
        "words": WORDS[paper.language],
        "head": paper.head.rows,
        "sections": [
            {"heading": section.heading, "blocks": [_block(block) for block in section.blocks]}
            for section in paper.sections
        ],
    }


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    if isinstance(block, Listing):
        return {"kind": "listing", "items": block.items}
    return {"kind": "particulars", "rows": block.rows}


def _not_drawn(said: str) -> InputError:
    """Name the characters that no font can draw; whatever else typst refuses is told in its own words."""
    missing = sorted({character for found in _NOT_DRAWN.finditer(said) for character in found["text"]})
    if not missing:
        return InputError(f"it cannot be set: {said.splitlines()[0][:300]}", place="paper")
    shown = [f"U+{ord(each):04X} {each}" for each in missing[:MOST_NAMED]]
    if len(missing) > MOST_NAMED:
        shown.append(f"and {len(missing) - MOST_NAMED} more")
    return InputError(f"no font here can draw {', '.join(shown)}", place="paper")
