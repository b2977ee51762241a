"""Joint investigation teams for the node's operator: listing and showing them, proposing, saying, sending."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from simpul.app.evidence import Terms
from simpul.app.node import Node
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cooperation.joining import Member, SignedText
from simpul.core.cooperation.team import (
    MemberRole,
    TeamAmendment,
    TeamBasis,
    TeamEnding,
    TeamExhibit,
    TeamJoining,
    TeamLeaving,
    TeamPart,
    TeamParty,
    TeamSignature,
    TeamText,
)
from simpul.core.ids import timestamp
from simpul.core.units.evidence import TeamFile

MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamListed:
    """A team in a list."""

    id: str
    title: str
    state: str
    parties: tuple[AuthorityId, ...]
    ends_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShown:
    """A text of a team: what it says, who has signed it and when, and who has yet to."""

    id: str
    title: str
    parties: tuple[TeamParty, ...]
    bases: tuple[TeamBasis, ...]
    purpose: str
    area: str
    begins_on: str
    ends_on: str
    evidence_rules: str
    disclosure_rules: str
    use_limitation: str
    proposed_by: AuthorityId
    reason: str
    signed: tuple[tuple[AuthorityId, str], ...]
    missing: tuple[AuthorityId, ...]
    in_force_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShown:
    """Somebody in a team, and since when until when."""

    member: str
    authority: AuthorityId
    name: str
    role: MemberRole
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line of the evidence log."""

    item: str
    what: str
    digest: str
    seals: tuple[str, ...]
    note: str
    authority: AuthorityId
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamShown:
    """A team as the officer may see it."""

    id: str
    state: str
    in_force_from: str
    text: TextShown
    proposals: tuple[TextShown, ...]
    earlier: tuple[TextShown, ...]
    members: tuple[MemberShown, ...]
    log: tuple[LineShown, ...]
    gone: tuple[AuthorityId, ...]
    would_end: tuple[AuthorityId, ...]
    oddities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSaid:
    """That something was said in a team."""

    team: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSent:
    """What went to each party."""

    team: str
    to: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing to say in a team, as the command line gives it: exactly one of these."""

    signature: TeamSignature | None = None
    amendment: TeamAmendment | None = None
    joining: TeamJoining | None = None
    leaving: TeamLeaving | None = None
    exhibit: TeamExhibit | None = None
    ending: TeamEnding | None = None

    @property
    def parts(self) -> tuple[TeamPart, ...]:
        """What is said."""
        every = (self.signature, self.amendment, self.joining, self.leaving, self.exhibit, self.ending)
        return tuple(each for each in every if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDesk:
    """Does with teams what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]

    def listed(self, *, officer: str = "") -> tuple[TeamListed, ...]:
        """Give the latest teams that the officer may see."""
        page = self.node.units.teams.page(self.sight(officer), limit=MOST_LISTED)
        return tuple(_listed(each) for each in page.items)

    def shown(self, team: str, *, officer: str = "") -> TeamShown:
        """Show a team as the officer may see it."""
        return _shown(self.node.units.teams.file(self.sight(officer), team))

    def proposed(self, text: TeamText, terms: Terms, *, follows: str = "", officer: str = "") -> TeamSaid:
        """Write an agreement down, for its parties."""
        sight = self.sight(officer)
        handling = replace(terms, releasable_to=tuple(sorted(text.authorities))).handling(sight)
        team = self.node.units.teams.propose(sight, text, handling=handling, follows=follows)
        return TeamSaid(team=team, record=team)

    def said(self, team: str, saying: Saying, *, officer: str = "") -> TeamSaid:
        """Say something in a team."""
        record = team
        for part in saying.parts:
            record = self.node.units.teams.say(self.sight(officer), team, part)
        return TeamSaid(team=team, record=record)

    def sent(self, team: str, *, officer: str = "") -> TeamSent:
        """Send each party what of ours it has not yet."""
        done = self.node.units.teams.share(self.sight(officer), team)
        return TeamSent(team=team, to={str(each): shared.state.value for each, shared in done.items()})


def _listed(file: TeamFile) -> TeamListed:
    text = file.team.text.text
    parties = tuple(sorted(text.authorities))
    return TeamListed(
        id=file.id, title=text.title, state=file.team.state, parties=parties, ends_on=text.ends_on.isoformat()
    )


def _shown(file: TeamFile) -> TeamShown:
    team = file.team
    return TeamShown(
        id=file.id,
        state=team.state,
        in_force_from=timestamp(team.in_force_from) if team.in_force_from else "",
        text=_text(team.text),
        proposals=tuple(map(_text, team.proposals)),
        earlier=tuple(map(_text, team.earlier)),
        members=tuple(map(_member, team.members)),
        log=tuple(
            LineShown(
                item=each.exhibit.item,
                what=each.exhibit.what,
                digest=each.exhibit.digest,
                seals=each.exhibit.seals,
                note=each.exhibit.note,
                authority=each.authority,
                at=timestamp(each.at),
            )
            for each in team.log
        ),
        gone=tuple(sorted(team.gone)),
        would_end=team.would_end,
        oddities=tuple((record, odd.value) for record, odd in team.oddities),
    )


def _text(signed: SignedText) -> TextShown:
    text = signed.text
    return TextShown(
        id=signed.id,
        title=text.title,
        parties=text.parties,
        bases=text.bases,
        purpose=text.purpose,
        area=text.area,
        begins_on=text.begins_on.isoformat(),
        ends_on=text.ends_on.isoformat(),
        evidence_rules=text.evidence_rules,
        disclosure_rules=text.disclosure_rules,
        use_limitation=text.use_limitation,
        proposed_by=signed.proposed_by,
        reason=signed.reason,
        signed=tuple((each, timestamp(at)) for each, at in signed.signatures),
        missing=signed.missing,
        in_force_from=timestamp(signed.in_force_from) if signed.in_force_from else "",
    )


def _member(member: Member) -> MemberShown:
    return MemberShown(
        member=member.joining.member,
        authority=member.authority,
        name=member.joining.name,
        role=member.joining.role,
        since=timestamp(member.since),
        until=timestamp(member.until) if member.until else "",
    )
