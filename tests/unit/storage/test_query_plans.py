"""No question of a viewer's walks along rows that the viewer may not see: every table is entered by an index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event

from simpul.core.authority import Level
from simpul.storage.store import Store
from tests.answers import Known, answers
from tests.holdings import chance, sight
from tests.stores import opened, sqlite_place
from tests.unit.storage.rich import fill

INTELLIGENCE = (
    *("report", "assertion", "report_word", "subject_word", "alert", "match_decision"),
    *("draft", "list_entry", "list_word", "list_change"),
)


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, object]]]:
    """Give every statement that readers send."""
    sent: list[tuple[str, object]] = []

    def note(_connection: Connection, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        sent.append((statement, parameters))

    event.listen(store._opened.readers, "before_cursor_execute", note)
    yield sent
    event.remove(store._opened.readers, "before_cursor_execute", note)


def test_every_question_enters_tables_of_intelligence_by_an_index(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    fill(store)
    known = Known(
        reports=[chance()],
        subjects=[chance(), chance()],
        alerts=[chance()],
        drafts=[chance()],
        imports=[chance()],
        entries=[("XZ", "Z.001")],
    )
    with statements(store) as sent:
        answers(store, sight(Level.RESTRICTED), known)
    asked = {statement: parameters for statement, parameters in sent if statement.startswith("SELECT")}
    assert len(asked) > 25
    with store._opened.readers.connect() as connection:
        walks = [
            walk for statement, parameters in asked.items() for walk in walks_of(connection, statement, parameters)
        ]
    store.close()
    assert not walks, "\n".join(walks)


def walks_of(connection: Connection, statement: str, parameters: object) -> Iterator[str]:
    """Give the steps of a statement's plan that walk along a table of intelligence."""
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as it was sent
    for step in (str(row[-1]) for row in plan):
        found = re.match(r"SCAN (\w+)", step)
        if found is not None and found[1] in INTELLIGENCE:
            yield f"{step}: {statement}"
