"""Teamwork: proposing the agreement of a joint investigation team, and saying in it what is ours to say.

Rules:
1. Every record of ours goes from here to each party that its terms name; no party passes on what another says.
2. What would not count is refused before it is written: a member or a line of evidence while nothing is in force, a
   second signature, a change that is no party's or comes too late. What others say is taken in and folded.
3. A line of the evidence log is on an item that is here, and goes to those parties alone whom the item's terms name.
4. Whoever may not see a team cannot tell that it is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cooperation.joining import Oddity, team_of
from simpul.core.cooperation.team import (
    MemberRole,
    TeamAgreement,
    TeamEntry,
    TeamExhibit,
    TeamJoining,
    TeamPart,
    TeamText,
    team_entry,
)
from simpul.core.errors import ConflictError, InputError
from simpul.core.handling import Handling
from simpul.core.holding import Page, Partner
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.units.evidence import TeamFile, limited, terms_beside
from simpul.core.units.record import HeldRecord, RecordKind
from simpul.services.conveying import Conveying, Kept
from simpul.services.evidence_reading import EvidenceReading
from simpul.services.passing import Errand, Passing, Shared, ShareState
from simpul.services.ports.units import Units
from simpul.services.ports.writing import Ledger, Transaction

MOST_SAID = 100
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Teamwork:
    """Works in joint investigation teams."""

    conveying: Conveying
    ledger: Ledger
    units: Units
    evidence: EvidenceReading

    def page(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[TeamFile]:
        """Give the teams that the viewer may see, latest first."""
        page = self.units.heads(sight, RecordKind.TEAM, after=after, limit=limit)
        return Page(items=tuple(self._file_of(sight, each) for each in page.items), after=page.after)

    def file(self, sight: Sight, team: str) -> TeamFile:
        """Show a team; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self._found(sight, team, Act.TEAM_READ)
        actor, recorder = sight.viewer.officer, self.conveying.dispatching.recorder
        self.ledger.act(lambda tx: recorder.done(tx, Act.TEAM_READ, actor=actor, target=team))
        return found

    def propose(self, sight: Sight, text: TeamText, *, handling: Handling, follows: str = "") -> str:
        """Write down an agreement for its parties to sign, and give the team's id.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: it is no agreement, its terms are not ours, or do not name every party.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.TEAM_WRITE)
        agreement = TeamAgreement(
            originator=world.node.authority.id,
            text=text,
            handling=self._own_terms(sight, handling),
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
            follows=follows,
        )
        return self.ledger.act(lambda tx: self._keep(tx, sight, agreement, "a team proposed"))

    def say(self, sight: Sight, team: str, part: TeamPart) -> str:
        """Say something of ours in a team, and give the record's id.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such team for this viewer, or no such item of evidence.
            ConflictError: as the team stands it would not count; with why.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.TEAM_WRITE)
        file = self._found(sight, team, Act.TEAM_WRITE)
        us, terms = world.node.authority.id, file.agreement.handling
        if us not in file.agreement.text.authorities:
            raise ConflictError("only a party says something in a team")
        if len(file.entries) >= MOST_ENTRIES:
            raise ConflictError(f"a team has at most {MOST_ENTRIES} entries")
        said, terms = self._logged(sight, file, part) if isinstance(part, TeamExhibit) else (part, terms)
        entry = team_entry(
            said,
            originator=us,
            team=file.id,
            handling=terms_beside(terms, us=us),
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
        )
        _check_counts(file, entry)
        return self.ledger.act(lambda tx: self._keep(tx, sight, entry, f"in {file.id}"))

    def admit(self, sight: Sight, team: str, *, name: str, role: MemberRole, function: str = "") -> str:
        """Let somebody of ours join a team, and give the record's id; refused as `say` refuses."""
        member = self.conveying.dispatching.ids.new_id()
        return self.say(sight, team, TeamJoining(member=member, name=name, role=role, function=function))

    def share(self, sight: Sight, team: str) -> Mapping[AuthorityId, Shared]:
        """Send each party what of ours it may have and has not yet.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such team for this viewer.
            RefusedError: there is no link with a party, or the terms do not let it go there; recorded.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.TEAM_SHARE)
        file = self._found(sight, team, Act.TEAM_SHARE)
        others = sorted(file.agreement.text.authorities - {world.node.authority.id})
        partners = [self.conveying.partner(sight, each, act=Act.TEAM_SHARE, target=file.id) for each in others]
        able = {each: self._able(sight, file, each) for each in others}
        return self.ledger.act(
            lambda tx: {
                each: self._share(tx, sight, file, partner, able[each])
                for each, partner in zip(others, partners, strict=True)
            }
        )

    # --- inside -------------------------------------------------------------------------------------------------

    def _found(self, sight: Sight, team: str, act: Act) -> TeamFile:
        head = self.units.first(sight, team[:MOST_SAID], RecordKind.TEAM)
        if head is None:
            recorder = self.conveying.dispatching.recorder
            raise recorder.not_there(sight, act, target=team[:MOST_SAID], what="team")
        return self._file_of(sight, head)

    def _file_of(self, sight: Sight, head: HeldRecord) -> TeamFile:
        if not isinstance(head.value, TeamAgreement):
            raise InputError("no team", place="team")
        records = self.units.thread(sight, head.id)
        entries = tuple(each for each in records if isinstance(each.value, TeamEntry))
        return TeamFile(
            head=head,
            entries=entries,
            team=team_of(sealed_agreement(head), sealed_entries(entries), at=sight.at),
            sendings=self.units.sendings([each.id for each in records]),
        )

    def _own_terms(self, sight: Sight, terms: Handling) -> Handling:
        if terms.originator != self.conveying.dispatching.node.authority.id or terms.contributors:
            raise InputError("the terms of our record are ours", place="terms")
        if terms.level > sight.viewer.clearance:
            raise InputError("the level is above the author's clearance", place="terms.level")
        return terms

    def _logged(self, sight: Sight, file: TeamFile, line: TeamExhibit) -> tuple[TeamExhibit, Handling]:
        """Give a line of the log with what the item is known by, under the item's terms, for the parties alone."""
        found = self.evidence.found(sight, line.item, Act.TEAM_WRITE)
        exhibit, custody = found.item.exhibit, found.custody
        named = tuple(sorted(found.item.handling.audience & file.agreement.text.authorities))
        what = line.what.strip() or exhibit.what
        said = TeamExhibit(item=found.id, what=what, digest=custody.digest, seals=custody.seals, note=line.note)
        return said, limited(found.item.handling, named)

    def _able(self, sight: Sight, file: TeamFile, to: AuthorityId) -> list[HeldRecord]:
        """Give what of ours a party may have and has not yet, the agreement first.

        Raises:
            RefusedError: what goes to every party may not go to this one; recorded.
        """
        sent = {each.record for each in file.sendings if each.peer == to}
        fresh = [each for each in file.own if each.id not in sent]
        able = [each for each in fresh if Passing(conveying=self.conveying).could_go(sight, each, to)]
        for each in fresh:
            if each not in able and not _is_of_the_log(each):
                self._refuse(sight, file, each, to)
        return able

    def _refuse(self, sight: Sight, file: TeamFile, held: HeldRecord, to: AuthorityId) -> NoReturn:
        grounds = self.conveying.decide(sight, held.value.handling, to, approvals=()).grounds
        reason = "the terms do not allow this release"
        actor, recorder = sight.viewer.officer, self.conveying.dispatching.recorder
        raise recorder.refuse(Act.TEAM_SHARE, actor=actor, target=file.id, grounds=grounds, reason=reason)

    def _share(self, tx: Transaction, sight: Sight, file: TeamFile, partner: Partner, able: list[HeldRecord]) -> Shared:
        if not able:
            return Shared(state=ShareState.NOTHING_NEW)
        errand = Errand(act=Act.TEAM_SHARE, target=file.id, authors=frozenset(each.author for each in able))
        state = Passing(conveying=self.conveying).pass_on(tx, sight, able, partner, errand)
        return Shared(state=state, sent=len(able) if state is ShareState.SENT else 0)

    def _keep(self, tx: Transaction, sight: Sight, value: TeamAgreement | TeamEntry, detail: str) -> str:
        kept = Kept(values=[value], author=sight.viewer.officer, act=Act.TEAM_WRITE, detail=detail)
        return self.conveying.keep(tx, kept)[0].id


WHY = {
    Oddity.NOT_IN_FORCE: "nothing is in force in the team: a signature is missing, it has not begun, or it is over",
    Oddity.NO_SUCH_TEXT: "there is no such text in the team",
    Oddity.OTHER_PARTIES: "a change keeps the parties; a state that joins later joins by another agreement",
    Oddity.OVERTAKEN: "another change of the text is in force by now",
    Oddity.TOO_LATE: "the team is over",
    Oddity.NO_SUCH_MEMBER: "nobody of that name is in the team for us",
    Oddity.HAS_LEFT: "we have left the team",
    Oddity.TWICE: "that was said already",
}
"""What is told to whoever would say what does not count."""


def sealed_agreement(head: HeldRecord) -> Sealed[TeamAgreement]:
    """Give the agreement of a team under its id.

    Raises:
        InputError: the record is none.
    """
    if not isinstance(head.value, TeamAgreement):
        raise InputError("no team", place="team")
    return Sealed(id=head.id, body=head.signed.record.body, value=head.value)


def sealed_entries(entries: tuple[HeldRecord, ...]) -> list[Sealed[TeamEntry]]:
    """Give entries of a team under their ids."""
    return [
        Sealed(id=each.id, body=each.signed.record.body, value=each.value)
        for each in entries
        if isinstance(each.value, TeamEntry)
    ]


def _check_counts(file: TeamFile, entry: TeamEntry) -> None:
    """Refuse what would not count.

    Raises:
        ConflictError: with why.
    """
    said = seal(Domain.TEAM_ENTRY, entry)
    after = team_of(sealed_agreement(file.head), [*sealed_entries(file.entries), said], at=entry.written_at)
    odd = dict(after.oddities).get(said.id)
    if odd is not None:
        raise ConflictError(WHY[odd])


def _is_of_the_log(held: HeldRecord) -> bool:
    return isinstance(held.value, TeamEntry) and held.value.exhibit is not None
