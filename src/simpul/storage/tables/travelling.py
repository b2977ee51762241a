"""Tables of travel: the facts of manifests that were screened, and the travellers who are kept because of hits."""

from sqlalchemy import Column, ForeignKey, Index, Table

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, whole, word

manifest = Table(
    "manifest",
    metadata,
    key("id"),
    audience_of(),
    moment("screened_at"),
    bytes_of("body"),
    bytes_of("row_hash"),
    Index(None, "audience", "screened_at", "id"),
)

traveller = Table(
    "traveller",
    metadata,
    key("id"),
    Column("manifest", WORD, ForeignKey("manifest.id"), nullable=False),
    audience_of(),
    word("alert"),
    word("subject"),
    whole("score"),
    bytes_of("body"),
    bytes_of("row_hash"),
    Index(None, "manifest", "audience", "score", "id"),
    Index(None, "subject", "audience"),
    Index(None, "alert", "audience"),
)
