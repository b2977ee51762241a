"""Errors answered: a page in words for people, a document for software, and nothing that tells hidden from absent.

The document has the members of RFC 9457 (problem details) and ours: `code`, `place`, `grounds`. What is not there and
what may not be known answer with the same bytes, whatever the error said.
"""

from dataclasses import dataclass
from urllib.parse import quote

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from simpul.core.errors import Error, InputError, NotFoundError, RefusedError
from simpul.web.errors import SignInNeededError, TooLargeError, TooManyError, WrongMethodError, status_of
from simpul.web.language import Language, msg
from simpul.web.rendering import Renderer, language_of
from simpul.web.way_back import page_before
from simpul.web.words.grounds import GROUNDS
from simpul.web.words.reasons import is_known, place_in, reason_in

PROBLEM_JSON = "application/problem+json"

MOST_PLACES = 50
"""Places that one answer names."""

LIKE_YENTE = ("/match/", "/search/", "/entities/")
ALSO_LIKE_YENTE = frozenset({"/catalog", "/manifest", "/algorithms", "/statements"})
"""Addresses that OpenSanctions' yente has, which its clients ask: what they begin with, or whole."""

TITLES = {
    "bad-request": msg("This request cannot be understood"),
    "input": msg("This cannot be accepted"),
    "envelope-refused": msg("This envelope is refused"),
    "sign-in-needed": msg("Sign in first"),
    "denied": msg("Your role does not include this"),
    "refused": msg("This is refused"),
    "not-found": msg("There is nothing here"),
    "wrong-method": msg("This address takes no such request"),
    "conflict": msg("This has changed in the meantime"),
    "too-large": msg("This is too large"),
    "too-many": msg("Too many requests"),
    "peer": msg("The other node did not answer as it should"),
    "not-ready": msg("The node is not ready"),
    "storage": msg("The node could not store it"),
    "stream": msg("The stream of payments cannot be reached"),
    "tampered": msg("What is stored is not what was recorded"),
    "settings": msg("This node is not set up correctly"),
    "error": msg("Something went wrong on our side"),
}

ADVICE = {
    "bad-request": msg("Go back, correct what is named here and send it again."),
    "input": msg("Go back, correct what is named here and send it again. Nothing was stored."),
    "envelope-refused": msg("Nothing of its content was used. Ask the sender to check its node."),
    "sign-in-needed": msg("Open the sign-in page, or send a valid token."),
    "denied": msg("If you need it for your work, ask your administrator for the role. The attempt is on record."),
    "refused": msg("Read the grounds below. The refusal is on record."),
    "not-found": msg(
        "Check the address, or go back and search. What you may not see looks the same as what is not there."
    ),
    "wrong-method": msg("Go back and use the page's own buttons."),
    "conflict": msg("Load the page again, look at the present state, and decide anew. Nothing was changed."),
    "too-large": msg("Send a smaller file, or split it. Nothing was stored."),
    "too-many": msg("Wait a little, then try again."),
    "peer": msg("The Partners page says how the link stands. The node tries again by itself."),
    "not-ready": msg("The node still builds its index of names. Ask again in a little while."),
    "storage": msg("Nothing was done. Try again; if it stays, the administrator looks at the disk of the node."),
    "stream": msg("The node tries again by itself; if it stays, the administrator looks at the NATS server."),
    "tampered": msg("Stop working with this node and call the auditor: the record of acts names what is wrong."),
    "settings": msg("Ask the administrator to run the command that checks the node."),
    "error": msg("Try again. If it stays, give the administrator the time: the technical log has the request."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule that refused, and what it says."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as it is told: to software by `code` and `place`, to people by the sentences.

    `about` names the items that the grounds are against, where several were to be decided together.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    advice: str
    place: str = ""
    grounds: tuple[Ground, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """A problem as a page shows it: `back` leads to the page whose form was refused."""

    said: Problem
    back: str = ""


class Faults:
    """Answers errors for one application."""

    def __init__(self, renderer: Renderer) -> None:
        """Keep what fills the pages."""
        self.renderer = renderer

    def register(self, app: FastAPI) -> None:
        """Let the application answer its errors this way."""
        app.add_exception_handler(Error, self._on_error)
        app.add_exception_handler(HTTPException, self._on_http)
        app.add_exception_handler(RequestValidationError, self._on_validation)

    async def refuse(self, scope: Scope, receive: Receive, send: Send, error: Error) -> None:
        """Answer an error outside the application's own routes."""
        await self.answer(Request(scope, receive), error)(scope, receive, send)

    async def failed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer when something failed that we did not foresee."""
        await self.refuse(scope, receive, send, Error("unforeseen"))

    def answer(self, request: Request, error: Error) -> Response:
        """Answer an error as page, piece of a page, or document, as the request wants it."""
        wants_document = is_for_software(request)
        if isinstance(error, SignInNeededError) and not wants_document:
            return _to_sign_in(request)
        problem = problem_of(error, language_of(request))
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyError) else {}
        if problem.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if wants_document:
            body = msgspec.json.encode(problem)
            return Response(body, status_code=problem.status, media_type=PROBLEM_JSON, headers=headers)
        return self._page(request, problem, headers)

    def _page(self, request: Request, problem: Problem, headers: dict[str, str]) -> Response:
        partial = request.headers.get("hx-request") == "true"
        view = ProblemPage(said=problem, back=page_before(request))
        answer = self.renderer.page(
            request, "problem-notice.html" if partial else "problem.html", view, status=problem.status
        )
        answer.headers.update(headers)
        if partial:
            answer.headers.update(
                {"HX-Retarget": "#problem", "HX-Reswap": "innerHTML", "HX-Reselect": "#problem-notice"}
            )
        return answer

    async def _on_error(self, request: Request, error: Exception) -> Response:
        return self.answer(request, error if isinstance(error, Error) else Error("unforeseen"))

    async def _on_http(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return self.answer(request, _error_for(status))

    async def _on_validation(self, request: Request, error: Exception) -> Response:
        if is_like_yente(request.url.path) and isinstance(error, RequestValidationError):
            return _in_detail(error)
        return self.answer(request, _from_validation(error))


def is_like_yente(path: str) -> bool:
    """Say whether an address is one that yente has."""
    return path.startswith(LIKE_YENTE) or path in ALSO_LIKE_YENTE


def _in_detail(error: RequestValidationError) -> Response:
    """Answer as FastAPI itself does, and so yente: each place with what is wrong there, without what was sent."""
    found = [
        {"loc": [str(part) for part in each["loc"]], "msg": str(each["msg"])[:200], "type": str(each["type"])}
        for each in error.errors()[:MOST_PLACES]
    ]
    return Response(msgspec.json.encode({"detail": found}), status_code=422, media_type="application/json")


def problem_of(error: Error, language: Language) -> Problem:
    """Say an error in words."""
    code = error.code if error.code in TITLES else "error"
    return Problem(
        type=f"urn:simpul:problem:{code}",
        title=language.say(TITLES[code]),
        status=status_of(error),
        code=code,
        detail=_detail(error, code, language),
        advice=language.say(ADVICE[code]),
        place=place_in(language, error.place or "") if isinstance(error, InputError) else "",
        grounds=_grounds(error, language),
        about=error.about if isinstance(error, RefusedError) else (),
    )


def is_for_software(request: Request) -> bool:
    """Say whether the answer is read by software: the interface, twins, doors and event streams."""
    path = request.url.path
    return (
        is_like_yente(path)
        or path.startswith(("/api/", "/peer/", "/live/"))
        or path.endswith((".json", ".csv", ".xlsx"))
    )


def _detail(error: Error, code: str, language: Language) -> str:
    if isinstance(error, InputError):
        return reason_in(language, error.reason)
    if code in ("conflict", "denied") and is_known(str(error)):
        return reason_in(language, str(error))
    if isinstance(error, TooLargeError):
        return language.say(msg("At most %(n)s bytes are taken here."), n=language.number(error.most_bytes))
    if isinstance(error, TooManyError):
        return language.say(msg("Try again in %(n)s seconds."), n=language.number(error.retry_after))
    return language.say(ADVICE[code])


def _grounds(error: Error, language: Language) -> tuple[Ground, ...]:
    if not isinstance(error, RefusedError):
        return ()
    return tuple(Ground(id=ground, sentence=language.say(GROUNDS.get(ground, ground))) for ground in error.grounds)


def _to_sign_in(request: Request) -> Response:
    to = "/sign-in"
    asked = request.url.path if request.method == "GET" else page_before(request)
    if asked not in ("", "/"):
        to += "?next=" + quote(asked, safe="/")
    if request.headers.get("hx-request") == "true":
        return Response(status_code=200, headers={"HX-Redirect": to})
    return RedirectResponse(to, status_code=303)


def _error_for(status: int) -> Error:
    if status == 404:
        return NotFoundError("no such address")
    if status == 405:
        return WrongMethodError("no such method")
    if status in (400, 422):
        return InputError(msg("the request cannot be read"), place="request")
    return Error("unforeseen")


def _from_validation(error: Exception) -> Error:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    if not found:
        return InputError(msg("the request cannot be read"), place="request")
    place = ".".join(str(part) for part in found[0]["loc"])
    return InputError(str(found[0]["msg"])[:200], place=place[:200])
