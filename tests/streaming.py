"""Payments by a stream in tests: a real NATS server, and owners in this process, each with a node of its own."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.app.beside import Beside
from simpul.app.build import build
from simpul.app.late_stream import AnswerShown
from simpul.app.node import Node
from simpul.app.streaming import StreamOwner
from simpul.app.streams import answers, owner_with, published
from simpul.core.payment.original import StatusReport
from simpul.core.payment.stream import StreamSettings
from simpul.formats.iso20022.reading import read_iso20022
from simpul.settings.settings import Settings
from simpul.storage.jetstream import JetStream
from tests.founding import PASSPHRASE, make_home
from tests.patience import until
from tests.world import settings_of

LEASE_SECONDS = 1.0
PARTITIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamHouse:
    """The settings of one authority's node with a stream, and what is asked of it."""

    settings: Settings

    def puts(self, *messages: bytes) -> int:
        """Put messages into the stream; give how many were there already."""
        done = [published(self.settings, [(f"file {number}.xml", raw)]) for number, raw in enumerate(messages)]
        return sum(each.again for each in done)

    def puts_fast(self, messages: Sequence[tuple[int, bytes]]) -> None:
        """Put messages into partitions."""
        stream = JetStream(self._stream)
        stream.open()
        stream.publish(messages)
        stream.close()

    def waiting(self) -> int:
        """Give how many messages are not acknowledged."""
        stream = JetStream(self._stream)
        stream.open()
        try:
            return sum(stream.waiting().values())
        finally:
            stream.close()

    def until_all_is_taken(self, owner: StreamOwner | None = None) -> None:
        """Wait until every message is acknowledged, or fail with how many are not and what hinders the owner."""
        until(lambda: self.waiting() == 0, stands=lambda: (self.waiting(), owner and (owner.trouble, owner.counts)))

    def answers(self) -> tuple[AnswerShown, ...]:
        """Give every answer there is."""
        return answers(self.settings, 0, 100_000)

    def reports(self) -> list[StatusReport]:
        """Give what every answer says, of each payment."""
        said = (one.value for each in self.answers() for one in read_iso20022(each.answer).transactions)
        return [report for report in said if isinstance(report, StatusReport)]

    @contextmanager
    def node(self) -> Iterator[Node]:
        """Open the node, ready to screen."""
        node = build(self.settings, PASSPHRASE)
        try:
            node.screening.prepare()
            yield node
        finally:
            node.close()

    @contextmanager
    def owner(self, *, own: str = "all", lease_seconds: float = LEASE_SECONDS) -> Iterator[StreamOwner]:
        """Let an owner take payments, with a node of its own."""
        with self.node() as node:
            ready = threading.Event()
            ready.set()
            settings = replace(self.settings, payments_stream_own=own)
            owner = owner_with(node, settings, beside=Beside(0), ready=ready, lease_seconds=lease_seconds)
            owner.start()
            try:
                yield owner
            finally:
                owner.stop()

    @property
    def _stream(self) -> StreamSettings:
        assert self.settings.stream is not None
        return self.settings.stream


def settled_in(folder: Path, address: str, *, database: str = "", partitions: int = PARTITIONS) -> StreamHouse:
    """Make a node with a stream."""
    settings = replace(
        settings_of(folder / "XA", "XA"),
        database=database,
        payments_stream=address,
        payments_stream_partitions=partitions,
    )
    make_home(settings)
    return StreamHouse(settings=settings)
