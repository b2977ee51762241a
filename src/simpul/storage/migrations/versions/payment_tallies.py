"""How many payments stand in each state, and how many passed on each day: counted of those that are there."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MARKS = ("corridor", "scripts", "charity", "registered")

_COUNT = sa.text(
    "INSERT INTO payment_count (audience, state, many) SELECT audience, state, count(*) FROM payment GROUP BY 1, 2"
)
_PASSED = sa.text(
    "INSERT INTO payment_passed (audience, day, corridor, scripts, charity, registered, many)"
    " SELECT p.audience, p.taken_at / 86400000000, p.corridor, p.scripts, p.charity, coalesce(f.npos, ''), count(*)"
    " FROM payment p LEFT JOIN payment_fact f ON f.payment = p.id WHERE p.first_state <> 'held'"
    " GROUP BY 1, 2, 3, 4, 5, 6"
)
_PLACE = sa.text(
    "INSERT INTO payment_walk (what, sequence) SELECT 'tallies', coalesce(max(sequence), 0) FROM payment_fact"
)


def upgrade() -> None:
    """Make the tables, and count."""
    op.create_table(
        "payment_count",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("many", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_count_audience_audience"),
        sa.PrimaryKeyConstraint("audience", "state", name="pk_payment_count"),
    )
    op.create_table(
        "payment_passed",
        sa.Column("audience", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", NUMBER, autoincrement=False, nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in MARKS),
        sa.Column("many", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_passed_audience_audience"),
        sa.PrimaryKeyConstraint("audience", "day", *MARKS, name="pk_payment_passed"),
    )
    for fill in (_COUNT, _PASSED, _PLACE):
        op.get_bind().execute(fill)
