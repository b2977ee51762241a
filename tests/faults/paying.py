"""Random SIGKILLs of a node that takes payments: none is lost, none decided twice, none is without a state.

A process takes payments in batches, lets some of those go that are held, and writes down what it was told only when it
was told. It is killed at a random moment, and the next one begins a little before where the last one was. In the end
everything that was ever handed in is handed in once more, and then the records are compared with what was written down.
"""

import itertools
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from simpul.app.beside import Beside
from simpul.app.build import build
from simpul.app.intake import Intake, Piece
from simpul.app.node import Node
from simpul.core.authority import ALL_PURPOSES, Level, Officer, OfficerId, Role, Sight, viewer_of
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement
from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.party import PartyRole
from simpul.core.payment.payment import Payment, References, payment_id
from simpul.core.vocabulary import Schema
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.writing import write_transfers
from simpul.settings.settings import Settings
from tests.founding import PASSPHRASE, make_home
from tests.payments import AT, a_party, a_payment
from tests.world import settings_of

LISTED = ("Bahrul Santosa Wiratama", "Utomo Wardana Kusuma")
LONGEST_LIFE_SECONDS = 0.25
LONGEST_LIFE_BESIDE_SECONDS = 3.0
BESIDE = 0.2
"""So many of the lives have another process that reads and compares, which takes a second or two to start."""

MOST_AT_ONCE = 12
OVERLAP = 10
OFFICER = Officer(
    id=OfficerId("xa-nctc-analyst"),
    name="Analyst of XA",
    roles=(Role.ANALYST,),
    clearance=Level.SECRET,
    purposes=ALL_PURPOSES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What was found after the kills; `in_the_middle` are kills before everything handed in was told of."""

    kills: int
    handed_in: int
    told: int
    lost: int
    doubled: int
    without_state: int
    otherwise: int
    in_the_middle: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every payment has its one state, and the log verifies."""
        wrong = self.lost or self.doubled or self.without_state or self.otherwise or self.problems
        return self.told > 0 and self.in_the_middle > 0 and not wrong


def killed_while_paying(kills: int, *, seed: int) -> Paid:
    """Kill a node so many times while it takes payments, and compare."""
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        home, told = Path(folder) / "XA", Path(folder) / "told"
        settings = _settings(home)
        make_home(settings)
        make_node(settings)
        in_the_middle, handed_in = 0, 0
        for _ in range(kills):
            _live(home, told, begins=max(0, handed_in - OVERLAP), chance=chance)
            before, handed_in = handed_in, _handed_in(told)
            in_the_middle += handed_in > before
        return _compared(home, told, kills, handed_in, in_the_middle, began)


def message_of(number: int) -> bytes:
    """Give the message with this number, of one payment: every fifth is to somebody who is listed."""
    name = LISTED[number % 2] if number % 5 == 0 else f"Sari Embun {number % 97}"
    beneficiary = a_party(PartyRole.BENEFICIARY, name)
    payment = a_payment(beneficiary, references=References(end_to_end=f"E-{number}", transaction=f"T-{number}"))
    return write_transfers([payment], name="pacs.008.001.08", message_id=f"M-{number}", at=AT)


def payment_of(number: int) -> Payment:
    """Give the payment with this number."""
    (payment,) = read_iso20022(message_of(number)).payments
    return payment


def take_beside_until_killed(home: str, told: str, begins: int, seed: int) -> None:
    """Take messages from a number on, as `take_until_killed` does, with another process that reads and compares."""
    node = build(_settings(Path(home)), PASSPHRASE)
    node.screening.prepare()
    file = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def come() -> Iterator[Piece]:
        for number in itertools.count(begins):
            os.write(file, f"> {number + 1}\n".encode())
            yield Piece(place=f"message {number}", raw=message_of(number))

    beside = Beside(1)
    if seed % 2:  # else the node reads everything until the process is there
        beside.begin(node.screening.shelf.standing().partitions)
    for taken in Intake(node=node, beside=beside, worth=1 + seed % 100).taken(come()):
        for each in taken.decided:
            os.write(file, f"{each.decision.payment} {each.decision.act} {each.decision.state}\n".encode())


def take_until_killed(home: str, told: str, begins: int, seed: int) -> None:
    """Take payments from a number on; a line is written for each decision when it is durable."""
    chance, number = random.Random(seed), begins
    node = build(_settings(Path(home)), PASSPHRASE)
    node.screening.prepare()
    sight = Sight(viewer=viewer_of(OFFICER, authority=node.profile.authority.id), at=node.clock.now())
    file = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    while True:
        many = chance.randint(1, MOST_AT_ONCE)
        os.write(file, f"> {number + many}\n".encode())
        decisions = node.monitoring.take([payment_of(number + step) for step in range(many)])
        os.write(file, "".join(f"{each.payment} {each.act} {each.state}\n" for each in decisions).encode())
        for each in decisions:
            if each.state is PaymentState.HELD and chance.random() < 0.3:
                for let_go in _let_go(node, sight, each.payment):
                    os.write(file, f"{let_go.payment} {let_go.act} {let_go.state}\n".encode())
        number += many


def _let_go(node: Node, sight: Sight, payment: str) -> Iterator[PaymentDecision]:
    """Judge everybody in a held payment who resembles an entry to be another, and let it go where it is held on."""
    last, hits = None, node.monitoring.payment(sight, payment).last.case.screening.hits
    for list_id, reference in sorted({(hit.list.id, hit.reference) for hit in hits}):
        judgement = Judgement(list_id=list_id, reference=reference, verdict=HitVerdict.DIFFERENT)
        last = node.monitoring.judge(sight, payment, judgement, reason="known customer")
        yield last
    if last is None or last.state is PaymentState.HELD:
        yield node.monitoring.release(sight, payment, reason="known customer")


def _live(home: Path, told: Path, *, begins: int, chance: random.Random) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.paying", "simpul.app.rules"])
    before = told.stat().st_size if told.exists() else 0
    beside = chance.random() < BESIDE
    target = take_beside_until_killed if beside else take_until_killed
    process = context.Process(target=target, args=(str(home), str(told), begins, chance.randrange(2**30)))
    process.start()
    if chance.random() < 0.9:  # else it may be killed before it has opened the node
        while process.is_alive() and (told.stat().st_size if told.exists() else 0) == before:
            time.sleep(0.005)
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_BESIDE_SECONDS if beside else LONGEST_LIFE_SECONDS))
    process.kill()
    process.join()


def make_node(settings: Settings) -> None:
    """Let an officer work at a node that was just made, and a list be in force."""
    node = build(settings, PASSPHRASE)
    node.store.ledger.act(lambda tx: tx.officers.put(OFFICER, at=node.clock.now()))
    entries = tuple(
        Designation(
            list_id="watch",
            reference=f"W.{number}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for number, name in enumerate(LISTED)
    )
    sight = Sight(viewer=viewer_of(OFFICER, authority=node.profile.authority.id), at=node.clock.now())
    node.listing.take_in(sight, ListEdition(list_id="watch", dated="2026-01-15", entries=entries))
    node.close()


def _settings(home: Path) -> Settings:
    return settings_of(home, "XA")


def _lines(told: Path) -> list[str]:
    """Give the lines that were written whole."""
    return told.read_text(encoding="ascii").split("\n")[:-1] if told.exists() else []


def _handed_in(told: Path) -> int:
    return max((int(line[2:]) for line in _lines(told) if line.startswith("> ")), default=0)


def _compared(home: Path, told: Path, kills: int, handed_in: int, in_the_middle: int, began: float) -> Paid:
    node = build(_settings(home), PASSPHRASE)
    node.screening.prepare()
    payments = [payment_of(number) for number in range(handed_in)]
    for first in range(0, handed_in, 100):
        node.monitoring.take(payments[first : first + 100])
    ids = [payment_id(payment) for payment in payments]
    held = {each: _found(node, each) for each in ids}
    said = [line.split(" ") for line in _lines(told) if not line.startswith("> ")]
    sight = Sight(viewer=viewer_of(OFFICER, authority=node.profile.authority.id), at=node.clock.now())
    found = sum(node.monitoring.counts(sight).values())
    problems = tuple(f"{item.table} {item.row}: {item.what}" for item in node.auditing.verify_as_operator().problems)
    node.close()
    return Paid(
        kills=kills,
        handed_in=handed_in,
        told=len(said),
        lost=sum(held.get(payment) is None for payment, _, _ in said),
        doubled=sum(_times_first(each) > 1 for each in held.values()) + found - len(set(ids)),
        without_state=sum(each is None for each in held.values()),
        otherwise=_otherwise(held, said),
        in_the_middle=in_the_middle,
        problems=problems,
        seconds=round(time.monotonic() - began, 1),
    )


def _found(node: Node, payment: str) -> HeldPayment | None:
    return node.store.ledger.act(lambda tx: tx.payments.find(payment))


def _times_first(held: HeldPayment | None) -> int:
    return sum(each.decision.act is PaymentAct.FIRST for each in held.decisions) if held else 0


def _otherwise(held: dict[str, HeldPayment | None], said: Sequence[Sequence[str]]) -> int:
    """Count what was told and is not what is recorded."""
    recorded = Counter(
        (payment, each.decision.act.value, each.decision.state.value)
        for payment, found in held.items()
        if found
        for each in found.decisions
    )
    return sum((payment, act, state) not in recorded for payment, act, state in said)
