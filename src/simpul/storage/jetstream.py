"""NATS JetStream as the way in for payment messages: what is put there stays until it is acknowledged.

Rules:
1. A message leaves the stream of messages only when it is acknowledged (work queue), which its owner does when what it
   decided is durable and the answer has been put into the stream of answers. A full stream takes nothing more; it drops
   nothing.
2. A partition is read by one consumer, named by the epoch of its owner. Who begins to read takes away the consumers of
   earlier epochs; one of a later epoch stays, and then nothing is read here. (What that cannot catch is caught where
   decisions are written.)
3. An answer bears an id that is the same whenever it is sent again. The stream drops the second one for a while, and
   whoever reads answers drops what is older.
4. To a server that is addressed by `tls://` nothing is said in the clear, whatever the server or somebody before it
   says.

Everything runs in an event loop of its own, in a thread; the methods here are called from any other.
"""

import asyncio
import hashlib
import queue
import ssl
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.transport import TcpTransport
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from simpul.core.errors import SettingsError, StreamError
from simpul.core.payment.partition import Claim
from simpul.core.payment.stream import StreamSettings
from simpul.storage.pulling import MOST_UNACKNOWLEDGED, Pulling

T = TypeVar("T")

PATIENCE_SECONDS = 10.0
REDELIVERED_AFTER_SECONDS = 300.0
SAME_ID_SECONDS = 3_600.0
ANSWERS_STAY_SECONDS = 14 * 86_400.0
PARTITIONS = "simpul-partitions"
AGAIN_SECONDS = 0.5
ID = "Nats-Msg-Id"
SECURED = "tls"
FAILURES = (NatsError, OSError, asyncio.TimeoutError)
"""What the client raises where the server, or the way to it, fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamMessage:
    """One message as it was delivered: its partition, and its place in the stream."""

    partition: int
    sequence: int
    raw: bytes
    delivered: Msg


class SecuredClient(Client):
    """A client that says nothing in the clear to a server that is addressed by `tls://`.

    The client of the package begins TLS only where the server says, in the clear, that it wants it: whoever stands
    between could say otherwise, and be told the password and the payments.
    """

    def _connect_command(self) -> bytes:
        """Give the first thing that is said to a server, with what lets us in."""
        server = self._current_server
        if server is not None and server.uri.scheme == SECURED and not self._is_secured():
            self.let_go()
            raise NatsError("the server does not speak TLS")
        return super()._connect_command()

    def let_go(self) -> None:
        """Cut what was opened, and wait for nothing: where TLS failed, nobody says that the connection is closed."""
        if (writer := self._writer()) is not None:
            writer.transport.abort()

    def _is_secured(self) -> bool:
        writer = self._writer()
        return writer is not None and writer.get_extra_info("ssl_object") is not None

    def _writer(self) -> asyncio.StreamWriter | None:
        transport = self._transport
        return transport._io_writer if isinstance(transport, TcpTransport) else None  # noqa: SLF001  told nowhere else


class JetStream:
    """The streams of one node's payments."""

    def __init__(self, settings: StreamSettings) -> None:
        """Begin unconnected."""
        self.settings = settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="simpul-stream-nats", daemon=True)
        self._client = Client()
        self._js = JetStreamContext(self._client)
        self._readers: list[asyncio.Task[None]] = []
        self._answering: set[asyncio.Task[None]] = set()

    # --- from any thread --------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Connect, and make the streams where they are not there.

        Raises:
            SettingsError: the stream has another number of partitions, or what is set cannot be used.
            StreamError: the server cannot be reached.
        """
        options = self._options()
        if not self._thread.is_alive():
            self._thread.start()
        self._do(self._open(options))

    def publish(self, messages: Sequence[tuple[int, bytes]]) -> int:
        """Put messages into the stream, each with its partition, in their order; give how many were there already.

        Raises:
            StreamError: one of them was not taken; those before it may have been.
        """
        return sum(self._do(self._published(messages)))

    def consume(self, claims: Sequence[Claim], into: "queue.SimpleQueue[StreamMessage]") -> None:
        """Begin to read these partitions; what comes is put into the queue, in the order of each partition."""
        self._do(self._consume(claims, into))

    def answer(self, message: StreamMessage, answers: Sequence[tuple[str, bytes]]) -> None:
        """Send answers, each with its id, and acknowledge the message when they are in their stream; nobody waits."""
        self._loop.call_soon_threadsafe(self._begin_answer, message, answers)

    def settle(self) -> None:
        """Read no more, and wait for a while until everything that was answered is acknowledged."""
        self._do(self._settled())

    def waiting(self) -> dict[int, int]:
        """Give how many messages of each partition are not acknowledged, where there are any.

        Raises:
            StreamError: the server cannot be reached.
        """
        return self._do(self._waiting())

    def answers(self, *, after: int, most: int) -> list[tuple[int, str, bytes]]:
        """Give the place, the id and the bytes of the answers behind a place, at most so many.

        Raises:
            StreamError: the server cannot be reached.
        """
        return self._do(self._answers_after(after, most))

    def close(self) -> None:
        """Let go of the server."""
        if self._thread.is_alive():
            if self._client.is_connected or self._client.is_reconnecting:
                with suppress(StreamError):
                    self._do(self._client.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        done: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return done.result(PATIENCE_SECONDS * 3)
        except (*FAILURES, TooLate) as failed:
            done.cancel()
            raise StreamError(f"the stream of payments: {str(failed) or type(failed).__name__}") from failed

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {}
        try:
            if self.settings.credentials:
                options |= _credentials(Path(self.settings.credentials).read_text(encoding="utf-8").strip())
            if self.settings.ca or self.settings.certificate:
                context = ssl.create_default_context(cafile=self.settings.ca or None)
                if self.settings.certificate:
                    context.load_cert_chain(self.settings.certificate, self.settings.key or None)
                options["tls"] = context
        except (OSError, ValueError) as unusable:
            raise SettingsError(f"payments_stream: {unusable}") from unusable
        return options

    # --- in the loop ------------------------------------------------------------------------------------------------

    async def _open(self, options: dict[str, Any]) -> None:
        self._client = await asyncio.wait_for(self._connected(options), PATIENCE_SECONDS)
        self._js = self._client.jetstream(timeout=PATIENCE_SECONDS)
        known = await self._stream(_messages(self.settings))
        await self._stream(_answers(self.settings))
        if (said := (known.metadata or {}).get(PARTITIONS, "")) != str(self.settings.partitions):
            raise SettingsError(f"payments_stream_partitions: the stream has {said or 'none'}")

    async def _connected(self, options: dict[str, Any]) -> Client:
        """Connect to the first server that lets us in; what was connected once is connected again whatever it takes."""
        servers, reason = list(self.settings.servers), ""

        async def hear(trouble: Exception) -> None:
            nonlocal reason
            reason = str(trouble) or type(trouble).__name__

        for first in range(len(servers)):
            client = SecuredClient()
            try:
                await client.connect(
                    servers[first:] + servers[:first],
                    name=f"simpul {self.settings.authority}",
                    connect_timeout=int(PATIENCE_SECONDS),
                    allow_reconnect=False,
                    dont_randomize=True,
                    max_reconnect_attempts=1,
                    reconnect_time_wait=1,
                    ping_interval=5,
                    error_cb=hear,
                    **options,
                )
            except FAILURES:
                client.let_go()
            else:
                client.options |= {"allow_reconnect": True, "max_reconnect_attempts": -1}
                return client
        raise NatsError(reason)

    async def _stream(self, wanted: StreamConfig) -> StreamConfig:
        try:
            return (await self._js.stream_info(str(wanted.name))).config
        except NotFoundError:
            return (await self._js.add_stream(wanted)).config

    async def _published(self, messages: Sequence[tuple[int, bytes]]) -> list[bool]:
        done = []
        for partition, raw in messages:
            headers = {ID: hashlib.sha256(raw).hexdigest()}
            done.append(await self._js.publish_async(self.settings.subject(partition), raw, headers=headers))
        return [bool(told.duplicate) for told in await asyncio.gather(*done)]

    async def _consume(self, claims: Sequence[Claim], into: "queue.SimpleQueue[StreamMessage]") -> None:
        for claim in claims:
            self._readers.append(asyncio.create_task(self._read(claim, into)))

    async def _read(self, claim: Claim, into: "queue.SimpleQueue[StreamMessage]") -> None:
        """Read a partition until it is told to end; what fails is tried again."""

        def came(message: Msg) -> None:
            about, number = message.metadata, claim.partition
            into.put(
                StreamMessage(
                    partition=number,
                    sequence=about.sequence.stream,
                    raw=message.data,
                    delivered=message,
                )
            )

        while True:
            try:
                name = await self._made(claim)
                pulling = Pulling(client=self._client, stream=self.settings.stream, consumer=name, came=came)
                await pulling.until_it_is_gone()
            except FAILURES:
                await asyncio.sleep(AGAIN_SECONDS)

    async def _made(self, claim: Claim) -> str:
        """Make the consumer of a claim, and take those of earlier epochs away; give its name."""
        stream, start = self.settings.stream, f"p{claim.partition}-e"
        for each in await self._consumers():
            epoch = each.removeprefix(start)
            if each.startswith(start) and epoch.isdecimal() and int(epoch) <= claim.epoch:
                with suppress(NotFoundError):
                    await self._js.delete_consumer(stream, each)
        name = f"{start}{claim.epoch}"
        config = ConsumerConfig(
            name=name,
            durable_name=name,
            filter_subject=self.settings.subject(claim.partition),
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=REDELIVERED_AFTER_SECONDS,
            max_ack_pending=MOST_UNACKNOWLEDGED,
        )
        await self._js.add_consumer(stream, config)
        return name

    async def _consumers(self) -> list[str]:
        """Give the names of all consumers of the stream of messages."""
        found: list[str] = []
        while page := await self._js.consumers_info(self.settings.stream, offset=len(found)):
            found += [each.name for each in page]
        return found

    def _begin_answer(self, message: StreamMessage, answers: Sequence[tuple[str, bytes]]) -> None:
        task = asyncio.create_task(self._answer(message, answers))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, message: StreamMessage, answers: Sequence[tuple[str, bytes]]) -> None:
        subject = self.settings.answer_subject(message.partition)
        while True:
            try:
                for known_as, raw in answers:
                    await self._js.publish(subject, raw, headers={ID: known_as})
                await message.delivered.ack()
            except FAILURES:
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    async def _settled(self) -> None:
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)
        self._readers.clear()
        if self._answering:
            _, late = await asyncio.wait(self._answering, timeout=PATIENCE_SECONDS)
            for task in late:
                task.cancel()

    async def _waiting(self) -> dict[int, int]:
        start = self.settings.subject(0).removesuffix("0")
        found = await self._js.stream_info(self.settings.stream, subjects_filter=f"{start}*")
        return {int(subject.removeprefix(start)): many for subject, many in (found.state.subjects or {}).items()}

    async def _answers_after(self, after: int, most: int) -> list[tuple[int, str, bytes]]:
        found: list[tuple[int, str, bytes]] = []
        while len(found) < most:
            try:
                each = await self._js.get_msg(self.settings.answers, after + 1, next=True, subject=">")
            except NotFoundError:
                break
            after = each.seq or 0
            found.append((after, (each.headers or {}).get(ID, ""), each.data or b""))
        return found


def _messages(settings: StreamSettings) -> StreamConfig:
    return StreamConfig(
        name=settings.stream,
        subjects=[settings.subject(each) for each in range(settings.partitions)],
        retention=RetentionPolicy.WORK_QUEUE,
        discard=DiscardPolicy.NEW,
        storage=StorageType.FILE,
        duplicate_window=SAME_ID_SECONDS,
        metadata={PARTITIONS: str(settings.partitions)},
    )


def _answers(settings: StreamSettings) -> StreamConfig:
    return StreamConfig(
        name=settings.answers,
        subjects=[settings.answer_subject(each) for each in range(settings.partitions)],
        retention=RetentionPolicy.LIMITS,
        discard=DiscardPolicy.OLD,
        storage=StorageType.FILE,
        max_age=ANSWERS_STAY_SECONDS,
        duplicate_window=SAME_ID_SECONDS,
    )


def _credentials(said: str) -> dict[str, str]:
    user, colon, password = said.partition(":")
    if not said or "\n" in said:
        raise ValueError("the file of credentials holds `user:password` or a token, in one line")
    return {"user": user, "password": password} if colon else {"token": said}
