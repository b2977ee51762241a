"""Which language a request gets, and how moments, dates and states are written in it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from simpul.web.language import LANGUAGES, chosen_language, language

MOMENT = datetime(2026, 3, 1, 21, 5, tzinfo=timezone(timedelta(hours=7)))


def test_the_browsers_own_choice_comes_before_the_officers_language() -> None:
    assert chosen_language(cookie="id", officer="en", accepts="en").code == "id"
    assert chosen_language(cookie="", officer="id", accepts="en").code == "id"


@pytest.mark.parametrize(
    ("accepts", "code"),
    [("id-ID,id;q=0.9,en;q=0.8", "id"), ("fr-FR,fr;q=0.9", "en"), ("", "en"), (";;;,,,", "en"), ("x" * 5_000, "en")],
)
def test_a_browser_that_chose_nothing_gets_what_it_asks_for_or_english(accepts: str, code: str) -> None:
    assert chosen_language(cookie="", officer="", accepts=accepts).code == code


def test_an_unknown_choice_is_no_choice() -> None:
    assert chosen_language(cookie="../../etc", officer="xx", accepts="id").code == "id"


def test_a_moment_is_written_in_utc_and_says_so() -> None:
    assert language("en").moment(MOMENT) == "1 Mar 2026, 14:05 UTC"
    assert language("id").moment(MOMENT) == "1 Mar 2026, 14:05 UTC"


def test_a_date_is_written_as_precisely_as_it_is_known() -> None:
    assert [language("en").partial_day(day) for day in ("1971", "1971-08", "1971-08-14")] == [
        "1971",
        "Aug 1971",
        "14 Aug 1971",
    ]
    assert language("id").partial_day("1971-08-14") == "14 Agu 1971"


def test_the_time_of_a_place_is_written_without_a_zone_and_as_precisely_as_it_is_told() -> None:
    assert language("en").local_time("2026-11-22T13:10") == "22 Nov 2026, 13:10"
    assert language("id").local_time("2026-08-22T13:10") == "22 Agu 2026, 13:10"
    assert language("en").local_time("2026-11-22") == "22 Nov 2026"


def test_how_long_ago_is_said_in_words() -> None:
    assert language("id").ago(MOMENT - timedelta(minutes=3), now=MOMENT) == "3 menit yang lalu"
    assert language("en").ago(datetime(2026, 2, 26, tzinfo=UTC), now=MOMENT) == "4 days ago"


def test_a_state_is_written_by_name_and_an_invented_one_by_its_code() -> None:
    assert language("en").country("ID") == "Indonesia"
    assert language("id").country("DE") == "Jerman"
    assert [language("en").country(code) for code in ("XA", "XB", "xz")] == ["XA", "XB", "xz"]
    assert language("en").country("XK") == "Kosovo"
    assert language("en").country("Nowhere") == "Nowhere"


@pytest.mark.parametrize("code", LANGUAGES)
def test_several_things_are_joined_as_the_language_joins_them(code: str) -> None:
    word = {"en": "and", "id": "dan"}[code]
    assert language(code).listed(["XA", "XB", "XC"]) == f"XA, XB {word} XC"
    assert language(code).listed(["XA"]) == "XA"
    assert language(code).listed([]) == ""


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert language("en").number(12_345) == "12,345"
    assert language("id").number(12_345) == "12.345"


def test_a_moment_that_somebody_else_tells_is_written_in_utc_where_it_names_its_zone() -> None:
    english = language("en")
    assert english.told_moment("2026-03-14T16:00:00+07:00") == "14 Mar 2026, 09:00 UTC"
    assert english.told_moment("2026-03-14T09:00:00") == "14 Mar 2026, 09:00"
    assert english.told_moment("2026-03-14") == "14 Mar 2026"
    assert language("id").told_moment("2026-08-14") == "14 Agu 2026"
    assert [english.told_moment(each) for each in ("", "soon", "2026-02-31", "2026-13")] == [
        "",
        "soon",
        "2026-02-31",
        "2026-13",
    ]
