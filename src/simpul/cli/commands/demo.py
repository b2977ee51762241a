"""`simpul demo`: three nodes of invented states on this machine."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.answers import LinkIssued
from simpul.app.chance import SystemClock
from simpul.cli.bar import Bar
from simpul.cli.demo.playing import STEPS, Played, play
from simpul.cli.demo.processes import Cast, NodeProcess, running_cast
from simpul.cli.demo.seeding import PIECES, seed
from simpul.cli.demo.sources import Source, list_source
from simpul.cli.demo.stage import Stage, cleared, staged
from simpul.cli.demo.story import read_story
from simpul.cli.doctor.findings import STATES, State
from simpul.cli.errors import ANSWER_IS_NO, DONE, NodeStoppedError
from simpul.cli.options import JsonOption, LangOption
from simpul.cli.running import running_node
from simpul.cli.serving import ENDING
from simpul.cli.voice import Voice, voice_of
from simpul.core.authority import Role
from simpul.web.language import msg
from simpul.web.words.index import word

app = typer.Typer()

DEFAULT_HOME = Path("demo-data")
STEP_COLUMNS = (msg("Step"), msg("Result"), msg("Time"), msg("What was found"))
LOOK_EVERY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeShown:
    """One node of the demonstration: where it is, and how its officers come in."""

    authority: str
    name: str
    address: str
    links: tuple[LinkIssued, ...]


@app.command("demo", help=msg("Three nodes of invented states on this machine, which know each other and share."))
def demo(  # noqa: D103  the help says it
    un_list: Annotated[
        Path | None,
        typer.Option("--un-list", help=msg("The official XML of the UN list; otherwise downloaded, or an extract.")),
    ] = None,
    home: Annotated[
        Path | None, typer.Option("--home", help=msg("Where the three nodes are kept; otherwise in demo-data."))
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help=msg("Play the story without a person, say how each step went, and end."))
    ] = False,
    port_base: Annotated[
        int, typer.Option("--port-base", help=msg("The first of three ports that follow each other."))
    ] = 8600,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> int:
    voice = voice_of(as_json=as_json, lang=lang)
    if once:
        return _once(voice, un_list=un_list, home=home, port_base=port_base)
    _stay(voice, un_list=un_list, home=home or DEFAULT_HOME, port_base=port_base)
    return DONE


def _once(voice: Voice, *, un_list: Path | None, home: Path | None, port_base: int) -> int:
    with TemporaryDirectory(prefix="simpul-demo-") as folder:
        stage = staged(home or Path(folder) / "demo", read_story(at=SystemClock().now()), port_base=port_base)
        with Bar(voice, len(stage.nodes) * PIECES + len(STEPS) + 2) as bar:
            source = _sourced(voice, bar, un_list)
            _made(voice, bar, stage, source)
            played = play(stage, source, said=bar.tick)
    voice.answer(played, lambda out: _show_played(voice, out, played))
    return DONE if played.ok else ANSWER_IS_NO


def _stay(voice: Voice, *, un_list: Path | None, home: Path, port_base: int) -> None:
    stage = staged(home, read_story(at=SystemClock().now()), port_base=port_base)
    with Bar(voice, len(stage.nodes) * (1 if stage.is_made else PIECES + 1) + 1) as bar, _ended_by_signals():

        def prepare() -> None:
            if not stage.is_made:
                _made(voice, bar, stage, _sourced(voice, bar, un_list))

        started = voice.language.say(msg("%(id)s is ready"))
        with running_cast(stage, prepare=prepare, started=lambda who: bar.tick(started % {"id": who})) as cast:
            shown = _nodes_shown(cast)
            bar.end()
            voice.answer({"list": stage.list_from, "nodes": shown}, lambda out: _show_nodes(voice, out, stage, shown))
            _stay_while_all_run(voice, cast)
    voice.say(msg("All three nodes have ended. Started again, they go on where they were."))


def _sourced(voice: Voice, bar: Bar, un_list: Path | None) -> Source:
    bar.tick(voice.language.say(msg("Reading the sanctions list")))
    return list_source(un_list)


def _made(voice: Voice, bar: Bar, stage: Stage, source: Source) -> None:
    cleared(stage)
    seed(stage, source, said=lambda what, who: bar.tick(voice.language.say(what, id=who)))


def _nodes_shown(cast: Cast) -> list[NodeShown]:
    """Issue a fresh sign-in link to every officer of every node."""
    return [
        NodeShown(
            authority=process.staged.id,
            name=process.staged.player.authority.name,
            address=process.address,
            links=tuple(_links(process)),
        )
        for process in cast.processes
    ]


def _links(process: NodeProcess) -> list[LinkIssued]:
    running = running_node(process.staged.settings)
    if running is None:
        raise NodeStoppedError(f"the node of {process.staged.id} is not there any more")
    return [running.issue_link(officer.id) for officer in process.staged.player.officers]


def _stay_while_all_run(voice: Voice, cast: Cast) -> None:
    """Wait for the signal to end, or for a node that ends by itself."""
    try:
        while not any(process.has_ended() for process in cast.processes):
            time.sleep(LOOK_EVERY)
    except KeyboardInterrupt:
        voice.say(msg("Ending all three nodes..."))
        return
    raise NodeStoppedError("a node has ended by itself; its log is in its home folder")


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the demonstration as Control-C does, also where it was started in the background."""
    before = {each: signal.signal(each, signal.default_int_handler) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _show_nodes(voice: Voice, out: Terminal, stage: Stage, nodes: list[NodeShown]) -> None:
    for node in nodes:
        out.print(f"\n{node.name} ({node.authority})", style="bold", markup=False)
        out.print(f"  {node.address}", markup=False)
        for each in node.links:
            roles = ", ".join(_role(voice, role) for role in each.roles)
            out.print(f"  {each.link}  {each.name}, {roles}", markup=False)
    out.print()
    voice.line(out, msg("Each link signs one officer in, once. Open it in a browser on this machine."))
    voice.line(out, msg("The sanctions list is from: %(origin)s"), origin=stage.list_from)
    voice.line(out, msg("Everybody in the story is invented. Control-C ends all three nodes."))


def _role(voice: Voice, role: str) -> str:
    return voice.language.say(word(Role(role)))


def _show_played(voice: Voice, out: Terminal, played: Played) -> None:
    rows = [
        (step.name, voice.language.say(STATES[State.OK if step.ok else State.FAILURE]), f"{step.ms} ms", step.detail)
        for step in played.steps
    ]
    voice.table(out, STEP_COLUMNS, rows)
