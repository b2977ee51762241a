"""What is kept apart from payments, each under its own terms."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "payment_apart",
        *(sa.Column(name, WORD, nullable=False) for name in ("id", "payment")),
        sa.Column("audience", sa.Integer(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("list", "reference", "state")),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("batch", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("lifted_batch", WORD, nullable=False),
        sa.Column("lifted", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_apart_audience_audience"),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_payment_apart_payment_payment"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_apart"),
    )
    for columns in (["payment", "state"], ["audience", "state", "raised_at", "id"]):
        op.create_index(f"ix_payment_apart_{'_'.join(columns)}", "payment_apart", columns)
