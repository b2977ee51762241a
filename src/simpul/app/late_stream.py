"""The stream that payments come by, loaded where a node is set to have one: its client takes memory."""

import importlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from simpul.app.node import Node
from simpul.core.errors import SettingsError
from simpul.settings.settings import Settings

_STREAMS = "simpul.app.streams"


class Taker(Protocol):
    """Takes payments beside what the node answers; `trouble` says in words why it cannot."""

    @property
    def trouble(self) -> str:
        """What keeps it from its work; empty when nothing does."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Finish what is in hand, and end."""


class StreamTaker(Taker, Protocol):
    """Takes payments from a stream."""

    @property
    def figures(self) -> Mapping[str, int]:
        """How many partitions it owns, and what it has done since it began."""


TakerOf = Callable[[threading.Event], StreamTaker]
"""Makes a taker that begins when the event says that the node can screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was put into the stream: so many messages, of which so many were there already, and how many a partition."""

    messages: int
    again: int
    partitions: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionShown:
    """One partition: who owns it, how often it changed hands, and how many messages wait in it."""

    partition: int
    owner: str
    epoch: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """One answer of the stream: its place, its id, which is the same whenever it is sent again, and its bytes."""

    sequence: int
    id: str
    answer: bytes


class _Streams(Protocol):
    """What is loaded."""

    def owner_of(self, node: Node, settings: Settings, processes: int | None, ready: threading.Event) -> StreamTaker:
        """Give an owner of partitions."""

    def published(self, settings: Settings, files: Sequence[tuple[str, bytes]]) -> Published:
        """Put messages into the stream."""

    def answers(self, settings: Settings, after: int, most: int) -> tuple[AnswerShown, ...]:
        """Give answers."""

    def standing(self, settings: Settings) -> tuple[PartitionShown, ...]:
        """Say how every partition stands."""


def taker_of(node: Node, settings: Settings, *, processes: int | None = None) -> TakerOf | None:
    """Give what takes payments from the stream of the settings, by so many processes beside; none where none is set.

    Raises:
        SettingsError: the client of NATS is not installed.
    """
    return partial(_loaded().owner_of, node, settings, processes) if settings.payments_stream else None


def published(settings: Settings, files: Sequence[tuple[str, bytes]]) -> Published:
    """Put every message of these files, each named, into the stream, each into its partition.

    Raises:
        InputError: a file holds nothing, or more than is taken at once.
        SettingsError: there is no stream.
        StreamError: the server took not all of them.
    """
    return _set(settings).published(settings, files)


def answers(settings: Settings, *, after: int, most: int) -> tuple[AnswerShown, ...]:
    """Give the answers behind a place in their stream, at most so many.

    Raises:
        SettingsError: there is no stream.
        StreamError: the server cannot be reached.
    """
    return _set(settings).answers(settings, after, most)


def standing(settings: Settings) -> tuple[PartitionShown, ...]:
    """Say of every partition who owns it and how many messages wait.

    Raises:
        SettingsError: there is no stream, or the database cannot be read.
        StreamError: the server cannot be reached.
    """
    return _set(settings).standing(settings)


def _set(settings: Settings) -> _Streams:
    if not settings.payments_stream:
        raise SettingsError("payments_stream: not set")
    return _loaded()


def _loaded() -> _Streams:
    try:
        made: _Streams = importlib.import_module(_STREAMS)
    except ModuleNotFoundError as missing:
        raise SettingsError(f"payments_stream: install Simpul with the extra `jetstream` ({missing})") from missing
    return made
