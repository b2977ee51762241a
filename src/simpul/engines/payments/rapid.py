"""Money that goes on soon after it came."""

from typing import Final

from simpul.engines.payments.account import Activity
from simpul.engines.payments.ledger import Ledger
from simpul.engines.payments.payment import DAY

RAPID: Final = 2 * DAY
"""Soon is within so long."""

MOST_RECEIVED: Final = 32
"""So many payments to one account are looked at, the latest first."""

LEAST_SHARE: Final = 0.8
"""A payment of at least this share of one received, and of no more, passes it on."""

NOTHING_RAPID: Final = (0, 0.0, 0.0, 0, 0)


def passed_on(ledger: Ledger, account: Activity, amount: int, now: int) -> tuple[int, float, float, int, int]:
    """Compare what an account pays with what it received within two days before.

    Gives the sum received; the amount as a share of it; the amount as a share of the nearest payment that covers it;
    how many accounts in a row may have passed this money on; and 1 where payments were left unseen.
    """
    number, head, base, events = account.last_in, ledger.heads[-1], ledger.base, ledger.events
    total, nearest, relays, left = 0, 0, 0, MOST_RECEIVED
    edge, most = now - RAPID, amount / LEAST_SHARE
    while number >= head:
        event = events[number - base]
        if event[0] <= edge or not left:
            break
        left -= 1
        received = event[4]
        total += received
        if amount <= received:
            if not nearest or received < nearest:
                nearest = received
            if received <= most and event[6] >= relays:
                relays = event[6] + 1
        number = event[8]
    share = amount / total if total else 0.0
    return total, share, amount / nearest if nearest else 0.0, relays, int(not left)
