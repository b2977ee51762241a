"""`simpul law` at the command line: exact JSON, readable words in both languages, refusals with their place."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from simpul.cli.main import main
from simpul.core.law.answer import Missing, NotChecked, Note, Why
from simpul.core.law.provision import Effect
from simpul.core.law.status import Action
from simpul.core.law.truth import Truth
from simpul.core.law.warn_duty import Lacking
from simpul.web.words.law import ACTIONS, EFFECTS, LACKING, MISSING, NOT_CHECKED, NOTES, TRUTHS, WHY_ASIDE

Capture = pytest.CaptureFixture[str]
ASKED = [
    *("law", "basis", "--requesting", "ID", "--requested", "MY", "--offence", "terrorist-financing"),
    *("--conduct-date", "2010-03-01", "--request-date", "2014-07-01"),
]


def said(capture: Capture, *arguments: str, status: int = 0) -> str:
    assert main(arguments) == status
    return capture.readouterr().out


def test_bases_come_best_first_each_with_article_effect_and_days(capsys: Capture) -> None:
    document = json.loads(said(capsys, *ASKED, "--kind", "extradition", "--json"))
    first = document["bases"][0]
    assert {key: first[key] for key in ("instrument", "article", "effect", "since", "as_of")} == {
        "instrument": "icsft1999",
        "article": "11(1)",
        "effect": "modifies",
        "since": "2007-06-28",
        "as_of": "2014-07-10",
    }
    assert "declarations-and-reservations" in first["not_checked"]
    assert first["parties"]["MY"] == {"since": "2007-06-28", "action": "accession", "deposited": "2007-05-29"}
    assert document["reciprocity"]["holds"] == "U"
    assert all(each["citations"] and each["as_of"] for each in document["bases"])


@pytest.mark.parametrize(("lang", "words"), [("en", "No table knows this offence."), ("id", "Tidak ada tabel yang")])
def test_a_code_that_no_table_knows_is_said_to_be_one_before_anything_else(
    capsys: Capture, lang: str, words: str
) -> None:
    other = [part if part != "terrorist-financing" else "KUHP 187" for part in ASKED]
    document = json.loads(said(capsys, *other, "--kind", "mla", "--json"))
    assert document["notes"] == ["offence-not-in-tables"]
    assert all(each["holds"] == "U" and "scope" in each["missing"] for each in document["bases"])
    assert said(capsys, *other, "--kind", "mla", "--lang", lang).startswith(words)
    assert json.loads(said(capsys, *ASKED, "--kind", "mla", "--json"))["notes"] == []
    assert set(NOTES) == set(Note)


def test_assistance_and_a_fact_that_is_said(capsys: Capture) -> None:
    found = json.loads(said(capsys, *ASKED, "--kind", "mla", "--json"))["bases"][0]
    assert (found["article"], found["effect"], found["holds"]) == ("12(1)", "obliges", "T")
    transnational = [f"--fact={name}=yes" for name in ("transnational", "organised-group", "serious-crime")]
    document = json.loads(said(capsys, *ASKED, "--kind", "mla", *transnational, "--json"))
    untoc = next(each for each in document["bases"] if each["instrument"] == "untoc2000")
    assert (untoc["article"], untoc["holds"]) == ("18(1)", "T")


def test_a_state_may_be_named_and_no_basis_is_said_plainly(capsys: Capture) -> None:
    words = said(
        capsys,
        *("law", "basis", "--requesting", "Kenya", "--requested", "SOM", "--kind", "extradition", "--lang", "en"),
        *("--offence", "terrorist-bombing", "--conduct-date", "2010-03-01", "--request-date", "2014-01-01"),
    )
    assert "No basis in force between the two is in the register." in words
    assert "On reciprocity, without a treaty: not known" in words


@pytest.mark.parametrize(("lang", "word"), [("en", "may, at the requested"), ("id", "boleh")])
def test_the_answer_is_readable_in_both_languages(capsys: Capture, lang: str, word: str) -> None:
    words = said(capsys, *ASKED, "--kind", "extradition", "--lang", lang)
    assert word in words
    assert "icsft1999" in words


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"--requesting": "Nowhere"}, "--requesting"),
        ({"--kind": "custody"}, "--kind"),
        ({"--conduct-date": "2010-02-30"}, "--conduct-date"),
        ({"--request-date": "2009-01-01"}, "request_date"),
        ({"--requested": "ID"}, "requested"),
        ({"--fact": "domestic-only=perhaps"}, "--fact domestic-only"),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_its_place(
    capsys: Capture, changed: dict[str, str], place: str
) -> None:
    options = {**dict(zip(ASKED[2::2], ASKED[3::2], strict=True)), "--kind": "mla", **changed}
    arguments = [part for option in options.items() for part in option]
    document = json.loads(said(capsys, "law", "basis", *arguments, "--json", status=2))
    assert document["error"]["place"] == place


def test_parties_are_codes_of_states_for_whom_it_is_in_force(capsys: Capture) -> None:
    document = json.loads(said(capsys, "law", "parties", "--instrument", "untoc2000", "--date", "2014-01-01", "--json"))
    assert len(document["parties"]) == 178
    assert {"ID", "MY"} <= set(document["parties"])
    assert document["organisations"] == ["EU"]
    assert document["as_of"] == "2014-01-27"
    before = json.loads(said(capsys, "law", "parties", "--instrument", "icsft1999", "--date", "2002-04-09", "--json"))
    assert before["parties"] == []


def test_parties_that_nobody_knows_from_here_are_not_an_empty_list(capsys: Capture) -> None:
    document = json.loads(said(capsys, "law", "parties", "--instrument", "hague1970", "--date", "2014-01-01", "--json"))
    assert document["parties"] is None
    words = said(capsys, "law", "parties", "--instrument", "hague1970", "--date", "2014-01-01", "--lang", "en")
    assert "No party table of this instrument was taken in" in words
    refused = json.loads(
        said(capsys, "law", "parties", "--instrument", "hague", "--date", "2014-01-01", "--json", status=2)
    )
    assert refused["error"]["place"] == "instrument"


def test_parties_are_readable(capsys: Capture) -> None:
    words = said(capsys, "law", "parties", "--instrument", "nuclear2005", "--date", "2014-07-10", "--lang", "en")
    assert "94 parties on 2014-07-10." in words
    assert "UNTC XVIII-15" not in words.splitlines()[0]


def test_the_matrix_has_one_row_a_pair_and_instrument(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "matrix.csv"
    document = json.loads(said(capsys, "law", "matrix", "--date", "2014-07-10", "--out", str(out), "--json"))
    rows = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8"))))
    assert list(rows[0]) == ["a", "b", "instrument", "since"]
    assert document["links"] == len(rows) == len({(row["a"], row["b"], row["instrument"]) for row in rows})
    assert {"a": "ID", "b": "MY", "instrument": "icsft1999", "since": "2007-06-28"} in rows
    assert sum(row["instrument"] == "icsft1999" for row in rows) == 16_653
    assert all(row["a"] < row["b"] for row in rows)


def test_the_matrix_is_not_written_where_nothing_can_be(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "matrix.csv"
    said(capsys, "law", "matrix", "--date", "2014-07-10", "--out", str(out), "--json", status=2)


LOADED_LATE = ("simpul.core.law.", "simpul.formats.law.", "simpul.cli.law.")
LATE_TOO = {"simpul.web.words.law", "simpul.web.views.law", "simpul.web.views.law_basis", "simpul.web.views.law_rows"}


def test_a_process_that_answers_no_question_of_law_has_none_of_it_in_memory() -> None:
    held = "import sys, simpul.cli.main, simpul.web.application; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", held], capture_output=True, check=True, text=True)
    modules = done.stdout.split()
    assert "simpul.web.pages.law" in modules
    assert [name for name in modules if name.startswith(LOADED_LATE) or name in LATE_TOO] == []


def test_everything_that_an_answer_can_say_has_its_words() -> None:
    pairs = (
        (TRUTHS, Truth),
        (EFFECTS, Effect),
        (ACTIONS, Action),
        (MISSING, Missing),
        (NOT_CHECKED, NotChecked),
        (WHY_ASIDE, Why),
        (LACKING, Lacking),
    )
    for words, vocabulary in pairs:
        assert set(words) == set(vocabulary)
        assert all(words.values())
