"""Tables of the node's own people: officers, and the drafts they work on with the approvals of exact texts."""

from sqlalchemy import Index, Table

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import bytes_of, key, metadata, moment, moment_if_any, word

officer = Table(
    "officer",
    metadata,
    key("id"),
    word("name"),
    bytes_of("body"),
    moment("changed_at"),
    moment_if_any("ended_at"),
)

draft = Table(
    "draft",
    metadata,
    key("id"),
    audience_of(),
    word("author"),
    word("digest"),
    bytes_of("body"),
    moment("saved_at"),
    Index(None, "audience", "saved_at", "id"),
)

draft_approval = Table(
    "draft_approval",
    metadata,
    key("draft"),
    key("digest"),
    key("officer"),
    moment("at"),
)
