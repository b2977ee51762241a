"""Tables of what passes between units beside reports: cases, entries, requests and words on them.

`aspect` is what a viewer's queue is narrowed by: the word that a record says, empty for the others; `due_at` is by when
an answer to a request is due, nought for the others. Both are in the body; `row_hash` is over what the body does not
hold. `freeze_clock` and `freeze_match` follow from records and payments: they say what holds, and what is held;
`cooperation_clock` those of requests at law, one a row, and `cooperation_end` by which word one of them ended.
"""

from sqlalchemy import Column, ForeignKey, Index, Table

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, moment_if_any, whole, word

unit_record = Table(
    "unit_record",
    metadata,
    key("id"),
    word("kind"),
    word("thread"),
    audience_of(),
    word("originator"),
    word("direction"),
    word("author"),
    word("batch"),
    word("aspect"),
    moment("due_at"),
    moment("recorded_at"),
    bytes_of("body"),
    bytes_of("signature"),
    word("replaced_by"),
    bytes_of("row_hash"),
    Index(None, "thread", "audience"),
    Index(None, "kind", "audience", "recorded_at", "id"),
    Index(None, "batch", "id"),
)

unit_content = Table(
    "unit_content",
    metadata,
    Column("record", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    bytes_of("content"),
)

unit_sending = Table(
    "unit_sending",
    metadata,
    Column("record", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    key("peer"),
    whole("number"),
    moment("at"),
    Index(None, "peer", "number"),
)

unit_approval = Table(
    "unit_approval",
    metadata,
    key("digest"),
    key("officer"),
    moment("at"),
)

freeze_clock = Table(
    "freeze_clock",
    metadata,
    Column("request", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    word("match_key"),
    moment_if_any("holds_until"),
    moment_if_any("due_at"),
    moment_if_any("noted_at"),
    Index(None, "due_at"),
)

freeze_match = Table(
    "freeze_match",
    metadata,
    Column("request", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    Column("payment", WORD, ForeignKey("payment.id"), primary_key=True, nullable=False),
)

cooperation_clock = Table(
    "cooperation_clock",
    metadata,
    Column("thread", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    key("kind"),
    moment("due_at"),
    moment_if_any("noted_at"),
    Index(None, "due_at"),
)

cooperation_end = Table(
    "cooperation_end",
    metadata,
    Column("thread", WORD, ForeignKey("unit_record.id"), primary_key=True, nullable=False),
    Column("record", WORD, ForeignKey("unit_record.id"), nullable=False),
)
