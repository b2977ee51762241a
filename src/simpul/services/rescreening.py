"""Rescreening: everything held is compared anew with the lists in force.

Rules:
1. A named officer begins a run and says why; one run goes on at a time.
2. A page of profiles is screened outside any transaction; its alerts and the place where the run goes on are written in
   one, so that a crash loses none and doubles none.
3. A profile that has changed since it was read waits to be screened by itself: what was found of it is left aside.
4. What has just come goes first: a run pauses while something waits to be screened.
5. How much is held is told to nobody who might not see it: a run shows how far it is, never how many.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.errors import ConflictError
from simpul.core.holding import Profile
from simpul.core.rescreening import Rescreening
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit
from simpul.services.ports.screening import Crowd, Found, Partition, Profiles, Rescreenings
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.screening import MOST_HITS, Screening, query_of

PAGE = 2_000
"""Profiles that are asked about together."""

MOST_SHOWN = 20

Undisturbed = Callable[[], bool]
"""Says whether a run may go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Profiles that are being asked about, and where the run goes on after them."""

    profiles: tuple[Profile, ...]
    after: str
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescreener:
    """Begins runs, shows them, and carries them out."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    runs: Rescreenings
    profiles: Profiles
    screening: Screening
    crowd: Crowd
    recorder: Recorder
    page: int = PAGE

    def begin(self, sight: Sight, *, reason: str) -> Rescreening:
        """Begin to screen everything held anew.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: there is no reason.
            ConflictError: a run goes on.
        """
        self.recorder.require_intelligence(sight, Act.RESCREENING_BEGIN)
        run = Rescreening(
            id=self.ids.new_id(),
            by=sight.viewer.officer,
            reason=reason.strip(),
            began_at=self.clock.now(),
            profiles=self.profiles.count_held(),
        )
        self.ledger.act(lambda tx: self._begin(tx, run))
        return run

    def latest(self, sight: Sight) -> tuple[Rescreening, ...]:
        """Give the latest runs.

        Raises:
            DeniedError: the viewer reads no intelligence.
        """
        self.recorder.require_intelligence(sight, Act.RESCREENING_BEGIN)
        return self.runs.latest(MOST_SHOWN)

    def carry_on(self, goes_on: Undisturbed) -> bool:
        """Carry the run on that has not ended, for as long as `goes_on` says so; tell whether there is more."""
        run = self.runs.going()
        if run is None:
            return False
        page = self._asked(run.after)
        while page is not None:
            following = self._asked(page.after)  # the crowd answers both while we write what it found
            run = self._kept(run, page)
            if not goes_on():
                return True
            page = following
        self.crowd.disperse()
        self._end(run)
        return False

    def _begin(self, tx: Transaction, run: Rescreening) -> None:
        if tx.rescreening.going() is not None:
            raise ConflictError("everything is being screened anew already")
        tx.rescreening.put(run)
        self.recorder.done(tx, Act.RESCREENING_BEGIN, actor=run.by, target=run.id, detail=run.reason)

    def _asked(self, after: str) -> _Page | None:
        """Begin to ask about the page after this profile; none when there is no further one."""
        profiles, last = self.profiles.held_after(after, self.page)
        if not last:
            return None
        named = tuple(profile for profile in profiles if profile.names)
        lists = {key: index for key, index in self.screening.shelf.partitions().items() if key.list_id}
        queries = [query_of(profile, self.screening.country_code) for profile in named]
        found = self.crowd.ask(lists, queries, limit=MOST_HITS, least=DEFAULT_THRESHOLD)
        return _Page(profiles=named, after=last, found=found)

    def _kept(self, run: Rescreening, page: _Page) -> Rescreening:
        found = page.found.result()
        further = replace(run, after=page.after, done=run.done + len(page.profiles))
        self.ledger.act(lambda tx: self._keep(tx, further, page.profiles, found))
        return further

    def _keep(
        self,
        tx: Transaction,
        run: Rescreening,
        profiles: Sequence[Profile],
        found: Sequence[Mapping[Partition, tuple[Hit, ...]]],
    ) -> None:
        for profile, by_partition in zip(profiles, found, strict=True):
            if by_partition and tx.screening.profile(profile.id) == profile:
                for hit in (hit for hits in by_partition.values() for hit in hits):
                    self.screening.proposing.propose(tx, profile, tx.screening.profile(hit.subject_id), hit)
        tx.rescreening.put(run)

    def _end(self, run: Rescreening) -> None:
        ended = replace(run, ended_at=self.clock.now())
        self.ledger.act(lambda tx: self._ended(tx, ended))

    def _ended(self, tx: Transaction, run: Rescreening) -> None:
        tx.rescreening.put(run)
        self.recorder.done(tx, Act.RESCREENING_END, actor="node", target=run.id)
