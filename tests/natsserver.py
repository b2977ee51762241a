"""A real NATS server with JetStream for tests, from a package: one process, one folder, on a port that is free."""

import json
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER = Path(sysconfig.get_path("scripts")) / "nats-server"
PATIENCE_SECONDS = 30.0


@dataclass(slots=True)
class NatsServer:
    """A server that runs; `address` is where."""

    folder: Path
    arguments: tuple[str, ...] = ()
    address: str = ""
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it on a free port, or again on the port that it had."""
        port = self.address.rpartition(":")[2] or "-1"
        place = ("-a", "127.0.0.1", "-p", port, "-js", "-sd", str(self.folder / "store"))
        for old in self.folder.glob("*.ports"):
            old.unlink()
        with (self.folder / "nats.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(SERVER), *place, "--ports_file_dir", str(self.folder), *self.arguments], stdout=log, stderr=log
            )
        self.address = self._said()

    def stop(self) -> None:
        """End it as a fault would: at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _said(self) -> str:
        """Give the address, when the server has written it down."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            for file in self.folder.glob("*.ports"):
                if (said := file.read_text(encoding="utf-8")) and (found := json.loads(said).get("nats")):
                    return str(found[0])
            time.sleep(0.02)
        raise TimeoutError((self.folder / "nats.log").read_text(encoding="utf-8")[-2_000:])


@contextmanager
def nats_server(folder: Path, *, arguments: Sequence[str] = ()) -> Iterator[NatsServer]:
    """Run a server whose files are in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    server = NatsServer(folder, tuple(arguments))
    server.start()
    try:
        yield server
    finally:
        server.stop()
