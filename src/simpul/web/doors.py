"""The door that partners knock on: four plain routes under `/peer/v1`.

1. A request is proved by its head (`RequestProofs`), before any of its body is read.
2. No partner makes the node hold more than one body of bounded size at a time, or costs it more envelopes and refusals
   a minute than the limits say.
3. Who is no partner, and whose proof does not hold, get the same answer.
4. Every refusal is a JSON document: `{"error": {"code", "reason", "place"}}`.

The introduction is public. What partners do is recorded by the services; the door keeps nothing.
"""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simpul.core.authority import AuthorityId
from simpul.core.errors import ConflictError, DeniedError, Error, InputError, TamperedError
from simpul.core.exchange import EnvelopeRefusedError
from simpul.core.node import Limits
from simpul.services.ports.peering import Caller, Documents, Intake, Outbox, RequestProofs, Settlement
from simpul.web.access.policies import Policy, declares
from simpul.web.errors import SignInNeededError, TooLargeError, TooManyError, status_of
from simpul.web.quotas import Quota

DELIVERIES = "/peer/v1/deliveries"
OUTBOX = "/peer/v1/outbox"
RECEIPTS = "/peer/v1/receipts"
INTRODUCTION = "/peer/v1/introduction"

BODY_SECONDS = 30.0
SLOWEST_BYTES = 16 * 1024
"""Bytes a second, after the first seconds: who sends slower is cut off."""
RECEIPT_BYTES = 2_100
"""At most, of one signed receipt with what separates it from the next."""

_AFTER = re.compile(r"after=(\d{1,15})")

Proving = Callable[..., Caller]
Endpoint = Callable[[Request], Awaitable[Response]]


class UnknownLinkError(SignInNeededError):
    """Says that no partner's key proves the request; who the partners are, the answer does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerDoor:
    """Answers what partners ask of this node. `heard_from` is told of every partner that proved a request.

    `patience` is how many seconds a body may take besides those that its length needs.
    """

    limits: Limits
    proofs: RequestProofs
    documents: Documents
    receiving: Intake
    delivering: Settlement
    outbox: Outbox
    introduction: bytes
    heard_from: Callable[[AuthorityId], None]
    envelopes: Quota
    refusals: Quota
    patience: float = BODY_SECONDS
    busy: set[tuple[AuthorityId, str]] = field(default_factory=set)

    def routes(self) -> list[Route]:
        """Give the routes, to be mounted at the root."""
        return [
            Route(DELIVERIES, _answering(self._deliver, Policy.PEER), methods=["POST"]),
            Route(OUTBOX, _answering(self._hand_out, Policy.PEER), methods=["GET"]),
            Route(RECEIPTS, _answering(self._settle, Policy.PEER), methods=["POST"]),
            Route(INTRODUCTION, _answering(self._introduce, Policy.OPEN), methods=["GET"]),
        ]

    async def _deliver(self, request: Request) -> Response:
        caller = await self._caller(request, self.proofs.caller, DELIVERIES)
        link = _link(caller)
        with self._alone(link, DELIVERIES), self._counting_refusals(link):
            body = await self._body(request, most=self.limits.max_delivery_bytes, digest=caller.digest)
            frames = self.documents.frames(body)
            self.envelopes.spend(link, len(frames))
            answer, refused = await run_in_threadpool(self._accepted, link, frames)
        if refused is not None:
            self.refusals.spend(link)
        return Response(answer, media_type="application/json")

    def _accepted(self, link: AuthorityId, frames: tuple[bytes, ...]) -> tuple[bytes, EnvelopeRefusedError | None]:
        delivered = self.receiving.accept(link, frames)
        return self.documents.answer(delivered), delivered.refused

    async def _hand_out(self, request: Request) -> Response:
        query = str(request.scope["query_string"], "latin-1")
        caller = await self._caller(request, self.proofs.fresh_caller, f"{OUTBOX}?{query}")
        link = _link(caller)
        with self._alone(link, OUTBOX), self._counting_refusals(link):
            asked = _AFTER.fullmatch(query)
            if asked is None:
                raise InputError("ask with after=NUMBER", place="query")
            portion = await run_in_threadpool(self.outbox.asked, link, after=int(asked[1]))
            self.envelopes.spend(link, len(portion))
            body = self.documents.delivery([envelope.frame for envelope in portion])
        return Response(body, media_type="application/octet-stream")

    async def _settle(self, request: Request) -> Response:
        caller = await self._caller(request, self.proofs.caller, RECEIPTS)
        link = _link(caller)
        with self._alone(link, RECEIPTS), self._counting_refusals(link):
            most = self.limits.max_envelopes_per_delivery * RECEIPT_BYTES
            body = await self._body(request, most=most, digest=caller.digest)
            receipts = await run_in_threadpool(self.documents.receipts, body, partner=caller.partner)
            self.envelopes.spend(link, len(receipts))
            await run_in_threadpool(self.delivering.settle, link, receipts)
        return JSONResponse({"settled": len(receipts)})

    async def _introduce(self, _request: Request) -> Response:
        return Response(self.introduction, media_type="application/json")

    async def _caller(self, request: Request, proving: Proving, target: str) -> Caller:
        """Give the partner that proved the request, if it may go on."""
        link, proof = request.headers.get("simpul-link", ""), request.headers.get("simpul-proof", "")
        try:
            caller = await run_in_threadpool(proving, method=request.method, target=target, link=link, proof=proof)
        except DeniedError as denied:
            raise UnknownLinkError(str(denied)) from denied
        if caller.partner.suspended:
            raise DeniedError("the link is suspended")
        known = _link(caller)
        self.envelopes.admit(known)
        self.refusals.admit(known)
        self.heard_from(known)
        return caller

    async def _body(self, request: Request, *, most: int, digest: str) -> bytes:
        """Read a body within bounds of size and time; what it says its length is counts before any of it is read."""
        said = request.headers.get("content-length", "0")
        if not said.isdecimal() or len(said) > 15 or int(said) > most:
            raise TooLargeError(most)
        try:
            async with asyncio.timeout(self.patience) as limit:
                return await _read(request, limit, most=most, digest=digest)
        except TimeoutError as exc:
            raise InputError(f"came slower than {SLOWEST_BYTES} bytes a second", place="body") from exc
        except ClientDisconnect as exc:
            raise InputError("ended before it was whole", place="body") from exc

    @contextmanager
    def _alone(self, link: AuthorityId, what: str) -> Iterator[None]:
        """Let a partner do one thing of a kind at a time: it can fill the memory of one request, not of many."""
        if (link, what) in self.busy:
            raise TooManyError(1)
        self.busy.add((link, what))
        try:
            yield
        finally:
            self.busy.discard((link, what))

    @contextmanager
    def _counting_refusals(self, link: AuthorityId) -> Iterator[None]:
        """Count what is refused against the partner; that its log is not ours is a conflict, not a fault of ours."""
        try:
            yield
        except TamperedError as diverged:
            self.refusals.spend(link)
            raise ConflictError(str(diverged)) from diverged
        except Error:
            self.refusals.spend(link)
            raise


def _link(caller: Caller) -> AuthorityId:
    return caller.partner.introduction.authority.id


def _answering(endpoint: Endpoint, policy: Policy) -> Endpoint:
    """Let an endpoint answer our own errors as documents; any other error is the application's affair."""

    @declares(policy)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Error as refused:
            return _document(refused)

    return answer


async def _read(request: Request, limit: asyncio.Timeout, *, most: int, digest: str) -> bytes:
    body, hashed, end = bytearray(), hashlib.sha256(), limit.when() or 0.0
    async for chunk in request.stream():
        if len(body) + len(chunk) > most:
            raise TooLargeError(most)
        body += chunk
        hashed.update(chunk)
        limit.reschedule(end + len(body) / SLOWEST_BYTES)
    if hashed.hexdigest() != digest:
        raise UnknownLinkError("the body is not the one that was signed")
    return bytes(body)


def _document(refused: Error) -> Response:
    """Give the answer to a refused request; the connection ends with it, as some of its body may be unread."""
    reason = refused.reason if isinstance(refused, InputError) else str(refused)
    place = getattr(refused, "place", None) or ""
    headers = {"Connection": "close"}
    if isinstance(refused, TooManyError):
        headers["Retry-After"] = str(refused.retry_after)
    content = {"error": {"code": refused.code, "reason": reason, "place": place}}
    return JSONResponse(content, status_code=status_of(refused), headers=headers)
