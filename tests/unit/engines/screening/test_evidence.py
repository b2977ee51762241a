from dataclasses import replace

import pytest

from simpul.engines.screening.evidence import evidence, facts_of
from simpul.engines.screening.layer import build_layer
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD, PRIOR, logistic
from simpul.engines.screening.subject import Kind, Query, ReasonCode
from tests.unit.engines.screening.people import ARABIC, INDONESIAN, SHIP, hits, score

NAME = "Tawfiq Barzakhi"


def code_of_birth_date(birth_date: str | None) -> ReasonCode:
    reasons = evidence(facts_of(Query(name=NAME, birth_date=birth_date)), build_layer([ARABIC]).entry(0))
    return next(reason.code for reason in reasons if reason.code.startswith("birth-date"))


@pytest.mark.parametrize(
    ("birth_date", "code"),
    [
        ("1971-03-14", ReasonCode.BIRTH_DATE_AGREES),
        ("1971-03", ReasonCode.BIRTH_DATE_WITHIN),
        ("1971", ReasonCode.BIRTH_DATE_WITHIN),
        ("1970/1975", ReasonCode.BIRTH_DATE_WITHIN),
        ("1971-08-09", ReasonCode.BIRTH_DATE_YEAR_ONLY),
        ("1972-03-14", ReasonCode.BIRTH_DATE_MISTYPED),
        ("1931-03-14", ReasonCode.BIRTH_DATE_MISTYPED),
        ("1971-03-19", ReasonCode.BIRTH_DATE_MISTYPED),
        ("1972-03-15", ReasonCode.BIRTH_DATE_NEAR),
        ("1980", ReasonCode.BIRTH_DATE_DIFFERS),
        (None, ReasonCode.BIRTH_DATE_MISSING),
    ],
)
def test_a_birth_date_is_compared_as_precisely_as_both_are(birth_date: str | None, code: ReasonCode) -> None:
    assert code_of_birth_date(birth_date) is code


def test_day_and_month_exchanged_are_recognised() -> None:
    born = replace(ARABIC, birth_dates=("1971-03-04", "1980"))
    found = evidence(facts_of(Query(name=NAME, birth_date="1971-04-03")), build_layer([born]).entry(0))
    assert (found[0].code, found[0].arguments) == (ReasonCode.BIRTH_DATE_SWAPPED, ("1971-04-03", "1971-03-04"))


def test_the_more_a_birth_date_agrees_the_higher_the_score() -> None:
    dates = ("1971-03-14", "1971", None, "1971-03-19", "1971-08-09", "1972", "1980")
    scores = [score(NAME, ARABIC, birth_date=date) for date in dates]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_contradicting_birth_date_takes_a_name_below_the_threshold() -> None:
    assert score(NAME, ARABIC, birth_date="1994-01-01") < DEFAULT_THRESHOLD <= score(NAME, ARABIC)


def test_countries_genders_and_kinds_speak_for_or_against() -> None:
    plain = score(NAME, ARABIC)
    assert score(NAME, ARABIC, countries=("xa",)) > plain > score(NAME, ARABIC, countries=("XB",))
    assert score(NAME, ARABIC, genders=("Male",)) > plain > score(NAME, ARABIC, genders=("female",))
    assert score(NAME, ARABIC, kind=Kind.PERSON) == plain > score(NAME, ARABIC, kind=Kind.VESSEL)
    assert score("Sea Lantern", SHIP, kind=Kind.PERSON) < score("Sea Lantern", SHIP)


def test_what_is_missing_is_said_and_weighs_nothing() -> None:
    reasons = hits("Suryo Cokrowidagdo", birth_date="1958")[INDONESIAN.id].reasons
    missing = {reason.code: (reason.arguments, reason.weight) for reason in reasons if "missing" in reason.code}
    assert missing == {ReasonCode.COUNTRY_MISSING: (("asked",), 0.0)}


def test_the_reasons_add_up_to_the_score() -> None:
    known = {"birth_date": "1971", "countries": ("XB",), "genders": ("male",), "identifiers": ("XA 0042-117",)}
    for hit in hits("Tawfiq Karim Barzaghi", **known).values():
        assert logistic(PRIOR + sum(reason.weight for reason in hit.reasons)) == pytest.approx(hit.score, abs=1e-9)


def test_a_hit_names_both_names_and_every_word_that_met_or_did_not() -> None:
    reasons = hits("Toufik Karim Barzakhi")[ARABIC.id].reasons
    assert reasons[0].code is ReasonCode.NAME_COMPARED
    assert reasons[0].arguments == ("Toufik Karim Barzakhi", "Tawfiq Abd al-Rahman al-Barzakhi", "strong")
    words = {reason.arguments: (reason.code, reason.weight > 0) for reason in reasons if "word" in reason.code}
    assert words == {
        ("barzakhi", "barzakhi"): (ReasonCode.WORD_EXACT, True),
        ("toufik", "tawfiq"): (ReasonCode.WORD_SPELLING, True),
        ("karim",): (ReasonCode.WORD_NOT_LISTED, False),
        ("abd",): (ReasonCode.WORD_NOT_ASKED, False),
        ("rahman",): (ReasonCode.WORD_NOT_ASKED, False),
    }
