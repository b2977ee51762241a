from dataclasses import replace

import pytest

from simpul.core.cases.parts import CaseAccount, CaseNote, CaseParty
from simpul.core.cases.reporting import Filing, ReportForm, parts_of_report, report_of_case, title_of_report
from simpul.core.errors import InputError
from simpul.core.payment.fiu import FiuAccount, FiuEntity, FiuPerson
from simpul.core.payment.party import PartyKind
from tests.cases import a_head, an_end, an_entry, paid

DECIMALS = {"EUR": 2, "AED": 2}
FILING = Filing(
    form=ReportForm.TRANSACTIONS,
    rentity_id="3177",
    report_code="STR",
    entity_reference="XA/2026/1",
    submission_date="2026-03-14",
    currency="EUR",
    country="XA",
    transmode_code="EL",
    from_funds_code="F1",
    to_funds_code="T1",
    indicators=("I7",),
)
ACTIVITY = replace(FILING, form=ReportForm.ACTIVITY, report_code="SAR")
CARDLESS = an_end("Sari Embun", "", kind=PartyKind.PERSON, birth_date="1990-04-01", country="XA")
ENTRIES = (
    an_entry(paid(an_end(country="XA"), CARDLESS)),
    an_entry(CaseNote(text="All within one week.")),
    an_entry(CaseParty(name="Sari Embun Lestari", kind=PartyKind.PERSON, birth_date="1990-04-01")),
    an_entry(CaseAccount(number="XB45SIMP", holder="Harbour Society", bic="SIMPXBXB")),
)


def test_the_payments_of_a_case_are_the_transactions_of_a_report() -> None:
    report = report_of_case(a_head(), ENTRIES, FILING)
    (told,) = report.transactions
    assert (told.transactionnumber, told.amount_local, told.date_transaction) == ("E-1", "50.00", "2026-03-02T00:00:00")
    assert isinstance(told.origin.subject, FiuAccount)
    assert told.origin.subject.account_name == "Tarik Amri"
    assert isinstance(told.destination.subject, FiuPerson)
    assert (told.destination.subject.first_name, told.destination.subject.last_name) == ("Sari", "Embun")
    assert "All within one week." in report.reason
    assert report.indicators == ("I7",)
    assert not report.parties


def test_the_parties_and_accounts_of_a_case_are_the_parties_of_an_activity() -> None:
    report = report_of_case(a_head(), ENTRIES, ACTIVITY)
    assert not report.transactions
    person, account = (each.subject for each in report.parties)
    assert isinstance(person, FiuPerson)
    assert person.first_name == "Sari Embun"
    assert isinstance(account, FiuAccount)


def test_a_case_without_what_the_report_is_made_of_gives_none() -> None:
    for filing, lacks in ((FILING, "no payment"), (ACTIVITY, "no party and no account")):
        with pytest.raises(InputError, match=f"case: the case has {lacks}"):
            report_of_case(a_head(), ENTRIES[1:2], filing)


def test_an_amount_in_another_currency_needs_its_rate_and_the_place_is_told() -> None:
    entries = [ENTRIES[0], an_entry(paid(an_end(), CARDLESS, 1_001, currency="USD"))]
    with pytest.raises(InputError, match=r"payments\[1\]\.amount"):
        report_of_case(a_head(), entries, FILING)
    told = report_of_case(a_head(), entries, replace(FILING, rates={"USD": "0.905"})).transactions[1]
    assert (told.amount_local, told.comments) == ("9.06", "10.01 USD at 0.905")
    for wrong in ("", "a", "-1", "0", "NaN", "Infinity"):
        with pytest.raises(InputError, match=r"rates\.USD"):
            report_of_case(a_head(), entries, replace(FILING, rates={"USD": wrong}))


def test_a_report_read_back_is_the_case_that_it_was_written_from() -> None:
    payment, *rest = parts_of_report(report_of_case(a_head(), ENTRIES, FILING), decimals=DECIMALS)
    assert payment == ENTRIES[0].part
    assert all(isinstance(each, CaseNote) for each in rest)
    told = parts_of_report(report_of_case(a_head(), ENTRIES, ACTIVITY), decimals=DECIMALS)
    assert told[:2] == (
        replace(ENTRIES[2].part, country="XA") if isinstance(ENTRIES[2].part, CaseParty) else None,
        replace(ENTRIES[3].part, country="XB") if isinstance(ENTRIES[3].part, CaseAccount) else None,
    )


def test_what_a_report_says_beside_becomes_notes() -> None:
    report = replace(report_of_case(a_head(), ENTRIES, FILING), action="Account watched", beside=("branch: 7",))
    note = parts_of_report(report, decimals=DECIMALS)[-1]
    assert isinstance(note, CaseNote)
    assert all(text in note.text for text in ("Account watched", "branch: 7", "I7", "Forty small payments"))


def test_an_organisation_without_account_is_an_entity() -> None:
    entries = [an_entry(paid(an_end("Harbour Society", "", kind=PartyKind.ORGANISATION), an_end()))]
    (told,) = report_of_case(a_head(), entries, FILING).transactions
    assert told.origin.subject == FiuEntity(name="Harbour Society")


def test_a_report_that_cannot_be_a_case_is_refused_with_the_place() -> None:
    report = report_of_case(a_head(), ENTRIES, FILING)
    broken = replace(report, transactions=(replace(report.transactions[0], amount_local="12.345"),))
    with pytest.raises(InputError, match=r"transaction 1\.amount_local"):
        parts_of_report(broken, decimals=DECIMALS)
    assert title_of_report(report) == "STR XA/2026/1"


def test_where_money_went_is_said_by_the_institution_and_never_taken_for_the_country_of_who_files() -> None:
    paid_abroad = an_entry(paid(an_end(country="XC", bic="SIMPXAXA"), an_end("Sari", "XB45SIMP0000067890", country="")))
    (told,) = report_of_case(a_head(), [paid_abroad], replace(FILING, country="XZ")).transactions
    assert (told.origin.country, told.destination.country) == ("XA", "XB")
    parties = report_of_case(a_head(), ENTRIES, replace(ACTIVITY, country="XZ")).parties
    assert [each.country for each in parties] == ["XZ", "XB"]
