"""The circumstances of a payment: where the money of its accounts came from of late, and where it went.

Payments go in one after another, as into the pattern engine; what is said of one rests on it and on those before.
Of an account without a name nothing is remembered.
Money fades: it counts half after ten days. Two links are followed: to who last paid somebody, when he draws cash near
the border; and what share of somebody's money came from strangers, or from near a listed party, when he pays it on.
"""

import json
from typing import Final, NamedTuple, Self

import numpy as np

from simpul.core.errors import InputError
from simpul.engines.payments.payment import Name
from simpul.engines.suspicion.facts import Facts

HALF_LIFE: Final = 10 * 86_400.0
"""Seconds after which money counts half."""

MOST_ACCOUNTS: Final = 4_000_000
LEAST: Final = 0.001
"""Less than this, once it has faded, is nothing."""

NO_SHARE: Final = -1.0
"""The share of nothing."""

MONEY: Final = (
    *("received", "received_new", "new_payers", "received_persons", "received_strangers", "lent", "tainted_in"),
    *("paid", "paid_new", "cash", "border", "onward_border", "travel", "tainted_out"),
)
RECEIVED, RECEIVED_NEW, NEW_PAYERS, RECEIVED_PERSONS, RECEIVED_STRANGERS, LENT, TAINTED_IN = range(7)
PAID, PAID_NEW, CASH, BORDER, ONWARD_BORDER, TRAVEL, TAINTED_OUT = range(7, 14)

WIDTH: Final = len(MONEY) + 4
NOBODY: Final = -1
"""What is written of an account: its money, when that stood so, what it drew, and who last paid it, or nobody.

Who paid last and is no longer known by name is nobody: what is noted of such an account is never said."""

OF_PAYMENT: Final = (
    *("sender_person", "receiver_person", "sender_charity", "receiver_charity"),
    *("cash", "near_border", "travel", "border_draws_before", "cash_draws_before"),
)
OF_ACCOUNT: Final = (
    *("new_payers", "received_new_share", "received_persons_share", "received_strangers_share", "lent_share"),
    *("tainted_in_share", "paid_of_received", "paid_new_share", "cash_share", "border_share", "onward_border_share"),
    *("travel", "tainted_out_share"),
)
NAMES: Final = (*OF_PAYMENT, *(f"{role}_{name}" for role in ("sender", "receiver") for name in OF_ACCOUNT))
"""What is said of a payment, in order."""


class Step(NamedTuple):
    """One payment as it goes in: seconds, accounts, amount, facts, and whether the two never met before."""

    time: float
    sender: Name
    receiver: Name
    amount: float
    facts: Facts
    first: bool


class _Account:
    __slots__ = ("at", "borders", "draws", "money", "payer")

    def __init__(self, at: float) -> None:
        self.at = at
        self.money = [0.0] * len(MONEY)
        self.draws = self.borders = 0
        self.payer: _Account | None = None


class Circumstances:
    """What is known of accounts, payment after payment."""

    __slots__ = ("_accounts", "_now")

    def __init__(self) -> None:
        self._accounts: dict[Name, _Account] = {}
        self._now = float("-inf")

    def observe(self, step: Step) -> tuple[float, ...]:
        """Take one payment and say its circumstances, in the order of `NAMES`; one that is late counts as if now."""
        self._now = max(self._now, step.time)
        sender, receiver = self._account(step.sender), self._account(step.receiver)
        facts, draws, borders = step.facts, sender.draws, sender.borders
        _move(sender, receiver, step)
        if facts.cash:
            self._draw(sender, step)
        elif facts.receiver_person:
            receiver.payer = sender
        return (
            *(facts.sender_person, facts.receiver_person, facts.sender_charity, facts.receiver_charity),
            *(facts.cash, facts.near_border, facts.travel, borders, draws),
            *_said(sender.money),
            *_said(receiver.money),
        )

    def written(self) -> bytes:
        """Give everything that is known as bytes, from which `restored` goes on with the same figures."""
        places = {id(account): place for place, account in enumerate(self._accounts.values())}
        rows = [
            (*account.money, account.at, account.draws, account.borders, places.get(id(account.payer), NOBODY))
            for account in self._accounts.values()
        ]
        figures = np.array([self._now, *(figure for row in rows for figure in row)], dtype="<f8")
        names = json.dumps(list(self._accounts), ensure_ascii=False, separators=(",", ":"))
        return names.encode() + b"\n" + figures.tobytes()

    @classmethod
    def restored(cls, data: bytes) -> Self:
        """Go on from what `written` gave.

        Raises:
            InputError: it is not whole.
        """
        said, _, raw = data.partition(b"\n")
        names: list[Name] = json.loads(said)
        if len(raw) != 8 * (1 + len(names) * WIDTH):
            raise InputError("the circumstances are not whole", place="snapshot")
        found, figures = cls(), np.frombuffer(raw, dtype="<f8").tolist()
        found._now, rows = figures[0], [figures[start : start + WIDTH] for start in range(1, len(figures), WIDTH)]
        accounts = [_Account(row[len(MONEY)]) for row in rows]
        for account, row in zip(accounts, rows, strict=True):
            account.money, (draws, borders, payer) = row[: len(MONEY)], map(int, row[len(MONEY) + 1 :])
            account.draws, account.borders = draws, borders
            account.payer = None if payer == NOBODY else accounts[payer]
        found._accounts = dict(zip(names, accounts, strict=True))
        return found

    def _account(self, name: Name) -> _Account:
        if name == "":
            return _Account(self._now)
        found = self._accounts.get(name)
        if found is None:
            if len(self._accounts) >= MOST_ACCOUNTS:
                del self._accounts[next(iter(self._accounts))]
            found = self._accounts[name] = _Account(self._now)
        elif found.at != self._now:
            self._fade(found)
        return found

    def _fade(self, account: _Account) -> None:
        fade = 0.5 ** ((self._now - account.at) / HALF_LIFE)
        account.money = [each * fade for each in account.money]
        account.at = self._now

    def _draw(self, sender: _Account, step: Step) -> None:
        sender.draws += 1
        sender.money[CASH] += step.amount
        if step.facts.near_border:
            sender.borders += 1
            sender.money[BORDER] += step.amount
            if sender.payer is not None:
                self._fade(sender.payer)
                sender.payer.money[ONWARD_BORDER] += step.amount


def _move(sender: _Account, receiver: _Account, step: Step) -> None:
    amount, facts, out, into = step.amount, step.facts, sender.money, receiver.money
    tainted_in = 1.0 if facts.listed else _share(out[TAINTED_IN], max(out[RECEIVED], out[PAID]))
    tainted_out = 1.0 if facts.listed else _share(into[TAINTED_OUT], max(into[RECEIVED], into[PAID]))
    into[RECEIVED_STRANGERS] += amount * _share(out[RECEIVED_NEW], max(out[RECEIVED], out[PAID]))
    out[PAID] += amount
    into[RECEIVED] += amount
    into[TAINTED_IN] += amount * tainted_in
    out[TAINTED_OUT] += amount * tainted_out
    if facts.sender_person:
        into[RECEIVED_PERSONS] += amount
        if step.first:
            into[RECEIVED_NEW] += amount
            into[NEW_PAYERS] += 1
    if step.first:
        out[PAID_NEW] += amount
    if facts.loan:
        into[LENT] += amount
    if facts.travel:
        out[TRAVEL] += 1


def _share(part: float, whole: float) -> float:
    return min(part / whole, 1.0) if whole >= LEAST else 0.0


def _said(money: list[float]) -> tuple[float, ...]:
    received, paid = money[RECEIVED], money[PAID]
    into, out = 1 / received if received >= LEAST else 0.0, 1 / paid if paid >= LEAST else 0.0
    return (
        money[NEW_PAYERS],
        *(money[each] * into for each in (RECEIVED_NEW, RECEIVED_PERSONS, RECEIVED_STRANGERS, LENT, TAINTED_IN)),
        min(paid * into, 1_000.0) if received >= LEAST else NO_SHARE,
        *(money[each] * out for each in (PAID_NEW, CASH, BORDER, ONWARD_BORDER)),
        money[TRAVEL],
        money[TAINTED_OUT] * out,
    )
