"""Freezing: what a freeze is in law, what it needs to be one, and what may be let go from it.

Rules:
1. A freeze is a legal object: it names its legal basis and the authority that ordered it, what it holds, and when it
   ends. Without these it cannot be made, and the most that can be done is to hold.
2. A freeze ends by its day or by a new act, never by being forgotten; what is let go from it is let go by a rule that
   the freeze itself names, for a purpose, up to an amount. That is in the currency of what is frozen: amounts of two
   currencies are never compared, so an order whose limit is in another one is not taken for the payment.
3. A humanitarian exemption is data: by which instrument, for which lists and programmes, for whom, from when until
   when. It lets a payment pass only where two officers have established it for this payment.

Norms: Security Council resolutions 1267 (1999) and 1373 (2001), paragraph 1 (c), for the freeze; 1452 (2002) for basic
and extraordinary expenses; 2664 (2022) for the humanitarian exemption; FATF Recommendation 6 ("without delay").
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.payment.edition import Edition
from simpul.core.payment.money import Money

MOST_TEXT = 400
MOST_RULES = 20

NOBODY = OfficerId("")
"""Who decided where no person did."""


class ReleasePurpose(StrEnum):
    """What something may be let go for."""

    BASIC_EXPENSES = "basic-expenses"
    EXTRAORDINARY_EXPENSES = "extraordinary-expenses"
    LEGAL_FEES = "legal-fees"
    PRIOR_OBLIGATION = "prior-obligation"
    HUMANITARIAN = "humanitarian"
    COURT_ORDER = "court-order"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """On what a freeze stands: the instrument, its provision, and the order made under it with its day."""

    instrument: str
    provision: str = ""
    order: str = ""
    ordered_on: str = ""

    def __post_init__(self) -> None:
        """Refuse a basis without an instrument."""
        if not bounded_text(self.instrument, place="basis.instrument", most=MOST_TEXT).strip():
            raise InputError("a freeze needs a legal basis", place="basis.instrument")
        for text in (self.provision, self.order, self.ordered_on):
            bounded_text(text, place="basis", most=MOST_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialReleaseRule:
    """One way in which a part may be let go: what for, by which provision, and up to how much in all."""

    id: str
    purpose: ReleasePurpose
    instrument: str
    most: Money | None = None

    def __post_init__(self) -> None:
        """Refuse a rule without a name or an instrument."""
        for name, text in (("id", self.id), ("instrument", self.instrument)):
            if not bounded_text(text, place=f"release.{name}", most=MOST_TEXT).strip():
                raise InputError(f"a rule of release needs its {name}", place=f"release.{name}")

    def is_usable(self, amount: Money) -> bool:
        """Say whether anything can be let go by it from this amount: not where its limit is in another currency."""
        most = self.most
        return most is None or (most.currency, most.decimals) == (amount.currency, amount.decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezingOrder:
    """What an authority ordered against a listed party: its basis, from when until when, what may be let go.

    `programme` is the regime in the list's word, by which exemptions are found. A day of review is not an end.
    """

    legal_basis: LegalBasis
    authority: str
    in_force_from: datetime
    expires_at: datetime
    programme: str = ""
    partial_release: tuple[PartialReleaseRule, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an order without an authority, or one that ends before it begins."""
        _check_authority(self.authority)
        bounded_text(self.programme, place="order.programme", most=MOST_TEXT)
        if _moment(self.in_force_from) >= _moment(self.expires_at):
            raise InputError("an order ends after it begins", place="order.expires_at")
        _check_rules(self.partial_release)

    def is_in_force(self, *, at: datetime) -> bool:
        """Say whether it is in force at this moment."""
        return self.in_force_from <= at < self.expires_at


class FreezeScope(StrEnum):
    """What a freeze holds: all of a payment, or what is left after a part was let go."""

    WHOLE = "whole"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """What is frozen, on which legal basis, by whose order, until when, and what may be let go from it.

    `listed` is the entry it was frozen for, `list` the edition of the list it stood on.
    """

    legal_basis: LegalBasis
    authority: str
    amount: Money
    scope: FreezeScope
    expires_at: datetime
    list: Edition
    listed: str
    programme: str = ""
    partial_release: tuple[PartialReleaseRule, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a freeze without an authority or an end, and of nothing."""
        _check_authority(self.authority)
        _moment(self.expires_at)
        if self.amount.minor <= 0:
            raise InputError("a freeze holds something", place="freeze.amount")
        if not bounded_text(self.listed, place="freeze.listed", most=MOST_TEXT).strip():
            raise InputError("a freeze names the entry it is for", place="freeze.listed")
        bounded_text(self.programme, place="freeze.programme", most=MOST_TEXT)
        _check_rules(self.partial_release)

    def rule(self, rule_id: str) -> PartialReleaseRule | None:
        """Give the rule of release of this name, or none."""
        return next((each for each in self.partial_release if each.id == rule_id), None)

    def may_use(self, rule: PartialReleaseRule) -> bool:
        """Say whether anything can be let go from it by this rule."""
        return rule.is_usable(self.amount)

    def without(self, release: "PartialRelease") -> "Freeze":
        """Give what stays frozen when a part is let go; a rule that has an amount has so much less of it.

        Raises:
            InputError: the freeze names no such rule, or the part is more than the rule or the freeze has.
        """
        rule = self.rule(release.rule)
        if rule is None:
            raise InputError(f"the freeze names no rule {release.rule[:40]!r}", place="release.rule")
        check_limits((rule,), self.amount)
        left = self.amount.less(release.amount)
        still = None if rule.most is None else rule.most.less(release.amount)
        if left.minor <= 0 or (still is not None and still.minor < 0):
            raise InputError("more than the rule or the freeze has", place="release.amount")
        spent = still is not None and still.minor == 0
        rules = (replace(each, most=still) if each is rule else each for each in self.partial_release)
        kept = tuple(each for each in rules if not (spent and each.id == rule.id))
        return replace(self, amount=left, scope=FreezeScope.REMAINDER, partial_release=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialRelease:
    """A part that is let go from a freeze: how much, by which of its rules, and to whom."""

    rule: str
    amount: Money
    payee: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a release of nothing, or without a payee and a reason."""
        if self.amount.minor <= 0:
            raise InputError("a release lets something go", place="release.amount")
        for name, text in (("rule", self.rule), ("payee", self.payee), ("reason", self.reason)):
            if not bounded_text(text, place=f"release.{name}", most=MOST_TEXT).strip():
                raise InputError(f"a release needs its {name}", place=f"release.{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A humanitarian exemption as an instrument grants it: for which lists and programmes, and from when until when.

    Empty `programmes` means every programme of the lists. `until` is empty where the instrument sets no end. `verified`
    is `yes` where the instrument's own text was read for the row.
    """

    id: str
    instrument: str
    lists: tuple[str, ...]
    from_day: str
    provision: str = ""
    programmes: tuple[str, ...] = ()
    until: str = ""
    covers: str = ""
    verified: str = ""
    source: str = ""
    as_of: str = ""

    def __post_init__(self) -> None:
        """Refuse an exemption of no list, or whose days are none."""
        if not self.id or not self.instrument or not self.lists:
            raise InputError("an exemption names its instrument and its lists", place="exemption")
        for day in (self.from_day, *filter(None, (self.until,))):
            try:
                date.fromisoformat(day)
            except ValueError as exc:
                raise InputError(f"not a day: {day[:20]!r}", place="exemption.day") from exc

    def reaches(self, *, list_id: str, programme: str, on: date) -> bool:
        """Say whether it holds for an entry of this list and programme on this day."""
        if list_id not in self.lists or (self.programmes and programme not in self.programmes):
            return False
        return self.from_day <= on.isoformat() and (not self.until or on.isoformat() <= self.until)


class ClaimStatus(StrEnum):
    """How far the claim of an exemption has come."""

    CLAIMED = "claimed"
    ESTABLISHED = "established"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionClaim:
    """That a payment falls under an exemption: who says so, and on what evidence; two officers establish it.

    `reference` is the entry that it is claimed for, every one of the exemption's lists where it is empty; `programme`
    is that entry's regime, in the list's word.
    """

    exemption: Exemption
    status: ClaimStatus
    evidence: str = ""
    reference: str = ""
    programme: str = ""
    by: OfficerId = NOBODY
    second: OfficerId = NOBODY

    def __post_init__(self) -> None:
        """Refuse an established claim without two officers and evidence."""
        for text in (self.evidence, self.reference, self.programme):
            bounded_text(text, place="exemption.evidence", most=MOST_TEXT)
        if self.status is ClaimStatus.ESTABLISHED:
            if not self.by or not self.second or self.by == self.second:
                raise InputError("two officers establish an exemption", place="exemption.second")
            if not self.evidence.strip():
                raise InputError("an established exemption names its evidence", place="exemption.evidence")

    def reaches(self, *, list_id: str, reference: str, programme: str, on: date) -> bool:
        """Say whether it is claimed for this entry; `programme` is what an order says, where there is one."""
        if self.reference and self.reference != reference:
            return False
        return self.exemption.reaches(list_id=list_id, programme=programme or self.programme, on=on)


def check_limits(rules: tuple[PartialReleaseRule, ...], amount: Money) -> None:
    """Refuse rules of release by which nothing could ever be let go from an amount.

    Raises:
        InputError: the limit of one is in another currency.
    """
    for rule in rules:
        if rule.most is not None and not rule.is_usable(amount):
            said, paid = rule.most.currency, amount.currency
            reason = f"the limit of the rule {rule.id[:40]!r} is in {said}, and the payment in {paid}"
            raise InputError(reason, place="order.partial_release")


def _check_authority(authority: str) -> None:
    if not bounded_text(authority, place="freeze.authority", most=MOST_TEXT).strip():
        raise InputError("a freeze names the authority that ordered it", place="freeze.authority")


def _check_rules(rules: tuple[PartialReleaseRule, ...]) -> None:
    if len(rules) > MOST_RULES or len({rule.id for rule in rules}) != len(rules):
        raise InputError("rules of release are few, and each has its own name", place="freeze.partial_release")


def _moment(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise InputError("a moment needs a time zone", place="freeze.expires_at")
    return at
