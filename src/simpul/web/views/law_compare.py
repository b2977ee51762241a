"""Definitions of offences side by side, as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from simpul.core.law.comparing import Comparison, Place, Relation, compared
from simpul.core.law.definition import Definition
from simpul.formats.law.definitions import definitions_said, every_definition
from simpul.web.answers import Table
from simpul.web.words.law import MARKS
from simpul.web.words.law_elements import ELEMENTS, GROUPS
from simpul.web.words.law_harmony import PLACES, RELATIONS

FIRST = ("icsft1999-2-1-b", "bombings1997-2-1", "coe-prevention2005-5")
"""What is compared until something else is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionChoice:
    """A definition that can be compared, and whether it is."""

    code: str
    law: str
    article: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionColumn:
    """A definition that is compared: where it stands, and how it stands to each of the others."""

    code: str
    law: str
    article: str
    title: str
    source: str
    as_of: date
    mark: str
    formula_sha256: str
    relations: tuple[tuple[str, Relation, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLine:
    """What one element is in each of the definitions."""

    element: str
    words: str
    places: tuple[Place, ...]
    place_words: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLines:
    """The elements of one group."""

    group: str
    words: str
    lines: tuple[ElementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Definitions side by side, and what can be chosen; nothing is compared where fewer than two are."""

    choices: tuple[DefinitionChoice, ...]
    columns: tuple[DefinitionColumn, ...]
    groups: tuple[GroupLines, ...]
    asked: str
    differing: int
    elements: int


def compare_view(codes: Sequence[str]) -> ComparePage:
    """Give the definitions of these codes side by side, or what can be chosen.

    Raises:
        InputError: there is none of a code, or there are too many.
    """
    chosen = definitions_said(codes or FIRST)
    found = compared(chosen) if len(chosen) > 1 else None
    return ComparePage(
        choices=tuple(_choice(each, chosen) for each in every_definition().values()),
        columns=tuple(_column(found, number) for number in range(len(chosen))) if found else (),
        groups=_groups(found) if found else (),
        asked=urlencode([("of", each.code) for each in chosen]),
        differing=sum(row.differs for row in found.rows) if found else 0,
        elements=len(found.rows) if found else 0,
    )


def compare_table(view: ComparePage) -> Table:
    """Give the comparison as a table: one row an element."""
    return Table(
        name="law-definitions",
        columns=("group", "element", *(column.code for column in view.columns)),
        rows=tuple(
            (group.group, line.element, *(place.value for place in line.places))
            for group in view.groups
            for line in group.lines
        ),
    )


def _choice(each: Definition, chosen: tuple[Definition, ...]) -> DefinitionChoice:
    return DefinitionChoice(
        code=each.code,
        law=each.instrument,
        article=each.article,
        title=each.title,
        is_chosen=each in chosen,
    )


def _column(found: Comparison, number: int) -> DefinitionColumn:
    each = found.definitions[number]
    return DefinitionColumn(
        code=each.code,
        law=each.instrument,
        article=each.article,
        title=each.title,
        source=each.provenance.source,
        as_of=each.provenance.as_of,
        mark=MARKS[each.provenance.mark],
        formula_sha256=each.sha256,
        relations=tuple(
            (other.code, value, RELATIONS[value])
            for other, value in zip(found.definitions, found.relations[number], strict=True)
            if other is not each
        ),
    )


def _groups(found: Comparison) -> tuple[GroupLines, ...]:
    return tuple(
        GroupLines(
            group=group.value,
            words=words,
            lines=tuple(
                ElementLine(
                    element=row.element.value,
                    words=ELEMENTS[row.element],
                    places=row.places,
                    place_words=tuple(PLACES[place] for place in row.places),
                    differs=row.differs,
                )
                for row in found.rows
                if row.group is group
            ),
        )
        for group, words in GROUPS.items()
        if any(row.group is group for row in found.rows)
    )
