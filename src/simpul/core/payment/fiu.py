"""What is reported to a financial intelligence unit: a report, its transactions or its parties, and who they are.

Rules:
1. Fields bear goAML's names, so that who fills a report and who reads the unit's handbook speak of the same thing.
2. A report has transactions or parties, a reason or indicators, and a reference of its own. What its unit requires
   beyond that is said by the schema that the unit gives out.
3. What a report says and no field here takes is text in `beside`.

Norm: FATF Recommendations 20 and 29. The codes (report, funds, indicators) are each unit's own.
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_TEXT = 8_000
MOST_PARTS = 10_000
MOST_BESIDE = 500


class Standing(StrEnum):
    """Whether somebody is the reporting institution's own client, of whom a unit asks for more."""

    MY_CLIENT = "my-client"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuPhone:
    """One telephone."""

    tph_contact_type: str = ""
    tph_communication_type: str = ""
    tph_country_prefix: str = ""
    tph_number: str = ""
    tph_extension: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuAddress:
    """One address."""

    address_type: str = ""
    address: str = ""
    town: str = ""
    city: str = ""
    zip: str = ""
    country_code: str = ""
    state: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuIdentification:
    """One identity document; days as goAML writes them (`2020-01-15T00:00:00`)."""

    type: str = ""
    number: str = ""
    issue_date: str = ""
    expiry_date: str = ""
    issued_by: str = ""
    issue_country: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuPerson:
    """A person of a report."""

    first_name: str
    last_name: str
    gender: str = ""
    title: str = ""
    middle_name: str = ""
    prefix: str = ""
    birthdate: str = ""
    birth_place: str = ""
    country_of_birth: str = ""
    mothers_name: str = ""
    alias: str = ""
    full_name_frn: str = ""
    ssn: str = ""
    passport_number: str = ""
    passport_country: str = ""
    id_number: str = ""
    nationality1: str = ""
    nationality2: str = ""
    nationality3: str = ""
    residence: str = ""
    occupation: str = ""
    tax_number: str = ""
    tax_reg_number: str = ""
    source_of_wealth: str = ""
    comments: str = ""
    phones: tuple[FiuPhone, ...] = ()
    addresses: tuple[FiuAddress, ...] = ()
    emails: tuple[str, ...] = ()
    identifications: tuple[FiuIdentification, ...] = ()
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a person without a name."""
        if not (self.first_name.strip() and self.last_name.strip()):
            raise InputError("a person of a report has a first and a last name", place="person")

    @property
    def name(self) -> str:
        """The whole name."""
        return " ".join(filter(None, (self.first_name, self.middle_name, self.prefix, self.last_name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuEntity:
    """An organisation of a report."""

    name: str
    commercial_name: str = ""
    incorporation_legal_form: str = ""
    incorporation_number: str = ""
    business: str = ""
    incorporation_state: str = ""
    incorporation_country_code: str = ""
    incorporation_date: str = ""
    tax_number: str = ""
    tax_reg_number: str = ""
    comments: str = ""
    phones: tuple[FiuPhone, ...] = ()
    addresses: tuple[FiuAddress, ...] = ()
    emails: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an organisation without a name."""
        if not self.name.strip():
            raise InputError("an entity of a report has a name", place="entity")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuAccount:
    """An account of a report, at which institution, and what it is called."""

    account: str
    institution_name: str = ""
    institution_code: str = ""
    swift: str = ""
    institution_country: str = ""
    non_bank_institution: str = ""
    branch: str = ""
    currency_code: str = ""
    account_name: str = ""
    iban: str = ""
    client_number: str = ""
    personal_account_type: str = ""
    account_type: str = ""
    opened: str = ""
    closed: str = ""
    status_code: str = ""
    beneficiary: str = ""
    comments: str = ""
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an account without a number."""
        if not self.account.strip():
            raise InputError("an account of a report has a number", place="account")


FiuSubject = FiuPerson | FiuEntity | FiuAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuSide:
    """Where money came from, or where it went: with what, from or to whom, in which country."""

    standing: Standing
    subject: FiuSubject
    funds_code: str
    country: str
    funds_comment: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuTransaction:
    """One transaction of a report; `amount_local` in the report's currency, as goAML writes it (`120000.00`)."""

    transactionnumber: str
    transaction_location: str
    transaction_description: str
    date_transaction: str
    transmode_code: str
    amount_local: str
    origin: FiuSide
    destination: FiuSide
    transmode_comment: str = ""
    internal_ref_number: str = ""
    teller: str = ""
    authorized: str = ""
    value_date: str = ""
    comments: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuParty:
    """One party of a report on an activity, and why it is reported."""

    standing: Standing
    subject: FiuSubject
    reason: str = ""
    significance: str = ""
    role: str = ""
    country: str = ""
    comments: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuItem:
    """Goods or services that a report on an activity speaks of."""

    item_type: str = ""
    item_make: str = ""
    description: str = ""
    previously_registered_to: str = ""
    presently_registered_to: str = ""
    estimated_value: str = ""
    status_code: str = ""
    status_comments: str = ""
    disposed_value: str = ""
    currency_code: str = ""
    size: str = ""
    size_uom: str = ""
    registration_date: str = ""
    registration_number: str = ""
    identification_number: str = ""
    comments: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiuReport:
    """A report to a financial intelligence unit."""

    rentity_id: str
    submission_code: str
    report_code: str
    entity_reference: str
    submission_date: str
    currency_code_local: str
    schema_version: str = ""
    rentity_branch: str = ""
    fiu_ref_number: str = ""
    reason: str = ""
    action: str = ""
    reporting_person: FiuPerson | None = None
    location: FiuAddress | None = None
    transactions: tuple[FiuTransaction, ...] = ()
    parties: tuple[FiuParty, ...] = ()
    items: tuple[FiuItem, ...] = ()
    indicators: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a report of nobody, without a reference, or with more than one holds."""
        if not self.entity_reference.strip() or not self.report_code.strip():
            raise InputError("a report has a code and a reference", place="report")
        if bool(self.transactions) == bool(self.parties):
            raise InputError("a report is of transactions or of an activity", place="report")
        if len(self.transactions) + len(self.parties) > MOST_PARTS or len(self.beside) > MOST_BESIDE:
            raise InputError(f"more than {MOST_PARTS} in one report", place="report")
        for text in (self.reason, self.action, *self.indicators, *self.beside):
            bounded_text(text, place="report", most=MOST_TEXT)

    @property
    def subjects(self) -> tuple[FiuSubject, ...]:
        """Everybody of whom the report speaks, but who reports."""
        sides = (side.subject for each in self.transactions for side in (each.origin, each.destination))
        return (*sides, *(each.subject for each in self.parties))
