"""Tables of the order of payments with the facts that rules are evaluated on, and of what was said about rules."""

from sqlalchemy import Column, ForeignKey, Index, Table, text

from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, number_key, whole, word

payment_fact = Table(
    "payment_fact",
    metadata,
    number_key("sequence"),
    Column("payment", WORD, ForeignKey("payment.id"), nullable=False, unique=True),
    moment("at"),
    moment("taken"),
    word("sender"),
    word("receiver"),
    whole("amount"),
    whole("decimals"),
    word("currency"),
    word("origin"),
    word("destination"),
    word("sender_kind"),
    word("receiver_kind"),
    word("purpose"),
    word("hits"),
    word("script"),
    whole("apart"),
    Column("npos", WORD, nullable=False, server_default=text("''")),
    Index(None, "at", "sequence"),
)

payment_walk = Table("payment_walk", metadata, key("what"), whole("sequence"))
"""How far what follows the payments in their order has come."""

payment_rule_record = Table(
    "payment_rule_record",
    metadata,
    number_key("number"),
    Column("id", WORD, nullable=False, unique=True),
    word("kind"),
    bytes_of("body"),
)

npo_record = Table(
    "npo_record",
    metadata,
    number_key("number"),
    Column("id", WORD, nullable=False, unique=True),
    word("kind"),
    bytes_of("body"),
)
