"""The table of runs in which everything held is screened anew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rescreening",
        sa.Column("id", WORD, nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("goes_on", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rescreening"),
    )
    op.create_index("ix_rescreening_began_at_id", "rescreening", ["began_at", "id"])
