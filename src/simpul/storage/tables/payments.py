"""Tables of payments: each payment with where it stands, and the decisions with what was found.

What stands beside a body is taken from it, to be asked for: marks of the payment (`core.payment.marking`), where it
stands by the last decision, what of it waits for a second officer, and in `payment_hit` the entries that somebody in it
resembles by that decision. `payment_review` says how far each change of a list was carried to payments that are here;
`payment_count` and `payment_passed` say how many there are (`storage.payment_tallies`); `payment_word` is what they are
found by (`storage.payment_words`);
`payment_notice` keeps what was found of payments that had been let go before, `payment_apart` what was found of others
under terms stricter than their own.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, number_key, whole, word


def _added(name: str) -> Column[str]:
    """A word that came after the table did: rows that were there had it filled when it came."""
    return Column(name, WORD, nullable=False, server_default=text("''"))


def _of_few(name: str, where: str, *columns: str) -> Index:
    """An index of the few rows for which this holds: it costs the others nothing.

    The migration says it to PostgreSQL too. Said here, that would load all of its dialect into every idle node.
    """
    return Index(name, *columns, sqlite_where=text(where))


payment = Table(
    "payment",
    metadata,
    key("id"),
    audience_of(),
    word("reference"),
    bytes_of("body"),
    word("state"),
    moment("turn_at"),
    word("latest"),
    Column("taken_at", BigInteger, nullable=False, server_default="0"),
    *map(_added, ("first_state", "payer", "payee", "corridor", "scripts", "charity", "proposed", "proposed_by")),
    Index(None, "state", "turn_at", "id"),
    Index(None, "audience", "state", "turn_at", "id"),
    Index(None, "reference", "audience"),
    Index(None, "payer", "taken_at"),
    Index(None, "payee", "taken_at"),
    Index(None, "taken_at", "id"),
    _of_few("ix_payment_waits", "proposed <> ''", "turn_at", "id"),
    _of_few("ix_payment_were_held", "first_state = 'held'", "taken_at", "id"),
    _of_few("ix_payment_were_held_corridor", "first_state = 'held'", "corridor", "taken_at", "id"),
)

payment_decision = Table(
    "payment_decision",
    metadata,
    key("id"),
    Column("payment", WORD, ForeignKey("payment.id"), nullable=False),
    whole("number"),
    audience_of(),
    word("batch"),
    bytes_of("body"),
    bytes_of("found"),
    UniqueConstraint("payment", "number"),
    Index(None, "batch", "id"),
)

payment_count = Table(
    "payment_count",
    metadata,
    Column("audience", Integer, ForeignKey("audience.id"), primary_key=True, autoincrement=False),
    key("state"),
    whole("many"),
)

payment_passed = Table(
    "payment_passed",
    metadata,
    Column("audience", Integer, ForeignKey("audience.id"), primary_key=True, autoincrement=False),
    number_key("day"),
    *map(key, ("corridor", "scripts", "charity", "registered")),
    whole("many"),
)

payment_word = Table(
    "payment_word",
    metadata,
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("token"),
    number_key("sequence"),
    sqlite_with_rowid=False,
)

payment_hit = Table(
    "payment_hit",
    metadata,
    Column("payment", WORD, ForeignKey("payment.id"), primary_key=True),
    key("list"),
    key("reference"),
    key("part"),
    word("name"),
    Index(None, "list", "reference", "payment"),
)

payment_review = Table(
    "payment_review",
    metadata,
    Column("import", WORD, ForeignKey("list_import.id"), primary_key=True),
    word("stage"),
    word("after"),
)

payment_notice = Table(
    "payment_notice",
    metadata,
    key("id"),
    Column("payment", WORD, ForeignKey("payment.id"), nullable=False),
    audience_of(),
    word("list"),
    word("reference"),
    word("state"),
    moment("raised_at"),
    word("batch"),
    bytes_of("body"),
    word("answer_batch"),
    bytes_of("answer"),
    UniqueConstraint("payment", "list", "reference"),
    Index(None, "audience", "state", "raised_at", "id"),
)

payment_apart = Table(
    "payment_apart",
    metadata,
    key("id"),
    Column("payment", WORD, ForeignKey("payment.id"), nullable=False),
    audience_of(),
    word("list"),
    word("reference"),
    word("state"),
    moment("raised_at"),
    word("batch"),
    bytes_of("body"),
    word("lifted_batch"),
    bytes_of("lifted"),
    Index(None, "payment", "state"),
    Index(None, "audience", "state", "raised_at", "id"),
)
