"""What holds of every screening index and every query, whatever the names."""

import math
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.engines.screening.asking import Vocabulary
from simpul.engines.screening.evidence import facts_of
from simpul.engines.screening.folding import MOST_TOKENS, fold
from simpul.engines.screening.index import LEAST_SCORE, ROUNDING, ScreeningIndex
from simpul.engines.screening.reaching import Method
from simpul.engines.screening.scoring import (
    DEFAULT_THRESHOLD,
    NAME_CAP,
    PRIOR,
    Rarity,
    logistic,
    name_log_odds,
)
from simpul.engines.screening.searching import Search, Sought
from simpul.engines.screening.subject import Hit, Kind, Name, Quality, Query, Subject
from simpul.engines.screening.token import Token

WORDS = (
    "Tawfiq", "Toufik", "توفيق", "Тауфик", "Barzakhi", "البرزخي", "Al-Barzaqi", "Zelimkhan", "Зелимхан", "Yarmagov",
    "Zelimkhanyarmagovv", "Yarrnagov", "Yarma", "gov", "Hasann", "Rahm", "an", "Alli",
    "Muhammad", "Moh.", "محمد", "Мухаммад", "Soerjo", "Suryo", "Tjokro", "Cokro", "Wira", "Jaya", "Wirajaya", "T.",
    "Abdurrahman", "Abdul",  "Rahman", "عبدالرحمن", "Hasan", "Husayn", "حسين", "Ali", "LLC", "11420",
    "王小明", "Xiaoming",
)  # fmt: skip
DATES = ("1971-03-14", "1971-03", "1971", "1960/1975", "1980-01-02")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
names = st.builds(" ".join, words)
listed_names = st.builds(Name, value=names, quality=st.sampled_from(Quality))
facts = {
    "birth_dates": st.lists(st.sampled_from(DATES), max_size=2).map(tuple),
    "countries": st.lists(st.sampled_from(("XA", "XB")), max_size=2).map(tuple),
    "identifiers": st.lists(st.sampled_from(("XA11111", "XA22222")), max_size=1).map(tuple),
}
subjects = st.builds(
    Subject,
    id=st.integers(0, 12).map("XA-{}".format),
    kind=st.sampled_from(Kind),
    names=st.lists(listed_names, max_size=3).map(tuple),
    **facts,
)
lists = st.lists(subjects, max_size=10, unique_by=lambda subject: subject.id)
queries = st.builds(
    Query,
    name=names,
    birth_date=st.none() | st.sampled_from(DATES),
    countries=facts["countries"],
    identifiers=facts["identifiers"],
    kind=st.sampled_from(Kind),
    names=st.lists(names, max_size=1).map(tuple),
)


def scores(hits: Sequence[Hit]) -> dict[str, float]:
    return {hit.subject_id: hit.score for hit in hits}


@given(held=lists, query=queries, data=st.data())
@settings(max_examples=200)
def test_the_order_of_the_subjects_changes_nothing(held: list[Subject], query: Query, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(held))
    assert ScreeningIndex.build(held).screen(query) == ScreeningIndex.build(shuffled).screen(query)


@given(held=lists, asked=words, data=st.data())
@settings(max_examples=200)
def test_the_order_of_the_words_of_a_name_changes_no_score(
    held: list[Subject], asked: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(asked))
    index = ScreeningIndex.build(held)
    hits = index.screen(Query(name=" ".join(asked)), limit=20)
    assert scores(hits) == scores(index.screen(Query(name=" ".join(shuffled)), limit=20))
    turned = [_turned(subject) for subject in held]
    assert scores(hits) == scores(ScreeningIndex.build(turned).screen(Query(name=" ".join(asked)), limit=20))


def _turned(subject: Subject) -> Subject:
    turned = tuple(Name(value=" ".join(reversed(n.value.split())), quality=n.quality) for n in subject.names)
    return Subject(
        id=subject.id,
        kind=subject.kind,
        names=turned,
        birth_dates=subject.birth_dates,
        countries=subject.countries,
        identifiers=subject.identifiers,
    )


@given(held=lists, query=queries, alias=listed_names, data=st.data())
@settings(max_examples=300)
def test_one_more_alias_never_lowers_a_score(
    held: list[Subject], query: Query, alias: Name, data: st.DataObject
) -> None:
    if not held:
        return
    chosen = data.draw(st.sampled_from(held))
    richer = Subject(
        id=chosen.id,
        kind=chosen.kind,
        names=(*chosen.names, alias),
        birth_dates=chosen.birth_dates,
        countries=chosen.countries,
        identifiers=chosen.identifiers,
    )
    before = scores(ScreeningIndex.build(held).screen(query, limit=20)).get(chosen.id, 0.0)
    after = scores(ScreeningIndex.build(held).updated(added=[richer]).screen(query, limit=20)).get(chosen.id, 0.0)
    assert after >= before - 1e-12


@given(held=lists, query=queries, limit=st.integers(1, 4))
@settings(max_examples=200)
def test_a_smaller_limit_gives_the_first_hits_of_a_larger_one(held: list[Subject], query: Query, limit: int) -> None:
    index = ScreeningIndex.build(held)
    assert index.screen(query, limit=limit) == index.screen(query, limit=1_000)[:limit]


@given(held=lists, asked=st.lists(queries, max_size=3), limit=st.integers(1, 4), at_least=st.floats(0.0, 1.0))
@settings(max_examples=300)
def test_asking_for_the_likelier_hits_alone_gives_what_leaving_out_the_others_gives(
    held: list[Subject], asked: list[Query], limit: int, at_least: float
) -> None:
    index = ScreeningIndex.build(held)
    expected = [tuple(hit for hit in hits if hit.score >= at_least) for hits in index.screen_many(asked, limit=limit)]
    assert list(index.screen_many(asked, limit=limit, at_least=at_least)) == expected
    assert [index.screen(query, limit=limit, at_least=at_least) for query in asked] == expected


@given(held=lists, asked=st.lists(queries, max_size=3))
@settings(max_examples=200)
def test_a_scan_of_all_names_answers_as_the_index_of_words_does(held: list[Subject], asked: list[Query]) -> None:
    index = ScreeningIndex.build(held)
    by_index, by_scan = (replace(index, method=method).screen_many(asked) for method in (Method.INDEX, Method.SCAN))
    assert by_index == by_scan == index.screen_many(asked)


@given(held=lists, asked=names)
@settings(max_examples=300)
def test_no_name_scores_above_the_bound_by_which_names_are_passed_over(held: list[Subject], asked: str) -> None:
    layers = ScreeningIndex.build(held).layers
    rarity = Rarity(population=len(held), frequency=lambda skeleton: sum(one.frequency_of(skeleton) for one in layers))
    search, sought = Search(layers, rarity), Sought(0.0, facts_of(Query(name=asked)), {}, 100)
    for seen in Vocabulary(layers, rarity).ask([asked])[0]:
        for candidate in search.candidates([(seen, sought)])[0]:
            for highest, place in candidate.names:
                listed = candidate.layer.name(place, candidate.place)
                assert name_log_odds(seen, listed, rarity) <= highest + ROUNDING


@given(held=lists, asked=st.lists(queries, max_size=5))
@settings(max_examples=100)
def test_many_queries_at_once_are_answered_as_one_by_one(held: list[Subject], asked: list[Query]) -> None:
    index = ScreeningIndex.build(held)
    assert index.screen_many(asked) == tuple(index.screen(query) for query in asked)


@given(
    held=lists,
    changes=st.lists(st.tuples(lists, st.lists(st.integers(0, 12).map("XA-{}".format), max_size=4)), max_size=4),
    query=queries,
)
@settings(max_examples=200)
def test_an_updated_index_answers_as_one_built_anew(
    held: list[Subject], changes: list[tuple[list[Subject], list[str]]], query: Query
) -> None:
    index, expected = ScreeningIndex.build(held), {subject.id: subject for subject in held}
    for added, removed in changes:
        index = index.updated(added=added, removed=removed)
        for subject_id in removed:
            expected.pop(subject_id, None)
        expected.update((subject.id, subject) for subject in added)
    assert len(index) == len(expected)
    assert index.screen(query) == ScreeningIndex.build(expected.values()).screen(query)


@given(held=lists, query=queries)
@settings(max_examples=200)
def test_the_reasons_of_a_hit_add_up_to_its_score(held: list[Subject], query: Query) -> None:
    for hit in ScreeningIndex.build(held).screen(query):
        total = logistic(PRIOR + math.fsum(reason.weight for reason in hit.reasons))
        assert math.isclose(total, hit.score, abs_tol=1e-9)
        assert LEAST_SCORE <= hit.score < 1.0


@given(held=lists, query=queries)
@settings(max_examples=200)
def test_names_alone_stay_under_their_cap_and_weak_ones_under_the_threshold(held: list[Subject], query: Query) -> None:
    by_name = Query(name=query.name, names=query.names)
    for hit in ScreeningIndex.build(held).screen(by_name):
        compared = hit.reasons[0].arguments
        assert hit.score <= (DEFAULT_THRESHOLD if compared[2] == Quality.WEAK else NAME_CAP)


@given(held=lists, query=queries, agreeing=st.sampled_from(DATES))
@settings(max_examples=200)
def test_an_agreeing_birth_date_never_lowers_and_a_contradicting_one_never_raises(
    held: list[Subject], query: Query, agreeing: str
) -> None:
    index = ScreeningIndex.build(held)
    ages = {subject.id: subject.birth_dates for subject in held}

    def screened(birth_date: str | None) -> dict[str, float]:
        return scores(
            index.screen(
                Query(
                    name=query.name,
                    names=query.names,
                    birth_date=birth_date,
                    countries=query.countries,
                    identifiers=query.identifiers,
                ),
                limit=20,
            )
        )

    without, same, other = screened(None), screened(agreeing), screened("1901-01-01")
    for subject_id, dates in ages.items():
        if agreeing in dates:
            assert same.get(subject_id, 0.0) >= without.get(subject_id, 0.0)
        assert other.get(subject_id, 0.0) <= without.get(subject_id, 0.0)


@given(one=words, other=words)
@settings(max_examples=200)
def test_two_names_that_agree_word_by_word_score_the_same_both_ways(one: list[str], other: list[str]) -> None:
    left, right = " ".join(one), " ".join(other)
    if [token.sound for token in fold(left)] == [token.sound for token in fold(right)]:
        assert math.isclose(_pair(left, right), _pair(right, left))


def _pair(asked: str, listed: str) -> float:
    index = ScreeningIndex.build([Subject(id="XA-1", kind=Kind.PERSON, names=(Name(value=listed),))])
    return sum(scores(index.screen(Query(name=asked))).values())


@given(st.text(max_size=60))
@settings(max_examples=500)
def test_any_text_folds_to_sorted_words_with_a_sound(text: str) -> None:
    tokens = fold(text)
    assert len(tokens) <= MOST_TOKENS
    assert [token.text for token in tokens] == sorted(token.text for token in tokens)
    assert all(token.text and token.sound and token.skeletons and 0 < token.bearing <= 1 for token in tokens)


@given(st.lists(st.text(max_size=12) | st.sampled_from(WORDS), max_size=20))
@settings(max_examples=300)
def test_the_text_of_a_word_determines_all_the_rest(texts: list[str]) -> None:
    known: dict[str, Token] = {}
    for text in texts:
        for token in fold(text):
            assert known.setdefault(token.text, token) == token


@given(st.lists(st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())), min_size=1, max_size=4))
@settings(max_examples=200)
def test_any_text_can_be_listed_and_finds_itself(texts: list[str]) -> None:
    held = [Subject(id=f"XA-{place}", kind=Kind.UNKNOWN, names=(Name(value=text),)) for place, text in enumerate(texts)]
    index = ScreeningIndex.build(held)
    for subject in held:
        found = index.screen(Query(name=subject.names[0].value))
        telling = any(token.bearing == 1.0 for token in fold(subject.names[0].value))
        assert not telling or subject.id in scores(found)
