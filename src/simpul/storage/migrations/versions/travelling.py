"""The tables of travel: manifests that were screened, and travellers who are kept because of hits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "manifest",
        sa.Column("id", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("screened_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_manifest_audience_audience"),
        sa.PrimaryKeyConstraint("id", name="pk_manifest"),
    )
    op.create_index("ix_manifest_audience_screened_at_id", "manifest", ["audience", "screened_at", "id"])
    op.create_table(
        "traveller",
        sa.Column("id", WORD, nullable=False),
        sa.Column("manifest", WORD, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("alert", WORD, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_traveller_audience_audience"),
        sa.ForeignKeyConstraint(["manifest"], ["manifest.id"], name="fk_traveller_manifest_manifest"),
        sa.PrimaryKeyConstraint("id", name="pk_traveller"),
    )
    for columns in (["manifest", "audience", "score", "id"], ["subject", "audience"], ["alert", "audience"]):
        op.create_index(f"ix_traveller_{'_'.join(columns)}", "traveller", columns)
