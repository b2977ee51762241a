"""The console's door: what `simpul` at the node's home folder asks of the running process.

The process writes a fresh token into its home folder when it starts, for the folder's owner alone; whoever shows it
holds the folder. Every refusal is a JSON document: `{"error": {"code", "reason", "place", "grounds"}}`.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simpul.app.operating import Operating
from simpul.core.authority import Officer, OfficerId
from simpul.core.cases.reporting import Filing
from simpul.core.errors import Error, InputError, RefusedError
from simpul.formats.document import converted, read_json
from simpul.web.access.policies import Policy, declares
from simpul.web.answers import document
from simpul.web.api.operator_cooperation import Asked, CooperationDoor, officer_of, packed
from simpul.web.api.operator_requests import RequestsDoor
from simpul.web.errors import SignInNeededError, status_of
from simpul.web.forms import form_of
from simpul.web.offers import offer_of
from simpul.web.pages.manifests import flight_said

PREFIX = "/api/v1/operator"
TOKEN_HEADER = "simpul-operator"  # noqa: S105  the name of a header, not a secret
MOST_OFFICER_BYTES = 16 * 1024
MOST_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleDoor:
    """Answers the node's operator."""

    operating: Operating
    token: str

    def routes(self) -> tuple[Route, ...]:
        """Give the routes, to be mounted at the root."""
        table: tuple[tuple[str, str, Asked], ...] = (
            ("POST", "/manifests", self._screen_manifest),
            ("POST", "/payments", self._replay_payments),
            ("GET", "/payments", self._show_payment),
            ("GET", "/rules", lambda _request, _body: self.operating.rules.shown()),
            ("POST", "/rules", self._propose_rule),
            ("GET", "/rules/text", self._rule_text),
            ("POST", "/rules/tried", lambda _request, body: self.operating.rules.tried(body)),
            ("POST", "/rules/verdict", self._decide_rule),
            ("GET", "/npos", lambda request, _body: self.operating.npos.shown(officer=officer_of(request))),
            ("POST", "/npos", self._hand_in_npos),
            ("POST", "/npos/verdict", self._decide_npos),
            ("GET", "/cases", lambda request, _body: self.operating.cases.listed(officer=officer_of(request))),
            ("POST", "/cases", self._take_case),
            ("GET", "/cases/{case}", self._show_case),
            ("POST", "/cases/{case}/goaml", self._file_case),
            *CooperationDoor(operating=self.operating).table(),
            *RequestsDoor(operating=self.operating).table(),
            ("POST", "/drafts", self._save_report),
            ("POST", "/releases", self._release_report),
            ("GET", "/reports/{report}", self._show_report),
            ("POST", "/peers", self._add_peer),
            ("GET", "/peers", lambda _request, _body: self.operating.peers()),
            ("GET", "/introduction", lambda _request, _body: self.operating.introduction()),
            ("POST", "/officers", self._add_officer),
            ("POST", "/officers/{officer}/link", self._issue_link),
            ("GET", "/verification", lambda _request, _body: self.operating.verify()),
            ("POST", "/backup", self._back_up),
        )
        lists = Route(f"{PREFIX}/lists/{{form}}", self._list_endpoint(), methods=["POST"])
        return (
            lists,
            *(Route(PREFIX + path, self._endpoint(asked), methods=[method]) for method, path, asked in table),
        )

    def _endpoint(self, asked: Asked) -> Callable[[Request], Awaitable[Response]]:
        @declares(Policy.CONSOLE)
        async def answer(request: Request) -> Response:
            try:
                self._require_token(request)
                return document(await run_in_threadpool(asked, request, await request.body()))
            except Error as refused:
                return _refusal(refused)

        return answer

    def _list_endpoint(self) -> Callable[[Request], Awaitable[Response]]:
        @declares(Policy.CONSOLE)
        async def answer(request: Request) -> Response:
            try:
                self._require_token(request)
                offer = offer_of(await form_of(request), request.path_params["form"])
                done = await run_in_threadpool(self.operating.import_list, offer, officer=officer_of(request))
                return document(done)
            except Error as refused:
                return _refusal(refused)

        return answer

    def _require_token(self, request: Request) -> None:
        shown = request.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self.token.encode()):
            raise SignInNeededError("the console's token is missing or old")

    def _screen_manifest(self, request: Request, body: bytes) -> object:
        asked = request.query_params
        flight = flight_said(
            number=asked.get("flight", ""),
            departure=asked.get("departure", ""),
            arrival=asked.get("arrival", ""),
            departs_at=asked.get("departs_at", ""),
        )
        filename = asked.get("file", "")[-120:]
        return self.operating.screen_manifest(body, filename=filename, flight=flight, officer=officer_of(request))

    def _replay_payments(self, _request: Request, body: bytes) -> object:
        return self.operating.replay_payments(packed(tuple[tuple[str, bytes], ...], body))

    def _show_payment(self, request: Request, _body: bytes) -> object:
        return self.operating.show_payment(request.query_params.get("payment", ""), officer=officer_of(request))

    def _rule_text(self, request: Request, _body: bytes) -> object:
        return self.operating.rules.text(request.query_params.get("rule", ""))

    def _propose_rule(self, request: Request, body: bytes) -> object:
        standing, reason = (request.query_params.get(name, "") for name in ("standing", "reason"))
        return self.operating.rules.proposed(body, standing, reason=reason, officer=officer_of(request))

    def _decide_rule(self, request: Request, _body: bytes) -> object:
        proposal, verdict, reason = (request.query_params.get(name, "") for name in ("proposal", "verdict", "reason"))
        return self.operating.rules.decided(proposal, verdict, reason=reason, officer=officer_of(request))

    def _hand_in_npos(self, request: Request, body: bytes) -> object:
        source, as_of, reason = (request.query_params.get(name, "") for name in ("source", "as_of", "reason"))
        filename, officer = request.query_params.get("file", "")[-120:], officer_of(request)
        return self.operating.npos.proposed(
            body, filename=filename, source=source, as_of=as_of, reason=reason, officer=officer
        )

    def _decide_npos(self, request: Request, _body: bytes) -> object:
        proposal, verdict, reason = (request.query_params.get(name, "") for name in ("proposal", "verdict", "reason"))
        return self.operating.npos.decided(proposal, verdict, reason=reason, officer=officer_of(request))

    def _show_case(self, request: Request, _body: bytes) -> object:
        return self.operating.cases.shown(request.path_params["case"], officer=officer_of(request))

    def _file_case(self, request: Request, body: bytes) -> object:
        filing, schema = packed(tuple[Filing, bytes], body)
        case = request.path_params["case"]
        return self.operating.cases.filed(case, filing, schema=schema, officer=officer_of(request))

    def _take_case(self, request: Request, body: bytes) -> object:
        raw, schema = packed(tuple[bytes, bytes], body)
        return self.operating.cases.taken(raw, schema=schema, officer=officer_of(request))

    def _save_report(self, request: Request, body: bytes) -> object:
        return self.operating.save_report(body, officer=officer_of(request))

    def _release_report(self, request: Request, body: bytes) -> object:
        return self.operating.release_report(body, officer=officer_of(request))

    def _show_report(self, request: Request, _body: bytes) -> object:
        return self.operating.show_report(request.path_params["report"], officer=officer_of(request))

    def _add_peer(self, request: Request, body: bytes) -> object:
        fingerprint = request.query_params.get("fingerprint", "")
        return self.operating.add_peer(body, fingerprint, officer=officer_of(request))

    def _add_officer(self, _request: Request, body: bytes) -> object:
        said = read_json(body, most_bytes=MOST_OFFICER_BYTES, most_depth=MOST_DEPTH)
        return self.operating.add_officer(converted(said, Officer))

    def _issue_link(self, request: Request, _body: bytes) -> object:
        return self.operating.issue_link(OfficerId(request.path_params["officer"]))

    def _back_up(self, request: Request, _body: bytes) -> object:
        file = Path(request.query_params.get("file", ""))
        if not file.is_absolute():
            raise InputError("a file's whole path is needed", place="file")
        return self.operating.back_up(file)


def _refusal(refused: Error) -> Response:
    grounds = refused.grounds if isinstance(refused, RefusedError) else ()
    reason = refused.reason if isinstance(refused, InputError) else str(refused)
    place = (refused.place or "") if isinstance(refused, InputError) else ""
    said = {"code": refused.code, "reason": reason, "place": place, "grounds": grounds}
    return document({"error": said}, status=status_of(refused))
