"""Looking: everything that one viewer can ask a node, asked of two worlds, and the answers compared byte by byte.

What is asked is taken from the application's own routes: every route that can be read, under every id that came about,
shown and hidden, and under one that never was; and questions that change nothing here because the rules refuse them.
Ids and moments are set aside: an id becomes its place among the ids of the answer, a moment its minute. For who watches
the links so is how much passed over them: that is his to know (`docs/threat-model.md`), on the pages of partners alone.
"""

import asyncio
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from simpul.services.signing_in import Admitted
from simpul.web.access.cookies import cookie_name
from simpul.web.application import create_app
from simpul.web.live import Hub
from tests.world import Place

ABSENT = "0" * 31 + "1"
NEVER_ENDING = "/events"
TEXTS = {
    "/subjects": ("", "?text=ba", "?text=harbour"),
    "/reports": ("", "?text=own", "?direction=received"),
    "/alerts": (*("", "?state=all", "?state=decided"), *("?state=proposed", "?state=all&kind=list-hit", "?text=ba")),
    "/payments": ("", "?state=released", "?state=frozen", "?text=zul", "?text=1250", "?text=amri"),
    "/freezes": ("", "?direction=own", "?direction=received&answered_or_not=answered"),
    "/search/{dataset}": ("", "?q=ba", "?q=lev+brunov&fuzzy=true", "?q=lev&facets=schema&facets=identifiers"),
}
"""Questions beside the plain one, for the pages that take any."""
NOT_A_VIEWERS = ("/static", "/metrics", "/peer/", "/sign-in", "/api/docs", "/api/v1/openapi")

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_ID = re.compile(r"\b[0-9a-f]{12,64}\b")
_MOMENT = re.compile(r"(\d{2}[:.]\d{2})[:.]\d{2}(?:\.\d+)?")
_OPAQUE = re.compile(r"(after=|\"after\": ?\")[A-Za-z0-9_=%-]+")
_SET_ASIDE = {"content-length", "x-request-id", "set-cookie", "date"}

WATCHERS = ("keys",)
"""Viewers to whom it is told how many envelopes passed over each link."""

_PEERS = re.compile(r"(?:/api/v1)?/peers(?:\.json|\.csv)?")
_PASSED = re.compile(
    r"(?<=\"sent\":)\d+|(?<=\"waiting\":)\d+|(?<=\"received\":)\d+|(?<=\"oldest_waiting\":)(?:null|\"[^\"]*\")"
    r"|(?<=<dt>Sent</dt><dd>)\d+ · waiting \d+|(?<=<dt>Received</dt><dd>)\d+"
    r"|(?<=<span class=\"chip )(?:good\">accepted|heed\">\d+ envelopes? waits?)"
    r"|(?<=,)\d+,\d+,\d+(?=,[^,\n]*$)",
    re.MULTILINE,
)
"""The figures of the links, as document, page and table say them: what was sent, what waits, what came."""
_OLDEST = re.compile(r"\s*<dt>Oldest waiting</dt><dd>.*?</dd>\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request; a question with a body is asked of the interface for software."""

    method: str
    target: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, ids and moments set aside."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str


class Looker:
    """Asks on behalf of one viewer; the application is made once and shown one world after the other."""

    def __init__(self, place: Place) -> None:
        """Make the application, whose pages tell ages by the clock of this place."""
        self._clock = place.clock
        self._app = create_app(place.node)
        self._paths = sorted({(path, method) for path, method in _readable(self._app) if method == "GET"})

    def questions(self, ids: Mapping[str, Sequence[str]]) -> list[Question]:
        """Give everything that can be asked with these ids."""
        asked = [
            Question(method="GET", target=target + text)
            for path, _ in self._paths
            for target in _filled(path, ids)
            for text in TEXTS.get(path.removeprefix("/api/v1").partition(".")[0], ("",))
        ]
        return [*asked, *_refused(ids), *_matched(ids)]

    def look(self, place: Place, name: str, questions: Sequence[Question]) -> list[Answer]:
        """Sign the viewer in, and ask everything, in order, at the present moment of the place."""
        self._clock.present = place.clock.present
        self._app.state.site = replace(self._app.state.site, node=place.node, hub=Hub())
        admitted = signed_in(place, name)
        return asyncio.run(self._asked(place, admitted, questions, name))

    async def _asked(self, place: Place, admitted: Admitted, questions: Sequence[Question], name: str) -> list[Answer]:
        base = place.node.profile.base_url
        cookies = {cookie_name(place.node.profile): admitted.secret}
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(transport=transport, base_url=base, cookies=cookies) as client:
            key = await _form_key(client)
            headers = {"x-form-key": key, "content-type": "application/json"}
            return [
                _without_traffic(
                    item.target,
                    name,
                    _set_aside(
                        await client.request(
                            item.method, item.target, content=item.body.encode(), headers=headers if item.body else None
                        )
                    ),
                )
                for item in questions
            ]


def signed_in(place: Place, name: str) -> Admitted:
    """Let an officer sign in with a one-time link, second factor later."""
    access = place.node.access
    link = access.officers.issue_link_as_operator(place.officers[name].id)
    first = access.signing_in.redeem(link.secret, source="127.0.0.1")
    assert isinstance(first, Admitted)
    admitted = access.signing_in.later(first.secret)
    assert isinstance(admitted, Admitted)
    return admitted


async def _form_key(client: httpx.AsyncClient) -> str:
    page = await client.get("/help")
    found = re.search(r'form[-_]key"[^>]*(?:content|value)="([^"]+)"', page.text)
    return found[1] if found else ""


def _readable(app: FastAPI) -> Iterator[tuple[str, str]]:
    for context in iter_route_contexts(app.routes):
        path = str(getattr(context, "path", "") or "")
        for method in getattr(context, "methods", None) or ():
            if path and not path.startswith(NOT_A_VIEWERS) and not path.endswith(NEVER_ENDING):
                yield path, method


def _filled(path: str, ids: Mapping[str, Sequence[str]]) -> Iterator[str]:
    names = _PARAMETER.findall(path)
    choices = [(*ids.get(name, ()), ABSENT) for name in names]
    for chosen in itertools.product(*choices):
        target = path
        for name, value in zip(names, chosen, strict=True):
            target = re.sub(r"\{" + name + r"(?::\w+)?\}", value, target)
        yield target


def _refused(ids: Mapping[str, Sequence[str]]) -> Iterator[Question]:
    """Give questions that would change something if the viewer could see what they are about."""
    for alert in (*ids.get("hidden_alert", ()), ABSENT):
        body = f'{{"alerts": ["{alert}"], "verdict": "different", "reason": "a look"}}'
        yield Question(method="POST", target="/api/v1/alerts/decide", body=body)
    for draft in (*ids.get("hidden_draft", ()), ABSENT):
        for act in ("approve", "release"):
            yield Question(method="POST", target=f"/api/v1/drafts/{draft}/{act}", body="{}")
        yield Question(method="DELETE", target=f"/api/v1/drafts/{draft}", body="{}")
    for case in (*ids.get("hidden_case", ()), ABSENT):
        note = '{"note": {"text": "a look"}}'
        yield Question(method="POST", target=f"/api/v1/cases/{case}/entries", body=note)
        yield Question(method="POST", target=f"/api/v1/cases/{case}/shares", body='{"to": "XB-NCTC"}')
    for request in (*ids.get("hidden_request", ()), ABSENT):
        word = '{"word": "no-measure"}'
        yield Question(method="POST", target=f"/api/v1/freezes/{request}/words", body=word)
    for payment in (*ids.get("hidden_payment", ()), ABSENT):
        for step in ("release", "propose", "propose-rejection", "confirm", "turn-down"):
            body = f'{{"step": "{step}", "reason": "a look", "code": "AC01"}}'
            yield Question(method="POST", target=f"/api/v1/payments/{payment}/decisions", body=body)
    for apart in (*ids.get("hidden_apart", ()), ABSENT):
        yield Question(method="POST", target=f"/api/v1/payments/apart/{apart}", body='{"reason": "a look"}')
    for late in (*ids.get("late_id", ()), ABSENT):
        yield Question(method="POST", target=f"/api/v1/payments/late/{late}", body='{"reason": "a look"}')


def _matched(ids: Mapping[str, Sequence[str]]) -> Iterator[Question]:
    """Ask whether names that are about here are known, one by one and together, in every data set."""
    names = ("Bahrul Santosa", "Karim Wandira", "Lev Brunov", "Harbour Light Relief")
    queries = {name: {"schema": "Thing", "properties": {"name": [name]}} for name in names}
    body = json.dumps({"queries": queries})
    for dataset in (*ids.get("dataset", ()), ABSENT):
        yield Question(method="POST", target=f"/match/{dataset}?threshold=0.1&limit=50", body=body)


def _without_traffic(target: str, name: str, answer: Answer) -> Answer:
    """Set aside how much passed over the links, where it is told to whoever watches them."""
    told = name in WATCHERS and _PEERS.fullmatch(target)
    if not told:
        return answer
    body = re.sub(r"\s*(?=<dt>Last contact)", "", _OLDEST.sub("", answer.body))
    return replace(answer, body=_PASSED.sub("so many", body))


def _set_aside(answer: httpx.Response) -> Answer:
    order: dict[str, str] = {}

    def placed(found: re.Match[str]) -> str:
        return order.setdefault(found[0], f"id-{len(order)}")

    body = _OPAQUE.sub(r"\1cursor", _MOMENT.sub(r"\1", answer.text))
    headers = sorted((key, value) for key, value in answer.headers.items() if key not in _SET_ASIDE)
    return Answer(
        status=answer.status_code,
        headers=tuple((key, _ID.sub("id", value)) for key, value in headers),
        body=_ID.sub(placed, body),
    )
