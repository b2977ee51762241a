"""Tables of sanctions and watch lists: editions that were read, entries in all their versions, what changed.

A version of an entry has come with one import, and gone with another when it was changed or left; the present one has
no `gone`. `list_word` indexes the names of entries in force and can be made anew.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, number_key, whole, word

list_import = Table(
    "list_import",
    metadata,
    key("id"),
    word("list"),
    word("dated"),
    moment("imported_at"),
    word("by"),
    whole("entries"),
    whole("added"),
    whole("changed"),
    whole("removed"),
    bytes_of("rejected"),
    bytes_of("row_hash"),
    Index(None, "list", "imported_at"),
)

list_entry = Table(
    "list_entry",
    metadata,
    key("list"),
    key("reference"),
    number_key("version"),
    audience_of(),
    word("content"),
    bytes_of("body"),
    word("entered_on"),
    word("left_on"),
    word("came"),
    word("gone"),
    bytes_of("row_hash"),
    Index(None, "audience", "list", "gone", "reference"),
)

list_change = Table(
    "list_change",
    metadata,
    Column("import", WORD, ForeignKey("list_import.id"), primary_key=True),
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("reference"),
    word("change"),
    word("name"),
)

list_word = Table(
    "list_word",
    metadata,
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("list"),
    key("token"),
    key("reference"),
    sqlite_with_rowid=False,
)
