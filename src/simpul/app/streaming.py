"""An owner of payments that come by NATS JetStream: takes the partitions that are its own, and answers each message.

Rules:
1. An owner works in terms. A term has claims that do not change; where others are due, the term ends, what is in hand
   is finished, and the next begins with new epochs. Where a claim is lost nothing more is written under that term.
2. A message is acknowledged when every payment in it is decided, durably, and its answer is in the stream of answers.
   A message that comes again is decided no second time: it gets the decisions that stand.
3. What rules count follows the record of all payments of the node, whoever decided them, in their one order. An owner
   that has nothing to do follows it too, so that it can take over at once.
"""

import hashlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from simpul.app.beside import Beside
from simpul.app.intake import Intake, Piece, TakenMessage
from simpul.app.node import Node
from simpul.app.taking import answers_to, status_report
from simpul.core.errors import Error
from simpul.core.payment.partition import Claim
from simpul.services.owning import FencedLedger, Owning, TakenOverError
from simpul.storage.jetstream import JetStream, StreamMessage

ACTOR = "stream"
LOOKS_A_LEASE = 4
"""So often in a lease an owner says that it lives, and looks whether others do."""

SHORT_SECONDS, LONG_SECONDS = 0.001, 0.05
RETRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPiece(Piece):
    """A message of the stream, as it was delivered."""

    message: StreamMessage


@dataclass(slots=True)
class Beats:
    """The beats of other owners, with when each was first seen, by this process's own clock."""

    lease_seconds: float
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def look(self, beats: dict[str, int], now: float) -> dict[str, int]:
        """Take note of what is seen, and give the owners whose beat has stood still for a lease, with that beat."""
        before, self._seen = self._seen, {}
        for name, beat in beats.items():
            known = before.get(name)
            self._seen[name] = known if known and known[0] == beat else (beat, now)
        return {name: beat for name, (beat, since) in self._seen.items() if now - since >= self.lease_seconds}


@dataclass(slots=True, kw_only=True)
class Counts:
    """What an owner has done since it began."""

    messages: int = 0
    payments: int = 0
    fenced: int = 0
    terms: int = 0


@dataclass(slots=True, kw_only=True)
class _Term:
    """One term: its claims, and what came under them."""

    claims: tuple[Claim, ...]
    came: "queue.SimpleQueue[StreamMessage]" = field(default_factory=queue.SimpleQueue)
    given: int = 0
    taken: int = 0
    next_look: float = 0.0


@dataclass(slots=True, kw_only=True)
class StreamOwner:
    """Takes payments from the stream; `trouble` says in words why it cannot, `claims` what it has."""

    node: Node
    stream: JetStream
    owning: Owning
    lease_seconds: float
    ready: threading.Event
    beside: Beside
    trouble: str = ""
    claims: tuple[Claim, ...] = ()
    counts: Counts = field(default_factory=Counts)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _beats: Beats = field(init=False)

    def __post_init__(self) -> None:
        """Know nobody yet."""
        self._beats = Beats(self.lease_seconds)

    @property
    def figures(self) -> dict[str, int]:
        """How many partitions it owns, and what it has done since it began."""
        done = self.counts
        return {
            "partitions": len(self.claims),
            "messages": done.messages,
            "payments": done.payments,
            "refused_writes": done.fenced,
            "terms": done.terms,
        }

    def start(self) -> None:
        """Begin, as soon as the node can screen."""
        for name, work in (("simpul-stream", self._run), ("simpul-stream-beat", self._live)):
            self._threads.append(threading.Thread(target=work, name=name, daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        """Finish what is in hand, give up what is owned, and end."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self.beside.disperse()

    # --- the thread that says that this owner lives -----------------------------------------------------------------

    def _live(self) -> None:
        while not self._stopping.wait(self.lease_seconds / LOOKS_A_LEASE):
            if self.ready.is_set():
                self._tried(self.owning.live)

    # --- the thread that takes --------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping.is_set() and not self._tried(self.stream.open):
            self._stopping.wait(RETRY_SECONDS)
        while not self._stopping.wait(0 if self.ready.is_set() else LONG_SECONDS):
            if self.ready.is_set() and not self._tried(self._work):
                self._stopping.wait(RETRY_SECONDS)
        self._tried(self.owning.leave)
        self.stream.close()

    def _tried(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except Error as error:
            self.trouble = str(error)
            return False
        self.trouble = ""
        return True

    def _work(self) -> None:
        """Work for a term, or wait for one."""
        self._follow()
        due, dead = self._due()
        claims = self.owning.claim(due, dead) if due else ()
        if claims:
            self._serve(_Term(claims=claims))
        else:
            self._stopping.wait(self.lease_seconds / LOOKS_A_LEASE)

    def _follow(self) -> None:
        """Take in what is recorded and not counted yet, little by little: others write meanwhile."""
        ledger, rules = self.node.store.ledger, self.node.monitoring.taking.rules
        while ledger.act(rules.follow) and not self._stopping.is_set():
            pass

    def _due(self) -> tuple[frozenset[int], dict[str, int]]:
        beats = {name: each.beat for name, each in self.owning.reads.owners().items() if name != self.owning.owner}
        dead = self._beats.look(beats, time.monotonic())
        return self.owning.due(dead), dead

    def _serve(self, term: _Term) -> None:
        self.claims, self.counts.terms = term.claims, self.counts.terms + 1
        intake = Intake(node=self._fenced(term), actor=ACTOR, beside=self.beside)
        self.stream.consume(term.claims, term.came)
        try:
            for taken in intake.taken(self._pieces(term)):
                term.taken += 1
                self._answer(taken)
        except TakenOverError as refused:
            self.owning.note_refused(refused)
            self.counts.fenced += 1
        finally:
            self.claims = ()
            self.stream.settle()

    def _fenced(self, term: _Term) -> Node:
        """Give the node as it is to take payments in a term: all that it writes is under the claims of the term."""
        monitoring = self.node.monitoring
        ledger = FencedLedger(ledger=monitoring.ledger, owner=self.owning.owner, claims=term.claims)
        taking = replace(monitoring.taking, ledger=ledger)
        return replace(self.node, monitoring=replace(monitoring, taking=taking, ledger=ledger))

    def _pieces(self, term: _Term) -> Iterator[StreamPiece | None]:
        """Give what came, and nothing where nothing is there; until other partitions are due, or the owner ends."""
        empty = False
        while not self._is_over(term):
            busy = term.given > term.taken
            try:
                message = term.came.get(timeout=SHORT_SECONDS if busy else LONG_SECONDS) if empty else _now(term.came)
            except queue.Empty:
                empty = True
                yield None
                continue
            empty, term.given = False, term.given + 1
            place = f"partition {message.partition}, message {message.sequence}"
            yield StreamPiece(place=place, raw=message.raw, message=message)

    def _is_over(self, term: _Term) -> bool:
        now = time.monotonic()
        if self._stopping.is_set():
            return True
        if now < term.next_look:
            return False
        term.next_look = now + self.lease_seconds / LOOKS_A_LEASE
        due, _ = self._due()
        return due != {claim.partition for claim in term.claims}

    def _answer(self, taken: TakenMessage) -> None:
        piece = taken.piece
        if not isinstance(piece, StreamPiece):
            raise TypeError("what was taken did not come by the stream")
        message, decisions = piece.message, [(each.decision.state, each.decision.rejection) for each in taken.decided]
        self.counts.messages += taken.messages
        self.counts.payments += len(taken.decided)
        answers = answers_to(taken.payments, decisions, taken.rejected)
        if not answers:
            self.stream.answer(message, ())
            return
        said = "" if taken.id == piece.place else taken.id
        seed = " ".join((str(message.sequence), *(f"{state} {code}" for state, code in decisions)))
        report = status_report(answers, name=taken.name, said=said, seed=seed, at=self.node.clock.now())
        self.stream.answer(message, ((seed_id(message, seed), report),))


def seed_id(message: StreamMessage, seed: str) -> str:
    """Give the id of an answer: the same whenever the same is answered to the same message."""
    return f"{message.partition}-{message.sequence}-{hashlib.sha256(seed.encode()).hexdigest()[:32]}"


def _now(came: "queue.SimpleQueue[StreamMessage]") -> StreamMessage:
    return came.get_nowait()
