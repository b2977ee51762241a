"""Settings: one frozen value, read once by the entry point from the home folder's file and the environment.

The file `node.toml` in the home folder says whose node it is and how it is reached; `simpul init` writes it. An
environment variable `SIMPUL_<NAME>` overrides the setting of that name. A name that is not known is an error: a
setting that was misspelled must not be a setting that is silently off.
"""

import dataclasses
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from simpul.core.access import SecondFactor
from simpul.core.alert import TRUE_MATCHES, NeedsTwo, needs_two
from simpul.core.authority import Authority, AuthorityId, Level, authority_id
from simpul.core.errors import InputError, SettingsError
from simpul.core.ids import checked_hash_id
from simpul.core.node import NodeProfile, PlainHttp
from simpul.core.payment.partition import partitions_in
from simpul.core.payment.stream import StreamSettings
from simpul.settings.streams import checked_stream

FILE = "node.toml"
PREFIX = "SIMPUL_"
NOT_SETTINGS = frozenset({"SIMPUL_DATA", "SIMPUL_HOME", "SIMPUL_PASSPHRASE"})
"""Variables of this prefix that say where things are, or hold the secret, which is never kept in a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set about a node.

    Each field's documentation is in `docs/reference/settings.md`, made from `EXPLAINED`.
    """

    home: Path
    authority: str
    name: str
    base_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    database: str = ""
    two_officers_from: Level = Level.CONFIDENTIAL
    two_officers_for: str = " ".join(f"{one.kind}:{one.verdict}" for one in TRUE_MATCHES)
    second_factor: SecondFactor = SecondFactor.REQUIRED
    plain_http: PlainHttp = PlainHttp.LOOPBACK
    tls_certificate: str = ""
    tls_key: str = ""
    metrics_token: str = ""
    pull_from: str = ""
    pull_every_seconds: int = 30
    pins: str = ""
    payments_in: str = ""
    payments_done: str = ""
    payments_refused: str = ""
    payments_stream: str = ""
    payments_stream_partitions: int = 8
    payments_stream_own: str = "all"
    payments_stream_credentials: str = ""
    payments_stream_ca: str = ""
    payments_stream_certificate: str = ""
    payments_stream_key: str = ""
    paper_certificate: str = ""
    paper_trusted: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        try:
            authority_id(self.authority, place="authority")
            _ = (self.pulled_from, self.pinned, self.judged_by_two, self.stream, self.may_own)
        except InputError as refused:
            raise SettingsError(str(refused)) from refused
        if self.pull_every_seconds < 1:
            raise SettingsError("pull_every_seconds: at least 1")
        if len(set(filter(None, self.payment_folders))) not in (0, len(self.payment_folders)):
            raise SettingsError("payments_in, payments_done and payments_refused: three folders, or none")
        if not 1 <= self.port <= 65_535:
            raise SettingsError(f"port: {self.port} is not between 1 and 65535")
        if not self.base_url.startswith(("https://", "http://")):
            raise SettingsError("base_url: begins with https:// or http://")
        if bool(self.tls_certificate) is not bool(self.tls_key):
            raise SettingsError("tls_certificate and tls_key: both or neither")

    @property
    def pulled_from(self) -> tuple[AuthorityId, ...]:
        """The partners whose outbox this node fetches, since they cannot reach it."""
        return tuple(authority_id(name, place="pull_from") for name in self.pull_from.split())

    @property
    def pinned(self) -> dict[AuthorityId, str]:
        """For each partner with a pin, the SHA-256 of its certificate's public key (SPKI), in hexadecimal."""
        found = (pin.partition("=") for pin in self.pins.split())
        return {
            authority_id(name, place="pins"): checked_hash_id(value.lower(), place=f"pins.{name}")
            for name, _, value in found
        }

    @property
    def judged_by_two(self) -> tuple[NeedsTwo, ...]:
        """The judgements on alerts that take effect when a second officer confirms them."""
        return needs_two(self.two_officers_for)

    @property
    def payment_folders(self) -> tuple[str, str, str]:
        """The folders where files of payments come, and those where they end, as they were set."""
        return self.payments_in, self.payments_done, self.payments_refused

    @property
    def stream(self) -> StreamSettings | None:
        """The stream that payments come by; none where none is set."""
        if not self.payments_stream:
            return None
        given = StreamSettings(
            servers=tuple(self.payments_stream.split()),
            authority=self.authority,
            partitions=self.payments_stream_partitions,
            credentials=self._file(self.payments_stream_credentials),
            ca=self._file(self.payments_stream_ca),
            certificate=self._file(self.payments_stream_certificate),
            key=self._file(self.payments_stream_key),
        )
        return checked_stream(given, self.plain_http)

    @property
    def may_own(self) -> frozenset[int]:
        """The partitions of the stream that this process is to have."""
        return partitions_in(self.payments_stream_own, self.payments_stream_partitions)

    def _file(self, name: str) -> str:
        return str(self.home / name) if name else ""

    @property
    def store(self) -> str:
        """Where the records are: an address of PostgreSQL, or the file in the home folder."""
        return self.database or str(self.home / "simpul.db")

    @property
    def key_file(self) -> Path:
        """Where the node's keys are, encrypted."""
        return self.home / "node.key"

    @property
    def profile(self) -> NodeProfile:
        """Whose node it is, as the services know it."""
        return NodeProfile(
            authority=Authority(id=authority_id(self.authority, place="authority"), name=self.name),
            base_url=self.base_url,
            two_officers_from=self.two_officers_from,
            needs_two=self.judged_by_two,
        )


EXPLAINED: dict[str, str] = {
    "home": "The folder that holds everything of the node. Set by `--home` or SIMPUL_HOME, not in the file.",
    "authority": "The id of the authority whose node it is: the code of its state, a hyphen, its short name.",
    "name": "The authority's name as people read it.",
    "base_url": "The address under which officers and partners reach the node.",
    "host": "The address to listen on.",
    "port": "The port to listen on.",
    "database": "The address of a PostgreSQL database; empty means SQLite in the home folder.",
    "two_officers_from": "From which level on a release needs a second officer: 0 open, 1 restricted, 2 confidential, "
    "3 secret.",
    "two_officers_for": "Which judgements on alerts take effect only when a second officer confirms them: kind, colon, "
    "verdict, with blanks between; empty means none. Kinds: list-hit, traveller-hit, payment-hit, holding-hit. "
    "Verdicts: same, different, unsure.",
    "second_factor": "`required`: officers sign in with a passkey or TOTP. `may-wait`: they may put it off.",
    "plain_http": "To whom the node may speak without TLS: `loopback` or `anywhere`.",
    "tls_certificate": "The file of the certificate, PEM; with tls_key the node serves https itself.",
    "tls_key": "The file of the certificate's key, PEM.",
    "pull_from": "The partners, by id with blanks between, whose outbox this node fetches; they cannot reach it.",
    "pull_every_seconds": "How often it fetches, in seconds.",
    "pins": "For partners with a certificate of their own making: `XB-NCTC=<SHA-256 of the SPKI in hexadecimal>`, with "
    "blanks between.",
    "payments_in": "The folder in which files of payment messages are put to be taken; in the home folder unless it "
    "begins with a slash. Empty means none. All three folders are on one file system.",
    "payments_done": "The folder to which a file is moved when all in it was read and decided, with the answer beside.",
    "payments_refused": "The folder to which a file is moved when something in it could not be read.",
    "payments_stream": "The NATS servers with the stream that payment messages come by, such as "
    "`tls://nats.example:4222`, with blanks between. Empty means none. It needs the extra `jetstream`.",
    "payments_stream_partitions": "Into how many partitions payments are parted, by the account that pays; the same "
    "for every process, and for good.",
    "payments_stream_own": "Which partitions this process may own: `all`, or numbers and ranges such as `0-3 7`.",
    "payments_stream_credentials": "The file with what the NATS server lets us in by, in one line: `user:password`, or "
    "a token. This and the next three are in the home folder unless they begin with a slash.",
    "payments_stream_ca": "The file of the authority that vouches for the NATS server, PEM; empty means those of this "
    "machine.",
    "payments_stream_certificate": "The file of our own certificate for the NATS server, PEM.",
    "payments_stream_key": "The file of that certificate's key, PEM.",
    "paper_certificate": "The file of the authority's key and certificate (PKCS#12) with which requests are signed on "
    "paper; in the home folder unless it begins with a slash. Its passphrase is asked for at each signature. Empty "
    "means that who signs brings the certificate.",
    "paper_trusted": "The files of certificates, PEM or DER, whose signatures on papers are trusted here, with blanks "
    "between; in the home folder unless they begin with a slash.",
    "metrics_token": "The token with which /metrics may be read from another machine; empty means loopback only.",
}


def read_settings(home: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings of the node in a home folder.

    Raises:
        SettingsError: there is no node, or a setting is unknown or cannot work; with its name.
    """
    file = home / FILE
    if not file.is_file():
        raise SettingsError(f"there is no node in {home}; make one with `simpul init`")
    try:
        given: dict[str, object] = dict(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SettingsError(f"{FILE}: {broken}") from broken
    for variable, value in environment.items():
        if variable.startswith(PREFIX) and variable not in NOT_SETTINGS:
            given[variable.removeprefix(PREFIX).lower()] = value
    return _settings(home, given)


def written_settings(settings: Settings) -> str:
    """Give the text of the file for these settings: what differs from the defaults."""
    lines = ["# Settings of this node. Explained in docs/reference/settings.md.", ""]
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if field.name != "home" and value != field.default:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _settings(home: Path, given: Mapping[str, object]) -> Settings:
    fields = {field.name: field for field in dataclasses.fields(Settings)}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name == "home" or name not in fields:
            raise SettingsError(f"{name}: there is no such setting")
        values[name] = _read(name, value)
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name not in values and name != "home"
    ]
    if missing:
        raise SettingsError(f"not set: {', '.join(missing)}")
    return Settings(home=home, **values)  # type: ignore[arg-type]  # each value was read by its field's reader


def _read(name: str, value: object) -> object:
    readers: dict[str, Callable[[str], object]] = {
        "port": int,
        "pull_every_seconds": int,
        "payments_stream_partitions": int,
        "two_officers_from": lambda text: Level(int(text)),
        "second_factor": SecondFactor,
        "plain_http": PlainHttp,
    }
    try:
        return readers.get(name, str)(str(value))
    except ValueError as wrong:
        raise SettingsError(f"{name}: {value!r} cannot be used") from wrong


def _toml(value: object) -> str:
    if isinstance(value, int):
        return str(int(value))
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
