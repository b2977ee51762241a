"""The sources of the grounds of refusal that come with Simpul: one row a source, each with its mark and its day."""

from functools import cache

from simpul.core.law.formula import ALWAYS, Formula, parsed
from simpul.core.law.grounds import NAMES, Binds, Ground, RefusalEffect, Source
from simpul.core.law.instrument import RequestKind
from simpul.formats.law.definitions import hash_for
from simpul.formats.law.rows import Row, placed, read_rows
from simpul.formats.reference import reference_bytes

REFUSAL = "law-refusal.csv"
COLUMNS = frozenset("id ground instrument article kinds effect binds link applies holds verified source as_of".split())


@cache
def refusal_sources() -> tuple[Source, ...]:
    """Give every source of a ground of refusal, and of a duty around refusing."""
    rows = read_rows(reference_bytes(REFUSAL), file=REFUSAL, columns=COLUMNS)
    return tuple(placed(row, source_in) for row in rows)


def source_in(row: Row) -> Source:
    """Read one source."""
    return Source(
        id=row.text("id"),
        ground=row.word("ground", Ground) if row.text("ground") else None,
        instrument=row.text("instrument"),
        article=row.text("article"),
        kinds=row.several("kinds", RequestKind),
        effect=row.word("effect", RefusalEffect),
        binds=row.word("binds", Binds),
        link=row.text("link"),
        applies=_formula(row, "applies"),
        holds=_formula(row, "holds"),
        provenance=row.provenance(),
        text_sha256=hash_for(row.text("instrument"), row.text("article")),
    )


def _formula(row: Row, column: str) -> Formula:
    text = row.text(column)
    return parsed(text, names=NAMES, place=f"{row.place}, {column}") if text else ALWAYS
