"""Which words a side may say on a request now, and what each could answer.

A word is open where one that has what it needs would count (`course.py`): what is offered and what counts are one rule.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.course import ANSWERS, Course
from simpul.core.cooperation.kinds import AssuranceMatter, Cited, Manner, ProsecutionOutcome, RefusalGround
from simpul.core.cooperation.word import SHAPES, LawWord, Word

NEVER_A_SALT = "0" * 32
LATER = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A word that may be said now, and the ids of the words that it could answer, the latest first."""

    word: Word
    answers: tuple[str, ...] = ()


def openings(course: Course, *, us: AuthorityId, at: datetime) -> tuple[Opening, ...]:
    """Give the words that this side may say now, in the order of the vocabulary."""
    found = []
    for word in Word:
        named = _answered_by(course, word)
        answers = tuple(each for each in named if not course.fault_in(_supposed(course, word, each, us, at)))
        is_free = "answers" not in SHAPES[word].needs and not course.fault_in(_supposed(course, word, "", us, at))
        if answers or is_free:
            found.append(Opening(word=word, answers=answers))
    return tuple(found)


def _answered_by(course: Course, word: Word) -> tuple[str, ...]:
    """Give what a word could answer: what nobody answered yet first, and of those the latest."""
    wanted = ANSWERS.get(word)
    if wanted is None or "answers" not in SHAPES[word].needs | SHAPES[word].may:
        return ()
    named = [each for each, said in reversed(course.said.items()) if said.word is wanted]
    return tuple(sorted(named, key=lambda each: each in course.answered))


def _supposed(course: Course, word: Word, answers: str, us: AuthorityId, at: datetime) -> LawWord:
    """Give the word as it would be if it were said now, with everything that it needs."""
    request, asked = course.request.value, course.said.get(answers)
    needs = SHAPES[word].needs
    known = [each.written_at for each in course.said.values()]
    written = max([at, request.written_at, *known]) + timedelta(microseconds=1)
    other = request.recipient if us == request.originator else request.originator
    handling = replace(request.handling, originator=us, releasable_to=(other,), contributors=())
    return LawWord(
        originator=us,
        request=course.first.id,
        word=word,
        handling=handling,
        written_at=written,
        salt=NEVER_A_SALT,
        text="-" if "text" in needs else "",
        answers=answers,
        ground=_ground(asked) if "ground" in needs else None,
        cited=(Cited(instrument="-", article="-"),) if "cited" in needs or word is Word.PROSECUTION_ASKED else (),
        authority="-" if "authority" in needs else "",
        on=at.date() if "on" in needs else None,
        place="-" if "place" in needs else "",
        due_at=written + LATER if "due_at" in needs else None,
        matter=(asked.matter if asked else AssuranceMatter.OTHER) if "matter" in needs else None,
        manner=Manner.DECISION if "manner" in needs else None,
        outcome=ProsecutionOutcome.DISCONTINUED if "outcome" in needs else None,
        offences=_offences(asked, request.offences) if "offences" in needs else (),
    )


def _ground(consultation: LawWord | None) -> RefusalGround:
    """Give a ground of refusal: the one that was consulted about, where one was named."""
    named = consultation.ground if consultation is not None else None
    return named or RefusalGround.NOT_IN_CONFORMITY


def _offences(asked: LawWord | None, own: tuple[str, ...]) -> tuple[str, ...]:
    return asked.offences if asked is not None and asked.offences else own
