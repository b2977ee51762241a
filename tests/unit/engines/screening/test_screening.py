import math

import pytest

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD, DISTINCTION, EXPONENT, NAME_CAP
from simpul.engines.screening.subject import Kind, Name, Quality, Query, ReasonCode, Subject
from tests.unit.engines.screening.people import (
    ARABIC,
    CYRILLIC,
    EVERYBODY,
    FOUNDATION,
    INDEX,
    INDONESIAN,
    NAMESAKES,
    SHIP,
    SINGLE,
    TRADER,
    hits,
    score,
)


def single(value: str) -> Subject:
    return Subject(id=value, kind=Kind.PERSON, names=(Name(value=value),))


def alone(asked: str, listed: str) -> float:
    """The score of one listed name in an index of the invented people."""
    index = INDEX.updated(added=[single(listed)])
    return {hit.subject_id: hit.score for hit in index.screen(Query(name=asked))}.get(listed, 0.0)


@pytest.mark.parametrize(
    "spelling",
    [
        "Tawfiq Abdulrahman Al-Barzakhi", "Toufik Abderrahmane El Barzakhi", "AL-BARZAKHI, Tawfik Abd ar-Rahman",
        "Taufik Abdurrahman Barzachi", "Тауфик Абдурахман Барзахи", "توفيق عبد الرحمن البرزخي", "Tawfiq Barzakhi",
        "Tavfiq Abdurahmon Barzaxi", "Tawfiq A. Barzakhi", "Tawfiq AbdulRahman AlBarzakhi",
    ],
)  # fmt: skip
def test_an_arabic_name_is_found_by_its_spellings(spelling: str) -> None:
    assert next(iter(hits(spelling))) == ARABIC.id
    assert score(spelling, ARABIC) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize("spelling", ["توفيق عبدالرحمن البرزخي", "برزخي توفيق", "توفیق برزخی"])
def test_an_original_script_finds_a_name_that_is_listed_in_latin_only(spelling: str) -> None:
    latin = Subject(id="XA-1", kind=Kind.PERSON, names=ARABIC.names[:1])
    index = INDEX.updated(added=[latin])
    best = index.screen(Query(name=spelling))[0]
    assert best.subject_id == "XA-1"
    assert best.score >= DEFAULT_THRESHOLD
    assert ReasonCode.WORD_TRANSLITERATED in {reason.code for reason in best.reasons}


@pytest.mark.parametrize(
    "spelling", ["Zelimkhan Yarmagov", "Yarmagov Zelimchan Dudarovich", "Zelimhan Iarmagov", "Зелімхан Ярмагов"]
)
def test_a_cyrillic_name_is_found_by_its_spellings(spelling: str) -> None:
    assert score(spelling, CYRILLIC) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "spelling",
    ["Muhammad Suryo Cokrowidagdo", "Moh. Soerjo Tjokrowidagdo", "M. Suryo Cokrowidagdo", "Suryo Tjokrowidagdo"],
)
def test_an_indonesian_name_is_found_in_old_and_new_spelling(spelling: str) -> None:
    assert score(spelling, INDONESIAN) >= DEFAULT_THRESHOLD


def test_a_rare_single_name_alerts_and_whoever_bears_it_does_not_make_it_common() -> None:
    unshared = NAME_CAP * math.pow(1.0 - 2.0 ** (-1.0 / DISTINCTION), EXPONENT)
    assert score("Wiryatmaja", SINGLE) == pytest.approx(unshared)
    assert unshared > DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("asked", "listed"), [("Baasyirov", "Bashirov"), ("Kadafy", "Qaddafi"), ("Jalaludin", "Jalaluddin")]
)
def test_a_single_word_meets_its_other_spelling(asked: str, listed: str) -> None:
    assert alone(asked, listed) > 0.0


def test_names_alone_never_reach_more_than_their_cap() -> None:
    for subject in EVERYBODY:
        for name in subject.names:
            assert score(name.value, subject) < NAME_CAP < 0.85


def test_common_names_that_agree_say_less_than_rare_ones() -> None:
    assert alone("Muhammad Ali", "Muhammad Ali") < alone("Muhammad Sirkali", "Muhammad Sirkali")
    assert alone("Muhammad Sirkali", "Muhammad Sirkali") < alone("Zelimbek Sirkali", "Zelimbek Sirkali")


def test_a_word_of_a_longer_name_says_less_than_the_whole_name() -> None:
    assert score("Barzakhi", ARABIC) + 0.1 < score("Tawfiq Barzakhi", ARABIC) < score(ARABIC.names[0].value, ARABIC)


def test_a_part_left_out_costs_less_than_a_part_that_differs() -> None:
    whole = score("Zelimkhan Dudarovich Yarmagov", CYRILLIC)
    omitted = score("Zelimkhan Yarmagov", CYRILLIC)
    contradicted = score("Zelimkhan Kurbanovich Yarmagov", CYRILLIC)
    assert whole > omitted > contradicted + 0.1


def test_an_agreeing_first_name_is_no_alert() -> None:
    assert score("Zelimkhan Petrossian", CYRILLIC) < DEFAULT_THRESHOLD
    assert score("Muhammad Winterbourne", NAMESAKES[0]) < DEFAULT_THRESHOLD


def test_a_legal_form_in_common_is_nothing() -> None:
    assert score("Belvetech Corp", FOUNDATION) == 0.0
    assert score("Orlinda Daniels", TRADER) < DEFAULT_THRESHOLD <= score("ORLINDA, L.L.C.", TRADER)
    assert score("11420 Corporation", FOUNDATION) >= DEFAULT_THRESHOLD
    assert score("11421 Corp.", FOUNDATION) == 0.0


def test_short_words_that_differ_by_one_letter_are_spellings_only_where_they_sound_alike() -> None:
    assert alone("Ali Veznedar", "Aly Veznedar") > alone("Ali Veznedar", "Eli Veznedar") > 0.0
    assert alone("Jon Veznedaroglu", "John Veznedaroglu") >= DEFAULT_THRESHOLD


@pytest.mark.parametrize("asked", ["Al Zindarani", "Alzindarani", "El-Zindarani", "Zindarani"])
@pytest.mark.parametrize("listed", ["Nadira Zindarani", "Nadira Alzindarani", "Nadira Al-Zindarani"])
def test_an_article_written_together_with_its_word_does_not_part_two_names(asked: str, listed: str) -> None:
    assert alone(f"Nadira {asked}", listed) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("asked", "listed"), [("Wira Jaya Sudirga", "Wirajaya Sudirga"), ("Wirajaya Sudirga", "Wira Jaya Sudirga")]
)
def test_words_written_together_meet_words_written_apart(asked: str, listed: str) -> None:
    index = INDEX.updated(added=[single(listed)])
    best = index.screen(Query(name=asked))[0]
    assert best.score >= DEFAULT_THRESHOLD
    assert ReasonCode.WORD_JOINED in {reason.code for reason in best.reasons}


@pytest.mark.parametrize(
    "asked",
    [
        "Tawfiq Brazakhi",  # two letters exchanged
        "Tawfiq Barzahi",  # one left out
        "Tawfiqq Barzzakhi",  # one twice, in each
        "Tawfiq Bqrzakhi",  # a neighbouring key, and the sound is another
        "Tawfiq 8arzakhi",  # read by a scanner
        "Tavvfiq Barzakbi",
        "Tawfiqbarzakhi",  # written together
        "Tawfiqbarzakbi",  # written together, and one letter wrong
        "Tawffiqbarzakbi",  # and one in each word
    ],
)
def test_what_goes_wrong_in_writing_a_name_does_not_hide_it(asked: str) -> None:
    best = INDEX.updated(added=[single("Tawfiq Barzakhi")]).screen(Query(name=asked))[0]
    assert (best.subject_id, best.score >= DEFAULT_THRESHOLD) == (single("Tawfiq Barzakhi").id, True)


def test_a_wrong_letter_in_a_common_name_costs_less_than_another_name_in_its_place() -> None:
    assert alone("Muhanmad Barzakhi", "Muhammad Barzakhi") > alone("Winterbourne Barzakhi", "Muhammad Barzakhi") + 0.1


def test_words_apart_that_belong_together_are_read_as_the_words_they_make() -> None:
    best = INDEX.updated(added=[single("Valiollah Barzakhi")]).screen(Query(name="Valiol Lah Barzakhi"))[0]
    assert best.score >= DEFAULT_THRESHOLD
    joined = [reason.arguments for reason in best.reasons if reason.code is ReasonCode.WORD_JOINED]
    assert joined == [("valiol lah", "allah"), ("valiol lah", "vali")]


def test_an_initial_counts_a_little_and_is_named_as_such() -> None:
    assert score("T. Barzakhi", ARABIC) > score("K. Barzakhi", ARABIC)
    codes = {reason.code for reason in hits("T. Barzakhi")[ARABIC.id].reasons}
    assert ReasonCode.WORD_INITIAL in codes


def test_a_weak_name_does_not_alert_alone_but_does_with_a_birth_date_or_an_identifier() -> None:
    weak = "Abu Qindil"
    assert 0.0 < score(weak, ARABIC) < DEFAULT_THRESHOLD
    assert score(weak, ARABIC, countries=("XA",), genders=("male",)) < DEFAULT_THRESHOLD
    assert score(weak, ARABIC, birth_date="1971-03-14") >= DEFAULT_THRESHOLD
    assert score(weak, ARABIC, identifiers=("xa0042117",)) >= DEFAULT_THRESHOLD


def test_the_same_name_is_worth_more_as_a_strong_one() -> None:
    names = {quality: (Name(value="Qindilani", quality=quality),) for quality in Quality}
    index = INDEX.updated(added=[Subject(id=quality, kind=Kind.PERSON, names=names[quality]) for quality in Quality])
    assert [hit.subject_id for hit in index.screen(Query(name="Qindilani"), limit=2)] == [Quality.STRONG, Quality.WEAK]


def test_further_names_of_the_query_are_asked_too() -> None:
    query = Query(name="Somebody Altogether Else", names=("Tawfiq Barzakhi",))
    assert INDEX.screen(query)[0].subject_id == ARABIC.id


def test_an_identifier_finds_who_goes_by_another_name() -> None:
    found = hits("Somebody Altogether Else", identifiers=("IMO-999 0001",))[SHIP.id]
    assert found.score >= DEFAULT_THRESHOLD
    assert [reason.code for reason in found.reasons] == [ReasonCode.IDENTIFIER_AGREES]


@pytest.mark.parametrize("number", ["0042", "none", "n/a", "UNKNOWN", "-"])
def test_what_is_no_number_is_not_compared(number: str) -> None:
    index = ScreeningIndex.build([Subject(id="XA-1", kind=Kind.PERSON, names=(), identifiers=(number,))])
    assert index.screen(Query(name="Somebody", identifiers=(number,))) == ()


def test_a_name_without_letters_finds_nothing_and_harms_nothing() -> None:
    assert INDEX.screen(Query(name="?!")) == ()
    assert len(ScreeningIndex.build([single("---")])) == 1


def test_no_more_hits_than_the_limit() -> None:
    assert len(INDEX.screen(Query(name="Muhammad Ali"), limit=2)) == 2
    assert INDEX.screen(Query(name="Muhammad"), limit=0) == ()


def test_an_empty_index_answers_nothing() -> None:
    assert ScreeningIndex.build(()).screen(Query(name="Tamimoglu", identifiers=("X12345",))) == ()
