"""Random SIGKILLs and SIGSTOPs of owners of payments that come by NATS: none lost, none decided twice, all answered.

Messages flow into a real stream while two processes share its partitions over one PostgreSQL. One that owns some is
killed at a random moment, or stopped until the other has taken over and then let go on; a new one comes. In the end
every message that the stream took is compared with what is recorded and with what was answered.
"""

import itertools
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import create_engine, make_url

from simpul.app.beside import Beside
from simpul.app.build import build
from simpul.app.node import Node
from simpul.app.streams import owner_with, partition_of_message
from simpul.core.audit import Act, Outcome
from simpul.core.payment.decision import PaymentAct, PaymentState
from simpul.core.payment.original import StatusReport, TransactionStatus
from simpul.core.payment.party import PartyRole, account_of
from simpul.core.payment.payment import Payment, References, payment_id
from simpul.engines.words import words_of
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.writing import write_transfers
from simpul.settings.settings import Settings
from simpul.storage.engine import postgresql_readers
from simpul.storage.jetstream import JetStream
from simpul.storage.store import Holdings
from tests.faults.paying import LISTED, make_node
from tests.founding import PASSPHRASE
from tests.natsserver import nats_server
from tests.payments import AT, a_party, a_payment
from tests.stores import postgresql_place
from tests.streaming import StreamHouse, settled_in

LEASE_SECONDS = 1.0
LONGEST_LIFE_SECONDS = 0.6
AHEAD = 200
AT_ONCE = 25
PATIENCE_SECONDS = 180.0
PARTITIONS = 4
SESSIONS = """
    SELECT pid, state, wait_event_type, wait_event, now() - state_change, pg_blocking_pids(pid), left(query, 60)
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SAID = {
    PaymentState.RELEASED: TransactionStatus.ACCEPTED_SETTLEMENT_IN_PROCESS,
    PaymentState.HELD: TransactionStatus.PENDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """What was found after the kills; `in_the_middle` are kills and stops while messages waited.

    `refused` are writes that an owner tried when another had taken over; `overtaken` is how often a partition changed
    hands.
    """

    kills: int
    stops: int
    handed_in: int
    answered: int
    lost: int
    doubled: int
    without_state: int
    unanswered: int
    otherwise: int
    refused: int
    overtaken: int
    in_the_middle: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every message has its one state and was answered so, and the log verifies."""
        wrong = self.lost or self.doubled or self.without_state or self.unanswered or self.otherwise or self.problems
        return self.handed_in > 0 and self.in_the_middle > 0 and self.overtaken > 0 and not wrong


def killed_owner(kills: int, *, stops: int, seed: int) -> Owned:
    """Kill owners so many times, and stop others for a while, while messages flow; and compare."""
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory() as name, nats_server(Path(name) / "nats") as server, postgresql_place() as place:
        house = settled_in(Path(name), server.address, database=place, partitions=PARTITIONS)
        make_node(house.settings)
        faults = ["kill"] * kills + ["stop"] * stops
        chance.shuffle(faults)
        with _flowing(house) as flow, _owners(house) as owners:
            middle = sum(_struck(fault, owners, flow, chance) for fault in faults)
            flow.end()
            _until(lambda: flow.waiting() == 0, owners)
        return _compared(house, flow.put, kills, stops, middle, began)


def message_of(number: int) -> bytes:
    """Give the message with this number, of one payment by one of many: every fifth is to somebody who is listed."""
    name = LISTED[number % 2] if number % 5 == 0 else f"Sari Embun {number % 97}"
    payer = a_party(PartyRole.ORIGINATOR, "Tarik Amri", account=account_of(f"XA46SIMP{number % 41:010}"))
    payment = a_payment(
        payer,
        a_party(PartyRole.BENEFICIARY, name),
        references=References(end_to_end=f"E-{number}", transaction=f"T-{number}"),
    )
    return write_transfers([payment], name="pacs.008.001.08", message_id=f"M-{number}", at=AT)


def own_until_killed(settings: Settings) -> None:
    """Own partitions of the stream."""
    node, ready = build(settings, PASSPHRASE), threading.Event()
    node.screening.prepare()
    ready.set()
    owner_with(node, settings, beside=Beside(0), ready=ready, lease_seconds=LEASE_SECONDS).start()
    threading.Event().wait()


@dataclass(slots=True, kw_only=True)
class _Flow:
    """Messages that are put into the stream while there are few ahead; `put` are those that it took."""

    house: StreamHouse
    stream: JetStream
    put: int = 0
    _ending: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        for number in itertools.count(step=AT_ONCE):
            while self.waiting() > AHEAD and not self._ending.is_set():
                time.sleep(0.02)
            if self._ending.is_set():
                return
            part = [message_of(number + each) for each in range(AT_ONCE)]
            settings = self.house.settings
            self.stream.publish([(partition_of_message(raw, PARTITIONS, settings), raw) for raw in part])
            self.put = number + AT_ONCE

    def waiting(self) -> int:
        """Give how many messages are not acknowledged."""
        return sum(self.stream.waiting().values())

    def end(self) -> None:
        """Put in no more."""
        self._ending.set()


@contextmanager
def _flowing(house: StreamHouse) -> Iterator[_Flow]:
    assert house.settings.stream is not None
    stream = JetStream(house.settings.stream)
    stream.open()
    flow = _Flow(house=house, stream=stream)
    thread = threading.Thread(target=flow.run, daemon=True)
    thread.start()
    try:
        yield flow
    finally:
        flow.end()
        thread.join()
        stream.close()


@dataclass(slots=True, kw_only=True)
class _Owners:
    """Two processes that own partitions, and how the partitions stand."""

    house: StreamHouse
    holdings: Holdings
    processes: dict[int, BaseProcess] = field(default_factory=dict)

    def begin(self) -> None:
        """Let one more process own partitions."""
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.owners", "simpul.app.rules"])
        process = context.Process(target=own_until_killed, args=(self.house.settings,), daemon=True)
        process.start()
        self.processes[process.pid or 0] = process

    def epochs(self) -> dict[int, tuple[int, int]]:
        """Give for each partition its epoch and the process that owns it, 0 where nobody does."""
        held = self.holdings.partitions.held()
        return {number: (each.claim.epoch, _process_of(each.owner)) for number, each in held.items()}

    def one_that_owns(self, chance: random.Random) -> int:
        """Wait until one of the processes owns something, and give it."""
        _until(lambda: bool(self._owning()), self)
        return chance.choice(sorted(self._owning()) or sorted(self.processes))

    def standing(self) -> str:
        """Say how owners, partitions and sessions of the database stand."""
        alive = {process: each.exitcode for process, each in self.processes.items()}
        engine = create_engine(make_url(self.house.settings.store).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            sessions = [tuple(row) for row in connection.exec_driver_sql(SESSIONS)]
        engine.dispose()
        return f"exit codes {alive}, partitions {self.epochs()}, sessions {sessions}"

    def end(self, process: int) -> None:
        """Kill a process."""
        os.kill(process, signal.SIGKILL)
        self.processes.pop(process).join()

    def _owning(self) -> set[int]:
        return {process for _, process in self.epochs().values()} & self.processes.keys()


def _process_of(owner: str) -> int:
    """Give the process that an owner is named after."""
    return int(owner.rsplit(".", 2)[1]) if owner else 0


@contextmanager
def _owners(house: StreamHouse) -> Iterator[_Owners]:
    holdings = Holdings(postgresql_readers(house.settings.store), words_of)
    owners = _Owners(house=house, holdings=holdings)
    try:
        owners.begin()
        owners.begin()
        yield owners
    finally:
        for process in tuple(owners.processes):
            owners.end(process)
        holdings.close()


def _struck(fault: str, owners: _Owners, flow: _Flow, chance: random.Random) -> bool:
    """Kill or stop one that owns something, at a random moment; say whether messages waited then."""
    victim = owners.one_that_owns(chance)
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
    waited = flow.waiting() > 0
    if fault == "kill":
        owners.end(victim)
        owners.begin()
        return waited
    os.kill(victim, signal.SIGSTOP)
    _until(lambda: victim not in {process for _, process in owners.epochs().values()}, owners)
    time.sleep(chance.uniform(0.0, LEASE_SECONDS))
    os.kill(victim, signal.SIGCONT)
    return waited


def _until(holds: Callable[[], bool], owners: _Owners) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"owners did not come to it in time: {owners.standing()}")
        time.sleep(0.02)


def _compared(house: StreamHouse, put: int, kills: int, stops: int, middle: int, began: float) -> Owned:
    said = _answers(house)
    with house.node() as node:
        payments = [_payment(number) for number in range(put)]
        firsts = [_firsts(node, payment) for payment in payments]
        counted = node.store.ledger.act(lambda tx: tx.history.last()[0])
        epochs = sum(each.claim.epoch for each in node.store.partitions.held().values())
        found = node.auditing.verify_as_operator().problems
        refused = _refused(node)
    told = [(said.get(f"E-{number}", set()), first) for number, first in enumerate(firsts)]
    return Owned(
        kills=kills,
        stops=stops,
        handed_in=put,
        answered=sum(bool(answers) for answers, _ in told),
        lost=sum(not first for first in firsts),
        doubled=sum(len(first) > 1 for first in firsts) + counted - len({payment_id(each) for each in payments}),
        without_state=sum(not first for first in firsts),
        unanswered=sum(not answers for answers, _ in told),
        otherwise=sum(answers != {SAID.get(each) for each in first} for answers, first in told),
        refused=refused,
        overtaken=epochs - PARTITIONS,
        in_the_middle=middle,
        problems=tuple(f"{each.table} {each.row}: {each.what}" for each in found),
        seconds=round(time.monotonic() - began, 1),
    )


def _payment(number: int) -> Payment:
    (payment,) = read_iso20022(message_of(number)).payments
    return payment


def _firsts(node: Node, payment: Payment) -> list[PaymentState]:
    held = node.store.ledger.act(lambda tx: tx.payments.find(payment_id(payment)))
    found = held.decisions if held else ()
    return [each.decision.state for each in found if each.decision.act is PaymentAct.FIRST]


def _answers(house: StreamHouse) -> dict[str, set[TransactionStatus | None]]:
    """Give what was answered of each payment, by its reference; in one way, whatever was sent again."""
    said: dict[str, set[TransactionStatus | None]] = defaultdict(set)
    for answer in house.answers():
        for one in read_iso20022(answer.answer).transactions:
            if isinstance(one.value, StatusReport):
                said[one.value.original.references.end_to_end].add(one.value.status)
    return said


def _refused(node: Node) -> int:
    found, after = Counter[bool](), ""
    while True:
        page = node.store.audit_trail.entries(text="", after=after, limit=200)
        found.update((held.entry.act, held.entry.outcome) == (Act.PAYMENT_OWN, Outcome.REFUSED) for held in page.items)
        if not page.after:
            return found[True]
        after = page.after
