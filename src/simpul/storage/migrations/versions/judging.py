"""Alerts that come anew: rounds of a pair, what is asked of alerts beside their bodies, and the words of captions."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from simpul.storage.moments import micros
from simpul.storage.words import tokens_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_A_TIME = 1_000
_WORD = re.compile(r"[^\W_]+")

_ALERTS = (
    'SELECT id, kind, "left", "right", audience, state, rank, raised_at, body, row_hash FROM alert_kept ORDER BY id'
)
_LAST_DECISIONS = (
    "SELECT alert, body FROM alert_decision_kept AS made WHERE number ="
    " (SELECT max(number) FROM alert_decision_kept WHERE alert = made.alert)"
)


def upgrade() -> None:
    """Make the tables of alerts anew and fill them: SQLite takes no constraint away."""
    for table in ("alert_decision", "alert"):
        op.execute(f"CREATE TABLE {table}_kept AS SELECT * FROM {table}")  # noqa: S608  names that stand here
        op.drop_table(table)
    _alerts()
    _words()
    last = {row.alert: json.loads(row.body) for row in op.get_bind().execute(sa.text(_LAST_DECISIONS))}
    alert, alert_word = _table("alert"), _table("alert_word")
    for rows in op.get_bind().execute(sa.text(_ALERTS)).partitions(AT_A_TIME):
        op.bulk_insert(alert, [_row(row, last.get(row.id)) for row in rows])
        op.bulk_insert(alert_word, [word for row in rows for word in _words_of(row)])
    _decisions()
    for table in ("alert_decision", "alert"):
        op.drop_table(f"{table}_kept")


def _alerts() -> None:
    op.create_table(
        "alert",
        *(sa.Column(name, WORD, nullable=False) for name in ("id", "kind", "left", "right")),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("pair", WORD, nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("subject", "list", "state", "holder", "verdict")),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("script", WORD, nullable=False),
        sa.Column("countries", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_alert_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("pair", "round", name="uq_alert_pair_round"),
    )
    op.create_index(
        "ix_alert_audience_state_rank_raised_at_id", "alert", ["audience", "state", "rank", "raised_at", "id"]
    )
    op.create_index("ix_alert_subject_audience", "alert", ["subject", "audience"])


def _words() -> None:
    op.create_table(
        "alert_word",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", WORD, nullable=False),
        sa.Column("alert", WORD, nullable=False),
        sa.PrimaryKeyConstraint("audience", "token", "alert", name="pk_alert_word"),
        sqlite_with_rowid=False,
    )


def _decisions() -> None:
    op.create_table(
        "alert_decision",
        sa.Column("alert", WORD, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alert.id"], name="fk_alert_decision_alert_alert"),
        sa.PrimaryKeyConstraint("alert", "number", name="pk_alert_decision"),
    )
    op.execute(
        "INSERT INTO alert_decision (alert, number, body, row_hash)"
        " SELECT alert, number, body, row_hash FROM alert_decision_kept"
    )


def _table(name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def _row(row: sa.Row[Any], last: Mapping[str, Any] | None) -> dict[str, object]:
    against = str(json.loads(row.body)["against"])
    decided = last if last and row.state == "decided" else None
    return {
        **row._asdict(),
        "pair": f"{row.left}|{row.right}|{row.audience}",
        "round": 1,
        "subject": json.loads(row.body)["subject"],
        "list": against.split(":", 2)[1] if against.startswith("list:") else "",
        "holder": last["by"] if last and row.state != "open" else "",
        "verdict": decided["verdict"] if decided else "",
        "decided_at": micros(datetime.fromisoformat(decided["at"])) if decided else None,
        "used_at": None,
        "script": "",
        "countries": "",
    }


def _words_of(row: sa.Row[Any]) -> Iterator[dict[str, object]]:
    caption = str(json.loads(row.body).get("caption", ""))
    for token in tokens_of(caption, _plain_words):
        yield {"audience": row.audience, "token": token, "alert": row.id}


def _plain_words(text: str) -> list[list[str]]:
    """Give the words of a caption in their own script; alerts that come find theirs in Latin letters too."""
    return [[word.casefold()] for word in _WORD.findall(text)]
