"""Payments by two officers: what waits to be confirmed, proposing and answering; and deciding several together."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.payment.decision import PaymentState
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Text
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.pages.payment_forms import MOST_SAID, chosen_of, claimed_of, code_of, order_of, part_of, said_of
from simpul.web.pages.payments import back_to
from simpul.web.site import site_of
from simpul.web.views.apart import apart_table, kept_apart
from simpul.web.views.fairness import days_of
from simpul.web.views.late_hits import late_hits, late_table
from simpul.web.views.payment_fares import payment_fairness, payment_fairness_table
from simpul.web.views.payments import payments_table, payments_to_confirm

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/payments/proposed", endings=(".json", ".csv"))
def proposed_page(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the payments on which something waits that the officer may confirm."""
    view = payments_to_confirm(site_of(request).node, signed.sight, after=after)
    return answered(request, "payments.html", view, table=payments_table(view))


@twins(router, "/payments/fairness", endings=(".json", ".csv"))
def payments_fairness(request: Request, signed: Reader, days: Text = "30") -> Response:
    """Show how payments of each kind fared."""
    view = payment_fairness(site_of(request).node, signed.sight, days=days_of(days))
    return answered(request, "payments-fairness.html", view, table=payment_fairness_table(view))


@twins(router, "/payments/late", endings=(".json", ".csv"))
def late_page(request: Request, signed: Reader, after: After = "") -> Response:
    """Show payments that had been let go before somebody in them was listed, and that nobody has answered for."""
    view = late_hits(site_of(request).node, signed.sight, after=after)
    return answered(request, "payments-late.html", view, table=late_table(view))


@router.post("/payments/late/{late_id}", include_in_schema=False)
def answer_late(request: Request, signed: Reader, late_id: Key, form: Form) -> Response:
    """Say what was done about a payment that had been let go before the listing."""
    reason = text_of(form, "reason", most=MOST_SAID)
    site_of(request).node.redeciding.answer(signed.sight, late_id, reason=reason)
    return RedirectResponse("/payments/late", status_code=303)


@twins(router, "/payments/apart", endings=(".json", ".csv"))
def apart_page(request: Request, signed: Reader, after: After = "") -> Response:
    """Show what is kept apart from payments under terms stricter than theirs, and keeps them back."""
    view = kept_apart(site_of(request).node, signed.sight, after=after)
    return answered(request, "payments-apart.html", view, table=apart_table(view))


@router.post("/payments/apart/{apart_id}", include_in_schema=False)
def lift_apart(request: Request, signed: Reader, apart_id: Key, form: Form) -> Response:
    """Lift something that is kept apart from a payment."""
    reason = text_of(form, "reason", most=MOST_SAID)
    site_of(request).node.keeping_apart.lift(signed.sight, apart_id, reason=reason)
    return RedirectResponse("/payments/apart", status_code=303)


@router.post("/payments/together", include_in_schema=False)
def decide_together(request: Request, signed: Reader, form: Form) -> Response:
    """Let several held payments go, or reject them, with one reason, all or none."""
    desk, chosen, reason = site_of(request).node.confirming, chosen_of(form), text_of(form, "reason", most=MOST_SAID)
    match text_of(form, "step"):
        case "release":
            desk.release_all(signed.sight, chosen, reason=reason)
        case "reject":
            desk.reject_all(signed.sight, chosen, reason=reason, code=code_of(form))
        case _:
            raise InputError(msg("choose a decision"), place="step")
    return RedirectResponse(f"/payments?state={PaymentState.HELD}&decided={len(chosen)}", status_code=303)


@router.post("/payments/{payment_id}/propose", include_in_schema=False)
def propose_release(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Propose to a second officer to let a payment go."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.propose_release(signed.sight, payment_id, reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/propose-rejection", include_in_schema=False)
def propose_rejection(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Propose to a second officer to send a payment back."""
    (reason, seen), code, desk = said_of(form), code_of(form), site_of(request).node.confirming
    desk.propose_rejection(signed.sight, payment_id, reason=reason, code=code, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/propose-part", include_in_schema=False)
def propose_part(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Propose to a second officer to let a part of a frozen payment go."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.propose_part(signed.sight, payment_id, part_of(form), reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/claim", include_in_schema=False)
def claim_exemption(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Claim that a humanitarian exemption reaches a payment."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.claim(signed.sight, payment_id, claimed_of(form), reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/confirm", include_in_schema=False)
def confirm(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Do what another officer proposed, or the rules."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.confirm(signed.sight, payment_id, reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/turn-down", include_in_schema=False)
def turn_down(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Decline what another officer proposed, or withdraw one's own proposal."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.turn_down(signed.sight, payment_id, reason=reason, seen=seen)
    return back_to(payment_id)


@router.post("/payments/{payment_id}/prolong", include_in_schema=False)
def prolong_freeze(request: Request, signed: Reader, payment_id: Key, form: Form) -> Response:
    """Let a freeze last longer, by an order."""
    reason, seen = said_of(form)
    site_of(request).node.confirming.prolong(signed.sight, payment_id, order_of(form), reason=reason, seen=seen)
    return back_to(payment_id)
