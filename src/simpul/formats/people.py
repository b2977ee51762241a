"""Tables of people and organisations who are asked about: what their columns mean, and what each row says.

Rules:
1. What a column means is guessed from its heading, in English, Indonesian or Russian, or said: `name=full_name`. What
   is said goes before what is guessed. Columns that say nothing to a question are passed over.
2. A row is taken whole or not at all: one cell that cannot be read rejects it, with the cell and the reason.
3. A name in parts is put together as given, middle and family name, where no column has it whole.
4. The order of day and month is guessed from the first rows, one order for a column; it is never guessed row by row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from simpul.core.errors import InputError
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats import mapping as columns
from simpul.formats.grid import Table, TableRow
from simpul.formats.headings import KEY, MEANINGS, SCHEMA, folded
from simpul.formats.mapping import CellProblem, Column, ColumnUse, preview, suggest_mapping

GIVEN, MIDDLE, FAMILY = "givenName", "middleName", "familyName"
PARTS = (GIVEN, MIDDLE, FAMILY)
NAMES = ("name", "alias", "previousName", "weakAlias")
ASKED = (
    *NAMES,
    "birthDate",
    "nationality",
    "citizenship",
    "country",
    "gender",
    "passportNumber",
    "idNumber",
    "registrationNumber",
)
"""Properties that screening compares."""

CLAIMS_NOTHING = "the row claims nothing"
"""What a mapping says of a row of which it takes nothing: here it is a row without a name."""

_PART_HEADINGS = {
    GIVEN: "given name; given names; givenname; first name; firstname; forename; forenames; nama depan; nama kecil; "
    "личное имя",
    MIDDLE: "middle name; middle names; middlename; second name; nama tengah; отчество",
    FAMILY: "family name; familyname; surname; last name; lastname; nama belakang; nama keluarga; фамилия",
}
_KEY_HEADINGS = "own reference; customer id; customer number; client id; record id; row id; nomor nasabah; id nasabah"
_WORDS = {
    "birth date": "birthDate",
    **{folded(word): part for part, line in _PART_HEADINGS.items() for word in (part, *line.split(";"))},
    **{folded(word): KEY for word in _KEY_HEADINGS.split(";")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """What one row says: values by property, other cells by their meaning, and what cannot be read.

    `schema` says what is asked about where a column says it.
    """

    line: int
    values: Mapping[str, tuple[str, ...]]
    others: Mapping[str, str]
    schema: Schema | None = None
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A table of people whose columns are understood: `meanings` has one for each column, empty where it has none."""

    headings: tuple[str, ...]
    meanings: tuple[str, ...]
    mapping: columns.Mapping

    @classmethod
    def understood(
        cls,
        headings: Sequence[str],
        first: Sequence[TableRow],
        *,
        said: Mapping[str, str],
        others: Mapping[str, str] | None = None,
    ) -> Self:
        """Say what the columns mean.

        `said` gives headings by their meaning; `others` are further headings, folded, and what they mean to the caller.

        Raises:
            InputError: no column has a name, or what is said fits no column.
        """
        meanings = _meanings(tuple(headings), said, {**_WORDS, **(others or {})})
        if not {*NAMES, *PARTS} & set(meanings):
            raise InputError("no column has a name; say which one: name=HEADING", place="line 1")
        whole = Table(columns=_titles(headings), rows=tuple(_whole(row, meanings) for row in first))
        guessed = suggest_mapping(replace(whole, columns=(*(_plain(each) for each in meanings), "name")))
        found = tuple(_column(each, column) for each, column in zip((*meanings, "name"), guessed.columns, strict=True))
        return cls(headings=tuple(headings), meanings=meanings, mapping=columns.Mapping(columns=found))

    @property
    def taken_for(self) -> tuple[tuple[str, str], ...]:
        """Each heading with what its column means, empty where it is passed over."""
        return tuple(zip(self.headings, self.meanings, strict=True))

    def read(self, rows: Sequence[TableRow]) -> tuple[PersonRow, ...]:
        """Read rows of the table."""
        table = Table(columns=_titles(self.headings), rows=tuple(_whole(row, self.meanings) for row in rows))
        return tuple(self._person(row, read) for row, read in zip(rows, preview(table, self.mapping), strict=True))

    def _person(self, row: TableRow, read: columns.PreviewRow) -> PersonRow:
        values: dict[str, tuple[str, ...]] = {}
        for name, value in read.values:
            values[name] = (*values.get(name, ()), value)
        others = {
            meaning: cell.strip()
            for meaning, cell in zip(self.meanings, row.cells, strict=True)
            if meaning and meaning not in PROPERTIES and cell.strip()
        }
        problems = tuple(problem for problem in read.problems if problem.reason != CLAIMS_NOTHING)
        if not problems and not any(values.get(name) for name in NAMES):
            problems = (CellProblem(column=0, place=f"line {row.line}", reason="no name"),)
        return PersonRow(
            line=row.line,
            values=values,
            others=others,
            schema=read.schema if SCHEMA in others else None,
            problems=problems,
        )


def _meanings(headings: tuple[str, ...], said: Mapping[str, str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Give what each column means: as it is said, else as its heading says, each meaning but properties once."""
    known = {**MEANINGS, **words}
    told = {_place_of(headings, heading): _known(meaning, known) for meaning, heading in said.items()}
    taken = set(told.values())
    found: list[str] = []
    for place, heading in enumerate(headings):
        meaning = told.get(place) or known.get(folded(heading), "")
        guessed_again = place not in told and meaning in taken
        useless = meaning in PROPERTIES and meaning not in ASKED
        found.append("" if guessed_again or useless else meaning)
        if meaning not in PROPERTIES:
            taken.add(meaning)
    return tuple(found)


def _place_of(headings: tuple[str, ...], heading: str) -> int:
    wanted = folded(heading)
    place = next((at for at, each in enumerate(headings) if each == heading or folded(each) == wanted), None)
    if place is None:
        raise InputError(f"no column has the heading {heading[:40]!r}", place="line 1")
    return place


def _known(meaning: str, known: Mapping[str, str]) -> str:
    found = known.get(folded(meaning), "")
    if not found or (found in PROPERTIES and found not in ASKED):
        raise InputError(f"a column cannot mean {meaning[:40]!r} here", place="columns")
    return found


def _titles(headings: Sequence[str]) -> tuple[str, ...]:
    return (*headings, "name")


def _plain(meaning: str) -> str:
    """Give the heading by which a mapping knows the column; a key is not its affair."""
    return meaning if meaning in PROPERTIES or meaning == SCHEMA else ""


def _column(meaning: str, guessed: Column) -> Column:
    if not _plain(meaning):
        return Column(use=ColumnUse.IGNORED)
    if PROPERTIES.get(meaning) is ValueKind.DATE:
        return replace(guessed, separator="")  # a question has one date of birth
    return guessed


def _whole(row: TableRow, meanings: tuple[str, ...]) -> TableRow:
    """Give the row with one cell more: the name that its parts make, where no column has the name whole."""
    parts = {meaning: cell.strip() for meaning, cell in zip(meanings, row.cells, strict=True) if meaning in PARTS}
    has_whole = any(cell.strip() for meaning, cell in zip(meanings, row.cells, strict=True) if meaning == "name")
    name = "" if has_whole else " ".join(filter(None, (parts.get(part, "") for part in PARTS)))
    return TableRow(line=row.line, cells=(*row.cells, name))
