"""Proposing: what screening found alike becomes an alert, once, under the strictest of both sides' terms.

Rules:
1. A name alone alerts and never confirms: an officer judges.
2. A pair is two profiles. While an alert on it waits, there is no second one.
3. What an officer judged different or unsure is not proposed again while both profiles say what they said then, and
   what was judged the same is not until that is undone. That a judgement stood is recorded, once a day at most.
4. When either side says something else, the pair is proposed anew, with what changed and the judgement it comes after.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from simpul.core.alert import Alert, AlertDecision, AlertKind, Evidence, judgement_in, seriousness_of
from simpul.core.audit import Act
from simpul.core.errors import InputError
from simpul.core.handling import EDITION, strictest
from simpul.core.holding import HeldAlert, Profile
from simpul.core.judging import changes_since, stands
from simpul.core.node import NodeProfile
from simpul.core.scripts import script_of
from simpul.engines.screening.subject import Hit
from simpul.services.listed import CountryCode, country_codes
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder

USE_RECORDED_EVERY = timedelta(days=1)
"""How often it is recorded at most that a judgement kept its pair from being proposed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Raises alerts for pairs of profiles that are alike."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    country_code: CountryCode
    recorder: Recorder

    def propose(self, tx: Transaction, profile: Profile, other: Profile, hit: Hit) -> None:
        """Raise an alert for two profiles, unless one waits, a judgement stands, or their terms do not let us."""
        held, against = _in_order(profile, other)
        kind = AlertKind.LIST_HIT if against.is_listed else AlertKind.HOLDING_HIT
        alert = self._alert(kind, held, against, hit)
        if alert is not None:
            self._propose(tx, alert, (held, against))

    def notice(self, tx: Transaction, payee: Profile, record: Profile, hit: Hit, stands_in: Evidence) -> None:
        """Raise an alert for somebody in a payment who is like a record held here, as `propose` does.

        Nothing but the record can change: a party that says something else is another one.
        """
        alert = self._alert(AlertKind.PAYMENT_HIT, payee, record, hit)
        if alert is not None:
            standing = (replace(payee, values={}), record)
            self._propose(tx, replace(alert, evidence=(*alert.evidence, stands_in)), standing)

    def _propose(self, tx: Transaction, alert: Alert, sides: tuple[Profile, Profile]) -> None:
        latest = tx.alerts.latest(alert)
        if latest is None:
            self._raise(tx, alert)
            return
        judgement = judgement_in(latest.decisions)
        if judgement is None:
            return
        if stands(judgement, sides):
            self._note_use(tx, latest, judgement)
        else:
            changes = changes_since(judgement, sides)
            self._raise(tx, replace(alert, earlier=latest.alert.id, changes=changes))

    def _raise(self, tx: Transaction, alert: Alert) -> None:
        if tx.alerts.add(alert):
            self.recorder.done(tx, Act.ALERT_RAISE, actor="node", target=alert.id, detail=alert.kind)

    def _note_use(self, tx: Transaction, latest: HeldAlert, judgement: AlertDecision) -> None:
        now = self.clock.now()
        if tx.alerts.note_use(latest.alert.id, at=now, unless_since=now - USE_RECORDED_EVERY):
            self.recorder.done(
                tx, Act.ALERT_STANDS, actor="node", target=latest.alert.id, detail=judgement.verdict.value
            )

    def _alert(self, kind: AlertKind, held: Profile, against: Profile, hit: Hit) -> Alert | None:
        nameless = not (held.names and against.names)
        if nameless or held.subject == against.subject or (held.is_listed and against.is_listed):
            return None
        if EDITION not in (held.handling.edition, against.handling.edition):
            return None
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
            profiles=(held.id, against.id),
            script=script_of(held.names[0]),
            countries=country_codes(held.values, self.country_code),
        )


def _in_order(profile: Profile, other: Profile) -> tuple[Profile, Profile]:
    """Give what is held before what is listed, and two that are held in the order of their ids."""
    if profile.is_listed is not other.is_listed:
        return (other, profile) if profile.is_listed else (profile, other)
    return (profile, other) if profile.subject <= other.subject else (other, profile)
