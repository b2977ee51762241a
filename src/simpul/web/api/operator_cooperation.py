"""What the console asks of evidence and of joint investigation teams at the running process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from starlette.requests import Request

from simpul.app.evidence import Terms
from simpul.app.operating import Operating
from simpul.app.teams import Saying
from simpul.core.cooperation.team import TeamText
from simpul.core.errors import InputError
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure

T = TypeVar("T")

Asked = Callable[[Request, bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationDoor:
    """Answers the node's operator on evidence and teams."""

    operating: Operating

    def table(self) -> tuple[tuple[str, str, Asked], ...]:
        """Give the questions: how, where, and what answers."""
        evidence, teams = self.operating.evidence, self.operating.teams
        return (
            ("GET", "/evidence", lambda request, _body: evidence.listed(officer=officer_of(request))),
            ("POST", "/evidence", self._seize),
            (
                "GET",
                "/evidence/{item}",
                self._show_item,
            ),
            ("POST", "/evidence/{item}/links", self._add),
            ("POST", "/evidence/{item}/sendings", self._send_chain),
            (
                "POST",
                "/evidence/{item}/chain",
                self._export,
            ),
            ("GET", "/teams", lambda request, _body: teams.listed(officer=officer_of(request))),
            ("POST", "/teams", self._propose),
            ("GET", "/teams/{team}", self._show_team),
            ("POST", "/teams/{team}/entries", self._say),
            (
                "POST",
                "/teams/{team}/sendings",
                self._send_team,
            ),
        )

    def _show_item(self, request: Request, _body: bytes) -> object:
        return self.operating.evidence.shown(_item(request), officer=officer_of(request))

    def _export(self, request: Request, _body: bytes) -> object:
        return self.operating.evidence.left(_item(request), officer=officer_of(request))

    def _show_team(self, request: Request, _body: bytes) -> object:
        return self.operating.teams.shown(_team(request), officer=officer_of(request))

    def _send_team(self, request: Request, _body: bytes) -> object:
        return self.operating.teams.sent(_team(request), officer=officer_of(request))

    def _seize(self, request: Request, body: bytes) -> object:
        seizure, terms, file = packed(tuple[Seizure, Terms, SeizedFile | None], body)
        return self.operating.evidence.seized(seizure, terms, file=file, officer=officer_of(request))

    def _add(self, request: Request, body: bytes) -> object:
        handed, content = packed(tuple[Handed, bytes], body)
        return self.operating.evidence.added(_item(request), handed, content=content, officer=officer_of(request))

    def _send_chain(self, request: Request, _body: bytes) -> object:
        to = request.query_params.get("to", "")[:40]
        return self.operating.evidence.sent(_item(request), to, officer=officer_of(request))

    def _propose(self, request: Request, body: bytes) -> object:
        text, terms, follows = packed(tuple[TeamText, Terms, str], body)
        return self.operating.teams.proposed(text, terms, follows=follows, officer=officer_of(request))

    def _say(self, request: Request, body: bytes) -> object:
        return self.operating.teams.said(_team(request), packed(Saying, body), officer=officer_of(request))


def packed(kind: type[T], body: bytes) -> T:
    """Read what the console packed.

    Raises:
        InputError: it is something else.
    """
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.MsgspecError as malformed:
        raise InputError("not files as the console sends them", place="body") from malformed


def officer_of(request: Request) -> str:
    """Give the officer whom the console names."""
    return request.query_params.get("as", "")[:120]


def _item(request: Request) -> str:
    return str(request.path_params["item"])


def _team(request: Request) -> str:
    return str(request.path_params["team"])
