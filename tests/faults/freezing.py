"""Random SIGKILLs of two nodes over requests to freeze: each there once on both sides, executed once, and alike.

Two nodes run as processes of their own. An officer of XA asks XB to freeze one account after the other, an officer of
XB hands payments to these accounts in and answers, both over the interface for software. Again and again one of the two
nodes is killed at a random moment and started again. Whoever got no answer looks at what is there, as a person would,
and goes on from that; nothing is asked or said again that is there. In the end both come to rest, and every record,
every decision and every clock of both is compared.
"""

import random
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from simpul.app.node import Node
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cases.freezing import Word
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.holding import Direction
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import Payment, payment_id
from simpul.core.units.holding import Answered, FreezeFile
from simpul.core.vocabulary import Schema
from simpul.formats.iso20022.reading import read_iso20022
from tests.faults.officers import CLOCK, Officer, Work, payment_of, plan_of, working
from tests.nodes import NodeProcess, nodes, sight_of
from tests.patience import until

LONGEST_LIFE_SECONDS = 0.5
DECIDED = {
    Word.FROZEN: [PaymentState.HELD, PaymentState.FROZEN],
    Word.REFUSED: [PaymentState.HELD, PaymentState.RELEASED],
    Word.NO_MEASURE: [PaymentState.HELD, PaymentState.RELEASED],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenOnce:
    """What was found after the kills; `in_the_middle` are kills while requests waited for their answers.

    Lost are records that were acknowledged and are not there, undelivered those of one side that the other has not,
    doubled the requests that are not there exactly once. Differing are requests of which the sides do not say the same,
    or whose clocks stand otherwise; executed otherwise are payments that were not decided exactly as was answered.
    """

    kills: int
    asked: int
    words: int
    lost: int
    undelivered: int
    doubled: int
    executed_otherwise: int
    differing: int
    overdue_otherwise: int
    in_the_middle: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether each is there once, was executed once, and is told alike on both sides, and both logs verify."""
        wrong = (self.lost, self.undelivered, self.doubled, self.executed_otherwise, self.differing)
        done = self.asked > 0 and self.words > 0 and self.in_the_middle > 0
        return done and not any(wrong) and not self.overdue_otherwise and not self.problems


def killed_over_freezes(kills: int, *, seed: int) -> FrozenOnce:
    """Kill one of two nodes so many times while requests to freeze go between them, and compare."""
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, nodes(Path(folder), "XA", "XB") as (xa, xb):
        _lists_somebody(xb)
        asking, answering = (Officer.at(each) for each in (xa, xb))
        for each in (xa, xb):
            each.start()
        with working(asking, answering) as work:
            middle = sum(_struck(work, chance) for _ in range(kills))
            for each in (xa, xb):
                each.wait_until_it_answers()
            work.asks_no_more()
            until(work.is_at_rest, stands=work.standing, look_seconds=0.2)
        for each in (xa, xb):
            each.stop()
        return _compared(work, kills=kills, middle=middle, began=began)


def _lists_somebody(node: NodeProcess) -> None:
    """Let a list be in force at a node: without one every payment is held for that."""
    name = ListedName(value="Bahrul Santosa Wiratama", quality=NameQuality.PRIMARY)
    entry = Designation(list_id="watch", reference="W.1", schema=Schema.PERSON, names=(name,))
    opened = node.opened()
    opened.listing.take_in(
        sight_of(opened, "analyst"), ListEdition(list_id="watch", dated="2026-01-15", entries=(entry,))
    )
    opened.close()


def _struck(work: Work, chance: random.Random) -> bool:
    """Kill one of the two at a random moment, and start it again; tell whether something waited for its answer."""
    if chance.random() < 0.8:  # else it may be that nothing is under way yet
        until(work.is_under_way, stands=work.standing)
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
    victim, waited = chance.choice(work.officers).node, work.is_under_way()
    victim.kill()
    victim.fork()
    if chance.random() < 0.8:  # else it may be killed again before it answers at all
        victim.wait_until_it_answers()
    return waited


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one node holds in the end: requests by their ids, their clocks, how often each was noted, and payments."""

    files: dict[str, FreezeFile]
    clocks: dict[str, tuple[int | None, bool]]
    overdue: Counter[str]
    payments: dict[int, list[PaymentState]]
    problems: tuple[str, ...]

    @property
    def records(self) -> set[str]:
        """The ids of all requests and words."""
        return {each.id for file in self.files.values() for each in (file.request, *file.words)}


def _told(node: NodeProcess, numbers: range, at: datetime) -> _Told:
    """Open a node that runs no longer, and read what it holds, as it stands at this moment."""
    opened = node.opened()
    while opened.units.freezing.wind_clocks():
        pass
    sight = Sight(viewer=sight_of(opened, "releasing").viewer, at=at)
    files: dict[str, FreezeFile] = {}
    for direction in Direction:
        for answered in Answered:
            after, more = "", True
            while more:
                page = opened.units.freezing.page(sight, direction=direction, answered=answered, after=after)
                files |= {each.request.id: each for each in page.items}
                after, more = page.after, bool(page.after)
    told = _Told(
        files=files,
        clocks=_clocks(node),
        overdue=_overdue(opened),
        payments={number: _decided(opened, number) for number in numbers if plan_of(number)},
        problems=tuple(
            f"{each.table} {each.row}: {each.what}" for each in opened.auditing.verify_as_operator().problems
        ),
    )
    opened.close()
    return told


def _clocks(node: NodeProcess) -> dict[str, tuple[int | None, bool]]:
    """Give for each request by when an answer is due, and whether it was noted that it is overdue."""
    with closing(sqlite3.connect(f"file:{node.settings.home / 'simpul.db'}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT request, due_at, noted_at FROM freeze_clock").fetchall()
    return {request: (due, noted is not None) for request, due, noted in rows}


def _overdue(node: Node) -> Counter[str]:
    found, after, more = Counter[str](), "", True
    while more:
        page = node.store.audit_trail.entries(text="", after=after, limit=200)
        found.update(held.entry.target for held in page.items if held.entry.act is Act.FREEZE_OVERDUE)
        after, more = page.after, bool(page.after)
    return found


def _decided(node: Node, number: int) -> list[PaymentState]:
    """Give the states of the payment with this number, one after the other."""
    held = node.store.ledger.act(lambda tx: tx.payments.find(payment_id(_payment(number))))
    return [each.decision.state for each in held.decisions] if held else []


def _payment(number: int) -> Payment:
    (payment,) = read_iso20022(payment_of(number)).payments
    return payment


def _compared(work: Work, *, kills: int, middle: int, began: float) -> FrozenOnce:
    at, numbers = CLOCK.now(), range(work.asked)
    here, there = sides = tuple(_told(each.node, numbers, at) for each in work.officers)
    due = Counter(request for request, file in here.files.items() if not plan_of(_number(file)))
    answered = [number for number in numbers if plan_of(number)]
    decided = sum(there.payments[each] != DECIDED[plan_of(each)[-1]] for each in answered)
    told = [_told_of(here, each) != _told_of(there, each) for each in here.files.keys() | there.files.keys()]
    said = [_said(file) != plan_of(_number(file)) for file in here.files.values()]
    return FrozenOnce(
        kills=kills,
        asked=work.asked,
        words=sum(len(file.words) for file in here.files.values()),
        lost=sum(len(who.acknowledged - side.records) for who, side in zip(work.officers, sides, strict=True)),
        undelivered=len(here.records ^ there.records),
        doubled=sum(_apart(Counter(map(_number, side.files.values())), Counter(numbers)) for side in sides),
        executed_otherwise=decided + sum(map(bool, here.payments.values())),
        differing=sum(told) + sum(said),
        overdue_otherwise=sum(_apart(side.overdue, due) for side in sides),
        in_the_middle=middle,
        problems=(*here.problems, *there.problems, *work.asking.refused, *work.answering.refused),
        seconds=round(time.monotonic() - began, 1),
    )


def _apart(found: Counter[Any], due: Counter[Any]) -> int:
    """Give how far what was counted is from what should have been."""
    return (found - due).total() + (due - found).total()


def _number(file: FreezeFile) -> int:
    return int(file.asked.target.value[-10:])


def _said(file: FreezeFile) -> tuple[Word, ...]:
    return tuple(each.word for each in sorted(file.said, key=lambda word: word.written_at))


def _told_of(side: _Told, request: str) -> object:
    """Give what a side tells of a request: where it stands, its clock, and the ids of what was said."""
    file = side.files.get(request)
    return file and (file.standing, side.clocks.get(request), sorted(each.id for each in file.words))
