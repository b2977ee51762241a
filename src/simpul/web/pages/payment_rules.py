"""Rules on payments: which stand, one of them, tried on the past, proposed, and decided by a second officer."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.payment.rulebook import Standing, Verdict
from simpul.formats.payment_rules import MOST_BYTES, read_rule
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Form, Key, Previewer, Reader
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.payment_rules import proposal_page, rule_page, rules_page, rules_table, trial_page

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/payment-rules", endings=(".json", ".csv"))
def payment_rules(request: Request, signed: Reader) -> Response:
    """Show which rules stand, and what is proposed."""
    view = rules_page(site_of(request).node, signed.sight)
    return answered(request, "payment-rules.html", view, table=rules_table(view))


@router.post("/payment-rules/try", include_in_schema=False)
def try_rule(request: Request, signed: Previewer, form: Form) -> Response:
    """Say what a rule as it is written would have done in the past; nothing is proposed by that."""
    view = trial_page(site_of(request).node, signed.sight, text_of(form, "rule", most=MOST_BYTES))
    return answered(request, "payment-rule-trial.html", view)


@router.post("/payment-rules/propose", include_in_schema=False)
def propose_rule(request: Request, signed: Reader, form: Form) -> Response:
    """Propose that a rule stands so, with its back-test."""
    said = text_of(form, "standing")
    if said not in set(Standing):
        raise InputError(msg("choose how it is to stand"), place="standing")
    rule = read_rule(text_of(form, "rule", most=MOST_BYTES).encode())
    reason = text_of(form, "reason", most=1_000)
    made = site_of(request).node.ruling.propose(signed.sight, rule, Standing(said), reason=reason)
    return RedirectResponse(f"/payment-rules/proposals/{made.id}", status_code=303)


@twins(router, "/payment-rules/proposals/{proposal}")
def rule_proposal(request: Request, signed: Reader, proposal: Key) -> Response:
    """Show a proposal with its back-test."""
    return answered(request, "payment-rule-proposal.html", proposal_page(site_of(request).node, signed.sight, proposal))


@router.post("/payment-rules/proposals/{proposal}/decide", include_in_schema=False)
def decide_rule(request: Request, signed: Reader, proposal: Key, form: Form) -> Response:
    """Approve or refuse the proposal of another officer."""
    said = text_of(form, "verdict")
    if said not in set(Verdict):
        raise InputError(msg("choose a decision"), place="verdict")
    reason = text_of(form, "reason", most=1_000)
    site_of(request).node.ruling.decide(signed.sight, proposal, Verdict(said), reason=reason)
    return RedirectResponse(f"/payment-rules/proposals/{proposal}", status_code=303)


@twins(router, "/payment-rules/{rule}")
def payment_rule(request: Request, signed: Reader, rule: Key) -> Response:
    """Show one edition of a rule: how it stands, its text, and its history."""
    return answered(request, "payment-rule.html", rule_page(site_of(request).node, signed.sight, rule))
