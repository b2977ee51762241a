"""Tables of payments: each payment with where it stands, and the decisions with what was found."""

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, whole, word

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
    Index(None, "state", "turn_at", "id"),
    Index(None, "audience", "state", "turn_at", "id"),
    Index(None, "reference", "audience"),
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
