"""Scenes of money: payments that a viewer sees, and what comes to be held against them out of his sight."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from simpul.core.authority import Level
from simpul.core.cases.freezing import FreezeTarget, TargetKind, Urgency, Word
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import Error
from simpul.core.handling import Handling
from simpul.core.payment.apart import HeldApart, KeptApart
from simpul.core.payment.decision import Hold, PaymentState
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import NOBODY, LegalBasis
from simpul.core.payment.judging import Judgement
from simpul.core.payment.keeping import HeldPayment
from simpul.core.vocabulary import Schema
from simpul.services.conveying import SendState
from simpul.services.freeze_requests import FreezeDraft, Saying
from simpul.services.keeping_apart import keep_apart, lift_apart
from tests.noninterference.step import Seen, Step, carries_on
from tests.scenarios.test_payments import paid
from tests.world import GRADING, Place, World

HIDDEN_PAYEE = "Zulkarnain Tirtayasa"
"""Who is paid by payments that are hidden themselves: on a hidden list."""

ACTS = (
    *("judge", "judge", "propose", "propose-rejection", "release", "reject"),
    *("confirm", "turn-down", "hand-on"),
)
"""What an officer at the desk does, the first of them twice as often."""

OPEN_PAYEES = (
    *("Sari Embun Lestari", "Oskar Lindqvist", "Tendai Mukwashi", "Yuki Hoshizora", "Pedro Alvarenga Quintal"),
    *("Ingeborg Falkenrath", "Mireille Fontaneau", "Gunther Pfaffenhof", "Nerys Llywelyn", "Kofi Boatengmaa"),
    *("Dragana Vukosavljevic", "Emeka Chukwubuzor"),
)
"""Who is paid by payments that the viewer sees, one after the other; none resembles anybody else here."""

NOWHERE = "0" * 63 + "2"
"""A request that there is not: what a payment is kept back for where nothing but that is to differ."""


@dataclass(slots=True)
class Money:
    """Plays what happens to payments; `told` is what officers were told of what they did in sight of the viewer."""

    world: World
    seen: Seen
    payees: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def steps(self) -> Mapping[str, Callable[[Step, random.Random], None]]:
        """Give what can happen, by its word."""
        return {
            "pay": self._pay,
            "watch": self._watch,
            "desk": self._desk,
            "freeze": self._freeze,
            "late": self._late,
            "named": self._named,
            "stop": self._stop,
            "answer": self._answer,
            "lift": self._lift,
        }

    def apart(self) -> tuple[HeldApart, ...]:
        """Give everything that is or was kept apart from payments that the viewer sees."""
        return self.world["XA"].node.store.ledger.act(lambda tx: tx.apart.of(list(self.payees)))

    def standing(self) -> frozenset[str]:
        """Give the payments that are kept back now."""
        return frozenset(each.kept.payment for each in self.apart() if each.lifted is None)

    def keep_back(self, payments: frozenset[str]) -> None:
        """Keep these payments back and no other, for nothing: all that differs is that they are not let go."""
        place, now = self.world["XA"], self.standing()
        terms = place.terms(level=Level.SECRET)
        recorder, at = place.node.keeping_apart.recorder, self.world.clock.present
        for payment in sorted(payments - now):
            kept = KeptApart(payment=payment, brought_by=NOWHERE, found_at=at, owner="nobody", request=NOWHERE)
            batch = place.node.ids.new_id()
            place.node.store.ledger.act(
                lambda tx, kept=kept, batch=batch: keep_apart(tx, recorder, [(kept, terms)], batch=batch)  # type: ignore[misc]  # bound now
            )
        over = [each for each in self.apart() if each.lifted is None and each.kept.payment in now - payments]
        place.node.store.ledger.act(
            lambda tx: lift_apart(tx, recorder, over, reason="over", by=NOBODY, at=at, batch=place.node.ids.new_id())
        )

    def _pay(self, step: Step, _chance: random.Random) -> None:
        """Let a payment come: one that the viewer may see, or one to somebody on a list that the viewer may not see."""
        place = self.world["XA"]
        if step.is_hidden:
            self._lists(step, "till", HIDDEN_PAYEE)
        payee = HIDDEN_PAYEE if step.is_hidden else OPEN_PAYEES[step.number]
        (decided,) = place.node.monitoring.take([paid(payee, number=f"E-{step.number}")])
        self.seen.note(step, "payment", decided.payment)
        if step.is_hidden:
            hits = place.node.monitoring.payment(place.sight(), decided.payment).last.case.screening.hits
            for hit in hits:
                unsure = Judgement(list_id=hit.list.id, reference=hit.reference, verdict=HitVerdict.UNSURE)
                place.node.monitoring.judge(place.sight(), decided.payment, unsure, reason="Looked at with care.")
            place.node.confirming.propose_release(place.sight(), decided.payment, reason="Looked at with care.")
        else:
            self.payees[decided.payment] = payee

    def _watch(self, step: Step, chance: random.Random) -> None:
        """List, for everybody to see, some of those who are paid or will be; those who were listed before leave."""
        self._lists(step, "open", *chance.sample(OPEN_PAYEES, chance.randint(1, len(OPEN_PAYEES))))

    def _named(self, step: Step, chance: random.Random) -> None:
        """List, out of sight, some of those whom payments pay that the viewer sees; or take all off again."""
        known = sorted({*self.payees.values()})
        self._lists(step, "named", *chance.sample(known, chance.randint(0, len(known))), HIDDEN_PAYEE)

    def _late(self, step: Step, _chance: random.Random) -> None:
        """List, out of sight, whom payments have paid, and take the entries off again."""
        place = self.world["XA"]
        for names in (sorted({*self.payees.values()}), [HIDDEN_PAYEE]):
            self._lists(step, "late", *names)
        for held in place.node.redeciding.late_hits(place.sight()).items:
            self.seen.note(step, "late", held.record.id)

    def _desk(self, step: Step, chance: random.Random) -> None:
        """Let the viewer work on what is held, as he sees it; what he is told is compared too."""
        place = self.world["XA"]
        lines = place.node.monitoring.queue(place.sight("junior"), PaymentState.HELD).items
        for line in lines:
            held = place.node.monitoring.payment(place.sight("junior"), line.id)
            act = chance.choice(ACTS)
            try:
                self._does(place, act, held, chance)
                said = "done"
            except Error as refused:
                said = repr((refused.code, getattr(refused, "grounds", ()), str(refused)))
            self.told.append(f"{step.number} {act} {line.id}: {said}")

    def _does(self, place: Place, act: str, held: HeldPayment, chance: random.Random) -> None:
        sight, desk, money = place.sight("junior"), place.node.confirming, place.node.monitoring
        hits, verdict = held.last.case.screening.hits, chance.choice([*HitVerdict][1:])
        match act:
            case "judge":
                for hit in hits:
                    judgement = Judgement(list_id=hit.list.id, reference=hit.reference, verdict=verdict)
                    money.judge(sight, held.id, judgement, reason="Compared with care.")
            case "propose":
                desk.propose_release(sight, held.id, reason="Looked at with care.")
            case "release":
                money.release(sight, held.id, reason="Looked at with care.")
            case "propose-rejection":
                desk.propose_rejection(sight, held.id, reason="Looked at with care.", code="AC01")
            case "reject":
                money.reject(sight, held.id, reason="Looked at with care.", code="AC01")
            case "confirm":
                desk.confirm(sight, held.id, reason="Looked at with care.")
            case "turn-down":
                desk.turn_down(sight, held.id, reason="Looked at with care.")
            case _:
                hold = Hold(until=self.world.clock.present + timedelta(hours=30), owner="another desk")
                money.hand_on(sight, held.id, hold=hold, reason="Looked at with care.")

    def _lists(self, step: Step, list_id: str, *names: str) -> None:
        everybody = (HIDDEN_PAYEE, *OPEN_PAYEES)
        entries = tuple(
            Designation(
                list_id=list_id,
                reference=f"{list_id}.{everybody.index(name)}",
                schema=Schema.PERSON,
                names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
            )
            for name in names
        )
        if entries:
            place = self.world["XA"]
            edition = ListEdition(list_id=list_id, dated="2026-02-01", entries=entries)
            handling = self._terms(place, step) if step.is_hidden else None
            place.node.listing.take_in(place.sight(), edition, handling=handling)
            carries_on(place)

    def _freeze(self, step: Step, _chance: random.Random) -> None:
        """Be asked to freeze somebody whom only a hidden payment pays, or nobody."""
        self._asks(step, HIDDEN_PAYEE if step.is_hidden else f"Nobody {step.number}")

    def _stop(self, step: Step, chance: random.Random) -> None:
        """Be asked, out of sight, to freeze somebody whom a payment pays that the viewer sees."""
        known = sorted({*self.payees.values()})
        self._asks(step, chance.choice(known) if known else HIDDEN_PAYEE)

    def _asks(self, step: Step, name: str) -> None:
        sender, us = self.world["XB"], self.world["XA"]
        asking = sender.node.units.freezing
        draft = FreezeDraft(
            recipient=us.id,
            target=FreezeTarget(kind=TargetKind.PARTY, value=name),
            legal_basis=LegalBasis(instrument="Act of State XB"),
            authority="Court of State XB",
            urgency=Urgency.URGENT,
            freeze_until=self.world.clock.present + timedelta(days=90),
            reason="It collects.",
            grading=GRADING,
            handling=self._terms(sender, step, "XA"),
        )
        said = asking.ask(sender.sight("releasing"), draft)
        if said.state is SendState.AWAITING_SECOND_OFFICER:
            asking.approve(sender.sight("second"), said.record)
        self.world.carries(sender, us)
        self.seen.note(step, "request", said.record)

    def _answer(self, _step: Step, chance: random.Random) -> None:
        """Answer, out of sight, a request that was hidden: with a freeze, or that nothing is done."""
        us = self.world["XA"]
        for request in self.seen.hidden.get("request", ())[-1:]:
            word = chance.choice([Word.FROZEN, Word.NO_MEASURE])
            freezes = word is Word.FROZEN
            saying = Saying(
                word=word,
                legal_basis=LegalBasis(instrument="Act of State XA") if freezes else None,
                authority="Prosecutor of State XA" if freezes else "",
                expires_at=self.world.clock.present + timedelta(days=30) if freezes else None,
            )
            try:
                us.node.units.freezing.say(us.sight("releasing"), request, saying)
            except Error:  # it was answered before
                continue

    def _lift(self, _step: Step, chance: random.Random) -> None:
        """Lift, out of sight, something that is kept apart."""
        place = self.world["XA"]
        standing = [each for each in self.apart() if each.lifted is None and each.kept.hit is not None]
        if standing:
            place.node.keeping_apart.lift(place.sight(), chance.choice(standing).record.id, reason="Another person.")

    def _terms(self, place: Place, step: Step, *states: str) -> Handling:
        return place.terms(*states, level=Level.SECRET if step.is_hidden else Level.RESTRICTED)


def ended_by_rules(place: Place, payments: Sequence[str]) -> frozenset[str]:
    """Give those of these payments that the rules let go or sent back by themselves after they had been held."""
    standing = place.node.store.ledger.act(lambda tx: tx.payments.standing(payments))
    return frozenset(
        payment
        for payment, last in standing.items()
        if last.decision.state in (PaymentState.RELEASED, PaymentState.REJECTED)
        and last.decision.previous
        and last.decision.by == NOBODY
    )
