"""One state in the register, as a document: by what it is bound on a day, all that it did, its law, its treaties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError, NotFoundError
from simpul.core.law.bilateral import Bilateral, StateLaw
from simpul.core.law.binding import bound
from simpul.core.law.register import Register, Table
from simpul.core.law.status import Declaration
from simpul.core.law.truth import Truth
from simpul.core.lawbook import OfferedRows
from simpul.formats.law.definitions import state_offences
from simpul.web.language import msg
from simpul.web.views.law_history import Entered, RowPage, entered_by, entered_in, rows_of
from simpul.web.words.law import MARKS, TRUTHS
from simpul.web.words.law_states import DECLARATIONS, EFFECTS_OF_DECLARATIONS, TREATY_KINDS

FACTS: tuple[tuple[str, str], ...] = (
    ("extradites_nationals", msg("extradites its nationals")),
    ("treaty_required", msg("asks for a treaty")),
    ("reciprocity_suffices", msg("helps on reciprocity")),
    ("death_penalty_in_law", msg("has the death penalty in its law")),
    ("death_penalty_in_practice", msg("carries the death penalty out")),
)
TEXTS: tuple[tuple[str, str], ...] = (
    ("least_penalty_months", msg("least penalty for extradition, in months")),
    ("evidence_test", msg("evidence that is asked for")),
    ("limitation_rules", msg("lapse of time")),
    ("central_authority", msg("central authority")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRow:
    """One instrument, and whether the state is bound by it on the day."""

    instrument: str
    title: str
    value: Truth
    words: str
    since: date | None
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFact:
    """One thing that is known, or not known, of a state's law."""

    name: str
    words: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """What a row says of the state's law, and in which days."""

    valid_from: date
    valid_to: date | None
    holds: Truth
    article: str
    facts: tuple[LawFact, ...]
    texts: tuple[LawFact, ...]
    languages: tuple[str, ...]
    source: str
    as_of: date
    mark: str
    entered: Entered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRow:
    """What the state declared, against whom, what it does, and whether it stands on the day."""

    id: str
    instrument: str
    article: str
    kind: str
    effect: str
    text: str
    against: str
    made: date
    withdrawn: date | None
    holds: Truth
    source: str
    as_of: date
    entered: Entered | None
    replaces: str
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyRow:
    """A treaty with another state, and whether it is in force on the day."""

    id: str
    title: str
    kind: str
    other: str
    in_force: date | None
    terminated: date | None
    holds: Truth
    source: str
    as_of: date
    entered: Entered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceRow:
    """An offence of the state's law on the day."""

    code: str
    law: str
    article: str
    title: str
    penalty_max_months: int | None
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePage:
    """One state on a day: all that it did up to then, and what is known of its law; `covered` says how far."""

    state: str
    on: date
    is_member: bool
    bound: tuple[BoundRow, ...]
    acts: tuple[RowPage, ...]
    laws: tuple[LawRow, ...]
    declarations: tuple[DeclarationRow, ...]
    treaties: tuple[TreatyRow, ...]
    offences: tuple[OffenceRow, ...]
    covered: tuple[tuple[str, str, date], ...]


def state_view(held: Register, accepted: Sequence[OfferedRows], state: str, on: str) -> StatePage:
    """Give what the register holds of a state up to a day.

    Raises:
        NotFoundError: there is no such state.
        InputError: the day is none.
    """
    if state not in held.states:
        raise NotFoundError("there is no such state")
    day, entered = _day(on), entered_in(accepted)
    acts = rows_of(held, accepted, (each for each in held.statuses if each.state == state and each.deposited <= day))
    laws = [each for each in held.state_laws if each.state == state]
    declared = [each for each in held.declarations if each.state == state and each.made <= day]
    treaties = [each for each in held.bilaterals if state in {each.a, each.b}]
    return StatePage(
        state=state,
        on=day,
        is_member=state in held.members,
        bound=tuple(_bound(held, code, state, day) for code in held.instruments),
        acts=tuple(sorted(acts, key=lambda row: (row.on, row.instrument), reverse=True)),
        laws=tuple(_law(each, day, entered_by(entered, each.provenance)) for each in laws),
        declarations=tuple(_declaration(held, each, day, entered_by(entered, each.provenance)) for each in declared),
        treaties=tuple(_treaty(each, state, day, entered_by(entered, each.provenance)) for each in treaties),
        offences=tuple(_offences(state, day)),
        covered=tuple((table.value, held.coverage[table].source, held.coverage[table].as_of) for table in Table),
    )


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place="on") from exc


def _holds(is_so: object) -> Truth:
    return Truth.TRUE if is_so else Truth.FALSE


def _bound(held: Register, code: str, state: str, day: date) -> BoundRow:
    found = bound(held, code, state, day)
    return BoundRow(
        instrument=code,
        title=held.instruments[code].title,
        value=found.value,
        words=TRUTHS[found.value],
        since=found.period.since if found.period else None,
        as_of=found.provenance.as_of,
    )


def _law(each: StateLaw, day: date, entered: Entered | None) -> LawRow:
    texts = ((name, words, getattr(each, name)) for name, words in TEXTS)
    return LawRow(
        valid_from=each.valid_from,
        valid_to=each.valid_to,
        holds=_holds(each.holds_on(day)),
        article=each.article,
        facts=tuple(LawFact(name=name, words=words, value=TRUTHS[getattr(each, name)]) for name, words in FACTS),
        texts=tuple(LawFact(name=name, words=words, value=str(said)) for name, words, said in texts if said),
        languages=each.languages,
        source=each.provenance.source,
        as_of=each.provenance.as_of,
        mark=MARKS[each.provenance.mark],
        entered=entered,
    )


def _declaration(held: Register, each: Declaration, day: date, entered: Entered | None) -> DeclarationRow:
    replaced_by = next((other.id for other in held.declarations if other.replaces == each.id), "")
    return DeclarationRow(
        id=each.id,
        instrument=each.instrument,
        article=each.article,
        kind=DECLARATIONS[each.kind],
        effect=EFFECTS_OF_DECLARATIONS[each.effect],
        text=each.text,
        against=each.against,
        made=each.made,
        withdrawn=each.withdrawn,
        holds=_holds(each.holds_on(day) and not replaced_by),
        source=each.provenance.source,
        as_of=each.provenance.as_of,
        entered=entered,
        replaces=each.replaces,
        replaced_by=replaced_by,
    )


def _treaty(each: Bilateral, state: str, day: date, entered: Entered | None) -> TreatyRow:
    return TreatyRow(
        id=each.id,
        title=each.title,
        kind=TREATY_KINDS[each.kind],
        other=each.b if each.a == state else each.a,
        in_force=each.in_force,
        terminated=each.terminated,
        holds=_holds(each.holds_on(day)),
        source=each.provenance.source,
        as_of=each.provenance.as_of,
        entered=entered,
    )


def _offences(state: str, day: date) -> list[OffenceRow]:
    return [
        OffenceRow(
            code=each.definition.code,
            law=each.definition.instrument,
            article=each.definition.article,
            title=each.definition.title,
            penalty_max_months=each.penalty_max_months,
            source=each.definition.provenance.source,
            as_of=each.definition.provenance.as_of,
        )
        for each in state_offences()
        if each.state == state and each.is_law_on((day,)) is Truth.TRUE
    ]
