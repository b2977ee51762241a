"""Everyday life in an invented world: pay, rent, shops, cash, friends, families abroad, charities and trade."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from simpul.engines.scenarios.chance import Figures, Numbers, chance
from simpul.engines.scenarios.flow import (
    CASH,
    CHARITY,
    FAMILY,
    GIFT,
    GOODS,
    LOAN,
    NONE,
    RENT,
    SALARY,
    SUPPLIES,
    TRAVEL,
    UTILITY,
    Flow,
    between,
    block,
    joined,
)
from simpul.engines.scenarios.population import Kind, Population, border_points, weights_of
from simpul.engines.scenarios.setting import WorldSetting

MONTH: Final = 30
SEASON_DAYS: Final = 30
SILENT: Final = 0.6
"""So often a payer gives no purpose where he could."""

Habit = Callable[["Life"], Flow]


class Life:
    """A world in the making: its people, its length, and one purpose's draws."""

    def __init__(self, setting: WorldSetting, people: Population, purpose: str) -> None:
        self.setting = setting
        self.people = people
        self.draw = chance(setting.seed, purpose)
        self.persons = people.of(Kind.PERSON)

    def times(self, rates: Figures | float) -> tuple[Numbers, Figures]:
        """Give who acts and when, at so many times a day each person, evenly over the days."""
        counts = self.draw.poisson(np.broadcast_to(rates, len(self.persons)) * self.setting.days)
        who = np.repeat(np.arange(len(self.persons)), counts)
        return who, self.draw.uniform(0, self.setting.days, len(who))

    def monthly(self, who: Numbers) -> tuple[Numbers, Figures]:
        """Give each of them a day in every month, always nearly the same."""
        months = self.setting.days // MONTH + 1
        on = self.draw.uniform(0, MONTH, len(who))
        days = on[:, np.newaxis] + MONTH * np.arange(months) + self.draw.normal(0, 0.7, (len(who), months))
        return np.repeat(np.arange(len(who)), months), days.ravel()

    def share(self, share: float) -> Numbers:
        """Give some of the persons, by chance, as places among them."""
        return np.flatnonzero(self.draw.random(len(self.persons)) < share)

    def silent(self, count: int, purpose: int) -> Numbers:
        """Give purposes, of which most are left out."""
        return np.where(self.draw.random(count) < SILENT, NONE, purpose)

    def in_season(self, days: Figures, weight: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Keep more of what falls into the fasting month, so many times as much."""
        begins = self.setting.season_begins
        inside = (days >= begins) & (days < begins + SEASON_DAYS)
        kept: np.ndarray[tuple[int], np.dtype[np.bool_]] = inside | (self.draw.random(len(days)) < 1 / weight)
        return kept


def everyday(setting: WorldSetting, people: Population) -> Flow:
    """Give all payments of everyday life, in no order."""
    flows = (habit(Life(setting, people, habit.__name__)) for habit in _HABITS)
    return between(joined(*flows), 0, setting.days)


def _pay(life: Life) -> Flow:
    draw, people = life.draw, life.people
    employers = draw.choice(people.of(Kind.COMPANY), len(life.persons), p=weights_of(people, Kind.COMPANY, draw))
    wages = draw.lognormal(7.2, 0.45, len(life.persons))
    day_of = draw.uniform(0, MONTH, len(people.kind))
    who = np.repeat(life.share(0.7), life.setting.days // MONTH + 1)
    months = np.arange(len(who)) % (life.setting.days // MONTH + 1)
    days = day_of[employers[who]] + MONTH * months + draw.uniform(0, 0.3, len(who))
    return block(days, employers[who], life.persons[who], wages[who], life.silent(len(who), SALARY))


def _rent(life: Life) -> Flow:
    draw, tenants = life.draw, life.share(0.55)
    owners = np.where(
        draw.random(len(tenants)) < 0.5,
        draw.choice(life.people.of(Kind.COMPANY), len(tenants)),
        draw.choice(life.persons, len(tenants)),
    )
    rents = np.round(draw.lognormal(6.2, 0.4, len(tenants)), -1)
    who, days = life.monthly(tenants)
    return block(days, life.persons[tenants[who]], owners[who], rents[who], life.silent(len(who), RENT))


def _utilities(life: Life) -> Flow:
    draw = life.draw
    works = draw.choice(life.people.of(Kind.COMPANY), 6, replace=False)
    flows = []
    for share in (0.9, 0.6):
        clients = life.share(share)
        who, days = life.monthly(clients)
        paid = draw.lognormal(4.0, 0.5, len(who))
        flows.append(block(days, life.persons[clients[who]], draw.choice(works, len(clients))[who], paid, UTILITY))
    return joined(*flows)


def _shops(life: Life) -> Flow:
    draw, people = life.draw, life.people
    shops = people.of(Kind.COMPANY)
    usual = draw.choice(shops, (len(life.persons), 6), p=weights_of(people, Kind.COMPANY, draw))
    who, days = life.times(draw.gamma(2.0, 0.1, len(life.persons)))
    where = usual[who, draw.integers(0, 6, len(who))]
    where = np.where(draw.random(len(who)) < 0.15, draw.choice(shops, len(who)), where)
    return block(days, life.persons[who], where, draw.lognormal(3.4, 0.9, len(who)), life.silent(len(who), GOODS))


def _cash(life: Life) -> Flow:
    draw, people = life.draw, life.people
    who, days = life.times(draw.gamma(2.0, 0.025, len(life.persons)))
    points = people.cash[who, draw.integers(0, 2, len(who))]
    points = np.where(draw.random(len(who)) < 0.1, draw.choice(people.of(Kind.CASH_POINT), len(who)), points)
    return block(days, life.persons[who], points, _sums(draw, len(who)), CASH)


def _friends(life: Life) -> Flow:
    draw, people = life.draw, life.people
    who, days = life.times(draw.gamma(1.0, 0.06, len(life.persons)))
    whom = people.friends[who, draw.integers(0, people.friends.shape[1], len(who))]
    whom = np.where(draw.random(len(who)) < 0.15, draw.choice(life.persons, len(who)), whom)
    return block(days, life.persons[who], whom, _sums(draw, len(who)), life.silent(len(who), GIFT))


def _sales(life: Life) -> Flow:
    """Second-hand things sold to strangers, a few in a row."""
    draw = life.draw
    who, days = life.times(0.004)
    rows = np.repeat(np.arange(len(who)), draw.integers(1, 5, len(who)))
    buyers = draw.choice(life.persons, len(rows))
    after = days[rows] + draw.exponential(4, len(rows))
    return block(after, buyers, life.persons[who[rows]], draw.lognormal(4.5, 1.0, len(rows)), NONE)


def _families(life: Life) -> Flow:
    """Support sent home, more of it in the season, directly or by a transfer agent."""
    draw, people = life.draw, life.people
    givers = life.share(0.18)
    who, days = life.monthly(np.repeat(givers, 2))
    kept = life.in_season(days, 1.6)
    givers, days = np.repeat(givers, 2)[who][kept], days[kept]
    home = people.relatives[givers, draw.integers(0, 2, len(givers))]
    paid = np.round(draw.lognormal(5.0, 0.7, len(givers)), -1) + 10
    agents = draw.choice(people.of(Kind.TRANSFER_AGENT), len(life.persons))[givers]
    by_agent = draw.random(len(life.persons))[givers] < 0.4
    later = days + draw.uniform(0.02, 0.6, len(days))
    purposes = life.silent(len(days), FAMILY)
    return joined(
        block(days, life.persons[givers], np.where(by_agent, agents, home), paid, purposes),
        block(later[by_agent], agents[by_agent], home[by_agent], (paid * 0.98)[by_agent], purposes[by_agent]),
    )


def _donations(life: Life) -> Flow:
    draw, people = life.draw, life.people
    charities = people.of(Kind.CHARITY)
    known = draw.choice(charities, len(life.persons), p=weights_of(people, Kind.CHARITY, draw))
    who, days = life.times(np.where(draw.random(len(life.persons)) < 0.3, 0.1, 0.01))
    kept = life.in_season(days, 4.0)
    who, days = who[kept], days[kept]
    whom = np.where(draw.random(len(who)) < 0.2, draw.choice(charities, len(who)), known[who])
    return block(days, life.persons[who], whom, draw.lognormal(3.2, 0.8, len(who)), life.silent(len(who), CHARITY))


def _charities(life: Life) -> Flow:
    """What charities pay: staff, suppliers, aid to persons, and cash for the field, near the border too."""
    draw, people = life.draw, life.people
    charities = np.repeat(people.of(Kind.CHARITY), 9)
    kinds = np.tile([0, 0, 0, 1, 1, 1, 2, 2, 3], len(charities) // 9)
    pools = (life.persons, people.of(Kind.COMPANY), life.persons, border_points(people))
    whom = np.choose(kinds, [draw.choice(pool, len(charities)) for pool in pools])
    who, days = life.monthly(charities)
    kind = kinds[who]
    purposes = np.choose(kind, [SALARY, SUPPLIES, CHARITY, CASH])
    paid = np.choose(kind, [1_300.0, 700.0, 120.0, 600.0]) * draw.lognormal(0, 0.5, len(who))
    silent = (draw.random(len(who)) < SILENT) & (kind != 3)
    return block(days, charities[who], whom[who], np.round(paid, -1) + 10, np.where(silent, NONE, purposes))


def _trade(life: Life) -> Flow:
    draw, companies = life.draw, life.people.of(Kind.COMPANY)
    partners = draw.choice(companies, (len(companies), 5))
    count = int(len(companies) * life.setting.days * 0.25)
    who = draw.integers(0, len(companies), count)
    days = draw.uniform(0, life.setting.days, count)
    whom = partners[who, draw.integers(0, 5, count)]
    return block(days, companies[who], whom, draw.lognormal(6.3, 1.1, count), life.silent(count, SUPPLIES))


def _savings(life: Life) -> Flow:
    """Savings groups: every month each member pays the one whose turn it is."""
    draw, flows = life.draw, []
    for _ in range(max(2, len(life.persons) // 60)):
        members = draw.choice(life.persons, int(draw.integers(7, 15)), replace=False)
        share, on = float(draw.choice([20, 25, 50, 100])), draw.uniform(0, MONTH)
        for month in range(life.setting.days // MONTH):
            turn = members[month % len(members)]
            days = on + month * MONTH + draw.exponential(1.0, len(members))
            flows.append(block(days, members, turn, np.array(share), NONE))
    return joined(*flows)


def _gatherings(life: Life) -> Flow:
    """Weddings, funerals and birthdays: friends and theirs send something in a few days, and it is spent."""
    draw, people, flows = life.draw, life.people, []
    shops, persons = people.of(Kind.COMPANY), life.persons
    for _ in range(max(4, len(persons) * life.setting.days // 6_000)):
        host, guests = draw.integers(0, len(persons)), int(draw.integers(8, 35))
        near = np.concatenate([people.friends[host], people.friends[people.friends[host] - persons[0]].ravel()])
        day = draw.uniform(0, life.setting.days)
        days = day + draw.exponential(2.0, guests)
        given = np.round(draw.lognormal(3.4, 0.6, guests), -1) + 10
        flows.append(block(days, draw.choice(near, guests), persons[host], given, life.silent(guests, GIFT)))
        spent = int(draw.integers(1, 5))
        where = np.where(draw.random(spent) < 0.4, people.cash[host, 0], draw.choice(shops, spent))
        purposes = np.where(people.kind[where] == Kind.CASH_POINT, CASH, GOODS)
        after = day + draw.uniform(1, 8, spent)
        flows.append(block(after, persons[host], where, np.array(given.sum() / spent * 0.9), purposes))
    return joined(*flows)


def _journeys(life: Life) -> Flow:
    """A ticket, and cash drawn in another place in the days after, near the border too."""
    draw, people = life.draw, life.people
    who, days = life.times(0.003)
    carriers = draw.choice(people.of(Kind.CARRIER), len(who))
    rows = np.repeat(np.arange(len(who)), draw.integers(0, 5, len(who)))
    points = draw.choice(people.of(Kind.CASH_POINT), len(who))[rows]
    after = days[rows] + 2 + draw.exponential(4, len(rows))
    cash = _sums(draw, len(rows))
    return joined(
        block(days, life.persons[who], carriers, draw.lognormal(5.6, 0.6, len(who)), TRAVEL),
        block(after, life.persons[who[rows]], points, cash, CASH),
    )


def _loans(life: Life) -> Flow:
    draw, people = life.draw, life.people
    who, days = life.times(0.0012)
    lenders = draw.choice(people.of(Kind.LENDER), len(who))
    borrowed = np.round(draw.lognormal(7.3, 0.6, len(who)), -2) + 100
    turns = np.tile(np.arange(1, 5), len(who))
    rows = np.repeat(np.arange(len(who)), 4)
    spent = days + draw.exponential(5, len(who))
    shops = draw.choice(people.of(Kind.COMPANY), len(who))
    return joined(
        block(days, lenders, life.persons[who], borrowed, LOAN),
        block(days[rows] + turns * MONTH, life.persons[who[rows]], lenders[rows], borrowed[rows] / 11, LOAN),
        block(spent, life.persons[who], shops, borrowed * 0.8, life.silent(len(who), GOODS)),
    )


def _sums(draw: np.random.Generator, count: int) -> Figures:
    """Give sums as people send and draw them: in their own money or another, so that only some are round."""
    sums = draw.lognormal(4.1, 1.2, count)
    return np.where(draw.random(count) < 0.18, np.round(sums, -1) + 10, sums)


def _habits() -> Iterator[Habit]:
    yield from (_pay, _rent, _utilities, _shops, _cash, _friends, _sales, _families)
    yield from (_donations, _charities, _trade, _savings, _gatherings, _journeys, _loans)


_HABITS: Final = tuple(_habits())
