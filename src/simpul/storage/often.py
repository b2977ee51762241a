"""Statements that run with every act: the text of each is made once, and SQLite is handed it directly.

Building a statement and its rows costs several times what SQLite takes to run it, and a payment alone in its
transaction runs a dozen. So the statements of modules, which never change, are compiled once. They hold words, whole
numbers and bytes only (`tables.schema`), which the driver takes and gives as they are. On PostgreSQL they go the usual
way: there the server is further away than any of this.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Insert, Row, Select, Update
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

from simpul.storage.engine import sqlite_driver

Written = Insert | Update | Delete
Parameters = Mapping[str, object]


class _Compiled(NamedTuple):
    """A statement as the driver takes it, what puts parameters into the form it takes, and the columns it gives."""

    sql: str
    in_order: Callable[[Parameters], Any]
    columns: SimpleResultMetaData


class Often:
    """Runs statements that stand in modules."""

    def __init__(self, connection: Connection) -> None:
        """Run over this connection, in the transactions that others begin and end on it."""
        self._connection = connection
        self._compiled: dict[object, _Compiled] = {}

    def rows(self, statement: Select[Any], parameters: Parameters) -> list[Row[Any]]:
        """Give the rows of a query."""
        driver = sqlite_driver(self._connection)
        if driver is None:
            return list(self._connection.execute(statement, parameters))
        known = self._compiled.get(statement) or self._compile(statement, None)
        found = driver.execute(known.sql, known.in_order(parameters)).fetchall()
        return list(IteratorResult(known.columns, iter(found))) if found else []

    def run(self, statement: Written, parameters: Parameters) -> int:
        """Run a statement; give how many rows it changed."""
        driver = sqlite_driver(self._connection)
        if driver is None:
            return self._connection.execute(statement, parameters).rowcount
        known = self._compiled.get(statement) or self._compile(statement, parameters)
        return driver.execute(known.sql, known.in_order(parameters)).rowcount

    def run_all(self, statement: Written, rows: Sequence[Parameters]) -> None:
        """Run a statement for every row; rows all have the same names."""
        if not rows:
            return
        known = self._compiled.get(statement) or self._compile(statement, rows[0])
        in_order = [known.in_order(row) for row in rows]
        driver = sqlite_driver(self._connection)
        if driver is None:
            self._connection.exec_driver_sql(known.sql, in_order)
        else:
            driver.executemany(known.sql, in_order)

    def plainly(self, sql: str) -> None:
        """Run a statement that has no parameters."""
        driver = sqlite_driver(self._connection)
        if driver is None:
            self._connection.exec_driver_sql(sql)
        else:
            driver.execute(sql)

    def _compile(self, statement: Select[Any] | Written, row: Parameters | None) -> _Compiled:
        keys = list(row) if isinstance(statement, Insert) and row is not None else None
        compiled = statement.compile(dialect=self._connection.dialect, column_keys=keys)
        names: Sequence[str] | None = getattr(compiled, "positiontup", None)
        given = row or {}
        constants = {name: value for name, value in compiled.params.items() if name not in given and value is not None}
        columns = statement.selected_columns.keys() if isinstance(statement, Select) else []
        known = _Compiled(
            sql=str(compiled),
            in_order=dict if names is None else _ordering(tuple(names), constants),
            columns=SimpleResultMetaData(columns),
        )
        self._compiled[statement] = known
        return known


def _ordering(names: tuple[str, ...], constants: Parameters) -> Callable[[Parameters], Any]:
    return itemgetter(*names) if len(names) > 1 and not constants else partial(_in_order, names, constants)


def _in_order(names: tuple[str, ...], constants: Parameters, parameters: Parameters) -> tuple[object, ...]:
    """Give parameters in the order in which the driver takes them."""
    return tuple([parameters[name] if name in parameters else constants[name] for name in names])
