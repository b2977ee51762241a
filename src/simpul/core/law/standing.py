"""From when until when a state is bound by an instrument.

Rules:
1. A consent takes effect when the record says so, else `later_delay` after its deposit, and never before the
   instrument itself is in force (reference: final clauses, such as ICSFT article 26).
2. A denunciation takes effect when the record says so, else after the instrument's own delay.
3. A signature binds nobody. A succession counts from its own day; whether it reaches back is not decided here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError
from simpul.core.law.instrument import Instrument
from simpul.core.law.status import CONSENTS, Action, PartyStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time in which a state is bound, and the acts that began and ended it."""

    since: date
    consent: PartyStatus
    until: date | None = None
    denunciation: PartyStatus | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the day lies in it."""
        return self.since <= day and not (self.until and self.until <= day)


def effective(instrument: Instrument, consent: PartyStatus) -> date | None:
    """Give the day on which a consent takes effect, or nothing where the instrument is not in force."""
    if consent.effective:
        return consent.effective
    if instrument.in_force is None:
        return None
    clause = instrument.final_clause
    return max(instrument.in_force, clause.later.after(consent.deposited)) if clause else None


def computed_in_force(instrument: Instrument, consents: Iterable[PartyStatus]) -> date | None:
    """Give the day on which these consents brought an instrument into force, or nothing where they are too few.

    A check of the recorded day, never its source: states that consented early and are no more are not in the lists of
    today, and then the day computed is too late. Consents of organisations do not count (UNTOC 38(1), UNCAC 68(1)).
    """
    clause = instrument.final_clause
    deposited = sorted(each.deposited for each in consents if each.action in CONSENTS)
    if clause is None or len(deposited) < clause.consents:
        return None
    return clause.first.after(deposited[clause.consents - 1])


def ended(instrument: Instrument, denunciation: PartyStatus) -> date:
    """Give the day on which a denunciation takes effect.

    Raises:
        InputError: neither the record nor the instrument says when.
    """
    if denunciation.effective:
        return denunciation.effective
    if instrument.denunciation is None:
        raise InputError("says when it takes effect: the instrument does not", place=denunciation.provenance.row)
    return instrument.denunciation.after(denunciation.deposited)


def periods_of(instrument: Instrument, acts: Sequence[PartyStatus]) -> tuple[Period, ...]:
    """Give the times in which a state is bound, from its acts in their order.

    Raises:
        InputError: it consents twice, or denounces what it is not bound by, with the place of the row.
    """
    found: list[Period] = []
    consent: PartyStatus | None = None
    for act in acts:
        if act.action in CONSENTS:
            if consent:
                raise InputError(f"a second consent of {act.state} to {act.instrument}", place=act.provenance.row)
            consent = act
        elif act.action is Action.DENUNCIATION:
            if not consent:
                raise InputError("denounces what it did not consent to", place=act.provenance.row)
            found.extend(_period(instrument, consent, act))
            consent = None
    return (*found, *(_period(instrument, consent, None) if consent else ()))


def _period(instrument: Instrument, consent: PartyStatus, denunciation: PartyStatus | None) -> tuple[Period, ...]:
    since = effective(instrument, consent)
    if since is None:
        return ()
    until = ended(instrument, denunciation) if denunciation else None
    return (Period(since=since, consent=consent, until=until, denunciation=denunciation),)
