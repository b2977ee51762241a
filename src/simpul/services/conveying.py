"""Conveying: records between units are signed, kept, and sent in envelopes to one recipient each.

Rules:
1. A record is signed and kept in one transaction with its audit entry; what is not kept is not sent.
2. What a recipient gets is what `decide` allows to be sent to it, record by record; each once.
3. Where a second officer is needed, approvals are bound to exactly what is to be sent and to whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.audit import Act, commitment
from simpul.core.authority import INTELLIGENCE_ROLES, AuthorityId, OfficerId, Sight
from simpul.core.errors import InputError
from simpul.core.exchange import MessageKind
from simpul.core.handling import Decision, Handling
from simpul.core.holding import Direction, Partner
from simpul.core.ids import Domain, canonical_bytes, record_id, seal
from simpul.core.units.record import (
    DOMAIN_OF,
    MOST_CONTENT_BYTES,
    MOST_RECORDS,
    HeldRecord,
    SignedRecord,
    UnitRecord,
    kind_of,
    signed_message,
)
from simpul.services.dispatching import Dispatching
from simpul.services.ports.reading import Links
from simpul.services.ports.units import RecordPayloads
from simpul.services.ports.writing import Transaction

NO_LINK = "release.no-link"
NEEDS_SECOND = "release.needs-second-officer"


class SendState(StrEnum):
    """Whether a record has gone."""

    SENT = "sent"
    AWAITING_SECOND_OFFICER = "awaiting-second-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an officer makes: records with the bytes of their attachments, by whom, and what the act is."""

    values: Sequence[UnitRecord]
    author: OfficerId
    act: Act
    detail: str = ""
    contents: Mapping[int, bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conveying:
    """Signs, keeps and sends records."""

    dispatching: Dispatching
    payloads: RecordPayloads
    links: Links

    def keep(self, tx: Transaction, kept: Kept) -> tuple[SignedRecord, ...]:
        """Sign and keep records of our own, with their audit entry."""
        contents = kept.contents or {}
        signed = tuple(self._signed(value, contents.get(index, b"")) for index, value in enumerate(kept.values))
        batch, at = self.dispatching.ids.new_id(), self.dispatching.clock.now()
        tx.units.add(signed, direction=Direction.OWN, author=kept.author, batch=batch, at=at)
        self.dispatching.recorder.done(
            tx,
            kept.act,
            actor=kept.author,
            target=batch,
            detail=kept.detail,
            commits=commitment(each.id for each in signed),
        )
        return signed

    def partner(self, sight: Sight, recipient: AuthorityId, *, act: Act, target: str) -> Partner:
        """Give the partner that something is to go to.

        Raises:
            RefusedError: there is no link with it, or it is suspended; recorded.
        """
        found = self.links.partner(recipient)
        if found is None or found.suspended:
            reason = f"there is no link with {recipient[:40]}"
            actor = sight.viewer.officer
            raise self.dispatching.recorder.refuse(act, actor=actor, target=target, grounds=(NO_LINK,), reason=reason)
        return found

    def decide(
        self, sight: Sight, terms: Handling, recipient: AuthorityId, *, approvals: tuple[OfficerId, ...]
    ) -> Decision:
        """Say whether the officer may send what has these terms to the recipient."""
        return self.dispatching.decide_sending(sight, terms, recipient, approvals=approvals)

    def approvals(
        self, tx: Transaction, sight: Sight, digest: str, *, authors: frozenset[str]
    ) -> tuple[OfficerId, ...]:
        """Give who approves exactly this, the present officer with them; nobody approves what he or she wrote."""
        given = tx.units.approvals(digest)
        if set(sight.viewer.roles) & INTELLIGENCE_ROLES:
            given = (*given, sight.viewer.officer)
        return tuple(dict.fromkeys(each for each in given if each not in authors))

    def own_terms(self, sight: Sight, terms: Handling) -> Handling:
        """Give the terms of a request of ours back.

        Raises:
            InputError: they are not ours, or above the author's clearance.
        """
        if terms.originator != self.dispatching.node.authority.id or terms.contributors:
            raise InputError("the terms of our request are ours", place="terms")
        if terms.level > sight.viewer.clearance:
            raise InputError("the level is above the author's clearance", place="terms.level")
        return terms

    def require_could_go(self, sight: Sight, terms: Handling, partner: Partner, act: Act) -> None:
        """Let an act go on where nothing but a second officer keeps its record from the partner.

        Raises:
            RefusedError: something else does; recorded.
        """
        decision = self.decide(sight, terms, partner.introduction.authority.id, approvals=())
        if not (decision.allowed or decision.lacks_only_second_officer):
            recorder, actor = self.dispatching.recorder, sight.viewer.officer
            reason = "the terms do not allow this release"
            raise recorder.refuse(act, actor=actor, target="", grounds=decision.grounds, reason=reason)

    def send_or_await(
        self, tx: Transaction, sight: Sight, records: Sequence[HeldRecord], partner: Partner, *, act: Act
    ) -> SendState:
        """Send records of the same terms, or note the officer's approval where another's is still needed.

        Who wrote them is one of the two.
        """
        to, actor = partner.introduction.authority.id, sight.viewer.officer
        digest = digest_of(to, [each.id for each in records])
        approvals = self.approvals(tx, sight, digest, authors=frozenset())
        if self.decide(sight, records[0].value.handling, to, approvals=approvals).allowed:
            self.send(tx, records, partner)
            return SendState.SENT
        if actor in approvals:
            tx.units.approve(digest, officer=actor, at=self.dispatching.clock.now())
        recorder, target = self.dispatching.recorder, records[0].id
        recorder.refused(tx, act, actor=actor, target=target, grounds=(NEEDS_SECOND,), detail=f"to {to}")
        return SendState.AWAITING_SECOND_OFFICER

    def send(self, tx: Transaction, records: Sequence[HeldRecord], partner: Partner) -> None:
        """Queue envelopes with these records for the partner; those that it was sent before are left out."""
        recipient = partner.introduction.authority.id
        for part in _portions(tx, records):
            number, at = tx.links.next_number(recipient), self.dispatching.clock.now()
            envelope = self.dispatching.envelopes.seal(
                self.payloads.encode(part),
                kind=MessageKind.RECORDS,
                recipient=partner.introduction,
                number=number,
                at=at,
            )
            tx.links.queue(envelope, at=at)
            tx.units.note_sent([each.id for each in part], peer=recipient, number=number, at=at)

    def _signed(self, value: UnitRecord, content: bytes) -> SignedRecord:
        kind = kind_of(value)
        sealed = seal(DOMAIN_OF[kind], value)
        signature = self.dispatching.keys.sign(signed_message(kind, sealed.body))
        return SignedRecord(record=sealed, signature=signature, content=content)


def digest_of(recipient: AuthorityId, record_ids: Sequence[str]) -> str:
    """Give what an approval is bound to: these records to this recipient."""
    return record_id(Domain.DRAFT, canonical_bytes({"recipient": recipient, "records": sorted(record_ids)}))


def _portions(tx: Transaction, records: Sequence[HeldRecord]) -> Iterator[list[SignedRecord]]:
    """Give the records in portions that one envelope holds, with the bytes of their attachments."""
    part: list[SignedRecord] = []
    size = 0
    for each in records:
        signed = each.signed
        content = tx.units.content(each.id)
        length = len(content) + len(signed.record.body)
        if part and (size + length > MOST_CONTENT_BYTES or len(part) == MOST_RECORDS):
            yield part
            part, size = [], 0
        part.append(SignedRecord(record=signed.record, signature=signed.signature, content=content))
        size += length
    if part:
        yield part
