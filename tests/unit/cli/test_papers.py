"""`simpul law paper` and `signature`: what a case says is on the page, and it is signed only when it is complete."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from simpul.cli.home import PASSPHRASE_VARIABLE
from simpul.cli.main import main
from simpul.core.law.request import Assistance
from simpul.formats.law.cases import read_case
from simpul.web.language import LANGUAGES, language
from simpul.web.papers import request_paper
from simpul.web.words.law_papers import SOUGHT
from tests.lawcases import documented_case as example
from tests.papers import PASSPHRASE, authority, said

XA, XA_KNOWN = authority("Central Authority of XA")
ICSFT = "International Convention for the Suppression of the Financing of Terrorism"
_, XB_KNOWN = authority("Central Authority of XB")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the example, the key and certificate of XA and a certificate of XB."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE.decode())
    (tmp_path / "case.json").write_text(json.dumps(example()), encoding="utf-8")
    (tmp_path / "xa.p12").write_bytes(XA)
    (tmp_path / "xa.pem").write_bytes(XA_KNOWN)
    (tmp_path / "xb.pem").write_bytes(XB_KNOWN)
    return tmp_path


def asked(folder: Path, command: str, file: str, *options: str) -> int:
    placed = [str(folder / each) if each.endswith((".pdf", ".p12", ".pem")) else each for each in options]
    return main(["law", command, str(folder / file), *placed])


def without(folder: Path, field: str) -> None:
    case = example()
    case["request"][field] = ""
    (folder / "case.json").write_text(json.dumps(case), encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_the_request_is_on_the_page(folder: Path, code: str) -> None:
    assert asked(folder, "paper", "case.json", "--out", "request.pdf", "--lang", code) == 0
    raw = (folder / "case.json").read_bytes()
    written = (folder / "request.pdf").read_bytes()
    paper = request_paper(read_case(raw), language(code), treaty=ICSFT)
    assert said(written) == " ".join(paper.texts).split()
    words = " ".join(said(written))
    for text in _texts(example()["request"]):
        assert " ".join(text.split()) in words
    assert dict(PdfReader(BytesIO(written)).attachments) == {"request.json": [raw]}


def _texts(request: dict[str, Any]) -> Iterator[str]:
    for field, value in request.items():
        if isinstance(value, str):
            yield value
        elif field == "persons":
            for person in value:
                yield from person.values()


def test_the_paper_is_in_the_language_that_was_asked_for(folder: Path) -> None:
    for code, title in (("en", "Request for extradition"), ("id", "Permintaan ekstradisi")):
        asked(folder, "paper", "case.json", "--out", "request.pdf", "--lang", code)
        assert " ".join(said((folder / "request.pdf").read_bytes())).startswith(title)


def test_a_complete_request_is_signed_and_holds_for_whoever_trusts_the_authority(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(folder, "paper", "case.json", "--out", "request.pdf", "--certificate", "xa.p12", "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["signed"], done["lacking"]) == (True, [])
    for trusted, holds in (("xa.pem", True), ("xb.pem", False)):
        assert asked(folder, "signature", "request.pdf", "--trust", trusted, "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["holds"], found["trusted"], found["intact"]) == (holds, holds, True)


@pytest.mark.parametrize(
    ("field", "named"),
    [("authority", "the authority that makes the request"), ("facts", "a summary of the facts")],
)
def test_what_lacks_what_must_be_said_is_a_draft_and_is_not_signed(
    folder: Path, capsys: pytest.CaptureFixture[str], field: str, named: str
) -> None:
    without(folder, field)
    assert asked(folder, "paper", "case.json", "--out", "request.pdf", "--json") == 0
    assert named in json.loads(capsys.readouterr().out)["lacking"]
    first = PdfReader(BytesIO((folder / "request.pdf").read_bytes())).pages[0].extract_text()
    assert "Draft, not for sending" in first
    assert asked(folder, "paper", "case.json", "--out", "signed.pdf", "--certificate", "xa.p12") != 0
    assert named in capsys.readouterr().err
    assert not (folder / "signed.pdf").exists()


def test_a_change_is_said_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(folder, "paper", "case.json", "--out", "request.pdf", "--certificate", "xa.p12")
    whole = (folder / "request.pdf").read_bytes()
    (folder / "request.pdf").write_bytes(whole + b"\n% a line more\n")
    asked(folder, "signature", "request.pdf", "--trust", "xa.pem", "--lang", "en")
    assert "Something was ADDED after it." in capsys.readouterr().out


def test_a_paper_without_a_signature_is_told_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(folder, "paper", "case.json", "--out", "request.pdf")
    assert asked(folder, "signature", "request.pdf", "--trust", "xa.pem") != 0
    assert "it bears no signature" in capsys.readouterr().err


def test_every_kind_of_assistance_has_words() -> None:
    assert set(SOUGHT) == set(Assistance)
