"""The catalogue of translations: what is to be said, and whether it is said in every language.

    python -m tests.catalogue        take new texts into the catalogues and compile them

A text without a translation stays empty in the catalogue, and `tests/unit/web/test_translations.py` names it.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from simpul.web.language import CATALOGUES, DOMAIN, FALLBACK, LANGUAGES

ROOMS = tuple(Path(__file__).parent.parent / "src" / "simpul" / room for room in ("cli", "web"))
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "trimmed": "true"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "msg": None}
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""What stands in a compiled catalogue for its dates, so that the same texts give the same bytes."""
LEFT_OUT = tuple(
    f'"{name}' for name in ("POT-Creation", "PO-Revision", "Generated-By", "Report-Msgid", "Last-Tran", "Language-Team")
)
"""Lines of a catalogue's heading that change by themselves or say nothing."""
TRANSLATED = tuple(code for code in LANGUAGES if code != FALLBACK)


def extracted() -> Catalog:
    """Every text of pages and commands that is to be translated, with the places where it stands."""
    found = Catalog(project="Simpul", version="1", charset="utf-8", fuzzy=False)
    for room in ROOMS:
        for place, line, text, comments, context in extract_from_dir(room, METHODS, OPTIONS, keywords=KEYWORDS):
            found.add(text, locations=[(f"{room.name}/{place}", line)], auto_comments=comments, context=context)
    return found


def kept(code: str) -> Catalog:
    """The catalogue of a language as it stands in the repository."""
    file = po_file(code)
    if not file.exists():
        return Catalog(locale=code, project="Simpul", version="1", charset="utf-8", fuzzy=False)
    held = read_po(BytesIO(file.read_bytes()), locale=code, domain=DOMAIN)
    held.header_comment = f"# The words of Simpul in {LANGUAGES[code]}. Written by `python -m tests.catalogue`."
    held.creation_date = held.revision_date = WRITTEN
    return held


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of a catalogue as the program reads them."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its heading."""
    return (message for message in catalogue if message.id)


def po_file(code: str) -> Path:
    """Where the catalogue of a language is kept."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue, in one order, without dates and without line numbers."""
    out = BytesIO()
    write_po(out, catalogue, omit_header=False, sort_output=True, width=110, no_location=True, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith(LEFT_OUT)).encode() + b"\n"


def take_in(code: str) -> int:
    """Take new texts into the catalogue of a language, compile it, and give how many texts it does not say yet."""
    catalogue = kept(code)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    file = po_file(code)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written(catalogue))
    again = kept(code)
    file.with_suffix(".mo").write_bytes(compiled(again))
    return sum(1 for message in messages(again) if not is_said(message))


def is_said(message: Message) -> bool:
    """Whether a message is translated, in every number."""
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(said) and not message.fuzzy


if __name__ == "__main__":
    for language in TRANSLATED:
        sys.stdout.write(f"{language}: {take_in(language)} texts to translate\n")
