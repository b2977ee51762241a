"""Pages of signing in: passkey, name and code, one-time link, second factor, signing out.

A link is redeemed by a button, never by opening it: scanners of mail open what they find.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.credentials import SignedIn, Stage
from simpul.services.signing_in import Admitted, Answer, Failure, NotAdmitted
from simpul.web.access.asked import OPEN, UNFINISHED, Form, Next, local_path, source_of
from simpul.web.access.cookies import hand_over, session_secret, take_back
from simpul.web.access.guard import GuardedRoute, access_of, signed_in_of
from simpul.web.access.views import ConfirmView, SignInView
from simpul.web.answers import document
from simpul.web.forms import text_of
from simpul.web.site import site_of
from simpul.web.words.access import FAILURES

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)

STEPS = {Stage.SET_UP: "/sign-in/set-up", Stage.CONFIRM: "/sign-in/confirm"}
STATUS = {Failure.NOT_VALID: 401, Failure.TOO_MANY: 429}
MOST_ANSWER = 16 * 1024


@router.get("/sign-in", dependencies=[OPEN])
def sign_in(request: Request, next: Next = "/") -> Response:  # noqa: A002  the name of the parameter in the address
    """Show the ways to sign in, or go on where somebody is signed in already."""
    signed = getattr(request.state, "signed_in", None)
    if isinstance(signed, SignedIn):
        return RedirectResponse(STEPS.get(signed.stage, local_path(next)), status_code=303)
    return site_of(request).renderer.page(request, "access/sign-in.html", SignInView(next=local_path(next)))


@router.post("/sign-in/code", dependencies=[OPEN])
def sign_in_with_code(request: Request, form: Form) -> Response:
    """Sign in with name and code."""
    answer = access_of(request).signing_in.with_code(
        text_of(form, "name", most=200), text_of(form, "code", most=40), source=source_of(request)
    )
    return _go_on(request, answer, to=local_path(text_of(form, "next")))


@router.get("/sign-in/passkey.json", dependencies=[OPEN])
def ask_passkey(request: Request) -> Response:
    """Give what the browser asks a passkey; nothing is kept."""
    return document(access_of(request).signing_in.ask_passkey())


@router.post("/sign-in/passkey", dependencies=[OPEN])
def sign_in_with_passkey(request: Request, form: Form) -> Response:
    """Sign in with what the browser's passkey answered."""
    access = access_of(request)
    answer = access.signing_in.with_passkey(
        text_of(form, "ticket", most=4_000),
        text_of(form, "answer", most=MOST_ANSWER),
        source=source_of(request),
        instead_of=session_secret(request, access.profile),
    )
    return _go_on(request, answer, to=local_path(text_of(form, "next")))


@router.get("/sign-in/link", dependencies=[OPEN])
def show_link(request: Request) -> Response:
    """Show the button that redeems a link; whether the link is good is not said before."""
    return site_of(request).renderer.page(request, "access/link.html", SignInView(next="/"))


@router.post("/sign-in/link", dependencies=[OPEN])
def redeem_link(request: Request, form: Form) -> Response:
    """Redeem a one-time link; the field takes the secret, or the whole address as it was pasted."""
    secret = text_of(form, "secret", most=1_000).rpartition("#")[2]
    answer = access_of(request).signing_in.redeem(secret, source=source_of(request))
    return _go_on(request, answer, to="/", template="access/link.html")


@router.get("/sign-in/confirm", dependencies=[UNFINISHED])
def show_confirm(request: Request) -> Response:
    """Ask for the second factor."""
    signed = signed_in_of(request)
    if signed.stage is not Stage.CONFIRM:
        return RedirectResponse(STEPS.get(signed.stage, "/"), status_code=303)
    return _confirm_page(request, signed)


@router.post("/sign-in/confirm", dependencies=[UNFINISHED])
def confirm(request: Request, form: Form) -> Response:
    """Finish a sign-in that began with a link by a code."""
    access = access_of(request)
    answer = access.signing_in.confirm(
        session_secret(request, access.profile), text_of(form, "code", most=40), source=source_of(request)
    )
    if isinstance(answer, NotAdmitted):
        return _confirm_page(request, signed_in_of(request), failed=answer)
    return entered(request, answer, to="/")


@router.post("/sign-in/later", dependencies=[UNFINISHED])
def later(request: Request) -> Response:
    """Go on without a second factor, where the node lets it wait."""
    access = access_of(request)
    return _go_on(request, access.signing_in.later(session_secret(request, access.profile)), to="/")


@router.post("/sign-out", dependencies=[UNFINISHED])
def sign_out(request: Request) -> Response:
    """End the session."""
    access = access_of(request)
    access.signing_in.sign_out(session_secret(request, access.profile))
    answer = RedirectResponse("/sign-in", status_code=303)
    take_back(answer, access.profile)
    return answer


def entered(request: Request, admitted: Admitted, *, to: str) -> Response:
    """Hand the session over and go on to its next step."""
    access = access_of(request)
    answer = RedirectResponse(STEPS.get(admitted.session.stage, to), status_code=303)
    hand_over(answer, admitted, access.profile, now=access.clock.now())
    return answer


def _go_on(request: Request, answer: Answer, *, to: str, template: str = "access/sign-in.html") -> Response:
    if isinstance(answer, Admitted):
        return entered(request, answer, to=to)
    view = SignInView(next=to, failure=FAILURES[answer.failure])
    return _retried(site_of(request).renderer.page(request, template, view, status=STATUS[answer.failure]), answer)


def _confirm_page(request: Request, signed: SignedIn, *, failed: NotAdmitted | None = None) -> Response:
    factors = access_of(request).factors.of(signed)
    view = ConfirmView(
        name=signed.officer.name,
        has_code=factors.code is not None,
        has_passkey=bool(factors.passkeys),
        failure=FAILURES[failed.failure] if failed else "",
    )
    status = STATUS[failed.failure] if failed else 200
    page = site_of(request).renderer.page(request, "access/confirm.html", view, status=status)
    return _retried(page, failed) if failed else page


def _retried(page: Response, failed: NotAdmitted) -> Response:
    if failed.failure is Failure.TOO_MANY:
        page.headers["Retry-After"] = str(int(failed.retry_after.total_seconds()))
    return page
