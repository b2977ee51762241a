"""Fairness: how ordinary people of each group fare with screening, and how the hits of this node fared.

What is told of this node's hits is told of those that the viewer may see, and of no others: two officers may read two
different pages. The calibration is of people who are in no record here.
"""

from dataclasses import dataclass
from datetime import timedelta

from simpul.core.authority import Sight
from simpul.core.fairness import FalseAlarms, Fare, fares_by_country, fares_by_script, overall_fare
from simpul.services.ports.reading import Alerts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fares:
    """How the hits fared that were raised in so many days and that the viewer may see."""

    days: int
    overall: Fare
    by_script: tuple[Fare, ...]
    by_country: tuple[Fare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Says how groups fare; `own` is the node's own calibration, `shipped` the one that comes with Simpul."""

    alerts: Alerts
    own: FalseAlarms | None
    shipped: FalseAlarms

    @property
    def calibration(self) -> FalseAlarms:
        """The calibration to go by: the node's own where there is one."""
        return self.own or self.shipped

    def fares(self, sight: Sight, *, days: int) -> Fares:
        """Say how hits of the last days fared, by script and by country."""
        fates = self.alerts.fates(sight, since=sight.at - timedelta(days=days))
        return Fares(
            days=days,
            overall=overall_fare(fates, at=sight.at),
            by_script=fares_by_script(fates, at=sight.at),
            by_country=fares_by_country(fates, at=sight.at),
        )
