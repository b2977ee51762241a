"""Proofs of requests: which partner asks, shown by its identity key and by nothing else.

    Simpul-Link: XA-NCTC
    Simpul-Proof: <time> <nonce> <SHA-256 of the body> <signature>

Rules:
1. The signature covers method, target, asker, asked, time, nonce and digest: it serves for no other request and at no
   other node. It is checked before the body is read, the body's digest while it is read.
2. Whoever is no partner gets the answer of a wrong proof, after the same work.
3. What may be done twice (deliveries, receipts) needs no fresh proof: a clock that is wrong stops nobody. What is
   handed out does: within five minutes of our clock, each nonce once.
"""

import hashlib
import re
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.authority import AUTHORITY_ID, AuthorityId
from simpul.core.errors import DeniedError
from simpul.core.holding import Partner
from simpul.core.ids import Domain, timestamp
from simpul.peers.signatures import holds, signed_bytes
from simpul.services.ports.reading import Links
from simpul.services.ports.world import Clock, NodeKeys

LINK_HEADER = "Simpul-Link"
PROOF_HEADER = "Simpul-Proof"
FRESH = timedelta(minutes=5)
MOST_NONCES = 2_000
"""How many a partner can use up while they are fresh: more than three a second."""
NOT_PROVED = "no partner's key proves this request"
NOBODY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
"""The public key of RFC 8032, section 7.1, test 1: stands in where there is no partner, and its word never counts."""

_PROOF = re.compile(
    r"(?P<at>[0-9T:.-]{19,26}Z) (?P<nonce>[0-9a-f]{32}) (?P<digest>[0-9a-f]{64}) (?P<signature>[0-9a-f]{128})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenCaller:
    """A partner that proved a request, with the SHA-256 that the body must have."""

    partner: Partner
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    at: str
    nonce: str
    digest: str
    signature: str

    def message(self, *, method: str, target: str, asker: str, asked: str) -> bytes:
        said = (method, target, asker, asked, self.at, self.nonce, self.digest)
        return signed_bytes(Domain.REQUEST, *(part.encode() for part in said))


def proof_headers(
    keys: NodeKeys, *, us: AuthorityId, to: AuthorityId, method: str, target: str, body: bytes, at: datetime
) -> dict[str, str]:
    """Give the headers that prove a request of ours."""
    digest = hashlib.sha256(body).hexdigest()
    proof = _Proof(at=timestamp(at), nonce=secrets.token_hex(16), digest=digest, signature="")
    signature = keys.sign(proof.message(method=method, target=target, asker=us, asked=to)).hex()
    return {LINK_HEADER: us, PROOF_HEADER: f"{proof.at} {proof.nonce} {proof.digest} {signature}"}


class LinkProofs:
    """Tells from the head of a request which partner makes it."""

    def __init__(self, *, us: AuthorityId, links: Links, clock: Clock) -> None:
        """Begin without any nonce seen."""
        self._us = us
        self._links = links
        self._clock = clock
        self._seen: dict[AuthorityId, dict[str, datetime]] = {}
        self._lock = threading.Lock()

    def caller(self, *, method: str, target: str, link: str, proof: str) -> ProvenCaller:
        """Give the partner whose key proves the request, however old.

        Raises:
            DeniedError: there is no such partner, or the proof is not its own. Both look the same.
        """
        return self._proved(method, target, link, proof)[0]

    def fresh_caller(self, *, method: str, target: str, link: str, proof: str) -> ProvenCaller:
        """Give the partner whose key proves the request now, for the first time.

        Raises:
            DeniedError: as above, or the proof is old, or was used.
        """
        caller, read = self._proved(method, target, link, proof)
        self._use_up(caller.partner.introduction.authority.id, read)
        return caller

    def _proved(self, method: str, target: str, link: str, proof: str) -> tuple[ProvenCaller, _Proof]:
        found = _PROOF.fullmatch(proof)
        if found is None or not AUTHORITY_ID.fullmatch(link):
            raise DeniedError(NOT_PROVED)
        read = _Proof(at=found["at"], nonce=found["nonce"], digest=found["digest"], signature=found["signature"])
        partner = self._links.partner(AuthorityId(link))
        proved = holds(
            identity_key=NOBODY if partner is None else partner.introduction.identity_key,
            signature=bytes.fromhex(read.signature),
            message=read.message(method=method, target=target, asker=link, asked=self._us),
        )
        if partner is None or not proved:
            raise DeniedError(NOT_PROVED)
        return ProvenCaller(partner=partner, digest=read.digest), read

    def _use_up(self, link: AuthorityId, proof: _Proof) -> None:
        now = self._clock.now()
        try:
            at = datetime.fromisoformat(proof.at)
        except ValueError as exc:
            raise DeniedError(NOT_PROVED) from exc
        if abs(at - now) > FRESH:
            raise DeniedError("the proof is not fresh: compare the clocks of both nodes")
        with self._lock:
            seen = {nonce: until for nonce, until in self._seen.get(link, {}).items() if until > now}
            if proof.nonce in seen or len(seen) >= MOST_NONCES:
                raise DeniedError("the proof was used before, or too many were used")
            self._seen[link] = {**seen, proof.nonce: at + FRESH}
