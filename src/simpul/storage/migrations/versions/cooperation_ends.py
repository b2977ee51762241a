"""By which word a request for extradition or legal assistance came to its end, so that lists know which are open."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, with the ends that words tell of; each is set anew when the next word is said."""
    op.create_table(
        "cooperation_end",
        sa.Column("thread", WORD, nullable=False),
        sa.Column("record", WORD, nullable=False),
        sa.ForeignKeyConstraint(["thread"], ["unit_record.id"], name="fk_cooperation_end_thread_unit_record"),
        sa.ForeignKeyConstraint(["record"], ["unit_record.id"], name="fk_cooperation_end_record_unit_record"),
        sa.PrimaryKeyConstraint("thread", name="pk_cooperation_end"),
    )
    op.execute(
        "INSERT INTO cooperation_end (thread, record) SELECT thread, MAX(id) FROM unit_record WHERE kind = 'law-word'"
        " AND aspect IN ('executed', 'refused', 'withdrawn', 'surrendered') GROUP BY thread"
    )
