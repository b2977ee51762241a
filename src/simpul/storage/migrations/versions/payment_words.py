"""What payments are found by. It is kept of those that are there too, behind their taking, from the first start on."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "payment_word",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", WORD, nullable=False),
        sa.Column("sequence", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("audience", "token", "sequence", name="pk_payment_word"),
        sqlite_with_rowid=False,
    )
