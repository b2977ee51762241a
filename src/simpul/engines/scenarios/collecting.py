"""Schemes in which many give, and their twins: micro-donations, crowdfunding, diverted charity, hawala."""

from simpul.engines.scenarios.chance import sorted_days
from simpul.engines.scenarios.family import Truth
from simpul.engines.scenarios.flow import CHARITY, FAMILY, GIFT, GOODS, NONE, SALARY, SUPPLIES, Hop
from simpul.engines.scenarios.population import Kind
from simpul.engines.scenarios.stage import Stage


def _gifts(stage: Stage, to: int, count: int, begins: float, lasts: float) -> list[Hop]:
    days = sorted_days(stage.draw, count, begins, begins + lasts)
    givers, amounts = stage.crowd(count), stage.small(count)
    return [Hop(*gift, stage.given()) for gift in zip(days, givers, [to] * count, amounts, strict=True)]


def micro_donations(stage: Stage) -> list[Hop]:
    """Small gifts of strangers to one person; what came in goes to a courier, and out as cash at the border."""
    collector, couriers = stage.lead(), stage.leads(stage.count(1, 2))
    hops = _gifts(stage, collector, stage.count(24, 50), stage.begins(), stage.count(14, 26))
    passed, batch = list[Hop](), stage.count(10, 18)
    for start in range(0, len(hops) - batch // 2, batch):
        gifts = hops[start : start + batch]
        total = sum(gift.amount for gift in gifts) * float(stage.draw.uniform(0.6, 1.0))
        courier, day = couriers[start // batch % len(couriers)], stage.soon(gifts[-1].day, 2)
        passed.append(Hop(day, collector, courier, stage.like(total), stage.given()))
        passed += stage.drawn(courier, stage.border, total, stage.count(1, 4), day, 2)
    return hops + passed


def zakat_collection(stage: Stage) -> list[Hop]:
    """Small gifts of many to one who collects, person or charity; handed to a charity, or in parts to the needy."""
    collector = stage.lead() if stage.happens(0.6) else stage.charity()
    begins = stage.setting.season_begins if stage.happens(0.4) else stage.begins()
    hops = _gifts(stage, collector, stage.count(20, 60), begins, stage.count(10, 26))
    total, ends = sum(gift.amount for gift in hops) * 0.95, hops[-1].day
    if stage.happens(0.3):
        parts = stage.parted(total, stage.count(1, 3))
        return hops + [Hop(stage.soon(ends, 3), collector, stage.charity(), part, CHARITY) for part in parts]
    needy = stage.crowd(stage.count(6, 25))
    for person, part in zip(needy, stage.parted(total, len(needy)), strict=True):
        day = stage.soon(ends, 4)
        hops.append(Hop(day, collector, person, part, stage.given()))
        if stage.happens(0.4):
            hops += stage.drawn(person, stage.people.cash[person], part, 1, day, 3)
    return hops


def crowdfunding_surge(stage: Stage) -> list[Hop]:
    """An appeal of somebody unknown: a surge of gifts within days, and the money gone to one or two others at once."""
    host, takers = stage.lead(), stage.leads(stage.count(1, 2))
    hops = _gifts(stage, host, stage.count(35, 80), stage.begins(), stage.count(3, 8))
    total = sum(gift.amount for gift in hops) * float(stage.draw.uniform(0.7, 1.0))
    for part in stage.parted(total, stage.count(2, 4)):
        taker, day = stage.any_of(stage.draw.permutation(takers)), stage.soon(hops[-1].day, 2)
        hops.append(Hop(day, host, taker, part, stage.given()))
        points = stage.border if stage.happens(0.5) else stage.people.of(Kind.CASH_POINT)
        hops += stage.drawn(taker, points, part, stage.count(1, 3), day, 3)
    return hops


def disaster_appeal(stage: Stage) -> list[Hop]:
    """An appeal after a disaster, of person or charity: a surge of gifts, spent on goods or given to charities."""
    host = stage.charity() if stage.happens(0.6) else stage.lead()
    hops = _gifts(stage, host, stage.count(35, 100), stage.begins(), stage.count(3, 10))
    total, ends = sum(gift.amount for gift in hops) * 0.95, hops[-1].day
    for part in stage.parted(total, stage.count(3, 8)):
        spent = stage.happens(0.7)
        payee = stage.account(Kind.COMPANY) if spent else stage.charity()
        hops.append(Hop(stage.soon(ends, 8), host, payee, part, GOODS if spent else CHARITY))
    if stage.happens(0.5):
        hops += stage.drawn(host, stage.people.of(Kind.CASH_POINT), total * 0.2, 2, ends, 6)
    return hops


def npo_diversion(stage: Stage) -> list[Hop]:
    """A charity's money paid to somebody as if for supplies, and drawn as cash at the border."""
    charity, taker, beyond = stage.charity(), stage.lead(), stage.lead()
    day, hops = stage.begins(), list[Hop]()
    for _ in range(stage.count(3, 8)):
        amount = stage.usual()
        hops.append(Hop(day, charity, taker, amount, SUPPLIES if stage.happens(0.5) else NONE))
        holder, at = taker, day
        if stage.happens(0.4):
            holder, at = beyond, stage.soon(day, 1.5)
            hops.append(Hop(at, taker, beyond, stage.like(amount * 0.95), NONE))
        hops += stage.drawn(holder, stage.border, amount * 0.9, stage.count(1, 3), at, 2)
        day += float(stage.draw.uniform(1, 5))
    return hops


def humanitarian_charity(stage: Stage) -> list[Hop]:
    """Aid in a border region: field staff are paid, families get equal sums, and both draw cash at once near by."""
    charity, day, hops = stage.charity(), stage.begins(), list[Hop]()
    near = stage.persons[stage.people.border[stage.persons]]
    for person in stage.draw.choice(near, stage.count(2, 4), replace=False).tolist():
        for month in range(stage.count(1, 2)):
            pay, at = stage.usual(), day + 28 * month * 0.8
            hops.append(Hop(at, charity, person, pay, SALARY))
            hops += stage.drawn(person, stage.people.cash[person], pay * 0.7, stage.count(1, 4), at, 9)
    aid = stage.small(1)[0]
    for family in stage.draw.choice(near, stage.count(8, 25), replace=False).tolist():
        at = stage.soon(day, 6)
        hops.append(Hop(at, charity, family, aid, CHARITY if stage.happens(0.5) else NONE))
        if stage.happens(0.8):
            hops += stage.drawn(family, stage.people.cash[family], aid, 1, at, 2)
    partner = stage.charity()
    return [*hops, *(Hop(day + turn, charity, partner, stage.usual(), SUPPLIES) for turn in range(stage.count(1, 4)))]


def hawala(stage: Stage) -> list[Hop]:
    """A broker without licence: strangers pay in at one end, a few are paid out at the other; settled late."""
    broker, other = stage.leads(2)
    takers, day = stage.leads(stage.count(2, 4)), stage.begins()
    owed, hops = 0.0, list[Hop]()
    for at in sorted_days(stage.draw, stage.count(10, 22), day, day + stage.count(12, 25)):
        payer, amount = stage.crowd(1)[0], stage.small(1)[0]
        taker, later = stage.any_of(stage.draw.permutation(takers)), stage.soon(at, 1.5)
        hops.append(Hop(at, payer, broker, amount, stage.given()))
        hops.append(Hop(later, other, taker, stage.like(amount * 0.96), NONE))
        if stage.happens(0.5):
            hops += stage.drawn(taker, stage.border, amount, 1, later, 2)
        owed += amount
        if stage.happens(0.15):
            hops.append(Hop(stage.soon(later, 2), broker, other, stage.like(owed), NONE))
            owed = 0.0
    return hops


def diaspora_remittance(stage: Stage) -> list[Hop]:
    """Families abroad: they send to one who passes it on to parents, or a licensed agent does it for many."""
    day, hops = stage.begins(), list[Hop]()
    if stage.happens(0.5):
        eldest, parents = stage.lead(), stage.crowd(1)[0]
        family = stage.crowd(stage.count(4, 9))
        for month in range(2):
            gifts = [(stage.soon(day + 14 * month, 4), each, stage.small(1)[0]) for each in family]
            hops += [Hop(at, each, eldest, amount, FAMILY) for at, each, amount in gifts]
            total, at = sum(amount for _, _, amount in gifts), stage.soon(day + 14 * month + 4, 2)
            hops.append(Hop(at, eldest, parents, stage.like(total), FAMILY))
            hops += stage.drawn(parents, stage.people.cash[parents], total * 0.8, stage.count(1, 3), at, 5)
        return hops
    agent = stage.account(Kind.TRANSFER_AGENT)
    for at in sorted_days(stage.draw, stage.count(10, 22), day, day + 20):
        payer, home = stage.crowd(2)
        amount, later = stage.small(1)[0], stage.soon(at, 1)
        hops.append(Hop(at, payer, agent, amount, FAMILY if stage.happens(0.5) else GIFT))
        hops.append(Hop(later, agent, home, stage.like(amount * 0.97), NONE))
        if stage.happens(0.5):
            hops += stage.drawn(home, stage.people.cash[home], amount, 1, later, 3)
    return hops


COLLECTING = {
    ("micro-donations", Truth.SCHEME): micro_donations,
    ("micro-donations", Truth.TWIN): zakat_collection,
    ("crowdfunding-surge", Truth.SCHEME): crowdfunding_surge,
    ("crowdfunding-surge", Truth.TWIN): disaster_appeal,
    ("npo-diversion", Truth.SCHEME): npo_diversion,
    ("npo-diversion", Truth.TWIN): humanitarian_charity,
    ("hawala", Truth.SCHEME): hawala,
    ("hawala", Truth.TWIN): diaspora_remittance,
}
