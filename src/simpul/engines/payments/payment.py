"""One payment as the pattern engine sees it: who paid whom how much, when."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from simpul.core.errors import InputError

MOMENTS = 1_000_000
"""Times are whole microseconds, so that every window is exact."""

PARTS = 1_000
"""Amounts are whole thousandths of the unit of the currency, so that sums are exact and come back to zero."""

DAY = 86_400 * MOMENTS

MOST_SECONDS = 1 << 40
MOST_AMOUNT = 1 << 50
MOST_NUMBER = 1 << 62
MOST_PARTS = MOST_AMOUNT * PARTS
LONGEST_NAME = 256
LONGEST_CURRENCY = 16

ZERO = datetime(1970, 1, 1, tzinfo=UTC)

Name = str | int
"""What an account or a payment is called: an IBAN, a reference, a number. The two kinds never meet."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer, its fields in the order of a table's columns.

    `time` is a moment with its zone, or seconds since some fixed moment; one stream keeps to one of the two.
    """

    time: datetime | float
    sender: Name
    receiver: Name
    amount: float | Decimal
    currency: str = ""
    id: Name | None = None


class Taken(NamedTuple):
    """One payment in whole numbers."""

    time: int
    sender: Name
    receiver: Name
    amount: int
    currency: str
    name: Name | None


def taken(payment: Payment) -> Taken:
    """Read a payment.

    Raises:
        InputError: a field cannot be what it says, at the place of the field.
    """
    return Taken(
        moment(payment.time, place="time"),
        account(payment.sender, place="sender"),
        account(payment.receiver, place="receiver"),
        parts(payment.amount, place="amount"),
        currency(payment.currency, place="currency"),
        name(payment.id, place="id"),
    )


def moment(time: object, *, place: str) -> int:
    """Read a time as whole microseconds."""
    if isinstance(time, datetime):
        if time.tzinfo is None:
            raise InputError("a time without its zone", place=place)
        passed = time - ZERO
        return (passed.days * 86_400 + passed.seconds) * MOMENTS + passed.microseconds
    return _whole(time, MOMENTS, most=MOST_SECONDS, place=place)


def parts(amount: object, *, place: str) -> int:
    """Read an amount as whole thousandths."""
    whole = _whole(amount, PARTS, most=MOST_AMOUNT, place=place)
    if whole < 0:
        raise InputError("a negative amount", place=place)
    return whole


def _whole(value: object, unit: int, *, most: int, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise InputError("not a number", place=place)
    if not math.isfinite(value) or not -most <= value <= most:
        raise InputError("a number beyond all bounds", place=place)
    return round(value * unit)


def account(given: object, *, place: str) -> Name:
    """Read the name or number of an account."""
    read = name(given, place=place)
    if read is None or read == "":
        raise InputError("no account", place=place)
    return read


def name(given: object, *, place: str) -> Name | None:
    """Read the name or number of a payment."""
    if given is None or (isinstance(given, str) and len(given) <= LONGEST_NAME):
        return given
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < MOST_NUMBER:
        return int(given)
    raise InputError("neither a name nor a number", place=place)


def currency(given: object, *, place: str) -> str:
    """Read the code of a currency."""
    if isinstance(given, str) and len(given) <= LONGEST_CURRENCY:
        return given
    raise InputError("not a currency", place=place)


def round_digits(amount: int) -> int:
    """Count the zeros at the end of an amount of whole units."""
    units, digits = amount // PARTS, 0
    while units and not units % 10:
        units //= 10
        digits += 1
    return digits
