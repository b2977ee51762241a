"""Ordinary people: how many of them, who are surely on no list, reach a score of screening."""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError


class Known(StrEnum):
    """What of ordinary people was asked with."""

    NAME = "name"
    ALL = "name, birth date and country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How many of `people` ordinary people reached a score, when so many entries were screened against."""

    known: Known
    entries: int
    score: float
    people: int
    reached: int

    def __post_init__(self) -> None:
        """Refuse what can be no count."""
        if not 0 <= self.reached <= self.people or self.people < 1 or self.entries < 1:
            raise InputError("not a count of people", place=f"{self.entries} entries, score {self.score}")
