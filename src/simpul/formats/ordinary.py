"""The table of how many ordinary people reach a score, which comes with Simpul, and the writing of it."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, fields
from io import StringIO

from simpul.core.errors import InputError
from simpul.core.ordinary import Known, Reached
from simpul.formats.reference import reference_bytes

FILE = "ordinary-scores.csv"
COLUMNS = (*(field.name for field in fields(Reached)), "source", "as_of")


def ordinary_scores() -> tuple[Reached, ...]:
    """Give the table that comes with Simpul."""
    return read_ordinary_scores(reference_bytes(FILE))


def read_ordinary_scores(raw: bytes) -> tuple[Reached, ...]:
    """Read a table.

    Raises:
        InputError: a row is none of such a table; with the line.
    """
    rows = csv.DictReader(StringIO(raw.decode("utf-8")))
    return tuple(_row(row, place=f"line {line}") for line, row in enumerate(rows, start=2))


def write_ordinary_scores(rows: Iterable[Reached], *, source: str, as_of: str) -> bytes:
    """Write a table; each row says where it comes from and of when it is."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*astuple(row), source, as_of) for row in rows)
    return out.getvalue().encode("utf-8")


def _row(row: dict[str, str], *, place: str) -> Reached:
    try:
        return Reached(
            known=Known(row["known"]),
            entries=int(row["entries"]),
            score=float(row["score"]),
            people=int(row["people"]),
            reached=int(row["reached"]),
        )
    except (KeyError, TypeError, ValueError) as exc:
        raise InputError("not a row of how many ordinary people reach a score", place=place) from exc
