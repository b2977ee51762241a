"""Accounts of payments as they are read now: what only fills a field is none, and a cover payment is its customers'.

Decisions stay as they were made. What rules said on the payments that are there was counted by accounts as they were
read then; up to where that goes is kept, so that no back-test compares the two.
"""

import sqlalchemy as sa
from alembic import op

from simpul.core.payment.facts import BETWEEN
from simpul.core.payment.marking import PaymentMarks, marks_of
from simpul.core.payment.payment import Payment
from simpul.storage.bodies import decoded

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
READ_ANEW = "accounts-read-anew"

_PAYMENTS = sa.text(
    "SELECT p.id, p.body, p.payer, p.payee, p.corridor, p.scripts, f.sequence, f.sender, f.receiver, f.npos"
    " FROM payment p LEFT JOIN payment_fact f ON f.payment = p.id WHERE p.id > :after ORDER BY p.id LIMIT :most"
)
_MARK = sa.text(
    "UPDATE payment SET payer = :payer, payee = :payee, corridor = :corridor, scripts = :scripts WHERE id = :which"
)
_FACT = sa.text("UPDATE payment_fact SET sender = :payer, receiver = :payee, npos = :npos WHERE sequence = :sequence")
_LAST = sa.text("SELECT max(sequence) FROM payment_fact")
_UP_TO = sa.text("INSERT INTO payment_walk (what, sequence) VALUES (:what, :last)")


def upgrade() -> None:
    """Read the accounts of every payment that is there anew."""
    bind, after, changed = op.get_bind(), "", False
    while rows := bind.execute(_PAYMENTS, {"after": after, "most": AT_ONCE}).all():
        for row in rows:
            changed |= _read_anew(bind, row, marks_of(decoded(Payment, row.body, row=row.id)))
        after = rows[-1].id
    if changed:
        bind.execute(_UP_TO, {"what": READ_ANEW, "last": bind.execute(_LAST).scalar_one()})


def _read_anew(bind: sa.Connection, row: sa.Row[tuple[object, ...]], marks: PaymentMarks) -> bool:
    """Write what a payment is found and counted by where it is otherwise now; tell whether a fact of it is."""
    scripts, npos = " ".join(marks.scripts), _still_registered(row, marks)
    said = {"payer": marks.payer, "payee": marks.payee}
    if (row.payer, row.payee, row.corridor, row.scripts) != (marks.payer, marks.payee, marks.corridor, scripts):
        bind.execute(_MARK, {**said, "corridor": marks.corridor, "scripts": scripts, "which": row.id})
    if row.sequence is None or (row.sender, row.receiver) == (marks.payer, marks.payee):
        return False
    bind.execute(_FACT, {**said, "npos": npos, "sequence": row.sequence})
    return True


def _still_registered(row: sa.Row[tuple[object, ...]], marks: PaymentMarks) -> str:
    """Keep that a side was in the register only of the side whose account is read as it was."""
    same = {"sender": row.sender == marks.payer, "receiver": row.receiver == marks.payee}
    return BETWEEN.join(whose for whose in (row.npos or "").split(BETWEEN) if same.get(whose, False))
