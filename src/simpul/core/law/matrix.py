"""Who is bound by what on a day, and every pair of states with the instruments that link them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from simpul.core.law.binding import bound
from simpul.core.law.provenance import Citation, Provenance, cited
from simpul.core.law.register import Register
from simpul.core.law.status import DeclarationEffect
from simpul.core.law.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who is bound by an instrument on a day, each since when; who may be, none of it known, is `unknown`."""

    instrument: str
    day: date
    since: dict[str, date]
    unknown: frozenset[str]
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse what cites nothing."""
        cited(self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLink:
    """Two states, in the order of their codes, an instrument in force between them, and since when."""

    a: str
    b: str
    instrument: str
    since: date


def parties(register: Register, code: str, day: date) -> Parties:
    """Give who is bound by an instrument on a day."""
    instrument = register.instrument(code)
    sides = [bound(register, code, state, day) for state in sorted(register.states)]
    source: Provenance = instrument.parties or instrument.provenance
    return Parties(
        instrument=code,
        day=day,
        since={side.state: side.period.since for side in sides if side.period},
        unknown=frozenset(side.state for side in sides if side.value is Truth.UNKNOWN),
        citations=(Citation(instrument=code, article="", provenance=source),),
    )


def pair_links(
    register: Register, states: Iterable[str], day: date, instruments: Sequence[str] = ()
) -> Iterator[PairLink]:
    """Give every pair of these states with each instrument that is in force between them on a day.

    Where instruments are named, it is only these.
    """
    chosen = sorted(set(states))
    precluded = {
        (each.instrument, *sorted((each.state, each.against)))
        for each in register.declared
        if each.effect is DeclarationEffect.PRECLUDES_RELATIONS and each.holds_on(day)
    }
    for code in instruments or register.instruments:
        since = parties(register, code, day).since
        party_states = [state for state in chosen if state in since]
        for a, b in combinations(party_states, 2):
            if (code, a, b) not in precluded:
                yield PairLink(a=a, b=b, instrument=code, since=max(since[a], since[b]))
