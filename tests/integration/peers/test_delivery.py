"""Delivery between real nodes on loopback: everything once, in order, whatever happens on the way."""

import shutil

import pytest

from simpul.core.audit import Act, Outcome
from simpul.core.authority import Sight
from simpul.core.node import Limits
from simpul.peers.pace import Pace
from tests.integration.peers.live import LiveNode, eventually
from tests.ports import free_port

Two = tuple[LiveNode, LiveNode]
Three = tuple[LiveNode, LiveNode, LiveNode]


def refusals(node: LiveNode, act: Act) -> list[tuple[str, ...]]:
    """The grounds of the refusals of one act, as the auditor finds them."""
    sight: Sight = node.place.sight("auditor")
    page = node.node.auditing.entries(sight, text=act, limit=200)
    return [item.entry.grounds for item in page.items if item.entry.outcome is Outcome.REFUSED]


def test_what_is_released_here_is_seen_there_and_a_receipt_proves_it(two: Two) -> None:
    xa, xb = two
    xb.starts()
    xa.starts()
    xa.releases("A meeting was seen", "XB")
    eventually(lambda: xb.sees() == ["A meeting was seen"], "the report is there")
    eventually(lambda: xa.is_settled(xb), "its receipt is here")
    state = xa.link(xb)
    assert (state.last_error, state.last_contact is not None) == ("", True)


def test_both_ways_at_once(two: Two) -> None:
    xa, xb = two
    xa.starts()
    xb.starts()
    for index in range(5):
        xa.releases(f"from XA {index}", "XB")
        xb.releases(f"from XB {index}", "XA")
    eventually(lambda: xb.sees() == [f"from XA {index}" for index in range(5)], "all of XA's are at XB")
    eventually(lambda: xa.sees() == [f"from XB {index}" for index in range(5)], "all of XB's are at XA")


def test_who_was_offline_catches_up_with_everything_once_and_in_order(two: Two) -> None:
    xa, xb = two
    xa.starts()
    for index in range(40):
        xa.releases(f"report {index}", "XB")
    eventually(lambda: "connection refused by 127.0.0.1" in xa.link(xb).last_error, "the error is told in words")
    assert xa.link(xb).waiting == 40
    xb.starts()
    eventually(lambda: xa.is_settled(xb), "everything has its receipt")
    assert xb.sees() == [f"report {index}" for index in range(40)]
    assert xa.link(xb).last_error == ""


def test_one_partner_that_is_offline_does_not_hold_up_another(three: Three) -> None:
    xa, _, xc = three
    xa.starts()
    xc.starts()
    xa.releases("for both", "XB", "XC")
    eventually(lambda: xc.sees() == ["for both"], "XC has it though XB is offline")


def test_a_partner_that_was_heard_from_is_tried_at_once(two: Two) -> None:
    xa, xb = two
    xa.pace = Pace(first=600.0, most=600.0, least_between=0.01, idle=600.0)
    xa.node.close()
    xa.opens()
    xa.starts()
    xa.releases("while XB is offline", "XB")
    eventually(lambda: xa.link(xb).last_error != "", "XB is found offline")
    xb.starts()
    xb.releases("XB is back", "XA")
    eventually(lambda: xb.sees() == ["while XB is offline"], "XB is tried again long before its time")


def test_poison_is_set_aside_and_what_follows_arrives(two: Two) -> None:
    xa, xb = two
    xb.starts()
    xa.starts()
    xa.releases("before", "XB")
    for payload in (b"", b"\xff" * 100, b"[" * 100_000, b'{"report":{},"signature":"","leaves":[],"assertions":[]}'):
        xa.sends_raw(payload, xb)
    xa.releases("after", "XB")
    eventually(lambda: xb.sees() == ["before", "after"], "what follows the poison arrives")
    eventually(lambda: xa.is_settled(xb), "the poison has its receipts too")
    assert xb.link(xa).set_aside == 4
    assert refusals(xa, Act.ENVELOPE_SETTLE) == [("envelope.set-aside",)] * 4


@pytest.mark.parametrize(
    "takes",
    [Limits(max_envelopes_per_delivery=3), Limits(max_delivery_bytes=30_000)],
)
def test_a_partner_that_takes_less_at_a_time_gets_it_in_smaller_portions(two: Two, takes: Limits) -> None:
    xa, xb = two
    for index in range(20):
        xa.releases(f"report {index}", "XB")
    xb.takes = takes
    xb.starts()
    xa.starts()
    eventually(lambda: xa.is_settled(xb), "everything is settled")
    assert xb.sees() == [f"report {index}" for index in range(20)]


def test_a_partner_that_was_set_back_gets_everything_again(two: Two) -> None:
    xa, xb = two
    xb.starts()
    xa.starts()
    xa.releases("one", "XB")
    eventually(lambda: xa.is_settled(xb), "one is settled")
    xb.closes()
    shutil.copytree(xb.home, xb.home.with_name("backup"))
    xb.opens()
    xb.starts()
    xa.releases("two", "XB")
    xa.releases("three", "XB")
    eventually(lambda: xa.is_settled(xb), "all three are settled")
    xb.closes()
    shutil.rmtree(xb.home)
    xb.home.with_name("backup").rename(xb.home)
    xb.opens()
    assert xb.sees() == ["one"]
    xb.starts()
    xa.releases("four", "XB")
    eventually(lambda: xb.sees() == ["one", "two", "three", "four"], "everything is there again")
    eventually(lambda: xa.is_settled(xb), "and settled")


def test_a_node_that_was_set_back_itself_is_told_so(two: Two) -> None:
    xa, xb = two
    xa.closes()
    shutil.copytree(xa.home, xa.home.with_name("backup"))
    xa.opens()
    xb.starts()
    xa.starts()
    xa.releases("one", "XB")
    eventually(lambda: xa.is_settled(xb), "one is settled")
    xa.closes()
    shutil.rmtree(xa.home)
    xa.home.with_name("backup").rename(xa.home)
    xa.opens()
    xa.starts()
    xa.releases("another one, under the same number", "XB")
    eventually(lambda: "number-reused" in xa.link(xb).last_error, "the partner has this number already")
    assert xb.sees() == ["one"]
    assert not xa.is_settled(xb)


def test_a_partner_that_suspended_us_or_does_not_know_us_is_told_in_words(two: Two) -> None:
    xa, xb = two
    xb.node.partnering.suspend(xb.place.sight("keys"), xa.id, reason="under inquiry")
    xb.starts()
    xa.starts()
    xa.releases("one", "XB")
    eventually(lambda: "suspended the link" in xa.link(xb).last_error, "the suspension is told")
    xb.node.partnering.resume(xb.place.sight("keys"), xa.id)
    eventually(lambda: xb.sees() == ["one"], "when the link is resumed it goes on")


def test_a_partner_that_has_another_key_for_us_says_so(two: Two) -> None:
    xa, xb = two
    stranger = LiveNode(state="XC", home=xa.home.with_name("XC"), clock=xa.clock)
    stranger.knows(xb)
    xb.starts()
    stranger.starts()
    stranger.releases("hello", "XB")
    eventually(lambda: "does not know us" in stranger.link(xb).last_error, "the refusal is told")
    stranger.closes()
    assert xb.sees() == []


def test_a_suspended_partner_gets_nothing_until_the_link_is_resumed(two: Two) -> None:
    xa, xb = two
    xb.starts()
    xa.starts()
    xa.releases("one", "XB")
    eventually(lambda: xb.sees() == ["one"], "one arrives")
    xa.node.partnering.suspend(xa.place.sight("keys"), xb.id, reason="under inquiry")
    xa.sends_raw(b"poison", xb)
    xa.courier.wake(xb.id)
    xb.releases("from XB", "XA")
    eventually(lambda: "suspended the link" in xb.link(xa).last_error, "XB is told")
    assert xa.link(xb).waiting == 1
    xa.node.partnering.resume(xa.place.sight("keys"), xb.id)
    xa.courier.wake(xb.id)
    eventually(lambda: xa.link(xb).waiting == 0, "it goes on")


def test_a_partner_that_moved_is_found_at_its_new_address(two: Two) -> None:
    xa, xb = two
    xb.starts()
    xa.starts()
    xa.releases("at the old address", "XB")
    eventually(lambda: xb.sees() == ["at the old address"], "it arrives")
    xb.closes()
    xb.port = free_port()
    xb.opens()
    xb.starts()
    xa.knows(xb)
    xa.releases("at the new address", "XB")
    eventually(lambda: xb.sees()[-1] == "at the new address", "it arrives there")


def test_a_partner_accepted_while_the_node_runs_is_served(two: Two) -> None:
    xa, xb = two
    xa.starts()
    xb.starts()
    late = LiveNode(state="XC", home=xa.home.with_name("XC"), clock=xa.clock)
    late.knows(xa)
    late.starts()
    xa.knows(late)
    xa.releases("for the new one", "XC")
    eventually(lambda: late.sees() == ["for the new one"], "it arrives")
    late.closes()
    assert xb.sees() == []


def test_a_node_that_cannot_be_reached_fetches_what_is_for_it_and_brings_receipts(two: Two) -> None:
    xa, xb = two
    xb.node.close()
    xb.pulls = (xa.id,)
    xb.opens()
    xa.starts()
    for index in range(5):
        xa.releases(f"report {index}", "XB")
    xb.port = free_port()
    xb.starts()
    eventually(lambda: xa.is_settled(xb), "receipts came for everything")
    assert xb.sees() == [f"report {index}" for index in range(5)]
    xa.releases("one more", "XB")
    eventually(lambda: xb.sees()[-1] == "one more", "it is fetched")
    eventually(lambda: xa.is_settled(xb), "and settled")
