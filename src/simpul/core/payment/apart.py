"""What is kept apart from a payment: why it is not let go, under terms stricter than the payment's own.

Rules:
1. A payment keeps the terms under which it came. What is found of it later under stricter ones, an entry of a list or a
   request to freeze, is kept apart: a record of its own under its own terms. Whoever may not see that sees the payment,
   its reasons, its clock and its history as they are without it.
2. While something is kept apart, nothing of the payment is let go or sent back, neither by the rules nor by officers.
3. What is kept apart for an entry is lifted by the rules when the entry has left its list or resembles nobody in the
   payment any more, and by an officer who sees it, with a reason; for a request, by what is said on the request.
   What is kept for the payee of a part, whom no message names, is lifted by an officer only.
4. What nobody may see any more, because its terms have expired, holds nothing.
5. So that trying tells nothing, only officers from whom no payment is hidden let go of what is held, or send it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from simpul.core.authority import ALL_PURPOSES, AuthorityId, OfficerId, Viewer
from simpul.core.errors import InputError
from simpul.core.handling import Handling, strictest
from simpul.core.ids import Domain, Sealed, bounded_text, canonical_bytes, checked_hash_id, record_id
from simpul.core.payment.findings import PAYEE, ListHit
from simpul.core.payment.freezing import NOBODY
from simpul.core.payment.keeping import hides_nothing
from simpul.core.payment.payment import Payment
from simpul.core.payment.relisting import Entry

MOST_TEXT = 400
REQUEST = "freeze-request"
"""What stands in the place of a list where something is kept apart for a request to freeze."""

NOT_CLEARED_TO_END = "payment.not-cleared-to-let-go"
KEPT_APART = "payment.kept-apart"
KEPT_FOR_A_REQUEST = "payment.kept-for-a-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApart:
    """Why a payment is kept back under stricter terms than its own: an entry that somebody resembles, or a request.

    `brought_by` is the edition of the list, or the request itself.
    """

    payment: str
    brought_by: str
    found_at: datetime
    owner: str
    hit: ListHit | None = None
    request: str = ""

    def __post_init__(self) -> None:
        """Refuse what is kept for nothing, for two things, or without an owner."""
        checked_hash_id(self.payment, place="apart.payment")
        if (self.hit is None) != bool(self.request):
            raise InputError("it is kept apart for an entry or for a request", place="apart.hit")
        if self.found_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="apart.found_at")
        for name, text in (("brought_by", self.brought_by), ("owner", self.owner)):
            if not bounded_text(text, place=f"apart.{name}", most=MOST_TEXT).strip():
                raise InputError("what is kept apart names what brought it and its owner", place=f"apart.{name}")

    @property
    def entry(self) -> Entry:
        """The list and the reference of the entry; or that it is a request, and which."""
        return (self.hit.list.id, self.hit.reference) if self.hit is not None else (REQUEST, self.request)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """That something is no longer kept apart, and why; `by` is empty where the rules lifted it."""

    apart: str
    at: datetime
    reason: str
    by: OfficerId = NOBODY

    def __post_init__(self) -> None:
        """Refuse to lift without saying why."""
        checked_hash_id(self.apart, place="apart")
        if not bounded_text(self.reason, place="reason", most=MOST_TEXT).strip():
            raise InputError("say why", place="reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldApart:
    """Something kept apart, with its terms, and how it was lifted where it was."""

    record: Sealed[KeptApart]
    handling: Handling
    lifted: Lifted | None = None

    @property
    def kept(self) -> KeptApart:
        """What is kept."""
        return self.record.value

    def stands(self, *, at: datetime) -> bool:
        """Say whether it keeps the payment back: it was not lifted, and somebody may still see it."""
        expires, ends = self.handling.expires_at, self.handling.retain_until
        return self.lifted is None and (expires is None or at < expires) and (ends is None or at.date() <= ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartLine:
    """Something kept apart as a queue shows it, with its payment."""

    held: HeldApart
    payment: Payment


def is_of_payee(kept: KeptApart, payee: str = "") -> bool:
    """Say whether it is kept for the payee of a part, who is nobody in the payment: this one, where one is named."""
    return kept.hit is not None and kept.hit.part == PAYEE and payee in ("", kept.hit.name)


def kept_of_apart(apart: Sealed[KeptApart], handling: Handling) -> str:
    """Give the text that stands for something kept apart and its terms, to be committed to in the chain."""
    return f"{apart.id} {record_id(Domain.PAYMENT_APART, canonical_bytes(handling))}"


def joined(terms: Handling, other: Handling, *, us: AuthorityId) -> Handling | None:
    """Give the terms of a payment together with those of something found of it; nothing where we may not derive."""
    try:
        return strictest([terms, other], derived_by=us)
    except InputError:
        return None


def narrows(terms: Handling, stricter: Handling) -> bool:
    """Say whether somebody in our own house may see what is under the one and not what is under the other terms.

    What is ours alone is not bound by purposes and expiry in our own house (`core.handling`).
    """
    if stricter.level > terms.level or stricter.edition != terms.edition:
        return True
    if _is_earlier(stricter.retain_until, terms.retain_until):
        return True
    if not stricter.contributors:
        return False
    before = terms if terms.contributors else replace(terms, purposes=tuple(sorted(ALL_PURPOSES)), expires_at=None)
    return not set(before.purposes) <= set(stricter.purposes) or stricter.expires_at != before.expires_at


def grounds_against_ending(viewer: Viewer, kept: Iterable[HeldApart], *, at: datetime) -> tuple[str, ...]:
    """Give the ground on which an officer may not let a payment go or send it back; none means that he or she may.

    Who is not cleared for every payment is given the same ground whether something is kept apart or not.
    """
    if not hides_nothing(viewer):
        return (NOT_CLEARED_TO_END,)
    return (KEPT_APART,) if any(each.stands(at=at) for each in kept) else ()


def new_entries(kept: Sequence[HeldApart], found: Iterable[Entry], *, touched: frozenset[Entry]) -> frozenset[Entry]:
    """Give the entries found of a payment that are to be kept apart anew.

    What is kept already is not kept twice; what an officer lifted comes again only when the entry itself came or
    changed since (`touched`), and what the rules lifted when it is found again.
    """
    standing = {each.kept.entry for each in kept if each.lifted is None}
    settled = {each.kept.entry for each in kept if each.lifted is not None and each.lifted.by} - touched
    return frozenset(found) - standing - settled


def _is_earlier(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one < other)
