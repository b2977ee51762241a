"""The tables of drafts of requests between states: the present text of each, and every version that was saved."""

from sqlalchemy import Column, ForeignKey, Index, Table

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, number_key, whole, word

law_draft = Table(
    "law_draft",
    metadata,
    key("id"),
    audience_of(),
    word("author"),
    whole("version"),
    bytes_of("body"),
    moment("saved_at"),
    Index(None, "audience", "saved_at", "id"),
)

law_draft_version = Table(
    "law_draft_version",
    metadata,
    Column("draft", WORD, ForeignKey("law_draft.id"), primary_key=True, nullable=False),
    number_key("version"),
    audience_of(),
    bytes_of("body"),
    moment("saved_at"),
)
