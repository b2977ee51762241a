"""Codes of payment messages in words: those that are known, in both languages, and no other."""

import pytest

from simpul.web.language import language
from simpul.web.words.payment_codes import CODES, payment_code_in


@pytest.mark.parametrize("code", CODES)
def test_every_known_code_is_said_in_both_languages(code: str) -> None:
    english, indonesian = (payment_code_in(language(each), code) for each in ("en", "id"))
    assert english
    assert indonesian not in ("", english)


def test_an_unknown_code_is_said_in_no_words() -> None:
    assert payment_code_in(language("en"), "ZZZZ") == ""
