"""Fitting: what lets a request, or a word on one, follow on what is there already, by what its author can know."""

from datetime import datetime, timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.clocks import CONSULTATION_AT_LEAST
from simpul.core.cooperation.course import NOT_CONSULTED, STANDS_ELSEWHERE
from simpul.core.cooperation.request import LawRequest, follows_on
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.word import LawWord
from simpul.core.errors import ConflictError, InputError
from simpul.core.handling import Handling
from simpul.core.units.record import UnitRecord
from simpul.core.units.requested import LawFile

TICK = timedelta(microseconds=1)


def fault_in_hearing(file: LawFile, word: LawWord) -> str:
    """Say that the other side has not had a consultation for the time that there is to answer it; else empty."""
    had = next((each.settled_at for each in file.sendings if each.record == word.answers), None)
    return "" if had is not None and had + CONSULTATION_AT_LEAST <= word.written_at else NOT_CONSULTED


def require_follows_on(request: LawRequest, earlier: LawFile | None) -> None:
    """Let a formal request follow on a preliminary one of the same two sides that is still talked about.

    Raises:
        InputError: the earlier one is no preliminary request of ours to this recipient for this help.
        ConflictError: it has its formal one already, or was withdrawn.
    """
    if earlier is None:
        return
    if not follows_on(request, earlier=earlier.request) and earlier.standing.standing is Standing.CONSULTING:
        raise InputError("only a formal request supersedes a preliminary one", place="request.supersedes")
    if earlier.standing.standing is not Standing.CONSULTING:
        raise ConflictError(STANDS_ELSEWHERE)


def not_before(now: datetime, file: LawFile | None) -> datetime:
    """Give a moment that is later than that of everything known on a request, and no earlier than now.

    What the other side's node set aside is not known there: it may lie ahead of every clock.
    """
    known: list[UnitRecord] = [each.value for each in file.records if each.id not in file.aside] if file else []
    return max([now, *(each.written_at + TICK for each in known)])


def terms_of_word(file: LawFile, us: AuthorityId) -> Handling:
    """Give the terms of a word of ours: as strict as those of the request, for the other side alone."""
    asked = file.request.handling
    return Handling(
        originator=us,
        level=asked.level,
        tlp=asked.tlp,
        releasable_to=(file.other,),
        purposes=asked.purposes,
        court=asked.court,
        retain_until=asked.retain_until,
    )
