"""Payments and lists that change: nobody pays somebody whom a list in force names, and a decision names what was asked.

Here entries do not have their turn to be compared with holdings unless a test says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from simpul.core.audit import Act
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.payment.decision import PaymentState, ReasonCode
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query
from simpul.services.ports.screening import Partition, Recall
from simpul.services.taking import AT_ONCE, NODE, TRIES
from tests.scenarios.test_payments import paid
from tests.world import Place, World

Made = Callable[..., World]
HELD, RELEASED = PaymentState.HELD, PaymentState.RELEASED
FIRST, LATER = "Utomo Wardana Kusuma", "Bahrul Santosa Wiratama"


def imports(place: Place, *names: str, dated: str = "2026-01-15", list_id: str = "watch") -> str:
    """Take an edition in and give its version."""
    entries = tuple(
        Designation(
            list_id=list_id,
            reference=f"W.{number}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for number, name in enumerate(names, 1)
    )
    done = place.node.listing.take_in(place.sight(), ListEdition(list_id=list_id, dated=dated, entries=entries))
    return f"{dated}+{done.id[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """Asks as another does, and something happens after the first so many questions."""

    recall: Recall
    happens: Callable[[], object]
    times: int
    asked: list[int] = field(default_factory=list)

    def ask(
        self, partition: Partition, index: ScreeningIndex, queries: Sequence[Query], *, limit: int, least: float
    ) -> Sequence[tuple[Hit, ...]]:
        answers = self.recall.ask(partition, index, queries, limit=limit, least=least)
        self.asked.append(len(queries))
        if len(self.asked) <= self.times:
            self.happens()
        return answers


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    imports(found, FIRST)
    found.node.screening.prepare()
    return found


def test_a_new_entry_holds_before_it_had_its_turn_to_be_screened(place: Place) -> None:
    assert place.node.monitoring.take([paid(LATER)])[0].state is RELEASED
    edition = imports(place, FIRST, LATER, dated="2026-02-01")
    (held,) = place.node.monitoring.take([paid(LATER, number="E-2")])
    assert (held.state, held.reasons[0].code) == (HELD, ReasonCode.LIST_HIT)
    assert [str(each) for each in held.lists] == [f"watch@{edition}"]


def test_an_entry_that_left_holds_nothing_from_then_on(place: Place) -> None:
    assert place.node.monitoring.take([paid(FIRST)])[0].state is HELD
    imports(place, LATER, dated="2026-02-01")
    assert place.node.monitoring.take([paid(FIRST, number="E-2")])[0].state is RELEASED


def test_an_edition_that_comes_while_names_are_compared_is_compared_with_too(place: Place) -> None:
    versions: list[str] = []

    def changes() -> None:
        versions.append(imports(place, FIRST, LATER, dated="2026-02-01"))

    taking = place.node.monitoring.taking
    recall = Interrupted(recall=taking.preparing.recall, happens=changes, times=1)
    interrupted = replace(taking, preparing=replace(taking.preparing, recall=recall))
    (decided,) = interrupted.take([paid(LATER)], actor=NODE)
    assert decided.decision.state is HELD
    assert [str(each) for each in decided.decision.lists] == [f"watch@{versions[0]}"]


def test_lists_that_never_stand_still_hold_and_the_decision_names_what_was_compared(place: Place) -> None:
    versions: list[str] = []

    def changes() -> None:
        versions.append(imports(place, FIRST, dated=f"2026-02-{len(versions) + 1:02}"))

    taking = place.node.monitoring.taking
    recall = Interrupted(recall=taking.preparing.recall, happens=changes, times=99)
    (decided,) = replace(taking, preparing=replace(taking.preparing, recall=recall)).take(
        [paid("Sari Embun Lestari")], actor=NODE
    )
    assert (decided.decision.state, len(recall.asked)) == (HELD, TRIES + 1)
    assert ReasonCode.SCREENING_TIMED_OUT in [each.code for each in decided.decision.reasons]
    assert [str(each) for each in decided.decision.lists] == [f"watch@{versions[-2]}"]


def test_a_list_that_changed_stands_once_when_all_of_it_has_had_its_turn(place: Place) -> None:
    imports(place, FIRST, LATER, dated="2026-02-01")
    place.node.monitoring.take([paid(LATER)])
    shelf = place.node.screening.shelf
    (before,) = shelf.standing().partitions
    assert shelf.partitions()[before] is not shelf.standing().partitions[before]
    place.screens()
    assert shelf.partitions()[before] is shelf.standing().partitions[before]
    assert len(shelf.partitions()[before]) == 2


def test_a_node_that_starts_knows_its_lists_whole(place: Place) -> None:
    imports(place, "Wayan Suryadi Pranoto", list_id="other")
    place.node.screening.prepare()
    standing = place.node.screening.shelf.standing()
    assert set(standing.editions) == {"watch", "other"}
    assert sorted(len(index) for index in standing.partitions.values()) == [1, 1]


def test_many_payments_are_decided_in_transactions_of_a_bounded_size(place: Place) -> None:
    many = 2 * AT_ONCE + 3
    decided = place.node.monitoring.take([paid(number=f"E-{number}") for number in range(many)])
    assert len(decided) == many
    acts = place.node.auditing.entries(place.sight("auditor"), limit=50).items
    assert [held.entry.act for held in acts].count(Act.PAYMENT_TAKE) == 3
