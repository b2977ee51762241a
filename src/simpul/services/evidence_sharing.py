"""Sharing evidence: a chain of custody goes whole, to whom its terms name, or not at all.

Rules:
1. Our links go under terms that name the recipient. To hand over or to show is to widen them: by records that carry
   the same links again, which whoever had the earlier ones is sent too.
2. Links of others go where their terms let us send them. Where they name the recipient and let nobody pass them on,
   their originators send them. Else nothing goes.
"""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem, carried_again
from simpul.core.holding import Direction, Partner
from simpul.core.units.evidence import EvidenceFile, widened
from simpul.core.units.record import HeldRecord, replaced_by
from simpul.services.conveying import Conveying, Kept
from simpul.services.evidence_reading import EvidenceReading
from simpul.services.passing import Errand, Passing, Shared, ShareState
from simpul.services.ports.reading import Links
from simpul.services.ports.writing import Ledger, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSharing:
    """Shares evidence."""

    reading: EvidenceReading
    conveying: Conveying
    ledger: Ledger
    links: Links

    def share(self, sight: Sight, item: str, to: AuthorityId) -> Shared:
        """Send a recipient the whole chain, or what of it it has not yet; our terms are widened to name it.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such item for this viewer.
            RefusedError: there is no link, or the terms do not let the chain go there; recorded with the grounds.
        """
        self.conveying.dispatching.recorder.require_intelligence(sight, Act.EVIDENCE_SHARE)
        file = self.reading.found(sight, item, Act.EVIDENCE_SHARE)
        partner = self.conveying.partner(sight, to, act=Act.EVIDENCE_SHARE, target=file.id)
        self._require_whole(sight, file, to)
        return self.ledger.act(lambda tx: self._share(tx, sight, file, partner))

    def partners(self) -> tuple[AuthorityId, ...]:
        """Give the partners to whom a chain might go."""
        return tuple(each.introduction.authority.id for each in self.links.partners())

    # --- inside -------------------------------------------------------------------------------------------------

    def _share(self, tx: Transaction, sight: Sight, file: EvidenceFile, partner: Partner) -> Shared:
        to = partner.introduction.authority.id
        self._widen(tx, sight, file, to)
        records = tx.units.thread(file.id)
        standing = [each for each in records if not each.replaced_by]
        sent = tx.units.sent(file.id, to)
        fresh = [each for each in standing if each.id not in sent and each.value.originator != to]
        able = [each for each in fresh if self._passing.could_go(sight, each, to)]
        able.sort(key=lambda each: not isinstance(each.value, EvidenceItem))
        back = len(fresh) - len(able)
        if not able:
            return Shared(state=ShareState.NOTHING_NEW, kept_back=back)
        authors = frozenset(each.author for each in records if not replaced_by(each.value))
        errand = Errand(act=Act.EVIDENCE_SHARE, target=file.id, authors=authors)
        state = self._passing.pass_on(tx, sight, able, partner, errand)
        return Shared(state=state, sent=len(able) if state is ShareState.SENT else 0, kept_back=back)

    def _widen(self, tx: Transaction, sight: Sight, file: EvidenceFile, to: AuthorityId) -> None:
        """Carry our links again under terms that name the recipient, where they do not yet."""
        world = self.conveying.dispatching
        narrow = [each for each in file.records if _is_ours(each) and to not in each.value.handling.audience]
        wider = []
        for each in narrow:
            if isinstance(each.value, EvidenceItem | CustodyEntry):
                terms, salt = widened(each.value.handling, to), world.ids.new_id()
                wider.append(carried_again(each.value, each.id, terms=terms, at=world.clock.now(), salt=salt))
        if wider:
            contents = {index: tx.units.content(each.supersedes) for index, each in enumerate(wider)}
            kept = Kept(
                values=wider,
                author=sight.viewer.officer,
                act=Act.EVIDENCE_WRITE,
                detail=f"{file.id} shown to {to}",
                contents=contents,
            )
            self.conveying.keep(tx, kept)
            self._tell(tx, file, [each.supersedes for each in wider], to)

    def _tell(self, tx: Transaction, file: EvidenceFile, earlier: list[str], to: AuthorityId) -> None:
        """Send the links that were carried again to whoever had them before: their terms name nobody less."""
        had = {each.peer for each in file.sendings if each.record in earlier} - {to}
        standing = [each for each in tx.units.thread(file.id) if not each.replaced_by]
        again = [each for each in standing if replaced_by(each.value) in earlier]
        for peer in sorted(had):
            partner = self.links.partner(peer)
            if partner is not None and not partner.suspended:
                self.conveying.send(tx, again, partner)

    def _require_whole(self, sight: Sight, file: EvidenceFile, to: AuthorityId) -> None:
        """Refuse to send a chain of which a link may not go and will not come from its originator."""
        for each in file.records:
            terms = each.value.handling
            terms = widened(terms, to) if _is_ours(each) else terms
            decision = self.conveying.decide(sight, terms, to, approvals=())
            is_theirs = not _is_ours(each) and to in terms.audience
            if not (decision.allowed or decision.lacks_only_second_officer or is_theirs):
                raise self.conveying.dispatching.recorder.refuse(
                    Act.EVIDENCE_SHARE,
                    actor=sight.viewer.officer,
                    target=file.id,
                    grounds=decision.grounds,
                    reason="the terms do not allow this release",
                )

    @property
    def _passing(self) -> Passing:
        return Passing(conveying=self.conveying)


def _is_ours(held: HeldRecord) -> bool:
    return held.direction is Direction.OWN
