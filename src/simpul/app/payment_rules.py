"""Rules on payments for the command line: which stand, one of them as text, tried on the past, proposed and decided."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from simpul.app.node import Node
from simpul.core.authority import Sight
from simpul.core.errors import InputError
from simpul.core.ids import timestamp
from simpul.core.payment.backtest import BackTest, Struck
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import Proposed, Standing, Verdict
from simpul.formats.payment_rules import read_rule, rule_text

S = TypeVar("S", Standing, Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule that stands: its edition, how it stands, what it asks for, and its titles."""

    rule: str
    standing: str
    effect: str
    title: str
    judul: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A proposal with what was said about it; `verdict` is empty while it waits for a second officer."""

    id: str
    rule: str
    standing: str
    reason: str
    by: str
    at: str
    verdict: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesShown:
    """The rules that stand, and every proposal."""

    rules: tuple[RuleShown, ...]
    proposals: tuple[ProposalShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One edition of a rule as text."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHit:
    """One group of payments, how many of it the rule fires on, and how many of those officers let go."""

    group: str
    payments: int
    fired: int
    let_go: int
    per_thousand: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTried:
    """What a rule would have done to the payments of the past, as `core.payment.backtest` counts it."""

    rule: str
    effect: str
    at: str
    payments: int
    alerted: int
    held: int
    unknown: int
    confirmed: int
    let_go: int
    missed: int
    live: int
    differences: int
    by_corridor: tuple[GroupHit, ...]
    by_npo: tuple[GroupHit, ...]
    by_script: tuple[GroupHit, ...]
    named: tuple[str, ...]
    missed_named: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDesk:
    """Does with rules what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]
    operator: str

    def tried(self, said: bytes) -> RuleTried:
        """Try a rule on the past: `said` is the text of one, or the id of one that is known.

        Raises:
            InputError: the text is refused, with the place.
            NotFoundError: there is no such rule.
        """
        rule, began = _rule(self.node, said), time.perf_counter()
        done = self.node.ruling.backtest_as(rule, actor=self.operator)
        return rule_tried(done, seconds=time.perf_counter() - began)

    def shown(self) -> RulesShown:
        """Give the rules that stand, and every proposal."""
        book = self.node.ruling.book_as_operator()
        stands = ((Standing.IN_FORCE, book.standing.force), (Standing.IN_SHADOW, book.standing.shadow))
        return RulesShown(
            rules=tuple(_shown(rule, standing) for standing, rules in stands for rule in rules),
            proposals=tuple(map(_proposal, book.proposals)),
        )

    def text(self, said: str) -> RuleText:
        """Give one edition of a rule as text.

        Raises:
            NotFoundError: there is none.
        """
        rule = self.node.ruling.rule(said)
        return RuleText(rule=str(rule.edition), text=rule_text(rule))

    def proposed(self, said: bytes, standing: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Propose that a rule stands so.

        Raises:
            InputError: the text is refused, with the place, nothing is said, or the officer is not clear.
            RefusedError: something could be hidden from the officer, or the rule may not be proposed.
        """
        stands = named(Standing, standing, place="standing")
        made = self.node.ruling.propose(self.sight(officer), _rule(self.node, said), stands, reason=reason)
        return _proposal(Proposed(record=made))

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Approve or refuse a proposal of another officer, by its id or the beginning of it.

        Raises:
            InputError: there is no such proposal, nothing is said, or the officer is not clear.
            RefusedError: it is the officer's own, or decided, or something could be hidden from the officer.
        """
        said = named(Verdict, verdict, place="verdict")
        meant = [each.id for each in self.shown().proposals if proposal and each.id.startswith(proposal)]
        whole = meant[0] if len(meant) == 1 else proposal
        self.node.ruling.decide(self.sight(officer), whole, said, reason=reason)
        return next(each for each in self.shown().proposals if each.id == whole)


def named(kind: type[S], said: str, *, place: str) -> S:
    """Give the word of a vocabulary.

    Raises:
        InputError: there is no such word.
    """
    try:
        return kind(said)
    except ValueError as unknown:
        raise InputError(f"not one of {', '.join(kind)}", place=place) from unknown


def rule_tried(done: BackTest, *, seconds: float = 0.0) -> RuleTried:
    """Give a back-test as it is shown."""
    return RuleTried(
        rule=str(done.rule),
        effect=done.effect,
        at=timestamp(done.at),
        payments=done.payments,
        alerted=done.alerted,
        held=done.held,
        unknown=done.unknown,
        confirmed=done.confirmed,
        let_go=done.let_go,
        missed=done.missed,
        live=done.live,
        differences=done.differences,
        by_corridor=tuple(map(_group, done.by_corridor)),
        by_npo=tuple(map(_group, done.by_npo)),
        by_script=tuple(map(_group, done.by_script)),
        named=done.named,
        missed_named=done.missed_named,
        seconds=round(seconds, 2),
    )


def _rule(node: Node, said: bytes) -> Rule:
    name = said.decode("utf-8", "replace").strip()
    if b"\n" not in said and "=" not in name and "{" not in name:
        return node.ruling.rule(name)
    return read_rule(said)


def _shown(rule: Rule, standing: Standing) -> RuleShown:
    return RuleShown(
        rule=str(rule.edition), standing=standing, effect=rule.effect, title=rule.title.en, judul=rule.title.id
    )


def _proposal(each: Proposed) -> ProposalShown:
    said, verdict = each.proposal, each.verdict.value if each.verdict else None
    return ProposalShown(
        id=each.record.id,
        rule=str(said.rule.edition),
        standing=said.standing,
        reason=said.reason,
        by=said.by,
        at=timestamp(said.at),
        verdict=verdict.verdict if verdict else "",
        second=verdict.by if verdict else "",
    )


def _group(struck: Struck) -> GroupHit:
    return GroupHit(
        group=struck.group,
        payments=struck.payments,
        fired=struck.fired,
        let_go=struck.let_go,
        per_thousand=struck.per_thousand,
    )
