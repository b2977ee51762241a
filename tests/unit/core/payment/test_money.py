"""Amounts are exact, and codes prove themselves."""

from decimal import Decimal

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.codes import country_of_bic, country_of_iban, is_bic, is_iban, is_lei, is_uetr
from simpul.core.payment.money import Money, money
from tests.payments import IBAN_XA, euros

DECIMALS = {"EUR": 2, "JPY": 0, "KWD": 3}


@pytest.mark.parametrize(
    ("figure", "currency", "minor"),
    [
        ("1250.5", "EUR", 125_050),
        ("1250.50000", "EUR", 125_050),
        ("0.01", "EUR", 1),
        (".5", "EUR", 50),
        ("7.", "EUR", 700),
        ("-3.20", "EUR", -320),
        ("1250", "JPY", 1250),
        ("1.005", "KWD", 1005),
        ("999999999999999.99", "EUR", 99_999_999_999_999_999),
    ],
)
def test_an_amount_is_read_exactly(figure: str, currency: str, minor: int) -> None:
    assert money(figure, currency, decimals=DECIMALS, place="here").minor == minor


@pytest.mark.parametrize(
    ("figure", "currency"),
    [
        ("1.005", "EUR"),
        ("1.5", "JPY"),
        ("1,250.00", "EUR"),
        ("1e3", "EUR"),
        ("", "EUR"),
        (".", "EUR"),
        ("-", "EUR"),
        ("٣", "EUR"),
        ("NaN", "EUR"),
        ("1" * 19, "EUR"),
        ("1.00", "eur"),
        ("1.00", "ZZZ"),
    ],
)
def test_what_is_no_amount_of_its_currency_is_refused_with_its_place(figure: str, currency: str) -> None:
    with pytest.raises(InputError, match=r"^here: "):
        money(figure, currency, decimals=DECIMALS, place="here")


def test_an_amount_is_written_as_a_message_writes_it() -> None:
    assert str(euros("1250.05")) == "1250.05 EUR"
    assert euros("1250.05").amount == Decimal("1250.05")
    assert Money(currency="JPY", minor=7, decimals=0).figure == "7"
    assert Money(currency="EUR", minor=-5, decimals=2).figure == "-0.05"


def test_amounts_of_two_currencies_are_not_compared() -> None:
    with pytest.raises(InputError, match="amounts in JPY and in EUR are not compared"):
        Money(currency="JPY", minor=7, decimals=0).is_above(euros())


def test_codes_prove_themselves() -> None:
    assert is_iban(IBAN_XA)
    assert not is_iban(IBAN_XA[:-1] + "6")
    assert not is_iban(IBAN_XA.lower())
    assert is_lei("SIMP00HARBOURSOC0140")
    assert not is_lei("SIMP00HARBOURSOC0141")
    assert is_bic("SIMPXAXA")
    assert is_bic("SIMPXAXA123")
    assert not is_bic("SIMPXAXA12")
    assert is_uetr("7f9c2a10-0b1c-4d2e-8f3a-001122334455")
    assert not is_uetr("7f9c2a10-0b1c-1d2e-8f3a-001122334455")
    assert (country_of_bic("SIMPXAXA"), country_of_iban(IBAN_XA)) == ("XA", "XA")


def test_no_two_neighbouring_digits_of_an_iban_can_change_places() -> None:
    for at in range(8, len(IBAN_XA) - 1):
        swapped = IBAN_XA[:at] + IBAN_XA[at + 1] + IBAN_XA[at] + IBAN_XA[at + 2 :]
        assert swapped == IBAN_XA or not is_iban(swapped)
