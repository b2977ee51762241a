"""A payment as a transaction of a report to a financial intelligence unit.

Rules:
1. Who has an account in the payment is reported by it, with the name as the account's; else a person as a person, and
   anybody else as an entity.
2. A name is parted before its last word, since goAML wants two; who has one word for a name gets a hyphen beside it.
3. Of a cover payment the customers behind it are reported (`core.payment.ends`), not the institutions between them.
4. The amount is in the unit's own currency: of a payment in another one its equivalent is said by the caller.
"""

from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.payment.ends import ends_of
from simpul.core.payment.facts import country_of
from simpul.core.payment.fiu import FiuAccount, FiuEntity, FiuPerson, FiuSide, FiuSubject, FiuTransaction, Standing
from simpul.core.payment.money import Money
from simpul.core.payment.party import Agent, Party, PartyKind
from simpul.core.payment.payment import Payment

NO_NAME = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAs:
    """What a unit's codes say of a transaction, and what the payment itself does not: each unit has its own codes."""

    local_currency: str
    transmode_code: str
    from_funds_code: str
    to_funds_code: str
    location: str
    description: str
    country: str
    equivalent: Money | None = None


def reported_transaction(payment: Payment, *, reported: ReportedAs) -> FiuTransaction:
    """Give a payment as a transaction of a report; countries that it does not say are those of the reporting node.

    Raises:
        InputError: its amount is in another currency than the unit's, and no equivalent is said.
    """
    amount = reported.equivalent or payment.amount
    if amount.currency != reported.local_currency:
        raise InputError(f"an amount in {reported.local_currency} is needed", place="amount_local")
    ends = ends_of(payment)
    return FiuTransaction(
        transactionnumber=payment.references.best or f"{payment.message_id}/{payment.number}",
        internal_ref_number=payment.references.end_to_end,
        transaction_location=reported.location,
        transaction_description=reported.description,
        date_transaction=f"{payment.settled_on or payment.created_at[:10]}T00:00:00",
        transmode_code=reported.transmode_code,
        amount_local=amount.figure,
        origin=_side(ends.originator, ends.first, reported.from_funds_code, reported),
        destination=_side(ends.beneficiary, ends.last, reported.to_funds_code, reported),
        transmode_comment=payment.message,
    )


def _side(party: Party, agent: Agent | None, funds: str, reported: ReportedAs) -> FiuSide:
    return FiuSide(
        standing=Standing.OTHER,
        subject=_subject(party, agent),
        funds_code=funds,
        country=country_of(party, agent) or reported.country,
    )


def _subject(party: Party, agent: Agent | None) -> FiuSubject:
    account = party.account
    if account is not None and account.number:
        return FiuAccount(
            account=account.number,
            institution_name=agent.name if agent else "",
            swift=agent.bic if agent else "",
            institution_code="" if agent and agent.bic else NO_NAME,
            account_name=party.name or NO_NAME,
            iban=account.iban,
        )
    if party.kind is PartyKind.PERSON:
        first, _, last = party.name.rpartition(" ")
        born = f"{party.birth.date}T00:00:00" if party.birth and party.birth.date else ""
        return FiuPerson(first_name=first or NO_NAME, last_name=last or NO_NAME, birthdate=born)
    return FiuEntity(name=party.name or NO_NAME)
