import pytest

from simpul.engines.screening.folding import MOST_LETTERS, MOST_WORDS, fold


def texts(name: str) -> list[str]:
    return [token.text for token in fold(name)]


def sounds(name: str) -> list[str]:
    return sorted(token.sound for token in fold(name))


def skeletons(name: str) -> list[str]:
    return sorted(token.skeleton for token in fold(name))


def test_case_marks_and_punctuation_do_not_count() -> None:
    assert texts("Ĝoran, DÉLIA-Łukin") == texts("goran delia lukin") == ["delia", "goran", "lukin"]


def test_invisible_and_direction_changing_characters_go() -> None:
    assert texts("\u202eTam\u200bim\u00adog\ufefflu\u2069") == ["tamimoglu"]


@pytest.mark.parametrize("name", ["Раvel Тamimoglu", "Pavel Tαmimοglu", "Ρavel Tamimоglu"])
def test_a_word_of_mixed_scripts_is_written_in_one(name: str) -> None:
    assert texts(name) == ["pavel", "tamimoglu"]


def test_a_word_mostly_in_cyrillic_letters_stays_cyrillic() -> None:
    assert texts("Зелимхaн") == texts("Зелимхан") == ["зелимхан"]


def test_digits_of_every_script_are_the_same_digits() -> None:
    assert texts("١٢٣ ۱۲۳ १२३ １２３") == ["123"] * 4


def test_a_number_keeps_every_digit() -> None:
    assert [token.sound for token in fold("11420 Corp.")] == ["11420", "limitid"]


@pytest.mark.parametrize(
    "spelling",
    [
        "Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdurrahman", "Abdur-Rahman", "Abdelrahman", "Abd er-Rahmane",
        "Abdirahman", "Rahman Abdul", "Абдурахман", "Абдул Рахман", "عبدالرحمن", "عبد الرحمن", "عَبْدُ الرَّحْمٰن",
    ],
)  # fmt: skip
def test_abd_compounds_meet_however_they_are_written(spelling: str) -> None:
    assert skeletons(spelling) == ["abd", "rhmn"]


@pytest.mark.parametrize("spelling", ["Abu Bakr", "Abubakar", "Aboubacar", "Abou Bakr", "أبو بكر", "ابوبكر", "أبي بكر"])
def test_abu_bakr_meets_however_it_is_written(spelling: str) -> None:
    assert skeletons(spelling) == ["ab", "bkr"]


@pytest.mark.parametrize("spelling", ["Nur al-Din", "Nuruddin", "Noureddine", "Nuriddin", "نور الدين", "نورالدين"])
def test_al_din_compounds_meet_however_they_are_written(spelling: str) -> None:
    assert skeletons(spelling) == ["dn", "nr"]


@pytest.mark.parametrize("spelling", ["Tawfiq bin Salabi", "Tawfiq ibn al-Salabi", "Tawfiq Salabi", "Salabi, Tawfiq"])
def test_words_that_only_connect_are_left_out(spelling: str) -> None:
    assert texts(spelling) == ["salabi", "tawfiq"]


def test_a_name_made_of_connecting_words_keeps_them() -> None:
    assert texts("El Al") == ["al", "el"]


@pytest.mark.parametrize("spelling", ["فاطمة", "فاطمه", "Fatimah", "Fatima"])
def test_the_final_ta_marbuta_is_not_heard(spelling: str) -> None:
    assert skeletons(spelling) == ["ftm"]


@pytest.mark.parametrize(("persian", "arabic"), [("کریمی", "كريمى"), ("یگانه", "يگانة")])
def test_persian_and_arabic_letters_are_one(persian: str, arabic: str) -> None:
    assert texts(persian) == texts(arabic)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ظاهري", "Zahiri"), ("ظاهري", "Dhahiri"), ("Abdoel Rachman", "Abdul Rahman"), ("Dhahabi", "Zahabi"),
        ("Xolmat", "Kholmat"), ("Євген", "Yevhen"), ("Гасан", "Hasan"), ("عثمان", "Utsman"), ("منذر", "Munzir"),
    ],
)  # fmt: skip
def test_a_spelling_that_is_read_in_two_ways_meets_both(one: str, other: str) -> None:
    for left, right in zip(fold(one), fold(other), strict=True):
        assert not set(left.skeletons).isdisjoint(right.skeletons)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Djojo", "Joyo"), ("Sjahroel", "Syahrul"), ("Joesoef", "Yusuf"), ("Baasjir", "Basyir"), ("Tjipto", "Cipto"),
        ("Soetarjo", "Sutaryo"), ("Soerjo", "Suryo"),
    ],
)  # fmt: skip
def test_old_and_new_indonesian_spelling_sound_the_same(old: str, new: str) -> None:
    assert sounds(old) == sounds(new)


@pytest.mark.parametrize(("name", "sound"), [("Hadjadj", "hajaj"), ("Panjabi", "panjabi"), ("Haji", "haji")])
def test_a_j_that_is_no_old_indonesian_y_stays(name: str, sound: str) -> None:
    assert sounds(name) == [sound]


@pytest.mark.parametrize(
    "spelling", ["Muhammad", "Moh.", "Mochamad", "Mohd", "Mohammed", "Магомед", "Мухаммад", "محمد"]
)
def test_muhammad_is_one_name(spelling: str) -> None:
    assert sounds(spelling) == ["muhamad"]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Зелимхан Ярмагов", "Zelimkhan Yarmagov"), ("Хусейн", "Hussein"), ("Джамал", "Jamal"), ("Жамшид", "Jamshid"),
        ("Ҷамшед", "Jamshed"), ("Шухрат", "Shuhrat"), ("Қодир", "Qodir"), ("Дмитрий", "Dmitry"),
        ("Єлізавета", "Yelizaveta"),
    ],
)  # fmt: skip
def test_cyrillic_meets_its_latin_spellings(cyrillic: str, latin: str) -> None:
    assert sounds(cyrillic) == sounds(latin)


def test_a_name_in_chinese_characters_is_a_family_name_and_a_given_name() -> None:
    assert sounds("王小明") == sounds("Wang Xiaoming")
    assert sounds("欧阳小明") == sounds("Ouyang Xiaoming")


@pytest.mark.parametrize("spelling", ["Orlinda L.L.C.", "Orlinda LLC", "Orlinda l. l. c."])
def test_a_legal_form_is_one_word_with_dots_or_without(spelling: str) -> None:
    assert texts(spelling) == ["llc", "orlinda"]


def test_initials_stay_letters() -> None:
    assert texts("J.F. Orlinda") == ["f", "j", "orlinda"]


def test_titles_and_legal_forms_bear_little() -> None:
    bearing = {token.text: token.bearing for token in fold("Mullah Tamimoglu LLC")}
    assert bearing["tamimoglu"] == 1.0
    assert bearing["mullah"] == bearing["llc"] < 1.0


@pytest.mark.parametrize("nothing", ["", "  ", "-", "!?", "\u200b", "ـ"])
def test_a_name_without_letters_has_no_tokens(nothing: str) -> None:
    assert fold(nothing) == ()


def test_a_name_without_end_is_read_to_a_limit() -> None:
    tokens = fold("x" * 5_000_000) + fold("name " * 1_000)
    assert len(tokens) == 1 + MOST_WORDS
    assert max(len(token.text) for token in tokens) == MOST_LETTERS
