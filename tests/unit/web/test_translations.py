"""Every text that a person sees is said in every language, and no text stands outside the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from simpul.web.templating import TEMPLATES
from tests.catalogue import TRANSLATED, compiled, extracted, is_said, kept, messages, po_file

HOLES = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"[^\W\d_]{2,}")
SEEN_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title", "label", "content"})
UNTRANSLATED = frozenset(
    {
        *("Simpul", "JSON", "CSV", "TLP", "OpenAPI", "STIX", "XC-FIU", "Esc", "XC", "FIU", "SHA"),
        # An example of what to type, the same in every language.
        *("report", "release"),
        # What the browser reads, not the person.
        *("width", "device", "initial", "scale", "utf", "light", "dark", "includeIndicatorCSS", "false"),
        *("history", "reload", "defaultTimeout"),
    }
)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_said_in_the_language(code: str) -> None:
    catalogue = kept(code)
    asked = {(message.id, message.context) for message in messages(extracted())}
    said = {(message.id, message.context) for message in messages(catalogue) if is_said(message)}
    assert sorted(map(str, asked - said)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_holds_no_text_that_nobody_says_any_more(code: str) -> None:
    asked = {(message.id, message.context) for message in messages(extracted())}
    held = {(message.id, message.context) for message in messages(kept(code))}
    assert sorted(map(str, held - asked)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_same_holes_as_its_text(code: str) -> None:
    wrong = []
    for message in messages(kept(code)):
        asked = message.id if isinstance(message.id, str) else message.id[-1]
        said = message.string if isinstance(message.string, str) else (message.string or [""])[-1]
        if sorted(HOLES.findall(asked)) != sorted(HOLES.findall(said)):
            wrong.append(asked)
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_is_made_of_the_one_that_people_read(code: str) -> None:
    assert po_file(code).with_suffix(".mo").read_bytes() == compiled(kept(code))


class _Seen(HTMLParser):
    """Collects the words that a person would read in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += WORD.findall(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name in SEEN_ATTRIBUTES and value:
                self.words += WORD.findall(value)


def literal_words(source: str) -> list[str]:
    """The words of a template that are in no expression and no translated block."""
    parts, depth = [], 0
    for _, kind, value in Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lex(source):
        if kind == "name" and value in ("trans", "endtrans"):
            depth += 1 if value == "trans" else -1
        elif kind == "data" and not depth:
            parts.append(value)
        elif kind in ("variable_begin", "block_begin"):
            parts.append("\u00b7")
    seen = _Seen()
    seen.feed("".join(parts))
    return [word for word in seen.words if word not in UNTRANSLATED]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_has_no_text_outside_the_catalogue(path: Path) -> None:
    assert literal_words(path.read_text(encoding="utf-8")) == []


def test_a_text_outside_the_catalogue_is_found() -> None:
    assert literal_words('<p title="{{ a }} Hidden">Plain {{ _("said") }} words</p>') == ["Hidden", "Plain", "words"]
    assert literal_words("<p>{% trans %}Said{% endtrans %} {{ name }}</p>") == []
