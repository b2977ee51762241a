"""The tables of the order of payments with their facts, and of what was said about rules."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE_AMOUNT = ("sender", "receiver")
WORDS = ("currency", "origin", "destination", "sender_kind", "receiver_kind", "purpose", "hits", "script")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "payment_fact",
        sa.Column("sequence", NUMBER, autoincrement=False, nullable=False),
        sa.Column("payment", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in BEFORE_AMOUNT),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("decimals", sa.BigInteger(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in WORDS),
        sa.Column("apart", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_payment_fact_payment_payment"),
        sa.PrimaryKeyConstraint("sequence", name="pk_payment_fact"),
        sa.UniqueConstraint("payment", name="uq_payment_fact_payment"),
    )
    op.create_index("ix_payment_fact_at_sequence", "payment_fact", ["at", "sequence"])
    op.create_table(
        "payment_rule_record",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_payment_rule_record"),
        sa.UniqueConstraint("id", name="uq_payment_rule_record_id"),
    )
