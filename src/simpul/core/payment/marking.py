"""Marks: what a payment is found and counted by, all of it taken from what the payment says.

Rules:
1. A mark decides nothing. It leads to the payments of one account, and counts how payments of one kind fared.
2. Accounts, corridors and names are those of the payment's two ends (`core.payment.ends`), as for the rules: of a cover
   payment, of the customers behind it.
3. A payment is charitable where its message says so: purpose or category CHAR (ISO 20022 external purpose code, charity
   payment). Who is a non-profit organisation no message says; where a sender does not use the code it is not known.
"""

from dataclasses import dataclass

from simpul.core.payment.ends import ends_of
from simpul.core.payment.facts import country_of
from simpul.core.payment.payment import Payment
from simpul.core.scripts import Script, script_of

CHARITY = "CHAR"


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
    ends = ends_of(payment)
    return PaymentMarks(
        payer=ends.sender,
        payee=ends.receiver,
        corridor=f"{country_of(ends.originator, ends.first)}>{country_of(ends.beneficiary, ends.last)}",
        scripts=tuple(sorted({script_of(each.name) for each in (ends.originator, ends.beneficiary) if each.name})),
        charity=CHARITY in (payment.purpose, payment.category),
    )
