"""What a node holds, as it is read back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.alert import Alert, AlertDecision, AlertKind, AlertState, Seriousness, Verdict
from simpul.core.authority import Authority, OfficerId
from simpul.core.exchange import Introduction
from simpul.core.holding import HeldAlert, HeldAssertion, LinkState, Page, Partner
from simpul.core.node import Limits, NodeProfile
from tests.records import AT, AYU, XB, a_handling, an_assertion

HELD = HeldAssertion(assertion=an_assertion(), report="1" * 64, recorded_at=AT)


@pytest.mark.parametrize("field", ["superseded_by", "retracted_by"])
def test_a_claim_is_current_until_its_originator_replaces_or_withdraws_it(field: str) -> None:
    assert HELD.is_current
    assert not replace(HELD, **{field: "2" * 64}).is_current  # type: ignore[arg-type]  # one field each


def test_an_alert_stands_where_its_decisions_put_it() -> None:
    alert = Alert(
        id="f" * 32,
        kind=AlertKind.LIST_HIT,
        subject=AYU,
        against="list:xa:XAi.001",
        score=900,
        seriousness=Seriousness.HIGH,
        handling=a_handling(),
        raised_at=AT,
    )
    taken = AlertDecision(alert=alert.id, verdict=Verdict.TAKE, by=OfficerId("a"), at=AT)
    assert HeldAlert(alert=alert).state is AlertState.OPEN
    assert HeldAlert(alert=alert, decisions=(taken,)).state is AlertState.TAKEN


def test_a_link_counts_what_has_no_receipt_yet() -> None:
    introduction = Introduction(
        authority=Authority(id=XB, name="Unit of Xobia"),
        base_url="https://node.example",
        identity_key="1" * 64,
        sealing_key="22",
        made_at=AT,
    )
    partner = Partner(introduction=introduction, signed_introduction=b"", fingerprint="1", added_at=AT)
    assert LinkState(partner=partner, sent=7, settled=4, received=0, set_aside=0).waiting == 3


def test_a_page_without_a_cursor_is_the_last() -> None:
    assert Page(items=(HELD,)).after == ""


def test_a_node_has_bounds_for_everything_a_peer_can_send() -> None:
    limits = NodeProfile(authority=Authority(id=XB, name="Unit"), base_url="https://node.example").limits
    assert limits == Limits()
    sizes = [limits.max_header_bytes, limits.max_envelope_bytes, limits.max_delivery_bytes]
    assert sizes == sorted(sizes)
    assert limits.sign_in_window > timedelta(0)
