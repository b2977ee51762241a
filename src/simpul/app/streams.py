"""The stream that payments come by, for one node: its owner, what is put in, what is answered, and how it stands.

Loaded where a node is set to have one (`app.late_stream`).
"""

import os
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from simpul.app.beside import Beside
from simpul.app.intake import MOST_PROCESSES
from simpul.app.late_stream import AnswerShown, PartitionShown, Published
from simpul.app.node import Node
from simpul.app.streaming import StreamOwner
from simpul.core.errors import InputError, SettingsError
from simpul.core.payment.partition import MOST_OWNER, partition_of, payer_of
from simpul.core.payment.stream import StreamSettings
from simpul.engines.words import words_of
from simpul.formats.payment_forms import read_payment_message
from simpul.formats.payment_messages import messages_in
from simpul.services.owning import Owning
from simpul.settings.settings import Settings
from simpul.storage.engine import is_postgresql, postgresql_readers, sqlite_readers
from simpul.storage.jetstream import JetStream
from simpul.storage.store import Holdings

LEASE_SECONDS = 8.0
AT_ONCE = 256


def owner_of(node: Node, settings: Settings, processes: int | None, ready: threading.Event) -> StreamOwner:
    """Give an owner of partitions, which begins when the node can screen; `processes` read and compare beside it."""
    beside = min(MOST_PROCESSES, (os.cpu_count() or 1) - 1) if processes is None else processes
    return owner_with(node, settings, beside=Beside(beside), ready=ready, lease_seconds=LEASE_SECONDS)


def owner_with(
    node: Node, settings: Settings, *, beside: Beside, ready: threading.Event, lease_seconds: float
) -> StreamOwner:
    """Give an owner whose claims last so long when it is no longer heard of."""
    stream = _stream_of(settings)
    owning = Owning(
        owner=f"{socket.gethostname()[: MOST_OWNER - 40]}.{os.getpid()}.{node.ids.new_id()[:8]}",
        partitions=stream.partitions,
        may_own=settings.may_own,
        ledger=node.store.ledger,
        reads=node.store.partitions,
        recorder=node.recorder,
    )
    return StreamOwner(
        node=node, stream=JetStream(stream), owning=owning, lease_seconds=lease_seconds, ready=ready, beside=beside
    )


def published(settings: Settings, files: Sequence[tuple[str, bytes]]) -> Published:
    """Put every message of these files into the stream, in their order, each into the partition of who pays in it."""
    partitions, again, counted = _stream_of(settings).partitions, 0, Counter[int]()
    with _connected(settings) as stream:
        for name, whole in files:
            for part in _parts(raw for _, raw in messages_in(whole)):
                messages = [(partition_of_message(raw, partitions, settings, name), raw) for raw in part]
                again += stream.publish(messages)
                counted.update(partition for partition, _ in messages)
    return Published(messages=counted.total(), again=again, partitions=dict(sorted(counted.items())))


def partition_of_message(raw: bytes, partitions: int, settings: Settings, name: str = "") -> int:
    """Give the partition of a message: of who pays in it first, else of its bytes."""
    try:
        payments = read_payment_message(raw, filename=name, limits=settings.profile.limits).payments
    except InputError:
        return partition_of(raw, partitions)
    payer = payer_of(payments[0]) if payments else ""
    return partition_of(payer or raw, partitions)


def answers(settings: Settings, after: int, most: int) -> tuple[AnswerShown, ...]:
    """Give the answers behind a place in their stream, at most so many."""
    with _connected(settings) as stream:
        return tuple(
            AnswerShown(sequence=sequence, id=known_as, answer=raw)
            for sequence, known_as, raw in stream.answers(after=after, most=most)
        )


def standing(settings: Settings) -> tuple[PartitionShown, ...]:
    """Say of every partition who owns it and how many messages wait."""
    with _connected(settings) as stream, _read(settings) as holdings:
        waiting, held = stream.waiting(), holdings.partitions.held()
    shown = []
    for number in range(_stream_of(settings).partitions):
        known = held.get(number)
        shown.append(
            PartitionShown(
                partition=number,
                owner=known.owner if known else "",
                epoch=known.claim.epoch if known else 0,
                waiting=waiting.get(number, 0),
            )
        )
    return tuple(shown)


def _stream_of(settings: Settings) -> StreamSettings:
    if settings.stream is None:
        raise SettingsError("payments_stream: not set")
    return settings.stream


@contextmanager
def _connected(settings: Settings) -> Iterator[JetStream]:
    stream = JetStream(_stream_of(settings))
    try:
        stream.open()
        yield stream
    finally:
        stream.close()


@contextmanager
def _read(settings: Settings) -> Iterator[Holdings]:
    where = settings.store
    readers = postgresql_readers(where) if is_postgresql(where) else sqlite_readers(Path(where))
    holdings = Holdings(readers, words_of)
    try:
        yield holdings
    finally:
        holdings.close()


def _parts(messages: Iterator[bytes]) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    for raw in messages:
        part.append(raw)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part
