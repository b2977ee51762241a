"""The tables of what passes between units: cases, requests to freeze, words on them, clocks and what they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
WORDS = ("kind", "thread", "originator", "direction", "author", "batch", "aspect", "replaced_by")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unit_record",
        sa.Column("id", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in WORDS),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_unit_record_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_record"),
    )
    for columns in (["thread", "audience"], ["kind", "audience", "recorded_at", "id"], ["batch", "id"]):
        op.create_index(f"ix_unit_record_{'_'.join(columns)}", "unit_record", columns)
    op.create_table(
        "unit_content",
        sa.Column("record", WORD, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["unit_record.id"], name="fk_unit_content_record_unit_record"),
        sa.PrimaryKeyConstraint("record", name="pk_unit_content"),
    )
    op.create_table(
        "unit_sending",
        sa.Column("record", WORD, nullable=False),
        sa.Column("peer", WORD, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["unit_record.id"], name="fk_unit_sending_record_unit_record"),
        sa.PrimaryKeyConstraint("record", "peer", name="pk_unit_sending"),
    )
    op.create_index("ix_unit_sending_peer_number", "unit_sending", ["peer", "number"])
    _approvals()
    _clocks()


def _approvals() -> None:
    op.create_table(
        "unit_approval",
        sa.Column("digest", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "officer", name="pk_unit_approval"),
    )


def _clocks() -> None:
    op.create_table(
        "freeze_clock",
        sa.Column("request", WORD, nullable=False),
        sa.Column("match_key", WORD, nullable=False),
        sa.Column("holds_until", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("noted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["unit_record.id"], name="fk_freeze_clock_request_unit_record"),
        sa.PrimaryKeyConstraint("request", name="pk_freeze_clock"),
    )
    op.create_index("ix_freeze_clock_due_at", "freeze_clock", ["due_at"])
    op.create_table(
        "freeze_match",
        sa.Column("request", WORD, nullable=False),
        sa.Column("payment", WORD, nullable=False),
        sa.ForeignKeyConstraint(["request"], ["unit_record.id"], name="fk_freeze_match_request_unit_record"),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_freeze_match_payment_payment"),
        sa.PrimaryKeyConstraint("request", "payment", name="pk_freeze_match"),
    )
