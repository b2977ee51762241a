"""`simpul law harmony` and `simpul law compare`: exact JSON, words in both languages, refusals with their place."""

import json

import pytest

from simpul.cli.main import main
from simpul.core.law.comparing import Place, Relation
from simpul.core.law.harmony import Counted, LeftOut
from simpul.core.law.truth import Truth
from simpul.formats.law.sets import StateSet
from simpul.web.words.law_harmony import COUNTED, LEFT_OUT, PLACES, RELATIONS, SETS, UNBOUND

Capture = pytest.CaptureFixture[str]
ASKED = ("law", "harmony", "--date", "2014-07-10", "--kind", "extradition")


def said(capture: Capture, *arguments: str, status: int = 0) -> str:
    assert main(arguments) == status
    return capture.readouterr().out


def test_all_members_are_answered_with_sources_and_days(capsys: Capture) -> None:
    found = json.loads(said(capsys, *ASKED, "--json"))
    assert (len(found["states"]), found["pairs"], found["with_basis"]) == (193, 18_528, 17_346)
    assert len(found["open"]) == 1_182
    assert found["ratifications"][0]["pairs_gained"] == len(found["ratifications"][0]["partners"]) == 183
    assert found["left_out"]["hague1970"] == "no-party-table"
    assert all(each["source"] and each["as_of"] for each in found["citations"])
    assert found["as_of"] == "2014-01-27"


@pytest.mark.parametrize(("lang", "words"), [("en", "10 states, 45 pairs on"), ("id", "10 negara, 45 pasangan pada")])
def test_a_set_is_said_in_both_languages(capsys: Capture, lang: str, words: str) -> None:
    shown = said(capsys, *ASKED, "--states", "asean10", "--lang", lang)
    assert words in shown
    assert "icsft1999" in shown


def test_definitions_are_compared_and_listed(capsys: Capture) -> None:
    found = json.loads(said(capsys, "law", "compare", "hostages1979-1", "xa-21", "--json"))
    assert found["relations"]["hostages1979-1"] == {"hostages1979-1": "same", "xa-21": "narrower"}
    release = next(each for each in found["elements"] if each["element"] == "condition_for_release")
    assert release == {
        "element": "condition_for_release",
        "group": "circumstance",
        "differs": True,
        "in": {"hostages1979-1": "required", "xa-21": "absent"},
    }
    assert all(each["source"] and each["as_of"] for each in found["definitions"])
    shown = said(capsys, "law", "compare", "hostages1979-1", "xa-21", "--lang", "en")
    assert "hostages1979-1 | xa-21: narrower" in shown
    every = json.loads(said(capsys, "law", "compare", "--json"))["definitions"]
    assert {"icsft1999-2-1-b", "xb-101"} <= {each["code"] for each in every}


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ((*ASKED, "--states", "ID, Nowhere"), "states"),
        ((*ASKED, "--count", "everything"), "--count"),
        (("law", "harmony", "--date", "2014-02-30", "--kind", "mla"), "--date"),
        (("law", "harmony", "--date", "2014-02-03", "--kind", "custody"), "--kind"),
        (("law", "compare", "none", "xa-21"), "definitions"),
        (("law", "compare", "xa-21"), "definitions"),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_its_place(
    capsys: Capture, arguments: tuple[str, ...], place: str
) -> None:
    assert json.loads(said(capsys, *arguments, "--json", status=2))["error"]["place"] == place


def test_every_word_of_the_answers_has_its_words() -> None:
    assert (set(COUNTED), set(LEFT_OUT), set(SETS)) == (set(Counted), set(LeftOut), set(StateSet))
    assert (set(PLACES), set(RELATIONS)) == (set(Place), set(Relation))
    assert set(UNBOUND) == {Truth.TRUE, Truth.UNKNOWN}
