"""Where money may have come from: first payments followed back in time."""

from typing import Final, NamedTuple

from simpul.engines.payments.account import Activity

MOST_HOPS: Final = 10
"""A circle is found when it has no more hops than this."""

MOST_STEPS: Final = 16
"""Walking back from one payment, so many first payments are looked at."""


class Trail(NamedTuple):
    """What was found on the way back from a payment along first payments, each made no later than the next."""

    circle: int
    """Fewest hops over which the receiver's own money is back with it, the payment itself counted; 0 where none is."""
    hops: int
    """Most hops back to where money may have come from."""
    capped: int
    """1 where first payments were left unseen."""


NO_TRAIL: Final = Trail(0, 0, 0)


def walk_back(sender: Activity, receiver: Activity, now: int) -> Trail:
    """Follow first payments back from the sender of a payment, all that are one hop away before the next."""
    seen = {receiver: now}
    reached = [(sender, now)]
    left, circle = MOST_STEPS, 0
    for hops in range(MOST_HOPS - 1):
        further: list[tuple[Activity, int]] = []
        for account, until in reached:
            payers = account.new_payers
            if payers:
                left -= len(payers)
                if left < 0:
                    return Trail(circle, hops + bool(further), 1)
                for payer, tie in payers.items():
                    first = tie.first
                    if payer is receiver:
                        circle = circle or (hops + 2 if first <= until else 0)
                    elif first <= until and (payer not in seen or seen[payer] < first):
                        seen[payer] = first
                        further.append((payer, first))
        if not further:
            return Trail(circle, hops, 0)
        reached = further
    return Trail(circle, MOST_HOPS - 1, 0)


def path_back(sender: Activity, receiver: Activity, now: int, most: int) -> list[tuple[Activity, Activity]]:
    """Give the first payments, payer and payee, of a shortest way from the receiver to the sender, or of a long one.

    The latest payment first. Looks at no more than `most` first payments.
    """
    reached: list[tuple[Activity, int, list[tuple[Activity, Activity]]]] = [(sender, now, [])]
    seen = {receiver: now}
    longest: list[tuple[Activity, Activity]] = []
    for _ in range(MOST_HOPS - 1):
        further = []
        for account, until, path in reached:
            for payer, tie in account.new_payers.items():
                most -= 1
                if most < 0 or tie.first > until:
                    continue
                longest = [*path, (payer, account)]
                if payer is receiver:
                    return longest
                if payer not in seen or seen[payer] < tie.first:
                    seen[payer] = tie.first
                    further.append((payer, tie.first, longest))
        reached = further
    return longest
