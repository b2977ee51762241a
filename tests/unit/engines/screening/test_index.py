import pytest

from simpul.core.errors import InputError
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Kind, Name, Query, Subject
from tests.unit.engines.screening.people import ARABIC, CYRILLIC, EVERYBODY, INDEX, SINGLE

SYLLABLES = ("zan", "tor", "mel", "qur", "bis", "hod", "yar", "nim", "fex", "dul")


def somebody(number: int) -> Subject:
    digits = f"{number:04d}"
    first, last = ("".join(SYLLABLES[int(digit)] for digit in part) for part in (digits[:2], digits[2:]))
    return Subject(id=f"XE-{number}", kind=Kind.PERSON, names=(Name(value=f"{first} {last}"),))


def test_an_index_knows_how_many_it_holds() -> None:
    assert len(INDEX) == len(EVERYBODY)
    assert len(INDEX.updated(removed=[ARABIC.id, "nobody"])) == len(EVERYBODY) - 1
    assert len(INDEX.updated(added=[somebody(1)])) == len(EVERYBODY) + 1


def test_what_is_removed_is_found_no_more_and_the_first_index_is_as_it_was() -> None:
    query = Query(name="Tawfiq Barzakhi", identifiers=ARABIC.identifiers)
    later = INDEX.updated(removed=[ARABIC.id])
    assert ARABIC.id not in {hit.subject_id for hit in later.screen(query)}
    assert INDEX.screen(query)[0].subject_id == ARABIC.id


def test_an_id_used_again_with_other_names_scores_by_those_at_once() -> None:
    other = Subject(id=ARABIC.id, kind=Kind.PERSON, names=(Name(value="Kelvin Ostermark"),))
    later = INDEX.updated(added=[other])
    assert len(later) == len(INDEX)
    assert later.screen(Query(name="Kelvin Ostermark"))[0].subject_id == ARABIC.id
    assert ARABIC.id not in {hit.subject_id for hit in later.screen(Query(name="Tawfiq Barzakhi"))}


def test_a_subject_that_is_removed_and_added_in_one_change_is_there() -> None:
    later = INDEX.updated(added=[ARABIC], removed=[ARABIC.id])
    assert later.screen(Query(name="Tawfiq Barzakhi")) == INDEX.screen(Query(name="Tawfiq Barzakhi"))


def test_the_same_change_twice_is_the_same_as_once() -> None:
    once = INDEX.updated(added=[somebody(7)], removed=[SINGLE.id])
    twice = once.updated(added=[somebody(7)], removed=[SINGLE.id])
    query = Query(name=somebody(7).names[0].value)
    assert len(once) == len(twice)
    assert once.screen(query) == twice.screen(query)


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(InputError):
        ScreeningIndex.build([CYRILLIC, CYRILLIC])
    with pytest.raises(InputError):
        INDEX.updated(added=[CYRILLIC, CYRILLIC])


def test_many_small_changes_end_in_the_index_that_would_be_built_at_once() -> None:
    index = ScreeningIndex.build(somebody(number) for number in range(200))
    for number in range(200, 400, 4):
        added = [somebody(each) for each in range(number, number + 4)]
        index = index.updated(added=added, removed=[f"XE-{number - 190}", f"XE-{number - 3}"])
    gone = {f"XE-{number - away}" for number in range(200, 400, 4) for away in (190, 3)}
    built = ScreeningIndex.build(somebody(n) for n in range(400) if f"XE-{n}" not in gone)
    assert len(index) == len(built)
    queries = [Query(name=somebody(number).names[0].value) for number in range(0, 400, 7)]
    assert index.screen_many(queries) == built.screen_many(queries)


def test_a_change_shares_the_layers_it_does_not_touch_and_layers_stay_few() -> None:
    index = ScreeningIndex.build(somebody(number) for number in range(1_000))
    first = index.layers[0]
    for number in range(1_000, 1_200):
        index = index.updated(added=[somebody(number)])
    assert index.layers[0] is first
    assert len(index.layers) <= 6


def test_a_layer_of_which_most_is_gone_is_built_anew() -> None:
    index = ScreeningIndex.build(somebody(number) for number in range(100))
    index = index.updated(removed=[f"XE-{number}" for number in range(60)])
    assert [len(layer.register) for layer in index.layers] == [40]


def test_many_queries_are_answered_as_one_by_one() -> None:
    queries = [Query(name=name.value, birth_date="1971") for subject in EVERYBODY for name in subject.names]
    assert INDEX.screen_many(queries, limit=4) == tuple(INDEX.screen(query, limit=4) for query in queries)


def test_hits_come_with_the_highest_score_first_and_equals_by_id() -> None:
    twins = [Subject(id=f"XE-{letter}", kind=Kind.PERSON, names=(Name(value="Zantor Melqur"),)) for letter in "cab"]
    found = ScreeningIndex.build(twins).screen(Query(name="Zantor Melqur"))
    assert [hit.subject_id for hit in found] == ["XE-a", "XE-b", "XE-c"]
    assert len({hit.score for hit in found}) == 1


def test_whoever_asks_for_many_hits_gets_all_who_bear_the_name() -> None:
    people = [
        Subject(id=f"p{number:03}", kind=Kind.PERSON, names=(Name(value="Bahrul Santosa"),)) for number in range(120)
    ]
    index = ScreeningIndex.build(people)
    assert len(index.screen(Query(name="Bahrul Santosa"), limit=200)) == 120
    assert len(index.screen(Query(name="Bahrul Santosa"), limit=50)) == 50
