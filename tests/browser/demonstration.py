"""The demonstration's three nodes with their story, as `make demo` makes them, each in a process of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.app.chance import SystemClock
from simpul.cli.demo.seeding import opened_nodes, seed, sight_of
from simpul.cli.demo.sources import EXTRACT, Source
from simpul.cli.demo.stage import PASSPHRASE as PASSPHRASE_FILE
from simpul.cli.demo.stage import Stage, Staged, staged
from simpul.cli.demo.story import Telling, read_story
from simpul.core.authority import OfficerId
from simpul.core.node import Limits
from simpul.formats.reference import reference_bytes
from simpul.formats.un import read_un
from tests.founding import PASSPHRASE
from tests.nodes import NodeProcess, Nursery
from tests.patience import until
from tests.ports import free_port

FIRST_PORT = 20_000
WAITING_FOR_A_SECOND_OFFICER = "xa-terminal-threat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """The nodes of XA and XB, which run, and of XC."""

    xa: NodeProcess
    xb: NodeProcess
    xc: NodeProcess


@contextmanager
def demonstration(folder: Path) -> Iterator[Demonstration]:
    """Make the nodes, tell the story, start them, and wait until everything was delivered and screened."""
    stage = _staged(folder)
    raw = reference_bytes(EXTRACT)
    seed(stage, Source(edition=read_un(raw, limits=Limits()), raw=raw, origin=EXTRACT), said=lambda _text, _node: None)
    _leave_a_draft(stage)
    with Nursery() as nursery:
        made = [NodeProcess(settings=each.settings, nursery=nursery) for each in stage.nodes]
        try:
            for each in made:
                each.fork()
            for each in made:
                each.wait_until_it_answers()
            _wait_until_settled(made)
            yield Demonstration(xa=made[0], xb=made[1], xc=made[2])
        finally:
            for each in made:
                each.kill()
                each.client.close()


def _staged(folder: Path) -> Stage:
    stage = staged(folder, read_story(at=SystemClock().now()), port_base=FIRST_PORT)
    (folder / PASSPHRASE_FILE).write_text(PASSPHRASE, encoding="ascii")
    return replace(stage, nodes=tuple(_moved(each) for each in stage.nodes))


def _moved(each: Staged) -> Staged:
    port = free_port()
    settings = replace(each.settings, port=port, base_url=f"http://127.0.0.1:{port}")
    return replace(each, settings=settings)


def _leave_a_draft(stage: Stage) -> None:
    """Let XA's analyst keep a draft that needs a second officer: the story's own report of that kind, once more."""
    told: Telling = next(
        telling for telling in stage.node("XA").player.tellings if telling.key == WAITING_FOR_A_SECOND_OFFICER
    )
    with opened_nodes(stage) as nodes:
        author = next(each for each in stage.node("XA").player.officers if each.id == OfficerId(told.author))
        nodes[0].sharing.save(sight_of(nodes[0], author), replace(told.draft, title=f"{told.draft.title}: update"))


def _wait_until_settled(made: list[NodeProcess]) -> None:
    """Wait until no envelope waits at any node, and nothing waits to be screened."""

    def waiting() -> dict[str, int]:
        return {each.state: _waiting(each) for each in made}

    until(lambda: not any(waiting().values()), stands=waiting, look_seconds=0.1)


def _waiting(node: NodeProcess) -> int:
    sending = sum(peer["waiting"] for peer in node.console("GET", "/peers").json())
    with closing(sqlite3.connect(f"file:{node.settings.home / 'simpul.db'}?mode=ro", uri=True)) as database:
        (screening,) = database.execute("SELECT count(*) FROM waiting_profile").fetchone()
    return int(sending + screening)
