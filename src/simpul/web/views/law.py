"""The law as documents. Loaded when the first question comes; nothing but `simpul.web.pages.law` asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError, NotFoundError
from simpul.core.law.instrument import Instrument
from simpul.core.law.matrix import pair_links, parties
from simpul.core.law.provision import Provision
from simpul.core.law.register import Register
from simpul.core.law.standing import computed_in_force
from simpul.core.law.status import PartyStatus
from simpul.formats.countries import country_code
from simpul.formats.law.added import register_with
from simpul.formats.law.tables import ORGANISATIONS
from simpul.web.answers import Table
from simpul.web.views.law_basis import AskedForm, basis_view
from simpul.web.views.law_rows import rows_view
from simpul.web.words.law import ACTIONS, EFFECTS, KINDS, MARKS, SORTS

__all__ = ["AskedForm", "basis_view", "register_with", "rows_view"]

AGAINST_TERRORISM = ("protected1973", "hostages1979", "bombings1997", "icsft1999", "nuclear2005")
"""The sectoral conventions against terrorism whose parties the register knows."""
ASEAN = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN")
EVERY = "all"
MOST_STATES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """One instrument; `parties` is missing where nobody knows from here."""

    code: str
    title: str
    sort: str
    adopted: date
    in_force: date | None
    parties: int | None
    parties_as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """The register on a day."""

    on: date
    instruments: tuple[InstrumentRow, ...]
    provisions: int
    bilaterals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a state did, and when."""

    what: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One state, what it did about the instrument, and from when until when it is bound."""

    state: str
    acts: tuple[Act, ...]
    since: date | None
    until: date | None
    source: str
    as_of: date
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRow:
    """One place of the instrument, what it is about, and how it begins."""

    article: str
    kind: str
    effect: str
    words: str
    quote: str
    mark: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentPage:
    """One instrument with its parties and places; `in_force_by_table` is computed, to be compared with the record."""

    on: date
    row: InstrumentRow
    in_force_source: str
    in_force_by_table: date | None
    depositary: str
    reference: str
    source: str
    parties_source: str
    related: tuple[str, ...]
    provisions: tuple[ProvisionRow, ...]
    parties: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many instruments bind two states to each other; nothing where the two are one."""

    state: str
    shared: int | None
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One state against all of them."""

    state: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """The matrix of some states on a day."""

    on: date
    chosen: str
    counted: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    without: int
    pairs: int
    as_of: date


def register_view(held: Register, on: date) -> RegisterPage:
    """Give the register."""
    return RegisterPage(
        on=on,
        instruments=tuple(_instrument(held, each, on) for each in held.instruments.values()),
        provisions=len(held.provisions),
        bilaterals=len(held.bilaterals),
    )


def register_table(view: RegisterPage) -> Table:
    """Give the instruments as a table."""
    return Table(
        name="law",
        columns=("code", "title", "adopted", "in_force", "parties", "parties_as_of"),
        rows=tuple(
            (
                row.code,
                row.title,
                row.adopted.isoformat(),
                _iso(row.in_force),
                "" if row.parties is None else str(row.parties),
                _iso(row.parties_as_of),
            )
            for row in view.instruments
        ),
    )


def instrument_view(held: Register, code: str, on: date) -> InstrumentPage:
    """Give one instrument.

    Raises:
        NotFoundError: the register has none of that code.
    """
    if code not in held.instruments:
        raise NotFoundError("there is no such instrument")
    instrument = held.instruments[code]
    states = sorted(state for of, state in held.acts if of == code)
    return InstrumentPage(
        on=on,
        row=_instrument(held, instrument, on),
        in_force_source=instrument.in_force_source,
        in_force_by_table=computed_in_force(
            instrument, (act for state in states if state not in ORGANISATIONS for act in held.acts[code, state])
        ),
        depositary=instrument.depositary,
        reference=instrument.reference,
        source=instrument.provenance.source,
        parties_source=instrument.parties.source if instrument.parties else "",
        related=instrument.above,
        provisions=tuple(_provision(each) for each in held.provisions if each.instrument == code),
        parties=tuple(_party(held, code, state) for state in states),
    )


def parties_table(view: InstrumentPage) -> Table:
    """Give the states of an instrument as a table, one row an act."""
    return Table(
        name=f"law-{view.row.code}",
        columns=("state", "act", "on", "bound_since", "bound_until", "source", "as_of", "verified"),
        rows=tuple(
            (
                row.state,
                act.what,
                act.on.isoformat(),
                _iso(row.since),
                _iso(row.until),
                row.source,
                row.as_of.isoformat(),
                row.mark,
            )
            for row in view.parties
            for act in row.acts
        ),
    )


def matrix_view(held: Register, states: str, on: str) -> MatrixPage:
    """Give how many instruments against terrorism bind each two of the states to each other on a day.

    Raises:
        InputError: a state or the day is none.
    """
    chosen = _chosen(held, states)
    day = _day(on)
    shared: dict[tuple[str, str], list[str]] = {}
    for each in pair_links(held, chosen, day, AGAINST_TERRORISM):
        shared.setdefault((each.a, each.b), []).append(each.instrument)
    pairs = len(chosen) * (len(chosen) - 1) // 2
    tables = [held.instruments[code].parties for code in AGAINST_TERRORISM]
    return MatrixPage(
        on=day,
        chosen=states.strip() or " ".join(chosen),
        counted=AGAINST_TERRORISM,
        rows=tuple(MatrixRow(state=a, cells=tuple(_cell(a, b, shared) for b in chosen)) for a in chosen),
        without=pairs - len(shared),
        pairs=pairs,
        as_of=min(table.as_of for table in tables if table),
    )


def matrix_table(view: MatrixPage) -> Table:
    """Give the matrix as a table, one row a pair and instrument."""
    return Table(
        name="law-matrix",
        columns=("a", "b", "instrument"),
        rows=tuple(
            (row.state, cell.state, instrument)
            for row in view.rows
            for cell in row.cells
            if row.state < cell.state
            for instrument in cell.instruments
        ),
    )


def _chosen(held: Register, states: str) -> list[str]:
    if states.strip().lower() == EVERY:
        return sorted(held.members)
    said = states.replace(",", " ").split() or ASEAN
    return sorted({_state(each) for each in said[:MOST_STATES]})


def _state(said: str) -> str:
    code = country_code(said)
    if code is None:
        raise InputError(f"not a state: {said[:40]!r}", place="states")
    return code


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place="on") from exc


def _cell(a: str, b: str, shared: dict[tuple[str, str], list[str]]) -> Cell:
    found = shared.get((min(a, b), max(a, b)), [])
    return Cell(state=b, shared=None if a == b else len(found), instruments=tuple(found))


def _instrument(held: Register, instrument: Instrument, on: date) -> InstrumentRow:
    bound = parties(held, instrument.code, on).since
    return InstrumentRow(
        code=instrument.code,
        title=instrument.title,
        sort=SORTS[instrument.sort],
        adopted=instrument.adopted,
        in_force=instrument.in_force,
        parties=len(bound) if instrument.parties or bound else None,
        parties_as_of=instrument.parties.as_of if instrument.parties else None,
    )


def _provision(place: Provision) -> ProvisionRow:
    return ProvisionRow(
        article=place.article,
        kind=KINDS[place.kind],
        effect=EFFECTS[place.effect],
        words=place.words,
        quote=place.quote,
        mark=MARKS[place.provenance.mark],
        source=place.provenance.source,
        as_of=place.provenance.as_of,
    )


def _party(held: Register, code: str, state: str) -> PartyRow:
    acts: Sequence[PartyStatus] = held.acts[code, state]
    periods = held.periods.get((code, state), ())
    provenance = acts[-1].provenance
    return PartyRow(
        state=state,
        acts=tuple(Act(what=ACTIONS[each.action], on=each.deposited) for each in acts),
        since=periods[-1].since if periods else None,
        until=periods[-1].until if periods else None,
        source=provenance.source,
        as_of=provenance.as_of,
        mark=MARKS[provenance.mark],
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
