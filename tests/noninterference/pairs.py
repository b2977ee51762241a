"""Pairs of worlds that differ only in what a viewer may not see, and whether he can tell one from the other."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tests.noninterference.looking import Answer, Looker, Question
from tests.noninterference.money import ended_by_rules
from tests.noninterference.scenes import Play, Viewing, scene, world_in
from tests.noninterference.step import Seen, Step, open_hits
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
    "apart_id": "apart",
}
AT_THE_DESK = Question(method="ACT", target="what an officer was told of what he did")
ASKED_THERE_ALONE = Question(method="GET", target="what can be asked in the other world only")
FIXED = {
    "form": ("native", "stix", "stix-plain"),
    "topic": ("inbox", "alerts", "alerts-all", "payments-held", "payments-released", "payments-apart"),
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
    by_nature: int = 0
    """Pairs with a payment that the rules let go where nothing is hidden, and could not where something is."""

    def differences(self, seed: int) -> Iterator[Difference]:
        """Play one pair and give every answer that tells the two worlds apart."""
        viewing = tuple(Viewing)[0 if seed % 4 else (seed // 4) % 2 + 1]
        steps = scene(seed, viewing)
        without = tuple(step for step in steps if not step.is_hidden)
        self.hidden_steps += len(steps) - len(without)
        with self._played(steps) as (full, within), self._played(without) as (bare, plain):
            if not kept_by_nature(full, within, bare):
                yield from self._compared(seed, viewing, (full, within), (bare, plain))
                return
            self.by_nature += 1
            with self._played(steps, within.standing) as (kept, waiting):
                yield from self._compared(seed, viewing, (full, within), (kept, waiting))

    def _compared(
        self, seed: int, viewing: Viewing, one: tuple[World, Play], two: tuple[World, Play]
    ) -> Iterator[Difference]:
        (full, within), (bare, without) = one, two
        seen, told = within.seen, zip_longest(within.money.told, without.money.told, fillvalue="")
        hidden = _hidden_ids(full["XA"], within, besides=_alerts(bare["XA"]))
        questions = self.looker.questions(_ids(full["XA"], seen, hidden))
        answers = self.looker.look(full["XA"], viewing, questions)
        others = self.looker.look(bare["XA"], viewing, self.looker.questions(_ids(bare["XA"], seen, hidden)))
        self.asked += len(questions)
        for question, answer, other in (
            *zip(*_even(questions, answers, others), strict=True),
            *((AT_THE_DESK, _told(said), _told(instead)) for said, instead in told),
        ):
            if answer != other:
                yield Difference(seed=seed, viewing=viewing, question=question, without=other, within=answer)

    @contextmanager
    def _played(
        self, steps: Sequence[Step], kept_back: Mapping[int, frozenset[str]] | None = None
    ) -> Iterator[tuple[World, Play]]:
        with folder() as here:
            world = world_in(Path(here), self.template)
            try:
                play = self.plays(world=world, kept_back=kept_back)
                play.play(steps)
                yield world, play
            finally:
                world.closes()


def kept_by_nature(full: World, within: Play, bare: World) -> bool:
    """Say whether the rules let a payment go, where nothing is hidden, from which something is or was kept apart.

    Whoever sees a payment come learns that it is not paid: no more can be hidden than why. The one world is then
    compared with a third, in which nothing is hidden and these payments are kept back for nothing.
    """
    apart = sorted({each.kept.payment for each in within.money.apart()})
    let_go = ended_by_rules(bare["XA"], apart)
    return bool(let_go - ended_by_rules(full["XA"], apart))


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


def _told(said: str) -> Answer:
    return Answer(status=0, headers=(), body=said)


def _even(
    questions: Sequence[Question], answers: Sequence[Answer], others: Sequence[Answer]
) -> tuple[list[Question], list[Answer], list[Answer]]:
    """Give all of one length: what can be asked in one world only is a difference."""
    most, nothing = max(len(answers), len(others)), _told("not asked")
    return (
        [*questions, *[ASKED_THERE_ALONE] * (most - len(questions))],
        [*answers, *[nothing] * (most - len(answers))],
        [*others, *[nothing] * (most - len(others))],
    )


def _hidden_ids(place: Place, play: Play, *, besides: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Give the hidden ids, besides those that repeated chance gave to something shown in the other world."""
    shown = {*_alerts(place), *besides}
    alerts = [held.alert.id for held in open_hits(place, "analyst") if held.alert.id not in shown]
    return {**play.seen.hidden, "alert": alerts, "apart": [each.record.id for each in play.money.apart()]}


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
        "hidden_apart": hidden.get("apart", ()),
        "late_id": hidden.get("late", ()),
    }
