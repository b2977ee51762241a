"""Words have their forms: in their own script, and in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.engines.words import MOST_CHARACTERS, words_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Bahrul Santosa", (("bahrul",), ("santosa",))),
        ("Юсуф", (("юсуф", "yusuf"),)),
        ("محمد", (("محمد", "mhmd"),)),
        ("Ömer ŞAHİN", (("omer",), ("sahin",))),
        ("Straße", (("strasse",),)),
        ("O'Neill al-Ḥasan", (("oneill",), ("al",), ("hasan",))),
        ("ﷺ ①", (("صلى", "sla"), ("الله", "llh"), ("عليه", "lyh"), ("وسلم", "wslm"), ("1",))),
        ("QDi.001", (("qdi",), ("001",))),
        (" \t!?_%", ()),
        ("", ()),
    ],
)
def test_each_word_has_its_own_form_and_last_its_latin_one(text: str, forms: tuple[tuple[str, ...], ...]) -> None:
    assert words_of(text) == forms


@given(st.text())
def test_forms_are_folded_and_found_again_by_themselves(text: str) -> None:
    for forms in words_of(text):
        assert 1 <= len(forms) <= 2
        for form in forms:
            assert form
            assert not set(form) & set(" %_'")
        assert words_of(forms[0])[0] == forms


@given(st.text(max_size=20))
def test_upper_and_lower_case_are_the_same_word(text: str) -> None:
    assert words_of(text.casefold()) == words_of(text)


def test_a_text_beyond_all_measure_is_read_to_its_bound() -> None:
    assert len(words_of("a " * MOST_CHARACTERS)) == MOST_CHARACTERS // 2
