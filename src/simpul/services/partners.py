"""Partners: which nodes we have a link with, and how each link stands.

A partner is accepted by a key officer from its signed introduction, after comparing its fingerprint with what the
other authority's officer reads out. An authority's id stays bound to the key it was accepted with.
"""

from dataclasses import dataclass, replace

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Role, Sight
from simpul.core.errors import ConflictError, InputError, NotFoundError
from simpul.core.holding import LinkState, Page, Partner, Quarantined
from simpul.core.node import NodeProfile
from simpul.services.ports.reading import Links
from simpul.services.ports.world import Clock, Introductions
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnering:
    """Accepts, suspends and shows partners."""

    node: NodeProfile
    clock: Clock
    ledger: Ledger
    links: Links
    introductions: Introductions
    recorder: Recorder

    def read(self, signed: bytes) -> Partner:
        """Read an introduction without accepting it, so that its fingerprint can be compared.

        Raises:
            InputError: it is malformed, or its signature does not hold.
        """
        introduction, fingerprint = self.introductions.read(signed)
        return Partner(
            introduction=introduction,
            signed_introduction=signed,
            fingerprint=fingerprint,
            added_at=self.clock.now(),
        )

    def add(self, sight: Sight, signed: bytes, *, fingerprint: str) -> Partner:
        """Accept a partner whose fingerprint is the one that was compared.

        Raises:
            DeniedError: the viewer is no key officer.
            InputError: the introduction is not in order, is our own, or has another fingerprint.
            ConflictError: the authority is bound to another key.
        """
        self.recorder.require(sight, Act.PEER_ADD, Role.KEY_OFFICER)
        partner = self.read(signed)
        if _spelled(partner.fingerprint) != _spelled(fingerprint):
            raise InputError("the fingerprint is another one than the introduction's", place="fingerprint")
        if partner.introduction.authority.id == self.node.authority.id:
            raise InputError("this is our own introduction", place="introduction.authority")
        self.ledger.act(lambda tx: self._add(tx, sight, partner))
        return partner

    def suspend(self, sight: Sight, peer: AuthorityId, *, reason: str) -> None:
        """Stop sending to a partner and taking from it, until `resume`.

        Raises:
            DeniedError: the viewer is no key officer.
            NotFoundError: there is no such partner.
        """
        self._change(sight, peer, Act.PEER_SUSPEND, suspended=reason.strip()[:300] or "suspended")

    def resume(self, sight: Sight, peer: AuthorityId) -> None:
        """Let a suspended link go on."""
        self._change(sight, peer, Act.PEER_RESUME, suspended="")

    def states(self) -> tuple[LinkState, ...]:
        """Say how each link stands."""
        return self.links.states()

    def quarantined(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[Quarantined]:
        """Give what was refused or set aside, latest first, without its bytes unless the viewer is a key officer.

        Raises:
            DeniedError: the viewer is neither key officer nor auditor.
        """
        self.recorder.require(sight, Act.ENVELOPE_QUARANTINE, Role.KEY_OFFICER, Role.AUDITOR)
        page = self.links.quarantined(after=after, limit=limit)
        if Role.KEY_OFFICER in sight.viewer.roles:
            return page
        return Page(items=tuple(replace(item, evidence=b"") for item in page.items), after=page.after)

    def _add(self, tx: Transaction, sight: Sight, partner: Partner) -> None:
        introduction = partner.introduction
        held = tx.peers.find(introduction.authority.id)
        if held is not None and held.introduction.identity_key != introduction.identity_key:
            raise ConflictError(f"{introduction.authority.id} is bound to another key")
        tx.peers.put(partner)
        self.recorder.done(
            tx,
            Act.PEER_ADD,
            actor=sight.viewer.officer,
            target=introduction.authority.id,
            detail=partner.fingerprint,
        )

    def _change(self, sight: Sight, peer: AuthorityId, act: Act, *, suspended: str) -> None:
        self.recorder.require(sight, act, Role.KEY_OFFICER)

        def work(tx: Transaction) -> None:
            held = tx.peers.find(peer)
            if held is None:
                raise NotFoundError("there is no such partner")
            tx.peers.put(replace(held, suspended=suspended))
            self.recorder.done(tx, act, actor=sight.viewer.officer, target=peer, detail=suspended)

        self.ledger.act(work)


def _spelled(fingerprint: str) -> str:
    return "".join(character for character in fingerprint.casefold() if character.isalnum())
