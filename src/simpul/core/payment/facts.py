"""What rules are evaluated on: the few facts of a payment that never change, with its place in the node's order.

Rules:
1. Payments have one order, that in which the node took them. Their time is what the message says, never later than
   when it was taken and never before the payment in front of it: so a payment that comes late, or says so, counts when
   it comes, and no later payment ever changes what was before it.
2. Accounts are those of the payment's two ends (`core.payment.ends`). Where one is not known it is empty, and what
   would be counted of it is unknown.
3. A payment under stricter terms than every payment is under, since somebody in it stands on a list that not all may
   see, is apart: it is held for that, it counts in nothing that is counted of others, and moves no time. So what rules
   say of a payment tells nobody of another that he or she may not see.
4. A corridor runs between the countries of the two accounts: of the institutions, else of the IBANs, else of the
   addresses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from simpul.core.handling import Handling
from simpul.core.payment.codes import country_of_bic, country_of_iban
from simpul.core.payment.conditions import MOST_COMPARED, Whose
from simpul.core.payment.ends import LONGEST_ACCOUNT, ends_of
from simpul.core.payment.findings import CheckStatus, Screening
from simpul.core.payment.keeping import hides_from_nobody
from simpul.core.payment.npo import NO_REGISTER, NpoRegister
from simpul.core.payment.party import Agent, Party
from simpul.core.payment.payment import Payment
from simpul.core.scripts import script_of

NOT_SCREENED = "?"
"""In the place of lists, where screening did not come to its end."""

BETWEEN = " "
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """The facts of one payment; what is not known is empty.

    `sequence` is its place in the order; `at` and `taken` are its time and when it was taken, in microseconds since
    1970. `hits` are the lists that somebody in it resembles an entry of, parted by blanks. `apart` is 1 where it counts
    in nothing, else 0. `npos` says whose account was in the register of non-profit organisations when it was taken:
    `sender`, `receiver`, both with a blank between, or nothing.
    """

    sequence: int
    payment: str
    at: int
    taken: int
    sender: str
    receiver: str
    amount: int
    decimals: int
    currency: str
    origin: str
    destination: str
    sender_kind: str
    receiver_kind: str
    purpose: str
    hits: str
    script: str
    apart: int = 0
    npos: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFacts:
    """The facts that the message of a payment says by itself; `at` is its time in it, None where it says none."""

    at: int | None
    sender: str
    receiver: str
    amount: int
    decimals: int
    currency: str
    origin: str
    destination: str
    sender_kind: str
    receiver_kind: str
    purpose: str
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a payment says, by its id, with how its screening ended, and the terms under which both are kept."""

    payment: str
    said: SaidFacts
    screening: Screening
    handling: Handling


def placed(
    looked: Iterable[Looked], *, behind: tuple[int, str, int], taken: datetime, register: NpoRegister = NO_REGISTER
) -> tuple[PaymentFacts, ...]:
    """Give the facts of payments that are taken now, in their order, behind the last place that there is."""
    sequence, _, after = behind
    facts = []
    for each in looked:
        sequence += 1
        facts.append(facts_of(each, sequence=sequence, after=after, taken=taken, register=register))
        after = facts[-1].at
    return tuple(facts)


def said_facts(payment: Payment) -> SaidFacts:
    """Give what the message of a payment says by itself."""
    ends = ends_of(payment)
    return SaidFacts(
        at=_said_at(payment),
        sender=ends.sender,
        receiver=ends.receiver,
        amount=min(payment.amount.minor, MOST_COMPARED),
        decimals=payment.amount.decimals,
        currency=payment.amount.currency,
        origin=country_of(ends.originator, ends.first),
        destination=country_of(ends.beneficiary, ends.last),
        sender_kind=ends.originator.kind.value,
        receiver_kind=ends.beneficiary.kind.value,
        purpose=payment.purpose[:LONGEST_ACCOUNT],
        script=script_of(ends.originator.name + ends.beneficiary.name).value,
    )


def facts_of(
    looked: Looked, *, sequence: int, after: int, taken: datetime, register: NpoRegister = NO_REGISTER
) -> PaymentFacts:
    """Give the facts of a payment; `after` is the time of the one in front of it, `taken` when it was taken."""
    said, apart, now = looked.said, not hides_from_nobody(looked.handling), micros(taken)
    return PaymentFacts(
        sequence=sequence,
        payment=looked.payment,
        at=after if apart else max(after, now if said.at is None else min(now, said.at)),
        taken=now,
        sender=said.sender,
        receiver=said.receiver,
        amount=said.amount,
        decimals=said.decimals,
        currency=said.currency,
        origin=said.origin,
        destination=said.destination,
        sender_kind=said.sender_kind,
        receiver_kind=said.receiver_kind,
        purpose=said.purpose,
        hits=_hits(looked.screening),
        script=said.script,
        apart=int(apart),
        npos=registered(register, said.sender, said.receiver),
    )


def registered(register: NpoRegister, sender: str, receiver: str) -> str:
    """Say which of two accounts are in the register."""
    both = ((Whose.SENDER, sender), (Whose.RECEIVER, receiver))
    return BETWEEN.join(whose.value for whose, account in both if register.entry(account) is not None)


def micros(at: datetime) -> int:
    """Give a moment in microseconds since 1970."""
    passed = at - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * _SECOND + passed.microseconds


def _said_at(payment: Payment) -> int | None:
    """Give the time that the message says, if it says one: when it was made, else the day it is settled on."""
    for said in (payment.created_at, payment.settled_on):
        try:
            found = datetime.fromisoformat(said)
        except ValueError:
            continue
        return micros(found if found.tzinfo is not None else found.replace(tzinfo=UTC))
    return None


def country_of(party: Party, agent: Agent | None) -> str:
    """Give the country of an account: of its institution, else of its IBAN, else of its owner's address; or nothing."""
    iban = party.account.iban if party.account else ""
    found = country_of_bic(agent.bic if agent else "") or country_of_iban(iban) or party.country
    return found if len(found) == 2 and found.isascii() and found.isupper() else ""


def _hits(screening: Screening) -> str:
    if screening.status is not CheckStatus.COMPLETE:
        return NOT_SCREENED
    return BETWEEN.join(sorted({hit.list.id for hit in screening.hits}))
