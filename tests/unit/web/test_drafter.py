"""The offline drafter as a file: one page that allows nothing but itself, made of the tables that a node reads."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from simpul.cli.main import main
from simpul.core.law.complete import Item
from simpul.core.law.elements import Element
from simpul.core.law.request import Draft
from simpul.formats.law.requirements import requirements
from simpul.web.language import LANGUAGES, language
from simpul.web.offline.drafter import HERE, drafter_html
from simpul.web.words.law_cases import ITEMS

CODES = tuple(LANGUAGES)
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


class _Parts(HTMLParser):
    """Collects tags with their attributes, and what stands in scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in self.inside and data.strip():
            self.inside[self.tags[-1][0]].append(data)


def parts(code: str = "en") -> _Parts:
    found = _Parts()
    found.feed(drafter_html(code).decode())
    return found


def law(code: str = "en") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(parts(code).inside["script"][0])
    return data


@pytest.mark.parametrize("code", CODES)
def test_the_file_allows_its_own_script_and_style_and_nothing_else(code: str) -> None:
    found = parts(code)
    policy = POLICY.search(drafter_html(code).decode())
    assert policy
    script, style = found.inside["script"][-1], found.inside["style"][0]
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (script, style)]
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes[0]}'",
        f"style-src 'sha256-{hashes[1]}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not {tag for tag, _ in found.tags} & {"link", "img", "iframe", "base", "object", "form"}
    assert not [attributes for _, attributes in found.tags if {"src", "href", "srcset", "style"} & set(attributes)]
    assert "://" not in script + style


def test_the_same_tables_give_the_same_bytes_and_a_language_begins() -> None:
    assert drafter_html("en") == drafter_html("en")
    assert drafter_html("id") != drafter_html("en")
    assert (law("id")["start"], law("id")["words"]) == ("id", law("en")["words"])


def test_items_and_articles_are_those_of_the_table() -> None:
    rows = [(each["item"], each["instrument"], each["article"], each["severity"]) for each in law()["requirements"]]
    assert rows == [(each.item.value, each.instrument, each.article, each.severity.value) for each in requirements()]
    assert set(law()["fields"]["request"]) == set(Draft.__slots__)


@pytest.mark.parametrize("code", CODES)
def test_every_word_that_the_script_asks_for_is_said_in_the_language(code: str) -> None:
    words, script = law()["words"][code], (HERE / "drafter.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'say\("([a-z-]+)"', script)) | set(re.findall(r'(?:Refused|notify)\("([a-z-]+)"', script))
    asked |= set(re.findall(r'"((?:needs|two|before)-[a-z]+)"', script))
    asked |= {f"item-{name}" for name in law()["fields"]["request"] if name != "persons"}
    asked |= {f"item-{name}" for name in law()["fields"]["person"]} | {f"element-{each.value}" for each in Element}
    assert sorted(asked - set(words)) == []
    assert words["item-facts"] == language(code).say(ITEMS[Item.FACTS])


def test_a_word_of_the_law_cannot_end_the_script() -> None:
    page = drafter_html().decode()
    assert page.count("</script>") == 2
    assert "<" not in page.split('id="law">', 1)[1].split("</script>", 1)[0]


def test_the_command_writes_it_and_says_its_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "drafter.html"
    assert main(("law", "drafter", "--out", str(file), "--json", "--lang", "id")) == 0
    said = json.loads(capsys.readouterr().out)
    assert file.read_bytes() == drafter_html("id")
    assert said["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert said["bytes"] == file.stat().st_size
