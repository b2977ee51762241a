"""Indexes of the few payments that the desk asks for: those on which something waits, and those that were held."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WAITS = sa.text("proposed <> ''")
WERE_HELD = sa.text("first_state = 'held'")


def upgrade() -> None:
    """Make the indexes."""
    for name, columns, where in (
        ("ix_payment_waits", ("turn_at", "id"), WAITS),
        ("ix_payment_were_held", ("taken_at", "id"), WERE_HELD),
        ("ix_payment_were_held_corridor", ("corridor", "taken_at", "id"), WERE_HELD),
    ):
        op.create_index(name, "payment", columns, sqlite_where=where, postgresql_where=where)
