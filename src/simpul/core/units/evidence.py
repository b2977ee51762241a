"""What a viewer may see of an item of evidence or of a team: the records, and what follows of them."""

from dataclasses import dataclass, replace

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.custody import Custody
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem
from simpul.core.cooperation.joining import Team
from simpul.core.cooperation.team import TeamAgreement
from simpul.core.errors import TamperedError
from simpul.core.handling import Handling
from simpul.core.holding import Direction
from simpul.core.units.record import HeldRecord, Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """An item as one viewer may see it: the records that stand, whose hands it went through, and what was sent."""

    head: HeldRecord
    entries: tuple[HeldRecord, ...]
    custody: Custody
    sendings: tuple[Sending, ...]

    @property
    def item(self) -> EvidenceItem:
        """What was seized."""
        if not isinstance(self.head.value, EvidenceItem):
            raise TamperedError("the head of an item of evidence is none")
        return self.head.value

    @property
    def id(self) -> str:
        """The item's id: the hash of its first link."""
        return self.item.link

    @property
    def records(self) -> tuple[HeldRecord, ...]:
        """Every record that stands, the item first."""
        return (self.head, *self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFile:
    """A team as one viewer may see it: its agreement, every entry, where it stands, and what was sent."""

    head: HeldRecord
    entries: tuple[HeldRecord, ...]
    team: Team
    sendings: tuple[Sending, ...]

    @property
    def agreement(self) -> TeamAgreement:
        """With what the team began."""
        if not isinstance(self.head.value, TeamAgreement):
            raise TamperedError("the head of a team is none")
        return self.head.value

    @property
    def id(self) -> str:
        """The team's id: that of its first text."""
        return self.head.id

    @property
    def own(self) -> tuple[HeldRecord, ...]:
        """Every record of it that is ours."""
        return tuple(each for each in (self.head, *self.entries) if each.direction is Direction.OWN)


def entries_of(records: tuple[HeldRecord, ...]) -> tuple[CustodyEntry, ...]:
    """Give the links that records carry."""
    return tuple(each.value for each in records if isinstance(each.value, CustodyEntry))


def widened(terms: Handling, to: AuthorityId) -> Handling:
    """Give terms that name one authority more."""
    return replace(terms, releasable_to=tuple(sorted({*terms.releasable_to, to} - {terms.originator})))


def limited(terms: Handling, to: tuple[AuthorityId, ...]) -> Handling:
    """Give terms that name nobody beside these."""
    return replace(terms, releasable_to=tuple(sorted(set(to) - {terms.originator})))


def terms_beside(item: Handling, *, us: AuthorityId, to: tuple[AuthorityId, ...] = ()) -> Handling:
    """Give our terms for what we write on somebody's item: as strict as its own, for the same authorities."""
    named = tuple(sorted({*item.audience, *to} - {us}))
    return replace(item, originator=us, contributors=(), releasable_to=named)
