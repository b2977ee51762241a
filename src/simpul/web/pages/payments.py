"""Payments: those in each state, one with everything there is to decide it by, and deciding it."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.payment.decision import Hold, PaymentState
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import FreezingOrder, LegalBasis
from simpul.core.payment.judging import Judgement
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Text
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.payments import hits_table, payment_document, payments_queue, payments_table

router = APIRouter(route_class=GuardedRoute)

MOST_SAID = 400
MOST_DAY = 16
ORDER_FIELDS = ("instrument", "provision", "order", "ordered_on", "authority", "in_force_from", "expires_at")


@twins(router, "/payments", endings=(".json", ".csv"))
def payments_page(request: Request, signed: Reader, state: Text = PaymentState.HELD, after: After = "") -> Response:
    """Show the payments in a state, those that are held by their clock."""
    view = payments_queue(site_of(request).node, signed.sight, state_of(state), after=after)
    return answered(request, "payments.html", view, table=payments_table(view))


@twins(router, "/payments/{payment_id}", endings=(".json", ".csv"))
def payment_page(request: Request, signed: Reader, payment_id: Key) -> Response:
    """Show one payment: where it stands and why, everything it says, and whom somebody in it resembles."""
    view = payment_document(site_of(request).node, signed.sight, payment_id)
    return answered(request, "payment.html", view, table=hits_table(view))


@router.post("/payments/{payment_id}/judge", include_in_schema=False)
def judge_hit(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Say whether somebody in the payment is who stands on a list."""
    node, reason, seen = site_of(request).node, text_of(form, "reason", most=MOST_SAID), text_of(form, "seen")
    node.monitoring.judge(signed.sight, payment_id, _judgement(form), reason=reason, seen=seen)
    return _back(payment_id)


@router.post("/payments/{payment_id}/release", include_in_schema=False)
def release_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Let a held payment go."""
    reason, seen = text_of(form, "reason", most=MOST_SAID), text_of(form, "seen")
    site_of(request).node.monitoring.release(signed.sight, payment_id, reason=reason, seen=seen)
    return _back(payment_id)


@router.post("/payments/{payment_id}/reject", include_in_schema=False)
def reject_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Reject a held payment with the code for the answer."""
    reason, seen = text_of(form, "reason", most=MOST_SAID), text_of(form, "seen")
    code = text_of(form, "code", most=35)
    if not code:
        raise InputError(msg("choose a code for the answer"), place="code")
    site_of(request).node.monitoring.reject(signed.sight, payment_id, reason=reason, code=code, seen=seen)
    return _back(payment_id)


@router.post("/payments/{payment_id}/hand-on", include_in_schema=False)
def hand_on_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Give a held payment another owner or another day."""
    reason, seen = text_of(form, "reason", most=MOST_SAID), text_of(form, "seen")
    hold = Hold(until=_moment(form, "until"), owner=text_of(form, "owner", most=MOST_SAID))
    site_of(request).node.monitoring.hand_on(signed.sight, payment_id, hold=hold, reason=reason, seen=seen)
    return _back(payment_id)


def state_of(said: str) -> PaymentState:
    """Give the state of this name.

    Raises:
        InputError: there is none.
    """
    if said not in set(PaymentState):
        raise InputError(msg("there is no such state"), place="state")
    return PaymentState(said)


def _judgement(form: FormData) -> Judgement:
    verdict = text_of(form, "verdict")
    if verdict not in set(HitVerdict):
        raise InputError(msg("choose a decision"), place="verdict")
    return Judgement(
        list_id=text_of(form, "list"),
        reference=text_of(form, "reference"),
        verdict=HitVerdict(verdict),
        order=_order(form),
    )


def _order(form: FormData) -> FreezingOrder | None:
    """Read the order that is said beside a judgement, or none where no field of it is filled."""
    if not any(text_of(form, name, most=MOST_SAID) for name in ORDER_FIELDS):
        return None
    instrument, provision, number, ordered_on, authority = (
        text_of(form, name, most=MOST_SAID) for name in ORDER_FIELDS[:5]
    )
    return FreezingOrder(
        legal_basis=LegalBasis(instrument=instrument, provision=provision, order=number, ordered_on=ordered_on),
        authority=authority,
        in_force_from=_moment(form, "in_force_from"),
        expires_at=_moment(form, "expires_at"),
    )


def _moment(form: FormData, name: str) -> datetime:
    """Read a day, or a day with its hour, in UTC.

    Raises:
        InputError: it is neither.
    """
    said = text_of(form, name, most=MOST_DAY)
    try:
        day = date.fromisoformat(said) if len(said) == len("2026-03-14") else datetime.fromisoformat(said)
    except ValueError as none:
        raise InputError(msg("give a day, and where it is asked for an hour"), place=name) from none
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if not isinstance(day, datetime) else _in_utc(day)


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _back(payment_id: str) -> Response:
    return RedirectResponse(f"/payments/{payment_id}", status_code=303)
