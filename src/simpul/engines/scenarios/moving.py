"""Schemes of persons who go, or who are near the listed, and their twins: travel, self-funding, two hops away."""

from simpul.engines.scenarios.family import Truth
from simpul.engines.scenarios.flow import FAMILY, GIFT, GOODS, LOAN, NONE, SALARY, TRAVEL, Hop
from simpul.engines.scenarios.population import Kind
from simpul.engines.scenarios.stage import Stage


def travel_cash_out(stage: Stage) -> list[Hop]:
    """A few send money to one who buys a ticket and draws all of it as cash near the border, where he never was."""
    traveller, day, hops = stage.lead(), stage.begins(), list[Hop]()
    for sender in stage.crowd(stage.count(2, 5)):
        hops.append(Hop(stage.soon(day, 6), sender, traveller, stage.usual(), stage.given()))
    total = sum(hop.amount for hop in hops)
    leaves = stage.soon(day + 5, 4)
    hops.append(Hop(leaves, traveller, stage.account(Kind.CARRIER), stage.usual(), TRAVEL))
    hops += stage.drawn(traveller, stage.border, total, stage.count(4, 9), leaves + 1, 8)
    return hops


def family_visit(stage: Stage) -> list[Hop]:
    """One travels home, gets something from friends before, spends in shops there, draws cash and gives to his own."""
    traveller, day, hops = stage.lead(), stage.begins(), list[Hop]()
    place = int(traveller)
    for sender in stage.people.friends[place][: stage.count(0, 3)].tolist():
        hops.append(Hop(stage.soon(day, 6), sender, traveller, stage.usual(), GIFT if stage.happens(0.5) else NONE))
    leaves = stage.soon(day + 5, 4)
    hops.append(Hop(leaves, traveller, stage.account(Kind.CARRIER), stage.usual(), TRAVEL))
    points = stage.border if stage.happens(0.4) else stage.people.of(Kind.CASH_POINT)
    hops += stage.drawn(traveller, points, stage.usual() * 2, stage.count(2, 5), leaves + 1, 12)
    for _ in range(stage.count(2, 6)):
        hops.append(Hop(stage.soon(leaves + 1, 12), traveller, stage.account(Kind.COMPANY), stage.usual(), GOODS))
    for home in stage.people.relatives[place][: stage.count(0, 2)].tolist():
        hops.append(Hop(stage.soon(leaves + 1, 12), traveller, home, stage.usual(), FAMILY))
    back = stage.account(Kind.CARRIER) if stage.happens(0.5) else 0
    return [*hops, Hop(leaves + 14, traveller, back, stage.usual(), TRAVEL)] if back else hops


def self_funding(stage: Stage) -> list[Hop]:
    """One borrows, sells what he has to strangers, buys a ticket one way, and draws what is left as cash on the way."""
    traveller, day = stage.lead(), stage.begins()
    hops = [
        Hop(stage.soon(day, 5), stage.account(Kind.LENDER), traveller, stage.usual(), LOAN)
        for _ in range(stage.count(1, 3))
    ]
    buyers = stage.crowd(stage.count(2, 6))
    hops += [Hop(stage.soon(day, 12), buyer, traveller, stage.usual(), NONE) for buyer in buyers]
    total = sum(hop.amount for hop in hops)
    leaves = stage.soon(day + 10, 5)
    hops.append(Hop(leaves, traveller, stage.account(Kind.CARRIER), stage.usual(), TRAVEL))
    points = stage.people.cash[traveller] if stage.happens(0.3) else stage.people.of(Kind.CASH_POINT)
    hops += stage.drawn(traveller, points, total * 0.4, stage.count(2, 4), leaves - 2, 2)
    hops += stage.drawn(traveller, stage.border, total * 0.5, stage.count(2, 5), leaves + 1, 6)
    return hops


def pilgrimage(stage: Stage) -> list[Hop]:
    """One borrows and is given something for a pilgrimage, pays carriers, and draws a little on the way."""
    pilgrim, day = stage.lead(), stage.begins()
    hops = list[Hop]()
    if stage.happens(0.5):
        hops.append(Hop(stage.soon(day, 5), stage.account(Kind.LENDER), pilgrim, stage.usual(), LOAN))
    for friend in stage.people.friends[pilgrim][: stage.count(1, 5)].tolist():
        hops.append(Hop(stage.soon(day, 12), friend, pilgrim, stage.usual(), stage.given()))
    total = sum(hop.amount for hop in hops)
    leaves = stage.soon(day + 10, 5)
    for part in stage.parted(total * 0.8, 2):
        hops.append(Hop(stage.soon(leaves, 1), pilgrim, stage.account(Kind.CARRIER), part, TRAVEL))
    points = stage.people.of(Kind.CASH_POINT)
    hops += stage.drawn(pilgrim, points, total * 0.2, stage.count(2, 5), leaves + 1, 14)
    for _ in range(stage.count(1, 4)):
        hops.append(Hop(stage.soon(leaves + 1, 14), pilgrim, stage.account(Kind.COMPANY), stage.usual(), GOODS))
    return hops


def listed_two_hops(stage: Stage) -> list[Hop]:
    """Several pay a go-between, who passes most of it to somebody on a list soon after; or the other way round.

    The payments with the listed party are part of everyday screening, and not of what is to be found.
    """
    go_between, listed = stage.lead(), _somebody_listed(stage)
    day, hops = stage.begins(), list[Hop]()
    sources, outward = stage.leads(stage.count(2, 5)), stage.happens(0.4)
    for _ in range(stage.count(6, 12)):
        source, amount = stage.any_of(stage.draw.permutation(sources)), stage.usual()
        passed, later = stage.like(amount * 0.95), stage.soon(day, 2)
        if outward:
            hops.append(Hop(day, listed, go_between, amount, NONE))
            hops.append(Hop(later, go_between, source, passed, stage.given()))
        else:
            hops.append(Hop(day, source, go_between, amount, stage.given()))
            hops.append(Hop(later, go_between, listed, passed, NONE))
        day += float(stage.draw.uniform(0.5, 3.5))
    return hops


def payroll_and_landlord(stage: Stage) -> list[Hop]:
    """Somebody on a list earns a wage and pays rent; his employer pays others, his landlord lives like everybody."""
    employer, landlord, listed = stage.account(Kind.COMPANY), stage.lead(), _somebody_listed(stage)
    day, hops = stage.begins(), list[Hop]()
    for month in range(2):
        at = day + 14 * month
        rent = stage.usual()
        hops.append(Hop(at, employer, listed, stage.usual(), SALARY))
        hops += [Hop(at, employer, other, stage.usual(), SALARY) for other in stage.crowd(stage.count(3, 8))]
        hops.append(Hop(at + 1, listed, landlord, rent, NONE))
        hops += [Hop(at + 1.2, tenant, landlord, rent, NONE) for tenant in stage.crowd(stage.count(1, 3))]
        for _ in range(stage.count(1, 4)):
            hops.append(Hop(stage.soon(at + 1, 10), landlord, stage.account(Kind.COMPANY), stage.usual(), GOODS))
        for friend in stage.people.friends[landlord][: stage.count(1, 2)].tolist():
            hops.append(Hop(stage.soon(at + 1, 6), landlord, friend, stage.usual(), GIFT))
    return hops


def _somebody_listed(stage: Stage) -> int:
    return stage.any_of(stage.persons[stage.people.listed[stage.persons]])


MOVING = {
    ("travel-cash-out", Truth.SCHEME): travel_cash_out,
    ("travel-cash-out", Truth.TWIN): family_visit,
    ("self-funding", Truth.SCHEME): self_funding,
    ("self-funding", Truth.TWIN): pilgrimage,
    ("listed-two-hops", Truth.SCHEME): listed_two_hops,
    ("listed-two-hops", Truth.TWIN): payroll_and_landlord,
}
