"""Formulas: what must be so for an offence or a ground to be met, as a lawyer reads it and a rule computes it.

    (provide_funds or collect_funds) and intent and not annex_treaty_excluded

A formula is read once, bounded, and computed in three values (`truth.py`): filling in a fact that was unknown can
settle an answer and never turns one that was given.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.law.truth import Truth, conjunction, disjunction, negation

MOST_LETTERS = 4_000
MOST_ATOMS = 200
MOST_DEPTH = 12
TOKEN = re.compile(r"\s*(?:([()])|([a-z][a-z0-9_]*(?::[a-z0-9_-]+)?))")
SIGNS = frozenset({"and", "or", "not", "(", ")"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a formula may name: these, and what begins with one of these prefixes and a colon."""

    plain: frozenset[str]
    prefixes: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Say whether a name is one of them."""
        prefix, colon, _ = name.partition(":")
        return prefix in self.prefixes if colon else name in self.plain


Known = Callable[[str], Truth]
"""Says whether something named is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One thing that is so or not: an element, a circumstance, or what another rule found (`link:icsft1999`)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """That something is not so."""

    part: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """That all parts are so."""

    parts: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """That one of the parts is so."""

    parts: "tuple[Formula, ...]"


Formula = Atom | Not | All | Any
ALWAYS = All(parts=())
NEVER = Any(parts=())


def value_of(formula: Formula, known: Known) -> Truth:
    """Compute a formula of what is known."""
    if isinstance(formula, Atom):
        return known(formula.name)
    if isinstance(formula, Not):
        return negation(value_of(formula.part, known))
    joined = conjunction if isinstance(formula, All) else disjunction
    return joined(value_of(part, known) for part in formula.parts)


def names_in(formula: Formula) -> tuple[str, ...]:
    """Give every name in a formula once, in its order."""
    return tuple(dict.fromkeys(_names(formula)))


def without(formula: Formula, names: frozenset[str]) -> Formula | None:
    """Give the formula as if these names did not stand in it, or nothing where nothing else stands in it."""
    if isinstance(formula, Atom):
        return None if formula.name in names else formula
    if isinstance(formula, Not):
        part = without(formula.part, names)
        return Not(part=part) if part else None
    parts = tuple(left for part in formula.parts if (left := without(part, names)))
    if not parts and formula.parts:
        return None
    return All(parts=parts) if isinstance(formula, All) else Any(parts=parts)


def text_of(formula: Formula) -> str:
    """Write a formula in its one way; `parsed` reads it back."""
    if isinstance(formula, Atom):
        return formula.name
    if isinstance(formula, Not):
        return f"not {_enclosed(formula.part)}"
    word = " and " if isinstance(formula, All) else " or "
    return word.join(_enclosed(part) for part in formula.parts)


def fingerprint(formula: Formula) -> str:
    """Give the SHA-256 of a formula's one text: what an answer was computed by."""
    return hashlib.sha256(text_of(formula).encode()).hexdigest()


def parsed(text: str, *, names: Names, place: str) -> Formula:
    """Read a formula; an empty text is what always holds.

    Raises:
        InputError: it is too long or too deep, has a name that there is not, or is no formula; with its place.
    """
    if len(text) > MOST_LETTERS:
        raise InputError(f"longer than {MOST_LETTERS} characters", place=place)
    tokens = list(_tokens(text, place))
    if not tokens:
        return ALWAYS
    named = [each for each in tokens if each not in SIGNS]
    if len(named) > MOST_ATOMS:
        raise InputError(f"more than {MOST_ATOMS} names in one formula", place=place)
    for name in named:
        if not names.has(name):
            raise InputError(f"there is no element or circumstance {name[:60]!r}", place=place)
    formula, rest = _joined(tokens, place, 0)
    if rest:
        raise InputError(f"not a formula at {rest[0][:60]!r}", place=place)
    return formula


def _tokens(text: str, place: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = TOKEN.match(text, at)
        if not found:
            raise InputError(f"not a formula at {text[at:].strip()[:20]!r}", place=place)
        yield found.group(1) or found.group(2)
        at = found.end()


def _joined(tokens: list[str], place: str, depth: int) -> tuple[Formula, list[str]]:
    """Read parts joined by one word; two words without parentheses are refused, as readers group them differently."""
    part, tokens = _part(tokens, place, depth)
    parts, word = [part], ""
    while tokens and tokens[0] in {"and", "or"}:
        if word and tokens[0] != word:
            raise InputError("and and or without parentheses", place=place)
        word = tokens[0]
        part, tokens = _part(tokens[1:], place, depth)
        parts.append(part)
    if not word:
        return part, tokens
    return (All(parts=tuple(parts)) if word == "and" else Any(parts=tuple(parts))), tokens


def _part(tokens: list[str], place: str, depth: int) -> tuple[Formula, list[str]]:
    if depth > MOST_DEPTH:
        raise InputError(f"deeper than {MOST_DEPTH} levels", place=place)
    if not tokens or tokens[0] in {")", "and", "or"}:
        raise InputError("not a formula: something is missing", place=place)
    first, *rest = tokens
    if first == "not":
        part, rest = _part(rest, place, depth + 1)
        return Not(part=part), rest
    if first != "(":
        return Atom(name=first), rest
    part, rest = _joined(rest, place, depth + 1)
    if not rest or rest[0] != ")":
        raise InputError("a parenthesis is not closed", place=place)
    return part, rest[1:]


def _names(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Atom):
        yield formula.name
        return
    for part in (formula.part,) if isinstance(formula, Not) else formula.parts:
        yield from _names(part)


def _enclosed(formula: Formula) -> str:
    joined = isinstance(formula, All | Any)
    return f"({text_of(formula)})" if joined else text_of(formula)
