"""Playing the story without a person: every step is tried against the real nodes, and fails when it does not hold."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from simpul.app.answers import PeerShown
from simpul.cli.demo.asking import Desk, awaited, tokens_for
from simpul.cli.demo.processes import Cast, NodeProcess, running_cast
from simpul.cli.demo.sources import Source
from simpul.cli.demo.stage import Stage
from simpul.cli.demo.steps.links import duplicate_ignored, forgery_refused, partner_offline_catches_up
from simpul.cli.demo.steps.requesting import assistance_accepted, case_shared, freeze_refused
from simpul.cli.demo.steps.scene import Scene
from simpul.cli.demo.steps.seeing import (
    audit_verifies,
    not_visible_not_there,
    payments_decided,
    tampering_named,
)
from simpul.cli.demo.steps.sharing import (
    list_hit_alerts,
    list_imported,
    release_refused,
    report_released,
    second_officer,
)
from simpul.cli.running import running_node
from simpul.core.errors import Error

TOLD_WITHIN = 40.0

Step = Callable[[Scene], str]

STEPS: tuple[tuple[str, Step], ...] = (
    ("list-imported", list_imported),
    ("report-released", report_released),
    ("release-refused", release_refused),
    ("second-officer", second_officer),
    ("partner-offline-catches-up", partner_offline_catches_up),
    ("duplicate-ignored", duplicate_ignored),
    ("forgery-refused", forgery_refused),
    ("list-hit-alerts", list_hit_alerts),
    ("not-visible-not-there", not_visible_not_there),
    ("payments-decided", payments_decided),
    ("case-shared", case_shared),
    ("freeze-refused", freeze_refused),
    ("assistance-accepted", assistance_accepted),
    ("audit-verifies", audit_verifies),
    ("tampering-named", tampering_named),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlayed:
    """One step: whether it held, how long it took, and what was found."""

    name: str
    ok: bool
    ms: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePlayed:
    """One node after the story: how many envelopes passed, and how many acts it has on record."""

    authority: str
    name: str
    address: str
    sent: int
    received: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """The story as it went."""

    ok: bool
    steps: tuple[StepPlayed, ...]
    nodes: tuple[NodePlayed, ...]


def play(stage: Stage, source: Source, *, said: Callable[[str], None]) -> Played:
    """Start the nodes, play every step, and end the nodes; `said` is told the name of each step."""
    desk = Desk(stage=stage, tokens=tokens_for(stage))
    with (
        TemporaryDirectory(prefix="simpul-copies-") as copies,
        running_cast(stage, prepare=lambda: None, started=lambda _authority: None) as cast,
    ):
        scene = Scene(stage=stage, cast=cast, desk=desk, source=source, copies=Path(copies))
        steps = [_played("story-told", lambda _scene: story_told(cast), scene, said)]
        steps += [_played(name, step, scene, said) for name, step in STEPS]
        nodes = tuple(_node(process) for process in cast.processes)
    return Played(ok=all(step.ok for step in steps), steps=tuple(steps), nodes=nodes)


def story_told(cast: Cast) -> str:
    """What was seeded has reached its recipients: nothing waits on any link, and nothing was set aside."""
    awaited(lambda: _waiting(cast) == 0 or None, what="the seeded reports at their recipients", within=TOLD_WITHIN)
    links = [peer for process in cast.processes for peer in _peers(process)]
    aside = sum(peer.set_aside for peer in links)
    if aside:
        raise Error(f"{aside} envelopes were set aside")
    return f"{sum(peer.received for peer in links)} envelopes on {len(links)} links, each acknowledged"


def _played(name: str, step: Step, scene: Scene, said: Callable[[str], None]) -> StepPlayed:
    said(name)
    began = time.perf_counter()
    try:
        ok, detail = True, step(scene)
    except Error as failed:
        ok, detail = False, f"{failed.code}: {failed}"
    return StepPlayed(name=name, ok=ok, ms=round((time.perf_counter() - began) * 1000), detail=detail)


def _node(process: NodeProcess) -> NodePlayed:
    running, peers = running_node(process.staged.settings), _peers(process)
    return NodePlayed(
        authority=process.staged.id,
        name=process.staged.player.authority.name,
        address=process.address,
        sent=sum(peer.sent for peer in peers),
        received=sum(peer.received for peer in peers),
        records=running.verify().records if running else 0,
    )


def _peers(process: NodeProcess) -> tuple[PeerShown, ...]:
    running = running_node(process.staged.settings)
    return running.peers() if running else ()


def _waiting(cast: Cast) -> int:
    return sum(peer.waiting for process in cast.processes for peer in _peers(process))
