"""Where a team stands: which text is in force since when, who is in it, what was logged, and what does not count.

Rules:
1. A text is in force when every party has signed it, from the last signature or its first day on, whichever is later,
   until its last day is over in UTC. With one signature missing nothing is in force, also where that party has left:
   the others are bound to a text with it, or to none.
2. A change is in force from when every party that has not left has signed it, and the text that it names is in force.
   Of two changes of one text the one that was signed by all first is taken; the other changes nothing any more.
3. Who joins is in the team while a text is in force; evidence counts as logged when it was logged while one was.
4. The team ends when every party that has not left says so, when fewer than two are left, or with its last day.
5. What does not count is kept, and named with why. The order in which records come is of no account: what counts is
   when each was written, then its id.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.team import (
    TeamAgreement,
    TeamAmendment,
    TeamEnd,
    TeamEntry,
    TeamExhibit,
    TeamJoining,
    TeamText,
)
from simpul.core.ids import Sealed


class TeamState(StrEnum):
    """Where a team stands."""

    AWAITING_SIGNATURES = "awaiting-signatures"
    NOT_BEGUN = "not-begun"
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    ENDED = "ended"


class Oddity(StrEnum):
    """Why something that was said in a team does not count."""

    NOT_IN_FORCE = "not-in-force"
    NO_SUCH_TEXT = "no-such-text"
    OTHER_PARTIES = "other-parties"
    OVERTAKEN = "overtaken"
    TOO_LATE = "too-late"
    NO_SUCH_MEMBER = "no-such-member"
    HAS_LEFT = "has-left"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """A text with who has signed it, when, and who has yet to; `in_force_from` where all have."""

    id: str
    text: TeamText
    proposed_by: AuthorityId
    signatures: tuple[tuple[AuthorityId, datetime], ...]
    missing: tuple[AuthorityId, ...]
    in_force_from: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a team: of which authority, since when, and until when where he or she has left."""

    authority: AuthorityId
    joining: TeamJoining
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A line of the evidence log, with who logged it and when."""

    id: str
    authority: AuthorityId
    exhibit: TeamExhibit
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team at a moment. `text` is what is in force, or what waits to be signed; `proposals` are changes that wait."""

    state: TeamState
    text: SignedText
    in_force_from: datetime | None
    ends_at: datetime
    proposals: tuple[SignedText, ...]
    earlier: tuple[SignedText, ...]
    members: tuple[Member, ...]
    log: tuple[Logged, ...]
    gone: Mapping[AuthorityId, datetime]
    would_end: tuple[AuthorityId, ...]
    oddities: tuple[tuple[str, Oddity], ...]

    @property
    def present(self) -> tuple[Member, ...]:
        """Who is in the team now."""
        return tuple(each for each in self.members if each.until is None)


def team_of(agreement: Sealed[TeamAgreement], entries: Iterable[Sealed[TeamEntry]], *, at: datetime) -> Team:
    """Give where a team stands at a moment, of what was written by then."""
    known = {each.id: each for each in entries if each.value.written_at <= at}
    fold = _Fold(agreement, sorted(known.values(), key=lambda each: (each.value.written_at, each.id)))
    return fold.team(at)


class _Fold:
    """Goes once through what was said, in the order in which it was written."""

    def __init__(self, agreement: Sealed[TeamAgreement], entries: Sequence[Sealed[TeamEntry]]) -> None:
        first = agreement.value
        self._parties = first.text.authorities
        self._texts: dict[str, tuple[TeamText, AuthorityId, TeamAmendment | None]] = {
            agreement.id: (first.text, first.originator, None)
        }
        self._signed: dict[str, dict[AuthorityId, datetime]] = {agreement.id: {}}
        self._current = agreement.id
        self._since: datetime | None = None
        self._earlier: list[str] = []
        self._dead: set[str] = set()
        self._members: dict[tuple[AuthorityId, str], Member] = {}
        self._log: list[Logged] = []
        self._gone: dict[AuthorityId, datetime] = {}
        self._would_end: dict[AuthorityId, datetime] = {}
        self._ended_at: datetime | None = None
        self._oddities: list[tuple[str, Oddity]] = []
        self._in_force_from: dict[str, datetime] = {}
        for each in entries:
            odd = self._take(each)
            if odd is not None:
                self._oddities.append((each.id, odd))

    def team(self, at: datetime) -> Team:
        """Give the team as it stands at a moment."""
        waiting = [each for each in self._texts if each not in (self._current, *self._earlier, *self._dead)]
        return Team(
            state=self._state(at),
            text=self._signed_text(self._current),
            in_force_from=self._since,
            ends_at=self._ends_at,
            proposals=tuple(map(self._signed_text, waiting)),
            earlier=tuple(map(self._signed_text, self._earlier)),
            members=tuple(self._members.values()),
            log=tuple(self._log),
            gone=dict(self._gone),
            would_end=tuple(self._would_end),
            oddities=tuple(self._oddities),
        )

    # --- what is said -------------------------------------------------------------------------------------------

    def _take(self, said: Sealed[TeamEntry]) -> Oddity | None:
        entry = said.value
        if entry.originator in self._gone or entry.originator not in self._parties:
            return Oddity.HAS_LEFT
        if entry.amendment is not None:
            return self._propose(said.id, entry, entry.amendment)
        if entry.signature is not None:
            return self._sign(entry, entry.signature.text)
        if entry.ending is not None:
            return self._end(entry, entry.ending.ends)
        if not self._is_in_force(entry.written_at):
            return Oddity.NOT_IN_FORCE
        if entry.exhibit is not None:
            line = Logged(id=said.id, authority=entry.originator, exhibit=entry.exhibit, at=entry.written_at)
            self._log.append(line)
            return None
        return self._join(entry, entry.joining) if entry.joining is not None else self._leave(entry)

    def _propose(self, text: str, entry: TeamEntry, change: TeamAmendment) -> Oddity | None:
        if change.amends not in self._texts:
            return Oddity.NO_SUCH_TEXT
        if change.text.authorities != self._parties:
            return Oddity.OTHER_PARTIES
        if change.amends != self._current:
            return Oddity.OVERTAKEN
        if self._is_over(entry.written_at):
            return Oddity.TOO_LATE
        self._texts[text] = (change.text, entry.originator, change)
        self._signed[text] = {}
        return None

    def _sign(self, entry: TeamEntry, text: str) -> Oddity | None:
        if text not in self._texts:
            return Oddity.NO_SUCH_TEXT
        if text in self._dead:
            return Oddity.OVERTAKEN
        if self._is_over(entry.written_at):
            return Oddity.TOO_LATE
        if entry.originator in self._signed[text]:
            return Oddity.TWICE
        self._signed[text][entry.originator] = entry.written_at
        self._settle(text, entry.written_at)
        return None

    def _settle(self, text: str, at: datetime) -> None:
        """Put a text in force once everybody has signed it; what would change the former is overtaken by that."""
        change = self._texts[text][2]
        if text in self._in_force_from or self._missing(text):
            return
        if change is None:
            begins = datetime.combine(self._texts[text][0].begins_on, time(), tzinfo=UTC)
            self._since = self._in_force_from[text] = max(at, begins)
        elif change.amends == self._current and self._since is not None:
            self._dead.update(each for each in self._texts if each not in (text, self._current, *self._earlier))
            self._earlier.append(self._current)
            self._current, self._in_force_from[text] = text, at
        else:
            return
        self._settle_all(at)

    def _settle_all(self, at: datetime) -> None:
        """Look at every text that may be signed by all by now, in the order in which they were proposed."""
        for text in [each for each in self._texts if each not in self._dead]:
            self._settle(text, at)

    def _end(self, entry: TeamEntry, ends: TeamEnd) -> Oddity | None:
        who, at = entry.originator, entry.written_at
        if self._is_over(at):
            return Oddity.TOO_LATE
        if ends is TeamEnd.TEAM:
            self._would_end.setdefault(who, at)
        else:
            self._gone[who] = at
            self._see_off(who, at)
        left = self._parties - set(self._gone)
        if len(left) < 2 or left <= set(self._would_end):
            self._ended_at = at
            return None
        self._settle_all(at)
        return None

    def _join(self, entry: TeamEntry, joining: TeamJoining) -> Oddity | None:
        key = (entry.originator, joining.member)
        if key in self._members:
            return Oddity.TWICE
        self._members[key] = Member(authority=entry.originator, joining=joining, since=entry.written_at)
        return None

    def _leave(self, entry: TeamEntry) -> Oddity | None:
        key = (entry.originator, entry.leaving.member if entry.leaving else "")
        member = self._members.get(key)
        if member is None or member.until is not None:
            return Oddity.NO_SUCH_MEMBER
        self._members[key] = _until(member, entry.written_at)
        return None

    def _see_off(self, who: AuthorityId, at: datetime) -> None:
        """Let the members of a party that leaves leave with it."""
        for key, member in self._members.items():
            if member.authority == who and member.until is None:
                self._members[key] = _until(member, at)

    # --- where it stands ----------------------------------------------------------------------------------------

    @property
    def _ends_at(self) -> datetime:
        last = self._texts[self._current][0].ends_on
        return datetime.combine(last, time(), tzinfo=UTC) + timedelta(days=1)

    def _is_over(self, at: datetime) -> bool:
        return self._ended_at is not None or at >= self._ends_at

    def _is_in_force(self, at: datetime) -> bool:
        return self._since is not None and self._since <= at and not self._is_over(at)

    def _state(self, at: datetime) -> TeamState:
        if self._ended_at is not None:
            return TeamState.ENDED
        if at >= self._ends_at:
            return TeamState.EXPIRED
        if self._since is None:
            return TeamState.AWAITING_SIGNATURES
        return TeamState.IN_FORCE if self._since <= at else TeamState.NOT_BEGUN

    def _missing(self, text: str) -> tuple[AuthorityId, ...]:
        excused = set() if self._texts[text][2] is None else set(self._gone)
        return tuple(sorted(self._parties - excused - set(self._signed[text])))

    def _signed_text(self, text: str) -> SignedText:
        said, proposer, change = self._texts[text]
        return SignedText(
            id=text,
            text=said,
            proposed_by=proposer,
            signatures=tuple(sorted(self._signed[text].items(), key=lambda pair: (pair[1], pair[0]))),
            missing=self._missing(text),
            in_force_from=self._in_force_from.get(text),
            reason=change.reason if change else "",
        )


def _until(member: Member, at: datetime) -> Member:
    return Member(authority=member.authority, joining=member.joining, since=member.since, until=at)
