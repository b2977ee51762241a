"""Joint investigation teams as documents: the list, and one with its agreement, members and evidence log."""

from dataclasses import dataclass
from datetime import date, datetime

from simpul.core.authority import AuthorityId, Sight
from simpul.core.cooperation.joining import Logged, Member, Oddity, SignedText, TeamState
from simpul.core.holding import Page
from simpul.core.units.evidence import TeamFile
from simpul.web.answers import Table
from simpul.web.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """A team in the list."""

    id: str
    title: str
    state: TeamState
    parties: tuple[AuthorityId, ...]
    missing: tuple[AuthorityId, ...]
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsPage:
    """A part of the teams, latest first."""

    teams: tuple[TeamRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamParcel:
    """How many of our records a party was sent, and how many it was not."""

    to: AuthorityId
    sent: int
    fresh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDocument:
    """One team as its viewer may see it; `unsigned` are texts that we have yet to sign, `ours` our members now."""

    id: str
    state: TeamState
    text: SignedText
    in_force_from: datetime | None
    ends_at: datetime
    proposals: tuple[SignedText, ...]
    earlier: tuple[SignedText, ...]
    members: tuple[Member, ...]
    log: tuple[Logged, ...]
    gone: tuple[AuthorityId, ...]
    would_end: tuple[AuthorityId, ...]
    oddities: tuple[tuple[str, Oddity], ...]
    unsigned: tuple[SignedText, ...]
    ours: tuple[Member, ...]
    parcels: tuple[TeamParcel, ...]


def teams_page(page: Page[TeamFile]) -> TeamsPage:
    """Give a part of the teams as a document."""
    return TeamsPage(teams=tuple(_row(each) for each in page.items), after=page.after)


def team_document(node: Node, sight: Sight, team: str) -> TeamDocument:
    """Give one team as a document; that it was read is on record.

    Raises:
        NotFoundError: there is none for this viewer.
    """
    file = node.units.teams.file(sight, team)
    stands, us = file.team, node.profile.authority.id
    is_over = stands.state in (TeamState.EXPIRED, TeamState.ENDED)
    return TeamDocument(
        id=file.id,
        state=stands.state,
        text=stands.text,
        in_force_from=stands.in_force_from,
        ends_at=stands.ends_at,
        proposals=stands.proposals,
        earlier=stands.earlier,
        members=stands.members,
        log=stands.log,
        gone=tuple(sorted(stands.gone)),
        would_end=stands.would_end,
        oddities=stands.oddities,
        unsigned=() if is_over else tuple(each for each in (stands.text, *stands.proposals) if us in each.missing),
        ours=tuple(each for each in stands.present if each.authority == us),
        parcels=tuple(_parcel(file, to) for to in sorted(file.agreement.text.authorities - {us})),
    )


def teams_table(view: TeamsPage) -> Table:
    """Give the teams as a table."""
    return Table(
        name="teams",
        columns=("id", "title", "state", "parties", "not_signed", "begins_on", "ends_on"),
        rows=tuple(
            (
                row.id,
                row.title,
                row.state,
                " ".join(row.parties),
                " ".join(row.missing),
                row.begins_on.isoformat(),
                row.ends_on.isoformat(),
            )
            for row in view.teams
        ),
    )


def _row(file: TeamFile) -> TeamRow:
    text = file.team.text.text
    return TeamRow(
        id=file.id,
        title=text.title,
        state=file.team.state,
        parties=tuple(sorted(text.authorities)),
        missing=file.team.text.missing,
        begins_on=text.begins_on,
        ends_on=text.ends_on,
    )


def _parcel(file: TeamFile, to: AuthorityId) -> TeamParcel:
    sent = {each.record for each in file.sendings if each.peer == to}
    named = [each for each in file.own if to in each.value.handling.audience]
    return TeamParcel(to=to, sent=len(sent), fresh=sum(each.id not in sent for each in named))
