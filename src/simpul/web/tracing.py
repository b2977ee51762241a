"""One line of log a request, with ids and nothing else, a request id on every answer, and the last resort.

Paths, queries and contents are never logged: the route's pattern, the officer's id, the status and the time are.
"""

import logging
import re
import secrets
import time
import traceback
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simpul.web.journal import note
from simpul.web.metrics import Metrics

HEADER = "X-Request-Id"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class AnswerFailure(Protocol):
    """Answers a request that failed through a fault of ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""


class Tracing:
    """Gives each request its id, counts it, logs it, and answers when everything else failed."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, failed: AnswerFailure) -> None:
        """Keep where to count and how to answer a failure."""
        self.app, self.metrics, self.failed = app, metrics, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.perf_counter(), 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        try:
            await self.app(scope, receive, marked)
        except Exception as fault:  # noqa: BLE001  the one entry point of the web room
            _log_fault(fault, request_id)
            if status == 0:
                await self.failed(scope, receive, marked)
        self._note(scope, request_id, status or 500, time.perf_counter() - began)

    def _note(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        method, route = _method(scope), _route(scope)
        self.metrics.answered(method=method, route=route, status=status, seconds=seconds)
        signed = scope["state"].get("signed")
        note(
            "request",
            request=request_id,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            officer=getattr(getattr(signed, "officer", None), "id", ""),
        )


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def _method(scope: Scope) -> str:
    return str(scope["method"]) if scope["method"] in METHODS else "other"


def _route(scope: Scope) -> str:
    found = scope.get("route") or scope.get("endpoint")
    return str(getattr(found, "path", "") or getattr(found, "__name__", "") or "none")


def _log_fault(fault: Exception, request_id: str) -> None:
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    note("failed", level=logging.ERROR, request=request_id, fault=type(fault).__name__, frames=frames[-12:])
