import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, Purpose
from simpul.core.cases.case import CaseEntry, ends_of, may_write_in, state_of_case, terms_of_payment, told_of
from simpul.core.cases.freezing import Word
from simpul.core.cases.parts import (
    MOST_ATTACHMENT_BYTES,
    Attachment,
    CaseAccount,
    CaseNote,
    CaseParty,
    CaseState,
    FlowEnd,
    MediaType,
    Turn,
    Withdrawal,
    check_content,
)
from simpul.core.errors import InputError
from simpul.core.handling import Tlp
from simpul.core.payment.keeping import payment_terms
from simpul.core.payment.party import Account, Agent, AgentRole, PartyRole, account_of
from simpul.core.units.record import RecordKind, belongs, kind_of, may_replace, replaced_by, thread_of
from tests.cases import AT, CASE, XA, XB, XC, a_head, a_request, a_word, an_end, an_entry, paid, request_id, terms
from tests.payments import IBAN_XB, a_party, a_payment


def test_an_entry_says_exactly_one_thing() -> None:
    note = an_entry(CaseNote(text="Seen twice."))
    assert note.part == CaseNote(text="Seen twice.")
    with pytest.raises(InputError):
        replace(note, note=None)
    with pytest.raises(InputError):
        replace(note, party=CaseParty(name="Tarik Amri"))


def test_a_record_with_the_terms_of_somebody_else_is_none() -> None:
    with pytest.raises(InputError):
        a_head(handling=terms(XB, XA))
    with pytest.raises(InputError):
        an_entry(CaseNote(text="x"), handling=terms(XB, XA))


def test_only_whom_a_case_names_writes_in_it() -> None:
    head = a_head()
    assert may_write_in(head, XA)
    assert may_write_in(head, XB)
    assert not may_write_in(head, XC)


def test_records_of_one_case_or_one_request_make_a_thread() -> None:
    assert thread_of(a_head(), "a" * 64) == thread_of(an_entry(CaseNote(text="x")), "b" * 64) == CASE
    assert thread_of(a_request(), request_id()) == request_id()
    assert thread_of(a_word(Word("accepted")), "d" * 64) == request_id()
    assert kind_of(a_request()) is RecordKind.FREEZE_REQUEST


def test_a_stranger_adds_nothing_to_a_thread_and_replaces_nothing() -> None:
    note = an_entry(CaseNote(text="x"))
    stranger = replace(note, originator=XC, handling=terms(XC, XA))
    assert belongs(note, a_head())
    assert not belongs(stranger, a_head())
    assert not belongs(replace(a_head(), originator=XC, handling=terms(XC, XA)), a_head())
    assert not belongs(note, a_request())
    assert belongs(a_word(Word("refused")), a_request())
    assert not belongs(a_word(Word("refused"), originator=XA, handling=terms(XA, XB)), a_request())
    assert may_replace(note, earlier=note)
    assert not may_replace(stranger, earlier=note)
    assert not may_replace(note, earlier=a_head())


def test_a_withdrawal_names_what_no_longer_stands() -> None:
    withdrawal = an_entry(Withdrawal(entry="e" * 64, reason="Another account."))
    assert replaced_by(withdrawal) == "e" * 64
    assert replaced_by(an_entry(CaseNote(text="x"), supersedes="f" * 64)) == "f" * 64
    assert replaced_by(a_head(supersedes="a" * 64)) == "a" * 64


def test_a_case_is_open_until_its_originator_closes_it() -> None:
    def turned(state: CaseState, minutes: int, **fields: object) -> CaseEntry:
        at = AT + timedelta(minutes=minutes)
        return an_entry(Turn(state=state, reason="because"), written_at=at, **fields)

    closed = turned(CaseState.CLOSED, 5)
    again = turned(CaseState.OPEN, 9)
    of_another = turned(CaseState.CLOSED, 20, originator=XB, handling=terms(XB, XA))
    assert state_of_case((), originator=XA) is CaseState.OPEN
    assert state_of_case((closed,), originator=XA) is CaseState.CLOSED
    assert state_of_case((again, closed, of_another), originator=XA) is CaseState.OPEN


def test_a_payment_of_ours_goes_where_its_case_goes_and_no_less_strictly_than_it_is_kept() -> None:
    case = terms(XA, XB)
    kept = replace(payment_terms(XA, on=date(2026, 3, 1)), level=Level.SECRET)
    found = terms_of_payment(case, kept, us=XA)
    assert found.releasable_to == (XB,)
    assert found.level is Level.SECRET
    assert found.retain_until == kept.retain_until
    assert found.originator == XA
    assert found.contributors == ()


def test_a_payment_held_for_what_another_state_told_goes_nowhere_that_it_did_not_name() -> None:
    case = terms(XA, XB, XC)
    told_us = replace(payment_terms(XA, on=date(2026, 3, 1)), contributors=(XC,), releasable_to=())
    assert terms_of_payment(case, told_us, us=XA).releasable_to == ()
    named = replace(told_us, releasable_to=(XB,))
    assert terms_of_payment(case, named, us=XA).releasable_to == (XB,)
    assert terms_of_payment(case, named, us=XA).contributors == (XC,)


@given(
    level=st.sampled_from(Level),
    tlp=st.sampled_from(Tlp),
    purposes=st.sets(st.sampled_from(ALL_PURPOSES)),
    contributors=st.sampled_from([(), (XC,)]),
)
def test_what_is_taken_from_a_payment_is_never_freer_than_its_case(
    level: Level, tlp: Tlp, purposes: set[Purpose], contributors: tuple[AuthorityId, ...]
) -> None:
    case = terms(XA, XB)
    kept = replace(
        payment_terms(XA, on=date(2026, 3, 1)),
        contributors=contributors,
        level=level,
        tlp=tlp,
        purposes=tuple(sorted(purposes)),
    )
    found = terms_of_payment(case, kept, us=XA)
    assert set(found.releasable_to) <= set(case.releasable_to)
    assert found.level >= max(case.level, level)
    assert set(found.purposes) <= set(case.purposes) & purposes
    assert found.contributors == contributors
    assert not contributors or found.releasable_to == ()


def test_a_payment_is_told_with_its_ends_and_its_day() -> None:
    payment = a_payment(created_at="2026-03-04T10:00:00", remittance=("for the harvest",))
    told = told_of(payment, payment_id="a" * 64, taken_on=date(2026, 3, 9))
    assert (told.payer.name, told.payee.name, told.paid_on) == ("Tarik Amri", "Harbour Society", "2026-03-04")
    assert (told.payer.bic, told.reference, told.text) == ("SIMPXAXA", "T-1", "for the harvest")
    dayless = told_of(a_payment(created_at="yesterday"), payment_id="a" * 64, taken_on=date(2026, 3, 9))
    assert dayless.paid_on == "2026-03-09"


def test_a_party_without_name_and_account_does_not_keep_a_payment_out_of_a_case() -> None:
    nobody = a_party(PartyRole.BENEFICIARY, "")
    told = told_of(a_payment(nobody), payment_id="a" * 64, taken_on=date(2026, 3, 9))
    assert told.payee.name == "-"
    behind = a_party(PartyRole.ULTIMATE_BENEFICIARY, "Sari Embun")
    assert told_of(a_payment(nobody, behind), payment_id="a" * 64, taken_on=AT.date()).payee.name == "Sari Embun"


def test_of_a_cover_payment_a_case_tells_the_customers_and_who_keeps_their_accounts() -> None:
    rina = a_party(PartyRole.UNDERLYING_ORIGINATOR, "", account=account_of(IBAN_XB))
    dewi = a_party(PartyRole.UNDERLYING_BENEFICIARY, "Dewi Anggun", account=account_of("77"))
    behind = a_party(PartyRole.UNDERLYING_ULTIMATE_ORIGINATOR, "Rina Wulan")
    bank = Agent(role=AgentRole.UNDERLYING_BENEFICIARY_AGENT, bic="SIMPXCXC")
    told = told_of(a_payment(rina, dewi, behind, agents=(bank,)), payment_id="a" * 64, taken_on=AT.date())
    assert (told.payer.name, told.payer.account, told.payer.bic) == ("Rina Wulan", IBAN_XB, "")
    assert (told.payee.name, told.payee.account, told.payee.bic) == ("Dewi Anggun", "77", "SIMPXCXC")


def test_what_only_fills_the_field_of_an_account_makes_nobody_the_same_end() -> None:
    filled = Account(other="NOTPROVIDED")
    told = told_of(
        a_payment(a_party(account=filled), a_party(PartyRole.BENEFICIARY, "Harbour Society", account=filled)),
        payment_id="a" * 64,
        taken_on=AT.date(),
    )
    assert told.payer.account == told.payee.account == ""
    assert told.payer.identity != told.payee.identity


def test_everybody_who_pays_or_is_paid_is_one_end() -> None:
    one, other = an_end(), an_end("Sari Embun", "XB45 SIMP")
    again = FlowEnd(name="S. Embun", account="xb45-simp")
    entries = [an_entry(paid(one, other)), an_entry(paid(one, again)), an_entry(CaseNote(text="x"))]
    assert ends_of(entries) == (one, other)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", MediaType.PDF),
        (b"\x89PNG\r\n\x1a\n...", MediaType.PNG),
        (b"\xff\xd8\xff\xe0", MediaType.JPEG),
        ("día".encode(), MediaType.TEXT),
        (b"a,b\n1,2\n", MediaType.TABLE),
        (b"PK\x03\x04...", MediaType.WORKBOOK),
    ],
)
def test_a_file_is_in_the_form_that_it_says(content: bytes, media_type: MediaType) -> None:
    check_content(content, media_type)
    for other in (b"", b"\x00\xff", b"x" * (MOST_ATTACHMENT_BYTES + 1)):
        with pytest.raises(InputError):
            check_content(other, media_type)


@pytest.mark.parametrize("name", ["", "  ", "a/b.pdf", 'a"b.pdf', "a\nb.pdf", "..\\x.pdf", "x" * 401])
def test_a_file_has_a_plain_name(name: str) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    with pytest.raises(InputError):
        Attachment(name=name, media_type=MediaType.TEXT, size=1, digest=digest)


def test_parts_that_say_nothing_are_refused() -> None:
    for broken in (
        lambda: CaseNote(text="  "),
        lambda: CaseParty(name=""),
        lambda: CaseParty(name="Tarik", birth_date="1990-02-30"),
        lambda: CaseParty(name="Tarik", numbers=("1",) * 21),
        lambda: CaseAccount(number=" "),
        FlowEnd,
        lambda: paid(an_end(), an_end(), 0),
        lambda: paid(an_end(), an_end(), on="2026-13-01"),
        lambda: Withdrawal(entry="e" * 64, reason=" "),
        lambda: Turn(state=CaseState.CLOSED, reason=""),
    ):
        with pytest.raises(InputError):
            broken()
