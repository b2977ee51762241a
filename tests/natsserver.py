"""A real NATS server with JetStream for tests, from a package: one process, one folder, on a port of its own."""

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import until
from tests.ports import free_port

SERVER = Path(sysconfig.get_path("scripts")) / "nats-server"
CONFIGURATION = """
host: "127.0.0.1"
port: {port}
ports_file_dir: "{folder}"
jetstream {{ store_dir: "{folder}/store" }}
{more}
"""


@dataclass(slots=True)
class NatsServer:
    """A server that runs, with more of its configuration where a test needs that; `address` is where."""

    folder: Path
    more: str = ""
    port: int = 0
    address: str = ""
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it, on the port that it had where it ran before."""
        self.port = self.port or free_port()
        for old in self.folder.glob("*.ports"):
            old.unlink()
        file = self.folder / "nats.conf"
        file.write_text(CONFIGURATION.format(port=self.port, folder=self.folder, more=self.more), encoding="utf-8")
        with (self.folder / "nats.log").open("ab") as log:
            self._process = subprocess.Popen([str(SERVER), "-c", str(file)], stdout=log, stderr=log)
        until(lambda: self._said() or self.has_ended(), stands=self.log)
        assert not self.has_ended(), self.log()
        self.address = self._said()

    def stop(self) -> None:
        """End it as a fault would: at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def has_ended(self) -> bool:
        """Whether the process is there no longer."""
        return self._process is None or self._process.poll() is not None

    def log(self) -> str:
        """Give the end of what it wrote."""
        return (self.folder / "nats.log").read_text(encoding="utf-8")[-2_000:]

    def _said(self) -> str:
        """Give the address that the server has written down; nothing while it has not."""
        for file in self.folder.glob("*.ports"):
            if (said := file.read_text(encoding="utf-8")) and (found := json.loads(said).get("nats")):
                return str(found[0])
        return ""


@contextmanager
def nats_server(folder: Path, *, more: str = "") -> Iterator[NatsServer]:
    """Run a server whose files are in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    server = NatsServer(folder, more)
    server.start()
    try:
        yield server
    finally:
        server.stop()
