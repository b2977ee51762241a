"""Settling receipts against a real log of the link: what agrees moves the cursor, what does not is recorded."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simpul.core.audit import Act, Outcome
from simpul.core.errors import TamperedError
from simpul.core.exchange import Receipt, SignedReceipt
from simpul.peers.receipts import Proven
from tests.integration.peers.live import LiveNode, live

OTHER = "0" * 64


class Sent:
    def __init__(self, xa: LiveNode, xb: LiveNode, receipts: tuple[SignedReceipt, ...]) -> None:
        self.xa, self.xb, self.receipts = xa, xb, receipts

    def settle(self, *receipts: SignedReceipt) -> None:
        proven = [Proven(receipt=each, signed=b"%d" % each.number) for each in receipts]
        self.xa.node.delivering.settle(self.xb.id, proven)

    @property
    def settled(self) -> int:
        return self.xa.link(self.xb).settled

    def acts(self) -> list[tuple[Outcome, str, tuple[str, ...]]]:
        page = self.xa.node.auditing.entries(self.xa.place.sight("auditor"), text=Act.ENVELOPE_SETTLE, limit=50)
        return [(item.entry.outcome, item.entry.detail, item.entry.grounds) for item in page.items]


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    """XA sent three envelopes to XB, and XB took them in."""
    with live(tmp_path, "XA", "XB") as (xa, xb):
        for index in range(3):
            xa.releases(f"report {index}", "XB")
        frames = [item.frame for item in xa.node.store.links.outgoing(xb.id, after=0, limit=10)]
        yield Sent(xa, xb, xb.node.receiving.accept(xa.id, frames).receipts)


def test_receipts_that_agree_with_our_log_move_the_cursor(sent: Sent) -> None:
    sent.settle(*sent.receipts)
    assert sent.settled == 3
    assert sent.acts() == [(Outcome.DONE, "1 to 3", ())]
    assert sent.xa.link(sent.xb).last_contact is not None


def test_no_receipts_are_no_act(sent: Sent) -> None:
    sent.settle()
    assert (sent.settled, sent.acts()) == (0, [])


def test_a_receipt_that_came_before_changes_nothing(sent: Sent) -> None:
    sent.settle(*sent.receipts)
    sent.settle(sent.receipts[0])
    assert sent.settled == 3


def test_receipts_settle_in_whatever_order_they_come(sent: Sent) -> None:
    first, second, third = sent.receipts
    sent.settle(third)
    assert sent.settled == 0
    sent.settle(second, first)
    assert sent.settled == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"log_root": OTHER}, "is not the one that we keep"),
        ({"log_size": 2}, "is not the one that we keep"),
        ({"log_size": 9}, "what we did not send"),
        ({"envelope": OTHER}, "what we did not send"),
        ({"number": 2}, "what we did not send"),
    ],
)
def test_a_receipt_that_contradicts_our_log_settles_nothing_and_is_told(
    sent: Sent, changes: dict[str, object], said: str
) -> None:
    lying = replace(sent.receipts[2], **changes)  # type: ignore[arg-type]  # the names of its own fields
    with pytest.raises(TamperedError, match=said):
        sent.settle(lying)
    assert sent.settled == 0
    assert [(outcome, grounds) for outcome, _, grounds in sent.acts()] == [
        (Outcome.REFUSED, ("envelope.log-diverged",))
    ]
    assert said in sent.xa.link(sent.xb).last_error


def test_what_came_before_a_contradiction_is_kept(sent: Sent) -> None:
    first, second, third = sent.receipts
    with pytest.raises(TamperedError):
        sent.settle(first, replace(second, log_root=OTHER), third)
    assert sent.settled == 1
    sent.settle(second, third)
    assert sent.settled == 3
    assert sent.xa.link(sent.xb).last_error == ""


def test_what_a_partner_set_aside_is_recorded_as_refused(sent: Sent) -> None:
    first, *_ = sent.receipts
    sent.settle(replace(first, outcome=Receipt.SET_ASIDE))
    assert sent.settled == 1
    assert sent.acts()[0] == (Outcome.REFUSED, "number 1", ("envelope.set-aside",))


def test_trouble_is_kept_in_words_and_goes_with_the_next_receipt(sent: Sent) -> None:
    sent.xa.node.delivering.note_trouble(sent.xb.id, "connection refused by xb.example:443")
    assert sent.xa.link(sent.xb).last_error == "connection refused by xb.example:443"
    sent.settle(sent.receipts[0])
    assert sent.xa.link(sent.xb).last_error == ""


def test_the_chain_of_acts_holds_after_all_that(sent: Sent) -> None:
    with pytest.raises(TamperedError):
        sent.settle(sent.receipts[0], replace(sent.receipts[1], envelope=OTHER))
    assert sent.xa.node.auditing.verify(sent.xa.place.sight("auditor")).ok
