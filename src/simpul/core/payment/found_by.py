"""What a payment is found by: who stands in it, its references and accounts, and its amounts.

Rules:
1. A name is found by its words; a reference and an account as a whole, however they are parted by blanks and marks.
2. An amount is found as it is, with its currency or without; what is typed is read with either mark for decimals, since
   readers of two languages type it differently: `1.250` finds 1250 and 1.25.
3. What only fills a field that may not be empty finds nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.payment.codes import says_nothing
from simpul.core.payment.payment import Payment

AMOUNT = "#"
"""Before an amount, so that no word of a name and no reference is taken for one."""

MOST_ASKED_TEXT = 200

_ASKED = re.compile(r"(?:([A-Za-z]{3})\s?)?([0-9][0-9.,'\s]{0,30})(?:([A-Za-z]{3}))?")
_BLANKS = re.compile(r"['\s]")
_READINGS = tuple(
    re.compile(rf"([0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{decimal}([0-9]{{1,5}}))?")
    for group, decimal in ((",", r"\."), (r"\.", ","))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBy:
    """The names, the numbers and the amounts that a payment is found by; what matters most comes first."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    amounts: tuple[str, ...]


def found_by(payment: Payment) -> FoundBy:
    """Give what a payment is found by."""
    said = payment.references
    references = (said.uetr, said.transaction, said.end_to_end, said.instruction, said.clearing, payment.message_id)
    accounts = (each.account.number for each in payment.parties if each.account is not None)
    amounts = filter(None, (payment.amount, payment.instructed))
    return FoundBy(
        names=_telling(each.name for each in payment.parties),
        numbers=_telling((*references, *accounts)),
        amounts=tuple(dict.fromkeys(_figure(*each.figure.partition(".")[::2], each.currency) for each in amounts)),
    )


def amounts_asked(text: str) -> tuple[str, ...]:
    """Give the beginnings of amounts that a text may mean; none where it is no amount."""
    found = _ASKED.fullmatch(text[:MOST_ASKED_TEXT].strip())
    if found is None or (found[1] and found[3]):
        return ()
    currency, digits = (found[1] or found[3] or "").upper(), _BLANKS.sub("", found[2])
    readings = filter(None, (reading.fullmatch(digits) for reading in _READINGS))
    return tuple(dict.fromkeys(_figure(_digits(each[1]), each[2] or "", currency) for each in readings))


def _figure(whole: str, part: str, currency: str) -> str:
    """Give an amount as it is found: without noughts that say nothing, and its currency behind a blank."""
    kept = part.rstrip("0")
    return f"{AMOUNT}{whole.lstrip('0') or '0'}{'.' if kept else ''}{kept} {currency}"


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _telling(said: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in said if not says_nothing(each)))
