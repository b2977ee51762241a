"""Operating: what the command line does with a node, at its home folder or through the running process.

Whoever holds the home folder and opens its keys is the node's operator. An act that needs a person is done by an
officer whom the operator names: with that officer's authority and no more, and recorded as done at the console.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.app.answers import (
    BackedUp,
    ClaimShown,
    Introduced,
    LinkIssued,
    ListImported,
    PeerShown,
    ReportShown,
    ReportSubmitted,
    Verified,
)
from simpul.app.backing import back_up
from simpul.app.cases import CaseDesk
from simpul.app.evidence import EvidenceDesk
from simpul.app.law_desk import LawDesk
from simpul.app.manifests import ManifestScreened, screen_manifest
from simpul.app.node import Node
from simpul.app.npos import NpoDesk
from simpul.app.payment_rules import RuleDesk
from simpul.app.payments import PaymentShown, PaymentsReplayed, replay, shown_to
from simpul.app.teams import TeamDesk
from simpul.core.access import NODE
from simpul.core.audit import Act
from simpul.core.authority import (
    ALL_PURPOSES,
    INTELLIGENCE_ROLES,
    Level,
    Officer,
    OfficerId,
    Role,
    Sight,
    Viewer,
    viewer_of,
)
from simpul.core.draft import ReportDraft
from simpul.core.errors import InputError, NotFoundError
from simpul.core.handling import EDITION
from simpul.core.holding import HeldAssertion, LinkState
from simpul.core.ids import timestamp
from simpul.core.travel import Flight
from simpul.formats.document import converted, read_json
from simpul.formats.registry import ListOffer, read_offer
from simpul.peers.introduction import read_introduction
from simpul.services.officers import IssuedLink
from simpul.services.reading import ReportView
from simpul.services.sharing import ReleaseState
from simpul.settings.settings import Settings

AT_THE_CONSOLE = "at the console"
THE_OPERATOR = OfficerId("console")
"""Who acted, where no officer did: whoever holds the home folder."""
MOST_DRAFT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Operating:
    """Does for the operator what the command line asks for."""

    node: Node
    settings: Settings

    def import_list(self, offer: ListOffer, *, officer: str = "") -> ListImported:
        """Read an edition of a list in.

        Raises:
            InputError: there is no such form of list, a file is refused, or the officer is not clear.
            DeniedError: the officer reads no intelligence.
        """
        edition = read_offer(offer, limits=self.node.profile.limits)
        sight = self._sight(officer, INTELLIGENCE_ROLES) if officer or self._has_readers() else self._operator()
        done = self.node.listing.take_in(sight, edition)
        return ListImported(
            list=done.list_id,
            dated=done.dated,
            by=done.by,
            entries=done.entries,
            added=done.added,
            changed=done.changed,
            removed=done.removed,
            rejected=len(done.rejected),
            rejections=done.rejected,
            passed_over=dict(edition.passed_over),
        )

    def screen_manifest(
        self, raw: bytes, *, filename: str, flight: Flight | None, officer: str = ""
    ) -> ManifestScreened:
        """Screen everybody on a passenger list.

        Raises:
            InputError: the list is refused, with the place, or the officer is not clear.
            DeniedError: the officer reads no intelligence.
            ConflictError: there is nothing to screen against.
        """
        sight = self._sight(officer, INTELLIGENCE_ROLES)
        return screen_manifest(self.node, sight, raw, filename=filename, flight=flight)

    def replay_payments(self, files: Sequence[tuple[str, bytes]]) -> PaymentsReplayed:
        """Take every payment message of these files, each named; what cannot be read is on record.

        Raises:
            InputError: a file holds nothing, or more than is taken at once.
        """
        return replay(self.node, files, actor=THE_OPERATOR)

    def show_payment(self, payment: str, *, officer: str = "") -> PaymentShown:
        """Show the one state of a payment with its reasons, by its id, the beginning of it, or its reference.

        While the node has no officer who reads, the operator sees what needs no more than being there.

        Raises:
            InputError: the officer is not clear.
            NotFoundError: there is none for this officer.
        """
        if officer or self._has_readers():
            return shown_to(self.node, self._sight(officer, INTELLIGENCE_ROLES), payment)
        sight = self._operator()
        viewer = replace(sight.viewer, clearance=Level.RESTRICTED, purposes=ALL_PURPOSES)
        return shown_to(self.node, replace(sight, viewer=viewer), payment)

    @property
    def rules(self) -> RuleDesk:
        """Rules on payments."""
        return RuleDesk(node=self.node, sight=self._reader, operator=THE_OPERATOR)

    @property
    def npos(self) -> NpoDesk:
        """The register of non-profit organisations."""
        return NpoDesk(node=self.node, sight=self._reader)

    @property
    def cases(self) -> CaseDesk:
        """Cases."""
        return CaseDesk(node=self.node, sight=self._reader)

    @property
    def evidence(self) -> EvidenceDesk:
        """Evidence and its chains of custody."""
        return EvidenceDesk(node=self.node, sight=self._reader)

    @property
    def teams(self) -> TeamDesk:
        """Joint investigation teams."""
        return TeamDesk(node=self.node, sight=self._reader)

    @property
    def requests(self) -> LawDesk:
        """Requests for extradition and legal assistance."""
        return LawDesk(node=self.node, sight=self._reader)

    def save_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft in our own format, for the officers to look at and release.

        Raises:
            InputError: the draft is refused, with the place, or the officer is not clear.
            DeniedError: the officer writes no reports.
        """
        sight = self._sight(officer, INTELLIGENCE_ROLES)
        draft_id = self.node.sharing.save(sight, self._draft(raw))
        return ReportSubmitted(state="draft", by=sight.viewer.officer, draft=draft_id)

    def release_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft and release it to the recipients that it names.

        Raises:
            InputError: the draft is refused, with the place, or the officer is not clear.
            DeniedError: the officer writes no reports.
            RefusedError: the rules refuse the release; the draft stays.
        """
        sight = self._sight(officer, frozenset({Role.RELEASING_OFFICER}))
        draft_id = self.node.sharing.save(sight, self._draft(raw))
        release = self.node.sharing.release(sight, draft_id)
        waits = release.state is ReleaseState.AWAITING_SECOND_OFFICER
        return ReportSubmitted(
            state=release.state,
            by=sight.viewer.officer,
            draft=draft_id if waits else "",
            report=release.report,
            sent_to=release.sent_to,
        )

    def show_report(self, report_id: str, *, officer: str = "") -> ReportShown:
        """Show a report as the officer may see it.

        Raises:
            InputError: the officer is not clear.
            NotFoundError: there is none for this officer.
        """
        return _shown(self.node.reading.report(self._sight(officer, INTELLIGENCE_ROLES), report_id))

    def add_peer(self, introduction: bytes, fingerprint: str, *, officer: str = "") -> PeerShown:
        """Accept a partner whose fingerprint was compared.

        Raises:
            InputError: the introduction is refused, has another fingerprint, or the officer is not clear.
            ConflictError: the authority is bound to another key.
        """
        sight = self._sight(officer, frozenset({Role.KEY_OFFICER}))
        partner = self.node.partnering.add(sight, introduction, fingerprint=fingerprint)
        accepted = partner.introduction
        return PeerShown(
            authority=accepted.authority.id,
            name=accepted.authority.name,
            base_url=accepted.base_url,
            fingerprint=partner.fingerprint,
        )

    def peers(self) -> tuple[PeerShown, ...]:
        """Say which partners there are and how each link stands."""
        return tuple(_peer(state) for state in self.node.partnering.states())

    def introduction(self) -> Introduced:
        """Give our own introduction."""
        return Introduced(
            authority=self.node.profile.authority.id,
            fingerprint=self.node.keyring.fingerprint,
            introduction=self.node.introduction.decode(),
        )

    def add_officer(self, officer: Officer) -> LinkIssued:
        """Add an officer and issue the link with which he or she comes in.

        Raises:
            ConflictError: the sign-in name is or was somebody's.
            InputError: it is none.
            RefusedError: the roles exclude each other.
        """
        self.node.access.officers.enrol(officer)
        return self.issue_link(officer.id)

    def issue_link(self, officer: OfficerId) -> LinkIssued:
        """Issue a sign-in link; earlier links of the officer serve no more.

        Raises:
            NotFoundError: there is no such officer.
        """
        found = next((each for each in self.node.store.roster.officers() if each.id == officer), None)
        if found is None:
            raise NotFoundError("there is no such officer")
        return self._link(found, self.node.access.officers.issue_link_as_operator(officer))

    def verify(self) -> Verified:
        """Check everything that is recorded."""
        records, problems = self.node.auditing.trail.problems()
        return Verified(ok=not problems, records=records, problems=problems)

    def back_up(self, file: Path) -> BackedUp:
        """Write a backup of the node into one file, while it works.

        Raises:
            ConflictError: there is such a file already.
            StorageError: it cannot be written.
            TamperedError: what was copied is not what was recorded.
        """
        self.node.recorder.ledger.act(
            lambda tx: self.node.recorder.done(tx, Act.NODE_BACKUP, actor=NODE, detail=file.name)
        )
        return back_up(self.settings, file, copy_to=self.node.store.backup_to)

    def close(self) -> None:
        """Let go of the node."""
        self.node.close()

    def _draft(self, raw: bytes) -> ReportDraft:
        depth = self.node.profile.limits.max_depth
        return converted(read_json(raw, most_bytes=MOST_DRAFT_BYTES, most_depth=depth), ReportDraft)

    def _has_readers(self) -> bool:
        return any(INTELLIGENCE_ROLES & set(each.roles) for each in self.node.store.roster.officers())

    def _operator(self) -> Sight:
        """Let the operator read in what is public, while the node has no officer for it yet."""
        viewer = Viewer(
            authority=self.node.profile.authority.id,
            officer=THE_OPERATOR,
            roles=(Role.ANALYST,),
            clearance=Level.OPEN,
            purposes=(),
        )
        return Sight(viewer=viewer, at=self.node.clock.now())

    def _reader(self, named: str) -> Sight:
        return self._sight(named, INTELLIGENCE_ROLES)

    def _sight(self, named: str, roles: frozenset[Role]) -> Sight:
        """Let an officer act, and record that it is at the console."""
        officer = chosen_officer(self.node.store.roster.officers(), named=named, roles=roles)
        self.node.recorder.ledger.act(
            lambda tx: self.node.recorder.done(tx, Act.OFFICER_SIGN_IN, actor=officer.id, detail=AT_THE_CONSOLE)
        )
        viewer = viewer_of(officer, authority=self.node.profile.authority.id)
        return Sight(viewer=viewer, at=self.node.clock.now())

    def _link(self, officer: Officer, issued: IssuedLink) -> LinkIssued:
        return LinkIssued(
            officer=officer.id,
            name=officer.name,
            roles=officer.roles,
            link=f"{self.node.profile.base_url}/sign-in/link#{issued.secret}",
            ends_at=timestamp(issued.ends_at),
        )


def authority_and_fingerprint(introduction: bytes) -> tuple[str, str]:
    """Say whose introduction this is, and the fingerprint of its key.

    Raises:
        InputError: it is malformed, or its signature does not hold.
    """
    read, fingerprint = read_introduction(introduction)
    return read.authority.id, fingerprint


def chosen_officer(officers: Iterable[Officer], *, named: str, roles: frozenset[Role]) -> Officer:
    """Give the officer of that sign-in name or name, or the only one who has one of the roles.

    Raises:
        InputError: nobody is meant, or more than one may be.
    """
    known = tuple(officers)
    able = [each for each in known if roles & set(each.roles)]
    same = [each for each in known if each.id == named] or [each for each in known if each.name == named]
    meant = same if named else able
    if len(meant) == 1:
        return meant[0]
    if not able:
        raise InputError("no officer of this node has the role that this needs", place="officer")
    names = ", ".join(f"{each.id} ({each.name})" for each in able)
    which = "say with --as which officer acts" if meant else "no such officer"
    raise InputError(f"{which}; with the role: {names}", place="officer")


def _peer(state: LinkState) -> PeerShown:
    partner = state.partner
    return PeerShown(
        authority=partner.introduction.authority.id,
        name=partner.introduction.authority.name,
        base_url=partner.introduction.base_url,
        fingerprint=partner.fingerprint,
        suspended=partner.suspended,
        sent=state.sent,
        settled=state.settled,
        waiting=state.waiting,
        received=state.received,
        set_aside=state.set_aside,
        last_contact=timestamp(state.last_contact) if state.last_contact else "",
        last_error=state.last_error,
    )


def _shown(view: ReportView) -> ReportShown:
    held, report = view.held, view.held.signed.report
    said, terms = report.value, report.value.handling
    return ReportShown(
        id=report.id,
        originator=said.originator,
        direction=held.direction,
        kind=said.kind,
        title=said.title,
        summary=said.summary,
        grading=f"{said.grading.scale} {said.grading.code}",
        level=terms.level.name.lower(),
        tlp=terms.tlp,
        codes=terms.codes,
        releasable_to=terms.releasable_to,
        purposes=terms.purposes,
        onward=terms.onward,
        caveat=terms.caveat if terms.edition == EDITION else "these terms cannot be read: no use is allowed",
        written_at=timestamp(said.written_at),
        recorded_at=timestamp(held.recorded_at),
        legal_basis=said.legal_basis,
        signature_holds=view.signature_holds,
        superseded_by=held.superseded_by,
        retracted_by=held.retracted_by,
        claims=tuple(_claim(each) for each in view.assertions),
    )


def _claim(held: HeldAssertion) -> ClaimShown:
    said = held.assertion.value
    return ClaimShown(
        subject=said.subject,
        schema=said.schema,
        property=said.property,
        value=said.value,
        grading=f"{said.grading.scale} {said.grading.code}",
        level=said.handling.level.name.lower(),
        tlp=said.handling.tlp,
        replaced=held.superseded_by or held.retracted_by,
    )
