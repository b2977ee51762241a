"""What is written is read back as it was said, and the answer tells no more than it may."""

from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.original import StatusReport, TransactionStatus
from simpul.core.payment.payment import References
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.writing import TRANSFERS, Answer, write_status_report, write_transfers
from tests.isomessages import pacs008
from tests.payments import AT


@pytest.mark.parametrize("name", TRANSFERS)
def test_a_payment_that_is_written_is_read_back(name: str) -> None:
    (payment,) = read_iso20022(pacs008()).payments
    raw = write_transfers([payment], name=name, message_id="M-1", at=AT)
    (found,) = read_iso20022(raw).payments
    assert found == replace(payment, message=name)


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        (PaymentState.RELEASED, TransactionStatus.ACCEPTED_SETTLEMENT_IN_PROCESS, ""),
        (PaymentState.HELD, TransactionStatus.PENDING, ""),
        (PaymentState.FROZEN, TransactionStatus.PENDING, ""),
        (PaymentState.REJECTED, TransactionStatus.REJECTED, "RR04"),
    ],
)
def test_the_answer_says_what_the_state_means_to_who_sent_the_payment(
    state: PaymentState, status: TransactionStatus, code: str
) -> None:
    answer = Answer(references=References(end_to_end="E-1", transaction="T-1"), state=state)
    raw = write_status_report([answer], message_id="A-1", original_id="M-1", original_name="pacs.008.001.08", at=AT)
    (value,) = (each.value for each in read_iso20022(raw).transactions)
    assert isinstance(value, StatusReport)
    assert (value.status, value.original.message_id) == (status, "M-1")
    assert [each.code for each in value.reasons] == ([code] if code else [])


def test_held_and_frozen_are_answered_alike() -> None:
    said = [
        write_status_report(
            [Answer(references=References(end_to_end="E-1"), state=state)],
            message_id="A-1",
            original_id="M-1",
            original_name="pacs.008.001.08",
            at=AT,
        )
        for state in (PaymentState.HELD, PaymentState.FROZEN)
    ]
    assert said[0] == said[1]


def test_nothing_is_not_answered_and_another_version_is_not_written() -> None:
    with pytest.raises(InputError):
        write_status_report([], message_id="A", original_id="M", original_name="x", at=AT)
    with pytest.raises(InputError):
        write_transfers([], name="pacs.008.001.08", message_id="M-1", at=AT)
    with pytest.raises(InputError, match="1 to 35"):
        write_status_report(
            [Answer(references=References(), state=PaymentState.HELD)],
            message_id="x" * 36,
            original_id="M",
            original_name="x",
            at=AT,
        )
