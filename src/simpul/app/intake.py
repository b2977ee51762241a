"""Taking many payment messages: read and compared by several processes, decided by the node in their order.

Rules:
1. What has come is taken at once, as much as is there, up to a bound: a lone message waits for nobody, and under load
   many are decided together.
2. Other processes only read and compare. The node alone decides, one message after the other as they came; what it
   has no answer for yet it reads itself. What such a process leaves undone, the node does.
3. They are started when there is much to do, and end when it is done. Until they are there the node does all.
4. While some messages are decided, and the disk is waited for, the next ones are made ready. Nothing is told before it
   is durable, and nothing more is asked for while a lone message is decided.
5. What is read by the time that something can be decided is decided together, in however small portions it came: a
   transaction costs as much as many messages.
"""

import os
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from simpul.app.beside import STANDING, Beside
from simpul.app.carrying import Carried, arrived, carried
from simpul.app.node import Node
from simpul.app.shelf import Answered, IndexRecall, RecallBeside
from simpul.app.taking import ReadMessage, read_at
from simpul.core.node import Limits
from simpul.core.payment.keeping import Decided
from simpul.core.payment.message import PaymentMessage, RejectedTransaction
from simpul.core.payment.payment import Payment
from simpul.formats.countries import country_code
from simpul.formats.payment_forms import read_payment_message
from simpul.formats.transparency import transparency_rule
from simpul.services.payees import Indexes
from simpul.services.ports.screening import Standing
from simpul.services.preparing import Prepared, Preparing
from simpul.services.taking import AT_ONCE, NODE

MOST_PROCESSES = 8
WORTH = 512
"""After so many messages other processes are worth their start."""

FEW = 16
"""So few messages are read here sooner than another process has answered; and so many while it is waited for."""

MOST_AHEAD = 8 * AT_ONCE
"""Messages that are read, or being read, and wait for those before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One message as it came: from where, its bytes, and when (by the clock of `time.perf_counter`)."""

    place: str
    raw: bytes
    came: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenMessage:
    """What came of one message: its payments with the decision that stands on each, and what could not be read.

    `messages` is how many it counts as, `name` and `id` what it calls itself, or its place where it says nothing;
    `others` is how many of its transactions are no payments.
    """

    piece: Piece
    name: str
    id: str
    messages: int
    others: int
    rejected: tuple[RejectedTransaction, ...]
    prepared: tuple[Prepared, ...]
    decided: tuple[Decided, ...]

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The payments themselves, in the order of the decisions."""
        return tuple(each.payment() for each in self.prepared)


@dataclass(frozen=True, slots=True)
class _Portion:
    """What was read of one message: what it calls itself, what is in it, what could not be read, and its payments."""

    name: str
    id: str
    messages: int
    others: int
    rejected: tuple[RejectedTransaction, ...]
    payments: Sequence[Prepared | Carried]


@dataclass(frozen=True, slots=True)
class _ReadBeside:
    """What another process read, and what it was answered anew, so that the node asks for nobody a second time."""

    portions: list[_Portion]
    answered: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Messages that are read together, with these lists: here already, or by another process."""

    pieces: Sequence[Piece]
    lists: Standing
    read: "list[_Portion] | Future[_ReadBeside]"

    @property
    def is_read(self) -> bool:
        """Whether nobody has to wait for it."""
        return not isinstance(self.read, Future) or self.read.done()

    @property
    def is_whole(self) -> bool:
        """Whether it is read, and nothing was left undone."""
        if not isinstance(self.read, Future):
            return True
        return self.read.done() and not self.read.cancelled() and self.read.exception() is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Messages that are read and ready to be decided, by the lists that they were compared with."""

    pieces: Sequence[Piece]
    lists: Standing
    portions: Sequence[_Portion]
    payments: Sequence[Prepared]


@dataclass(slots=True, kw_only=True)
class Intake:
    """Takes messages for a node."""

    node: Node
    actor: str = NODE
    beside: Beside = field(default_factory=lambda: Beside(min(MOST_PROCESSES, (os.cpu_count() or 1) - 1)))
    worth: int = WORTH

    def taken(self, pieces: Iterator[Piece | None]) -> Generator[TakenMessage, None, None]:
        """Take messages, and give what came of each in their order when it is durable.

        `pieces` gives nothing (None) where none has come yet; it is asked again when all that came is taken.

        Raises:
            StorageError: the database failed; what was given before is durable.
        """
        with closing(_Run(self, pieces)) as run:
            while not run.is_over:
                yield from run.further()

    def close(self) -> None:
        """End the other processes."""
        self.beside.disperse()


class _Run:
    """One run of an intake: what has been read, in order, and waits to be decided, and what is being decided."""

    def __init__(self, intake: Intake, pieces: Iterator[Piece | None]) -> None:
        self._intake, self._node, self._pieces = intake, intake.node, pieces
        self._waiting: deque[_Chunk] = deque()
        self._deciding: tuple[_Ready, Future[Sequence[Decided]]] | None = None
        self._decider = ThreadPoolExecutor(1, thread_name_prefix="simpul-deciding")
        self._ended, self._came = False, 0
        self._beside = intake.beside.processes
        self._more_waits = False
        """Whether more had come than is read together, when it was last looked."""

    @property
    def is_over(self) -> bool:
        """Whether everything that will come has been taken."""
        return self._ended and not self._waiting and self._deciding is None

    def close(self) -> None:
        """Wait for what is being decided."""
        self._decider.shutdown()

    def further(self) -> Sequence[TakenMessage]:
        """Do what is next: tell what is decided, else decide what is read, else read what has come."""
        if self._deciding is not None and self._deciding[1].done():
            return self._told()
        self._send_out()
        if self._deciding is None and self._waiting and self._waiting[0].is_read:
            return self._decided(self._read_by_now())
        if self._deciding is None and self._room and (pieces := self._next(FEW if self._waiting else AT_ONCE)):
            self._waiting.append(self._read_here(pieces))
        elif self._deciding is not None:
            return self._told()
        elif self._waiting:
            self._waiting[0] = self._awaited(self._waiting[0])
        return ()

    @property
    def _room(self) -> bool:
        """Whether more may be asked for."""
        return not self._ended and sum(len(each.pieces) for each in self._waiting) < MOST_AHEAD

    def _send_out(self) -> None:
        """Give other processes what they can do beside us."""
        while self._is_worth_others and self._room and self._are_there():
            going = sum(not each.is_read for each in self._waiting)
            has_work = bool(self._waiting) or self._deciding is not None
            is_decided_first = has_work and not going and not self._more_waits
            if is_decided_first or going > self._beside or not (pieces := self._next()):
                return
            few = len(pieces) < FEW
            self._waiting.append(self._read_here(pieces) if few else self._read_beside(pieces))
            if few:
                return

    @property
    def _is_worth_others(self) -> bool:
        """Whether there is so much to do that other processes are worth their start, or there are such already."""
        if not self._beside:
            return False
        return self._came >= self._intake.worth or self._intake.beside.know(self._lists().partitions)

    def _lists(self) -> Standing:
        return self._node.screening.shelf.standing()

    def _are_there(self) -> bool:
        """Say whether other processes can read now: while they start, the node reads, and nobody waits."""
        try:
            return self._intake.beside.ready(self._lists().partitions) is not None
        except BrokenExecutor:
            self._do_without()
            return False

    def _read_by_now(self) -> list[_Chunk]:
        """Take what is read of what waits, as much as is decided together, compared with the same lists."""
        first = self._waiting.popleft()
        chunks, many = [first], len(first.pieces)
        while first.is_whole and self._waiting and (after := self._waiting[0]).is_whole:
            many += len(after.pieces)
            if many > AT_ONCE or after.lists is not first.lists:
                break
            chunks.append(self._waiting.popleft())
        return chunks

    def _next(self, most: int = AT_ONCE) -> list[Piece]:
        pieces: list[Piece] = []
        while len(pieces) < most and not self._ended:
            try:
                piece = next(self._pieces)
            except StopIteration:
                self._ended = True
                break
            if piece is None:
                break
            pieces.append(piece)
        self._came += len(pieces)
        self._more_waits = len(pieces) == most
        return pieces

    def _read_here(self, pieces: Sequence[Piece]) -> _Chunk:
        lists, preparing = self._lists(), self._node.monitoring.taking.preparing
        asked = [(each.place, each.raw) for each in pieces]
        read = _read(asked, self._node.profile.limits, preparing, lists.partitions)
        return _Chunk(pieces=pieces, lists=lists, read=read)

    def _read_beside(self, pieces: Sequence[Piece]) -> _Chunk:
        lists, asked = self._lists(), [(each.place, each.raw) for each in pieces]
        try:
            pool = self._intake.beside.knowing(lists.partitions)
            read = pool.submit(_read_beside, asked, self._node.profile.limits)
        except BrokenExecutor:
            return self._alone(pieces)
        return _Chunk(pieces=pieces, lists=lists, read=read)

    def _alone(self, pieces: Sequence[Piece]) -> _Chunk:
        self._do_without()
        return self._read_here(pieces)

    def _do_without(self) -> None:
        """Do without other processes for the rest of this run: one of them has ended."""
        self._beside = 0
        self._intake.close()

    def _decided(self, chunks: Sequence[_Chunk]) -> Sequence[TakenMessage]:
        """Have messages decided; while more waits, that goes on beside us."""
        ready = self._made_ready(chunks)
        if not self._waiting:
            return _taken(ready, self._take(ready))
        self._deciding = ready, self._decider.submit(self._take, ready)
        return ()

    def _told(self) -> Sequence[TakenMessage]:
        """Wait for what is being decided, and give it."""
        if self._deciding is None:
            return ()
        ready, decided = self._deciding
        self._deciding = None
        return _taken(ready, decided.result())

    def _take(self, ready: _Ready) -> Sequence[Decided]:
        for each in ready.portions:
            if each.rejected:
                self._node.monitoring.refuse(each.id, each.rejected, actor=self._intake.actor)
        return self._node.monitoring.taking.take_prepared(ready.payments, ready.lists, actor=self._intake.actor)

    def _made_ready(self, chunks: Sequence[_Chunk]) -> _Ready:
        pieces, portions = list[Piece](), list[_Portion]()
        chunks = [self._awaited(each) for each in chunks]
        for each in chunks:
            pieces += each.pieces
            portions += self._learned(each.read.result(), each.lists) if isinstance(each.read, Future) else each.read
        payments = [arrived(payment) for each in portions for payment in each.payments]
        return _Ready(pieces=pieces, lists=chunks[0].lists, portions=portions, payments=payments)

    def _learned(self, read: _ReadBeside, lists: Standing) -> list[_Portion]:
        """Remember what another process was answered."""
        recall = self._node.monitoring.taking.preparing.recall
        if isinstance(recall, IndexRecall):
            for answered in read.answered:
                recall.learn(answered, lists.partitions[answered.partition])
        return read.portions

    def _awaited(self, chunk: _Chunk) -> _Chunk:
        """Wait for a chunk; what another process did not do is done here."""
        if isinstance(chunk.read, Future):
            try:
                chunk.read.result()
            except CancelledError:
                return self._read_here(chunk.pieces)
            except BrokenExecutor:
                return self._alone(chunk.pieces)
        return chunk


def _taken(ready: _Ready, decided: Sequence[Decided]) -> Sequence[TakenMessage]:
    prepared, each_decided = iter(ready.payments), iter(decided)
    return [
        TakenMessage(
            piece=piece,
            name=each.name,
            id=each.id,
            messages=each.messages,
            others=each.others,
            rejected=each.rejected,
            prepared=tuple(next(prepared) for _ in each.payments),
            decided=tuple(next(each_decided) for _ in each.payments),
        )
        for piece, each in zip(ready.pieces, ready.portions, strict=True)
    ]


def _read(asked: Sequence[tuple[str, bytes]], limits: Limits, preparing: Preparing, lists: Indexes) -> list[_Portion]:
    """Read messages and prepare all payments in them together."""
    read = [read_at(place, raw, partial(_reader, place, limits)) for place, raw in asked]
    prepared = iter(preparing.prepared([payment for each in read for payment in each.payments], lists))
    return [_portion(each, tuple(next(prepared) for _ in each.payments)) for each in read]


def _portion(read: ReadMessage, payments: Sequence[Prepared | Carried]) -> _Portion:
    name = read.message.name if read.message else ""
    return _Portion(name, read.id, read.messages, read.others, read.rejected, payments)


def _reader(place: str, limits: Limits, raw: bytes) -> PaymentMessage:
    return read_payment_message(raw, filename=place.partition(",")[0], limits=limits)


def _read_beside(asked: Sequence[tuple[str, bytes]], limits: Limits) -> _ReadBeside:
    """Read messages in a process beside the node."""
    preparing, recall = _preparing()
    portions = [
        replace(each, payments=[carried(payment) for payment in each.payments])
        for each in _read(asked, limits, preparing, STANDING)
    ]
    return _ReadBeside(portions, recall.answered_anew())


@lru_cache(maxsize=1)
def _preparing() -> tuple[Preparing, RecallBeside]:
    recall = RecallBeside()
    return Preparing(recall=recall, country_code=country_code, transparency=transparency_rule()), recall
