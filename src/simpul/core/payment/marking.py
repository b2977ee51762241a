"""Marks: what a payment is found and counted by, all of it taken from what the payment says.

Rules:
1. A mark decides nothing. It leads to the payments of one account, and counts how payments of one kind fared.
2. Accounts and corridors are those of the rules (`core.payment.facts`).
3. A payment is charitable where its message says so: purpose or category CHAR (ISO 20022 external purpose code, charity
   payment). Who is a non-profit organisation no message says; where a sender does not use the code it is not known.
"""

from dataclasses import dataclass

from simpul.core.payment.facts import account_key, country_of
from simpul.core.payment.party import AgentRole
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
    payer, payee = payment.originator, payment.beneficiary
    first, last = payment.agent(AgentRole.ORIGINATOR_AGENT), payment.agent(AgentRole.BENEFICIARY_AGENT)
    return PaymentMarks(
        payer=account_key(payer, first),
        payee=account_key(payee, last),
        corridor=f"{country_of(payer, first)}>{country_of(payee, last)}",
        scripts=tuple(sorted({script_of(each.name) for each in (payer, payee) if each.name})),
        charity=CHARITY in (payment.purpose, payment.category),
    )
