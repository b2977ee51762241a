from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cooperation.custody import Break, BreakKind, Custody, CustodyState, custody_of
from simpul.core.cooperation.evidence import (
    Custodian,
    CustodyAct,
    CustodyEntry,
    EvidenceItem,
    carried_again,
)
from simpul.core.errors import InputError
from tests.cases import salt, terms
from tests.evidence import (
    AT,
    BAYU,
    LELA,
    OWNER,
    RATNA,
    XA,
    XB,
    XC,
    a_chain,
    a_step,
    a_telephone,
    an_entry,
    an_exhibit,
    an_item,
    laid,
    passed,
)

ACTS = CustodyAct
OTHER = "e" * 64
STRANGER = Custodian(person="Officer Tirta Mahesa", authority=XC)
LATER = AT + timedelta(days=500)
Steps = tuple[CustodyAct, int, Custodian, dict[str, object]]


def broken(item: EvidenceItem, entries: list[CustodyEntry], at: datetime = LATER) -> list[BreakKind]:
    return [each.kind for each in custody_of(item, entries, at=at).breaks]


def follow(*steps: Steps, item: EvidenceItem | None = None, at: datetime = LATER) -> Custody:
    item = item or an_item()
    return custody_of(item, laid(item, *steps), at=at)


def test_an_unbroken_chain_says_who_holds_the_item_after_each_link() -> None:
    item = an_item()
    chain = a_chain(item)
    holders = [custody_of(item, chain[:length], at=AT + timedelta(hours=49)).holder for length in range(len(chain))]
    assert holders == [RATNA, RATNA, BAYU, BAYU, BAYU, BAYU, LELA, LELA]
    whole = custody_of(item, chain, at=LATER)
    assert whole.is_unbroken
    assert (whole.state, whole.last) == (CustodyState.DESTROYED, chain[-1].link)


def test_what_is_on_its_way_awaits_who_is_to_receive_it() -> None:
    item = an_item()
    found = custody_of(item, a_chain(item)[:5], at=AT + timedelta(hours=40))
    assert (found.state, found.holder, found.awaiting) == (CustodyState.IN_TRANSIT, BAYU, LELA)
    assert found.is_unbroken


def test_what_nobody_received_in_its_time_breaks_the_chain_at_the_handing_over() -> None:
    item = an_item()
    chain = a_chain(item)[:5]
    (lost,) = custody_of(item, chain, at=AT + timedelta(hours=79)).breaks
    assert (lost.kind, lost.link, lost.expected) == (BreakKind.NOT_RECEIVED, chain[4].link, LELA.label)


def test_what_is_returned_to_its_owner_is_out_of_all_hands() -> None:
    found = follow((ACTS.RETURNED, 5, RATNA, {"to": OWNER}))
    assert (found.state, found.holder, found.is_over, found.is_unbroken) == (CustodyState.RETURNED, OWNER, True, True)


def handed(*more: Steps) -> tuple[Steps, ...]:
    return ((ACTS.HANDED_OVER, 2, RATNA, passed(LELA, hours=2)), *more)


@pytest.mark.parametrize(
    ("steps", "where", "kind", "expected", "seen"),
    [
        (((ACTS.EXAMINED, 1, RATNA, {"digest": OTHER}),), 0, BreakKind.HASH_DIFFERS, "d" * 64, OTHER),
        (((ACTS.COPIED, 1, RATNA, {"copy": OTHER}),), 0, BreakKind.HASH_DIFFERS, "d" * 64, OTHER),
        (((ACTS.EXAMINED, 1, RATNA, {"digest": ""}),), 0, BreakKind.HASH_NOT_TAKEN, "d" * 64, ""),
        (((ACTS.EXAMINED, 1, BAYU, {}),), 0, BreakKind.NOT_HOLDER, RATNA.label, BAYU.label),
        (((ACTS.RECEIVED, 1, BAYU, {}),), 0, BreakKind.NOT_HOLDER, RATNA.label, BAYU.label),
        (handed((ACTS.EXAMINED, 3, RATNA, {})), 1, BreakKind.NOT_RECEIVED, LELA.label, RATNA.label),
        (handed((ACTS.RECEIVED, 3, STRANGER, {})), 1, BreakKind.NOT_HOLDER, LELA.label, STRANGER.label),
        (handed((ACTS.RECEIVED, 60, LELA, {})), 1, BreakKind.LATE, "2026-03-16T11:00:00Z", "2026-03-16T21:00:00Z"),
        (
            ((ACTS.SEALED, 5, RATNA, {"seals": ("1",)}), (ACTS.EXAMINED, 4, RATNA, {})),
            1,
            BreakKind.TIME_RUNS_BACK,
            "2026-03-14T14:00:00Z",
            "2026-03-14T13:00:00Z",
        ),
        (
            ((ACTS.DESTROYED, 1, RATNA, {}), (ACTS.EXAMINED, 2, RATNA, {})),
            1,
            BreakKind.AFTER_END,
            "destroyed",
            "examined",
        ),
    ],
)
def test_each_break_is_named_at_its_link_with_what_was_to_be_expected(
    steps: tuple[Steps, ...], where: int, kind: BreakKind, expected: str, seen: str
) -> None:
    item = an_item()
    chain = laid(item, *steps)
    assert custody_of(item, chain, at=AT + timedelta(hours=12)).breaks == (
        Break(kind=kind, link=chain[where].link, expected=expected, found=seen),
    )


def test_between_two_persons_of_an_authority_the_person_named_receives() -> None:
    given_to = (ACTS.TRANSFERRED, 1, RATNA, passed(BAYU, hours=1))
    another = Custodian(person="Clerk Sri Lestari", authority=XB)
    assert follow(given_to, (ACTS.RECEIVED, 2, BAYU, {})).is_unbroken
    assert not follow(given_to, (ACTS.RECEIVED, 2, another, {})).is_unbroken
    colleague = Custodian(person="Registrar Omar Siregar", authority=XA)
    assert follow(*handed((ACTS.RECEIVED, 3, colleague, {}))).is_unbroken


def test_seals_stay_as_they_were_left_until_somebody_opens_them() -> None:
    item = an_item(a_telephone())
    none: dict[str, object] = {"digest": ""}
    found = {"seals": ("XB-0001",)} | none
    left = {"seals": ("XB-0002",)} | none
    opened = (ACTS.EXAMINED, 1, RATNA, left)
    over = passed(LELA, hours=2)
    assert follow(opened, (ACTS.HANDED_OVER, 2, RATNA, left | over), item=item, at=AT).is_unbroken
    chain = laid(item, opened, (ACTS.HANDED_OVER, 2, RATNA, found | over))
    (differing,) = custody_of(item, chain, at=AT).breaks
    assert differing == Break(kind=BreakKind.SEALS_DIFFER, link=chain[1].link, expected="XB-0002", found="XB-0001")


def test_two_links_after_one_are_named_and_the_holders_is_followed() -> None:
    item = an_item()
    chain = laid(item, (ACTS.EXAMINED, 2, RATNA, {}))
    beside = an_entry(a_step(ACTS.EXAMINED, after=item.link, hours=1, by=STRANGER), item=item, handling=terms(XC, XB))
    found = custody_of(item, [*chain, beside], at=LATER)
    assert [each.id for each in found.links] == [item.link, chain[0].link]
    assert found.breaks == (Break(kind=BreakKind.FORKED, link=beside.link, expected=item.link),)


def test_a_link_that_is_carried_again_under_other_terms_is_the_same_link() -> None:
    item = an_item()
    chain = a_chain(item)
    again = carried_again(chain[2], "a" * 64, terms=terms(XB, XA, XC), at=LATER, salt=salt(9))
    assert isinstance(again, CustodyEntry)
    assert again.link == chain[2].link
    assert custody_of(item, [*chain, again], at=LATER).is_unbroken


# --- whatever is changed, and in whatever order it comes ------------------------------------------------------------

SAID: tuple[Callable[[CustodyEntry], CustodyEntry], ...] = (
    lambda entry: replace(entry, step=replace(entry.step, place="Elsewhere")),
    lambda entry: replace(entry, step=replace(entry.step, text="Something else was done.")),
    lambda entry: replace(entry, step=replace(entry.step, at=entry.step.at - timedelta(seconds=1))),
    lambda entry: replace(entry, step=replace(entry.step, nonce=salt(77))),
    lambda entry: replace(entry, step=replace(entry.step, by=replace(entry.step.by, person="Somebody Else"))),
    lambda entry: replace(entry, step=replace(entry.step, seals=("0000",))),
)


@given(st.integers(0, 6), st.sampled_from(SAID), st.randoms(use_true_random=False))
def test_any_change_of_a_link_breaks_the_chain_at_the_link_after_it(
    index: int, change: Callable[[CustodyEntry], CustodyEntry], chance: object
) -> None:
    item = an_item()
    chain = a_chain(item)
    after = chain[index + 1].link
    chain[index] = change(chain[index])
    chance.shuffle(chain)  # type: ignore[attr-defined]  # hypothesis gives a Random
    named = {each.link: each.kind for each in custody_of(item, chain, at=LATER).breaks}
    assert named[after] is BreakKind.UNLINKED


@given(st.sampled_from(["what", "place", "order", "keeping"]))
def test_any_change_of_what_was_seized_leaves_the_chain_without_its_beginning(field: str) -> None:
    chain = a_chain(an_item())
    other = an_item(an_exhibit(**{field: "something else"}))
    assert broken(other, chain)[0] is BreakKind.UNLINKED
    assert custody_of(other, chain, at=LATER).links[1:] == ()


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=4))
def test_the_order_in_which_records_come_and_coming_twice_change_nothing(order: list[int], twice: list[int]) -> None:
    item = an_item()
    chain = a_chain(item)
    arrived = [chain[each] for each in [*order, *twice]]
    assert custody_of(item, arrived, at=LATER) == custody_of(item, chain, at=LATER)


@given(st.integers(0, 6))
def test_a_link_that_is_missing_is_named_by_the_one_that_follows_it(index: int) -> None:
    item = an_item()
    chain = a_chain(item)
    missing = chain.pop(index)
    found = [each for each in custody_of(item, chain, at=LATER).breaks if each.kind is BreakKind.UNLINKED]
    assert [(each.link, each.expected) for each in found] == [(chain[index].link, missing.link)]


# --- what cannot be written -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"what": " "}, "exhibit.what"),
        ({"order": ""}, "exhibit.order"),
        ({"place": ""}, "exhibit.place"),
        ({"digest": "d" * 63}, "exhibit.digest"),
        ({"size": 0}, "exhibit.size"),
        ({"seized_by": OWNER}, "exhibit.seized_by"),
        ({"seized_at": AT.replace(tzinfo=None)}, "exhibit.seized_at"),
        ({"nonce": "1"}, "exhibit.nonce"),
        ({"seals": ("2", "1")}, "exhibit.seals"),
        ({"request": "r1"}, "exhibit.request"),
    ],
)
def test_an_item_of_which_something_is_not_said_is_refused_with_its_place(
    fields: dict[str, object], place: str
) -> None:
    with pytest.raises(InputError) as found:
        an_exhibit(**fields)
    assert found.value.place == place


@pytest.mark.parametrize(
    ("act", "fields", "place"),
    [
        (ACTS.COPIED, {"copy": ""}, "step.copy"),
        (ACTS.SEALED, {}, "step.seals"),
        (ACTS.EXAMINED, {"text": ""}, "step.text"),
        (ACTS.EXAMINED, {"order": "Order 1"}, "step.order"),
        (ACTS.DESTROYED, {"order": ""}, "step.order"),
        (ACTS.HANDED_OVER, {}, "step.to"),
        (ACTS.HANDED_OVER, passed(BAYU, hours=1), "step.to"),
        (ACTS.TRANSFERRED, passed(LELA, hours=1), "step.to"),
        (ACTS.TRANSFERRED, passed(RATNA, hours=1), "step.to"),
        (ACTS.HANDED_OVER, {"to": LELA}, "step.due_at"),
        (ACTS.HANDED_OVER, passed(LELA, within=-1, hours=1), "step.due_at"),
        (ACTS.RECEIVED, passed(LELA, hours=1), "step.to"),
        (ACTS.RETURNED, {"to": OWNER, "due_at": AT + timedelta(days=1)}, "step.due_at"),
    ],
)
def test_a_link_that_lacks_what_its_act_needs_is_refused_with_its_place(
    act: CustodyAct, fields: dict[str, Any], place: str
) -> None:
    with pytest.raises(InputError) as found:
        a_step(act, after=an_item().link, hours=1, **fields)
    assert found.value.place == place


def test_nobody_says_what_others_did_nor_what_has_not_been_done_yet() -> None:
    item = an_item()
    step = a_step(ACTS.EXAMINED, after=item.link, hours=1)
    with pytest.raises(InputError, match="in whose hands"):
        an_entry(step, item=item, originator=XA, handling=terms(XA, XB))
    with pytest.raises(InputError, match="before it is done"):
        an_entry(step, item=item, written_at=step.at - timedelta(seconds=1))
    with pytest.raises(InputError, match="who seized it"):
        an_item(originator=XA, handling=terms(XA, XB))
