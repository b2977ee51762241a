"""Where a request stands at a moment: what counted of its records, whose turn it is, and which clocks run."""

from collections.abc import Iterator
from datetime import datetime

from simpul.core.cooperation.clocks import (
    ARREST_DAYS,
    TAKING_OVER_DAYS,
    ClockBasis,
    ClockKind,
    LawClock,
    clock,
    treaty_clocks,
)
from simpul.core.cooperation.course import Course, LawThread, course_of
from simpul.core.cooperation.request import Stage
from simpul.core.cooperation.standing import OPEN, LawStanding, ProsecutionState, Standing, Turn
from simpul.core.cooperation.word import LawWord, Prosecution, Word


def standing_of(thread: LawThread, *, at: datetime) -> LawStanding:
    """Give where a request stands at this moment."""
    return standing_in(course_of(thread), at=at)


def standing_in(course: Course, *, at: datetime) -> LawStanding:
    """Give where a course stands at this moment."""
    return LawStanding(
        request=course.request,
        standing=course.standing,
        turn=_turn(course, at),
        clocks=tuple(_clocks(course, at)),
        accepted=course.accepted,
        came=course.came,
        ended=course.ended,
        custody=course.custody,
        appointed=course.appointed,
        consultation=course.consultation,
        assurances=tuple(course.assurances.values()),
        consents=tuple(course.consents.values()),
        prosecution=course.prosecution,
        uncounted=tuple(course.uncounted),
    )


def _turn(course: Course, at: datetime) -> Turn:
    if course.standing is Standing.SUPPLEMENT_ASKED or _opinion_awaited(course, at):
        return Turn.ASKING
    prosecution = course.prosecution
    is_theirs = prosecution is not None and prosecution.state in _TO_ACT
    return Turn.ASKED if course.standing in OPEN or course.standing is Standing.CONSULTING or is_theirs else Turn.NOBODY


_TO_ACT = frozenset({ProsecutionState.DUE, ProsecutionState.SUBMITTED, ProsecutionState.OPENED})


def _opinion_awaited(course: Course, at: datetime) -> bool:
    consultation = course.consultation
    if course.standing not in OPEN or consultation is None or consultation.id in course.answered:
        return False
    return consultation.value.due_at is not None and at < consultation.value.due_at


def _clocks(course: Course, at: datetime) -> Iterator[LawClock]:
    is_open = course.standing in OPEN or course.standing is Standing.CONSULTING
    if is_open and course.standing is not Standing.POSTPONED:
        yield clock(ClockKind.ANSWER, ClockBasis.ASKED, at=at, due_at=course.request.value.answer_by)
    yield from _asked_for(course, at)
    yield from _custody(course, at)
    if course.prosecution is not None and course.prosecution.state is ProsecutionState.DUE:
        opened = course.prosecution.opened_by.value
        duties = opened.duties if isinstance(opened, Prosecution) else opened.cited
        words = opened.words if isinstance(opened, Prosecution) else ""
        basis = ClockBasis.TREATY if duties else ClockBasis.ASKED
        yield clock(ClockKind.PROSECUTION, basis, at=at, cited=duties, words=words)


def _asked_for(course: Course, at: datetime) -> Iterator[LawClock]:
    """Give the clocks of what one side asked the other for, and is not there yet."""
    waiting: list[tuple[ClockKind, LawWord | None]] = []
    if course.standing is Standing.SUPPLEMENT_ASKED:
        waiting += [(ClockKind.SUPPLEMENT, word) for word in course.supplements]
    if course.standing is Standing.POSTPONED:
        waiting.append((ClockKind.POSTPONEMENT, course.postponed))
    if course.consultation is not None and course.standing in OPEN and course.consultation.id not in course.answered:
        waiting.append((ClockKind.OPINION, course.consultation.value))
    waiting += [
        (ClockKind.QUESTION, word)
        for each, word in course.said.items()
        if word.word is Word.QUESTION and each not in course.answered
    ]
    for kind, word in waiting:
        if word is not None and word.due_at is not None:
            yield clock(kind, ClockBasis.ASKED, at=at, due_at=word.due_at, cited=word.cited)


def _custody(course: Course, at: datetime) -> Iterator[LawClock]:
    """Give the clocks of a person in custody: until the formal request comes, and until the person is taken over."""
    request, held, set_for = course.request.value, course.custody, course.appointed
    if held is not None and held.on is not None:
        if request.stage is Stage.PRELIMINARY:
            yield from treaty_clocks(ARREST_DAYS, treaty=request.treaty, start=held.on, at=at)
        if held.due_at is not None:
            yield clock(ClockKind.ARREST_BY_LAW, ClockBasis.LAW, at=at, due_at=held.due_at, cited=held.cited)
    if course.standing is Standing.GRANTED and set_for is not None and set_for.on is not None:
        yield from treaty_clocks(TAKING_OVER_DAYS, treaty=request.treaty, start=set_for.on, at=at)
