"""How a set of states stands together: which treaties bind which of them, which pairs have no basis, what would help.

Rules:
1. A pair has a basis for a kind of help on a day where an instrument that counts binds both and no objection precludes
   it, or a treaty of the two on that kind is in force. Whether the basis holds for one request hangs on that request
   (`basis.py`); here it is whether there is one at all.
2. An instrument counts where it serves the kind, is in force on the day, its article on the kind was read, and somebody
   knows from here who is bound. A general one counts only where that is wished: it helps only within its own scope.
   What does not count is named with the reason.
3. A pair without a basis that is known is open where both may be bound by an instrument that counts: unknown, never no.
4. What one ratification would change is the number of pairs that would have a basis and have none that is known, by
   what is known of who is bound. Nothing else changes by it, so the number is exact.

The states are bits of an integer, so that the 193 members of the United Nations take milliseconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from simpul.core.errors import InputError
from simpul.core.law.bilateral import BilateralKind
from simpul.core.law.binding import bound
from simpul.core.law.conditions import PLACES
from simpul.core.law.instrument import Instrument, RequestKind, Sort
from simpul.core.law.provenance import Citation, cited, oldest
from simpul.core.law.register import Register, Table
from simpul.core.law.status import DeclarationEffect
from simpul.core.law.truth import Truth

MOST_STATES = 400


class Counted(StrEnum):
    """Which instruments count as a basis."""

    OFFENCES = "offences"
    """Those on certain offences, and regional ones."""
    GENERAL = "general"
    """These, and the general ones, which help within their own scope."""


class LeftOut(StrEnum):
    """Why an instrument does not count."""

    NOT_IN_FORCE = "not-in-force"
    NO_PARTIES = "no-party-table"
    NO_ARTICLE = "article-not-in-register"
    GENERAL_SCOPE = "general-scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which of the states an instrument binds on the day, which may be bound, and which are not."""

    instrument: str
    bound: tuple[str, ...]
    unknown: tuple[str, ...]
    unbound: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one ratification would change: with whom the state would have a basis where it has none that is known.

    `is_unbound` says whether it is known that the state is not bound today, or unknown.
    """

    state: str
    instrument: str
    partners: tuple[str, ...]
    is_unbound: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmony:
    """How the states stand together on a day for one kind of help."""

    states: tuple[str, ...]
    day: date
    kind: RequestKind
    reaches: tuple[Reach, ...]
    left_out: Mapping[str, LeftOut]
    shared: Mapping[tuple[str, str], tuple[str, ...]]
    open_pairs: tuple[tuple[str, str], ...]
    none_pairs: tuple[tuple[str, str], ...]
    gains: tuple[Gain, ...]
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse what cites nothing."""
        cited(self.citations)

    @property
    def pairs(self) -> int:
        """How many pairs the states make."""
        return len(self.states) * (len(self.states) - 1) // 2

    @property
    def as_of(self) -> date:
        """The day as of which all of this is right."""
        return oldest(each.provenance for each in self.citations)

    def value(self, a: str, b: str) -> Truth:
        """Say whether two of the states have a basis."""
        pair = (min(a, b), max(a, b))
        if pair in self.shared:
            return Truth.TRUE
        return Truth.UNKNOWN if pair in set(self.open_pairs) else Truth.FALSE


def harmony(
    register: Register, states: Iterable[str], day: date, kind: RequestKind, counted: Counted = Counted.OFFENCES
) -> Harmony:
    """Give how a set of states stands together on a day for one kind of help.

    Raises:
        InputError: one is no state of the register, or there are too many.
    """
    chosen = tuple(sorted({register.state(each, place="states") for each in states}))
    if len(chosen) > MOST_STATES:
        raise InputError(f"more than {MOST_STATES} states", place="states")
    left_out = dict(_left_out(register, day, kind, counted))
    counting = [each for code, each in register.instruments.items() if kind in each.serves and code not in left_out]
    nets = [_net(register, each, chosen, day) for each in counting]
    treaties = _treaties(register, chosen, day, kind)
    tied = _tied(nets, treaties, chosen)
    covered = Citation(instrument=Table.BILATERALS, article="", provenance=register.coverage[Table.BILATERALS])
    loose = _loose(nets, tied, chosen)
    return Harmony(
        states=chosen,
        day=day,
        kind=kind,
        reaches=tuple(_reach(each, chosen) for each in nets),
        left_out=left_out,
        shared=_shared(nets, treaties, chosen),
        open_pairs=tuple(pair for pair, value in loose if value is Truth.UNKNOWN),
        none_pairs=tuple(pair for pair, value in loose if value is Truth.FALSE),
        gains=tuple(sorted(_gains(nets, tied, chosen), key=_rank)),
        citations=(*(each.citation for each in nets), covered),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Net:
    """One instrument over the states: a bit a state for who is bound, who may be, and whom an objection parts."""

    instrument: Instrument
    bound: int
    unknown: int
    parted: Mapping[int, int]
    citation: Citation

    def linked(self, state: int) -> int:
        """Give the states that it links with one that is bound by it, or would be."""
        return self.bound & ~(1 << state) & ~self.parted.get(state, 0)

    def may_link(self, state: int) -> int:
        """Give the states that it links, or may link, with one that is bound by it, or may be."""
        return (self.bound | self.unknown) & ~(1 << state) & ~self.parted.get(state, 0)


def _left_out(register: Register, day: date, kind: RequestKind, counted: Counted) -> Iterator[tuple[str, LeftOut]]:
    """Name the instruments that serve the kind and do not count, each with the first reason."""
    with_rows = {code for code, _ in register.acts}
    for code, each in register.instruments.items():
        if kind not in each.serves:
            continue
        if each.parties is None and code not in with_rows:
            yield code, LeftOut.NO_PARTIES
        elif each.in_force is None or day < each.in_force:
            yield code, LeftOut.NOT_IN_FORCE
        elif not any(register.provisions_of(code, place) for place in PLACES[kind]):
            yield code, LeftOut.NO_ARTICLE
        elif each.sort is Sort.GENERAL and counted is not Counted.GENERAL:
            yield code, LeftOut.GENERAL_SCOPE


def _net(register: Register, instrument: Instrument, states: tuple[str, ...], day: date) -> _Net:
    values = [bound(register, instrument.code, state, day).value for state in states]
    source = instrument.parties or instrument.provenance
    return _Net(
        instrument=instrument,
        bound=_bits(number for number, value in enumerate(values) if value is Truth.TRUE),
        unknown=_bits(number for number, value in enumerate(values) if value is Truth.UNKNOWN),
        parted=_parted(register, instrument.code, states, day),
        citation=Citation(instrument=instrument.code, article="", provenance=source),
    )


def _parted(register: Register, code: str, states: tuple[str, ...], day: date) -> dict[int, int]:
    """Give for each state whom an objection that precludes relations parts from it, whoever of the two made it."""
    number = {state: place for place, state in enumerate(states)}
    found: dict[int, int] = {}
    for each in register.declared:
        precludes = each.effect is DeclarationEffect.PRECLUDES_RELATIONS and each.instrument == code
        if precludes and each.holds_on(day) and each.state in number and each.against in number:
            a, b = number[each.state], number[each.against]
            found[a] = found.get(a, 0) | 1 << b
            found[b] = found.get(b, 0) | 1 << a
    return found


def _treaties(
    register: Register, states: tuple[str, ...], day: date, kind: RequestKind
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Give the treaties of two of the states on the kind that are in force, by the pair."""
    number, wanted = {state: place for place, state in enumerate(states)}, BilateralKind(kind.value)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for each in register.bilaterals:
        if each.kind is wanted and each.holds_on(day) and each.a in number and each.b in number:
            a, b = sorted((number[each.a], number[each.b]))
            found[a, b] = (*found.get((a, b), ()), each.id)
    return found


def _tied(nets: list[_Net], treaties: Iterable[tuple[int, int]], states: tuple[str, ...]) -> list[int]:
    """Give for each state with whom it has a basis."""
    tied = [0] * len(states)
    for net in nets:
        for state in _numbers(net.bound):
            tied[state] |= net.linked(state)
    for a, b in treaties:
        tied[a] |= 1 << b
        tied[b] |= 1 << a
    return tied


def _loose(nets: list[_Net], tied: list[int], states: tuple[str, ...]) -> list[tuple[tuple[str, str], Truth]]:
    """Give the pairs that have no basis that is known, each open or not."""
    everyone, found = (1 << len(states)) - 1, list[tuple[tuple[str, str], Truth]]()
    for state, name in enumerate(states):
        later = everyone >> state + 1 << state + 1
        may = 0
        for net in nets:
            if (net.bound | net.unknown) >> state & 1:
                may |= net.may_link(state)
        for other in _numbers(later & ~tied[state]):
            found.append(((name, states[other]), Truth.UNKNOWN if may >> other & 1 else Truth.FALSE))
    return found


def _shared(
    nets: list[_Net], treaties: Mapping[tuple[int, int], tuple[str, ...]], states: tuple[str, ...]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give for each pair that has a basis what it lies in: instruments first, then treaties of the two."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for net in nets:
        code = (net.instrument.code,)
        for a, b in combinations(_numbers(net.bound), 2):
            if not net.parted.get(a, 0) >> b & 1:
                pair = (states[a], states[b])
                found[pair] = found.get(pair, ()) + code
    for (a, b), ids in treaties.items():
        pair = (states[a], states[b])
        found[pair] = found.get(pair, ()) + ids
    return found


def _reach(net: _Net, states: tuple[str, ...]) -> Reach:
    everyone = (1 << len(states)) - 1
    return Reach(
        instrument=net.instrument.code,
        bound=_names(net.bound, states),
        unknown=_names(net.unknown, states),
        unbound=_names(everyone & ~net.bound & ~net.unknown, states),
        citation=net.citation,
    )


def _gains(nets: list[_Net], tied: list[int], states: tuple[str, ...]) -> Iterator[Gain]:
    """Give every ratification by one state of one instrument that would give a pair a basis."""
    for net in nets:
        open_to = net.instrument.open_to
        for number, state in enumerate(states):
            if net.bound >> number & 1 or (open_to and state not in open_to):
                continue
            gained = net.linked(number) & ~tied[number]
            if gained:
                yield Gain(
                    state=state,
                    instrument=net.instrument.code,
                    partners=_names(gained, states),
                    is_unbound=Truth.UNKNOWN if net.unknown >> number & 1 else Truth.TRUE,
                )


def _rank(gain: Gain) -> tuple[int, str, str]:
    return (-len(gain.partners), gain.state, gain.instrument)


def _bits(numbers: Iterable[int]) -> int:
    held = 0
    for number in numbers:
        held |= 1 << number
    return held


def _numbers(held: int) -> Iterator[int]:
    """Give the places of the bits that are set, in their order."""
    while held:
        lowest = held & -held
        yield lowest.bit_length() - 1
        held ^= lowest


def _names(held: int, states: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(states[number] for number in _numbers(held))
