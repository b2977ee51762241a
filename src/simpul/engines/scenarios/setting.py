"""What an invented world is set to."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from simpul.core.errors import InputError
from simpul.engines.scenarios.family import Family

FEWEST_PERSONS: Final = 400
MOST_PERSONS: Final = 100_000
FEWEST_DAYS: Final = 90
MOST_DAYS: Final = 400
MOST_OF_A_FAMILY: Final = 50
MOST_SEED: Final = 1 << 62
QUIET_DAYS: Final = 30
"""Nothing but everyday life in the first days, so that accounts have a past."""

STEADY_DAYS: Final = 60
"""From this day on as many schemes go on as on any other: when in a world a payment is made tells nothing."""

PERSONS_A_CAST: Final = 24
"""There are so many persons for each scheme or twin, so that none plays in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSetting:
    """How large a world is, when it begins, and what happens in it.

    Schemes begin evenly over all days but the first, and some are cut off by the end. `season_begins` is the day of the
    world on which the fasting month begins; it lasts thirty.
    """

    seed: int
    begins: date = date(2026, 1, 1)
    days: int = 150
    persons: int = 3_000
    schemes: int = 3
    twins: int = 6
    families: tuple[Family, ...] = tuple(Family)
    season_begins: int = 48

    def __post_init__(self) -> None:
        if not 0 <= self.seed < MOST_SEED:
            raise InputError("not a seed", place="seed")
        if not FEWEST_DAYS <= self.days <= MOST_DAYS:
            raise InputError(f"not {FEWEST_DAYS} to {MOST_DAYS} days", place="days")
        if not FEWEST_PERSONS <= self.persons <= MOST_PERSONS:
            raise InputError(f"not {FEWEST_PERSONS} to {MOST_PERSONS} persons", place="persons")
        if not 0 <= min(self.schemes, self.twins) <= max(self.schemes, self.twins) <= MOST_OF_A_FAMILY:
            raise InputError(f"not up to {MOST_OF_A_FAMILY} of a family", place="schemes")
        if len(set(self.families)) != len(self.families):
            raise InputError("a family is named twice", place="families")
        casts = len(self.families) * (self.schemes + self.twins)
        if casts * PERSONS_A_CAST > self.persons:
            raise InputError("too few persons for so many schemes and twins", place="persons")
