"""Reading: one snapshot, one viewer, and the audiences that the viewer may see in it.

Every query of a viewer's is narrowed to these audiences before it runs (`View.ids`). What comes back is decided on once
more, on the terms in the row's own signed bytes: a row that should not have come is a fault or a change from outside,
and is told, never left out in silence.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row
from sqlalchemy.exc import SQLAlchemyError

from simpul.core.authority import Sight
from simpul.core.errors import InputError, StorageError, TamperedError
from simpul.core.handling import Action, Context, Handling, decide
from simpul.storage.audiences import Audiences
from simpul.storage.words import Words

VISIBLE = "visible"
"""The parameter that holds the audiences a query is narrowed to."""

LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one viewer may do with what, in one snapshot."""

    connection: Connection
    sight: Sight
    action: Action
    ids: str
    words: Words
    _decided: dict[Handling, bool] = field(default_factory=dict)

    def rows(self, statement: Executable, parameters: Mapping[str, object]) -> list[Row[Any]]:
        """Give the rows of a query that is narrowed to what is visible."""
        return list(self.connection.execute(statement, {VISIBLE: self.ids, **storable(parameters)}))

    def number(self, statement: Executable, parameters: Mapping[str, object]) -> int:
        """Give the one number that a narrowed query answers."""
        return int(self.connection.execute(statement, {VISIBLE: self.ids, **storable(parameters)}).scalar_one())

    def shown(self, terms: Handling, *, row: str) -> None:
        """Let a row with these terms be shown.

        Raises:
            TamperedError: the viewer may not see it, so the query should not have given it.
        """
        allowed = self._decided.get(terms)
        if allowed is None:
            allowed = decide(self.sight.viewer, self.action, terms, Context(at=self.sight.at)).allowed
            self._decided[terms] = allowed
        if not allowed:
            raise TamperedError(f"{row} is kept under terms that are not its own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The way to read: a pool of readers, and the audiences that they know."""

    engine: Engine
    audiences: Audiences
    words: Words

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a connection that sees one state of the database.

        Raises:
            StorageError: the database cannot be read.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as exc:
            raise StorageError(f"the database cannot be read: {exc}") from exc

    @contextmanager
    def view(self, sight: Sight, action: Action) -> Iterator[View]:
        """Open a snapshot for a viewer and what he or she wants to do."""
        with self.snapshot() as connection:
            self.audiences.refresh(connection)
            ids = self.audiences.visible_to(sight, action)
            yield View(connection=connection, sight=sight, action=action, ids=ids, words=self.words)


def storable(parameters: Mapping[str, object]) -> Mapping[str, object]:
    """Give the parameters of a question back when a database can hold every text and number in them.

    Raises:
        InputError: one holds a zero character or half of a surrogate pair, or has more than 63 bits.
    """
    for name, value in parameters.items():
        if isinstance(value, str) and not is_storable(value):
            raise InputError("holds a character that no text has", place=name)
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise InputError("larger than any number here", place=name)
    return parameters


def is_storable(text: str) -> bool:
    """Say whether a database can hold the text, itself or as JSON."""
    return "\x00" not in text and "\\u0000" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
