"""Tables of intelligence: the terms in use, reports, assertions, and the words by which they are found.

`audience` holds each set of terms once. Every row that holds intelligence names its audience, every index that a
viewer's query uses begins with it or narrows by it at once: what is hidden is not touched. The two tables of words
are derived; they can be made anew from what they index.

`report.contents` are the ids of the assertions it came with, 32 bytes each, in their order: a missing one is named.
`report.row_hash` is over what its body does not hold.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, word


def audience_of() -> Column[int]:
    """The column that names a row's terms."""
    return Column("audience", Integer, ForeignKey("audience.id"), nullable=False)


audience = Table(
    "audience",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("digest", WORD, nullable=False, unique=True),
    bytes_of("handling"),
)

report = Table(
    "report",
    metadata,
    key("id"),
    bytes_of("body"),
    bytes_of("signature"),
    bytes_of("leaves"),
    bytes_of("contents"),
    word("originator"),
    word("direction"),
    word("author"),
    audience_of(),
    moment("recorded_at"),
    word("superseded_by"),
    word("retracted_by"),
    bytes_of("row_hash"),
    Index(None, "audience", "direction", "recorded_at", "id"),
)

assertion = Table(
    "assertion",
    metadata,
    key("id"),
    Column("report", WORD, ForeignKey("report.id"), nullable=False),
    word("subject"),
    audience_of(),
    word("schema"),
    word("property"),
    word("value"),
    bytes_of("body"),
    moment("recorded_at"),
    word("superseded_by"),
    word("retracted_by"),
    Index(None, "report", "audience"),
    Index(None, "subject", "audience"),
)

subject_word = Table(
    "subject_word",
    metadata,
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("token"),
    key("subject"),
    key("assertion"),
    word("sort"),
    sqlite_with_rowid=False,
)

report_word = Table(
    "report_word",
    metadata,
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("token"),
    key("report"),
    sqlite_with_rowid=False,
)
