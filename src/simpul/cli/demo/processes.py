"""The nodes as processes: each is `simpul serve` on its own home folder, in a process of its own.

A node's process is forked from this one, so that the program is loaded once and stands three times. That happens before
the homes are made, as long as this process is still small: the nodes wait behind a curtain until they may begin. A node
ends when it is told to, and also when this process is gone: it holds the end of a pipe that falls shut then.
"""

import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from simpul.cli.demo.stage import Stage, Staged
from simpul.cli.errors import UnansweredError
from simpul.cli.serving import serve
from simpul.core.errors import InputError

LOG = "serve.log"
READY_SECONDS = 60.0
LOOK_SECONDS = 5.0
NO_TLS = False
"""The nodes are on this machine, without TLS."""
STOP_SECONDS = 15.0
BREATH = 0.02
FAILED = 70
GO = b"g"


@dataclass(slots=True, kw_only=True)
class NodeProcess:
    """One node and the process it runs in."""

    staged: Staged
    stage: Stage
    lifeline: tuple[int, int]
    pid: int = 0

    @property
    def address(self) -> str:
        """Where the node is reached."""
        return self.staged.settings.base_url

    @property
    def log(self) -> Path:
        """What the process says."""
        return self.staged.settings.home / LOG

    def start(self, *, curtain: int | None = None) -> None:
        """Start the process; with a curtain it waits until there is a byte to read.

        Raises:
            InputError: something else listens on the port.
        """
        check_free(self.staged.settings.host, self.staged.settings.port)
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(_lived(self, curtain))

    def await_ready(self, *, within: float = READY_SECONDS) -> None:
        """Wait until the node is ready.

        Raises:
            UnansweredError: it ended, or was not ready in time; its log says why.
        """
        ends = time.monotonic() + within
        with httpx.Client(base_url=self.address, timeout=LOOK_SECONDS, trust_env=False, verify=NO_TLS) as client:
            while time.monotonic() < ends:
                if self.has_ended():
                    raise UnansweredError(f"the node of {self.staged.id} ended at once; see {self.log}")
                if _is_ready(client):
                    return
                time.sleep(BREATH)
        raise UnansweredError(f"the node of {self.staged.id} was not ready within {within:.0f} seconds")

    def kill(self) -> None:
        """Kill the process with SIGKILL: it finishes nothing."""
        self._signal(signal.SIGKILL)
        self._reaped(within=STOP_SECONDS)

    def stop(self) -> None:
        """Tell the process to end, and wait until it has; one that does not is killed."""
        self._signal(signal.SIGTERM)
        if not self._reaped(within=STOP_SECONDS):
            self.kill()

    def has_ended(self) -> bool:
        """Say whether the process has ended."""
        return self._reaped(within=0.0)

    def _signal(self, number: signal.Signals) -> None:
        if self.pid:
            os.kill(self.pid, number)

    def _reaped(self, *, within: float) -> bool:
        ends = time.monotonic() + within
        while self.pid:
            found, _ = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.pid = 0
            elif time.monotonic() >= ends:
                return False
            else:
                time.sleep(BREATH)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """All processes of a demonstration."""

    processes: tuple[NodeProcess, ...] = field(default=())

    def of(self, state: str) -> NodeProcess:
        """Give the process of a state's node."""
        return next(each for each in self.processes if each.staged.player.authority.state == state)


@contextmanager
def running_cast(stage: Stage, *, prepare: Callable[[], None], started: Callable[[str], None]) -> Iterator[Cast]:
    """Run every node of a stage until the context ends.

    `prepare` makes the homes while the nodes wait; `started` is told of each that is ready.
    """
    (reading, writing), (curtain, opening) = os.pipe(), os.pipe()
    processes = tuple(NodeProcess(staged=each, stage=stage, lifeline=(reading, writing)) for each in stage.nodes)
    try:
        for process in processes:
            process.start(curtain=curtain)
        prepare()
        os.write(opening, GO * len(processes))
        for process in processes:
            process.await_ready()
            started(process.staged.id)
        yield Cast(processes=processes)
    finally:
        _stop_all(processes)
        for end in (opening, curtain, writing, reading):
            os.close(end)


def check_free(host: str, port: int) -> None:
    """Check that nothing listens on a port yet.

    Raises:
        InputError: something does.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as taken:
            reason = f"port {port} is taken; give another with --port-base"
            raise InputError(reason, place="--port-base") from taken


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _stop_all(processes: Sequence[NodeProcess]) -> None:
    """End all at once and then wait for each: the second waits for nothing that the first did not."""
    for process in processes:
        if not process.has_ended():
            process._signal(signal.SIGTERM)  # noqa: SLF001  of the same class of things, in the same module
    for process in processes:
        process.stop()


def _lived(process: NodeProcess, curtain: int | None) -> int:
    """Be the node: what follows runs in the forked process only, and gives its status."""
    reading, writing = process.lifeline
    os.close(writing)
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if curtain is not None and not _opens(curtain, reading):
            return 0
        _turn_output_to(process.log)
        threading.Thread(target=_end_when_alone, args=(reading,), name="lifeline", daemon=True).start()
        serve(process.staged.settings, process.stage.passphrase)
    except BaseException:  # noqa: BLE001  the end of a process: what failed is in its log
        traceback.print_exc()
        return FAILED
    return 0


def _opens(curtain: int, lifeline: int) -> bool:
    """Wait for the curtain; say whether it opened, or everybody else is gone."""
    ready, _, _ = select.select([curtain, lifeline], [], [])
    return lifeline not in ready and os.read(curtain, 1) == GO


def _turn_output_to(log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)


def _end_when_alone(reading: int) -> None:
    os.read(reading, 1)
    os.kill(os.getpid(), signal.SIGTERM)
