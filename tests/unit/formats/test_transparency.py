"""What the norm requires and what exemptions grant is data, and each row says where it is from."""

import csv
from datetime import date
from io import StringIO

import pytest

from simpul.core.payment.completeness import Band, Item, Reach, Side, completeness
from simpul.core.payment.party import Birth, PartyKind, PartyRole, PostalAddress, account_of
from simpul.formats.currencies import currency_decimals
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.reference import reference_bytes
from simpul.formats.transparency import humanitarian_exemptions, transparency_rule
from tests.isomessages import pacs009
from tests.payments import IBAN_XA, IBAN_XB, a_party, a_payment, euros

TABLES = (
    "currencies.csv",
    "payment-transparency.csv",
    "payment-thresholds.csv",
    "humanitarian-exemptions.csv",
)
PORT = PostalAddress(street="Quay 1", town="Port", country="XB")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_source_and_day(table: str) -> None:
    rows = list(csv.DictReader(StringIO(reference_bytes(table).decode())))
    assert rows
    assert all(row["source"] and date.fromisoformat(row["as_of"]) for row in rows)
    assert len({row.get("id") or row.get("code") or row["currency"] for row in rows}) == len(rows)


def test_the_edition_names_the_revision_and_the_day_of_the_rows() -> None:
    assert str(transparency_rule().edition) == "fatf-r16@2025-06+2026-11-22"
    assert {each.currency: each.figure for each in transparency_rule().thresholds} == {
        "USD": "1000.00",
        "EUR": "1000.00",
    }


def test_currencies_have_the_decimals_of_iso_4217() -> None:
    known = currency_decimals()
    assert {code: known[code] for code in ("EUR", "JPY", "KWD", "CLF", "IDR")} == {
        "EUR": 2,
        "JPY": 0,
        "KWD": 3,
        "CLF": 4,
        "IDR": 2,
    }
    assert all(len(code) == 3 and code.isupper() and 0 <= decimals <= 4 for code, decimals in known.items())


def test_a_payment_with_everything_is_complete_and_one_with_names_only_is_not() -> None:
    whole = a_payment(
        a_party(kind=PartyKind.PERSON, birth=Birth(date="1971-03-14"), address=PORT, account=account_of(IBAN_XA)),
        a_party(PartyRole.BENEFICIARY, "Harbour Society", address=PORT, account=account_of(IBAN_XB)),
    )
    assert completeness(whole, transparency_rule()).is_complete
    lacking = completeness(a_payment(), transparency_rule()).lacking
    assert [(each.side, each.item) for each in lacking] == [
        (Side.ORIGINATOR, Item.ADDRESS),
        (Side.ORIGINATOR, Item.BIRTH_DATE),
        (Side.BENEFICIARY, Item.COUNTRY_AND_TOWN),
    ]


def test_institutions_that_pay_each_other_are_named_by_their_codes() -> None:
    (payment,) = read_iso20022(pacs009().replace(b"UndrlygCstmrCdtTrf", b"UndrlygAllcn")).payments
    assert payment.originator.kind is PartyKind.INSTITUTION
    assert completeness(payment, transparency_rule()).items == ()


def test_of_a_cover_payment_the_customers_behind_it_are_judged() -> None:
    cover = pacs009().replace(b'"USD">99.00', b'"USD">9900.00')
    result = completeness(read_iso20022(cover).payments[0], transparency_rule())
    assert (result.reach, result.is_complete) == (Reach.CROSS_BORDER, True)
    nameless = cover.replace(b"<Nm>Tarik Amri</Nm>", b"")
    lacking = completeness(read_iso20022(nameless).payments[0], transparency_rule()).lacking
    assert [(each.side, each.item) for each in lacking] == [(Side.ORIGINATOR, Item.NAME)]


def test_up_to_the_threshold_names_and_accounts_are_enough() -> None:
    result = completeness(a_payment(amount=euros("1000.00")), transparency_rule())
    assert (result.band, result.is_complete) == (Band.EVERY, True)


def test_resolution_2664_reaches_the_regimes_of_the_security_council_and_no_other_list() -> None:
    day = date(2026, 11, 22)
    reached = [each.id for each in humanitarian_exemptions() if each.reaches(list_id="un", programme="Taliban", on=day)]
    assert reached == ["un-2664"]
    assert not any(each.reaches(list_id="ofac", programme="SDGT", on=day) for each in humanitarian_exemptions())
    before = date(2022, 12, 8)
    assert not any(each.reaches(list_id="un", programme="Taliban", on=before) for each in humanitarian_exemptions())
