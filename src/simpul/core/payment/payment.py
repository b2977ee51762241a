"""One payment, as read from any message: pacs.008, pacs.009, pain.001, MT103 or a row of a table.

Rules:
1. A payment is one transaction: a message of many gives many payments, each with its number in the message.
2. Amounts are exact, and above nought. Days exist. Who pays and who is paid are there, though perhaps without a name.
3. What a message says and nobody here reads is named in `unread`: somebody could stand there, so it holds the payment.
4. A payment's id is made of all that it says, so the same message taken twice gives the same payment, and two
   payments of one message never have the same id.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.ids import Domain, bounded_text, canonical_bytes, record_id
from simpul.core.payment.codes import is_day
from simpul.core.payment.money import Money
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, check_texts

MOST_PARTIES = 40
MOST_AGENTS = 40
MOST_REMITTANCE = 1_000
MOST_TEXTS = 200
MOST_UNREAD = 50
MOST_REMITTANCE_TEXT = 4_000

REPEATED_PARTIES = frozenset({PartyRole.INVOICER, PartyRole.INVOICEE, PartyRole.GARNISHEE})
"""Parties of whom a payment can have several: each invoice that it settles has its own."""

REPEATED_AGENTS = frozenset({AgentRole.UNDERLYING_PREVIOUS, AgentRole.UNDERLYING_INTERMEDIARY})


class MessageForm(StrEnum):
    """The form in which a payment came."""

    ISO_20022 = "iso20022"
    MT = "mt"
    TABLE = "table"


R = TypeVar("R", PartyRole, AgentRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The references of a payment: each as its message says it, empty where it says none."""

    instruction: str = ""
    end_to_end: str = ""
    transaction: str = ""
    uetr: str = ""
    clearing: str = ""

    def __post_init__(self) -> None:
        """Refuse a reference that is too long or holds control characters."""
        check_texts("references", self.instruction, self.end_to_end, self.transaction, self.uetr, self.clearing)

    @property
    def best(self) -> str:
        """The surest reference there is: UETR, transaction, end-to-end, instruction, clearing."""
        return self.uetr or self.transaction or self.end_to_end or self.instruction or self.clearing


NO_REFERENCES = References()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment: what is paid, by whom, to whom, through whom, and what for.

    `message` names the message and its version (`pacs.008.001.08`, `MT103`), `number` is the transaction's in it,
    counted from 1. `amount` is what is settled between the institutions, or instructed where nothing is settled yet
    (pain.001); `instructed` is what the originator said where that differs. Moments are as the message says them. What
    stands in parts without a field of their own (tax, supplementary data, charges) is text in `beside`.
    """

    form: MessageForm
    message: str
    number: int
    message_id: str = ""
    references: References = NO_REFERENCES
    amount: Money
    parties: tuple[Party, ...]
    agents: tuple[Agent, ...] = ()
    created_at: str = ""
    settled_on: str = ""
    instructed: Money | None = None
    exchange_rate: str = ""
    purpose: str = ""
    category: str = ""
    charges: str = ""
    remittance: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    regulatory: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a payment without an amount, an originator or a beneficiary, and more of anything than one holds."""
        if self.amount.minor <= 0 or (self.instructed is not None and self.instructed.minor <= 0):
            raise InputError("a payment's amount is above nought", place="payment.amount")
        if not 1 <= self.number <= 10_000_000:
            raise InputError("transactions are counted from 1", place="payment.number")
        if self.settled_on and not is_day(self.settled_on):
            raise InputError(f"not a day such as 2026-03-14: {self.settled_on[:20]!r}", place="payment.settled_on")
        self._check_who()
        self._check_counts()
        said = (self.message, self.message_id, self.created_at, self.purpose, self.category, self.charges)
        check_texts("payment", *said, self.exchange_rate, *self.unread)
        texts = (*self.remittance, *self.invoices, *self.instructions, *self.regulatory, *self.beside)
        together = "".join(texts)
        if len(together) > MOST_REMITTANCE_TEXT or not together.isprintable():
            for text in texts:
                bounded_text(text, place="payment.remittance", most=MOST_REMITTANCE_TEXT)

    def _check_who(self) -> None:
        parties, agents = {each.role for each in self.parties}, {each.role for each in self.agents}
        if len(parties) != len(self.parties) and _repeated(each.role for each in self.parties) - REPEATED_PARTIES:
            raise InputError("two stand in the same part", place="payment.parties")
        if len(agents) != len(self.agents) and _repeated(each.role for each in self.agents) - REPEATED_AGENTS:
            raise InputError("two stand in the same part", place="payment.agents")
        if PartyRole.ORIGINATOR not in parties:
            raise InputError("a payment has an originator", place="originator")
        if PartyRole.BENEFICIARY not in parties:
            raise InputError("a payment has a beneficiary", place="beneficiary")

    def _check_counts(self) -> None:
        if len(self.parties) > MOST_PARTIES or len(self.agents) > MOST_AGENTS:
            raise InputError(f"more than {MOST_PARTIES} in one payment", place="payment.parties")
        if len(self.remittance) > MOST_REMITTANCE:
            raise InputError(f"more than {MOST_REMITTANCE} lines", place="payment.remittance")
        lists = (self.invoices, self.instructions, self.regulatory, self.beside)
        if len(self.unread) > MOST_UNREAD or max(map(len, lists)) > MOST_TEXTS:
            raise InputError(f"more than {MOST_TEXTS} texts", place="payment")

    def party(self, role: PartyRole) -> Party | None:
        """Give who stands in this part first, or nobody."""
        return next((each for each in self.parties if each.role is role), None)

    def agent(self, role: AgentRole) -> Agent | None:
        """Give the institution that stands in this part first, or none."""
        return next((each for each in self.agents if each.role is role), None)

    @property
    def originator(self) -> Party:
        """Who pays."""
        return next(each for each in self.parties if each.role is PartyRole.ORIGINATOR)

    @property
    def beneficiary(self) -> Party:
        """Who is paid."""
        return next(each for each in self.parties if each.role is PartyRole.BENEFICIARY)


def _repeated(roles: Iterable[R]) -> set[R]:
    return {role for role, count in Counter(roles).items() if count > 1}


def payment_id(payment: Payment) -> str:
    """Give the id of a payment: 64 hexadecimal digits that depend on all that it says."""
    return record_id(Domain.PAYMENT, canonical_bytes(payment))
