"""Real nodes as real processes: made in a folder, started, killed, and asked over HTTP.

A start of Python costs more than a start of a node, so processes are forked off a nursery that has everything
imported. What is forked is `simpul.cli.serving.serve` as it is.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from simpul.app.build import build
from simpul.app.node import Node
from simpul.cli.running import TOKEN_FILE
from simpul.core.access import SecondFactor
from simpul.core.authority import ALL_PURPOSES, Level, Officer, OfficerId, Role, Sight, viewer_of
from simpul.core.credentials import Scope
from simpul.services.signing_in import Admitted
from simpul.settings.settings import Settings
from simpul.web.api.operator import PREFIX, TOKEN_HEADER
from tests.founding import PASSPHRASE, make_home
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.world import authority

OFFICERS = (
    ("analyst", (Role.ANALYST,), Level.SECRET),
    ("junior", (Role.ANALYST,), Level.RESTRICTED),
    ("releasing", (Role.RELEASING_OFFICER,), Level.SECRET),
    ("second", (Role.RELEASING_OFFICER,), Level.SECRET),
    ("keys", (Role.KEY_OFFICER,), Level.SECRET),
    ("auditor", (Role.AUDITOR,), Level.SECRET),
    ("admin", (Role.ADMINISTRATOR,), Level.RESTRICTED),
)


class Nursery:
    """A process with everything imported, off which nodes are forked."""

    def __init__(self) -> None:
        """Start it, and wait until it is ready."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._read()

    def __enter__(self) -> Self:
        """Give the nursery."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the nursery."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=PATIENCE_SECONDS)

    def fork(self, home: Path) -> int:
        """Start the node of a home folder, and give the id of its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"home": str(home)}) + "\n")
        self._process.stdin.flush()
        return int(self._read())

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has ended")
        return line.strip()


@dataclass(slots=True)
class NodeProcess:
    """One node in a folder, and its process while it runs."""

    settings: Settings
    nursery: Nursery
    pid: int = 0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE_SECONDS, trust_env=False))

    @property
    def state(self) -> str:
        """The code of its state."""
        return self.settings.authority[:2]

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.settings.base_url

    def start(self) -> None:
        """Start the process, and wait until it answers."""
        self.fork()
        self.wait_until_it_answers()

    def fork(self) -> None:
        """Start the process."""
        self.pid = self.nursery.fork(self.settings.home)

    def wait_until_it_answers(self) -> None:
        """Wait until the process answers, or fail with what it wrote."""
        until(self._answers, stands=self._wrote)

    def kill(self) -> None:
        """End the process with SIGKILL, and wait until it is gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the process as an operator would, and wait until it is gone."""
        self._end(signal.SIGTERM)

    def console(self, method: str, path: str, *, body: bytes = b"", officer: str = "") -> httpx.Response:
        """Ask the console's door; `officer` by the name of the role."""
        token = (self.settings.home / TOKEN_FILE).read_text(encoding="ascii").strip()
        query = {"as": officer_id(self.settings, officer)} if officer else {}
        return self.client.request(
            method, self.url + PREFIX + path, params=query, content=body, headers={TOKEN_HEADER: token}
        )

    def issue_token(self, officer: str, *more: Scope) -> str:
        """Give an officer a token for the interface for software, while the node does not run."""
        node = self.opened()
        try:
            access = node.access
            link = access.officers.issue_link_as_operator(officer_id(self.settings, officer))
            first = access.signing_in.redeem(link.secret, source="127.0.0.1")
            assert isinstance(first, Admitted)
            full = access.signing_in.later(first.secret)
            assert isinstance(full, Admitted)
            signed = access.by_session(full.secret)
            assert signed is not None
            scopes = (Scope.READ, Scope.WRITE, Scope.RELEASE, *more)
            return access.tokens.issue(signed, name="tests", scopes=scopes, length=timedelta(days=1)).secret
        finally:
            node.close()

    def api(self, method: str, path: str, *, token: str, json: object = None) -> httpx.Response:
        """Ask the interface for software."""
        headers = {"authorization": f"Bearer {token}"}
        return self.client.request(method, f"{self.url}/api/v1{path}", json=json, headers=headers)

    def opened(self) -> Node:
        """Open the node in this process, while it does not run."""
        return build(self.settings, PASSPHRASE)

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return self.client.get(f"{self.url}/healthz").status_code == httpx.codes.OK
        return False

    def _wrote(self) -> str:
        log = (self.settings.home / "serve.log").read_text(encoding="utf-8", errors="replace")
        return f"{self.url} does not answer:\n{log[-2_000:]}"

    def _end(self, how: signal.Signals) -> None:
        if not self.pid:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, how)
            while True:
                os.kill(self.pid, 0)
                time.sleep(0.002)
        self.pid = 0


def officer_id(settings: Settings, name: str) -> OfficerId:
    """Give the id of the officer with the role of this name."""
    return OfficerId(f"{settings.authority.lower()}-{name}")


def sight_of(node: Node, name: str) -> Sight:
    """Give how an officer of the node sees at this moment."""
    officer = node.store.roster.officer(OfficerId(f"{node.profile.authority.id.lower()}-{name}"))
    assert officer is not None
    return Sight(viewer=viewer_of(officer, authority=node.profile.authority.id), at=node.clock.now())


@contextlib.contextmanager
def nodes(folder: Path, *states: str) -> Iterator[tuple[NodeProcess, ...]]:
    """Make nodes that know each other, not started; at the end their processes are ended."""
    with Nursery() as nursery:
        made = tuple(NodeProcess(settings=_made(folder / state, state), nursery=nursery) for state in states)
        _introduce(made)
        try:
            yield made
        finally:
            for each in made:
                each.kill()
                each.client.close()


def _made(home: Path, state: str) -> Settings:
    port = free_port()
    settings = Settings(
        home=home,
        authority=authority(state),
        name=f"National Coordination Centre of {state}",
        base_url=f"http://127.0.0.1:{port}",
        port=port,
        second_factor=SecondFactor.MAY_WAIT,
    )
    make_home(settings)
    node = build(settings, PASSPHRASE)
    for name, roles, clearance in OFFICERS:
        node.access.officers.enrol(
            Officer(
                id=officer_id(settings, name),
                name=f"{name.title()} of {settings.authority}",
                roles=roles,
                clearance=clearance,
                purposes=ALL_PURPOSES,
            )
        )
    node.close()
    return settings


def _introduce(made: Sequence[NodeProcess]) -> None:
    opened = [each.opened() for each in made]
    for node in opened:
        for other in opened:
            if other is not node:
                fingerprint = node.partnering.read(other.introduction).fingerprint
                node.partnering.add(sight_of(node, "keys"), other.introduction, fingerprint=fingerprint)
    for node in opened:
        node.close()
