"""The tables of drafts of requests between states, and of their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "law_draft",
        sa.Column("id", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("author", WORD, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_law_draft_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_law_draft"),
    )
    op.create_index("ix_law_draft_audience_saved_at_id", "law_draft", ["audience", "saved_at", "id"])
    op.create_table(
        "law_draft_version",
        sa.Column("draft", WORD, nullable=False),
        sa.Column("version", NUMBER, autoincrement=False, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["law_draft.id"], name="fk_law_draft_version_draft_law_draft"),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_law_draft_version_audience_audience"),
        sa.PrimaryKeyConstraint("draft", "version", name="pk_law_draft_version"),
    )
