"""Writing: what the rows of every subject share inside the one writing transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Executable, Insert, Row, Update

from simpul.core.authority import AuthorityId
from simpul.core.node import Limits
from simpul.storage.audiences import Interning
from simpul.storage.engine import is_sqlite
from simpul.storage.heads import Heads
from simpul.storage.often import Often
from simpul.storage.remembered import Remembered
from simpul.storage.words import Words


class Writing:
    """The writer's connection with what the writer knows, and the topics that the present transaction touches.

    A topic names what changed, for those who wait: `reports`, `alerts`, `screening`, `lists`, `drafts`, `officers`,
    `peers`, `links`, `quarantine`, `audit`, and `outbox:<peer>` for a peer that is to be sent something.
    """

    def __init__(self, connection: Connection, *, limits: Limits, authority: AuthorityId, words: Words) -> None:
        """Begin with nothing known."""
        self.connection = connection
        self.limits = limits
        self.authority = authority
        self.words = words
        self.often = Often(connection)
        self.heads = Heads(connection, self.often)
        self.interning = Interning(connection)
        self.editions: Remembered[str, Mapping[str, str]] = Remembered()
        self._topics: set[str] = set()
        self._touched: set[str] = set()

    def touch(self, *topics: str) -> None:
        """Note that the act changes something that others wait for."""
        self._touched.update(topics)

    def run(self, statement: Executable, parameters: Mapping[str, object] | None = None) -> int:
        """Run a statement; give how many rows it changed."""
        return self.connection.execute(statement, parameters or {}).rowcount

    def run_all(self, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement for every row, compiled once; rows all have the same names."""
        self.often.run_all(statement, rows)

    def rows(self, statement: Executable, parameters: Mapping[str, object] | None = None) -> list[Row[Any]]:
        """Give the rows of a query."""
        return list(self.connection.execute(statement, parameters or {}))

    def one(self, statement: Executable, parameters: Mapping[str, object] | None = None) -> Row[Any] | None:
        """Give the one row of a query, if there is one."""
        return self.connection.execute(statement, parameters or {}).one_or_none()

    def begin(self) -> None:
        """Begin a transaction."""
        self._topics.clear()
        self._touched.clear()
        self.heads.begin()
        if not is_sqlite(self.connection.dialect):  # others may have written since
            self.editions.forget()

    def keep(self) -> None:
        """Let what the act did stand."""
        self.heads.keep()
        self.interning.keep()
        self.editions.keep()
        self._topics |= self._touched
        self._touched.clear()

    def undo(self) -> None:
        """Forget what the act did."""
        self.heads.undo()
        self.interning.undo()
        self.editions.undo()
        self._touched.clear()

    def finish(self) -> None:
        """Write what was kept back until the commit."""
        self.heads.flush()

    def forget(self) -> None:
        """Forget everything: the transaction failed."""
        self.heads.forget()
        self.interning.forget()
        self.editions.forget()
        self._topics.clear()
        self._touched.clear()

    @property
    def topics(self) -> frozenset[str]:
        """What the transaction changed."""
        return frozenset(self._topics)
