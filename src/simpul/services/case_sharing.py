"""Sharing cases: letting another unit see what of a case its terms allow, and nothing that tells of the rest.

Rules:
1. The head goes to a recipient first; where it may not go, nothing does. Of the entries those go that may, each once.
2. What no longer stands is not sent to who never had it; that it no longer stands is told to who did.
3. In a case of somebody else our entries go to its originator, and to nobody else.
"""

from dataclasses import dataclass
from typing import NoReturn

from simpul.core.audit import Act
from simpul.core.authority import Authority, AuthorityId, Sight
from simpul.core.cases.case import CaseEntry
from simpul.core.holding import Direction, Partner
from simpul.core.units.holding import CaseFile
from simpul.core.units.record import HeldRecord
from simpul.services.case_reading import CaseReading
from simpul.services.conveying import Conveying
from simpul.services.passing import Errand, Passing, Shared, ShareState
from simpul.services.ports.reading import Links
from simpul.services.ports.writing import Ledger, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffer:
    """What one partner would get of a case: whether the case at all, how many records new, how many never."""

    partner: AuthorityId
    name: str
    grounds: tuple[str, ...]
    fresh: int
    sent: int
    kept_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSharing:
    """Shares cases."""

    reading: CaseReading
    conveying: Conveying
    ledger: Ledger
    links: Links

    def offers(self, sight: Sight, file: CaseFile) -> tuple[CaseOffer, ...]:
        """Say for each partner what it would get of a case that is ours or that it shared with us."""
        return tuple(self._offer(sight, file, each.introduction.authority) for each in self.links.partners())

    def share(self, sight: Sight, case: str, to: AuthorityId) -> Shared:
        """Send a recipient what of a case it may have and has not yet.

        Raises:
            NotFoundError: there is no such case for this viewer.
            RefusedError: the terms do not let the case go there; recorded with the grounds.
        """
        self.conveying.dispatching.recorder.require_intelligence(sight, Act.CASE_SHARE)
        file = self.reading.found(sight, case, Act.CASE_SHARE)
        partner = self.conveying.partner(sight, to, act=Act.CASE_SHARE, target=case)
        grounds = self._grounds_against(sight, file, to)
        if grounds:
            self._refuse(sight, case, grounds)
        return self.ledger.act(lambda tx: self._share(tx, sight, file, partner))

    # --- inside -------------------------------------------------------------------------------------------------

    def _share(self, tx: Transaction, sight: Sight, file: CaseFile, partner: Partner) -> Shared:
        case, to = file.case.case, partner.introduction.authority.id
        fresh = _fresh(file, tx.units.sent(case, to))
        able = [each for each in fresh if self._passing.could_go(sight, each, to)]
        back = len(fresh) - len(able)
        if not able:
            return Shared(state=ShareState.NOTHING_NEW, kept_back=back)
        authors = frozenset(each.author for each in able)
        errand = Errand(act=Act.CASE_SHARE, target=case, authors=authors)
        state = self._passing.pass_on(tx, sight, able, partner, errand)
        return Shared(state=state, sent=len(able) if state is ShareState.SENT else 0, kept_back=back)

    @property
    def _passing(self) -> Passing:
        return Passing(conveying=self.conveying)

    def _grounds_against(self, sight: Sight, file: CaseFile, to: AuthorityId) -> tuple[str, ...]:
        """Say why nothing of a case goes to a recipient; nothing where something may."""
        if not file.is_ours:
            return () if to == file.originator else ("release.not-named",)
        decision = self.conveying.decide(sight, file.case.handling, to, approvals=())
        return () if decision.allowed or decision.lacks_only_second_officer else decision.grounds

    def _refuse(self, sight: Sight, case: str, grounds: tuple[str, ...]) -> NoReturn:
        recorder, actor = self.conveying.dispatching.recorder, sight.viewer.officer
        reason = "the terms do not allow this release"
        raise recorder.refuse(Act.CASE_SHARE, actor=actor, target=case, grounds=grounds, reason=reason)

    def _offer(self, sight: Sight, file: CaseFile, partner: Authority) -> CaseOffer:
        sent = frozenset(each.record for each in file.sendings if each.peer == partner.id)
        grounds = self._grounds_against(sight, file, partner.id)
        mine = [] if grounds else _fresh(file, sent)
        able = [each for each in mine if self._passing.could_go(sight, each, partner.id)]
        return CaseOffer(
            partner=partner.id,
            name=partner.name,
            grounds=grounds,
            fresh=len(able),
            sent=len(sent),
            kept_back=len(mine) - len(able),
        )


def _fresh(file: CaseFile, sent: frozenset[str]) -> list[HeldRecord]:
    """Give our records of a case that stand and were not sent, and withdrawals of what was."""
    head = [file.head] if file.is_ours else []
    own = [*head, *(each for each in file.entries if each.direction is Direction.OWN)]
    return [each for each in own if each.id not in sent and not each.replaced_by and _concerns(each, sent)]


def _concerns(held: HeldRecord, sent: frozenset[str]) -> bool:
    withdrawal = held.value.withdrawal if isinstance(held.value, CaseEntry) else None
    return withdrawal is None or withdrawal.entry in sent
