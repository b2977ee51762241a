"""Screening: what came is compared with lists and holdings, and what is alike is proposed to an officer.

Rules:
1. What waits to be screened is kept in the transaction that brought it; a batch is screened and taken off the queue
   in one transaction with its alerts, so a crash loses none and doubles none.
2. The unit is the profile: claims about one subject under the same terms. A hit joins two profiles and bears the
   strictest of their terms, so that it tells nobody what he may not see.
3. Profiles under the same terms have an index of their own, those of each list apart. How rare a word is, and which
   hits are the best, is judged within it; so no score and no place among the best depends on what a viewer of the hit
   may not see. For the same reason profiles are taken one by one in the order in which they came.
4. A name alone alerts and never confirms: an officer judges.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from simpul.core.holding import Profile
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Query, Subject
from simpul.services.listed import (
    STRONG_NAMES,
    WEAK_NAMES,
    CountryCode,
    all_of,
    query_of_values,
    subject_of_values,
)
from simpul.services.ports.screening import Partition, Profiles, Shelf, Standing
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.proposing import Proposing

BATCH = 8
"""Profiles screened in one transaction: few, so that the writer is never held for long."""

MOST_HITS = 50
"""Hits of one profile within one set of terms."""

MOST_HITS_OF_ENTRY = 1_000
"""Hits of one entry of a list within one set of terms: an entry with a common name may mean any of many people held."""

EMPTY = ScreeningIndex.build(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Screens what waits."""

    ledger: Ledger
    profiles: Profiles
    shelf: Shelf
    country_code: CountryCode
    proposing: Proposing

    def prepare(self) -> int:
        """Build the indexes of everything held, before anything is screened; give how many profiles they hold.

        What changes while they are built waits to be screened, and enters them then. A list that changed meanwhile is
        not said to be whole.
        """
        before = self.profiles.editions()
        grouped = groupby((profile for profile in self.profiles.every() if profile.names), key=partition_of)
        partitions = {
            key: ScreeningIndex.build(subject_of(profile, self.country_code) for profile in group)
            for key, group in grouped
        }
        after = self.profiles.editions()
        whole = {list_id: edition for list_id, edition in before.items() if after[list_id] == edition}
        self.shelf.put(partitions)
        self.shelf.enforce(Standing(partitions=_of_lists(partitions, whole), editions=whole))
        return sum(len(index) for index in partitions.values())

    def screen_waiting(self) -> int:
        """Screen one batch of what waits; give how many profiles it held, 0 when nothing waits."""
        partitions = dict(self.shelf.partitions())
        screened = self.ledger.act(lambda tx: self._batch(tx, partitions))
        if screened:
            self.shelf.put(partitions)
        return screened

    def enforce(self) -> Standing:
        """Give the lists whole, in the editions in force; what has come since they were placed is placed now.

        Its entries still have their turn to be compared with holdings: nobody who pays waits for that.
        """
        listed = self.profiles.listed(self.shelf.standing().editions)
        grouped = groupby((profile for profile in listed.profiles if profile.names), key=partition_of)
        partitions = {
            key: ScreeningIndex.build(subject_of(profile, self.country_code) for profile in group)
            for key, group in grouped
        }
        self.shelf.enforce(Standing(partitions=partitions, editions=listed.editions))
        return self.shelf.standing()

    def forget(self) -> None:
        """Let every index give back what it keeps for the next question."""
        for index in (*self.shelf.partitions().values(), *self.shelf.standing().partitions.values()):
            index.forget()

    def _batch(self, tx: Transaction, partitions: dict[Partition, ScreeningIndex]) -> int:
        """Screen what waits longest; `partitions` become what they are after it."""
        waiting = tx.screening.waiting(BATCH)
        for profile in waiting:
            self._place(profile, partitions)
            if profile.names:
                self._screen(tx, profile, partitions)
        tx.screening.done([profile.id for profile in waiting])
        self._share(tx, {partition_of(profile).list_id for profile in waiting if profile.is_listed}, partitions)
        return len(waiting)

    def _share(self, tx: Transaction, lists: Collection[str], partitions: dict[Partition, ScreeningIndex]) -> None:
        """Let the lists of which nothing waits any more stand here as they stand whole already, and not twice."""
        standing, editions = self.shelf.standing(), tx.lists.editions()
        for list_id in lists:
            if standing.editions.get(list_id) == editions[list_id] and not tx.screening.waits(list_id):
                partitions |= _of_lists(standing.partitions, {list_id})

    def _place(self, profile: Profile, partitions: dict[Partition, ScreeningIndex]) -> None:
        """Let a profile stand in its partition as it is now, and nowhere else: an entry's terms may have changed."""
        own = partition_of(profile)
        for other in [key for key in partitions if own.list_id and key.list_id == own.list_id and key != own]:
            partitions[other] = partitions[other].updated(removed=(profile.id,))
        added = (subject_of(profile, self.country_code),) if profile.names else ()
        if added or own in partitions:
            partitions[own] = partitions.get(own, EMPTY).updated(added=added, removed=(profile.id,))

    def _screen(self, tx: Transaction, profile: Profile, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        query = query_of(profile, self.country_code)
        most = MOST_HITS_OF_ENTRY if profile.is_listed else MOST_HITS
        for key, index in partitions.items():
            if profile.is_listed and key.list_id:
                continue
            for hit in index.screen(query, limit=most, at_least=DEFAULT_THRESHOLD):
                self.proposing.propose(tx, profile, tx.screening.profile(hit.subject_id), hit)


def _of_lists(
    partitions: Mapping[Partition, ScreeningIndex], lists: Collection[str]
) -> dict[Partition, ScreeningIndex]:
    return {key: index for key, index in partitions.items() if key.list_id in lists}


def partition_of(profile: Profile) -> Partition:
    """Give the partition that a profile belongs to: its terms, and its list where it is an entry of one."""
    list_id = profile.id.split(":", 2)[1] if profile.is_listed else ""
    return Partition(handling=profile.handling, list_id=list_id)


def subject_of(profile: Profile, country_code: CountryCode) -> Subject:
    """Give the profile as the index knows it."""
    return subject_of_values(profile.id, schema=profile.schema, values=profile.values, country_code=country_code)


def query_of(profile: Profile, country_code: CountryCode) -> Query:
    """Give the profile as a question to the index: is anybody like this there?"""
    names = all_of(profile.values, STRONG_NAMES) or all_of(profile.values, WEAK_NAMES)
    return query_of_values(profile.values, names=names, schemas=(profile.schema,), country_code=country_code)
