"""The tables as they were first: terms, reports, assertions, acts, links, alerts, lists, officers and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EMPTY_CHAIN = "0" * 64


def upgrade() -> None:
    """Make every table, and the head of the empty chain of acts."""
    _terms()
    _acts()
    _people()
    _reports()
    _assertions()
    _words()
    _alerts()
    _judgements()
    _lists()
    _entries()
    _partners()
    _boxes()
    _receipts()


def _terms() -> None:
    op.create_table(
        "audience",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", WORD, nullable=False),
        sa.Column("handling", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audience"),
        sa.UniqueConstraint("digest", name="uq_audience_digest"),
    )


def _acts() -> None:
    op.create_table(
        "audit",
        sa.Column("index", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("actor", WORD, nullable=False),
        sa.Column("target", WORD, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("previous", WORD, nullable=False),
        sa.Column("leaf", WORD, nullable=False),
        sa.PrimaryKeyConstraint("index", name="pk_audit"),
    )
    op.create_index("ix_audit_target_index", "audit", ["target", "index"])
    heads = op.create_table(
        "head",
        sa.Column("log", WORD, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("roots", sa.LargeBinary(), nullable=False),
        sa.Column("last", WORD, nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_head"),
    )
    op.bulk_insert(heads, [{"log": "node", "size": 0, "roots": b"", "last": EMPTY_CHAIN}])
    op.create_table(
        "checkpoint",
        sa.Column("size", NUMBER, autoincrement=False, nullable=False),
        sa.Column("root", WORD, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_checkpoint"),
    )


def _people() -> None:
    op.create_table(
        "officer",
        sa.Column("id", WORD, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
    )
    op.create_table(
        "draft",
        sa.Column("id", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("author", WORD, nullable=False),
        sa.Column("digest", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_draft_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_audience_saved_at_id", "draft", ["audience", "saved_at", "id"])
    op.create_table(
        "draft_approval",
        sa.Column("draft", WORD, nullable=False),
        sa.Column("digest", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("draft", "digest", "officer", name="pk_draft_approval"),
    )


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("originator", WORD, nullable=False),
        sa.Column("direction", WORD, nullable=False),
        sa.Column("author", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_by", WORD, nullable=False),
        sa.Column("retracted_by", WORD, nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_report_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    op.create_index(
        "ix_report_audience_direction_recorded_at_id", "report", ["audience", "direction", "recorded_at", "id"]
    )


def _assertions() -> None:
    op.create_table(
        "assertion",
        sa.Column("id", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("schema", WORD, nullable=False),
        sa.Column("property", WORD, nullable=False),
        sa.Column("value", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_by", WORD, nullable=False),
        sa.Column("retracted_by", WORD, nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_assertion_audience_audience"),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name="fk_assertion_report_report"),
        sa.PrimaryKeyConstraint("id", name="pk_assertion"),
    )
    op.create_index("ix_assertion_report_audience", "assertion", ["report", "audience"])
    op.create_index("ix_assertion_subject_audience", "assertion", ["subject", "audience"])


def _words() -> None:
    op.create_table(
        "subject_word",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", WORD, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("assertion", WORD, nullable=False),
        sa.Column("sort", WORD, nullable=False),
        sa.PrimaryKeyConstraint("audience", "token", "subject", "assertion", name="pk_subject_word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_word",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.PrimaryKeyConstraint("audience", "token", "report", name="pk_report_word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "list_word",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("list", WORD, nullable=False),
        sa.Column("token", WORD, nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.PrimaryKeyConstraint("audience", "list", "token", "reference", name="pk_list_word"),
        sqlite_with_rowid=False,
    )


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("left", WORD, nullable=False),
        sa.Column("right", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_alert_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("left", "right", "audience", name="uq_alert_left_right_audience"),
    )
    op.create_index(
        "ix_alert_audience_state_rank_raised_at_id", "alert", ["audience", "state", "rank", "raised_at", "id"]
    )
    op.create_table(
        "alert_decision",
        sa.Column("alert", WORD, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alert.id"], name="fk_alert_decision_alert_alert"),
        sa.PrimaryKeyConstraint("alert", "number", name="pk_alert_decision"),
    )


def _judgements() -> None:
    op.create_table(
        "match_decision",
        sa.Column("id", WORD, nullable=False),
        sa.Column("left", WORD, nullable=False),
        sa.Column("right", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("alert", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("withdrawn_by", WORD, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_match_decision_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_match_decision"),
    )
    op.create_index("ix_match_decision_alert", "match_decision", ["alert"])
    op.create_index("ix_match_decision_left_audience", "match_decision", ["left", "audience"])
    op.create_index("ix_match_decision_right_audience", "match_decision", ["right", "audience"])
    op.create_table(
        "waiting_profile",
        sa.Column("position", NUMBER, autoincrement=False, nullable=False),
        sa.Column("profile", WORD, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_waiting_profile"),
        sa.UniqueConstraint("profile", name="uq_waiting_profile_profile"),
    )


def _lists() -> None:
    op.create_table(
        "list_import",
        sa.Column("id", WORD, nullable=False),
        sa.Column("list", WORD, nullable=False),
        sa.Column("dated", WORD, nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_list_import"),
    )
    op.create_index("ix_list_import_list_imported_at", "list_import", ["list", "imported_at"])
    op.create_table(
        "list_change",
        sa.Column("import", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.Column("change", WORD, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.ForeignKeyConstraint(["import"], ["list_import.id"], name="fk_list_change_import_list_import"),
        sa.PrimaryKeyConstraint("import", "audience", "reference", name="pk_list_change"),
    )


def _entries() -> None:
    op.create_table(
        "list_entry",
        sa.Column("list", WORD, nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.Column("version", NUMBER, autoincrement=False, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("content", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("entered_on", WORD, nullable=False),
        sa.Column("left_on", WORD, nullable=False),
        sa.Column("came", WORD, nullable=False),
        sa.Column("gone", WORD, nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_list_entry_audience_audience"),
        sa.PrimaryKeyConstraint("list", "reference", "version", name="pk_list_entry"),
    )
    op.create_index(
        "ix_list_entry_audience_list_gone_reference", "list_entry", ["audience", "list", "gone", "reference"]
    )


def _partners() -> None:
    op.create_table(
        "partner",
        sa.Column("peer", WORD, nullable=False),
        sa.Column("introduction", sa.LargeBinary(), nullable=False),
        sa.Column("signed_introduction", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", WORD, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("suspended", WORD, nullable=False),
        sa.PrimaryKeyConstraint("peer", name="pk_partner"),
    )
    op.create_table(
        "link",
        sa.Column("peer", WORD, nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("last_contact", sa.BigInteger(), nullable=True),
        sa.Column("last_error", WORD, nullable=False),
        sa.Column("last_error_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("peer", name="pk_link"),
    )


def _boxes() -> None:
    op.create_table(
        "outbox",
        sa.Column("peer", WORD, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("root", WORD, nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "number", name="pk_outbox"),
    )
    op.create_table(
        "inbox",
        sa.Column("peer", WORD, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("envelope", WORD, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("root", WORD, nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "number", name="pk_inbox"),
        sa.UniqueConstraint("envelope", name="uq_inbox_envelope"),
    )


def _receipts() -> None:
    op.create_table(
        "receipt",
        sa.Column("peer", WORD, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("envelope", WORD, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("log_size", sa.BigInteger(), nullable=False),
        sa.Column("log_root", WORD, nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "number", name="pk_receipt"),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", WORD, nullable=False),
        sa.Column("link", WORD, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("place", WORD, nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_at_id", "quarantine", ["at", "id"])
    op.create_index("ix_quarantine_link", "quarantine", ["link"])
