"""Requests at law between nodes as documents: the list with its clocks, one with everything said on it, the figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.parts import Attachment
from simpul.core.cooperation.course import course_of
from simpul.core.cooperation.kinds import Cited, HelpKind
from simpul.core.cooperation.openings import openings
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.standing import LawStanding, Standing
from simpul.core.cooperation.statistics import Statistics
from simpul.core.cooperation.word import SHAPES, LawWord, Prosecution, Word
from simpul.core.holding import Direction, Page
from simpul.core.paper import PaperSignature
from simpul.core.units.holding import Answered
from simpul.core.units.record import HeldRecord, Sending
from simpul.core.units.requested import Carriage, Evidence, LawFile, conveyed, thread_of_records
from simpul.web.answers import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCaseRow:
    """One request in a list."""

    id: str
    reference: str
    title: str
    kind: HelpKind
    other: AuthorityId
    is_ours: bool
    standing: Standing
    is_our_turn: bool
    carriage: Carriage
    is_open: bool
    due_at: datetime | None
    is_overdue: bool
    waits: int
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCasesPage:
    """A part of the list."""

    direction: Direction
    answered: Answered
    rows: tuple[LawCaseRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One word, or the record of a duty to prosecute, with how it was sent; what does not count changed nothing."""

    id: str
    value: LawWord | Prosecution
    author: str
    is_ours: bool
    counts: bool
    waits: bool
    paper: Attachment | None
    sent: tuple[Sending, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """A word that could be answered."""

    id: str
    word: Word
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm:
    """A word that may be said now: which fields it needs and which it may have, and what it could answer."""

    word: Word
    needs: tuple[str, ...]
    may: tuple[str, ...]
    answers: tuple[Answerable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """What was found of a request's paper: its signature, if it bears one, and in which language it says the case.

    `says` is empty where it is no paper that this node sets of the case: then nothing is shown of what it says.
    """

    signature: PaperSignature | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCasePage:
    """One request."""

    id: str
    request: LawRequest
    record: str
    author: str
    is_ours: bool
    other: AuthorityId
    standing: LawStanding
    turn: AuthorityId | None
    carriage: Carriage
    receipts: tuple[Evidence, ...]
    said: tuple[Said, ...]
    waiting: tuple[str, ...]
    forms: tuple[WordForm, ...]
    beside: Any
    treaty: str = ""
    read: tuple[str, ...] = ()
    paper: LookedAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage:
    """The figures of both sides."""

    statistics: Statistics


def cases_page(page: Page[LawFile], sight: Sight, *, direction: Direction, answered: Answered) -> LawCasesPage:
    """Give a part of the list."""
    us = sight.viewer.authority
    return LawCasesPage(
        direction=direction,
        answered=answered,
        rows=tuple(law_case_row(each, us) for each in page.items),
        after=page.after,
    )


def cases_table(view: LawCasesPage) -> Table:
    """Give the list as a table."""
    return Table(
        name="law-cases",
        columns=(
            "id",
            "reference",
            "title",
            "kind",
            "other",
            "standing",
            "our_turn",
            "due_at",
            "overdue",
            "written_at",
        ),
        rows=tuple(
            (
                row.id,
                row.reference,
                row.title,
                row.kind.value,
                row.other,
                row.standing.value,
                str(row.is_our_turn).lower(),
                row.due_at.isoformat() if row.due_at else "",
                str(row.is_overdue).lower(),
                row.written_at.isoformat(),
            )
            for row in view.rows
        ),
    )


def case_page(
    file: LawFile, sight: Sight, beside: object, paper: LookedAt | None, *, treaty: str, read: tuple[str, ...]
) -> LawCasePage:
    """Give one request; `treaty` is the title of what it rests on, `read` the hashes of texts that are at hand."""
    us = sight.viewer.authority
    return LawCasePage(
        id=file.thread,
        request=file.request,
        record=file.standing.request.id,
        author=file.head.author if file.is_ours else "",
        is_ours=file.is_ours,
        other=file.other,
        standing=file.standing,
        turn=file.standing.owner(file.standing.turn),
        carriage=file.carriage,
        receipts=file.receipts,
        said=tuple(
            _said(file, each, each.value) for each in file.records if isinstance(each.value, LawWord | Prosecution)
        ),
        waiting=tuple(each.id for each in file.waiting),
        forms=_forms(file, us, sight.at),
        beside=beside,
        treaty=treaty,
        read=read,
        paper=paper,
    )


def texts_at_hand(file: LawFile, read: Callable[[str, str], str]) -> tuple[str, ...]:
    """Give the hashes of those articles named on a request whose texts are at hand; `read` gives the hash of one."""
    return tuple(sorted({read(each.instrument, each.article) for each in _cited_in(file)} - {""}))


def _cited_in(file: LawFile) -> frozenset[Cited]:
    """Give every article that is named on a request: by its clocks, in words, and by duties."""
    said = [each.value for each in file.records]
    clocks = (each.cited for each in file.standing.clocks)
    words = (each.cited for each in said if isinstance(each, LawWord))
    duties = (each.duties for each in said if isinstance(each, Prosecution))
    return frozenset(one for each in (*clocks, *words, *duties) for one in each)


def words_table(view: LawCasePage) -> Table:
    """Give what was said on a request as a table."""
    return Table(
        name=f"law-case-{view.id[:12]}",
        columns=("id", "by", "word", "at", "counts", "text", "ground", "cited"),
        rows=tuple(
            (
                row.id,
                row.value.originator,
                row.value.word.value,
                row.value.written_at.isoformat(),
                str(row.counts).lower(),
                row.value.text,
                row.value.ground.value if row.value.ground else "",
                "; ".join(f"{each.instrument} {each.article}" for each in row.value.cited),
            )
            for row in view.said
            if isinstance(row.value, LawWord)
        ),
    )


def statistics_table(view: StatisticsPage) -> Table:
    """Give the figures as a table."""
    standings: tuple[Standing, ...] = tuple(Standing)
    return Table(
        name="law-statistics",
        columns=(
            "requesting",
            "requested",
            "kind",
            "treaty",
            "requests",
            *(each.value for each in standings),
            "median",
        ),
        rows=tuple(
            (
                each.requesting,
                each.requested,
                each.kind.value,
                each.treaty,
                str(each.requests),
                *(str(_number(each.standings, one)) for one in standings),
                str(each.done.median) if each.done.of else "",
            )
            for each in view.statistics.figures
        ),
    )


def _number(standings: Mapping[Standing, int], one: Standing) -> int:
    return standings.get(one, 0)


def law_case_row(file: LawFile, us: AuthorityId) -> LawCaseRow:
    """Give a request as a row of a list, as one side sees it."""
    standing, request = file.standing, file.request
    return LawCaseRow(
        id=file.thread,
        reference=request.reference,
        title=request.title,
        kind=request.kind,
        other=file.other,
        is_ours=file.is_ours,
        standing=standing.standing,
        is_our_turn=standing.owner(standing.turn) == us,
        carriage=file.carriage,
        is_open=standing.is_open,
        due_at=standing.due_at,
        is_overdue=standing.is_overdue,
        waits=len(file.waiting),
        written_at=request.written_at,
    )


def _said(file: LawFile, held: HeldRecord, value: LawWord | Prosecution) -> Said:
    return Said(
        id=held.id,
        value=value,
        author=held.author if held.direction is Direction.OWN else "",
        is_ours=held.direction is Direction.OWN,
        counts=held.id not in file.idle,
        waits=held in file.waiting,
        paper=value.paper if isinstance(value, LawWord) else None,
        sent=tuple(each for each in file.sendings if each.record == held.id),
    )


def _forms(file: LawFile, us: AuthorityId, at: datetime) -> tuple[WordForm, ...]:
    """Give the words that we may say now; none where the request has not gone yet."""
    thread = thread_of_records(file.records, conveyed(file.sendings))
    if thread is None:
        return ()
    course = course_of(thread)
    return tuple(
        WordForm(
            word=each.word,
            needs=tuple(sorted(SHAPES[each.word].needs)),
            may=tuple(sorted(SHAPES[each.word].may)),
            answers=tuple(_answerable(one, course.said[one]) for one in each.answers),
        )
        for each in openings(course, us=us, at=at)
    )


def _answerable(record: str, word: LawWord) -> Answerable:
    return Answerable(id=record, word=word.word, text=word.text[:120], at=word.written_at)
