"""Where definitions of offences differ: element by element, and whether one covers the other.

What an element is in a definition is computed of the formula, not read off it: it is required where the formula cannot
be met without it, excluded where it cannot be met with it, one way where neither is so and the formula names it. One
definition covers another where conduct that meets the other always meets it. Motives are not counted, as everywhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, count

from simpul.core.errors import InputError
from simpul.core.law.definition import Definition
from simpul.core.law.elements import GROUP_OF, MOTIVES, Element, Group
from simpul.core.law.formula import All, Formula, Not, names_in, value_of
from simpul.core.law.truth import Truth, disjunction

MOST_COMPARED = 12
MOST_TRIED = 20_000
"""Beyond this many steps it is not said whether one covers the other."""


class Place(StrEnum):
    """What an element is in a definition."""

    REQUIRED = "required"
    ONE_WAY = "one-way"
    EXCLUDED = "excluded"
    NOT_COUNTED = "not-counted"
    ABSENT = "absent"


class Relation(StrEnum):
    """How one definition stands to another."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPS = "overlaps"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """What one element is in each of the definitions, in their order."""

    element: Element
    group: Group
    places: tuple[Place, ...]

    @property
    def differs(self) -> bool:
        """Whether it is not the same in all of them."""
        return len(set(self.places)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Definitions side by side; `relations` says for the i-th and the j-th how the one stands to the other."""

    definitions: tuple[Definition, ...]
    rows: tuple[ElementRow, ...]
    relations: tuple[tuple[Relation, ...], ...]


def compared(definitions: Iterable[Definition]) -> Comparison:
    """Put definitions side by side.

    Raises:
        InputError: there are fewer than two, too many, or one twice.
    """
    held = tuple(definitions)
    if not 2 <= len(held) <= MOST_COMPARED:
        raise InputError(f"compares 2 to {MOST_COMPARED} definitions", place="definitions")
    if len({each.code for each in held}) != len(held):
        raise InputError("a definition stands twice", place="definitions")
    named = {name for each in held for name in (*names_in(each.formula), *names_in(each.conduct))}
    rows = [
        ElementRow(element=each, group=GROUP_OF[each], places=tuple(place_of(one, each) for one in held))
        for each in Element
        if each.value in named
    ]
    return Comparison(
        definitions=held,
        rows=tuple(rows),
        relations=tuple(_relations(held)),
    )


def place_of(definition: Definition, element: Element) -> Place:
    """Say what an element is in a definition."""
    formula = definition.formula
    if element.value not in names_in(formula):
        named = element.value in MOTIVES and element.value in names_in(definition.conduct)
        return Place.NOT_COUNTED if named else Place.ABSENT
    if _can_be(formula, {element.value: Truth.FALSE}) is Truth.FALSE:
        return Place.REQUIRED
    if _can_be(formula, {element.value: Truth.TRUE}) is Truth.FALSE:
        return Place.EXCLUDED
    return Place.ONE_WAY


def relation(one: Definition, other: Definition) -> Relation:
    """Say how one definition stands to another: narrower where what meets it always meets the other, and not back."""
    a, b = one.formula, other.formula
    if a == b:
        return Relation.SAME
    beyond = (_goes_beyond(a, b), _goes_beyond(b, a))
    if beyond in _ONE_COVERS:
        return _ONE_COVERS[beyond]
    together = _can_be(All(parts=(a, b)), {})
    if together is Truth.FALSE:
        return Relation.APART
    return Relation.UNKNOWN if Truth.UNKNOWN in (*beyond, together) else Relation.OVERLAPS


_ONE_COVERS = {
    (Truth.FALSE, Truth.FALSE): Relation.SAME,
    (Truth.FALSE, Truth.TRUE): Relation.NARROWER,
    (Truth.TRUE, Truth.FALSE): Relation.WIDER,
}
_INVERSE = {Relation.NARROWER: Relation.WIDER, Relation.WIDER: Relation.NARROWER}


def _relations(held: tuple[Definition, ...]) -> Iterator[tuple[Relation, ...]]:
    """Give how each stands to each; of two, the one says what the other does."""
    found: dict[tuple[int, int], Relation] = {}
    for i, j in combinations(range(len(held)), 2):
        found[i, j] = relation(held[i], held[j])
        found[j, i] = _INVERSE.get(found[i, j], found[i, j])
    for i in range(len(held)):
        yield tuple(found.get((i, j), Relation.SAME) for j in range(len(held)))


def _goes_beyond(a: Formula, b: Formula) -> Truth:
    """Say whether conduct can meet the one and not the other: not the other is not one of what it asks for."""
    return disjunction(_can_be(All(parts=(Not(part=each), a)), {}) for each in _conditions(b))


def _conditions(formula: Formula) -> Iterator[Formula]:
    """Give what a formula asks for, all of it."""
    if not isinstance(formula, All):
        yield formula
        return
    for part in formula.parts:
        yield from _conditions(part)


def _can_be(formula: Formula, fixed: dict[str, Truth]) -> Truth:
    """Say whether conduct can meet a formula, some elements being settled; unknown where that takes too many steps."""
    steps = count()

    def search(known: dict[str, Truth], names: tuple[str, ...]) -> Truth:
        value = value_of(formula, lambda name: known.get(name, Truth.UNKNOWN))
        if value is not Truth.UNKNOWN or next(steps) > MOST_TRIED:
            return value
        guesses = ({**known, names[0]: guess} for guess in (Truth.FALSE, Truth.TRUE))
        return _first_true(search(guess, names[1:]) for guess in guesses)

    return search(fixed, tuple(name for name in names_in(formula) if name not in fixed))


def _first_true(values: Iterator[Truth]) -> Truth:
    """Give yes at the first yes, without asking further; else unknown where one is unknown."""
    seen = Truth.FALSE
    for value in values:
        if value is Truth.TRUE:
            return value
        seen = disjunction((seen, value))
    return seen
