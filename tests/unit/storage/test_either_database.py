"""What is recorded verifies on SQLite and on PostgreSQL alike, and what is changed behind the node is named."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Connection, Row, Table, create_engine, select, update

from simpul.storage.store import Store
from simpul.storage.tables.schema import metadata
from tests.stores import opened
from tests.unit.storage.rich import fill
from tests.unit.storage.test_verification import SHOWS_ELSEWHERE, VERIFIED, changed


def test_nothing_is_wrong_with_what_was_only_recorded(store: Store) -> None:
    fill(store)
    checked, problems = store.audit_trail.problems()
    assert problems == ()
    assert checked > 0


def of_its_own(table: Table) -> Iterator[Column[object]]:
    """The columns by which no other row is found: those may be changed without the database taking offence."""
    return (column for column in table.columns if not column.primary_key and not column.foreign_keys)


def put(connection: Connection, table: Table, row: Row[tuple[object, ...]], column: str, value: object) -> None:
    keys = [each == row._mapping[each.name] for each in table.primary_key.columns]
    connection.execute(update(table).where(*keys).values({column: value}))
    connection.commit()


@pytest.mark.postgres
def test_what_is_changed_behind_the_node_is_named_on_postgresql(postgresql: str) -> None:
    store = opened(postgresql)
    fill(store)
    engine = create_engine(postgresql)
    tried = 0
    with engine.connect() as connection:
        for table in (metadata.tables[name] for name in VERIFIED):
            row = connection.execute(select(table).order_by(*table.primary_key.columns)).first()
            assert row is not None, table.name
            for column in of_its_own(table):
                was = row._mapping[column.name]
                put(connection, table, row, column.name, changed(was))
                named = {each.table for each in store.audit_trail.problems()[1]}
                put(connection, table, row, column.name, was)
                assert table.name in named or ((table.name, column.name) in SHOWS_ELSEWHERE and named), column
                tried += 1
    engine.dispose()
    assert tried > len(VERIFIED)
    assert store.audit_trail.problems()[1] == ()
    store.close()
