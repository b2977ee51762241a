"""Marks: what a payment is found and counted by, all of it taken from what the payment says.

Rules:
1. A mark decides nothing. It leads to the payments of one account, and counts how payments of one kind fared.
2. A payment is charitable where its message says so: purpose or category CHAR (ISO 20022 external purpose code, charity
   payment). Who is a non-profit organisation no message says; where a sender does not use the code it is not known.
"""

from dataclasses import dataclass

from simpul.core.payment.completeness import countries_of
from simpul.core.payment.payment import Payment
from simpul.core.scripts import Script, script_of

CHARITY = "CHAR"
MOST_KEY = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMarks:
    """The accounts that a payment goes from and to, its corridor, the scripts of its names, and whether for charity.

    The corridor is two country codes, `XA>XB`, each empty where it is not said.
    """

    payer: str
    payee: str
    corridor: str
    scripts: tuple[Script, ...]
    charity: bool


def marks_of(payment: Payment) -> PaymentMarks:
    """Give the marks of a payment."""
    here, there = countries_of(payment)
    parties = (payment.originator, payment.beneficiary)
    payer, payee = (each.account.number if each.account else "" for each in parties)
    scripts = {script_of(each.name) for each in parties if each.name}
    return PaymentMarks(
        payer=account_key(payer),
        payee=account_key(payee),
        corridor=f"{here}>{there}",
        scripts=tuple(sorted(scripts)),
        charity=CHARITY in (payment.purpose, payment.category),
    )


def account_key(number: str) -> str:
    """Give an account's number as it is looked for: without blanks, in capitals, at most `MOST_KEY` characters."""
    return "".join(number.split()).upper()[:MOST_KEY]
