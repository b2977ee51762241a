"""Fairness: how ordinary people of each group fare with screening, and how the hits of this node fared.

What is told of this node's hits is told of those that the viewer may see, and of no others: two officers may read two
different pages. The calibration is of people who are in no record here.
"""

from dataclasses import dataclass
from datetime import timedelta

from simpul.core.alert import Alert
from simpul.core.authority import Sight
from simpul.core.fairness import FalseAlarms, Fare, fares_by_country, fares_by_script, overall_fare
from simpul.core.ordinary import Known
from simpul.engines.screening.calibration import OneIn, OrdinaryScores
from simpul.services.ports.reading import Alerts

MISSING = "-missing"
"""How the codes of reasons end that say that something is known on one side only."""

BESIDE_NAMES = ("birth-date-", "country-")
"""How the codes of reasons begin that compare more than names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fares:
    """How the hits fared that were raised in so many days and that the viewer may see."""

    days: int
    overall: Fare
    by_script: tuple[Fare, ...]
    by_country: tuple[Fare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Says how groups fare; `own` is the node's own calibration, `shipped` the one that comes with Simpul.

    `ordinary` is what ordinary people were measured to reach.
    """

    alerts: Alerts
    own: FalseAlarms | None
    shipped: FalseAlarms
    ordinary: OrdinaryScores

    @property
    def calibration(self) -> FalseAlarms:
        """The calibration to go by: the node's own where there is one."""
        return self.own or self.shipped

    def one_in(self, alert: Alert, *, entries: int) -> OneIn | None:
        """Say how many ordinary people it takes for one to raise an alert like this on a list of so many entries.

        Nothing is said where nothing was measured of people of whom as much is known.
        """
        known = _known_of(alert)
        if entries < 1 or not any(row.known is known for row in self.ordinary.rows):
            return None
        return self.ordinary.one_in(alert.score / 1000, entries, known=known)

    def fares(self, sight: Sight, *, days: int) -> Fares:
        """Say how hits of the last days fared, by script and by country."""
        fates = self.alerts.fates(sight, since=sight.at - timedelta(days=days))
        return Fares(
            days=days,
            overall=overall_fare(fates, at=sight.at),
            by_script=fares_by_script(fates, at=sight.at),
            by_country=fares_by_country(fates, at=sight.at),
        )


def _known_of(alert: Alert) -> Known:
    """Say whether more than names was compared."""
    compared = (reason.code for reason in alert.evidence if not reason.code.endswith(MISSING))
    return Known.ALL if any(code.startswith(BESIDE_NAMES) for code in compared) else Known.NAME
