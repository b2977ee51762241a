"""What verification finds, and the plain reading of rows that may hold anything.

Rows are read as the database holds them, without any trust in their types: a row that cannot be understood is a
finding with its name, and the rest is checked all the same.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.exc import SQLAlchemyError

from simpul.core.audit import Problem
from simpul.core.errors import TamperedError
from simpul.core.handling import Handling

MOST_PROBLEMS = 1_000
_ROWS_AT_ONCE = 1_000
_NOT_UNDERSTOOD = (TamperedError, ValueError, TypeError, AttributeError, LookupError)


class Findings:
    """Counts what was checked and keeps what is wrong, up to a bound."""

    def __init__(self, connection: Connection) -> None:
        """Begin with nothing found."""
        self._connection = connection
        self.checked = 0
        self.problems: list[Problem] = []

    def add(self, table: str, row: object, what: str) -> None:
        """Keep a problem."""
        problem = Problem(table=table, row=str(row), what=what)
        if len(self.problems) < MOST_PROBLEMS and problem not in self.problems[-1:]:
            self.problems.append(problem)

    def expect(self, table: str, row: object, **equal: tuple[object, object]) -> None:
        """Keep a problem for each named column that is not what it should be."""
        for column, (held, right) in equal.items():
            if held != right:
                self.add(table, row, f"{column} is not what was recorded")

    def expect_terms(self, table: str, row: Row[Any], held: Mapping[int, Handling], right: Handling | None) -> None:
        """Keep a problem when the terms of a row are missing, or are not those in its body."""
        terms = held.get(row.audience)
        if terms is None:
            self.add("audience", row.audience, f"missing: {table} {row[0]} is under it")
            self.add(table, row[0], "its terms are missing")
        elif right is not None and terms != right:
            self.add(table, row[0], "audience is not what was recorded")

    def rows(self, table: str, query: str) -> Iterator[Row[Any]]:
        """Give the rows of a table one by one, and count them; a table that cannot be read is a finding."""
        streaming = self._connection.execution_options(yield_per=_ROWS_AT_ONCE)
        try:
            for row in streaming.exec_driver_sql(query):
                self.checked += 1
                yield row
        except (SQLAlchemyError, sqlite3.Error) as exc:
            self.add(table, "", f"cannot be read: {exc}")

    @contextmanager
    def about(self, table: str, row: object) -> Iterator[None]:
        """Check one row; when it cannot be understood, that is the finding."""
        try:
            yield
        except _NOT_UNDERSTOOD as exc:
            self.add(table, row, f"cannot be understood: {exc}")


@contextmanager
def plainly(connection: Connection) -> Iterator[None]:
    """Read texts as they are, even where they are no text any more."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    before = driver.text_factory
    driver.text_factory = lambda held: held.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = before
