"""Gaps: the smallest sets of facts that would turn an answer, so that a desk asks for what matters and no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from simpul.core.law.formula import All, Atom, Formula, Known, Not, names_in, value_of
from simpul.core.law.truth import Truth, negation

MOST_NEEDS = 12
"""A gap of more facts than this is not looked for."""
MOST_WAYS = 400
"""Beyond this many ways the search ends, and says that it did not see all."""
MOST_JOINED = 8_000
MOST_SHOWN = 12

Need = tuple[str, Truth]
Way = frozenset[Need]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Facts that together would turn an answer: what each would have to be; none could be left out."""

    turns_to: Truth
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The smallest gaps, all of one size; `all_seen` is unknown where there were too many ways to see all of them."""

    found: tuple[Gap, ...] = ()
    all_seen: Truth = Truth.TRUE


def gaps_of(formula: Formula, known: Known, *, turns_to: Truth) -> Gaps:
    """Give the sets of facts that would turn a formula to true or to false.

    Of an answer that is unknown only what is unknown is asked for; of one that is known, what would have to be
    otherwise. Of what is so already there is no gap.
    """
    fixed = known if value_of(formula, known) is Truth.UNKNOWN else None
    for most in range(1, MOST_NEEDS + 1):
        ways = _ways(formula, _Asked(known=known, fixed=fixed, most=most), turns_to)
        if ways is None:
            break
        if found := _ordered(formula, ways - {frozenset()}, turns_to):
            seen = Truth.TRUE if len(found) <= MOST_SHOWN else Truth.UNKNOWN
            return Gaps(found=found[:MOST_SHOWN], all_seen=seen)
        if frozenset() in ways:
            return Gaps()
    return Gaps(all_seen=Truth.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is known, what of it is settled, and of how many facts a gap may be."""

    known: Known
    fixed: Known | None
    most: int


def _ordered(formula: Formula, ways: set[Way], turns_to: Truth) -> tuple[Gap, ...]:
    """Put the ways in the order in which the formula names their facts."""
    order = {name: number for number, name in enumerate(names_in(formula))}
    needs = [tuple(sorted(way, key=lambda need: order[need[0]])) for way in ways]
    needs.sort(key=lambda each: (len(each), [order[name] for name, _ in each]))
    return tuple(Gap(turns_to=turns_to, needs=each) for each in needs)


def _ways(formula: Formula, asked: _Asked, wanted: Truth) -> set[Way] | None:
    """Give every smallest set of changes that makes the formula what is wanted, or nothing where there are too many."""
    if isinstance(formula, Atom):
        if asked.known(formula.name) is wanted:
            return {frozenset()}
        is_settled = asked.fixed is not None and asked.fixed(formula.name) is not Truth.UNKNOWN
        return set() if is_settled else {frozenset({(formula.name, wanted)})}
    if isinstance(formula, Not):
        return _ways(formula.part, asked, negation(wanted))
    parts = [_ways(part, asked, wanted) for part in formula.parts]
    seen = [part for part in parts if part is not None]
    if len(seen) < len(parts):
        return None
    together = isinstance(formula, All) is (wanted is Truth.TRUE)
    return _every(seen, asked.most) if together else _smallest(way for part in seen for way in part)


def _every(parts: list[set[Way]], most: int) -> set[Way] | None:
    """Join one way of each part, leaving out what would ask of one fact to be both."""
    joined: set[Way] = {frozenset()}
    for part in sorted(parts, key=len):
        if len(joined) * len(part) > MOST_JOINED:
            return None
        both = (one | other for one in joined for other in part if _agree(one, other))
        joined = _smallest(way for way in both if len(way) <= most)
        if len(joined) > MOST_WAYS:
            return None
    return joined


def _agree(one: Way, other: Way) -> bool:
    return not any((name, negation(value)) in other for name, value in one)


def _smallest(ways: Iterable[Way]) -> set[Way]:
    """Leave out every way that holds another."""
    kept: list[Way] = []
    for way in sorted(set(ways), key=len):
        if not any(smaller <= way for smaller in kept):
            kept.append(way)
    return set(kept)
