"""Pairs of worlds that differ only in what a viewer may not see, and whether he can tell one from the other."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.noninterference.looking import Answer, Looker, Question
from tests.noninterference.scenes import Play, Seen, Viewing, open_hits, scene, world_in
from tests.world import Place, World, authority

KINDS = {
    "report_id": "report",
    "subject": "subject",
    "draft_id": "draft",
    "law_draft_id": "law-draft",
    "law_request_id": "law-request",
    "import_id": "import",
    "list_id": "list",
    "reference": "reference",
    "payment_id": "payment",
    "case_id": "case",
    "entry_id": "entry",
    "request_id": "request",
}
FIXED = {
    "form": ("native", "stix", "stix-plain"),
    "topic": ("inbox", "alerts", "alerts-all", "payments-held", "payments-released"),
    "peer": (authority("XB"),),
    "officer": ("xa-nctc-analyst",),
    "dataset": ("default", "sanctions", "holdings", "watch", "test"),
    "property_name": ("sanctions",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An answer that differed: for which pair, to whom, to what question, and both answers."""

    seed: int
    viewing: Viewing
    question: Question
    without: Answer
    within: Answer


@dataclass(slots=True)
class Theatre:
    """Where pairs are played and looked at."""

    template: Path
    looker: Looker
    plays: type[Play] = Play
    asked: int = 0
    hidden_steps: int = 0

    def differences(self, seed: int) -> Iterator[Difference]:
        """Play one pair and give every answer that tells the two worlds apart."""
        viewing = tuple(Viewing)[0 if seed % 4 else (seed // 4) % 2 + 1]
        steps = scene(seed, viewing)
        without = tuple(step for step in steps if not step.is_hidden)
        self.hidden_steps += len(steps) - len(without)
        with self._played(steps) as (full, seen), self._played(without) as (bare, _):
            hidden = _hidden_ids(full["XA"], seen, besides=_alerts(bare["XA"]))
            questions = self.looker.questions(_ids(full["XA"], seen, hidden))
            answers = self.looker.look(full["XA"], viewing, questions)
            others = self.looker.look(bare["XA"], viewing, self.looker.questions(_ids(bare["XA"], seen, hidden)))
            self.asked += len(questions)
            for question, within, other in zip(questions, answers, others, strict=True):
                if within != other:
                    yield Difference(seed=seed, viewing=viewing, question=question, without=other, within=within)

    @contextmanager
    def _played(self, steps: Sequence[object]) -> Iterator[tuple[World, Seen]]:
        with folder() as here:
            world = world_in(Path(here), self.template)
            try:
                yield world, self.plays(world=world).play(steps)  # type: ignore[arg-type]  # steps of a scene, all or some
            finally:
                world.closes()


FAST = "/dev/shm"


def folder() -> tempfile.TemporaryDirectory[str]:
    """Give a folder in memory where there is one: thousands of worlds need no disk."""
    return tempfile.TemporaryDirectory(dir=FAST if Path(FAST).is_dir() else None)


@contextmanager
def theatre() -> Iterator[Theatre]:
    """Open a theatre."""
    with folder() as here:
        template = Path(here) / "template"
        world = World(template, "XA", "XB")
        looker = Looker(world["XA"])
        world.closes()
        yield Theatre(template=template, looker=looker)


def _alerts(place: Place) -> list[str]:
    return [held.alert.id for held in place.node.alerting.queue(place.sight("junior"), limit=200).items]


def _hidden_ids(place: Place, seen: Seen, *, besides: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Give the hidden ids, besides those that repeated chance gave to something shown in the other world."""
    shown = {*_alerts(place), *besides}
    alerts = [held.alert.id for held in open_hits(place, "analyst") if held.alert.id not in shown]
    return {**seen.hidden, "alert": alerts}


def _ids(place: Place, seen: Seen, hidden: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    ids: dict[str, Sequence[str]] = {
        name: (*dict.fromkeys((*seen.shown.get(kind, ()), *hidden.get(kind, ()))),) for name, kind in KINDS.items()
    }
    return {
        **ids,
        **FIXED,
        "entity_id": (*ids["subject"], *(f"list:{name.partition('.')[0]}:{name}" for name in ids["reference"])),
        "alert_id": (*_alerts(place), *hidden["alert"]),
        "hidden_alert": hidden["alert"],
        "hidden_draft": hidden.get("draft", ()),
        "hidden_payment": hidden.get("payment", ()),
        "hidden_case": hidden.get("case", ()),
        "hidden_request": hidden.get("request", ()),
        "late_id": hidden.get("late", ()),
    }
