"""What software sends to decide a payment: typed bodies, made into values of core."""

from pydantic import AwareDatetime, Field

from simpul.core.errors import InputError
from simpul.core.payment.decision import Hold
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import (
    FreezingOrder,
    LegalBasis,
    PartialRelease,
    PartialReleaseRule,
    ReleasePurpose,
)
from simpul.core.payment.judging import HitsOf, Judgement
from simpul.core.payment.money import Money, money
from simpul.formats.currencies import currency_decimals
from simpul.services.confirming import Claimed
from simpul.web.api.bodies import Body
from simpul.web.language import msg
from simpul.web.views.payment_steps import PaymentStep

MOST_SAID = 400


class AmountBody(Body):
    """An exact amount: a figure such as `300.00`, and the code of its currency."""

    figure: str = Field(min_length=1, max_length=40)
    currency: str = Field(min_length=3, max_length=3)

    def value(self) -> Money:
        """Give the amount."""
        return money(self.figure, self.currency, decimals=currency_decimals(), place="amount")


class RuleBody(Body):
    """One way in which a part may be let go: what for, by which provision, and up to how much in all."""

    id: str = Field(min_length=1, max_length=MOST_SAID)
    purpose: ReleasePurpose
    instrument: str = Field(min_length=1, max_length=MOST_SAID)
    most: AmountBody | None = None

    def value(self) -> PartialReleaseRule:
        """Give the rule."""
        most = self.most.value() if self.most else None
        return PartialReleaseRule(id=self.id, purpose=self.purpose, instrument=self.instrument, most=most)


class PartBody(Body):
    """A part that is to be let go: by which rule of the freeze, how much, and to whom."""

    rule: str = Field(min_length=1, max_length=MOST_SAID)
    amount: AmountBody
    payee: str = Field(min_length=1, max_length=MOST_SAID)


class OrderBody(Body):
    """What an authority ordered against an entry; without an instrument and an authority nothing is frozen."""

    instrument: str = Field(min_length=1, max_length=MOST_SAID)
    provision: str = Field(default="", max_length=MOST_SAID)
    order: str = Field(default="", max_length=MOST_SAID)
    ordered_on: str = Field(default="", max_length=10)
    authority: str = Field(min_length=1, max_length=MOST_SAID)
    programme: str = Field(default="", max_length=MOST_SAID)
    in_force_from: AwareDatetime
    expires_at: AwareDatetime
    partial_release: list[RuleBody] = Field(default_factory=list, max_length=20)

    def value(self) -> FreezingOrder:
        """Give the order."""
        return FreezingOrder(
            legal_basis=LegalBasis(
                instrument=self.instrument, provision=self.provision, order=self.order, ordered_on=self.ordered_on
            ),
            authority=self.authority,
            programme=self.programme,
            in_force_from=self.in_force_from,
            expires_at=self.expires_at,
            partial_release=tuple(rule.value() for rule in self.partial_release),
        )


class LateAnswerBody(Body):
    """What was done about a payment that had been let go before somebody in it was listed."""

    reason: str = Field(min_length=1, max_length=MOST_SAID)


class LiftBody(Body):
    """Why something is no longer kept apart from a payment."""

    reason: str = Field(min_length=1, max_length=MOST_SAID)


class PaymentDecisionBody(Body):
    """A decision on a held or frozen payment.

    `judge` needs `list`, `reference` and `verdict`, and an `order` where the same is to be frozen, its limits in the
    payment's currency; every hit is judged before anything is let go. With `whose` `payee` the payee of the part that
    waits is judged, and nobody else. `reject` needs `code`, `hand-on` needs `owner`
    and `until`. `propose`, `propose-rejection` (with `code`), `propose-part` (with `part`) and `claim` (with `list`,
    `reference`, `exemption` and `evidence`) wait for another officer, who answers with `confirm` or `turn-down`; who
    made a proposal withdraws it with `turn-down`. Two officers let go or send back what was ever frozen, and what is
    the listed party's. `prolong` needs an `order` that ends later. With `seen` nothing is decided on what has changed
    since.
    """

    step: PaymentStep
    reason: str = Field(min_length=1, max_length=MOST_SAID)
    seen: str = Field(default="", max_length=64)
    list: str = Field(default="", max_length=200)
    reference: str = Field(default="", max_length=MOST_SAID)
    verdict: HitVerdict = HitVerdict.OPEN
    whose: HitsOf = HitsOf.PARTIES
    order: OrderBody | None = None
    code: str = Field(default="", max_length=35)
    owner: str = Field(default="", max_length=MOST_SAID)
    until: AwareDatetime | None = None
    part: PartBody | None = None
    exemption: str = Field(default="", max_length=MOST_SAID)
    evidence: str = Field(default="", max_length=MOST_SAID)

    def judgement(self) -> Judgement:
        """Give what is said of a hit."""
        order = self.order.value() if self.order else None
        return Judgement(
            list_id=self.list, reference=self.reference, verdict=self.verdict, order=order, whose=self.whose
        )

    def rejection(self) -> str:
        """Give the code for the answer.

        Raises:
            InputError: there is none.
        """
        if not self.code:
            raise InputError(msg("choose a code for the answer"), place="code")
        return self.code

    def hold(self) -> Hold:
        """Give the new owner and the new end.

        Raises:
            InputError: there is no end, or no owner.
        """
        if self.until is None:
            raise InputError(msg("give a day, and where it is asked for an hour"), place="until")
        return Hold(until=self.until, owner=self.owner)

    def release(self) -> PartialRelease:
        """Give the part that is to be let go.

        Raises:
            InputError: there is none.
        """
        if self.part is None:
            raise InputError(msg("say which part"), place="part")
        part, amount = self.part, self.part.amount.value()
        return PartialRelease(rule=part.rule, amount=amount, payee=part.payee, reason=self.reason)

    def claimed(self) -> Claimed:
        """Give the claim of an exemption."""
        return Claimed(exemption=self.exemption, list_id=self.list, reference=self.reference, evidence=self.evidence)

    def ordered(self) -> FreezingOrder:
        """Give the order.

        Raises:
            InputError: there is none.
        """
        if self.order is None:
            raise InputError(msg("name the order"), place="order")
        return self.order.value()
