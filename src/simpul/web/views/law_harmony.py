"""How a set of states stands together, as a document: who is bound, the map, the matrix, and what would help."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.law.definition import Definition, StateOffence
from simpul.core.law.elements import ACTS, Element
from simpul.core.law.formula import names_in
from simpul.core.law.harmony import Counted, Gain, Harmony, LeftOut, Reach, harmony
from simpul.core.law.instrument import RequestKind
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.formats.law.definitions import definitions, state_offences
from simpul.formats.law.documents import title_of
from simpul.formats.law.sets import StateSet, states_said
from simpul.web.answers import Table
from simpul.web.language import msg
from simpul.web.views.law_map import Map, level_of, map_of
from simpul.web.words.law import HELP
from simpul.web.words.law_elements import ELEMENTS
from simpul.web.words.law_harmony import COUNTED, LEFT_OUT, SETS, UNBOUND

W = TypeVar("W", bound=StrEnum)
MOST_IN_MATRIX = 60
"""A larger matrix has a page of its own."""
MOST_GAINS = 20


class Shown(StrEnum):
    """What the map shows of each state."""

    PARTNERS = "partners"
    INSTRUMENTS = "instruments"


SHOWN: dict[Shown, str] = {
    Shown.PARTNERS: msg("with how many of the others it has a basis"),
    Shown.INSTRUMENTS: msg("how many of the instruments that count bind it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmonyForm:
    """The question as it was written into the form."""

    states: str = StateSet.ASEAN_TEN.value
    on: str = ""
    kind: str = RequestKind.EXTRADITION.value
    counted: str = Counted.OFFENCES.value
    shown: str = Shown.PARTNERS.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form offers, each with its words."""

    sets: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    counted: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """One of the states: by how many instruments it is bound, and with how many of the others it has a basis."""

    state: str
    instruments: int
    partners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRow:
    """An instrument that counts: how many of the states it binds, and which it does not, or may not."""

    instrument: str
    title: str
    bound: int
    unbound: tuple[str, ...]
    unknown: tuple[str, ...]
    as_of: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """An instrument that does not count, and why."""

    instrument: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GainRow:
    """One ratification: how many pairs would have a basis by it that have none that is known."""

    state: str
    instrument: str
    title: str
    count: int
    partners: tuple[str, ...]
    is_unbound: Truth
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRow:
    """With whom a state has no basis that is known; `open` where both may be bound and nobody knows from here."""

    state: str
    none: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """How many bases two states have; nothing where the two are one."""

    state: str
    count: int | None
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """One state against all of them."""

    state: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """An act, and what names it: instruments that concern the states, others of no party table, the states' own law."""

    act: str
    words: str
    instruments: tuple[str, ...]
    others: tuple[str, ...]
    states: tuple[str, ...]
    definitions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmonyPage:
    """How the states stand together; `lines` is empty where the matrix would be too large for the page."""

    form: HarmonyForm
    choices: Choices
    on: date
    as_of: date
    states: tuple[StateRow, ...]
    pairs: int
    with_basis: int
    open: int
    none: int
    map: Map
    reaches: tuple[ReachRow, ...]
    left_out: tuple[LeftOutRow, ...]
    gains: tuple[GainRow, ...]
    further_gains: int
    loose: tuple[LooseRow, ...]
    lines: tuple[MatrixLine, ...]
    acts: tuple[ActRow, ...]
    without_law: tuple[str, ...]


def harmony_view(held: Register, form: HarmonyForm) -> HarmonyPage:
    """Give how the states of the form stand together.

    Raises:
        InputError: something in the form is none, with its place.
    """
    found, shown = found_by(held, form), _word(form.shown, Shown, place="shown")
    rows = _states(found)
    laws = [
        each
        for each in state_offences()
        if each.state in found.states and each.is_law_on((found.day,)) is not Truth.FALSE
    ]
    return HarmonyPage(
        form=form,
        choices=_choices(),
        on=found.day,
        as_of=found.as_of,
        states=rows,
        pairs=found.pairs,
        with_basis=len(found.shared),
        open=len(found.open_pairs),
        none=len(found.none_pairs),
        map=_map(found, rows, shown),
        reaches=tuple(_reach(held, each) for each in found.reaches),
        left_out=tuple(
            LeftOutRow(instrument=code, title=title_of(held, code), why=LEFT_OUT[why])
            for code, why in found.left_out.items()
        ),
        gains=tuple(_gain(held, each) for each in found.gains[:MOST_GAINS]),
        further_gains=max(0, len(found.gains) - MOST_GAINS),
        loose=_loose(found),
        lines=_lines(found) if 1 < len(found.states) <= MOST_IN_MATRIX else (),
        acts=tuple(_acts(held, found, laws)),
        without_law=tuple(sorted(set(found.states) - {each.state for each in laws})),
    )


def found_by(held: Register, form: HarmonyForm) -> Harmony:
    """Give what a form asks for.

    Raises:
        InputError: something in it is none, with its place.
    """
    day = _day(form.on)
    return harmony(
        held,
        states_said(held, form.states, day),
        day,
        _word(form.kind, RequestKind, place="kind"),
        _word(form.counted, Counted, place="counted"),
    )


def harmony_table(held: Register, form: HarmonyForm) -> Table:
    """Give every pair as a table: whether it has a basis, and in what."""
    found = found_by(held, form)
    loose = {**dict.fromkeys(found.open_pairs, Truth.UNKNOWN), **dict.fromkeys(found.none_pairs, Truth.FALSE)}
    rows = [
        (a, b, loose.get((a, b), Truth.TRUE).value, ";".join(found.shared.get((a, b), ())))
        for a, b in combinations(found.states, 2)
    ]
    return Table(name="law-harmony", columns=("a", "b", "basis", "instruments"), rows=tuple(rows))


def _choices() -> Choices:
    return Choices(sets=_offered(SETS), kinds=_offered(HELP), counted=_offered(COUNTED), shown=_offered(SHOWN))


def _offered(words: Mapping[W, str]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, said) for each, said in words.items())


def _word(said: str, vocabulary: type[W], *, place: str) -> W:
    try:
        return vocabulary(said)
    except ValueError as exc:
        raise InputError(f"not one of {', '.join(vocabulary)}: {said[:40]!r}", place=place) from exc


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place="on") from exc


def _states(found: Harmony) -> tuple[StateRow, ...]:
    partners, instruments = dict.fromkeys(found.states, 0), dict.fromkeys(found.states, 0)
    for pair in found.shared:
        for state in pair:
            partners[state] += 1
    for reach in found.reaches:
        for state in reach.bound:
            instruments[state] += 1
    return tuple(
        StateRow(state=state, instruments=instruments[state], partners=partners[state]) for state in found.states
    )


def _map(found: Harmony, rows: Iterable[StateRow], shown: Shown) -> Map:
    figures = {row.state: row.partners if shown is Shown.PARTNERS else row.instruments for row in rows}
    return map_of(figures, most=len(found.states) - 1 if shown is Shown.PARTNERS else len(found.reaches))


def _reach(held: Register, each: Reach) -> ReachRow:
    return ReachRow(
        instrument=each.instrument,
        title=title_of(held, each.instrument),
        bound=len(each.bound),
        unbound=each.unbound,
        unknown=each.unknown,
        as_of=each.citation.provenance.as_of,
        source=each.citation.provenance.source,
    )


def _gain(held: Register, each: Gain) -> GainRow:
    return GainRow(
        state=each.state,
        instrument=each.instrument,
        title=title_of(held, each.instrument),
        count=len(each.partners),
        partners=each.partners,
        is_unbound=each.is_unbound,
        words=UNBOUND[each.is_unbound],
    )


def _loose(found: Harmony) -> tuple[LooseRow, ...]:
    """Give with whom each state has no basis, first the state with the most of them."""
    by_state: dict[str, tuple[list[str], list[str]]] = {state: ([], []) for state in found.states}
    for which, pairs in enumerate((found.none_pairs, found.open_pairs)):
        for a, b in pairs:
            by_state[a][which].append(b)
            by_state[b][which].append(a)
    rows = [
        LooseRow(state=state, none=tuple(sorted(none)), open=tuple(sorted(open_with)))
        for state, (none, open_with) in by_state.items()
        if none or open_with
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.none) - len(row.open), row.state)))


def _lines(found: Harmony) -> tuple[MatrixLine, ...]:
    return tuple(MatrixLine(state=a, cells=tuple(_cell(found, a, b) for b in found.states)) for a in found.states)


def _cell(found: Harmony, a: str, b: str) -> MatrixCell:
    if a == b:
        return MatrixCell(state=b, count=None, level=0)
    count = len(found.shared.get((min(a, b), max(a, b)), ()))
    return MatrixCell(state=b, count=count, level=level_of(count, max(len(found.reaches), count)))


def _acts(held: Register, found: Harmony, laws: list[StateOffence]) -> Iterator[ActRow]:
    """Give every act that a definition names which concerns these states.

    Left out are the instruments that are known to bind none of them, or not to be in force.
    """
    idle = {each.instrument for each in found.reaches if not each.bound and not each.unknown}
    idle |= {code for code, why in found.left_out.items() if why is LeftOut.NOT_IN_FORCE}
    treaties = [each for each in definitions() if each.instrument not in idle]
    for act in (each for each in Element if each in ACTS):
        of_treaties = [each for each in treaties if _names(each, act)]
        of_states = [each for each in laws if _names(each.definition, act)]
        named = dict.fromkeys(each.instrument for each in of_treaties)
        if of_treaties or of_states:
            yield ActRow(
                act=act.value,
                words=ELEMENTS[act],
                instruments=tuple(code for code in named if code in held.instruments),
                others=tuple(code for code in named if code not in held.instruments),
                states=tuple(dict.fromkeys(each.state for each in of_states)),
                definitions=tuple(each.code for each in (*of_treaties, *(offence.definition for offence in of_states))),
            )


def _names(definition: Definition, act: Element) -> bool:
    return act.value in names_in(definition.formula)
