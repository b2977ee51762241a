"""What requests must say, as it comes with Simpul: one row an item, with its article."""

from functools import cache

from simpul.core.law.complete import Item, Requirement, Severity
from simpul.core.law.instrument import RequestKind
from simpul.formats.law.definitions import hash_for
from simpul.formats.law.rows import Row, placed, read_rows
from simpul.formats.reference import reference_bytes

REQUIREMENTS = "law-requirements.csv"
COLUMNS = frozenset("id item instrument article kinds severity verified source as_of".split())


@cache
def requirements() -> tuple[Requirement, ...]:
    """Give every item that an article, or practice, asks of a request."""
    rows = read_rows(reference_bytes(REQUIREMENTS), file=REQUIREMENTS, columns=COLUMNS)
    return tuple(placed(row, requirement_in) for row in rows)


def requirement_in(row: Row) -> Requirement:
    """Read one requirement."""
    return Requirement(
        id=row.text("id"),
        item=row.word("item", Item),
        instrument=row.text("instrument"),
        article=row.text("article"),
        kinds=row.several("kinds", RequestKind),
        severity=row.word("severity", Severity),
        provenance=row.provenance(),
        text_sha256=hash_for(row.text("instrument"), row.text("article")),
    )
