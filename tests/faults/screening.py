"""Random SIGKILLs of a node that screens: no alert is lost, none is raised twice.

A node holds people of whom some are named as on a list, has just taken that list in, and has begun to screen everything
anew. It is killed again and again in the middle of that. What it raised in the end is compared with what an undisturbed
copy of it raised.
"""

import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.app.build import build
from simpul.app.node import Node
from simpul.core.alert import AlertKind
from simpul.core.authority import ALL_PURPOSES
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.draft import Claim, ReportDraft
from simpul.core.handling import Handling, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from tests.founding import PASSPHRASE
from tests.nodes import NodeProcess, nodes, sight_of
from tests.patience import until
from tests.world import GRADING

PEOPLE, LISTED = 3_000, 300
LONGEST_LIFE_SECONDS = 0.6
SYLLABLES = ("ba", "dor", "ki", "lan", "mur", "ne", "sto", "ti", "vel", "za", "hru", "gol")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What was found after the kills: alerts that are not there, that are there twice, and that should not be."""

    kills: int
    expected: int
    lost: int
    doubled: int
    besides: int
    in_the_middle: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether nothing was lost or doubled, and the log verifies."""
        return self.expected > 0 and not (self.lost or self.doubled or self.besides or self.problems)


def killed_while_screening(kills: int, *, seed: int) -> Screened:
    """Kill a node so many times while it screens, and compare."""
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, nodes(Path(folder), "XA") as (process,):
        node = process.opened()
        _fill(node, chance)
        node.close()
        expected = _undisturbed(process, Path(folder) / "copy")
        in_the_middle = sum(_killed(process, chance) for _ in range(kills))
        node = _finished(process)
        found = Counter(_alerts(node))
        problems = tuple(
            f"{item.table} {item.row}: {item.what}" for item in node.auditing.verify_as_operator().problems
        )
        node.close()
    return Screened(
        kills=kills,
        expected=len(expected),
        lost=len(expected - found.keys()),
        doubled=sum(found.values()) - len(found),
        besides=len(found.keys() - expected),
        in_the_middle=in_the_middle,
        problems=problems,
        seconds=round(time.monotonic() - began, 1),
    )


def _fill(node: Node, chance: random.Random) -> None:
    """Let the node hold people, know a list, and begin to screen everything anew; nothing is screened yet."""
    names = [
        "".join(chance.choices(SYLLABLES, k=3)) + " " + "".join(chance.choices(SYLLABLES, k=3)) for _ in range(LISTED)
    ]
    sight = sight_of(node, "analyst")
    for first in range(0, PEOPLE, 1_000):
        claims = [
            Claim(
                subject=node.ids.new_id(),
                schema=Schema.PERSON,
                property="name",
                value=chance.choice(names) if chance.random() < 0.1 else f"Nobody {chance.randrange(10**9)}",
            )
            for _ in range(1_000)
        ]
        node.sharing.record(sight, _draft(node, f"People from {first}", claims))
    ids = [profile.id for profile in node.store.profiles.every()]
    node.store.ledger.act(lambda tx: tx.screening.done(ids))
    node.listing.take_in(sight, _edition(names))
    node.rescreener.begin(sight, reason="To be killed in the middle.")


def _draft(node: Node, title: str, claims: list[Claim]) -> ReportDraft:
    handling = Handling(originator=node.profile.authority.id, tlp=Tlp.AMBER, purposes=tuple(sorted(ALL_PURPOSES)))
    return ReportDraft(
        kind=ReportKind.INFORMATION,
        title=title,
        summary="Names from a register.",
        grading=GRADING,
        handling=handling,
        claims=tuple(claims),
    )


def _edition(names: list[str]) -> ListEdition:
    entries = tuple(
        Designation(
            list_id="test",
            reference=f"TEi.{index:04}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for index, name in enumerate(names)
    )
    return ListEdition(list_id="test", dated="2026-01-15", entries=entries)


def _undisturbed(process: NodeProcess, copy: Path) -> set[tuple[str, str]]:
    """Let a copy of the node do all of it in peace, and give its alerts."""
    shutil.copytree(process.settings.home, copy)
    node = build(replace(process.settings, home=copy), PASSPHRASE)
    node.screening.prepare()
    while node.screening.screen_waiting():
        pass
    while node.rescreener.carry_on(lambda: True):
        pass
    alerts = set(_alerts(node))
    node.close()
    return alerts


def _killed(process: NodeProcess, chance: random.Random) -> bool:
    """Start the node, kill it at a random moment, and tell whether it had not finished."""
    process.fork()
    if chance.random() < 0.8:  # else it may be killed before it answers at all
        process.wait_until_it_answers()
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
    process.kill()
    node = process.opened()
    unfinished = node.store.rescreenings.going() is not None
    node.close()
    return unfinished


def _finished(process: NodeProcess) -> Node:
    """Let the node finish in peace, and open it."""
    process.start()
    until(lambda: not any(_unscreened(process)), stands=lambda: _unscreened(process), look_seconds=0.5)
    process.stop()
    return process.opened()


def _unscreened(process: NodeProcess) -> tuple[int, int]:
    """Give how many runs go on and how many profiles wait, while the node runs."""
    with closing(sqlite3.connect(f"file:{process.settings.home / 'simpul.db'}?mode=ro", uri=True)) as database:
        (runs,) = database.execute("SELECT count(*) FROM rescreening WHERE goes_on = 1").fetchone()
        (profiles,) = database.execute("SELECT count(*) FROM waiting_profile").fetchone()
    return runs, profiles


def _alerts(node: Node) -> list[tuple[str, str]]:
    found, after, more = [], "", True
    while more:
        page = node.alerting.queue(sight_of(node, "analyst"), after=after, limit=200)
        found += [
            (held.alert.subject, held.alert.against) for held in page.items if held.alert.kind is AlertKind.LIST_HIT
        ]
        after, more = page.after, bool(page.after)
    return found
