"""Payments: those in each state, one with everything there is to decide it by, and deciding it alone."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.payment.decision import PaymentState
from simpul.services.following import MOST_TOGETHER
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Text
from simpul.web.language import msg
from simpul.web.pages.payment_forms import code_of, hold_of, judgement_of, said_of
from simpul.web.site import site_of
from simpul.web.views.payments import hits_table, payment_document, payments_found, payments_queue, payments_table

Decided = Annotated[int, Query(ge=0, le=MOST_TOGETHER)]
"""How many payments were just decided together, as the page that follows says it."""

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/payments", endings=(".json", ".csv"))
def payments_page(
    request: Request,
    signed: Reader,
    state: Text = PaymentState.HELD,
    text: Text = "",
    after: After = "",
    decided: Decided = 0,
) -> Response:
    """Show the payments in a state, those that are held by their clock, or in any state those that a text finds.

    `decided` were just decided together.
    """
    node, sight = site_of(request).node, signed.sight
    if text.strip():
        view = payments_found(node, sight, text.strip(), after=after)
    else:
        view = payments_queue(node, sight, state_of(state), after=after, decided=decided)
    return answered(request, "payments.html", view, table=payments_table(view))


@twins(router, "/payments/{payment_id}", endings=(".json", ".csv"))
def payment_page(request: Request, signed: Reader, payment_id: Key) -> Response:
    """Show one payment: where it stands and why, everything it says, and whom somebody in it resembles."""
    view = payment_document(site_of(request).node, signed.sight, payment_id)
    return answered(request, "payment.html", view, table=hits_table(view))


@router.post("/payments/{payment_id}/judge", include_in_schema=False)
def judge_hit(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Say whether somebody in the payment is who stands on a list."""
    reason, seen = said_of(form)
    site_of(request).node.monitoring.judge(signed.sight, payment_id, judgement_of(form), reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/release", include_in_schema=False)
def release_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Let a held payment go."""
    reason, seen = said_of(form)
    site_of(request).node.monitoring.release(signed.sight, payment_id, reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/reject", include_in_schema=False)
def reject_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Reject a held payment with the code for the answer."""
    (reason, seen), code = said_of(form), code_of(form)
    site_of(request).node.monitoring.reject(signed.sight, payment_id, reason=reason, code=code, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/hand-on", include_in_schema=False)
def hand_on_payment(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Give a held payment another owner or another day."""
    (reason, seen), hold = said_of(form), hold_of(form)
    site_of(request).node.monitoring.hand_on(signed.sight, payment_id, hold=hold, reason=reason, seen=seen)
    return back_to(payment_id)


def state_of(said: str) -> PaymentState:
    """Give the state of this name.

    Raises:
        InputError: there is none.
    """
    if said not in set(PaymentState):
        raise InputError(msg("there is no such state"), place="state")
    return PaymentState(said)


def back_to(payment_id: str) -> Response:
    """Lead back to a payment as it then stands."""
    return RedirectResponse(f"/payments/{payment_id}", status_code=303)
