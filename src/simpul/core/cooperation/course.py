"""The course of a request: from the records that both sides hold to where it stands, the same on both.

Rules:
1. Records count in the order of their moments, then of their ids. Who writes a word writes it no earlier than what he
   or she knew, so that this order is that of cause and effect.
2. A word counts where it is its side's to say, fits the kind of help, follows on where the request stands, and answers
   what is there to be answered. A word that does not is kept, shown, and changes nothing, on both sides alike.
3. A refusal, and a postponement, counts only after a consultation that took place: the side that asks gave its opinion,
   or the time that it was given ran out (UNTOC 18(26), 16(16)), and that was not less than the least that there is.
   What was consulted about on one ground is not refused on another.
4. What came of a request stays limited in its use, and what is still asked for is still waited for, whatever else
   became of the request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simpul.core.cooperation.clocks import CONSULTATION_AT_LEAST
from simpul.core.cooperation.kinds import HelpKind, RefusalGround
from simpul.core.cooperation.request import Arrest, LawRequest, Stage
from simpul.core.cooperation.standing import (
    DONE,
    FACTS,
    FOLLOWS,
    ON_WHAT_CAME,
    PROSECUTION_FOLLOWS,
    Assurance,
    AssuranceState,
    Consent,
    ConsentState,
    ProsecutionCase,
    ProsecutionState,
    Standing,
    is_of,
)
from simpul.core.cooperation.word import SHAPES, LawWord, Prosecution, Side, Word
from simpul.core.errors import InputError
from simpul.core.ids import Sealed

NOT_YOURS = "that is for the other side to say"
NOT_OF_THIS_KIND = "that is not said of this kind of help"
STANDS_ELSEWHERE = "the request stands elsewhere by now; look at it again"
NOTHING_TO_ANSWER = "what it answers is not there, or not to be answered so"
ANSWERED_ALREADY = "it was answered already"
NOT_CONSULTED = "a consultation comes first: an opinion was given, or the time for it ran out"
NOBODY_ARRESTED = "nobody is in custody"
ARRESTED_ALREADY = "the person is in custody already"
NOT_ASKED_TO_ARREST = "provisional arrest was not asked for"
NOT_OTHER_OFFENCES = "consent is given for offences that it was asked for"
NO_PROSECUTION = "no prosecution is open that this follows on"
PROSECUTION_OPEN = "the duty to prosecute is there already"
NOT_A_NATIONAL = "without an article, that is asked for after a refusal because of nationality alone"

ANSWERS: dict[Word, Word] = {
    Word.ANSWER: Word.QUESTION,
    Word.SUPPLEMENT_GIVEN: Word.SUPPLEMENT_ASKED,
    Word.OPINION: Word.CONSULTATION,
    Word.POSTPONED: Word.CONSULTATION,
    Word.REFUSED: Word.CONSULTATION,
    Word.CONSENT_GIVEN: Word.CONSENT_ASKED,
    Word.CONSENT_DENIED: Word.CONSENT_ASKED,
    Word.ASSURANCE_GIVEN: Word.ASSURANCE_ASKED,
    Word.ASSURANCE_ACCEPTED: Word.ASSURANCE_GIVEN,
    Word.ASSURANCE_DECLINED: Word.ASSURANCE_GIVEN,
    Word.ASSURANCE_BREACHED: Word.ASSURANCE_GIVEN,
}
"""What each word answers, where it names something."""

CONSULTED = frozenset({Word.REFUSED, Word.POSTPONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LawThread:
    """Everything that was said on one request: its records as they are held, in any order."""

    requests: tuple[Sealed[LawRequest], ...]
    words: tuple[Sealed[LawWord], ...] = ()
    prosecutions: tuple[Sealed[Prosecution], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a thread that does not begin with a request, or with several."""
        if len(self.beginning) != 1:
            raise InputError("a thread begins with one request", place="thread.requests")

    @property
    def beginning(self) -> tuple[Sealed[LawRequest], ...]:
        """The requests that supersede no other that is here: of a thread that is sound, one."""
        here = {each.id for each in self.requests}
        return tuple(each for each in self.requests if each.value.supersedes not in here)


def side_of(request: LawRequest, word: LawWord) -> Side | None:
    """Say whose word it is; nothing where it is neither side's."""
    return {request.originator: Side.ASKING, request.recipient: Side.ASKED}.get(word.originator)


def is_its_to_say(request: LawRequest, word: LawWord) -> bool:
    """Say whether a word on this request is its author's to say."""
    side, named = side_of(request, word), SHAPES[word.word].side
    return side is not None and named in (side, Side.EITHER)


def fault_in_answering(word: LawWord, said: Mapping[str, LawWord]) -> str:
    """Say why a word does not answer what it names, by what was said before; empty where it does.

    It asks of nothing that the two sides could know differently when it is written: who takes a word in asks it too.
    """
    if not word.answers:
        return ""
    answered = said.get(word.answers)
    if answered is None or answered.word is not ANSWERS.get(word.word):
        return NOTHING_TO_ANSWER
    if word.word is Word.ANSWER and answered.originator == word.originator:
        return NOTHING_TO_ANSWER
    if word.word in CONSULTED and not _took_place(word, answered, said):
        return NOT_CONSULTED
    if word.word is Word.ASSURANCE_GIVEN and word.matter is not answered.matter:
        return NOTHING_TO_ANSWER
    if word.word is Word.CONSENT_GIVEN and not set(word.offences) <= set(answered.offences):
        return NOT_OTHER_OFFENCES
    return ""


def _took_place(word: LawWord, consultation: LawWord, said: Mapping[str, LawWord]) -> bool:
    """Say whether a consultation on this ground took place before a word: an opinion was given, or its time ran out."""
    if word.ground is not None and consultation.ground not in (None, word.ground):
        return False
    if consultation.due_at is not None and consultation.due_at <= word.written_at:
        return consultation.due_at - consultation.written_at >= CONSULTATION_AT_LEAST or gave_opinion(word, said)
    return gave_opinion(word, said)


def gave_opinion(word: LawWord, said: Mapping[str, LawWord]) -> bool:
    """Say whether the side that asks gave its opinion in the consultation that a word names, before that word."""
    return any(
        each.word is Word.OPINION and each.answers == word.answers and each.written_at <= word.written_at
        for each in said.values()
    )


class Course:
    """What has counted so far of a request, record by record."""

    def __init__(self, request: Sealed[LawRequest], prosecutions: Iterable[Sealed[Prosecution]] = ()) -> None:
        """Begin with the request that a thread begins with, and the records of prosecutions in it, by their refusal."""
        self.request = request
        is_preliminary = request.value.stage is Stage.PRELIMINARY
        self.standing = Standing.CONSULTING if is_preliminary else Standing.TRANSMITTED
        self.first = request
        self.said: dict[str, LawWord] = {}
        self.answered: set[str] = set()
        self.accepted: Sealed[LawWord] | None = None
        self.ended: Sealed[LawWord] | None = None
        self.custody: LawWord | None = None
        self.appointed: LawWord | None = None
        self.came: Sealed[LawWord] | None = None
        self.postponed: LawWord | None = None
        self.consultation: Sealed[LawWord] | None = None
        self.assurances: dict[str, Assurance] = {}
        self.consents: dict[str, Consent] = {}
        self.prosecution: ProsecutionCase | None = None
        self.uncounted: list[str] = []
        self._before = self.standing
        self._paused = self.standing
        latest_first = sorted(prosecutions, key=lambda each: (each.value.written_at, each.id), reverse=True)
        self.opening = {each.value.refusal: each for each in latest_first}

    def formalise(self, request: Sealed[LawRequest]) -> None:
        """Let the formal request follow on the preliminary one."""
        if self.standing is not Standing.CONSULTING or request.value.supersedes != self.request.id:
            self.uncounted.append(request.id)
            return
        self.request, self.standing, self._before = request, Standing.TRANSMITTED, Standing.TRANSMITTED

    def take(self, said: Sealed[LawWord]) -> None:
        """Let a word count, or note that it does not."""
        if self.fault_in(said.value):
            self.uncounted.append(said.id)
            return
        self.said[said.id] = said.value
        if said.value.answers:
            self.answered.add(said.value.answers)
        self._move(said)
        _KEEPING.get(said.value.word, _keep_nothing)(self, said)

    def fault_in(self, word: LawWord) -> str:
        """Say why a word does not count after what was said; empty where it does."""
        request = self.request.value
        if not is_its_to_say(request, word):
            return NOT_YOURS
        if not is_of(word.word, request.kind):
            return NOT_OF_THIS_KIND
        is_late_fact = word.word in FACTS and self.standing is Standing.WITHDRAWN
        is_about_what_came = word.word in ON_WHAT_CAME and self.came is not None
        if self.standing not in FOLLOWS[word.word] and not is_late_fact and not is_about_what_came:
            return STANDS_ELSEWHERE
        return fault_in_answering(word, self.said) or _fault_beside(self, word)

    @property
    def supplements(self) -> tuple[LawWord, ...]:
        """Everything that was asked for beside the request and is not there yet."""
        asked = ((each, word) for each, word in self.said.items() if word.word is Word.SUPPLEMENT_ASKED)
        return tuple(word for each, word in asked if each not in self.answered)

    def _move(self, said: Sealed[LawWord]) -> None:
        word = said.value.word
        if word is Word.SUPPLEMENT_GIVEN:
            if self.standing is Standing.SUPPLEMENT_ASKED and not self.supplements:
                self.standing = self._before
        elif word is Word.RESUMED:
            waits = self._paused is Standing.SUPPLEMENT_ASKED and self.supplements
            self.standing = self._paused if waits else self._before
        elif word in _PAUSES:
            if self.standing not in _PAUSES.values():
                self._before = self.standing
            self._paused, self.standing = self.standing, _PAUSES[word]
        elif word in _MOVES:
            self.standing = self._before = _MOVES[word]
        if word in _ENDS:
            self.ended = said
        if self.standing in DONE:
            self.came = self.came or said


_PAUSES = {Word.SUPPLEMENT_ASKED: Standing.SUPPLEMENT_ASKED, Word.POSTPONED: Standing.POSTPONED}
_MOVES = {
    Word.ACCEPTED: Standing.ACCEPTED,
    Word.PARTIAL: Standing.PARTIAL,
    Word.EXECUTED: Standing.EXECUTED,
    Word.REFUSED: Standing.REFUSED,
    Word.WITHDRAWN: Standing.WITHDRAWN,
    Word.GRANTED: Standing.GRANTED,
    Word.SURRENDERED: Standing.SURRENDERED,
}
_ENDS = frozenset({Word.EXECUTED, Word.REFUSED, Word.WITHDRAWN, Word.SURRENDERED})


def _fault_beside(course: Course, word: LawWord) -> str:
    """Say what else keeps a word from counting: what was answered, who is in custody, which prosecution is open."""
    match word.word:
        case Word.CONSENT_GIVEN | Word.CONSENT_DENIED:
            return "" if course.consents[word.answers].state is ConsentState.ASKED else ANSWERED_ALREADY
        case Word.ASSURANCE_ACCEPTED | Word.ASSURANCE_DECLINED:
            return "" if course.assurances[word.answers].state is AssuranceState.GIVEN else ANSWERED_ALREADY
        case Word.ASSURANCE_BREACHED:
            return "" if course.assurances[word.answers].state is AssuranceState.ACCEPTED else NOTHING_TO_ANSWER
        case Word.ARRESTED:
            if Arrest.ASKED not in (course.request.value.arrest, course.first.value.arrest):
                return NOT_ASKED_TO_ARREST
            return ARRESTED_ALREADY if course.custody else ""
        case Word.RELEASED:
            return "" if _is_held(course.custody, word) else NOBODY_ARRESTED
        case _:
            return _fault_in_prosecuting(course, word)


def _is_held(arrest: LawWord | None, release: LawWord) -> bool:
    """Say whether somebody was in custody on the day of a release."""
    return arrest is not None and (arrest.on is None or release.on is None or arrest.on <= release.on)


def _fault_in_prosecuting(course: Course, word: LawWord) -> str:
    if word.word is Word.PROSECUTION_ASKED:
        if course.prosecution is not None:
            return PROSECUTION_OPEN
        refusal = course.ended
        is_national = refusal is not None and refusal.value.ground is RefusalGround.NATIONALS
        return "" if is_national or word.cited else NOT_A_NATIONAL
    if word.word in PROSECUTION_FOLLOWS:
        state = course.prosecution.state if course.prosecution else None
        return "" if state in PROSECUTION_FOLLOWS[word.word][0] else NO_PROSECUTION
    return ""


def _keep_nothing(_course: Course, _said: Sealed[LawWord]) -> None:
    return


def _keep_accepted(course: Course, said: Sealed[LawWord]) -> None:
    course.accepted = said


def _keep_postponed(course: Course, said: Sealed[LawWord]) -> None:
    course.postponed = said.value


def _keep_consultation(course: Course, said: Sealed[LawWord]) -> None:
    course.consultation = said


def _keep_custody(course: Course, said: Sealed[LawWord]) -> None:
    course.custody = said.value if said.value.word is Word.ARRESTED else None


def _keep_appointed(course: Course, said: Sealed[LawWord]) -> None:
    course.appointed = said.value


def _keep_assurance(course: Course, said: Sealed[LawWord]) -> None:
    """Keep an assurance under its word: the one given takes the place of the one asked for."""
    word = said.value
    if word.word is Word.ASSURANCE_ASKED:
        course.assurances[said.id] = Assurance(word=said, state=AssuranceState.ASKED)
    elif word.word is Word.ASSURANCE_GIVEN:
        course.assurances.pop(word.answers, None)
        course.assurances[said.id] = Assurance(word=said, state=AssuranceState.GIVEN)
    else:
        given = course.assurances[word.answers].word
        course.assurances[word.answers] = Assurance(word=given, state=_ASSURED[word.word])


def _keep_consent(course: Course, said: Sealed[LawWord]) -> None:
    word = said.value
    if word.word is Word.CONSENT_ASKED:
        course.consents[said.id] = Consent(asked=said, state=ConsentState.ASKED)
        return
    is_given = word.word is Word.CONSENT_GIVEN
    course.consents[word.answers] = Consent(
        asked=course.consents[word.answers].asked,
        state=ConsentState.GIVEN if is_given else ConsentState.DENIED,
        offences=word.offences if is_given else (),
    )


def _keep_prosecution(course: Course, said: Sealed[LawWord]) -> None:
    """Open what a refusal or a request opens, and keep the words on it."""
    word = said.value.word
    if word is Word.REFUSED:
        opened = course.opening.get(said.id)
        if opened is not None and course.request.value.kind is HelpKind.EXTRADITION:
            course.prosecution = ProsecutionCase(opened_by=opened, state=ProsecutionState.DUE)
    elif word is Word.PROSECUTION_ASKED:
        course.prosecution = ProsecutionCase(opened_by=said, state=ProsecutionState.DUE)
    elif course.prosecution is not None:
        words = (*course.prosecution.words, said)
        course.prosecution = ProsecutionCase(
            opened_by=course.prosecution.opened_by, state=PROSECUTION_FOLLOWS[word][1], words=words
        )


_ASSURED = {
    Word.ASSURANCE_ACCEPTED: AssuranceState.ACCEPTED,
    Word.ASSURANCE_DECLINED: AssuranceState.DECLINED,
    Word.ASSURANCE_BREACHED: AssuranceState.BREACHED,
}
_KEEPING = {
    Word.ACCEPTED: _keep_accepted,
    Word.POSTPONED: _keep_postponed,
    Word.CONSULTATION: _keep_consultation,
    Word.ARRESTED: _keep_custody,
    Word.RELEASED: _keep_custody,
    Word.SURRENDERED: _keep_custody,
    Word.GRANTED: _keep_appointed,
    **dict.fromkeys((Word.ASSURANCE_ASKED, Word.ASSURANCE_GIVEN, *_ASSURED), _keep_assurance),
    **dict.fromkeys((Word.CONSENT_ASKED, Word.CONSENT_GIVEN, Word.CONSENT_DENIED), _keep_consent),
    **dict.fromkeys((Word.REFUSED, Word.PROSECUTION_ASKED, *PROSECUTION_FOLLOWS), _keep_prosecution),
}


def course_of(thread: LawThread) -> Course:
    """Run through everything that was said on a request."""
    (first,) = thread.beginning
    course = Course(first, thread.prosecutions)
    later = [each for each in thread.requests if each.id != first.id]
    events: list[Sealed[LawRequest] | Sealed[LawWord]] = [*later, *thread.words]
    for each in sorted(events, key=lambda event: (event.value.written_at, event.id)):
        if isinstance(each.value, LawRequest):
            course.formalise(Sealed(id=each.id, body=each.body, value=each.value))
        else:
            course.take(Sealed(id=each.id, body=each.body, value=each.value))
    return course


def counts_late(held: LawThread, with_it: LawThread, word: str) -> bool:
    """Say whether a word that waited still counts, and takes from nothing that counted meanwhile that it does."""
    after = set(course_of(with_it).uncounted)
    return word not in after and after <= set(course_of(held).uncounted)
