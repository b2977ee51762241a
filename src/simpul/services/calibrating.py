"""Calibrating: what threshold keeps false alarms at a tolerated rate, with the lists and the people that one has.

Nothing is recorded: the threshold is a proposal until somebody puts it into force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simpul.engines.screening.calibration import Calibration, GroupRate, OrdinaryPerson, best_scores, calibrate
from simpul.engines.screening.subject import Query
from simpul.services.bulk import BulkScreening, Question, query_of


class Asked(StrEnum):
    """What of ordinary people is asked with: the threshold holds for questions of the same kind."""

    NAME = "name"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """The threshold with its 95 % interval, and the false alarms at it, of all and by group.

    A hit is an alert from the threshold on. `at_least` says that it is the least threshold there can be.
    """

    asked: Asked
    calibration: Calibration

    @property
    def groups(self) -> tuple[tuple[str, tuple[GroupRate, ...]], ...]:
        """The rates by script and by origin."""
        return (("script", self.calibration.by_script), ("origin", self.calibration.by_origin))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrating:
    """Ordinary people against lists."""

    screening: BulkScreening
    asked: Asked

    def person(self, question: Question, *, origin: str = "") -> OrdinaryPerson:
        """Give a question as one about an ordinary person of this origin.

        Raises:
            InputError: the question holds what no question can.
        """
        query = query_of(question, self.screening.country_code)
        if self.asked is Asked.NAME:
            query = Query(name=query.name, kind=query.kind)
        return OrdinaryPerson(query=query, origin=origin.strip())

    def scores(self, people: Sequence[OrdinaryPerson]) -> Iterator[float]:
        """Give the best score of each, one after the other."""
        return best_scores(self.screening.index, people)

    def calibrated(self, people: Sequence[OrdinaryPerson], scores: Sequence[float], *, tolerated: float) -> Calibrated:
        """Give the threshold and the rates by group.

        Raises:
            InputError: the rate is none, or the people are too few to tell it.
        """
        return Calibrated(asked=self.asked, calibration=calibrate(people, scores, tolerated=tolerated))
