"""Screening: what came is compared with lists and holdings, and what is alike is proposed to an officer.

Rules:
1. What waits to be screened is kept in the transaction that brought it; a batch is screened and taken off the queue
   in one transaction with its alerts, so a crash loses none and doubles none.
2. The unit is the profile: claims about one subject under the same terms. A hit joins two profiles and bears the
   strictest of their terms, so that it tells nobody what he may not see.
3. A name alone alerts and never confirms: an officer judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from simpul.core.alert import Alert, AlertKind, Evidence, seriousness_of
from simpul.core.audit import Act
from simpul.core.errors import InputError
from simpul.core.handling import EDITION, strictest
from simpul.core.holding import Profile
from simpul.core.node import NodeProfile
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit, Kind, Name, Quality, Query, Subject
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

BATCH = 8
"""Profiles screened in one transaction: few, so that the writer is never held for long."""

MOST_HITS = 10

_KINDS = {
    Schema.PERSON: Kind.PERSON,
    Schema.ORGANIZATION: Kind.ORGANISATION,
    Schema.VESSEL: Kind.VESSEL,
    Schema.AIRPLANE: Kind.AIRCRAFT,
}
_STRONG = ("name", "alias", "previousName")
_COUNTRIES = ("nationality", "citizenship", "country")
_IDENTIFIERS = ("passportNumber", "idNumber", "registrationNumber")


class Shelf(Protocol):
    """Where the present index stands."""

    def index(self) -> ScreeningIndex:
        """Give the present index."""

    def profile(self, profile_id: str) -> Profile | None:
        """Give the profile that stands in the index under this id."""

    def put(self, index: ScreeningIndex, profiles: Iterable[Profile], removed: Iterable[str]) -> None:
        """Let another index stand, with the profiles that came and the ids that went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Screens what waits."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    shelf: Shelf
    recorder: Recorder

    def prepare(self) -> int:
        """Build the index of everything held; give its size. Called once, before anything is screened."""
        profiles = self.ledger.act(lambda tx: tx.screening.all_profiles())
        named = tuple(profile for profile in profiles if _is_named(profile))
        index = ScreeningIndex.build(subject_of(profile) for profile in named)
        self.shelf.put(index, named, ())
        return len(named)

    def screen_waiting(self) -> int:
        """Screen one batch of what waits; give how many profiles it held, 0 when nothing waits."""
        index, came, gone, count = self.ledger.act(self._batch)
        if count:
            self.shelf.put(index, came, gone)
        return count

    def _batch(self, tx: Transaction) -> tuple[ScreeningIndex, tuple[Profile, ...], tuple[str, ...], int]:
        waiting = tx.screening.waiting(BATCH)
        came = tuple(profile for profile in waiting if _is_named(profile))
        gone = tuple(profile.id for profile in waiting if not _is_named(profile))
        known = tuple(profile.id for profile in came if self.shelf.profile(profile.id) is not None)
        index = self.shelf.index().updated(
            added=tuple(subject_of(profile) for profile in came), removed=(*gone, *known)
        )
        fresh = {profile.id: profile for profile in came}
        for profile in came:
            for hit in index.screen(query_of(profile), limit=MOST_HITS):
                other = fresh.get(hit.subject_id) or self.shelf.profile(hit.subject_id)
                if other is not None and hit.score >= DEFAULT_THRESHOLD:
                    self._propose(tx, profile, other, hit)
        tx.screening.done([profile.id for profile in waiting])
        return index, came, gone, len(waiting)

    def _propose(self, tx: Transaction, profile: Profile, other: Profile, hit: Hit) -> None:
        alert = self._alert(profile, other, hit)
        if alert is not None and tx.alerts.add(alert):
            self.recorder.done(tx, Act.ALERT_RAISE, actor="node", target=alert.id, detail=alert.kind)

    def _alert(self, profile: Profile, other: Profile, hit: Hit) -> Alert | None:
        if profile.subject == other.subject or (_is_listed(profile) and _is_listed(other)):
            return None
        if EDITION not in (profile.handling.edition, other.handling.edition):
            return None
        held, against = _in_order(profile, other)
        kind = AlertKind.LIST_HIT if _is_listed(against) else AlertKind.HOLDING_HIT
        score = round(hit.score * 1000)
        try:
            handling = strictest([held.handling, against.handling], derived_by=self.node.authority.id)
        except InputError:
            return None  # a source that does not even name us may not be derived from
        return Alert(
            id=self.ids.new_id(),
            kind=kind,
            subject=held.subject,
            against=against.subject,
            caption=f"{_caption(held)} / {_caption(against)}",
            score=score,
            seriousness=seriousness_of(kind, score),
            evidence=tuple(
                Evidence(code=reason.code, arguments=reason.arguments, weight=round(reason.weight * 100))
                for reason in hit.reasons
            ),
            handling=handling,
            raised_at=self.clock.now(),
        )


def subject_of(profile: Profile) -> Subject:
    """Give the profile as the index knows it."""
    values = profile.values
    return Subject(
        id=profile.id,
        kind=_KINDS.get(profile.schema, Kind.UNKNOWN),
        names=(
            *(Name(value=name, quality=Quality.STRONG) for key in _STRONG for name in values.get(key, ())),
            *(Name(value=name, quality=Quality.WEAK) for name in values.get("weakAlias", ())),
        ),
        birth_dates=values.get("birthDate", ()),
        countries=_all(profile, _COUNTRIES),
        genders=values.get("gender", ()),
        identifiers=_all(profile, _IDENTIFIERS),
    )


def query_of(profile: Profile) -> Query:
    """Give the profile as a question to the index: is anybody like this there?"""
    names = _all(profile, _STRONG) or _all(profile, ("weakAlias",))
    dates = profile.values.get("birthDate", ())
    return Query(
        name=names[0],
        names=names[1:],
        kind=_KINDS.get(profile.schema, Kind.UNKNOWN),
        birth_date=dates[0] if dates else None,
        countries=_all(profile, _COUNTRIES),
        identifiers=_all(profile, _IDENTIFIERS),
    )


def _all(profile: Profile, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for key in keys for value in profile.values.get(key, ())))


def _is_named(profile: Profile) -> bool:
    return bool(_all(profile, (*_STRONG, "weakAlias")))


def _is_listed(profile: Profile) -> bool:
    return profile.id.startswith("list:")


def _in_order(profile: Profile, other: Profile) -> tuple[Profile, Profile]:
    if _is_listed(profile) is not _is_listed(other):
        return (other, profile) if _is_listed(profile) else (profile, other)
    return (profile, other) if profile.subject <= other.subject else (other, profile)


def _caption(profile: Profile) -> str:
    return _all(profile, (*_STRONG, "weakAlias"))[0]
