"""What is said of payments afterwards is a value of its own that names the payment."""

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.message import Transaction
from simpul.core.payment.original import (
    AccountEntry,
    CancellationAnswer,
    CancellationRequest,
    EntryDirection,
    EntryEffect,
    EntryStatus,
    PaymentReturn,
    StatusReport,
    TransactionStatus,
)
from simpul.formats.iso20022.reading import read_iso20022
from tests.isomessages import UETR, camt029, camt054, camt056, pacs002, pacs004


def values(raw: bytes) -> list[Transaction]:
    """What the transactions of a message say, none of them rejected and none with a part unread."""
    found = read_iso20022(raw)
    assert (found.rejected, found.remarks) == ((), ())
    assert all(each.value.unread == () for each in found.transactions)
    return [each.value for each in found.transactions]


def test_a_return_names_the_payment_the_amount_and_the_reason() -> None:
    (value,) = values(pacs004())
    assert isinstance(value, PaymentReturn)
    assert (str(value.amount), value.return_id, value.settled_on) == ("1200.00 EUR", "R-1", "2026-03-16")
    assert (value.original.message_id, value.original.references.uetr) == ("M-0", UETR)
    assert str(value.original.amount) == "1250.00 EUR"
    (reason,) = value.reasons
    assert (reason.code, reason.words, reason.by) == ("AC04", ("closed",), "Bank of Bay")
    assert [each.name for each in value.parties] == ["Tarik Amri", "Harbour Society"]


def test_a_return_is_a_payment_of_who_was_paid_to_who_paid() -> None:
    (found,) = read_iso20022(pacs004()).payments
    assert (found.message, found.message_id, found.references.best) == ("pacs.004.001.09", "M-1", "R-1")
    assert (found.originator.name, found.beneficiary.name) == ("Harbour Society", "Tarik Amri")
    assert (str(found.amount), found.settled_on) == ("1200.00 EUR", "2026-03-16")
    assert found.beneficiary.birth is not None


def test_who_returns_it_to_whom_is_read_where_the_message_says_so() -> None:
    chain = "<Dbtr><Pty><Nm>Bay Trading</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Nadia Bay</Nm></Pty></Cdtr>"
    (found,) = read_iso20022(pacs004(chain=chain)).payments
    assert (found.originator.name, found.beneficiary.name) == ("Bay Trading", "Nadia Bay")
    assert {"Tarik Amri", "Harbour Society"} <= set(found.beside)


def test_reports_and_entries_are_counted_beside_the_payments() -> None:
    assert [read_iso20022(each).others for each in (pacs004(), pacs002(), camt054())] == [0, 1, 2]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (pacs002(), [(TransactionStatus.REJECTED, "E-1")]),
        (pacs002(group="ACTC", transaction=""), [(TransactionStatus.ACCEPTED_TECHNICALLY, "")]),
        (
            pacs002(group="PART", transaction="ACSC"),
            [(TransactionStatus.PARTIALLY_ACCEPTED, ""), (TransactionStatus.ACCEPTED_SETTLEMENT_COMPLETED, "E-1")],
        ),
        (pacs002(transaction="NEWX"), [(TransactionStatus.OTHER, "E-1")]),
    ],
)
def test_a_report_is_on_a_message_on_a_payment_or_on_both(
    raw: bytes, said: list[tuple[TransactionStatus, str]]
) -> None:
    found = [each for each in values(raw) if isinstance(each, StatusReport)]
    assert [(each.status, each.original.references.end_to_end) for each in found] == said
    assert {each.original.message_id for each in found} == {"M-0"}


def test_a_group_that_cannot_be_read_refuses_the_report() -> None:
    twice = b"<OrgnlMsgId>M-0</OrgnlMsgId><OrgnlMsgId>M-1</OrgnlMsgId>"
    with pytest.raises(InputError, match="<OrgnlMsgId> stands twice") as refused:
        read_iso20022(pacs002().replace(b"<OrgnlMsgId>M-0</OrgnlMsgId>", twice))
    assert refused.value.place == "line 1"


def test_a_wish_to_cancel_and_its_answer_name_the_case_and_the_payment() -> None:
    (wish,) = values(camt056())
    assert isinstance(wish, CancellationRequest)
    assert (wish.request_id, wish.case, wish.reasons[0].code) == ("X-1", "C-1", "FRAD")
    assert (wish.original.settled_on, wish.original.references.transaction) == ("2026-03-14", "T-1")
    (answer,) = values(camt029())
    assert isinstance(answer, CancellationAnswer)
    assert (answer.said, answer.case, answer.reasons[0].code) == ("RJCR", "C-1", "CUST")


def test_an_answer_without_details_is_for_the_whole_case() -> None:
    (answer,) = values(camt029(details=False))
    assert isinstance(answer, CancellationAnswer)
    assert (answer.said, answer.case, answer.original.references.best) == ("RJCR", "C-1", "")


def test_each_transaction_of_an_entry_is_a_movement_of_its_own() -> None:
    first, second = values(camt054())
    assert isinstance(first, AccountEntry)
    assert isinstance(second, AccountEntry)
    assert (str(first.amount), str(second.amount)) == ("10.50 EUR", "20.50 EUR")
    assert (first.direction, first.status, first.booked_on) == (EntryDirection.CREDIT, EntryStatus.BOOKED, "2026-03-14")
    assert (first.account, first.code, first.statement) == ("XB45SIMP0000067890", "PMNT/RCDT/AUTT", "A-1")
    assert [each.name for each in first.parties] == ["Tarik Amri"]
    assert first.remittance == ("gift",)


def test_an_entry_without_details_is_one_movement_and_may_take_one_back() -> None:
    entry = (
        "<Ntry><Amt Ccy='EUR'>5</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>PDNG</Cd></Sts></Ntry>"
    )
    (value,) = values(camt054(entries=entry))
    assert isinstance(value, AccountEntry)
    assert (value.direction, value.effect) == (EntryDirection.DEBIT, EntryEffect.REVERSAL)


def test_an_entry_that_is_neither_credit_nor_debit_is_rejected() -> None:
    entry = "<Ntry><Amt Ccy='EUR'>5</Amt><CdtDbtInd>BOTH</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>"
    (refused,) = read_iso20022(camt054(entries=entry)).rejected
    assert "neither CRDT nor DBIT" in refused.reason
