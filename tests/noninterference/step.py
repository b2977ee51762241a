"""What happens in a scene, the ids that came about, and when everything has come to rest and is looked at."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from simpul.core.alert import AlertKind
from simpul.core.holding import HeldAlert
from tests.world import START, Place

LOOKS_AT = START + timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens, at its minute, with its own chance."""

    number: int
    what: str
    is_hidden: bool
    key: str


@dataclass(slots=True)
class Seen:
    """The ids that came about, by what they are ids of, in order; those of hidden steps apart."""

    shown: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, list[str]] = field(default_factory=dict)

    def note(self, step: Step, kind: str, value: str) -> None:
        """Keep an id."""
        where = self.hidden if step.is_hidden else self.shown
        where.setdefault(kind, []).append(value)


def carries_on(place: Place) -> None:
    """Let everything be screened that waits, and every change of a list reach the payments, and these the holdings."""
    place.screens()
    node = place.node
    walks = (node.redeciding, node.noticing, node.flagging, node.searching)
    while any(walk.carry_on() for walk in walks):
        pass


def open_hits(place: Place, name: str) -> list[HeldAlert]:
    """Give the undecided hits that an officer would see at the time of looking, in the order of the queue."""
    page = place.node.alerting.queue(replace(place.sight(name), at=LOOKS_AT), limit=200)
    return [held for held in page.items if held.alert.kind is not AlertKind.REPORT_RECEIVED and not held.decisions]
