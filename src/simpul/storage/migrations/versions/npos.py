"""The register of non-profit organisations, and which payments stood to somebody in it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table, and add the fact: nobody was in a register before there was one."""
    op.create_table(
        "npo_record",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_npo_record"),
        sa.UniqueConstraint("id", name="uq_npo_record_id"),
    )
    op.add_column("payment_fact", sa.Column("npos", WORD, nullable=False, server_default=sa.text("''")))
