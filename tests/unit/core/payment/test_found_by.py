"""What a payment is found by: names, references, accounts and amounts, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.payment.found_by import AMOUNT, amounts_asked, found_by
from simpul.core.payment.money import Money
from simpul.core.payment.party import Account, PartyRole
from tests.payments import IBAN_XA, IBAN_XB, a_party, a_payment, euros


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1250", {"#1250 "}),
        ("1250.00", {"#1250 "}),
        ("1.250,00", {"#1250 "}),
        ("1,250.00 eur", {"#1250 EUR"}),
        ("EUR 1250,5", {"#1250.5 EUR"}),
        ("1.250", {"#1250 ", "#1.25 "}),
        ("1 250", {"#1250 "}),
        ("125.500 KWD", {"#125500 KWD", "#125.5 KWD"}),
        ("0", {"#0 "}),
    ],
)
def test_an_amount_is_read_with_either_mark_for_decimals(typed: str, meant: set[str]) -> None:
    assert set(amounts_asked(typed)) == meant


@pytest.mark.parametrize("typed", ["", "EUR", "Amri", "1.2.3", "12,34,5", "EUR 5 USD", "-5", "1250x", "٣٤"])
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert amounts_asked(typed) == ()


@given(minor=st.integers(min_value=1, max_value=10**15), decimals=st.sampled_from([0, 2, 3]))
def test_every_amount_is_found_as_it_is_written(minor: int, decimals: int) -> None:
    amount = Money(currency="EUR", minor=minor, decimals=decimals)
    (kept,) = found_by(a_payment(amount=amount)).amounts
    for typed in (str(amount), amount.figure, amount.figure.replace(".", ",")):
        assert any(kept.startswith(each) for each in amounts_asked(typed)), typed


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_is_no_amount(typed: str) -> None:
    assert all(each.startswith(AMOUNT) for each in amounts_asked(typed))


def test_a_payment_is_found_by_everybody_in_it_its_references_accounts_and_both_amounts() -> None:
    rina = a_party(PartyRole.UNDERLYING_ORIGINATOR, "Rina Wulan")
    found = found_by(a_payment(rina, instructed=euros("1300.00")))
    assert set(found.names) == {"Tarik Amri", "Harbour Society", "Rina Wulan"}
    assert set(found.numbers) == {"T-1", "E-1", "M-1", IBAN_XA, IBAN_XB}
    assert found.amounts == ("#1250 EUR", "#1300 EUR")


def test_what_only_fills_a_field_finds_nothing() -> None:
    filled = Account(other="NOTPROVIDED")
    found = found_by(a_payment(a_party(name="NOTPROVIDED", account=filled), message_id="NONREF"))
    assert "NOTPROVIDED" not in (*found.names, *found.numbers)
    assert "NONREF" not in found.numbers
