"""What passes between two nodes: introductions, envelope headers, receipts; and the rules by which they are accepted.

Rules for an envelope that arrives, in this order (`header_refusal`):
1. its version and suite are ones we know; 2. it is to us, and from the peer on whose link it came; 3. its number is
the next on the link or one we already have. Size, shape and signature are checked before these, by `peers`.

An envelope goes to one recipient: what two partners see of one report may differ. Its id is the hash of the bytes
that are signed. The clock is never used for order; a time far from ours is noted, not refused.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from simpul.core.authority import Authority, AuthorityId, authority_id
from simpul.core.errors import Error, InputError
from simpul.core.ids import HASH_ID, bounded_text, checked_hash_id

ENVELOPE_VERSION = 1
SUITE = "ed25519+mlkem768x25519+aes256gcm"
FAR_CLOCK = timedelta(minutes=5)


class MessageKind(StrEnum):
    """What an envelope holds."""

    REPORT = "report"
    RECORDS = "records"


class Receipt(StrEnum):
    """What the recipient did with an envelope."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """How a node presents itself: authority, address, public keys. Signed with the identity key it names.

    `identity_key` (Ed25519) and `sealing_key` (hybrid HPKE) are hexadecimal; `fingerprint` is what people compare.
    """

    authority: Authority
    base_url: str
    identity_key: str
    sealing_key: str
    made_at: datetime
    suite: str = SUITE

    def __post_init__(self) -> None:
        """Refuse an address that is not http or https, and keys that are not hexadecimal."""
        bounded_text(self.base_url, place="introduction.base_url", most=200)
        if not self.base_url.startswith(("https://", "http://")):
            raise InputError("an address begins with https:// or http://", place="introduction.base_url")
        if not HASH_ID.fullmatch(self.identity_key):
            raise InputError("not 64 hexadecimal digits", place="introduction.identity_key")
        if len(self.sealing_key) > 4_000 or set(self.sealing_key) - set("0123456789abcdef"):
            raise InputError("not hexadecimal", place="introduction.sealing_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeHeader:
    """The part of an envelope that anybody can read. `number` counts from 1 on the link from sender to recipient.

    `digest` is the SHA-256 of the ciphertext, so that header and signature cover it.
    """

    version: int
    suite: str
    kind: MessageKind
    sender: AuthorityId
    recipient: AuthorityId
    number: int
    sent_at: datetime
    digest: str

    def __post_init__(self) -> None:
        """Refuse names that are none, a number below 1, a digest that is none and a moment without a time zone."""
        authority_id(self.sender, place="header.sender")
        authority_id(self.recipient, place="header.recipient")
        checked_hash_id(self.digest, place="header.digest")
        if self.number < 1:
            raise InputError("envelopes are numbered from 1", place="header.number")
        if self.sent_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="header.sent_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReceipt:
    """The recipient's word on one envelope, with the size and root of its log of this link after it."""

    envelope: str
    sender: AuthorityId
    recipient: AuthorityId
    number: int
    outcome: Receipt
    log_size: int
    log_root: str
    received_at: datetime


class Refusal(StrEnum):
    """Why an envelope is refused before its content is looked at."""

    UNKNOWN_VERSION = "unknown-version"
    UNKNOWN_SUITE = "unknown-suite"
    UNKNOWN_KIND = "unknown-kind"
    NOT_TO_US = "not-to-us"
    NOT_THIS_LINK = "not-this-link"
    GAP = "gap"
    NUMBER_REUSED = "number-reused"
    BAD_SIGNATURE = "bad-signature"
    NOT_DECRYPTABLE = "not-decryptable"
    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    UNKNOWN_SENDER = "unknown-sender"
    SUSPENDED_SENDER = "suspended-sender"
    OVER_QUOTA = "over-quota"


def header_refusal(header: EnvelopeHeader, *, us: AuthorityId, link: AuthorityId) -> Refusal | None:
    """Say why an envelope that came over the link with `link` is not for us to open, or nothing when it is."""
    if header.version != ENVELOPE_VERSION:
        return Refusal.UNKNOWN_VERSION
    if header.suite != SUITE:
        return Refusal.UNKNOWN_SUITE
    if header.recipient != us:
        return Refusal.NOT_TO_US
    if header.sender != link:
        return Refusal.NOT_THIS_LINK
    return None


def is_far(sent_at: datetime, *, now: datetime) -> bool:
    """Say whether a peer's clock is more than five minutes from ours: to be noted, never a reason to refuse."""
    return abs(sent_at - now) > FAR_CLOCK


class EnvelopeRefusedError(Error):
    """Says that an envelope is refused, why, and where in it; nothing of its content was used."""

    code = "envelope-refused"

    def __init__(self, refusal: Refusal, *, place: str = "envelope", detail: str = "") -> None:
        """Keep the refusal, the place and a detail in words."""
        super().__init__(f"{place}: {refusal}{': ' + detail if detail else ''}")
        self.refusal = refusal
        self.place = place
        self.detail = detail
