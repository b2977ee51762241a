"""Statements that run with every act give what they give the usual way."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, bindparam, create_engine, insert, select, update

from simpul.storage.often import Often
from simpul.storage.tables.acts import head

LOGS = [{"log": name, "size": size, "roots": bytes([size]), "last": name * 2} for size, name in enumerate("abc")]
LONGEST = select(head).where(head.c.size >= bindparam("least")).order_by(head.c.size.desc()).limit(2)
MOVE = update(head).where(head.c.log == bindparam("which")).values(size=bindparam("now"))


@pytest.fixture
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as opened:
        head.create(opened)
        Often(opened).run_all(insert(head), LOGS)
        yield opened


@pytest.mark.parametrize("least", [0, 1, 2, 3])
def test_rows_are_those_of_the_usual_way(connection: Connection, least: int) -> None:
    often = Often(connection)
    for _ in range(2):
        found = often.rows(LONGEST, {"least": least})
        assert found == list(connection.execute(LONGEST, {"least": least}))
        assert [row.roots for row in found] == [bytes([row.size]) for row in found]


def test_a_run_says_how_many_rows_it_changed(connection: Connection) -> None:
    often = Often(connection)
    assert [often.run(MOVE, {"which": which, "now": 9}) for which in ("a", "b", "z")] == [1, 1, 0]
    assert [row.size for row in often.rows(LONGEST, {"least": 9})] == [9, 9]


def test_a_row_that_is_there_already_is_refused(connection: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        Often(connection).run(insert(head), LOGS[0])
