"""Screening: what came is compared with lists and holdings, and what is alike is proposed to an officer.

Rules:
1. What waits to be screened is kept in the transaction that brought it; a batch is screened and taken off the queue
   in one transaction with its alerts, so a crash loses none and doubles none.
2. The unit is the profile: claims about one subject under the same terms. A hit joins two profiles and bears the
   strictest of their terms, so that it tells nobody what he may not see.
3. Profiles under the same terms have an index of their own. How rare a word is, and which hits are the best, is judged
   within it; so no score and no place among the best depends on what a viewer of the hit may not see. For the same
   reason profiles are taken one by one in the order in which they came.
4. A name alone alerts and never confirms: an officer judges.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from simpul.core.holding import Profile
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Name, Quality, Query, Subject
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.proposing import Proposing

BATCH = 8
"""Profiles screened in one transaction: few, so that the writer is never held for long."""

MOST_HITS = 50
"""Hits of one profile within one set of terms."""

MOST_NAMES = 40
"""Names of one profile that are asked with: many more would hold the writer for as long as they take."""

LIST = "list:"
EMPTY = ScreeningIndex.build(())

_KINDS = {
    Schema.PERSON: Kind.PERSON,
    Schema.ORGANIZATION: Kind.ORGANISATION,
    Schema.VESSEL: Kind.VESSEL,
    Schema.AIRPLANE: Kind.AIRCRAFT,
}
_STRONG = ("name", "alias", "previousName")
_COUNTRIES = ("nationality", "citizenship", "country")
_IDENTIFIERS = ("passportNumber", "idNumber", "registrationNumber")


CountryCode = Callable[[str], str | None]
"""Gives the ISO 3166 code of a country as somebody names it, or nothing: lists name countries, claims have codes."""


class Shelf(Protocol):
    """Where the present indexes stand, one for each set of terms."""

    def partitions(self) -> Mapping[str, ScreeningIndex]:
        """Give the present indexes, by the key of their terms."""

    def profile(self, profile_id: str) -> Profile | None:
        """Give the profile that stands in an index under this id."""

    def put(
        self, partitions: Mapping[str, ScreeningIndex], profiles: Iterable[Profile], removed: Iterable[str]
    ) -> None:
        """Let other indexes stand, with the profiles that came and the ids that went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Screened:
    """What a batch made: the indexes after it, the profiles that came, the ids that went."""

    partitions: Mapping[str, ScreeningIndex]
    came: tuple[Profile, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Screens what waits."""

    ledger: Ledger
    shelf: Shelf
    country_code: CountryCode
    proposing: Proposing

    def prepare(self) -> int:
        """Build the indexes of everything held, before anything is screened; give how many profiles they hold."""
        profiles = self.ledger.act(lambda tx: tx.screening.all_profiles())
        named = tuple(profile for profile in profiles if _is_named(profile))
        grouped: dict[str, list[Profile]] = defaultdict(list)
        for profile in named:
            grouped[partition_of(profile)].append(profile)
        partitions = {
            key: ScreeningIndex.build(subject_of(profile, self.country_code) for profile in group)
            for key, group in grouped.items()
        }
        self.shelf.put(partitions, named, ())
        return len(named)

    def screen_waiting(self) -> int:
        """Screen one batch of what waits; give how many profiles it held, 0 when nothing waits."""
        screened = self.ledger.act(self._batch)
        if screened is None:
            return 0
        self.shelf.put(screened.partitions, screened.came, screened.gone)
        return len(screened.came) + len(screened.gone)

    def _batch(self, tx: Transaction) -> _Screened | None:
        waiting = tx.screening.waiting(BATCH)
        if not waiting:
            return None
        partitions, fresh = dict(self.shelf.partitions()), {profile.id: profile for profile in waiting}
        for profile in waiting:
            key = partition_of(profile)
            added = (subject_of(profile, self.country_code),) if _is_named(profile) else ()
            partitions[key] = partitions.get(key, EMPTY).updated(added=added, removed=(profile.id,))
            if added:
                self._screen(tx, profile, partitions, fresh)
        tx.screening.done([profile.id for profile in waiting])
        return _Screened(
            partitions=partitions,
            came=tuple(profile for profile in waiting if _is_named(profile)),
            gone=tuple(profile.id for profile in waiting if not _is_named(profile)),
        )

    def _screen(
        self,
        tx: Transaction,
        profile: Profile,
        partitions: Mapping[str, ScreeningIndex],
        fresh: Mapping[str, Profile],
    ) -> None:
        query = query_of(profile, self.country_code)
        for key, index in partitions.items():
            if profile.is_listed and key.startswith(LIST):
                continue
            for hit in index.screen(query, limit=MOST_HITS):
                other = fresh.get(hit.subject_id) or self.shelf.profile(hit.subject_id)
                if other is not None and hit.score >= DEFAULT_THRESHOLD:
                    self.proposing.propose(tx, profile, other, hit)


def partition_of(profile: Profile) -> str:
    """Give the key of the index that a profile belongs to: its list, or the audience of its terms."""
    if profile.is_listed:
        return ":".join(profile.id.split(":", 2)[:2])
    return profile.id.rpartition("/")[2]


def subject_of(profile: Profile, country_code: CountryCode) -> Subject:
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
        countries=_countries(profile, country_code),
        genders=values.get("gender", ()),
        identifiers=_all(profile, _IDENTIFIERS),
    )


def query_of(profile: Profile, country_code: CountryCode) -> Query:
    """Give the profile as a question to the index: is anybody like this there?"""
    names = _all(profile, _STRONG) or _all(profile, ("weakAlias",))
    dates = profile.values.get("birthDate", ())
    return Query(
        name=names[0],
        names=names[1:MOST_NAMES],
        kind=_KINDS.get(profile.schema, Kind.UNKNOWN),
        birth_date=dates[0] if dates else None,
        countries=_countries(profile, country_code),
        identifiers=_all(profile, _IDENTIFIERS),
    )


def _all(profile: Profile, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for key in keys for value in profile.values.get(key, ())))


def _countries(profile: Profile, country_code: CountryCode) -> tuple[str, ...]:
    """Give the codes of the profile's countries; a name that nobody knows is no evidence either way."""
    codes = (country_code(said) for said in _all(profile, _COUNTRIES))
    return tuple(dict.fromkeys(code for code in codes if code))


def _is_named(profile: Profile) -> bool:
    return bool(profile.names)
