"""Officers: who is let in, with what trust, and who let them in.

Every decision is taken inside the transaction that acts on it, so that two officers who act at the same moment
cannot together do what neither may do: remove each other as the last two administrators, for one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from simpul.core.access import (
    MAY_ISSUE_LINKS,
    NODE,
    Standing,
    against_adding,
    against_any,
    against_changing,
    against_ending,
    against_link,
    against_withdrawing_factors,
    officer_id,
    with_language,
)
from simpul.core.audit import Act
from simpul.core.authority import Officer, OfficerId, Role, Sight
from simpul.core.credentials import Link, SecretKind, secret_hash
from simpul.core.errors import ConflictError, NotFoundError, RefusedError
from simpul.core.node import Limits
from simpul.services.ports.access import AccessReads
from simpul.services.ports.reading import Roster
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.signing_in import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLink:
    """A one-time link's secret, which is shown now and never again, and until when it serves."""

    officer: OfficerId
    secret: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerEntry:
    """An officer as the roster shows one."""

    officer: Officer
    standing: Standing


Work = Callable[[Transaction], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Officers:
    """Adds and changes officers, ends their access and issues their links."""

    limits: Limits
    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: AccessReads
    roster: Roster
    recorder: Recorder

    # --- the node's operator, who holds its keys -----------------------------------------------------------------

    def enrol(self, officer: Officer) -> None:
        """Add an officer as the node's operator.

        Raises:
            ConflictError: the sign-in name is or was somebody's.
            InputError: it is none.
            RefusedError: the roles exclude each other; recorded.
        """
        officer_id(officer.id, place="officer.id")

        def work(tx: Transaction) -> tuple[str, ...]:
            return against_any(officer) or self._add(tx, officer, by=NODE)

        self._act(Act.OFFICER_ADD, actor=NODE, target=officer.id, work=work)

    def issue_link_as_operator(self, officer: OfficerId) -> IssuedLink:
        """Issue a sign-in link as the node's operator; earlier links of the officer serve no more.

        Raises:
            NotFoundError: there is no such officer.
        """
        return self._link(officer, actor=NODE, against=lambda _tx: ())

    def withdraw_factors_as_operator(self, officer: OfficerId) -> None:
        """Take an officer's second factors away as the node's operator, with sessions, links and tokens.

        Raises:
            NotFoundError: there is no such officer.
        """
        self._act(
            Act.OFFICER_CREDENTIAL, actor=NODE, target=officer, work=lambda tx: self._forget(tx, officer, by=NODE)
        )

    # --- officers ------------------------------------------------------------------------------------------------

    def all(self, sight: Sight) -> tuple[OfficerEntry, ...]:
        """Give all officers whose access has not ended, by name.

        Raises:
            DeniedError: the viewer is neither administrator nor key officer nor auditor; recorded.
        """
        self.recorder.require(sight, Act.OFFICER_CHANGE, *MAY_ISSUE_LINKS, Role.AUDITOR)
        standings = {standing.officer: standing for standing in self.reads.standings()}
        nobody = Standing(officer=OfficerId(""), admitted_by="", factors=0)
        return tuple(
            OfficerEntry(officer=each, standing=standings.get(each.id, replace(nobody, officer=each.id)))
            for each in self.roster.officers()
        )

    def one(self, sight: Sight, officer: OfficerId) -> OfficerEntry:
        """Give one officer.

        Raises:
            DeniedError: as `all`.
            NotFoundError: there is no such officer.
        """
        for entry in self.all(sight):
            if entry.officer.id == officer:
                return entry
        raise NotFoundError("there is no such officer")

    def add(self, sight: Sight, officer: Officer) -> None:
        """Add an officer, who comes in with a link that another officer issues.

        Raises:
            ConflictError: the sign-in name is or was somebody's.
            InputError: it is none.
            RefusedError: the viewer may not, or the roles exclude each other; recorded.
        """
        officer_id(officer.id, place="officer.id")

        def work(tx: Transaction) -> tuple[str, ...]:
            return against_adding(sight.viewer, officer) or self._add(tx, officer, by=sight.viewer.officer)

        self._act(Act.OFFICER_ADD, actor=sight.viewer.officer, target=officer.id, work=work)

    def change(self, sight: Sight, officer: Officer) -> None:
        """Give an officer another name, other roles, clearance, purposes or language; his or her sessions end.

        Raises:
            NotFoundError: there is no such officer.
            RefusedError: the viewer may not, or the roles are not such as may be given; recorded.
        """

        def work(tx: Transaction) -> tuple[str, ...]:
            roster = tx.factors.roster()
            before = self._there(tx, officer.id)
            grounds = against_changing(sight.viewer, officer, roster=roster)
            if not grounds and officer != before:
                tx.officers.put(officer, at=self.clock.now())
                tx.sign_in.end_sessions(officer.id)
                changed = _what_changed(before, officer)
                self.recorder.done(
                    tx, Act.OFFICER_CHANGE, actor=sight.viewer.officer, target=officer.id, detail=changed
                )
            return grounds

        self._act(Act.OFFICER_CHANGE, actor=sight.viewer.officer, target=officer.id, work=work)

    def choose_language(self, sight: Sight, language: str) -> None:
        """Give oneself another language."""
        own = sight.viewer.officer

        def work(tx: Transaction) -> tuple[str, ...]:
            before = self._there(tx, own)
            if before.language != language:
                tx.officers.put(with_language(before, language), at=self.clock.now())
                self.recorder.done(tx, Act.OFFICER_CHANGE, actor=own, target=own, detail="language")
            return ()

        self._act(Act.OFFICER_CHANGE, actor=own, target=own, work=work)

    def end(self, sight: Sight, officer: OfficerId) -> None:
        """End an officer's access, with all sessions, links, second factors and tokens, at once.

        Raises:
            NotFoundError: there is no such officer.
            RefusedError: the viewer may not, or nobody would be left; recorded.
        """

        def work(tx: Transaction) -> tuple[str, ...]:
            self._there(tx, officer)
            grounds = against_ending(sight.viewer, officer, roster=tx.factors.roster())
            if not grounds:
                self._strip(tx, officer)
                tx.officers.remove(officer, at=self.clock.now())
                self.recorder.done(
                    tx, Act.OFFICER_CHANGE, actor=sight.viewer.officer, target=officer, detail="access ended"
                )
            return grounds

        self._act(Act.OFFICER_CHANGE, actor=sight.viewer.officer, target=officer, work=work)

    def issue_link(self, sight: Sight, officer: OfficerId) -> IssuedLink:
        """Issue a one-time sign-in link; earlier links of the officer serve no more.

        Raises:
            NotFoundError: there is no such officer.
            RefusedError: the viewer may not; recorded.
        """
        viewer = sight.viewer
        return self._link(
            officer, actor=viewer.officer, against=lambda tx: against_link(viewer, tx.factors.standing(officer))
        )

    def withdraw_factors(self, sight: Sight, officer: OfficerId) -> None:
        """Take away the second factors of an officer who has lost them, with sessions, links and tokens.

        Another officer then issues the link with which new ones are set up.

        Raises:
            NotFoundError: there is no such officer.
            RefusedError: the viewer may not; recorded.
        """

        def work(tx: Transaction) -> tuple[str, ...]:
            grounds = against_withdrawing_factors(sight.viewer, officer)
            return grounds or self._forget(tx, officer, by=sight.viewer.officer)

        self._act(Act.OFFICER_CREDENTIAL, actor=sight.viewer.officer, target=officer, work=work)

    # --- what both do --------------------------------------------------------------------------------------------

    def _act(self, act: Act, *, actor: str, target: str, work: Work) -> None:
        def whole(tx: Transaction) -> tuple[str, ...]:
            grounds = work(tx)
            if grounds:
                self.recorder.refused(tx, act, actor=actor, target=target, grounds=grounds)
            return grounds

        if grounds := self.ledger.act(whole):
            raise RefusedError(f"{act} is refused", grounds=grounds)

    def _add(self, tx: Transaction, officer: Officer, *, by: str) -> tuple[str, ...]:
        if tx.factors.was_officer(officer.id):
            raise ConflictError("this sign-in name is or was somebody's; a name is never given twice")
        at = self.clock.now()
        tx.officers.put(officer, at=at)
        tx.factors.admit(officer.id, by=by, at=at)
        self.recorder.done(tx, Act.OFFICER_ADD, actor=by, target=officer.id, detail=" ".join(officer.roles))
        return ()

    def _link(self, officer: OfficerId, *, actor: str, against: Callable[[Transaction], tuple[str, ...]]) -> IssuedLink:
        at = self.clock.now()
        secret = self.ids.secret()
        link = Link(officer=officer, issued_by=actor, issued_at=at, ends_at=at + self.limits.link_length)

        def work(tx: Transaction) -> tuple[str, ...]:
            self._there(tx, officer)
            grounds = against(tx)
            if not grounds:
                tx.sign_in.add_link(secret_hash(SecretKind.LINK, secret), link)
                self.recorder.done(tx, Act.OFFICER_LINK, actor=actor, target=officer)
            return grounds

        self._act(Act.OFFICER_LINK, actor=actor, target=officer, work=work)
        return IssuedLink(officer=officer, secret=secret, ends_at=link.ends_at)

    def _forget(self, tx: Transaction, officer: OfficerId, *, by: str) -> tuple[str, ...]:
        self._there(tx, officer)
        self._strip(tx, officer)
        tx.factors.admit(officer, by=by, at=self.clock.now())
        self.recorder.done(tx, Act.OFFICER_CREDENTIAL, actor=by, target=officer, detail="second factors withdrawn")
        return ()

    def _strip(self, tx: Transaction, officer: OfficerId) -> None:
        tx.sign_in.void_links(officer)
        tx.sign_in.end_sessions(officer)
        tx.factors.remove_all(officer)
        tx.tokens.withdraw_all(officer, at=self.clock.now())

    def _there(self, tx: Transaction, officer: OfficerId) -> Officer:
        found = in_force(tx, officer)
        if found is None:
            raise NotFoundError("there is no such officer")
        return found


def _what_changed(before: Officer, after: Officer) -> str:
    parts = (
        ("name", before.name != after.name),
        (f"roles {' '.join(before.roles)} -> {' '.join(after.roles)}", before.roles != after.roles),
        (f"clearance {before.clearance.name} -> {after.clearance.name}", before.clearance != after.clearance),
        (f"purposes {' '.join(before.purposes)} -> {' '.join(after.purposes)}", before.purposes != after.purposes),
        ("language", before.language != after.language),
    )
    return "; ".join(said for said, changed in parts if changed)
