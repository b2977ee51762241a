"""A payment has an amount, an originator and a beneficiary, and an id made of all that it says."""

from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.message import PaymentMessage
from simpul.core.payment.original import OriginalPayment, PaymentReturn
from simpul.core.payment.party import (
    Account,
    Birth,
    Identifier,
    IdentifierKind,
    Party,
    PartyRole,
    PostalAddress,
    account_of,
)
from simpul.core.payment.payment import MessageForm, References, payment_id
from tests.payments import IBAN_XA, a_party, a_payment, euros


def test_who_pays_and_who_is_paid_are_found_by_their_parts() -> None:
    payment = a_payment()
    assert payment.originator.name == "Tarik Amri"
    assert payment.beneficiary.name == "Harbour Society"
    assert payment.party(PartyRole.ULTIMATE_ORIGINATOR) is None


def test_the_id_depends_on_all_that_a_payment_says() -> None:
    payment = a_payment()
    others = [
        replace(payment, number=2),
        replace(payment, amount=euros("1250.01")),
        replace(payment, remittance=("rent",)),
        a_payment(a_party(PartyRole.ULTIMATE_ORIGINATOR, "Omar Saleh")),
    ]
    assert payment_id(payment) == payment_id(a_payment())
    assert len({payment_id(each) for each in (payment, *others)}) == 5


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"amount": euros("0.00")}, "above nought"),
        ({"number": 0}, "counted from 1"),
        ({"settled_on": "2026-02-30"}, "not a day"),
        ({"remittance": ("x",) * 1001}, "more than 1000 lines"),
        ({"purpose": "x" * 401}, "longer than 400"),
        ({"purpose": "a\x00b"}, r"U\+0000"),
        ({"parties": (a_party(),)}, "a payment has a beneficiary"),
        ({"parties": (a_party(), a_party(), a_party(PartyRole.BENEFICIARY))}, "same part"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        a_payment(**fields)  # type: ignore[arg-type]  # wrong on purpose


def test_several_invoices_have_an_invoicer_each() -> None:
    parties = (*a_payment().parties, a_party(PartyRole.INVOICER, "One"), a_party(PartyRole.INVOICER, "Two"))
    assert len(a_payment(parties=parties).parties) == 4


def test_a_party_says_what_screening_compares() -> None:
    party = Party(
        role=PartyRole.ORIGINATOR,
        name="Tarik Amri",
        birth=Birth(date="1971-03-14", city="Port", country="XA"),
        identifiers=(Identifier(kind=IdentifierKind.PERSON, value="P0458", scheme="CCPT"),),
        account=account_of(IBAN_XA, name="T. Amri"),
        address=PostalAddress(street="Quay", building="1", town="Port", country="XA"),
    )
    assert party.values() == {
        "name": ("Tarik Amri",),
        "alias": ("T. Amri",),
        "birthDate": ("1971-03-14",),
        "birthPlace": ("Port",),
        "country": ("XA",),
        "idNumber": ("P0458",),
        "accountNumber": (IBAN_XA,),
        "address": ("1, Quay, Port, XA",),
    }


def test_a_number_that_proves_itself_is_an_iban_and_another_is_not() -> None:
    assert account_of("XA46 SIMP 0000 0123 45") == Account(iban=IBAN_XA)
    assert account_of("XA47 SIMP 0000 0123 45").other


def test_the_best_reference_is_the_surest() -> None:
    assert References(uetr="u", end_to_end="e").best == "u"
    assert References(instruction="i").best == "i"


def test_a_return_of_nothing_and_a_message_of_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="above nought"):
        PaymentReturn(number=1, return_id="R-1", original=OriginalPayment(), amount=euros("0.00"), payment=a_payment())
    with pytest.raises(InputError, match="without a transaction"):
        PaymentMessage(form=MessageForm.MT, name="MT103", id="1")
