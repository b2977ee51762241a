"""The table of rows that were proposed for the register of the law, and of what was decided on them."""

from sqlalchemy import Column, Table

from simpul.storage.tables.schema import WORD, bytes_of, metadata, number_key, word

law_record = Table(
    "law_record",
    metadata,
    number_key("number"),
    Column("id", WORD, nullable=False, unique=True),
    word("kind"),
    bytes_of("body"),
)
