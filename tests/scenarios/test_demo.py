"""The demonstration, for real: three processes, and every step of its story."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from simpul.cli.demo.playing import STEPS
from simpul.cli.demo.stage import MADE
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_ports, listens

LINK = re.compile(r"http://localhost:(\d+)/sign-in/link#([A-Za-z0-9_-]{43})")
OFFICERS = 21
DEMO = [sys.executable, "-m", "simpul.cli", "demo"]


def children_of(pid: int) -> list[int]:
    """The processes that this one started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False, text=True)
    return [int(number) for number in listed.stdout.split()]


def signs_in(port: str, secret: str) -> str:
    """Where a one-time link leads; nowhere when it does not serve."""
    address = f"http://localhost:{port}/sign-in/link"
    answered = httpx.post(
        address,
        data={"secret": f"{address}#{secret}"},
        headers={"origin": f"http://localhost:{port}"},
        timeout=PATIENCE_SECONDS,
    )
    return str(answered.headers.get("location", ""))


class Staying:
    """A demonstration that stays until it is told to end."""

    def __init__(self, home: Path, port: int) -> None:
        self.out = home.parent / f"said-{time.monotonic_ns()}.txt"
        with self.out.open("wb") as out, self.out.with_suffix(".err").open("wb") as err:
            command = [*DEMO, "--home", str(home), "--port-base", str(port)]
            self.process = subprocess.Popen(command, stdout=out, stderr=err, start_new_session=True)

    def ready(self) -> str:
        """Wait until it has said everything, and give that."""
        until(lambda: "Control-C" in self.said() or self.is_over(), stands=self.said)
        assert not self.is_over(), self.complained()
        return self.said()

    def said(self) -> str:
        """Give what it has said."""
        return self.out.read_text(encoding="utf-8")

    def complained(self) -> str:
        """Give what it has said of what went wrong."""
        return self.out.with_suffix(".err").read_text(encoding="utf-8")

    def ends(self, number: signal.Signals) -> int:
        """Send a signal and give the status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def is_over(self) -> bool:
        """Whether its process is there no longer."""
        return self.process.poll() is not None


Stays = Callable[[int], Staying]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "demo"


@pytest.fixture
def stays(home: Path) -> Iterator[Stays]:
    """Start demonstrations that stay; what a test leaves running is ended with all that it started."""
    started: list[Staying] = []

    def start(port: int) -> Staying:
        started.append(Staying(home, port))
        return started[-1]

    yield start
    for each in started:
        if not each.is_over():
            os.killpg(each.process.pid, signal.SIGKILL)
            each.process.wait()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    command = [*DEMO, "--once", "--json", "--port-base", str(free_ports(3))]
    folder = tmp_path_factory.mktemp("once")
    done = subprocess.run(command, capture_output=True, check=False, cwd=folder, text=True, timeout=PATIENCE_SECONDS)
    said: dict[str, object] = json.loads(done.stdout)
    assert (done.returncode == 0) is said["ok"], done.stderr
    assert not list(folder.iterdir()), "something was left behind"
    return said


def test_the_story_holds_from_its_first_step_to_its_last(played: dict[str, object]) -> None:
    steps = played["steps"]
    assert isinstance(steps, list)
    assert [f"{step['name']}: {step['detail']}" for step in steps if not step["ok"]] == []
    assert [step["name"] for step in steps] == ["story-told", *(name for name, _ in STEPS)]
    assert all(step["ms"] >= 0 and step["detail"] for step in steps)
    assert played["ok"] is True


def test_three_nodes_have_passed_envelopes_and_kept_records(played: dict[str, object]) -> None:
    nodes = played["nodes"]
    assert isinstance(nodes, list)
    assert [node["authority"] for node in nodes] == ["XA-NCTC", "XB-PKT", "XC-SCO"]
    assert all(min(node["sent"], node["received"], node["records"]) > 0 for node in nodes)
    assert sum(node["sent"] for node in nodes) == sum(node["received"] for node in nodes)


def test_it_stays_lets_every_officer_in_ends_cleanly_and_goes_on_where_it_was(home: Path, stays: Stays) -> None:
    port = free_ports(3)
    first = stays(port)
    links = LINK.findall(first.ready())
    assert len(links) == len(set(links)) == OFFICERS
    assert {int(found) for found, _ in links} == {port, port + 1, port + 2}
    assert "password" not in first.said().lower()
    assert signs_in(*links[4]) == "/sign-in/set-up"
    assert signs_in(*links[4]) == "", "a link served twice"
    made = (home / MADE).stat().st_mtime_ns
    assert first.ends(signal.SIGINT) == 0
    assert not any(listens(port + offset) for offset in range(3))

    second = stays(port)
    again = LINK.findall(second.ready())
    assert len(again) == OFFICERS
    assert not set(again) & set(links)
    assert (home / MADE).stat().st_mtime_ns == made
    assert second.ends(signal.SIGTERM) == 0


def test_no_node_outlives_the_demonstration_even_when_that_is_killed(stays: Stays) -> None:
    port = free_ports(3)
    demo = stays(port)
    demo.ready()
    nodes = children_of(demo.process.pid)
    assert len(nodes) == 3
    assert demo.ends(signal.SIGKILL) == -signal.SIGKILL

    def serving() -> list[int]:
        return [port + offset for offset in range(3) if listens(port + offset)]

    until(lambda: not serving(), stands=serving)


def test_a_node_that_ends_by_itself_ends_the_demonstration_with_a_word(stays: Stays) -> None:
    demo = stays(free_ports(3))
    demo.ready()
    os.kill(children_of(demo.process.pid)[0], signal.SIGKILL)
    assert demo.process.wait(timeout=PATIENCE_SECONDS) == 10
    assert "its log is in its home folder" in demo.complained()


def test_a_taken_port_and_a_foreign_folder_are_named_and_left_alone(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*DEMO, "--home", str(tmp_path / "demo"), "--port-base", str(port), "--json"],
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["place"] == "--port-base"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("all of it")
    command = [*DEMO, "--home", str(mine), "--port-base", str(free_ports(3))]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=PATIENCE_SECONDS)
    assert done.returncode == 4
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
