"""What the engine holds of one account: for long, over its windows, and towards one counterparty."""

from typing import Final

from simpul.engines.payments.payment import Name

NEVER: Final = -(1 << 62)
"""Stands for the time of what has not happened."""

NOWHERE: Final = -1
"""Stands for the number of a payment that there is not."""


TALLY: Final = (
    *("out_count", "out_sum", "payees", "new_payees", "out_round", "out_under"),
    *("in_count", "in_sum", "payers", "new_payers", "in_under"),
)
"""What is counted of one account over one window, each figure exact."""

OUT_COUNT, OUT_SUM, PAYEES, NEW_PAYEES, OUT_ROUND, OUT_UNDER, IN_COUNT, IN_SUM, PAYERS, NEW_PAYERS, IN_UNDER = range(11)


UNCOUNTED: Final[list[int]] = []
"""What is counted towards one counterparty where nothing is in the windows; never written to."""


class Tie:
    """What one account paid another: ever, as far as remembered, and over each window.

    `since` is when the payments began that were in the longest window without a break, `opened` the number of the
    first of them, and `latest` that of the last.
    """

    __slots__ = ("counts", "first", "last", "latest", "opened", "since", "total")

    def __init__(self) -> None:
        self.counts = UNCOUNTED
        self.total = 0
        self.first = self.last = self.since = NEVER
        self.opened = self.latest = NOWHERE


class Profile:
    """What is remembered of an account beyond every window."""

    __slots__ = (
        "activity",
        "first",
        "last_in",
        "last_new_payee",
        "last_new_payer",
        "last_out",
        "name",
        "payees",
        "payers",
        "serial",
    )

    def __init__(self, name: Name, *, serial: int, first: int) -> None:
        self.name = name
        self.serial = serial
        self.first = first
        self.last_out = self.last_in = self.last_new_payee = self.last_new_payer = NEVER
        self.payees = self.payers = 0
        self.activity: Activity | None = None


class Activity:
    """What an account does within the longest window; an account at rest has none.

    `tally` holds one window after another, the shortest first. `payees` and `payers` are in the order in which the
    payments to or from each began to be in the window.
    `sent` and `received` count the payments of each amount.
    """

    __slots__ = (
        "last_in",
        "last_out",
        "new_payees",
        "new_payers",
        "payees",
        "payers",
        "profile",
        "received",
        "sent",
        "tally",
    )

    def __init__(self, profile: Profile, *, windows: int) -> None:
        self.profile = profile
        self.tally = [0] * (windows * len(TALLY))
        self.payees: dict[Activity, Tie] = {}
        self.payers: dict[Activity, Tie] = {}
        self.new_payees: dict[Activity, Tie] = {}
        self.new_payers: dict[Activity, Tie] = {}
        self.sent: dict[int, int] = {}
        self.received: dict[int, int] = {}
        self.last_out = self.last_in = NOWHERE
