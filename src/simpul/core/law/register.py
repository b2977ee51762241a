"""The register: every row that the rules read, checked against each other when it is made.

Rules:
1. Rows are append-only. A correction is a row that replaces another; what was replaced is kept and no longer counts.
2. A row that cannot be right is refused with the place of the row: an unknown state or instrument, an act before the
   instrument was adopted, a denunciation of what was never consented to, a second consent, replacing in a circle.
3. What no table covers is unknown. `coverage` says for each kind of table what it holds and as of when.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.law.bilateral import Bilateral, StateLaw
from simpul.core.law.cycles import circle
from simpul.core.law.instrument import Instrument
from simpul.core.law.offence import OffenceFormula, offence_key
from simpul.core.law.provenance import Provenance
from simpul.core.law.provision import Provision, ProvisionKind
from simpul.core.law.standing import Period, periods_of
from simpul.core.law.status import Declaration, PartyStatus


class Table(StrEnum):
    """A kind of row that may be missing for a pair of states."""

    BILATERALS = "bilaterals"
    STATE_LAWS = "state-laws"
    DECLARATIONS = "declarations"


K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R", PartyStatus, Declaration)
Acts = Mapping[tuple[str, str], tuple[PartyStatus, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Instruments, who is bound by them and since when, their provisions, treaties of pairs, and laws of states."""

    states: frozenset[str]
    instruments: Mapping[str, Instrument]
    statuses: tuple[PartyStatus, ...]
    provisions: tuple[Provision, ...]
    coverage: Mapping[Table, Provenance]
    members: frozenset[str] = frozenset()
    offences: tuple[OffenceFormula, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    bilaterals: tuple[Bilateral, ...] = ()
    state_laws: tuple[StateLaw, ...] = ()
    acts: Acts = field(init=False, repr=False, compare=False)
    declared: tuple[Declaration, ...] = field(init=False, repr=False, compare=False)
    periods: Mapping[tuple[str, str], tuple[Period, ...]] = field(init=False, repr=False, compare=False)
    by_kind: Mapping[tuple[str, ProvisionKind], tuple[Provision, ...]] = field(init=False, repr=False, compare=False)
    formulas: Mapping[str, tuple[OffenceFormula, ...]] = field(init=False, repr=False, compare=False)
    treaties_of: Mapping[frozenset[str], tuple[Bilateral, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse rows that contradict each other, each by its place, and order the rest."""
        _check_instruments(self.instruments)
        for row in self.statuses:
            _check_row(self, row, row.deposited)
        for said in self.declarations:
            _check_row(self, said, said.made)
        for place in self.provisions:
            _known(place.instrument, self.instruments, place.provenance)
        _check_pairs(self)
        if set(self.coverage) != set(Table):
            raise InputError("says of every table what it covers", place="coverage")
        acts = _acts(self.statuses)
        set_once = object.__setattr__
        set_once(self, "acts", MappingProxyType(acts))
        set_once(self, "declared", _counting(self.declarations))
        found = {key: periods_of(self.instruments[key[0]], rows) for key, rows in acts.items()}
        set_once(self, "periods", MappingProxyType(found))
        set_once(self, "by_kind", _grouped(((each.instrument, each.kind), each) for each in self.provisions))
        set_once(self, "treaties_of", _grouped((frozenset((each.a, each.b)), each) for each in self.bilaterals))
        named = ((code, each) for each in self.offences for code in {*map(offence_key, (each.code, *each.also))})
        set_once(self, "formulas", _grouped(named))

    def instrument(self, code: str) -> Instrument:
        """Give an instrument by its code.

        Raises:
            InputError: the register has none of that code.
        """
        if code not in self.instruments:
            raise InputError(f"not an instrument of the register: {code[:40]!r}", place="instrument")
        return self.instruments[code]

    def state(self, code: str, *, place: str) -> str:
        """Give the code back when it is a state's.

        Raises:
            InputError: it is none.
        """
        if code not in self.states:
            raise InputError(f"not a state of the register: {code[:40]!r}", place=place)
        return code

    def provisions_of(self, instrument: str, kind: ProvisionKind) -> tuple[Provision, ...]:
        """Give the places of an instrument that are about something."""
        return self.by_kind.get((instrument, kind), ())


def _check_instruments(instruments: Mapping[str, Instrument]) -> None:
    for code, instrument in instruments.items():
        for above in instrument.above:
            _known(above, instruments, instrument.provenance)
        if code != instrument.code:
            raise InputError("stands under another code", place=instrument.provenance.row)
    found = circle({code: instrument.above for code, instrument in instruments.items()})
    if found:
        raise InputError(f"supplements itself in a circle: {' > '.join(found)}", place=_row_of(instruments[found[0]]))


def _check_row(register: Register, row: PartyStatus | Declaration, day: date) -> None:
    _known(row.instrument, register.instruments, row.provenance)
    if row.state not in register.states:
        raise InputError(f"not a state: {row.state[:40]!r}", place=row.provenance.row)
    if day < register.instruments[row.instrument].adopted:
        raise InputError(f"before {row.instrument} was adopted", place=row.provenance.row)


def _check_pairs(register: Register) -> None:
    for treaty in register.bilaterals:
        for state in (treaty.a, treaty.b):
            if state not in register.states:
                raise InputError(f"not a state: {state[:40]!r}", place=treaty.provenance.row)
    for law in register.state_laws:
        if law.state not in register.states:
            raise InputError(f"not a state: {law.state[:40]!r}", place=law.provenance.row)
    for formula in register.offences:
        _known(formula.instrument, register.instruments, formula.provenance)


def _acts(statuses: Iterable[PartyStatus]) -> dict[tuple[str, str], tuple[PartyStatus, ...]]:
    """Give the acts that count, in their order, by instrument and state."""
    grouped: dict[tuple[str, str], list[PartyStatus]] = defaultdict(list)
    for row in _counting(statuses):
        grouped[(row.instrument, row.state)].append(row)
    return {key: tuple(sorted(rows, key=lambda row: row.deposited)) for key, rows in grouped.items()}


def _counting(rows: Iterable[R]) -> tuple[R, ...]:
    """Give the rows that no other row replaces."""
    by_id: dict[str, R] = {}
    for row in rows:
        if row.id in by_id:
            raise InputError(f"two rows have the id {row.id}", place=row.provenance.row)
        by_id[row.id] = row
    for row in by_id.values():
        if row.replaces and row.replaces not in by_id:
            raise InputError(f"replaces a row that is not there: {row.replaces[:60]}", place=row.provenance.row)
    found = circle({row.id: (row.replaces,) for row in by_id.values() if row.replaces})
    if found:
        raise InputError(f"replaces itself in a circle: {' > '.join(found)}", place=by_id[found[0]].provenance.row)
    gone = {row.replaces for row in by_id.values()}
    return tuple(row for row in by_id.values() if row.id not in gone)


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    grouped: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in grouped.items()})


def _known(code: str, instruments: Mapping[str, Instrument], provenance: Provenance) -> None:
    if code not in instruments:
        raise InputError(f"not an instrument of the register: {code[:40]!r}", place=provenance.row)


def _row_of(instrument: Instrument) -> str:
    return instrument.provenance.row
