"""Requests at law at a node, running or not: what is asked, and how a running one is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from simpul.app.evidence import Terms
from simpul.app.law_desk import Asking, RequestListed, RequestShown, StatisticsShown
from simpul.core.cooperation.reading import ReadCase
from simpul.core.cooperation.use import Use
from simpul.services.law_requests import LawSaying, Put


class RequestsConsole(Protocol):
    """What the command line asks of requests at law."""

    def listed(self, *, officer: str = "") -> tuple[RequestListed, ...]:
        """Give the requests."""

    def shown(self, request: str, *, officer: str = "") -> RequestShown:
        """Show a request."""

    def looked_at(self, content: bytes) -> ReadCase:
        """Say what a case lacks."""

    def asked(self, asking: Asking, terms: Terms, *, officer: str = "") -> Put:
        """Send a request."""

    def said(self, request: str, saying: LawSaying, *, officer: str = "") -> Put:
        """Say something on a request."""

    def approved(self, record: str, *, officer: str = "") -> Put:
        """Approve what waits for a second officer."""

    def used(self, request: str, offence: str, *, officer: str = "") -> Use:
        """Use what came of a request for an offence."""

    def statistics(self, *, officer: str = "") -> StatisticsShown:
        """Give the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRequests:
    """Asks the process; `ask` sends one question and reads its answer."""

    ask: Callable[..., Any]

    def listed(self, *, officer: str = "") -> tuple[RequestListed, ...]:
        """Give the requests."""
        found: tuple[RequestListed, ...] = self.ask(tuple[RequestListed, ...], "GET", "/requests", officer=officer)
        return found

    def shown(self, request: str, *, officer: str = "") -> RequestShown:
        """Show a request."""
        found: RequestShown = self.ask(RequestShown, "GET", f"/requests/{request}", officer=officer)
        return found

    def looked_at(self, content: bytes) -> ReadCase:
        """Say what a case lacks."""
        found: ReadCase = self.ask(ReadCase, "POST", "/requests/looks", body=content)
        return found

    def asked(self, asking: Asking, terms: Terms, *, officer: str = "") -> Put:
        """Send a request."""
        body = msgspec.msgpack.encode((asking, terms))
        done: Put = self.ask(Put, "POST", "/requests", body=body, officer=officer)
        return done

    def said(self, request: str, saying: LawSaying, *, officer: str = "") -> Put:
        """Say something on a request."""
        body = msgspec.msgpack.encode(saying)
        done: Put = self.ask(Put, "POST", f"/requests/{request}/words", body=body, officer=officer)
        return done

    def approved(self, record: str, *, officer: str = "") -> Put:
        """Approve what waits for a second officer."""
        done: Put = self.ask(Put, "POST", f"/requests/{record}/approvals", officer=officer)
        return done

    def used(self, request: str, offence: str, *, officer: str = "") -> Use:
        """Use what came of a request for an offence."""
        done: Use = self.ask(Use, "POST", f"/requests/{request}/uses", officer=officer, offence=offence)
        return done

    def statistics(self, *, officer: str = "") -> StatisticsShown:
        """Give the figures."""
        found: StatisticsShown = self.ask(StatisticsShown, "GET", "/requests/statistics", officer=officer)
        return found
