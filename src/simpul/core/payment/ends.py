"""The two ends of a payment: the customers whose money it is, each with the institution that keeps the account.

Rules:
1. Behind a cover payment (pacs.009 COV, MT 202 COV) stand the customers whom it is made for. They are its ends, not the
   institutions that settle between themselves; what the message does not say of them is taken from the payment itself.
2. An account is its IBAN, or another number with the institution that keeps it. Whoever has no number is known by name
   at that institution; whoever has neither is not known. What stands in a field only because it may not be empty
   (`codes.PLACEHOLDERS`) is no number, no name and no institution: else everybody without an account had the same one.
"""

import hashlib
from dataclasses import dataclass

from simpul.core.payment.codes import says_nothing
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole
from simpul.core.payment.payment import Payment

LONGEST_ACCOUNT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Who pays and who is paid, each with the institution that keeps the account where one is said."""

    originator: Party
    first: Agent | None
    beneficiary: Party
    last: Agent | None

    @property
    def sender(self) -> str:
        """What the account that pays is known by, or nothing."""
        return account_key(self.originator, self.first)

    @property
    def receiver(self) -> str:
        """What the account that is paid is known by, or nothing."""
        return account_key(self.beneficiary, self.last)


def ends_of(payment: Payment) -> Ends:
    """Give the two ends of a payment."""
    return Ends(
        originator=payment.party(PartyRole.UNDERLYING_ORIGINATOR) or payment.originator,
        first=payment.agent(AgentRole.UNDERLYING_ORIGINATOR_AGENT) or payment.agent(AgentRole.ORIGINATOR_AGENT),
        beneficiary=payment.party(PartyRole.UNDERLYING_BENEFICIARY) or payment.beneficiary,
        last=payment.agent(AgentRole.UNDERLYING_BENEFICIARY_AGENT) or payment.agent(AgentRole.BENEFICIARY_AGENT),
    )


def account_key(party: Party, agent: Agent | None) -> str:
    """Give what an account is known by, or nothing."""
    key = _number_key(party, agent) or _name_key(party, agent)
    if len(key) <= LONGEST_ACCOUNT:
        return key
    return "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def _number_key(party: Party, agent: Agent | None) -> str:
    account = party.account
    if account is None or says_nothing(account.number):
        return ""
    if account.iban:
        return account.iban
    number, where = account.number.replace(" ", "").upper(), _institution(agent)
    return f"{number}@{where}" if where else number


def _name_key(party: Party, agent: Agent | None) -> str:
    where = _institution(agent)
    if not where or says_nothing(party.name):
        return ""
    return f"{' '.join(party.name.casefold().split())}@{where}"


def _institution(agent: Agent | None) -> str:
    """Give what an institution is known by: its code, another number of it, or its name; or nothing."""
    if agent is None:
        return ""
    said = (agent.bic[:8], *(each.value for each in agent.identifiers), agent.name.casefold())
    return next((each for each in said if not says_nothing(each)), "")
