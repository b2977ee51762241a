"""The reasons of a hit, in the order in which a person reads them: the name, its words, then everything else."""

from collections.abc import Iterator, Sequence

from simpul.engines.screening.scoring import Meeting
from simpul.engines.screening.subject import Reason, ReasonCode


def explain(meeting: Meeting | None, evidence: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Give the reasons of a hit; `meeting` is none where names have not met at all."""
    return (*_name(meeting), *evidence) if meeting else evidence


def _name(meeting: Meeting) -> Iterator[Reason]:
    listed = meeting.listed
    yield Reason(code=ReasonCode.NAME_COMPARED, arguments=(meeting.asked.value, listed.value, listed.quality))
    asked = [word.written or word.token.text for word in meeting.asked.words]
    of_listed = [token.text for token in meeting.listed.tokens]
    for pairing, weight in meeting.agreeing:
        words = (_words(asked, pairing.asked), _words(of_listed, pairing.listed))
        yield Reason(code=pairing.code, arguments=words, weight=weight)
    for token, weight in meeting.not_listed:
        yield Reason(code=ReasonCode.WORD_NOT_LISTED, arguments=(token.text,), weight=weight)
    for token, weight in meeting.not_asked:
        yield Reason(code=ReasonCode.WORD_NOT_ASKED, arguments=(token.text,), weight=weight)
    if meeting.weak:
        yield Reason(code=ReasonCode.NAME_WEAK, arguments=(listed.value,), weight=meeting.weak)


def _words(texts: Sequence[str], places: Sequence[int]) -> str:
    return " ".join(texts[place] for place in places)
