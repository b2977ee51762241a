"""Who stands in a payment: parties, their accounts and addresses, and the institutions between them.

Rules:
1. Everything that the message says of a party is kept as said: a name is screened as it was written.
2. A party may be without a name and a code without sense: that is for completeness to say, and hides nobody.
3. Every text and every number of things is bounded.
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.payment.codes import is_iban

MOST_TEXT = 400
MOST_LINES = 12
MOST_IDENTIFIERS = 20


class PartyRole(StrEnum):
    """In what part somebody stands in a payment."""

    ORIGINATOR = "originator"
    ULTIMATE_ORIGINATOR = "ultimate-originator"
    BENEFICIARY = "beneficiary"
    ULTIMATE_BENEFICIARY = "ultimate-beneficiary"
    INITIATOR = "initiator"
    INVOICER = "invoicer"
    INVOICEE = "invoicee"
    GARNISHEE = "garnishee"
    UNDERLYING_ORIGINATOR = "underlying-originator"
    UNDERLYING_ULTIMATE_ORIGINATOR = "underlying-ultimate-originator"
    UNDERLYING_BENEFICIARY = "underlying-beneficiary"
    UNDERLYING_ULTIMATE_BENEFICIARY = "underlying-ultimate-beneficiary"
    UNDERLYING_INITIATOR = "underlying-initiator"


class AgentRole(StrEnum):
    """In what part an institution stands in a payment."""

    ORIGINATOR_AGENT = "originator-agent"
    BENEFICIARY_AGENT = "beneficiary-agent"
    INTERMEDIARY_1 = "intermediary-1"
    INTERMEDIARY_2 = "intermediary-2"
    INTERMEDIARY_3 = "intermediary-3"
    PREVIOUS_1 = "previous-1"
    PREVIOUS_2 = "previous-2"
    PREVIOUS_3 = "previous-3"
    INSTRUCTING = "instructing"
    INSTRUCTED = "instructed"
    SENDER_CORRESPONDENT = "sender-correspondent"
    RECEIVER_CORRESPONDENT = "receiver-correspondent"
    THIRD_REIMBURSEMENT = "third-reimbursement"
    FORWARDING = "forwarding"
    UNDERLYING_ORIGINATOR_AGENT = "underlying-originator-agent"
    UNDERLYING_BENEFICIARY_AGENT = "underlying-beneficiary-agent"
    UNDERLYING_PREVIOUS = "underlying-previous"
    UNDERLYING_INTERMEDIARY = "underlying-intermediary"


class PartyKind(StrEnum):
    """What a party is, as far as its message says."""

    PERSON = "person"
    ORGANISATION = "organisation"
    INSTITUTION = "institution"
    UNSTATED = "unstated"


class IdentifierKind(StrEnum):
    """What an identifier is; the message's own scheme stands beside it."""

    BIC = "bic"
    LEI = "lei"
    PERSON = "person"
    ORGANISATION = "organisation"
    CLEARING_MEMBER = "clearing-member"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One number by which a party or an institution is known: `scheme` and `issuer` in the message's words."""

    kind: IdentifierKind
    value: str
    scheme: str = ""
    issuer: str = ""

    def __post_init__(self) -> None:
        """Refuse an identifier that says nothing."""
        if not self.value.strip():
            raise InputError("an identifier needs a value", place="identifier.value")
        check_texts("identifier", self.value, self.scheme, self.issuer)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address: what the message has in fields of their own, and in `lines` what it has not; `country` as said."""

    lines: tuple[str, ...] = ()
    department: str = ""
    street: str = ""
    building: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    subdivision: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        """Refuse more than an address holds."""
        if len(self.lines) > MOST_LINES:
            raise InputError(f"more than {MOST_LINES} lines", place="address.lines")
        parts = (self.department, self.street, self.building, self.postcode, self.town, self.district)
        check_texts("address", *parts, self.subdivision, self.country, *self.lines)

    def words(self) -> tuple[str, ...]:
        """Give its parts that say anything, from the small to the large."""
        parts = (self.building, self.street, self.district, self.postcode, self.town, self.subdivision)
        return tuple(part for part in (self.department, *self.lines, *parts, self.country) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """When and where a party was born: an ISO day, and the place as the message says it."""

    date: str = ""
    city: str = ""
    province: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        """Refuse more than a birth holds; a day that does not exist is refused by who reads it."""
        check_texts("birth", self.date, self.city, self.province, self.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account: its IBAN as the message says it, or another number with its scheme."""

    iban: str = ""
    other: str = ""
    scheme: str = ""
    currency: str = ""
    name: str = ""
    proxy: str = ""

    def __post_init__(self) -> None:
        """Refuse an account of which nothing is said."""
        if not (self.iban or self.other or self.proxy or self.name):
            raise InputError("an account needs a number", place="account")
        check_texts("account", self.iban, self.other, self.scheme, self.currency, self.name, self.proxy)

    @property
    def number(self) -> str:
        """The number to know it by: the IBAN, the other number, or the proxy."""
        return self.iban or self.other or self.proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in a payment, with everything the message says of him, her or it."""

    role: PartyRole
    name: str = ""
    kind: PartyKind = PartyKind.UNSTATED
    address: PostalAddress | None = None
    residence: str = ""
    birth: Birth | None = None
    identifiers: tuple[Identifier, ...] = ()
    account: Account | None = None
    contact: str = ""

    def __post_init__(self) -> None:
        """Refuse more than a party holds."""
        if len(self.identifiers) > MOST_IDENTIFIERS:
            raise InputError(f"more than {MOST_IDENTIFIERS} identifiers", place=self.role)
        check_texts(self.role, self.name, self.residence, self.contact)

    @property
    def country(self) -> str:
        """The country that the party is said to be in: of its address, else of its residence, as said."""
        return (self.address.country if self.address else "") or self.residence

    def identified_by(self, kind: IdentifierKind) -> tuple[str, ...]:
        """Give the values of the identifiers of a kind."""
        return tuple(each.value for each in self.identifiers if each.kind is kind)

    def values(self) -> dict[str, tuple[str, ...]]:
        """Give what screening compares, by property."""
        account, birth = self.account, self.birth
        said = {
            "name": (self.name,),
            "alias": (self.contact, account.name if account else ""),
            "birthDate": (birth.date if birth else "",),
            "birthPlace": (birth.city if birth else "",),
            "country": (self.country,),
            "idNumber": self.identified_by(IdentifierKind.PERSON),
            "registrationNumber": (
                *self.identified_by(IdentifierKind.LEI),
                *self.identified_by(IdentifierKind.BIC),
                *self.identified_by(IdentifierKind.ORGANISATION),
            ),
            "accountNumber": (account.number if account else "",),
            "address": (", ".join(self.address.words()) if self.address else "",),
        }
        return {name: found for name, values in said.items() if (found := tuple(filter(None, values)))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An institution in a payment: its BIC as said, its name and address, other identifiers, and its account there."""

    role: AgentRole
    bic: str = ""
    name: str = ""
    address: PostalAddress | None = None
    identifiers: tuple[Identifier, ...] = ()
    account: Account | None = None

    def __post_init__(self) -> None:
        """Refuse more than an institution holds."""
        if len(self.identifiers) > MOST_IDENTIFIERS:
            raise InputError(f"more than {MOST_IDENTIFIERS} identifiers", place=self.role)
        check_texts(self.role, self.bic, self.name)

    def values(self) -> dict[str, tuple[str, ...]]:
        """Give what screening compares, by property."""
        numbers = (self.bic, *(each.value for each in self.identifiers))
        said = {
            "name": (self.name,),
            "registrationNumber": numbers,
            "country": (self.address.country if self.address else "",),
            "accountNumber": (self.account.number if self.account else "",),
        }
        return {name: found for name, values in said.items() if (found := tuple(filter(None, values)))}


def account_of(number: str, *, name: str = "") -> Account:
    """Give an account by its number alone: an IBAN where it proves to be one."""
    plain = number.replace(" ", "").upper()
    return Account(iban=plain, name=name) if is_iban(plain) else Account(other=number, name=name)


def check_texts(place: str, *texts: str) -> None:
    """Refuse a text that is too long or holds control characters."""
    together = "".join(texts)
    if len(together) <= MOST_TEXT and together.isprintable():
        return
    for text in texts:
        if text and (len(text) > MOST_TEXT or not text.isprintable()):
            bounded_text(text, place=place, most=MOST_TEXT)
