"""How words of many scripts, languages and kinds of name are read."""

import pytest

from simpul.engines.screening import known, latin, naming
from simpul.engines.screening.folding import fold
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.misreading import shape
from simpul.engines.screening.resemblance import FEMININE, HOMOPHONE, KIN, SHORT_WRONG, resemblance
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Name, Query, ReasonCode, Subject
from simpul.engines.screening.token import Token


def word(text: str) -> Token:
    (token,) = fold(text)
    return token


def alike(one: str, other: str) -> float:
    met = resemblance(word(one), word(other))
    return met.value if met else 0.0


def score(asked: str, listed: str, kind: Kind = Kind.PERSON) -> float:
    index = ScreeningIndex.build([Subject(id="XA-1", kind=kind, names=(Name(value=listed),))])
    return sum(hit.score for hit in index.screen(Query(name=asked, kind=kind)))


@pytest.mark.parametrize(
    ("original", "latin"),
    [
        ("김정수", "Kim Jong-su"),
        ("김정수", "Kim Jeongsu"),
        ("박근호", "Park Geun-ho"),
        ("이명수", "Lee Myong Su"),
        ("남궁민호", "Namgung Minho"),
        ("王小明", "Wang Xiaoming"),
        ("王小明", "Xiaoming Wang"),
        ("欧阳小明", "Ouyang Xiaoming"),
        ("田中太郎", "Tanaka Taro"),
        ("ヤマダ タロウ", "Yamada Taro"),
        ("やまだ たろう", "Taro Yamada"),
        ("Νίκος Παπαδάκης", "Nikos Papadakis"),
        ("გიორგი ბერიძე", "Giorgi Beridze"),
        ("Արամ Պետրոսյան", "Aram Petrosyan"),
        ("דוד כהן", "David Cohen"),
        ("שמואל ברזילי", "Shmuel Barzilai"),
        ("राजेश शर्मा", "Rajesh Sharma"),
        ("ರವಿ ಕುಮಾರ್", "Ravi Kumar"),
    ],
)
def test_an_original_script_meets_its_latin_form_both_ways(original: str, latin: str) -> None:
    assert score(original, latin) >= DEFAULT_THRESHOLD
    assert score(latin, original) >= DEFAULT_THRESHOLD


def test_other_characters_that_sound_alike_are_no_spelling_of_one_name() -> None:
    assert alike("伟", "卫") == HOMOPHONE


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mario", "Maria"), ("Hasan", "Husain"), ("Rahman", "Rahim"), ("John", "Joan")],
)
def test_two_names_of_their_own_are_no_misspellings_of_each_other(one: str, other: str) -> None:
    assert alike(one, other) == 0.0 < alike("Barzaghin", "Barzaghim")


def test_a_feminine_form_is_another_person() -> None:
    assert alike("Daniel", "Daniela") == FEMININE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill", "William"),
        ("Sasha", "Aleksandr"),
        ("Sasha", "Aleksandra"),
        ("Pepe", "Jose"),
        ("Yi", "Rhee"),
        ("Gim", "Kim"),
        ("Chan", "Chen"),
        ("Bak", "Park"),
    ],
)
def test_short_forms_and_older_romanisations_are_weak_likeness_and_no_identity(one: str, other: str) -> None:
    met = resemblance(word(one), word(other))
    assert met is not None
    assert (met.value, met.code) == (KIN, ReasonCode.WORD_KIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr", "Vladimir"),
        ("Yevhen", "Evgeny"),
        ("Oleksandr", "Alexander"),
        ("Mykola", "Nikolai"),
        ("Serhiy", "Sergei"),
        ("Qadhafi", "Gaddafi"),
        ("Fatemeh", "Fatima"),
        ("Jeong", "Jong"),
    ],
)
def test_forms_of_one_name_sound_the_same(one: str, other: str) -> None:
    assert word(one).sound == word(other).sound


def test_the_commonest_names_of_the_world_weigh_less_than_a_rare_one() -> None:
    assert word("Muhammad").commonness > word("Smith").commonness > word("Gavrilova").commonness == 0.0
    assert word("李").commonness == word("Li").commonness > 0.0
    assert word("رجب").commonness >= 0.0


def test_every_common_name_is_as_common_as_its_row_says_or_as_a_commoner_row() -> None:
    for per_thousand, names in naming.COMMON.items():
        for name in names.split():
            sound = known.sound_of(latin.sounds(name)[0])
            assert per_thousand / 1000 <= known.commonness(sound) <= max(naming.COMMON) / 1000, name
            assert known.is_known(sound), name


@pytest.mark.parametrize("form", ["GmbH", "LLC", "ООО", "PT", "株式会社", "有限公司", "Sdn Bhd", "Ltd.", "S.A.R.L."])
def test_legal_forms_of_one_family_stand_for_each_other(form: str) -> None:
    assert score(f"Orlindara {form}", "Orlindara LLC", Kind.ORGANISATION) >= DEFAULT_THRESHOLD
    assert {token.bearing for token in fold(f"Orlindara {form}")} == {1.0, word("LLC").bearing}


@pytest.mark.parametrize(
    ("written_out", "short"),
    [
        ("Общество с ограниченной ответственностью Орлиндара", "ООО Орлиндара"),
        ("Orlindara Gesellschaft mit beschränkter Haftung", "Orlindara GmbH"),
        ("Orlindara Aktiengesellschaft", "Orlindara AG"),
        ("Orlindara Limited Liability Company", "Orlindara LLC"),
        ("Perseroan Terbatas Orlindara", "PT Orlindara"),
        ("Orlindara Public Joint Stock Company", "ПАО Орлиндара"),
    ],
)
def test_a_legal_form_that_is_written_out_is_its_short_form(written_out: str, short: str) -> None:
    assert sorted(token.sound for token in fold(written_out)) == sorted(token.sound for token in fold(short))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Banco Orlindara", "Bank Orlindara"),
        ("Yayasan Orlindara", "Orlindara Foundation"),
        ("Группа Орлиндара", "Orlindara Group"),
    ],
)
def test_what_organisations_call_themselves_meets_across_languages(one: str, other: str) -> None:
    assert sorted(token.sound for token in fold(one)) == sorted(token.sound for token in fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Orlindara 2", "Orlindara II"), ("3rd Orlindara", "Third Orlindara"), ("Orlindara Seven", "Orlindara 7")],
)
def test_a_number_is_the_same_in_digits_in_words_and_in_roman_figures(one: str, other: str) -> None:
    assert sorted(token.sound for token in fold(one)) == sorted(token.sound for token in fold(other))


def test_a_patronymic_is_compared_by_what_stands_before_its_ending() -> None:
    assert alike("Gavrilovich", "Gavrillovich") > 0.9
    assert alike("Gavrilovich", "Danilovich") < 0.5
    assert alike("Viktorovich", "Petrovich") == 0.0


@pytest.mark.parametrize(
    ("written", "read"), [("Barzakh1", "barzakhl"), ("H0yarov", "hoyarov"), ("5amadov", "samadov")]
)
def test_digits_among_letters_are_read_as_the_letters_they_look_like(written: str, read: str) -> None:
    assert word(written).sound == word(read).sound


@pytest.mark.parametrize("number", ["11420", "B6", "Group4", "A320", "2020x"])
def test_a_number_stays_one(number: str) -> None:
    assert word(number).sound == number.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [("kamel", "karnel"), ("hamid", "bamid"), ("walid", "vvalid"), ("nadir", "nadlr"), ("omar", "0mar")],
)
def test_what_a_scanner_takes_for_each_other_has_one_shape(one: str, other: str) -> None:
    assert shape(one) == shape(other)
    assert alike("Barzakhi", "Barzakbi") > alike("Barzakhi", "Barzakpi")


def test_a_wrong_letter_costs_less_in_a_long_word_and_a_second_one_costs_more() -> None:
    assert alike("Qaraqoshlizada", "Qaraqoshtizada") > alike("Tamimi", "Tamipi") > alike("Tamimi", "Tapipi")
    assert alike("Tamimi", "Tammii") > alike("Tamimi", "Tamipa")


def test_three_letters_are_alike_by_half_when_one_is_wrong() -> None:
    assert alike("Zaf", "Zif") == SHORT_WRONG
    assert alike("Za", "Zi") == 0.0
