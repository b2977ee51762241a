"""The doctor's checks of the network: our own address, its certificate, and each partner."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from simpul.app.answers import PeerShown
from simpul.app.operating import authority_and_fingerprint
from simpul.cli.doctor.findings import Finding, State, failed, fine, warned
from simpul.core.errors import InputError
from simpul.core.node import PlainHttp
from simpul.settings.settings import Settings
from simpul.web.doors import INTRODUCTION
from simpul.web.language import msg

PATIENCE_SECONDS = 5.0
HTTPS = 443
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a node's door said: who it is, by which key, and its clock's difference from ours; or why it did not."""

    authority: str = ""
    fingerprint: str = ""
    difference: timedelta | None = None
    trouble: str = ""


def knocked(base_url: str, *, now: datetime) -> Answer:
    """Ask a node who it is."""
    try:
        answered = httpx.get(base_url.rstrip("/") + INTRODUCTION, timeout=PATIENCE_SECONDS, trust_env=False)
        answered.raise_for_status()
        authority, fingerprint = authority_and_fingerprint(answered.content)
    except (httpx.HTTPError, InputError) as trouble:
        return Answer(trouble=str(trouble))
    said = answered.headers.get("date", "")
    difference = parsedate_to_datetime(said) - now if said else None
    return Answer(authority=authority, fingerprint=fingerprint, difference=difference)


def own_finding(settings: Settings, answer: Answer) -> Finding:
    """Check that our own address leads to this node."""
    said = {"address": settings.base_url}
    if answer.trouble:
        text = msg("%(address)s does not lead to a running node: %(trouble)s")
        return failed("address", text, **said, trouble=answer.trouble)
    if answer.authority != settings.authority:
        return failed("address", msg("%(address)s leads to the node of %(other)s."), **said, other=answer.authority)
    return fine("address", msg("%(address)s leads to this node."), **said)


def tls_finding(settings: Settings, *, now: datetime) -> Finding:
    """Check how our own address is protected, and until when its certificate holds."""
    parts = urlsplit(settings.base_url)
    if parts.scheme == "http":
        if is_loopback(parts.hostname or ""):
            return fine("tls", msg("The node is on this machine only, without TLS."))
        if settings.plain_http is PlainHttp.ANYWHERE:
            return warned("tls", msg("The node is reached without TLS, as its settings allow."))
        return failed("tls", msg("The node is reached without TLS from other machines: give it https."))
    host, port = parts.hostname or "", parts.port or HTTPS
    try:
        return _period(_certificate_ends(host, port), now=now)
    except (OSError, ValueError) as trouble:
        return _of_our_own(settings, host, port, now=now) or failed(
            "tls", msg("The certificate cannot be used: %(trouble)s"), trouble=str(trouble)
        )


def peer_finding(peer: PeerShown, answer: Answer) -> Finding:
    """Check that a partner's address leads to the partner whose key we hold."""
    check, said = f"peer {peer.authority}", {"peer": peer.authority, "address": peer.base_url}
    if peer.suspended:
        text = msg("The link with %(peer)s is suspended: %(why)s")
        return warned(check, text, peer=peer.authority, why=peer.suspended)
    if answer.trouble:
        return warned(check, msg("%(peer)s does not answer at %(address)s: %(why)s"), **said, why=answer.trouble)
    if (answer.authority, answer.fingerprint) != (peer.authority, peer.fingerprint):
        text = msg("At %(address)s answers %(other)s with another key than the one accepted for %(peer)s.")
        return failed(check, text, **said, other=answer.authority)
    if peer.waiting:
        text = msg("%(peer)s answers; %(waiting)s envelopes wait.")
        return warned(check, text, peer=peer.authority, waiting=str(peer.waiting))
    return fine(check, msg("%(peer)s answers, and nothing waits."), peer=peer.authority)


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _period(ends: datetime, *, now: datetime) -> Finding:
    day = ends.date().isoformat()
    if ends < now:
        return failed("tls", msg("The certificate ended on %(day)s."), day=day)
    if ends < now + SOON:
        return warned("tls", msg("The certificate ends soon, on %(day)s."), day=day)
    return fine("tls", msg("The certificate holds until %(day)s."), day=day)


def _of_our_own(settings: Settings, host: str, port: int, *, now: datetime) -> Finding | None:
    """Say how a certificate stands that only those trust who were told to: the one in the settings."""
    if not settings.tls_certificate:
        return None
    try:
        found = _period(_certificate_ends(host, port, trusted=settings.tls_certificate), now=now)
    except (OSError, ValueError):
        return None
    if found.state is State.FAILURE:
        return found
    text = msg(
        "The certificate is of our own making: officers and partners must be told to trust it. It ends on %(day)s."
    )
    return warned("tls", text, day=found.values["day"])


def _certificate_ends(host: str, port: int, *, trusted: str = "") -> datetime:
    context = ssl.create_default_context(cafile=trusted or None)
    if trusted:
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    with (
        socket.create_connection((host, port), timeout=PATIENCE_SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate.get("notAfter", ""))), UTC)
