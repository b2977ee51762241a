"""What schemes and twins are staged with: who is free to play in them, and amounts as everybody pays them."""

from typing import Final

import numpy as np

from simpul.engines.scenarios.chance import Figures, Numbers, chance
from simpul.engines.scenarios.flow import CASH, CHARITY, GIFT, NONE, Hop
from simpul.engines.scenarios.population import Kind, Population, border_points
from simpul.engines.scenarios.setting import QUIET_DAYS, WorldSetting

GIVEN: Final = (NONE, NONE, CHARITY, GIFT)


class Stage:
    """Persons, places and amounts for schemes and twins; a person has a leading part in one of them only."""

    def __init__(self, setting: WorldSetting, people: Population, amounts: Figures) -> None:
        self.setting = setting
        self.people = people
        self.draw = chance(setting.seed, "plots")
        self.persons = people.of(Kind.PERSON)
        self.border = border_points(people)
        self._amounts = np.sort(amounts)
        mass = np.cumsum(self._amounts)
        self._half = int(np.searchsorted(mass, mass[-1] / 2))
        free = self.persons[~people.listed[self.persons]]
        self._free = self.draw.permutation(free[~np.isin(free, people.friends[people.listed[self.persons]])]).tolist()
        charities = people.of(Kind.CHARITY)
        self._charities = self.draw.permutation(charities).tolist()

    def begins(self) -> float:
        """Give the day on which something begins."""
        return float(self.draw.uniform(QUIET_DAYS, self.setting.days))

    def count(self, least: int, most: int) -> int:
        """Give a number between two, both included."""
        return int(self.draw.integers(least, most + 1))

    def happens(self, chance_of_it: float) -> bool:
        """Tell whether something happens."""
        return bool(self.draw.random() < chance_of_it)

    def lead(self) -> int:
        """Give a person who has no leading part anywhere yet."""
        return int(self._free.pop())

    def leads(self, count: int) -> list[int]:
        """Give several such persons."""
        return [self.lead() for _ in range(count)]

    def charity(self) -> int:
        """Give a charity that nothing was staged with yet, as long as there is one."""
        found = int(self._charities.pop())
        self._charities.insert(0, found)
        return found

    def crowd(self, count: int) -> list[int]:
        """Give persons from anywhere, as everybody meets them."""
        return [int(each) for each in self.draw.choice(self.persons, count, replace=False)]

    def any_of(self, of: Numbers) -> int:
        """Give one of them."""
        return int(self.draw.choice(of))

    def account(self, kind: Kind) -> int:
        """Give one of a kind."""
        return self.any_of(self.people.of(kind))

    def small(self, count: int) -> list[float]:
        """Give amounts as most payments have them: of those that carry one half of all money."""
        return [float(each) for each in self._amounts[self.draw.integers(0, self._half, count)]]

    def usual(self) -> float:
        """Give an amount as payments have them."""
        return float(self.draw.choice(self._amounts))

    def like(self, amount: float) -> float:
        """Give an amount that somebody did pay, the nearest to this one."""
        at = int(np.searchsorted(self._amounts, amount))
        return float(self._amounts[min(at, len(self._amounts) - 1)])

    def parted(self, total: float, count: int) -> list[float]:
        """Part money into so many amounts that somebody did pay."""
        shares = self.draw.dirichlet(np.full(count, 4.0))
        return [self.like(total * float(share)) for share in shares]

    def given(self) -> int:
        """Give what a giver says it is for, if he says anything."""
        return int(self.draw.choice(GIVEN))

    def soon(self, day: float, most: float) -> float:
        """Give a moment within so many days after another."""
        return day + float(self.draw.uniform(0.05, most))

    def drawn(self, person: int, points: Numbers, total: float, count: int, day: float, most: float) -> list[Hop]:
        """Draw money as cash, in so many parts, at one or two places."""
        places = self.draw.choice(points, 2)
        return [
            Hop(self.soon(day, most), person, int(self.draw.choice(places)), amount, CASH)
            for amount in self.parted(total, count)
        ]
