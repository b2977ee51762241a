"""Tables of the links with peers: who they are, what goes out and comes in, receipts, and what was refused.

`root` is the root of the link's log after the row's envelope, so that the root at any earlier size is known. Rows of
the outbox stay when they are settled: a partner restored from a backup asks again from an earlier number.
"""

from sqlalchemy import Column, Index, Table

from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, moment_if_any, number_key, whole, word

partner = Table(
    "partner",
    metadata,
    key("peer"),
    bytes_of("introduction"),
    bytes_of("signed_introduction"),
    word("fingerprint"),
    moment("added_at"),
    word("suspended"),
)

link = Table(
    "link",
    metadata,
    key("peer"),
    whole("settled"),
    moment_if_any("last_contact"),
    word("last_error"),
    moment_if_any("last_error_at"),
)

outbox = Table(
    "outbox",
    metadata,
    key("peer"),
    number_key("number"),
    word("id"),
    bytes_of("frame"),
    moment("at"),
    word("root"),
    bytes_of("row_hash"),
)

inbox = Table(
    "inbox",
    metadata,
    key("peer"),
    number_key("number"),
    Column("envelope", WORD, nullable=False, unique=True),
    word("outcome"),
    moment("at"),
    word("root"),
    bytes_of("row_hash"),
)

receipt = Table(
    "receipt",
    metadata,
    key("peer"),
    number_key("number"),
    word("envelope"),
    word("outcome"),
    whole("log_size"),
    word("log_root"),
    moment("received_at"),
    bytes_of("signed"),
    moment("at"),
    bytes_of("row_hash"),
)

quarantine = Table(
    "quarantine",
    metadata,
    key("id"),
    word("link"),
    word("reason"),
    word("place"),
    bytes_of("evidence"),
    whole("size"),
    moment("at"),
    bytes_of("row_hash"),
    Index(None, "at", "id"),
    Index(None, "link"),
)
