"""The running node, asked through the console's door with the token that it keeps in its home folder."""

import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec

from simpul.app.answers import (
    BackedUp,
    Introduced,
    LinkIssued,
    ListImported,
    PeerShown,
    ReportShown,
    ReportSubmitted,
    Verified,
)
from simpul.app.manifests import ManifestScreened
from simpul.app.payments import PaymentShown, PaymentsReplayed
from simpul.cli.errors import NodeStoppedError, UnansweredError
from simpul.cli.running_cases import RunningCases
from simpul.cli.running_cooperation import RunningEvidence, RunningTeams
from simpul.cli.running_npos import RunningNpos
from simpul.cli.running_requests import RunningRequests
from simpul.cli.running_rules import RunningRules
from simpul.core.authority import Officer, OfficerId
from simpul.core.errors import (
    ConflictError,
    DeniedError,
    Error,
    InputError,
    NotFoundError,
    PeerError,
    RefusedError,
    SettingsError,
    StorageError,
    TamperedError,
)
from simpul.core.node import Limits
from simpul.core.travel import Flight
from simpul.formats.registry import ListOffer
from simpul.formats.sources import bytes_of
from simpul.settings.settings import Settings
from simpul.web.api.operator import PREFIX, TOKEN_HEADER

TOKEN_FILE = "operator.token"  # noqa: S105  the name of a file, not a secret
MOST_LIST_BYTES = Limits().max_list_bytes
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
HEALTH_SECONDS = 5.0
PATIENCE = httpx.Timeout(connect=2.0, read=600.0, write=600.0, pool=2.0)

T = TypeVar("T")

TOLD = (ConflictError, DeniedError, NotFoundError, PeerError, SettingsError, StorageError, TamperedError)
ERRORS: dict[str, type[Error]] = {each.code: each for each in TOLD}


class _Said(msgspec.Struct):
    code: str = "error"
    reason: str = ""
    place: str = ""
    grounds: tuple[str, ...] = ()


class _Refusal(msgspec.Struct):
    error: _Said


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningNode:
    """Does through the running process what the command line asks for; as `app.operating.Operating` does."""

    address: str
    token: str
    certificate: str = ""

    def is_answering(self) -> bool:
        """Say whether the process is there: one that was killed leaves its token behind."""
        try:
            with self._client(HEALTH_SECONDS) as client:
                return client.get(f"{self.address}/healthz").status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def import_list(self, offer: ListOffer, *, officer: str = "") -> ListImported:
        """Read an edition of a list in."""
        said = {"list_id": offer.list_id, "columns": "\n".join(f"{key}={text}" for key, text in offer.columns.items())}
        files = [("file", (name, bytes_of(source, most=MOST_LIST_BYTES))) for name, source in offer.files.items()]
        form = httpx.Request("POST", self.address, data=said, files=files)
        return self._asked(
            ListImported,
            "POST",
            f"/lists/{offer.form}",
            body=form.read(),
            content_type=form.headers["content-type"],
            officer=officer,
        )

    def screen_manifest(
        self, raw: bytes, *, filename: str, flight: Flight | None, officer: str = ""
    ) -> ManifestScreened:
        """Screen everybody on a passenger list."""
        said = {"flight": flight.number, "departure": flight.departure, "arrival": flight.arrival} if flight else {}
        departs_at = flight.departs_at if flight else ""
        return self._asked(
            ManifestScreened,
            "POST",
            "/manifests",
            body=raw,
            officer=officer,
            file=filename,
            departs_at=departs_at,
            **said,
        )

    def replay_payments(self, files: Sequence[tuple[str, bytes]]) -> PaymentsReplayed:
        """Let the process take every payment message of these files."""
        return self._asked(PaymentsReplayed, "POST", "/payments", body=msgspec.msgpack.encode(list(files)))

    def show_payment(self, payment: str, *, officer: str = "") -> PaymentShown:
        """Show a payment."""
        return self._asked(PaymentShown, "GET", "/payments", officer=officer, payment=payment)

    @property
    def rules(self) -> RunningRules:
        """Rules on payments."""
        return RunningRules(asked=self._asked)

    @property
    def npos(self) -> RunningNpos:
        """The register of non-profit organisations."""
        return RunningNpos(asked=self._asked)

    @property
    def cases(self) -> RunningCases:
        """Cases."""
        return RunningCases(asked=self._asked)

    @property
    def evidence(self) -> RunningEvidence:
        """Evidence and its chains of custody."""
        return RunningEvidence(asked=self._asked)

    @property
    def teams(self) -> RunningTeams:
        """Joint investigation teams."""
        return RunningTeams(asked=self._asked)

    @property
    def requests(self) -> RunningRequests:
        """Requests for extradition and legal assistance."""
        return RunningRequests(ask=self._asked)

    def save_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft."""
        return self._asked(ReportSubmitted, "POST", "/drafts", body=raw, officer=officer)

    def release_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft and release it."""
        return self._asked(ReportSubmitted, "POST", "/releases", body=raw, officer=officer)

    def show_report(self, report_id: str, *, officer: str = "") -> ReportShown:
        """Show a report as the officer may see it."""
        return self._asked(ReportShown, "GET", f"/reports/{report_id}", officer=officer)

    def add_peer(self, introduction: bytes, fingerprint: str, *, officer: str = "") -> PeerShown:
        """Accept a partner."""
        return self._asked(PeerShown, "POST", "/peers", body=introduction, officer=officer, fingerprint=fingerprint)

    def peers(self) -> tuple[PeerShown, ...]:
        """Say how each link stands."""
        return self._asked(tuple[PeerShown, ...], "GET", "/peers")

    def introduction(self) -> Introduced:
        """Give the node's introduction."""
        return self._asked(Introduced, "GET", "/introduction")

    def add_officer(self, officer: Officer) -> LinkIssued:
        """Add an officer."""
        return self._asked(LinkIssued, "POST", "/officers", body=msgspec.json.encode(officer))

    def issue_link(self, officer: OfficerId) -> LinkIssued:
        """Issue a sign-in link."""
        return self._asked(LinkIssued, "POST", f"/officers/{officer}/link")

    def verify(self) -> Verified:
        """Check everything that is recorded."""
        return self._asked(Verified, "GET", "/verification")

    def back_up(self, file: Path) -> BackedUp:
        """Let the process write a backup."""
        return self._asked(BackedUp, "POST", "/backup", file=str(file.absolute()))

    def close(self) -> None:
        """There is nothing to let go of."""

    def _client(self, patience: httpx.Timeout | float) -> httpx.Client:
        """Give a client that trusts the node's own certificate, whoever issued it, and no proxy."""
        trusted: ssl.SSLContext | bool = False  # without TLS there is nothing to trust
        if self.address.startswith("https:"):
            trusted = ssl.create_default_context(cafile=self.certificate or None)
            trusted.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        return httpx.Client(timeout=patience, verify=trusted, trust_env=False)

    def _asked(
        self, answer: type[T], method: str, path: str, *, body: bytes = b"", content_type: str = "", **asked: str
    ) -> T:
        headers = {TOKEN_HEADER: self.token, **({"content-type": content_type} if content_type else {})}
        query = {("as" if name == "officer" else name): value for name, value in asked.items() if value}
        try:
            with self._client(PATIENCE) as client:
                answered = client.request(
                    method, self.address + PREFIX + path, params=query, content=body, headers=headers
                )
        except httpx.ConnectError as stopped:
            raise NodeStoppedError(f"nobody answers at {self.address}") from stopped
        except httpx.HTTPError as failed:
            raise UnansweredError(f"{self.address}: {failed}") from failed
        if answered.status_code != httpx.codes.OK:
            raise _error(answered)
        return msgspec.json.decode(answered.content, type=answer)


def running_node(settings: Settings) -> RunningNode | None:
    """Give the running node of a home folder, or nothing where none left its token."""
    try:
        token = (settings.home / TOKEN_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    if not TOKEN.fullmatch(token):
        return None
    return RunningNode(address=console_address(settings), token=token, certificate=settings.tls_certificate)


def console_address(settings: Settings) -> str:
    """Give where this machine reaches the process: its own port without TLS, else its base address."""
    if settings.tls_certificate:
        return settings.base_url.rstrip("/")
    anywhere = settings.host in ("0.0.0.0", "::", "")  # noqa: S104  compared with, never listened on
    host = "127.0.0.1" if anywhere else settings.host
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _error(answered: httpx.Response) -> Error:
    try:
        said = msgspec.json.decode(answered.content, type=_Refusal).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        return UnansweredError(f"status {answered.status_code}")
    if said.code == InputError.code:
        return InputError(said.reason, place=said.place or None)
    if said.code == RefusedError.code:
        return RefusedError(said.reason, grounds=said.grounds)
    return ERRORS.get(said.code, UnansweredError)(said.reason)
