"""Completeness: whether a payment says of originator and beneficiary what the norm requires to travel with it.

Norm: FATF Recommendation 16 and its interpretive note, as revised in June 2025. The text itself was not read when this
was written: what is required is data (`reference/payment-transparency.csv`), each row with where it is from, and the
rule's edition says so. What is rule here is only how a requirement is judged:

1. Each item that is required gets its own word: present, missing, or malformed, which is there and cannot be right.
2. Where it cannot be told whether a payment crosses a border or is above the threshold, it is judged as if it did
   and were: the stricter rule.
3. An account's number may be an IBAN that proves itself or any other number. Where there is no account, a unique
   reference of the transaction stands for it.
4. A person is identified by the date of birth, an organisation by its LEI, BIC or official number; who is not said to
   be either, by any of these.
5. Institutions that pay each other for themselves are named by their codes and are not judged as customers are (the
   rows say of which kinds of party they are). Of a cover payment the customers behind it are judged.
6. What stands where nobody said anything (`NOTPROVIDED`) says nothing.
7. An address in free lines is an address; whether its lines hold the town cannot be told, and the item says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from simpul.core.errors import InputError
from simpul.core.ids import shared
from simpul.core.payment.codes import country_of_bic, country_of_iban, is_bic, is_iban, is_lei, says_nothing
from simpul.core.payment.edition import Edition
from simpul.core.payment.money import Money
from simpul.core.payment.party import Agent, AgentRole, IdentifierKind, Party, PartyKind, PartyRole
from simpul.core.payment.payment import Payment


class Side(StrEnum):
    """Of whom an item speaks."""

    ORIGINATOR = "originator"
    BENEFICIARY = "beneficiary"


PARTIES = {
    Side.ORIGINATOR: (PartyRole.UNDERLYING_ORIGINATOR, PartyRole.ORIGINATOR),
    Side.BENEFICIARY: (PartyRole.UNDERLYING_BENEFICIARY, PartyRole.BENEFICIARY),
}
AGENTS = {
    Side.ORIGINATOR: (AgentRole.UNDERLYING_ORIGINATOR_AGENT, AgentRole.ORIGINATOR_AGENT),
    Side.BENEFICIARY: (AgentRole.UNDERLYING_BENEFICIARY_AGENT, AgentRole.BENEFICIARY_AGENT),
}
"""In which part each side stands: first behind a cover payment, then in any other."""


class Item(StrEnum):
    """What can be required of a party."""

    NAME = "name"
    ACCOUNT = "account"
    ADDRESS = "address"
    COUNTRY_AND_TOWN = "country-and-town"
    BIRTH_DATE = "birth-date"
    OFFICIAL_ID = "official-id"
    AGENT = "agent"


class ItemStatus(StrEnum):
    """How it stands with a required item."""

    PRESENT = "present"
    MISSING = "missing"
    MALFORMED = "malformed"


class Band(StrEnum):
    """Of which payments an item is required: of every one, or of those above the threshold."""

    EVERY = "every"
    ABOVE = "above"


class Reach(StrEnum):
    """How far a payment goes, as its institutions and accounts say."""

    DOMESTIC = "domestic"
    CROSS_BORDER = "cross-border"
    UNKNOWN = "unknown"


class Note(StrEnum):
    """What is to be said of an item beside its status."""

    BAD_IBAN = "bad-iban"
    BAD_BIC = "bad-bic"
    BAD_LEI = "bad-lei"
    BAD_COUNTRY = "bad-country"
    REFERENCE_FOR_ACCOUNT = "reference-for-account"
    FREE_LINES = "free-lines"
    NO_TOWN = "no-town"
    NO_COUNTRY = "no-country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One item that the norm requires: of whom, of which kinds of party, payments and reach, and where that is from.

    Empty `kinds` means of every kind of party; an empty `reach` means however far the payment goes.
    """

    id: str
    side: Side
    item: Item
    band: Band
    kinds: tuple[PartyKind, ...] = ()
    reach: tuple[Reach, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyRule:
    """What an edition of the norm requires, from which amounts on, and the codes of the countries there are."""

    edition: Edition
    requirements: tuple[Requirement, ...]
    thresholds: tuple[Money, ...]
    countries: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse a rule that requires nothing, or has two thresholds of one currency."""
        if not self.requirements:
            raise InputError("a rule needs a requirement", place="transparency.requirements")
        if len({each.currency for each in self.thresholds}) != len(self.thresholds):
            raise InputError("two thresholds of one currency", place="transparency.thresholds")


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """How it stands with one requirement: its id says why it is required."""

    requirement: str
    side: Side
    item: Item
    status: ItemStatus
    note: Note | None = None


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What was required of a payment, and how it stands with each item; a result of its own beside the decision."""

    rule: Edition
    reach: Reach
    band: Band
    items: tuple[ItemResult, ...] = ()

    @property
    def lacking(self) -> tuple[ItemResult, ...]:
        """The items that are missing or malformed."""
        return tuple(each for each in self.items if each.status is not ItemStatus.PRESENT)

    @property
    def is_complete(self) -> bool:
        """Whether nothing lacks."""
        return not self.lacking

    @property
    def score(self) -> int:
        """How much of what is required is there, in thousandths."""
        return (len(self.items) - len(self.lacking)) * 1000 // len(self.items) if self.items else 1000


_Judged = tuple[Party, Agent | None]
"""Who is judged on a side, and the institution there."""


def completeness(payment: Payment, rule: TransparencyRule, *, equivalent: Money | None = None) -> Completeness:
    """Judge a payment by a rule; `equivalent` is its amount in the currency of a threshold, where somebody knows it."""
    judged = _sides(payment)
    reach, band = _reach(judged), band_of(equivalent or payment.amount, rule)
    items = tuple(
        [
            _judged(payment, judged[requirement.side], requirement, rule)
            for requirement in rule.requirements
            if _applies(requirement, judged[requirement.side][0], reach, band)
        ]
    )
    return _completeness(rule.edition, reach, band, items)


def reach_of(payment: Payment) -> Reach:
    """Say whether a payment crosses a border: by its institutions' codes, else by its accounts' countries."""
    return _reach(_sides(payment))


def _reach(judged: Mapping[Side, _Judged]) -> Reach:
    one, other = (
        country_of_bic(agent.bic if agent else "") or country_of_iban(party.account.iban if party.account else "")
        for party, agent in (judged[side] for side in Side)
    )
    if not one or not other:
        return Reach.UNKNOWN
    return Reach.DOMESTIC if one == other else Reach.CROSS_BORDER


def band_of(amount: Money, rule: TransparencyRule) -> Band:
    """Say whether an amount is above the threshold; in a currency that has none, it counts as above."""
    threshold = next((each for each in rule.thresholds if each.currency == amount.currency), None)
    return Band.EVERY if threshold is not None and not amount.is_above(threshold) else Band.ABOVE


def _sides(payment: Payment) -> Mapping[Side, _Judged]:
    """Give who is judged on each side: of a cover payment the customer behind it, and the institution of that side."""
    parties = {each.role: each for each in reversed(payment.parties)}
    agents = {each.role: each for each in reversed(payment.agents)}
    found = {}
    for side, (behind, front) in PARTIES.items():
        party = parties.get(behind) or parties.get(front) or payment.originator
        behind_agent, front_agent = AGENTS[side]
        found[side] = party, agents.get(behind_agent) or agents.get(front_agent)
    return found


def _applies(requirement: Requirement, party: Party, reach: Reach, band: Band) -> bool:
    if requirement.band is Band.ABOVE and band is not Band.ABOVE:
        return False
    if requirement.reach and reach is not Reach.UNKNOWN and reach not in requirement.reach:
        return False
    return not requirement.kinds or party.kind in requirement.kinds


def _judged(payment: Payment, judged: _Judged, requirement: Requirement, rule: TransparencyRule) -> ItemResult:
    status, note = _status(payment, judged, requirement.item, rule)
    return _result(requirement.id, requirement.side, requirement.item, status, note)


@lru_cache(maxsize=1024)
def _result(requirement: str, side: Side, item: Item, status: ItemStatus, note: Note | None) -> ItemResult:
    """Give the one value for a result: there are few, and every payment has a dozen of them."""
    return ItemResult(requirement=requirement, side=side, item=item, status=status, note=note)


MOST_KNOWN = 1_024
_KNOWN: dict[tuple[int, ...], Completeness] = {}
"""The results that there were, by the identity of what is in them, which each of them holds."""


def _completeness(rule: Edition, reach: Reach, band: Band, items: tuple[ItemResult, ...]) -> Completeness:
    """Give the one value for a result: most payments lack the same, or nothing."""
    key = (id(rule), id(reach), id(band), *map(id, items))
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = Completeness(rule=rule, reach=reach, band=band, items=items)
    return known


_Found = tuple[ItemStatus, Note | None]


def _status(payment: Payment, judged: _Judged, item: Item, rule: TransparencyRule) -> _Found:
    party, agent = judged
    if item is Item.NAME:
        return _said(party.name)
    if item is Item.ACCOUNT:
        return _account(payment, party)
    if item is Item.ADDRESS:
        return _address(party, rule)
    if item is Item.COUNTRY_AND_TOWN:
        return _country_and_town(party, rule)
    if item is Item.AGENT:
        return _agent(agent)
    return _identity(party)


def _said(text: str) -> _Found:
    return (ItemStatus.MISSING if says_nothing(text) else ItemStatus.PRESENT), None


def _account(payment: Payment, party: Party) -> _Found:
    account = party.account
    if account is not None and account.iban:
        return (ItemStatus.PRESENT, None) if is_iban(account.iban) else (ItemStatus.MALFORMED, Note.BAD_IBAN)
    if account is not None and not says_nothing(account.number):
        return ItemStatus.PRESENT, None
    unique = payment.references.uetr or payment.references.transaction
    return (ItemStatus.MISSING, None) if says_nothing(unique) else (ItemStatus.PRESENT, Note.REFERENCE_FOR_ACCOUNT)


def _address(party: Party, rule: TransparencyRule) -> _Found:
    address = party.address
    if address is None or all(map(says_nothing, address.words())):
        return ItemStatus.MISSING, None
    if address.country and address.country not in rule.countries:
        return ItemStatus.MALFORMED, Note.BAD_COUNTRY
    if not all(map(says_nothing, address.lines)):
        return ItemStatus.PRESENT, Note.FREE_LINES
    return (ItemStatus.MISSING, Note.NO_TOWN) if says_nothing(address.town) else (ItemStatus.PRESENT, None)


def _country_and_town(party: Party, rule: TransparencyRule) -> _Found:
    country, address = party.country, party.address
    if country and country not in rule.countries:
        return ItemStatus.MALFORMED, Note.BAD_COUNTRY
    lines = address is not None and not all(map(says_nothing, address.lines))
    if not country and not lines:
        return ItemStatus.MISSING, Note.NO_COUNTRY
    if address is not None and not says_nothing(address.town) and country:
        return ItemStatus.PRESENT, None
    return (ItemStatus.PRESENT, Note.FREE_LINES) if lines else (ItemStatus.MISSING, Note.NO_TOWN)


def _agent(agent: Agent | None) -> _Found:
    if agent is None or all(says_nothing(text) for texts in agent.values().values() for text in texts):
        return ItemStatus.MISSING, None
    if agent.bic and not is_bic(agent.bic):
        return ItemStatus.MALFORMED, Note.BAD_BIC
    return ItemStatus.PRESENT, None


def _identity(party: Party) -> _Found:
    born = party.birth.date if party.birth else ""
    if born or party.kind is PartyKind.PERSON:
        return _said(born)
    faults = list(_bad_codes(party))
    if faults:
        return ItemStatus.MALFORMED, faults[0]
    return _said("".join(each.value for each in party.identifiers))


def _bad_codes(party: Party) -> Iterator[Note]:
    if any(not is_lei(value) for value in party.identified_by(IdentifierKind.LEI)):
        yield Note.BAD_LEI
    if any(not is_bic(value) for value in party.identified_by(IdentifierKind.BIC)):
        yield Note.BAD_BIC
