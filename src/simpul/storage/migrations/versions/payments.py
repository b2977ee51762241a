"""The tables of payments: each with where it stands, and the decisions on it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "payment",
        sa.Column("id", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("turn_at", sa.BigInteger(), nullable=False),
        sa.Column("latest", WORD, nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
    )
    for columns in (["state", "turn_at", "id"], ["audience", "state", "turn_at", "id"], ["reference", "audience"]):
        op.create_index(f"ix_payment_{'_'.join(columns)}", "payment", columns)
    op.create_table(
        "payment_decision",
        sa.Column("id", WORD, nullable=False),
        sa.Column("payment", WORD, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("batch", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("found", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_decision_audience_audience"),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_payment_decision_payment_payment"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_decision"),
        sa.UniqueConstraint("payment", "number", name="uq_payment_decision_payment_number"),
    )
    op.create_index("ix_payment_decision_batch_id", "payment_decision", ["batch", "id"])
