"""Random SIGKILLs of nodes under load: nothing acknowledged is lost, nothing is there twice, the logs verify.

Two nodes run as processes of their own. Several callers release reports from XA to XB through XA's console door, each
with a title that is used once; an answer 200 is an acknowledgement. Again and again one of the two is killed at a
random moment, between its first instant and well into its work, and started again. At the end both run undisturbed
until everything is delivered, and then are counted.
"""

import contextlib
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from simpul.app.node import Node
from simpul.core.authority import ALL_PURPOSES
from simpul.core.draft import Claim, ReportDraft
from simpul.core.handling import Handling, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.formats.native import write_draft
from tests.nodes import NodeProcess, nodes, sight_of
from tests.patience import until
from tests.world import GRADING, authority

CALLERS = 3
LONGEST_LIFE_SECONDS = 0.5


@dataclass(slots=True)
class Load:
    """Callers that release reports while the node lives, and what was acknowledged to them."""

    node: NodeProcess
    acknowledged: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    asked: int = 0

    def run(self, caller: int) -> None:
        """Release one report after the other until told to stop."""
        number = 0
        while not self.stopping.is_set():
            title, number = f"caller {caller} report {number}", number + 1
            self.asked += 1
            with contextlib.suppress(httpx.TransportError, OSError):
                answered = self.node.console("POST", "/releases", body=report(title), officer="releasing")
                if answered.status_code == httpx.codes.OK:
                    self.acknowledged.append(title)
                    continue
            time.sleep(0.02)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found after the kills."""

    kills: int
    asked: int
    acknowledged: int
    lost_here: int
    lost_there: int
    doubled: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether nothing was lost or doubled and both logs verify."""
        return not (self.lost_here or self.lost_there or self.doubled or self.problems) and self.acknowledged > 0


def killed_at_random(kills: int, *, seed: int) -> Outcome:
    """Kill nodes under load so many times, and count."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, nodes(Path(folder), "XA", "XB") as (sender, recipient):
        load = Load(node=sender)
        recipient.start()
        sender.start()
        with _loaded(load):
            for _ in _victims(kills, random.Random(seed), sender, recipient):
                pass
        for each in (sender, recipient):
            each.stop()
            each.start()
        _wait_until_delivered(sender)
        for each in (sender, recipient):
            each.stop()
        return _counted(sender, recipient, load, kills=kills, began=began)


def report(title: str) -> bytes:
    """Give a draft for XB in our own format."""
    draft = ReportDraft(
        kind=ReportKind.INFORMATION,
        title=title,
        summary="Two persons met in the harbour town.",
        grading=GRADING,
        handling=Handling(
            originator=authority("XA"),
            tlp=Tlp.AMBER,
            releasable_to=(authority("XB"),),
            purposes=tuple(sorted(ALL_PURPOSES)),
        ),
        claims=(Claim(subject=f"{abs(hash(title)):032x}"[:32], schema=Schema.PERSON, property="name", value=title),),
    )
    return write_draft(draft)


@contextlib.contextmanager
def _loaded(load: Load) -> Iterator[None]:
    callers = [threading.Thread(target=load.run, args=(number,)) for number in range(CALLERS)]
    for caller in callers:
        caller.start()
    try:
        yield
    finally:
        load.stopping.set()
        for caller in callers:
            caller.join()


def _victims(kills: int, chance: random.Random, *candidates: NodeProcess) -> Iterator[NodeProcess]:
    for _ in range(kills):
        victim = chance.choice(candidates)
        time.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
        victim.kill()
        victim.fork()
        if chance.random() < 0.8:  # else it may be killed again before it answers at all
            victim.wait_until_it_answers()
        yield victim


def _wait_until_delivered(sender: NodeProcess) -> None:
    def waiting() -> int:
        (link,) = sender.console("GET", "/peers").json()
        return int(link["waiting"])

    until(lambda: waiting() == 0, stands=lambda: f"{waiting()} envelopes wait", look_seconds=0.1)


def _counted(sender: NodeProcess, recipient: NodeProcess, load: Load, *, kills: int, began: float) -> Outcome:
    here, there, problems = Counter[str](), Counter[str](), []
    for process, titles in ((sender, here), (recipient, there)):
        node = process.opened()
        titles.update(_titles(node))
        checked = node.auditing.verify_as_operator()
        problems += [f"{process.state}: {item.table} {item.row}: {item.what}" for item in checked.problems]
        node.close()
    return Outcome(
        kills=kills,
        asked=load.asked,
        acknowledged=len(load.acknowledged),
        lost_here=sum(1 for title in load.acknowledged if title not in here),
        lost_there=sum(1 for title in here if title not in there),
        doubled=sum(count - 1 for titles in (here, there) for count in titles.values()),
        problems=tuple(problems),
        seconds=round(time.monotonic() - began, 1),
    )


def _titles(node: Node) -> Iterator[str]:
    after, more = "", True
    while more:
        page = node.reading.page(sight_of(node, "analyst"), after=after, limit=200)
        yield from (held.signed.report.value.title for held in page.items)
        after, more = page.after, bool(page.after)
