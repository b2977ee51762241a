"""What software sends to decide a payment: typed bodies, made into values of core."""

from pydantic import AwareDatetime, Field

from simpul.core.errors import InputError
from simpul.core.payment.decision import Hold
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import FreezingOrder, LegalBasis
from simpul.core.payment.judging import Judgement
from simpul.web.api.bodies import Body
from simpul.web.language import msg
from simpul.web.views.payments import PaymentStep

MOST_SAID = 400


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
        )


class PaymentDecisionBody(Body):
    """A decision on a held payment.

    `judge` needs `list`, `reference` and `verdict`, and an `order` where the same is to be frozen; `reject` needs
    `code`, `hand-on` needs `owner` and `until`. With `seen` nothing is decided on what has changed since.
    """

    step: PaymentStep
    reason: str = Field(min_length=1, max_length=MOST_SAID)
    seen: str = Field(default="", max_length=64)
    list: str = Field(default="", max_length=200)
    reference: str = Field(default="", max_length=MOST_SAID)
    verdict: HitVerdict = HitVerdict.OPEN
    order: OrderBody | None = None
    code: str = Field(default="", max_length=35)
    owner: str = Field(default="", max_length=MOST_SAID)
    until: AwareDatetime | None = None

    def judgement(self) -> Judgement:
        """Give what is said of a hit."""
        order = self.order.value() if self.order else None
        return Judgement(list_id=self.list, reference=self.reference, verdict=self.verdict, order=order)

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
