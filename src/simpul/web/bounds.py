"""How long a request may be: each door has its bound, and a longer request is refused before it is read."""

from collections.abc import Mapping
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simpul.web.errors import TooLargeError

MOST_BYTES = 1_048_576
"""What a request may hold where no door says otherwise."""

MOST_PAYMENT_BYTES = 4 * 1_048_576
"""What a request may hold that hands payments in, or a case of law and a certificate."""


MOST_CASE_BYTES = 26 * 1_048_576
"""What a request may hold that adds a file to a case, or a report and its schema."""

MOST_EVIDENCE_BYTES = 34 * 1_048_576
"""What a request may hold that checks a chain of custody beside the bytes that it is of."""


class Refuse(Protocol):
    """Answers a request that is too long."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, error: TooLargeError) -> None:
        """Send the answer."""


class BodyBound:
    """Refuses requests whose body is longer than the bound of their path; the longest prefix in `bounds` counts."""

    def __init__(self, app: ASGIApp, *, bounds: Mapping[str, int], refuse: Refuse) -> None:
        """Keep the bounds in bytes by prefix of the path, and how to answer."""
        self.app = app
        self.bounds = sorted(bounds.items(), key=lambda item: -len(item[0]))
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.most_for(str(scope["path"]))
        if _declared(scope) > most:
            await self.refuse(scope, receive, send, TooLargeError(most))
            return
        counted = _Counted(receive=receive, send=send, most=most)
        try:
            await self.app(scope, counted.receive_bounded, counted.send_unless_exceeded)
        except TooLargeError:
            if counted.answered:
                raise
        if counted.exceeded and not counted.answered:
            await self.refuse(scope, receive, send, TooLargeError(most))

    def most_for(self, path: str) -> int:
        """Give the bound for a path."""
        return next((most for prefix, most in self.bounds if path.startswith(prefix)), MOST_BYTES)


class _Counted:
    """Counts what comes in; when it is too much, whatever the application then wants to answer is dropped."""

    def __init__(self, *, receive: Receive, send: Send, most: int) -> None:
        self.receive, self.send, self.most = receive, send, most
        self.taken = 0
        self.exceeded = False
        self.answered = False

    async def receive_bounded(self) -> Message:
        message = await self.receive()
        if message["type"] == "http.request":
            self.taken += len(message.get("body", b""))
            if self.taken > self.most:
                self.exceeded = True
                raise TooLargeError(self.most)
        return message

    async def send_unless_exceeded(self, message: Message) -> None:
        if self.exceeded and not self.answered:
            return
        self.answered = True
        await self.send(message)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
