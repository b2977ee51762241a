"""What other systems are known to get wrong: each failure that is on record is an example here, with invented names."""

import pytest

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Name, Query, Subject


def score(asked: str, *listed: str, kind: Kind = Kind.PERSON, birth_date: str | None = None) -> float:
    names = tuple(Name(value=value) for value in listed)
    subject = Subject(id="XA-1", kind=kind, names=names, birth_dates=("1971-03-14",))
    found = ScreeningIndex.build([subject]).screen(Query(name=asked, birth_date=birth_date))
    return found[0].score if found else 0.0


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Jon Winterbourne", "John Winterbourne"),
        ("John Winterbourn", "John Winterbourne"),
        ("Abu Bakar Baasyir", "Abu Bakr Bashir"),
    ],
)
def test_short_words_and_indonesian_spellings_are_not_missed(asked: str, listed: str) -> None:
    assert score(asked, listed) >= DEFAULT_THRESHOLD


def test_an_omitted_patronymic_costs_little_and_a_contradicting_one_much() -> None:
    same = score("Gavril Stepanovich Yarmagov", "Gavril Stepanovich Yarmagov")
    omitted = score("Gavril Yarmagov", "Gavril Stepanovich Yarmagov")
    contradicted = score("Gavril Viktorovich Yarmagov", "Gavril Stepanovich Yarmagov")
    assert same > omitted >= DEFAULT_THRESHOLD > contradicted
    assert omitted - contradicted > 2 * (same - omitted)


def test_a_number_is_what_distinguishes_a_company() -> None:
    assert score("Belletara Corp.", "11420 Corp.", kind=Kind.ORGANISATION) < DEFAULT_THRESHOLD
    assert score("11421 Corp.", "11420 Corp.", kind=Kind.ORGANISATION) < DEFAULT_THRESHOLD
    assert score("11420 Corporation", "11420 Corp.", kind=Kind.ORGANISATION) >= DEFAULT_THRESHOLD


def test_a_person_is_not_a_company_that_has_the_given_name() -> None:
    assert score("emma daniels", "EMMA LLC", kind=Kind.ORGANISATION) < DEFAULT_THRESHOLD


def test_a_family_name_that_is_only_alike_does_not_alert() -> None:
    assert score("George Bush", "George Habbash") < DEFAULT_THRESHOLD


def test_a_shorter_form_in_another_script_does_not_win_by_what_it_leaves_out() -> None:
    listed = ("Muhammad Qasim Tawfiq Barzakhi", "محمد قاسم")
    right = score("Muhammad Qasim Tawfiq Barzakhi", *listed)
    wrong = score("Muhammad Qasim Yusuf Winterbourne", *listed)
    assert wrong < DEFAULT_THRESHOLD < right


def test_one_agreeing_word_of_a_longer_name_is_weaker_than_the_whole_name() -> None:
    assert score("Barzakhin", "Tawfiq Barzakhin") < score("Tawfiq Barzakhin", "Tawfiq Barzakhin") - 0.05
    assert score("Smith", "John Smith") < score("Barzakhin", "Tawfiq Barzakhin")


def test_nothing_to_disagree_is_not_agreement() -> None:
    name = "Tawfiq Barzakhin"
    assert score(name, name, birth_date="1971-03-14") > score(name, name) > score(name, name, birth_date="1990-01-01")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Robert Winterbourne", "Grace Winterbourne"),
        ("Ahmad Barzakhin", "Hasan Barzakhin"),
        ("Kim Jong Su", "Kim Yong Il"),
        ("Wang Xiaohong", "Wang Weiguo"),
        ("Sergei Yarmagov", "Andrei Yarmagov"),
    ],
)
def test_another_given_name_of_the_same_family_does_not_alert(asked: str, listed: str) -> None:
    assert score(asked, listed) < DEFAULT_THRESHOLD
