"""Scenes: what happens at a node, step by step, some of it hidden from one viewer.

A scene is made of a seed. Played whole, it makes the world with the hidden; played without its hidden steps, the world
without. Hidden is what the rules keep from the viewer: a level above his clearance, a purpose that is not his, terms
that have expired, or intelligence as such where his role reads none.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from simpul.core.alert import Verdict
from simpul.core.authority import AuthorityId, Level, Purpose
from simpul.core.cases.parts import MediaType
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.draft import Claim
from simpul.core.handling import Handling
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.services.casework import CaseDraft
from tests.noninterference.money import HIDDEN_PAYEE, Money
from tests.noninterference.step import LOOKS_AT, Seen, Step, carries_on, open_hits
from tests.world import GRADING, START, Place, World

NAMES = ("Bahrul Santosa", "Bachrul Santoso", "Karim Wandira", "Ahmad Karim Wandira", "Лев Брунов", "Lev Brunov")
WITHOUT_READING = [
    *("record", "receive", "other-purpose", "expired", "draft", "list", "judge", "send", "retract"),
    *("pay", "case", "freeze", "late", "known", "named", "stop", "answer", "lift"),
]
"""What is hidden from whoever reads no intelligence: all of it."""

GROUPS = ("Harbour Light Relief", "Green Valley Trust", "Jaringan Pelabuhan")


class Viewing(StrEnum):
    """Whose eyes: what is hidden depends on them."""

    JUNIOR = "junior"
    ADMINISTRATOR = "admin"
    KEYS = "keys"


def scene(seed: int, viewing: Viewing) -> tuple[Step, ...]:
    """Make a scene with at least one hidden step."""
    chance = random.Random(f"{seed}/{viewing}")
    shown = [
        *("record", "receive", "draft", "list", "judge", "retract", "case", "freeze"),
        *("pay", "pay", "watch", "desk", "desk"),
    ]
    hidden = {
        Viewing.JUNIOR: [*WITHOUT_READING, "named", "stop"],
        Viewing.ADMINISTRATOR: WITHOUT_READING,
        Viewing.KEYS: WITHOUT_READING,
    }[viewing]
    kinds = [(chance.choice(shown), False) for _ in range(chance.randint(2, 6))] if viewing is Viewing.JUNIOR else []
    kinds += [(chance.choice(hidden), True) for _ in range(chance.randint(1, 5))]
    chance.shuffle(kinds)
    return tuple(
        Step(number=number, what=what, is_hidden=is_hidden, key=f"{seed}/{viewing}/{number}")
        for number, (what, is_hidden) in enumerate(kinds)
    )


LAW_CASE = """{"format": "simpul/law-case/1", "case": "XA-%(number)s", "kind": "mla", "requesting": "XA",
 "requested": "XB", "request_date": "%(day)s", "conduct_dates": ["2020-03-02"],
 "charge": {"title": "Money for an attack"}}"""


@dataclass(slots=True)
class Play:
    """Plays a scene in a world of XA, whose viewer looks, and XB, who sends to it."""

    world: World
    seen: Seen = field(default_factory=Seen)
    kept_back: Mapping[int, frozenset[str]] | None = None
    """After which hidden step which payments are kept back, for nothing: in the place of what is hidden."""
    money: Money = field(init=False)
    standing: dict[int, frozenset[str]] = field(default_factory=dict)
    """Which payments were kept back after each step."""

    def __post_init__(self) -> None:
        """Make what plays the scenes of money."""
        self.money = Money(world=self.world, seen=self.seen)

    def play(self, steps: Sequence[Step]) -> Seen:
        """Let it all happen, and then let two days pass, on which clocks run out."""
        for step in steps:
            self.world.ids.turn_to(step.key)
            self.world.clock.present = START + timedelta(minutes=10 * step.number)
            if step.is_hidden and self.kept_back is not None:
                self.money.keep_back(self.kept_back[step.number])
            else:
                self._do(step, random.Random(step.key))
            for place in self.world:
                carries_on(place)
            self.standing[step.number] = self.money.standing()
        self.world.ids.turn_to("looking")
        self.world.clock.present = LOOKS_AT
        self.world["XA"].node.monitoring.wind_clocks()
        self.world.clock.present = LOOKS_AT
        return self.seen

    def _do(self, step: Step, chance: random.Random) -> None:
        match step.what:
            case "record" | "send":
                self._record(step, chance)
            case "receive" | "other-purpose" | "expired":
                self._receive(step, chance)
            case "draft":
                self._draft(step, chance)
            case "list":
                self._list(step, chance)
            case "judge":
                self._judge(step, chance)
            case "retract":
                self._retract(step, chance)
            case "case":
                self._case(step)
            case "known":
                self._known(step)
            case _:
                self.money.steps()[step.what](step, chance)

    def _terms(self, place: Place, step: Step, *states: str) -> Handling:
        if step.what == "other-purpose":
            return place.terms(*states, purposes=(Purpose.BORDER_SECURITY,))
        if step.what == "expired":
            return place.terms(*states, expires_at=START + timedelta(days=1))
        return place.terms(*states, level=Level.SECRET if step.is_hidden else Level.RESTRICTED)

    def _claims(self, place: Place, step: Step, chance: random.Random) -> tuple[Claim, ...]:
        hidden = self.seen.hidden.get("subject", ()) if step.is_hidden else ()
        known = sorted({*self.seen.shown.get("subject", ()), *hidden})
        claims = []
        for _ in range(chance.randint(1, 3)):
            fresh = place.node.ids.new_id()
            subject = chance.choice(known) if known and chance.random() < 0.4 else fresh
            claims.append(place.claim(chance.choice(NAMES), subject=subject))
            if chance.random() < 0.5:
                day = f"19{chance.randint(60, 99)}-0{chance.randint(1, 9)}-11"
                claims.append(place.claim(day, subject=subject, property="birthDate"))
        if chance.random() < 0.3:
            claims.append(place.claim(chance.choice(GROUPS), schema=Schema.ORGANIZATION))
        return tuple(claims)

    def _record(self, step: Step, chance: random.Random) -> None:
        place = self.world["XA"]
        states = ("XB",) if step.what == "send" else ()
        handling = self._terms(place, step, *states)
        claims = self._claims(place, step, chance)
        draft = place.draft(*claims, title=f"Own report {step.number}", handling=handling)
        if step.what == "send":
            draft_id = place.node.sharing.save(place.sight(), draft)
            report = place.shares(draft_id).report or place.shares(draft_id, by="second").report
        else:
            report = place.node.sharing.record(place.sight(), draft)
        self._note(step, report, claims)

    def _receive(self, step: Step, chance: random.Random) -> None:
        sender = self.world["XB"]
        claims = self._claims(sender, step, chance)
        written = sender.draft(*claims, title=f"From XB {step.number}", handling=self._terms(sender, step, "XA"))
        draft = sender.node.sharing.save(sender.sight(), written)
        sender.shares(draft)
        report = sender.shares(draft, by="second").report if step.what == "receive" and step.is_hidden else ""
        self.world.carries(sender, self.world["XA"])
        held = sender.node.reading.page(sender.sight(), limit=1).items[0].signed.report.id
        self._note(step, report or held, claims)

    def _draft(self, step: Step, chance: random.Random) -> None:
        place = self.world["XA"]
        written = place.draft(
            *self._claims(place, step, chance), title=f"Draft {step.number}", handling=self._terms(place, step)
        )
        self.seen.note(step, "draft", place.node.sharing.save(place.sight(), written))
        case = LAW_CASE % {"number": step.number, "day": START.date()}
        begun = place.node.lawdrafting.begin(place.sight(), case, level=written.handling.level)
        self.seen.note(step, "law-draft", begun.id)

    def _list(self, step: Step, chance: random.Random) -> None:
        place = self.world["XA"]
        list_id = "watch" if step.is_hidden else "test"
        entries = tuple(
            Designation(
                list_id=list_id,
                reference=f"{list_id}.{index}",
                schema=Schema.ORGANIZATION if index % 2 else Schema.PERSON,
                names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
            )
            for index, name in enumerate(chance.sample([*NAMES, *GROUPS], chance.randint(1, 5)))
        )
        edition = ListEdition(list_id=list_id, dated="2026-02-01", entries=entries)
        handling = place.terms(level=Level.SECRET) if step.is_hidden else None
        self.seen.note(step, "import", place.node.listing.take_in(place.sight(), edition, handling=handling).id)
        self.seen.note(step, "list", list_id)
        self.seen.note(step, "reference", entries[0].reference)

    def _known(self, step: Step) -> None:
        """Report, out of sight, on whom payments pay that the viewer may see."""
        place = self.world["XA"]
        claims = tuple(place.claim(name) for name in (HIDDEN_PAYEE, *self.money.payees.values()))
        draft = place.draft(*claims, title=f"On payees {step.number}", handling=self._terms(place, step))
        self._note(step, place.node.sharing.record(place.sight(), draft), claims)
        place.screens()

    def _case(self, step: Step) -> None:
        """Open a case with a file, and send it to a partner as far as one officer may."""
        place = self.world["XA"]
        work, terms = place.node.units.casework, self._terms(place, step, "XB")
        draft = CaseDraft(title=f"Case {step.number}", summary="Small payments.", grading=GRADING, handling=terms)
        case = work.open(place.sight(), draft)
        entry = work.attach(place.sight(), case, b"a,b", name=f"{step.number}.csv", media_type=MediaType.TABLE)
        place.node.units.sharing.share(place.sight("releasing"), case, AuthorityId("XB-NCTC"))
        self.seen.note(step, "case", case)
        self.seen.note(step, "entry", entry)

    def _judge(self, step: Step, chance: random.Random) -> None:
        place = self.world["XA"]
        shown = [held.alert.id for held in open_hits(place, "junior")]
        mine = [held for held in open_hits(place, "analyst") if (held.alert.id not in shown) is step.is_hidden]
        if mine:
            verdict = chance.choice([Verdict.SAME, Verdict.DIFFERENT])
            place.node.alerting.decide(place.sight(), (mine[0].alert.id,), verdict, reason="Compared with care.")

    def _retract(self, step: Step, chance: random.Random) -> None:
        place = self.world["XA"]
        own = (self.seen.hidden if step.is_hidden else self.seen.shown).get("own", ())
        if own:
            earlier = chance.choice(own)
            held = place.node.reading.report(place.sight(), earlier).held
            written = place.draft(title=f"Withdrawn {step.number}", handling=held.signed.report.value.handling)
            taken_back = replace(written, kind=ReportKind.RETRACTION, retracts=earlier)
            self._note(step, place.node.sharing.record(place.sight(), taken_back), taken_back.claims)

    def _note(self, step: Step, report: str, claims: Sequence[Claim]) -> None:
        self.seen.note(step, "report", report)
        if step.what in ("record", "send"):
            self.seen.note(step, "own", report)
        for claim in claims:
            if claim.subject not in self.seen.shown.get("subject", ()):
                self.seen.note(step, "subject", claim.subject)


def world_in(folder: Path, template: Path) -> World:
    """Open a fresh copy of the world that every scene begins with."""
    return World.copied(template, folder, "XA", "XB")
