"""The demonstration, for real: three processes, and every step of its story."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from simpul.cli.demo.playing import STEPS
from simpul.cli.demo.sources import EXTRACT
from simpul.cli.demo.stage import MADE
from simpul.formats.reference import reference_bytes
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_ports, listens

LINK = re.compile(r"http://localhost:(\d+)/sign-in/link#([A-Za-z0-9_-]{43})")
OFFICERS = 21
DEMO = [sys.executable, "-m", "simpul.cli", "demo"]


def children_of(pid: int) -> list[int]:
    """The processes that this one started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False, text=True)
    return [int(number) for number in listed.stdout.split()]


def listening_from(port: int) -> list[int]:
    """The ports of a demonstration on which something listens."""
    return [each for each in range(port, port + 3) if listens(each)]


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
        extract = home.parent / EXTRACT
        extract.write_bytes(reference_bytes(EXTRACT))
        with self.out.open("wb") as out, self.out.with_suffix(".err").open("wb") as err:
            command = [*DEMO, "--home", str(home), "--port-base", str(port), "--un-list", str(extract)]
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

    def ends_with_all(self) -> None:
        """End it with all that it started, where it still runs."""
        if not self.is_over():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What a demonstration said and did that was started in an empty folder, and was told to end; its folder stands."""

    home: Path
    port: int
    said: str
    links: list[tuple[str, str]]
    led: list[str]
    """Where one link led when it was used, and when it was used again."""

    status: int
    listening: list[int]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    home, port = tmp_path_factory.mktemp("first") / "demo", free_ports(3)
    demo = Staying(home, port)
    try:
        links = LINK.findall(demo.ready())
        led = [signs_in(*links[4]) for _ in range(2)]
        status = demo.ends(signal.SIGINT)
    finally:
        demo.ends_with_all()
    return First(
        home=home, port=port, said=demo.said(), links=links, led=led, status=status, listening=listening_from(port)
    )


@pytest.fixture
def home(first: First, tmp_path: Path) -> Path:
    """Give a copy of the folder that a demonstration made."""
    return shutil.copytree(first.home, tmp_path / "demo")


Stays = Callable[[], Staying]


@pytest.fixture
def stays(first: First, home: Path) -> Iterator[Stays]:
    """Start demonstrations that stay; what a test leaves running is ended with all that it started."""
    started: list[Staying] = []

    def start() -> Staying:
        started.append(Staying(home, first.port))
        return started[-1]

    yield start
    for each in started:
        each.ends_with_all()


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


def test_it_stays_lets_every_officer_in_and_ends_cleanly(first: First) -> None:
    assert len(first.links) == len(set(first.links)) == OFFICERS
    assert {int(found) for found, _ in first.links} == {first.port, first.port + 1, first.port + 2}
    assert "password" not in first.said.lower()
    assert first.led == ["/sign-in/set-up", ""], "a link served twice"
    assert first.status == 0
    assert first.listening == []


def test_started_again_it_goes_on_where_it_was_with_new_links(first: First, home: Path, stays: Stays) -> None:
    made = (home / MADE).stat().st_mtime_ns
    second = stays()
    again = LINK.findall(second.ready())
    assert len(again) == OFFICERS
    assert not set(again) & set(first.links)
    assert (home / MADE).stat().st_mtime_ns == made
    assert second.ends(signal.SIGTERM) == 0


def test_no_node_outlives_the_demonstration_even_when_that_is_killed(first: First, stays: Stays) -> None:
    demo = stays()
    demo.ready()
    nodes = children_of(demo.process.pid)
    assert len(nodes) == len(listening_from(first.port)) == 3
    assert demo.ends(signal.SIGKILL) == -signal.SIGKILL
    until(lambda: not listening_from(first.port), stands=lambda: listening_from(first.port))


def test_a_node_that_ends_by_itself_ends_the_demonstration_with_a_word(stays: Stays) -> None:
    demo = stays()
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
