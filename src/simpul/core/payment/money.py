"""Money: an exact amount of one currency, in its smallest unit.

Rules:
1. An amount is a whole number of the currency's smallest unit (ISO 4217): nothing is rounded, nothing is a float.
2. An amount that has more decimals than its currency is refused, unless what is too many is noughts.
3. Amounts of two currencies are never compared or added.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from simpul.core.errors import InputError

MOST_DECIMALS = 5
"""Decimals that a message may write (ISO 20022: fractionDigits 5)."""

MOST_DIGITS = 18
"""Digits of an amount (ISO 20022: totalDigits 18)."""

MOST_MINOR = 10 ** (MOST_DIGITS + MOST_DECIMALS)
FIGURE = re.compile(rf"([+-]?)([0-9]{{0,{MOST_DIGITS}}})(?:\.([0-9]{{0,{MOST_DECIMALS}}}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount: `minor` units of a currency that has this many decimals."""

    currency: str
    minor: int
    decimals: int

    def __post_init__(self) -> None:
        """Refuse what is no currency's code, and decimals that no currency has."""
        if len(self.currency) != 3 or not (self.currency.isupper() and self.currency.isascii()):
            raise InputError(f"not a currency's code: {self.currency[:10]!r}", place="money.currency")
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise InputError(f"no currency has {self.decimals} decimals", place="money.decimals")
        if abs(self.minor) >= MOST_MINOR:
            raise InputError(f"an amount of more than {MOST_DIGITS} digits", place="money.minor")

    @property
    def amount(self) -> Decimal:
        """The exact amount in the currency's own unit."""
        return Decimal(self.minor).scaleb(-self.decimals)

    def __str__(self) -> str:
        """Write it as a message does: `1250.00 EUR`."""
        return f"{self.figure} {self.currency}"

    @property
    def figure(self) -> str:
        """The amount alone, with all its decimals: `1250.00`."""
        if not self.decimals:
            return str(self.minor)
        sign, digits = ("-", -self.minor) if self.minor < 0 else ("", self.minor)
        whole, part = divmod(digits, 10**self.decimals)
        return f"{sign}{whole}.{part:0{self.decimals}}"

    def is_above(self, other: "Money") -> bool:
        """Say whether this is more than the other amount.

        Raises:
            InputError: the two are of different currencies.
        """
        _check_same(self, other)
        return self.minor > other.minor

    def less(self, other: "Money") -> "Money":
        """Give what is left when the other amount is taken away.

        Raises:
            InputError: the two are of different currencies.
        """
        _check_same(self, other)
        return Money(currency=self.currency, minor=self.minor - other.minor, decimals=self.decimals)


def money(figure: str, currency: str, *, decimals: Mapping[str, int], place: str) -> Money:
    """Read an amount as messages write it; `decimals` says how many each currency has.

    Raises:
        InputError: there is no such currency, the figure is none, or it has more decimals than the currency.
    """
    most = decimals.get(currency)
    if most is None:
        raise InputError(f"no currency has the code {currency[:10]!r}", place=place)
    found = FIGURE.fullmatch(figure)
    whole, part = (found[2], found[3] or "") if found else ("", "")
    if found is None or not (whole or part) or len(whole) + len(part) > MOST_DIGITS:
        raise InputError(f"not an amount: {figure[:30]!r}", place=place)
    kept = part.rstrip("0")
    if len(kept) > most:
        raise InputError(f"{currency} has {most} decimals, and {figure} has more", place=place)
    minor = int(f"{whole}{kept.ljust(most, '0')}" or "0")
    return Money(currency=currency, minor=-minor if found[1] == "-" else minor, decimals=most)


def _check_same(one: Money, other: Money) -> None:
    if (one.currency, one.decimals) != (other.currency, other.decimals):
        raise InputError(f"amounts in {one.currency} and in {other.currency} are not compared", place="money.currency")
