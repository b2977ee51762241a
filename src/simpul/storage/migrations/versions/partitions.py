"""The tables of the processes that take payments, and of which partition each of them has."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "payment_owner",
        sa.Column("name", WORD, nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("may_own", WORD, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_payment_owner"),
    )
    op.create_table(
        "payment_partition",
        sa.Column("partition", NUMBER, autoincrement=False, nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("owner", WORD, nullable=False),
        sa.PrimaryKeyConstraint("partition", name="pk_payment_partition"),
    )
