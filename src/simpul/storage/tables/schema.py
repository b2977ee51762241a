"""What all tables have in common: the metadata, and the types of columns.

1. Ids and words are text in the order of their bytes, the same on both databases.
2. Moments are whole microseconds since 1970 in UTC: exact, and in order.
3. What is absent is the empty text; null is only where a moment may be missing.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Text

WORD = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str) -> Column[str]:
    """A text column that is part of the primary key."""
    return Column(name, WORD, primary_key=True, nullable=False)


def number_key(name: str) -> Column[int]:
    """A whole number that is part of the primary key and that we give ourselves."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)


def word(name: str) -> Column[str]:
    """A text column that is always there, empty where absent."""
    return Column(name, WORD, nullable=False)


def bytes_of(name: str) -> Column[bytes]:
    """A column of bytes that is always there."""
    return Column(name, LargeBinary, nullable=False)


def whole(name: str) -> Column[int]:
    """A whole number that is always there."""
    return Column(name, BigInteger, nullable=False)


def moment(name: str) -> Column[int]:
    """A moment that is always there."""
    return Column(name, BigInteger, nullable=False)


def moment_if_any(name: str) -> Column[int | None]:
    """A moment that may be missing."""
    return Column(name, BigInteger, nullable=True)
