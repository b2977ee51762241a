"""The command line and a running node: the same commands, through the process that has the node."""

import io
import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from simpul.app.build import build
from simpul.cli.main import main
from simpul.settings.settings import Settings, read_settings
from tests.founding import PASSPHRASE, make_home
from tests.ofaclist import sdn, tables
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port


def simpul(*arguments: str, passphrase: str = "") -> tuple[int, str, str]:
    """Run one command in this process; give its status, its answer and what it said beside."""
    before = dict(os.environ)
    os.environ.pop("SIMPUL_PASSPHRASE", None)
    if passphrase:
        os.environ["SIMPUL_PASSPHRASE"] = passphrase
    answer, aside = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    try:
        with redirect_stdout(answer), redirect_stderr(aside):
            status = main(arguments)
    finally:
        os.environ.clear()
        os.environ.update(before)
    answer.seek(0)
    return status, answer.read(), aside.getvalue()


def certified(folder: Path) -> dict[str, str]:
    """The settings of a certificate that the node made for itself, for localhost."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    began = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = {"tls_certificate": folder / "cert.pem", "tls_key": folder / "key.pem"}
    files["tls_certificate"].write_bytes(certificate.public_bytes(Encoding.PEM))
    files["tls_key"].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return {name: str(file) for name, file in files.items()}


def asked(address: str, *, verify: ssl.SSLContext | bool = True, **headers: str) -> httpx.Response:
    """What is answered at an address, however long that takes."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(address, headers=said, verify=verify, timeout=PATIENCE_SECONDS)


class Served:
    """A node and its process."""

    def __init__(self, home: Path, *, host: str = "http://127.0.0.1", **more: str) -> None:
        self.port = free_port()
        given: dict[str, object] = {"name": "XA", "base_url": f"{host}:{self.port}", "port": self.port, **more}
        self.settings = Settings(home=home, authority="XA-NCTC", **given)  # type: ignore[arg-type]  # by their names
        make_home(self.settings)
        self.process: subprocess.Popen[bytes] | None = None

    def starts(self) -> None:
        """Start the process and wait until it is ready."""
        command = [sys.executable, "-m", "simpul.cli", "serve", "--home", str(self.settings.home)]
        environment = {**os.environ, "SIMPUL_PASSPHRASE": PASSPHRASE}
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        until(lambda: self.is_ready() or self.has_ended(), stands=lambda: f"{self.settings.base_url} is not ready")
        assert not self.has_ended()

    def is_ready(self) -> bool:
        """Whether it answers that it is ready."""
        trusted = ssl.create_default_context(cafile=self.settings.tls_certificate or None)
        with suppress(httpx.TransportError):
            return asked(f"{self.settings.base_url}/readyz", verify=trusted).status_code == 200
        return False

    def has_ended(self) -> bool:
        """Whether the process is there no longer."""
        return self.process is None or self.process.poll() is not None

    def ends(self, number: signal.Signals) -> int:
        """Send a signal and give the status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def command(self, *arguments: str, passphrase: str = "") -> tuple[int, dict[str, object]]:
        """Run a command on the home folder."""
        status, answer, aside = simpul(*arguments, "--home", str(self.settings.home), "--json", passphrase=passphrase)
        assert "Traceback" not in aside
        return status, json.loads(answer)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    node = Served(tmp_path_factory.mktemp("served") / "xa")
    node.starts()
    yield node
    if node.process is not None and node.process.poll() is None:
        node.process.kill()
        node.process.wait()


def test_commands_go_through_the_running_node_without_its_passphrase(served: Served, tmp_path: Path) -> None:
    status, added = served.command(
        *("officer", "add", "r.tirta", "--name", "R. Tirta", "--role", "releasing-officer", "--clearance", "secret")
    )
    assert (status, added["officer"]) == (0, "r.tirta")
    draft = {
        "kind": "information",
        "title": "A van without plates",
        "summary": "Seen twice at the quarry. Nobody got out.",
        "grading": {"scale": "europol-4x4", "source": "B", "information": "2"},
        "handling": {"originator": "XA-NCTC", "purposes": ["counter-terrorism"]},
    }
    file = tmp_path / "draft.json"
    file.write_text(json.dumps(draft))
    status, done = served.command("report", "submit", str(file), "--release")
    assert (status, done["state"]) == (0, "released")
    assert served.command("report", "show", str(done["report"]))[1]["title"] == draft["title"]
    assert served.command("report", "show", "0" * 64)[0] == 3
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, content in tables(sdn("7")).items():
        (folder / name).write_bytes(content)
    status, read = served.command("list", "import", "ofac", str(folder), "--as", "r.tirta")
    assert (status, read["list"], read["added"]) == (0, "ofac", 1)
    status, refused = served.command("list", "import", "moon", str(file), "--as", "r.tirta")
    assert (status, refused["error"]["code"]) == (2, "input")  # type: ignore[index]  # a document of ours
    assert served.command("verify")[1]["ok"] is True
    assert served.command("peer", "list") == (0, {"peers": []})
    file.write_text("{}")
    status, refused = served.command("report", "submit", str(file))
    assert status == 2
    assert refused["error"]["place"].startswith("$")  # type: ignore[index]  # a document of ours


def test_a_backup_is_made_while_the_node_is_serving(served: Served, tmp_path: Path) -> None:
    status, made = served.command("backup", str(tmp_path / "xa.tar"))
    assert status == 0
    restored = simpul("restore", str(tmp_path / "xa.tar"), "--home", str(tmp_path / "copy"), "--json")
    assert json.loads(restored[1])["records"] == made["records"]
    assert simpul("verify", "--home", str(tmp_path / "copy"), passphrase=PASSPHRASE)[0] == 0


def test_the_doctor_finds_a_running_node_well(served: Served) -> None:
    status, found = served.command("doctor")
    checks = {line["check"]: line["state"] for line in found["checks"]}  # type: ignore[attr-defined]  # a list of lines
    assert status == 0
    assert checks["address"] == "ok"
    assert checks["home"] in ("ok", "warn")
    assert set(checks) == {"home", "clock", "disk", "database", "address", "tls"}


def test_the_consoles_door_opens_to_nobody_without_the_token(served: Served) -> None:
    door = f"{served.settings.base_url}/api/v1/operator/peers"
    token = (served.settings.home / "operator.token").read_text()
    assert asked(door).status_code == 401
    assert asked(door, simpul_operator=token[:-1] + "?").status_code == 401
    assert asked(door, authorization=f"Bearer {token}").status_code == 401
    assert asked(door, simpul_operator=token).status_code == 200
    assert (served.settings.home / "operator.token").stat().st_mode & 0o077 == 0


def test_a_second_process_on_the_same_home_is_refused_and_harms_nothing(served: Served) -> None:
    command = [sys.executable, "-m", "simpul.cli", "serve", "--home", str(served.settings.home)]
    environment = {**os.environ, "SIMPUL_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        command, capture_output=True, check=False, env=environment, text=True, timeout=PATIENCE_SECONDS
    )
    assert done.returncode == 9
    assert "Traceback" not in done.stderr
    assert served.command("verify")[1]["ok"] is True


def test_a_node_with_its_own_certificate_is_reached_by_it_and_the_doctor_reads_it(tmp_path: Path) -> None:
    node = Served(tmp_path / "xa", host="https://localhost", **certified(tmp_path / "tls"))
    node.starts()
    try:
        assert node.command("verify")[1]["ok"] is True
        lines = node.command("doctor")[1]["checks"]
    finally:
        assert node.ends(signal.SIGTERM) == 0
    assert isinstance(lines, list)
    assert {line["check"]: line["state"] for line in lines}["tls"] == "warn"  # only who is told to trusts it


def test_a_node_that_was_killed_leaves_a_token_that_stops_no_command(served: Served) -> None:
    before = served.command("verify")[1]["records"]
    assert served.ends(signal.SIGKILL) == -signal.SIGKILL
    assert (served.settings.home / "operator.token").exists()
    status, found = served.command("verify", passphrase=PASSPHRASE)
    assert (status, found["ok"]) == (0, True)
    assert isinstance(before, int)
    assert isinstance(found["records"], int)
    assert found["records"] >= before
    status, refused = served.command("verify")
    assert (status, refused["error"]["code"]) == (9, "settings")  # type: ignore[index]  # a document of ours


def test_a_node_that_is_told_to_end_ends_well_and_takes_its_token_away(served: Served) -> None:
    served.starts()
    assert served.ends(signal.SIGTERM) == 0
    assert not (served.settings.home / "operator.token").exists()
    node = build(read_settings(served.settings.home, {}), PASSPHRASE)
    node.close()
