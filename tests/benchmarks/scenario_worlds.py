"""The invented worlds that the model of `engines.suspicion` is learned from, chosen on and judged by.

Learned from are worlds of 2024 with four families of schemes and their twins; the score to hold from is chosen on
worlds of 2025 with the same four; judged are worlds of 2026 with all seven, three of which were never seen. Every world
has a seed of its own, so nobody in one is in another.
"""

from datetime import date
from typing import Final

from simpul.engines.scenarios.family import TUNED
from simpul.engines.scenarios.setting import WorldSetting

LEARN: Final = (101, 102, 103, 104)
CHOOSE: Final = (201, 202)
JUDGE: Final = (301, 302, 303, 304, 305)
"""What judged once is used up; 401 to 405 too, by a model that was not taken (docs/financing-scenarios.md)."""


def to_learn(seed: int) -> WorldSetting:
    """Give a world to learn from."""
    return WorldSetting(seed=seed, begins=date(2024, 1, 1), persons=3_600, schemes=4, twins=10, families=TUNED)


def to_choose(seed: int) -> WorldSetting:
    """Give a world to choose the score on from which payments are held."""
    return WorldSetting(seed=seed, begins=date(2025, 1, 1), persons=3_600, families=TUNED)


def to_judge(seed: int) -> WorldSetting:
    """Give a world to judge by."""
    return WorldSetting(seed=seed, begins=date(2026, 1, 1), persons=3_600)
