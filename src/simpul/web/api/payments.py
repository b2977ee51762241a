"""The interface: payments handed in and answered, those in each state, and deciding what is held."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.authority import Sight
from simpul.core.payment.decision import PaymentState
from simpul.services.confirming import Confirming
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.manifests import bounded_body
from simpul.web.api.matching import node_ready
from simpul.web.api.payment_bodies import LateAnswerBody, LiftBody, PaymentDecisionBody
from simpul.web.asked import After, Key, PaymentTaker, Reader, Text
from simpul.web.bounds import MOST_PAYMENT_BYTES
from simpul.web.pages.payments import state_of
from simpul.web.site import site_of
from simpul.web.taking import PaymentsTaken, prefers_xml, status_reports, taken
from simpul.web.views.apart import ApartPage, kept_apart
from simpul.web.views.late_hits import LatePage, late_hits
from simpul.web.views.payment_steps import PaymentStep
from simpul.web.views.payments import (
    PaymentDocument,
    PaymentsPage,
    payment_document,
    payments_found,
    payments_queue,
    payments_to_confirm,
)

router = described_router("payments")

XML = "application/xml"
MESSAGE = {"schema": {"type": "string", "format": "binary"}}
MESSAGE_BODY = {"requestBody": {"required": True, "content": {XML: MESSAGE}}}
ANSWERS: dict[int | str, dict[str, object]] = {
    200: {
        "model": PaymentsTaken,
        "description": "Each payment was decided, and stands in exactly one state.",
        "content": {XML: {"schema": {"type": "string"}}},
    },
    413: {"description": f"More than {MOST_PAYMENT_BYTES} bytes."},
    503: {"description": "The index of names is being built; no payment was taken."},
}


@router.post("/payments", responses=ANSWERS, openapi_extra=MESSAGE_BODY)
async def post_payments(request: Request, signed: PaymentTaker) -> Response:
    """Hand payments in and have each decided: one ISO 20022 message, or several, each with its XML declaration.

    The answer says of each payment its id, its state and why; with `Accept: application/xml` it is a pacs.002 for each
    message. What was handed in before is not decided again. The token needs the scope `payments`, and its officer is
    cleared for every payment: who may not see some list could ask by payments who stands on it.
    """
    node = node_ready(request)
    await run_in_threadpool(node.monitoring.require_taker, signed.sight)
    raw = await bounded_body(request, most=MOST_PAYMENT_BYTES)
    answer = await run_in_threadpool(taken, node, signed.sight, raw)
    if prefers_xml(request.headers.get("accept", "")):
        return Response(status_reports(answer, at=node.clock.now()), media_type=XML)
    return document(answer.told)


@router.get("/payments", responses=gives(PaymentsPage))
def get_payments(
    request: Request, signed: Reader, state: Text = PaymentState.HELD, text: Text = "", after: After = ""
) -> Response:
    """Give the payments in a state: `held`, `frozen`, `released` or `rejected`; held and frozen ones by their clock.

    With a `text` those that it finds, in any state, the latest first: by the beginnings of the words of whoever stands
    in a payment, of a reference or an account number, by an amount, or by the beginning of an id (8 digits or more).
    """
    if text.strip():
        return document(payments_found(site_of(request).node, signed.sight, text.strip(), after=after))
    return document(payments_queue(site_of(request).node, signed.sight, state_of(state), after=after))


@router.get("/payments/proposed", responses=gives(PaymentsPage))
def get_proposed(request: Request, signed: Reader, after: After = "") -> Response:
    """Give the payments on which something waits that the officer may confirm, by their clock."""
    return document(payments_to_confirm(site_of(request).node, signed.sight, after=after))


@router.get("/payments/late", responses=gives(LatePage))
def get_late(request: Request, signed: Reader, after: After = "") -> Response:
    """Give payments that had been let go before somebody in them was listed, and that nobody has answered for."""
    return document(late_hits(site_of(request).node, signed.sight, after=after))


@router.post("/payments/late/{late_id}", responses=gives(LatePage))
def post_late(request: Request, signed: Reader, late_id: Key, body: LateAnswerBody) -> Response:
    """Say what was done about one of them; give what is left."""
    site_of(request).node.redeciding.answer(signed.sight, late_id, reason=body.reason)
    return document(late_hits(site_of(request).node, signed.sight))


@router.get("/payments/apart", responses=gives(ApartPage))
def get_apart(request: Request, signed: Reader, after: After = "") -> Response:
    """Give what is kept apart from payments under terms stricter than theirs, and keeps them back."""
    return document(kept_apart(site_of(request).node, signed.sight, after=after))


@router.post("/payments/apart/{apart_id}", responses=gives(ApartPage))
def post_apart(request: Request, signed: Reader, apart_id: Key, body: LiftBody) -> Response:
    """Lift something that is kept apart from a payment, with a reason; give what is left."""
    site_of(request).node.keeping_apart.lift(signed.sight, apart_id, reason=body.reason)
    return document(kept_apart(site_of(request).node, signed.sight))


@router.get("/payments/{payment_id}", responses=gives(PaymentDocument))
def get_payment(request: Request, signed: Reader, payment_id: Key) -> Response:
    """Give one payment by its id, the beginning of it, or its reference, with everything to decide it by."""
    return document(payment_document(site_of(request).node, signed.sight, payment_id))


@router.post("/payments/{payment_id}/decisions", responses=gives(PaymentDocument))
def post_decision(request: Request, signed: Reader, payment_id: Key, body: PaymentDecisionBody) -> Response:
    """Decide a held or frozen payment, or propose that to a second officer; give it as it then stands."""
    node, sight, reason, seen = site_of(request).node, signed.sight, body.reason, body.seen
    match body.step:
        case PaymentStep.JUDGE:
            node.monitoring.judge(sight, payment_id, body.judgement(), reason=reason, seen=seen)
        case PaymentStep.RELEASE:
            node.monitoring.release(sight, payment_id, reason=reason, seen=seen)
        case PaymentStep.REJECT:
            node.monitoring.reject(sight, payment_id, reason=reason, code=body.rejection(), seen=seen)
        case PaymentStep.HAND_ON:
            node.monitoring.hand_on(sight, payment_id, hold=body.hold(), reason=reason, seen=seen)
        case _:
            _by_two(node.confirming, sight, payment_id, body)
    return document(payment_document(node, sight, payment_id))


def _by_two(desk: Confirming, sight: Sight, payment_id: str, body: PaymentDecisionBody) -> None:
    reason, seen = body.reason, body.seen
    match body.step:
        case PaymentStep.PROPOSE:
            desk.propose_release(sight, payment_id, reason=reason, seen=seen)
        case PaymentStep.PROPOSE_REJECTION:
            desk.propose_rejection(sight, payment_id, reason=reason, code=body.rejection(), seen=seen)
        case PaymentStep.PROPOSE_PART:
            desk.propose_part(sight, payment_id, body.release(), reason=reason, seen=seen)
        case PaymentStep.CLAIM:
            desk.claim(sight, payment_id, body.claimed(), reason=reason, seen=seen)
        case PaymentStep.CONFIRM:
            desk.confirm(sight, payment_id, reason=reason, seen=seen)
        case PaymentStep.TURN_DOWN:
            desk.turn_down(sight, payment_id, reason=reason, seen=seen)
        case PaymentStep.PROLONG:
            desk.prolong(sight, payment_id, body.ordered(), reason=reason, seen=seen)
