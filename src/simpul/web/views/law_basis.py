"""Whether there is a basis between two states, as a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError
from simpul.core.law.answer import Basis, BasisAnswer, Missing, NotChecked
from simpul.core.law.basis import basis
from simpul.core.law.binding import Bound
from simpul.core.law.instrument import RequestKind
from simpul.core.law.offence import Asserted
from simpul.core.law.provenance import Citation
from simpul.core.law.question import Question
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.formats.countries import country_code
from simpul.formats.law.documents import title_of
from simpul.web.words.law import ACTIONS, EFFECTS, HELP, MISSING, NOT_CHECKED, NOTES, TRUTHS, WHY_ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm:
    """The question as it was written into the form."""

    requesting: str
    requested: str
    kind: str
    offence: str
    conduct: str
    asked: str

    @property
    def is_whole(self) -> bool:
        """Whether everything is said."""
        return all((self.requesting, self.requested, self.kind, self.offence, self.conduct, self.asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Where a fact of the answer is from."""

    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """Since when one of the two is bound, and by what it did."""

    state: str
    since: date
    what: str
    deposited: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """One basis with its words."""

    instrument: str
    title: str
    article: str
    effect: str
    holds: Truth
    holds_words: str
    since: date
    as_of: date
    quote: str
    sides: tuple[SideRow, ...]
    missing: tuple[str, ...]
    not_checked: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    is_in_register: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """An instrument that is not known to bind both, or binds both and is no basis here, and why."""

    instrument: str
    title: str
    why: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityRow:
    """The way without a treaty."""

    holds: Truth
    holds_words: str
    missing: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """The answer."""

    requesting: str
    requested: str
    as_of: date
    bases: tuple[BasisRow, ...]
    others: tuple[OtherRow, ...]
    reciprocity: ReciprocityRow
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisPage:
    """The form with what it offers, and the answer once everything is said."""

    form: AskedForm
    kinds: tuple[tuple[str, str], ...]
    offences: tuple[str, ...]
    states: tuple[str, ...]
    answer: AnswerView | None


def basis_view(held: Register, form: AskedForm) -> BasisPage:
    """Give the answer to the question, or the empty form.

    Raises:
        InputError: something in the question is none.
    """
    return BasisPage(
        form=form,
        kinds=tuple((kind.value, words) for kind, words in HELP.items()),
        offences=tuple(dict.fromkeys(each.code for each in held.offences)),
        states=tuple(sorted(held.members)),
        answer=answer_view(held, basis(held, _question(form))) if form.is_whole else None,
    )


def _question(form: AskedForm) -> Question:
    try:
        kind = RequestKind(form.kind)
    except ValueError as exc:
        raise InputError(f"not one of {', '.join(RequestKind)}: {form.kind[:40]!r}", place="kind") from exc
    return Question(
        requesting=_state(form.requesting, place="requesting"),
        requested=_state(form.requested, place="requested"),
        kind=kind,
        asserted=Asserted(offence=form.offence),
        conduct_dates=(_day(form.conduct, place="conduct"),),
        request_date=_day(form.asked, place="asked"),
    )


def _state(said: str, *, place: str) -> str:
    code = country_code(said)
    if code is None:
        raise InputError(f"not a state: {said[:40]!r}", place=place)
    return code


def _day(said: str, *, place: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place=place) from exc


def answer_view(held: Register, found: BasisAnswer) -> AnswerView:
    """Give the answer in words."""
    way = found.reciprocity
    open_points = [(each.instrument, _questions(each.missing), each.as_of) for each in found.unknown]
    beside = [(each.instrument, (WHY_ASIDE[each.why],), each.as_of) for each in found.aside]
    return AnswerView(
        requesting=found.question.requesting,
        requested=found.question.requested,
        as_of=found.as_of,
        bases=tuple(_basis(held, each) for each in found.bases),
        others=tuple(
            OtherRow(instrument=code, title=title_of(held, code), why=why, as_of=as_of)
            for code, why, as_of in (*open_points, *beside)
        ),
        reciprocity=ReciprocityRow(
            holds=way.value, holds_words=TRUTHS[way.value], missing=_questions(way.missing), as_of=way.as_of
        ),
        notes=tuple(NOTES[each] for each in found.notes),
    )


def _basis(held: Register, each: Basis) -> BasisRow:
    sides = (each.link.a, each.link.b) if each.link else ()
    return BasisRow(
        instrument=each.instrument,
        title=title_of(held, each.instrument),
        article=each.article,
        effect=EFFECTS[each.effect],
        holds=each.holds,
        holds_words=TRUTHS[each.holds],
        since=each.since,
        as_of=each.as_of,
        quote=next((cited.quote for cited in each.citations if cited.quote), ""),
        sides=tuple(row for side in sides for row in _side(side)),
        missing=_questions(each.missing),
        not_checked=_unchecked(each.not_checked),
        sources=_sources(each.citations),
        is_in_register=each.instrument in held.instruments,
    )


def _side(side: Bound) -> tuple[SideRow, ...]:
    if not side.period:
        return ()
    consent = side.period.consent
    row = SideRow(state=side.state, since=side.period.since, what=ACTIONS[consent.action], deposited=consent.deposited)
    return (row,)


def _questions(missing: Iterable[Missing]) -> tuple[str, ...]:
    return tuple(MISSING[each] for each in missing)


def _unchecked(not_checked: Iterable[NotChecked]) -> tuple[str, ...]:
    return tuple(NOT_CHECKED[each] for each in not_checked)


def _sources(citations: Iterable[Citation]) -> tuple[SourceRow, ...]:
    said = dict.fromkeys((each.provenance.source, each.provenance.as_of) for each in citations)
    return tuple(SourceRow(source=source, as_of=as_of) for source, as_of in said)
