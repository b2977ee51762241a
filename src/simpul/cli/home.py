"""The node at a home folder: the running process where there is one, else the node itself, opened for this command."""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import Protocol

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
from simpul.app.build import build
from simpul.app.cases import CaseFiled, CaseListed, CaseShown, CaseTaken
from simpul.app.manifests import ManifestScreened
from simpul.app.npos import NpoRegisterShown
from simpul.app.operating import Operating
from simpul.app.payment_rules import ProposalShown, RulesShown, RuleText, RuleTried
from simpul.app.payments import PaymentShown, PaymentsReplayed
from simpul.cli.running import RunningNode, running_node
from simpul.cli.running_cooperation import EvidenceConsole, TeamsConsole
from simpul.cli.running_requests import RequestsConsole
from simpul.core.authority import Officer, OfficerId
from simpul.core.cases.reporting import Filing
from simpul.core.errors import SettingsError
from simpul.core.travel import Flight
from simpul.formats.registry import ListOffer
from simpul.settings.settings import Settings, read_settings

PASSPHRASE_VARIABLE = "SIMPUL_PASSPHRASE"  # noqa: S105  the name of a variable, not a secret
PASSPHRASE_FILE = "passphrase"  # noqa: S105  the name of a file, not a secret
MOST_PASSPHRASE_BYTES = 4_096


class RulesConsole(Protocol):
    """What the command line asks of a node about rules on payments."""

    def tried(self, said: bytes) -> RuleTried:
        """Try a rule on the past."""

    def shown(self) -> RulesShown:
        """Give the rules that stand, and every proposal."""

    def text(self, said: str) -> RuleText:
        """Give one edition of a rule as text."""

    def proposed(self, said: bytes, standing: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Propose that a rule stands so."""

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Approve or refuse a proposal of another officer."""


class NposConsole(Protocol):
    """What the command line asks of the register of non-profit organisations."""

    def shown(self, *, officer: str = "") -> tuple[NpoRegisterShown, ...]:
        """Give the register that stands, and those that wait."""

    def proposed(
        self, raw: bytes, *, filename: str, source: str, as_of: str, reason: str, officer: str = ""
    ) -> NpoRegisterShown:
        """Hand a register in."""

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> NpoRegisterShown:
        """Approve or refuse a register that another officer handed in."""


class CasesConsole(Protocol):
    """What the command line asks of cases."""

    def listed(self, *, officer: str = "") -> tuple[CaseListed, ...]:
        """Give the latest cases."""

    def shown(self, case: str, *, officer: str = "") -> CaseShown:
        """Show a case."""

    def filed(self, case: str, filing: Filing, *, schema: bytes, officer: str = "") -> CaseFiled:
        """Write a case as a report of goAML."""

    def taken(self, raw: bytes, *, schema: bytes, officer: str = "") -> CaseTaken:
        """Make a case of a report of goAML."""


class Console(Protocol):
    """What the command line asks of a node, whether it runs or not."""

    def import_list(self, offer: ListOffer, *, officer: str = "") -> ListImported:
        """Read an edition of a list in."""

    def screen_manifest(
        self, raw: bytes, *, filename: str, flight: Flight | None, officer: str = ""
    ) -> ManifestScreened:
        """Screen everybody on a passenger list."""

    def replay_payments(self, files: Sequence[tuple[str, bytes]]) -> PaymentsReplayed:
        """Take every payment message of these files."""

    def show_payment(self, payment: str, *, officer: str = "") -> PaymentShown:
        """Show a payment."""

    @property
    def rules(self) -> RulesConsole:
        """Rules on payments."""

    @property
    def npos(self) -> NposConsole:
        """The register of non-profit organisations."""

    @property
    def cases(self) -> CasesConsole:
        """Cases."""

    @property
    def evidence(self) -> EvidenceConsole:
        """Evidence and its chains of custody."""

    @property
    def teams(self) -> TeamsConsole:
        """Joint investigation teams."""

    @property
    def requests(self) -> RequestsConsole:
        """Requests for extradition and legal assistance."""

    def save_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft."""

    def release_report(self, raw: bytes, *, officer: str = "") -> ReportSubmitted:
        """Keep a draft and release it."""

    def show_report(self, report_id: str, *, officer: str = "") -> ReportShown:
        """Show a report as the officer may see it."""

    def add_peer(self, introduction: bytes, fingerprint: str, *, officer: str = "") -> PeerShown:
        """Accept a partner."""

    def peers(self) -> tuple[PeerShown, ...]:
        """Say how each link stands."""

    def introduction(self) -> Introduced:
        """Give the node's introduction."""

    def add_officer(self, officer: Officer) -> LinkIssued:
        """Add an officer and issue the first sign-in link."""

    def issue_link(self, officer: OfficerId) -> LinkIssued:
        """Issue a sign-in link."""

    def verify(self) -> Verified:
        """Check everything that is recorded."""

    def back_up(self, file: Path) -> BackedUp:
        """Write a backup."""

    def close(self) -> None:
        """Let go of the node."""


@contextmanager
def console_of(home: Path, passphrase_file: Path | None) -> Iterator[Console]:
    """Give the node of a home folder for one command.

    Raises:
        SettingsError: there is no node, the passphrase does not open its keys, or another process has the database.
    """
    settings = settings_of(home)
    console = _answering(settings) or _opened(settings, passphrase_file)
    try:
        yield console
    finally:
        console.close()


def settings_of(home: Path) -> Settings:
    """Read the settings of the node in a home folder."""
    return read_settings(home, os.environ)


def passphrase_of(file: Path | None, home: Path) -> str:
    """Give the passphrase of the keys: of the file, of the environment, of the home folder, or as it is typed.

    Raises:
        SettingsError: there is none, or the file cannot be read.
    """
    if file is not None:
        return _written(file)
    given = os.environ.get(PASSPHRASE_VARIABLE, "")
    if given:
        return given
    if (home / PASSPHRASE_FILE).is_file():
        return _written(home / PASSPHRASE_FILE)
    if not sys.stdin.isatty():
        raise SettingsError(f"no passphrase: give --passphrase-file or set {PASSPHRASE_VARIABLE}")
    return getpass("Passphrase: ", stream=sys.stderr)


def new_passphrase(file: Path | None, home: Path) -> str:
    """Give the passphrase for keys that are to be made: as given, as typed twice, or made where nobody can type.

    What is made is left in the home folder, for its owner alone, until it is moved to a safer place; `doctor` says so.

    Raises:
        SettingsError: the two that were typed differ, or the folder cannot be written.
    """
    if file is None and not os.environ.get(PASSPHRASE_VARIABLE, ""):
        if not sys.stdin.isatty():
            return _made(home)
        given = passphrase_of(file, home)
        if getpass("Again: ", stream=sys.stderr) != given:
            raise SettingsError("the two passphrases differ")
        return given
    return passphrase_of(file, home)


def _made(home: Path) -> str:
    passphrase, place = secrets.token_urlsafe(32), home / PASSPHRASE_FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written(place)
    except OSError as failed:
        raise SettingsError(f"{place} cannot be written: {failed.strerror}") from failed
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(passphrase + "\n")
    return passphrase


def _written(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_PASSPHRASE_BYTES).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SettingsError(f"{file}: cannot be read as a passphrase") from unreadable


def _answering(settings: Settings) -> RunningNode | None:
    """Give the running node when it answers; one that was killed leaves its token behind."""
    running = running_node(settings)
    return running if running is not None and running.is_answering() else None


def _opened(settings: Settings, passphrase_file: Path | None) -> Operating:
    return Operating(node=build(settings, passphrase_of(passphrase_file, settings.home)), settings=settings)
