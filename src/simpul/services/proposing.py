"""Proposing: what screening found alike becomes an alert, once, under the strictest of both sides' terms.

A name alone alerts and never confirms: an officer judges.
"""

from dataclasses import dataclass

from simpul.core.alert import Alert, AlertKind, Evidence, seriousness_of
from simpul.core.audit import Act
from simpul.core.errors import InputError
from simpul.core.handling import EDITION, strictest
from simpul.core.holding import Profile
from simpul.core.node import NodeProfile
from simpul.engines.screening.subject import Hit
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Raises alerts for pairs of profiles that are alike."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    recorder: Recorder

    def propose(self, tx: Transaction, profile: Profile, other: Profile, hit: Hit) -> None:
        """Raise an alert for two profiles, unless one stands or their terms do not let us."""
        alert = self._alert(profile, other, hit)
        if alert is not None and tx.alerts.add(alert):
            self.recorder.done(tx, Act.ALERT_RAISE, actor="node", target=alert.id, detail=alert.kind)

    def _alert(self, profile: Profile, other: Profile, hit: Hit) -> Alert | None:
        if not other.names or profile.subject == other.subject or (profile.is_listed and other.is_listed):
            return None
        if EDITION not in (profile.handling.edition, other.handling.edition):
            return None
        held, against = _in_order(profile, other)
        kind = AlertKind.LIST_HIT if against.is_listed else AlertKind.HOLDING_HIT
        score = round(hit.score * 1000)
        try:
            handling = strictest([held.handling, against.handling], derived_by=self.node.authority.id)
        except InputError:
            return None  # a source that does not even name us may not be derived from
        return Alert(
            id=self.ids.new_id(),
            kind=kind,
            subject=held.subject,
            against=against.subject,
            caption=f"{held.names[0]} / {against.names[0]}",
            score=score,
            seriousness=seriousness_of(kind, score),
            evidence=tuple(
                Evidence(code=reason.code, arguments=reason.arguments, weight=round(reason.weight * 100))
                for reason in hit.reasons
            ),
            handling=handling,
            raised_at=self.clock.now(),
        )


def _in_order(profile: Profile, other: Profile) -> tuple[Profile, Profile]:
    """Give what is held before what is listed, and two that are held in the order of their ids."""
    if profile.is_listed is not other.is_listed:
        return (other, profile) if profile.is_listed else (profile, other)
    return (profile, other) if profile.subject <= other.subject else (other, profile)
