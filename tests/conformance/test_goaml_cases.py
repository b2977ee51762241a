"""A case as a report of goAML: valid by the unit's repaired schema, refused with its place, and read back as a case."""

from dataclasses import replace

import pytest

from simpul.app.late_goaml import LateGoaml
from simpul.core.cases.parts import CaseAccount, CaseNote, CaseParty, CasePayment
from simpul.core.cases.reporting import Filing, ReportForm, parts_of_report
from simpul.core.errors import InputError
from simpul.core.payment.party import PartyKind
from simpul.formats.currencies import currency_decimals
from tests.cases import a_head, an_end, an_entry, paid
from tests.public_data import public_file

PAYER = an_end(country="AE", bic="SIMPAEAX", institution="Bank of XA")
PAYEE = an_end("Sari Embun", "", kind=PartyKind.PERSON, birth_date="1990-04-01", country="AE")
ENTRIES = (
    an_entry(paid(PAYER, PAYEE, currency="AED")),
    an_entry(CaseNote(text="All within one week.")),
    an_entry(CaseParty(name="Sari Embun", kind=PartyKind.PERSON, birth_date="1990-04-01")),
    an_entry(CaseAccount(number="AE070331234567890123456", holder="Harbour Society", bic="SIMPAEAX")),
)
FILING = Filing(
    form=ReportForm.TRANSACTIONS,
    rentity_id="3177",
    report_code="STR",
    entity_reference="XA-2026-1",
    submission_date="2026-03-14",
    currency="AED",
    country="AE",
    location="Harbour branch",
    transmode_code="ELCFT",
    from_funds_code="CASH",
    to_funds_code="CASH",
    person_first="Ayu",
    person_last="Surya",
    indicators=("STRUC",),
)
ACTIVITY = replace(FILING, form=ReportForm.ACTIVITY, report_code="SAR")


def schema() -> bytes:
    return public_file("payments", "goaml", "goAMLSchema.xsd").read_bytes()


@pytest.mark.parametrize("filing", [FILING, ACTIVITY], ids=["transactions", "activity"])
def test_a_case_is_written_valid_by_the_schema_and_read_back(filing: Filing) -> None:
    raw, valid_by = LateGoaml().written(a_head(), ENTRIES, filing, schema=schema())
    assert "patterns repaired" in valid_by
    parts = parts_of_report(LateGoaml().read(raw, schema=schema()), decimals=currency_decimals())
    if filing is FILING:
        assert isinstance(parts[0], CasePayment)
        assert (parts[0].amount, parts[0].payer.account) == (ENTRIES[0].part.amount, PAYER.account)  # type: ignore[union-attr]  # the first entry is a payment
    else:
        assert [type(each) for each in parts[:2]] == [CaseParty, CaseAccount]


@pytest.mark.parametrize(
    "wrong", [{"report_code": "NONE"}, {"rentity_id": "x"}, {"transmode_code": "ELEC"}, {"submission_date": "soon"}]
)
def test_what_the_schema_does_not_take_is_refused_with_its_line(wrong: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"^line \d+: not valid by the goAML schema"):
        LateGoaml().written(a_head(), ENTRIES, replace(FILING, **wrong), schema=schema())  # type: ignore[arg-type]  # names of its own fields


def test_a_damaged_report_is_refused_with_its_line() -> None:
    raw, _ = LateGoaml().written(a_head(), ENTRIES, FILING, schema=schema())
    for damaged in (raw.replace(b"<amount_local>50.00", b"<amount_local>fifty"), raw[:-40], b"<html/>"):
        with pytest.raises(InputError, match="line"):
            LateGoaml().read(damaged, schema=schema())
