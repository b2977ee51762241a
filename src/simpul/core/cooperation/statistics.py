"""Figures on requests, from the records that both sides hold: one side's requests made are the other's received.

A figure is made of nothing but signed records: the moments are theirs, so the days between two of them are the same on
both sides. What one side alone knows, such as a word that waits for a second officer, is in no figure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.course import Course
from simpul.core.cooperation.kinds import HelpKind, RefusalGround
from simpul.core.cooperation.standing import Standing

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How many whole days something took: of how many requests, in all, the least, the median and the most."""

    of: int = 0
    total: int = 0
    least: int = 0
    median: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one authority's requests to another, of one kind, by one treaty: how many, where they stand, how long."""

    requesting: AuthorityId
    requested: AuthorityId
    kind: HelpKind
    treaty: str
    requests: int
    standings: Mapping[Standing, int] = field(default_factory=dict)
    grounds: Mapping[RefusalGround, int] = field(default_factory=dict)
    accepted: Days = field(default_factory=Days)
    done: Days = field(default_factory=Days)
    refused: Days = field(default_factory=Days)
    prosecutions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures by partner, kind and treaty, of what we made and of what we received."""

    us: AuthorityId
    figures: tuple[Figures, ...]

    @property
    def made(self) -> tuple[Figures, ...]:
        """Of our requests to others."""
        return tuple(each for each in self.figures if each.requesting == self.us)

    @property
    def received(self) -> tuple[Figures, ...]:
        """Of others' requests to us."""
        return tuple(each for each in self.figures if each.requested == self.us)


def statistics_of(us: AuthorityId, courses: Iterable[Course]) -> Statistics:
    """Give the figures on these requests, in the order of who asks, who is asked, kind and treaty."""
    by_key: dict[tuple[AuthorityId, AuthorityId, HelpKind, str], list[Course]] = {}
    for each in courses:
        request = each.request.value
        key = (request.originator, request.recipient, request.kind, request.treaty)
        by_key.setdefault(key, []).append(each)
    return Statistics(us=us, figures=tuple(_figures(key, by_key[key]) for key in sorted(by_key)))


def _figures(key: tuple[AuthorityId, AuthorityId, HelpKind, str], courses: list[Course]) -> Figures:
    requesting, requested, kind, treaty = key
    standings = Counter(each.standing for each in courses)
    grounds = Counter(
        each.ended.value.ground for each in courses if each.ended is not None and each.ended.value.ground is not None
    )
    return Figures(
        requesting=requesting,
        requested=requested,
        kind=kind,
        treaty=treaty,
        requests=len(courses),
        standings={each: standings[each] for each in Standing if standings[each]},
        grounds={each: grounds[each] for each in RefusalGround if grounds[each]},
        accepted=_days(_taken(each, each.accepted.value.written_at) for each in courses if each.accepted is not None),
        done=_days(_until_the_end(courses, frozenset({Standing.EXECUTED, Standing.SURRENDERED}))),
        refused=_days(_until_the_end(courses, frozenset({Standing.REFUSED}))),
        prosecutions=sum(each.prosecution is not None for each in courses),
    )


def _until_the_end(courses: Iterable[Course], standings: frozenset[Standing]) -> Iterable[int]:
    ended = ((each, each.ended) for each in courses if each.standing in standings)
    return (_taken(each, word.value.written_at) for each, word in ended if word is not None)


def _taken(course: Course, until: datetime) -> int:
    return max(0, (until - course.request.value.written_at) // DAY)


def _days(taken: Iterable[int]) -> Days:
    found = sorted(taken)
    if not found:
        return Days()
    return Days(of=len(found), total=sum(found), least=found[0], median=found[(len(found) - 1) // 2], most=found[-1])
