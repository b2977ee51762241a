"""What held payments are found and counted by, the entries they are held for, and how far list changes reached them."""

import sqlalchemy as sa
from alembic import op

from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.marking import marks_of
from simpul.core.payment.payment import Payment
from simpul.storage.bodies import decoded
from simpul.storage.moments import micros

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
WORDS = ("first_state", "payer", "payee", "corridor", "scripts", "charity", "proposed", "proposed_by")
INDEXES = (["payer", "taken_at"], ["payee", "taken_at"], ["taken_at", "id"])

_PAYMENTS = sa.text("SELECT id, body FROM payment ORDER BY id")
_FIRST = sa.text("SELECT body FROM payment_decision WHERE payment = :which AND number = 1")
_LATEST = sa.text("SELECT d.found FROM payment_decision d JOIN payment p ON p.latest = d.id WHERE p.id = :which")
_FILL = sa.text(
    "UPDATE payment SET taken_at = :taken_at, first_state = :first_state, payer = :payer, payee = :payee,"
    " corridor = :corridor, scripts = :scripts, charity = :charity WHERE id = :which"
)
_HIT = sa.text(
    "INSERT INTO payment_hit (payment, list, reference, part, name)"
    " VALUES (:payment, :list, :reference, :part, :name) ON CONFLICT DO NOTHING"
)
_REVIEWED = sa.text("INSERT INTO payment_review (\"import\", stage, after) SELECT id, 'done', '' FROM list_import")


def upgrade() -> None:
    """Add the columns, make the tables, and fill them from what is there."""
    op.add_column("payment", sa.Column("taken_at", sa.BigInteger(), nullable=False, server_default="0"))
    for name in WORDS:
        op.add_column("payment", sa.Column(name, WORD, nullable=False, server_default=sa.text("''")))
    for columns in INDEXES:
        op.create_index(f"ix_payment_{'_'.join(columns)}", "payment", columns)
    _make_tables()
    _fill()
    op.get_bind().execute(_REVIEWED)


def _make_tables() -> None:
    op.create_table(
        "payment_hit",
        *(sa.Column(name, WORD, nullable=False) for name in ("payment", "list", "reference", "part", "name")),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_payment_hit_payment_payment"),
        sa.PrimaryKeyConstraint("payment", "list", "reference", "part", name="pk_payment_hit"),
    )
    op.create_index("ix_payment_hit_list_reference_payment", "payment_hit", ["list", "reference", "payment"])
    op.create_table(
        "payment_review",
        *(sa.Column(name, WORD, nullable=False) for name in ("import", "stage", "after")),
        sa.ForeignKeyConstraint(["import"], ["list_import.id"], name="fk_payment_review_import_list_import"),
        sa.PrimaryKeyConstraint("import", name="pk_payment_review"),
    )
    op.create_table(
        "payment_notice",
        *(sa.Column(name, WORD, nullable=False) for name in ("id", "payment")),
        sa.Column("audience", sa.Integer(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("list", "reference", "state")),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("batch", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answer_batch", WORD, nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["audience"], ["audience.id"], name="fk_payment_notice_audience_audience"),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name="fk_payment_notice_payment_payment"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_notice"),
        sa.UniqueConstraint("payment", "list", "reference", name="uq_payment_notice_payment_list_reference"),
    )
    columns = ["audience", "state", "raised_at", "id"]
    op.create_index(f"ix_payment_notice_{'_'.join(columns)}", "payment_notice", columns)


def _fill() -> None:
    """Take the marks of every payment that is there from its body, and its hits from what was found last."""
    bind = op.get_bind()
    for row in bind.execute(_PAYMENTS).all():
        first = decoded(PaymentDecision, bind.execute(_FIRST, {"which": row.id}).scalar_one(), row=row.id)
        marks = marks_of(decoded(Payment, row.body, row=row.id))
        filled = {
            "which": row.id,
            "taken_at": micros(first.decided_at),
            "first_state": first.state.value,
            "payer": marks.payer,
            "payee": marks.payee,
            "corridor": marks.corridor,
            "scripts": " ".join(marks.scripts),
            "charity": "yes" if marks.charity else "",
        }
        bind.execute(_FILL, filled)
        found = decoded(PaymentCase, bind.execute(_LATEST, {"which": row.id}).scalar_one(), row=row.id)
        for hit in found.screening.hits:
            bind.execute(
                _HIT,
                {
                    "payment": row.id,
                    "list": hit.list.id,
                    "reference": hit.reference,
                    "part": hit.part,
                    "name": hit.name,
                },
            )
