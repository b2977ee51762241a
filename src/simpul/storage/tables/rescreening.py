"""The table of runs in which everything held is screened anew."""

from sqlalchemy import Index, Table

from simpul.storage.tables.schema import bytes_of, key, metadata, moment, whole

rescreening = Table(
    "rescreening",
    metadata,
    key("id"),
    moment("began_at"),
    whole("goes_on"),
    bytes_of("body"),
    Index(None, "began_at", "id"),
)
