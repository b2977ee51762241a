"""Scripts: a name is of the script of most of its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.scripts import Script, script_of


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Bahrul Santosa", Script.LATIN),
        ("Đặng Văn Ẩn", Script.LATIN),
        ("باهرول سانتوسا", Script.ARABIC),
        ("Бахрул Сантоса", Script.CYRILLIC),
        ("王小明", Script.HAN),
        ("김민준", Script.HANGUL),
        ("やまだ タロ", Script.HIRAGANA),
        ("अमित", Script.DEVANAGARI),
        ("สมชาย", Script.THAI),
        ("Bahrul با", Script.LATIN),
        ("O. Рина Корсо", Script.CYRILLIC),
        ("さゆり 高橋充", Script.HIRAGANA),
        ("高橋充 さゆり", Script.HAN),
        ("11420", Script.NONE),
        ("", Script.NONE),
        ("ᚠᚢᚦ", Script.OTHER),
    ],
)
def test_a_name_is_of_the_script_of_most_of_its_letters(name: str, script: Script) -> None:
    assert script_of(name) is script


@given(st.text())
def test_every_text_has_a_script(text: str) -> None:
    assert script_of(text) in Script
