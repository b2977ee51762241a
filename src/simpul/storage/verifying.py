"""Verifying: everything that is recorded is hashed again and compared with what the logs hold."""

from sqlalchemy import Connection, select

from simpul.core.audit import Problem, chain_problems
from simpul.storage.tables.acts import audit


def problems_in(connection: Connection) -> tuple[int, tuple[Problem, ...]]:
    """Check every row; give how many there were and what is wrong."""
    rows = connection.execute(
        select(audit.c["index"], audit.c.body, audit.c.previous, audit.c.leaf).order_by(audit.c["index"])
    ).all()
    return len(rows), tuple(chain_problems((row[0], row[1], row[2], row[3]) for row in rows))
