"""What the console asks of requests at law at the running process."""

from dataclasses import dataclass

from starlette.requests import Request

from simpul.app.evidence import Terms
from simpul.app.law_desk import Asking
from simpul.app.operating import Operating
from simpul.services.law_requests import LawSaying
from simpul.web.api.operator_cooperation import Asked, officer_of, packed


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsDoor:
    """Answers the node's operator on requests at law."""

    operating: Operating

    def table(self) -> tuple[tuple[str, str, Asked], ...]:
        """Give the questions: how, where, and what answers."""
        desk = self.operating.requests
        return (
            ("GET", "/requests", lambda request, _body: desk.listed(officer=officer_of(request))),
            ("GET", "/requests/statistics", lambda request, _body: desk.statistics(officer=officer_of(request))),
            ("POST", "/requests", self._ask),
            ("POST", "/requests/looks", lambda _request, body: desk.looked_at(body)),
            ("GET", "/requests/{record}", lambda request, _body: desk.shown(_id(request), officer=officer_of(request))),
            ("POST", "/requests/{record}/words", self._say),
            ("POST", "/requests/{record}/approvals", self._approve),
            ("POST", "/requests/{record}/uses", self._use),
        )

    def _ask(self, request: Request, body: bytes) -> object:
        asking, terms = packed(tuple[Asking, Terms], body)
        return self.operating.requests.asked(asking, terms, officer=officer_of(request))

    def _say(self, request: Request, body: bytes) -> object:
        return self.operating.requests.said(_id(request), packed(LawSaying, body), officer=officer_of(request))

    def _approve(self, request: Request, _body: bytes) -> object:
        return self.operating.requests.approved(_id(request), officer=officer_of(request))

    def _use(self, request: Request, _body: bytes) -> object:
        offence = request.query_params.get("offence", "")[:400]
        return self.operating.requests.used(_id(request), offence, officer=officer_of(request))


def _id(request: Request) -> str:
    return str(request.path_params["record"])
