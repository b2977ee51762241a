"""The clocks of requests for extradition and legal assistance."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "cooperation_clock",
        sa.Column("thread", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["thread"], ["unit_record.id"], name="fk_cooperation_clock_thread_unit_record"),
        sa.PrimaryKeyConstraint("thread", "kind", name="pk_cooperation_clock"),
    )
    op.create_index("ix_cooperation_clock_due_at", "cooperation_clock", ["due_at"])
