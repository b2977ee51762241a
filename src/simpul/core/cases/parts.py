"""What stands in a case: payments, accounts, parties, notes, attachments; and what is said of earlier entries.

Rules:
1. A part says what somebody else needs to read it: nothing refers to a record that only its author has.
2. An attachment is bytes of a few known forms, bounded, known by their hash. Nobody opens it for the reader.
3. Every text is bounded; days exist; amounts are exact and above nought.
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import HASH_ID, bounded_text, checked_hash_id
from simpul.core.payment.codes import is_day
from simpul.core.payment.money import Money
from simpul.core.payment.party import PartyKind

MOST_NAME = 400
MOST_NOTE = 20_000
MOST_REASON = 2_000
MOST_NUMBERS = 20
MOST_ATTACHMENT_BYTES = 4 * 1024 * 1024


class MediaType(StrEnum):
    """The forms that an attachment may have."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"
    TABLE = "text/csv"
    XML = "application/xml"
    JSON = "application/json"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    LETTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_BEGINNINGS: dict[MediaType, bytes] = {
    MediaType.PDF: b"%PDF-",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
    MediaType.JPEG: b"\xff\xd8\xff",
    MediaType.WORKBOOK: b"PK\x03\x04",
    MediaType.LETTER: b"PK\x03\x04",
}
"""How the bytes of each form begin; those that are not here are text in UTF-8."""


class CaseState(StrEnum):
    """Whether a case is worked on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParty:
    """Somebody whom a case is about."""

    name: str
    kind: PartyKind = PartyKind.UNSTATED
    birth_date: str = ""
    country: str = ""
    address: str = ""
    numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse somebody without a name, or more than one has."""
        _needed("party", name=self.name)
        _texts("party", country=self.country, address=self.address, **_numbered("numbers", self.numbers))
        _day("party.birth_date", self.birth_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccount:
    """An account that a case is about."""

    number: str
    holder: str = ""
    institution: str = ""
    bic: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        """Refuse an account without a number."""
        _needed("account", number=self.number)
        _texts("account", holder=self.holder, institution=self.institution, bic=self.bic, country=self.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEnd:
    """Who pays or is paid, from or into which account."""

    name: str = ""
    kind: PartyKind = PartyKind.UNSTATED
    account: str = ""
    institution: str = ""
    bic: str = ""
    country: str = ""
    birth_date: str = ""

    def __post_init__(self) -> None:
        """Refuse an end of which nothing is known."""
        if not (self.name.strip() or self.account.strip()):
            raise InputError("who pays and who is paid has a name or an account", place="payment.end")
        _texts("payment.end", name=self.name, account=self.account, institution=self.institution)
        _texts("payment.end", bic=self.bic, country=self.country)
        _day("payment.end.birth_date", self.birth_date)

    @property
    def label(self) -> str:
        """What to call it by: the name, else the account."""
        return self.name or self.account

    @property
    def identity(self) -> str:
        """What makes two ends the same: the account, else the name."""
        return _squeezed(self.account) or f"name:{self.name.casefold()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePayment:
    """One payment: who paid whom how much, when, and what for. `payment` is its id where it was taken."""

    amount: Money
    payer: FlowEnd
    payee: FlowEnd
    paid_on: str
    reference: str = ""
    text: str = ""
    payment: str = ""

    def __post_init__(self) -> None:
        """Refuse a payment of nothing, on no day, or with an id that is none."""
        if self.amount.minor <= 0:
            raise InputError("a payment's amount is above nought", place="payment.amount")
        if not is_day(self.paid_on):
            raise InputError(f"not a day such as 2026-03-14: {self.paid_on[:20]!r}", place="payment.paid_on")
        _texts("payment", reference=self.reference)
        bounded_text(self.text, place="payment.text", most=MOST_REASON)
        if self.payment:
            checked_hash_id(self.payment, place="payment.payment")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """What an officer writes down."""

    text: str

    def __post_init__(self) -> None:
        """Refuse a note that says nothing."""
        if not bounded_text(self.text, place="note.text", most=MOST_NOTE).strip():
            raise InputError("a note says something", place="note.text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file: its name, its form, how long it is, and the SHA-256 of its bytes, which travel beside the entry."""

    name: str
    media_type: MediaType
    size: int
    digest: str

    def __post_init__(self) -> None:
        """Refuse a file without a name, an empty one, and one that is too long."""
        _needed("attachment", name=self.name)
        if not self.name.isprintable() or set(self.name) & set('/\\"'):
            raise InputError("a file's name has no line breaks, quotes or slashes", place="attachment.name")
        if not 0 < self.size <= MOST_ATTACHMENT_BYTES:
            raise InputError(f"an attachment has 1 to {MOST_ATTACHMENT_BYTES} bytes", place="attachment.size")
        if not HASH_ID.fullmatch(self.digest):
            raise InputError("not 64 hexadecimal digits", place="attachment.digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an earlier entry no longer stands, and why."""

    entry: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a withdrawal of nothing, or without a reason."""
        checked_hash_id(self.entry, place="withdrawal.entry")
        _reason("withdrawal.reason", self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """That the case is closed or taken up again, and why."""

    state: CaseState
    reason: str

    def __post_init__(self) -> None:
        """Refuse a turn without a reason."""
        _reason("turn.reason", self.reason)


def check_content(content: bytes, media_type: MediaType) -> None:
    """Check that bytes are in the form that they are said to be in, and not too many.

    Raises:
        InputError: they are not.
    """
    if not 0 < len(content) <= MOST_ATTACHMENT_BYTES:
        raise InputError(f"an attachment has 1 to {MOST_ATTACHMENT_BYTES} bytes", place="attachment")
    beginning = _BEGINNINGS.get(media_type)
    if beginning is not None:
        if not content.startswith(beginning):
            raise InputError(f"the file is no {media_type}", place="attachment")
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise InputError(f"{media_type} is text in UTF-8", place="attachment") from exc
    if "\x00" in text:
        raise InputError("text holds no zero character", place="attachment")


def _squeezed(number: str) -> str:
    return "".join(letter for letter in number if letter.isalnum()).upper()


def _needed(place: str, **texts: str) -> None:
    for name, text in texts.items():
        if not bounded_text(text, place=f"{place}.{name}", most=MOST_NAME).strip():
            raise InputError(f"needs a {name}", place=f"{place}.{name}")


def _texts(place: str, **texts: str) -> None:
    for name, text in texts.items():
        bounded_text(text, place=f"{place}.{name}", most=MOST_NAME)


def _numbered(name: str, texts: tuple[str, ...]) -> dict[str, str]:
    if len(texts) > MOST_NUMBERS:
        raise InputError(f"more than {MOST_NUMBERS} numbers of one party", place=name)
    return {f"{name}[{index}]": text for index, text in enumerate(texts)}


def _day(place: str, day: str) -> None:
    if day and not is_day(day):
        raise InputError(f"not a day such as 2026-03-14: {day[:20]!r}", place=place)


def _reason(place: str, text: str) -> None:
    if not bounded_text(text, place=place, most=MOST_REASON).strip():
        raise InputError("say why", place=place)
