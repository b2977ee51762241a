"""The rules that a node evaluates: which stand in force, which in shadow, and by whose two signatures.

Rules:
1. The rules that come with Simpul stand in force from the start. None of them holds a payment: they only alert.
2. Every change is a proposal by one officer, with the back-test of the rule attached, and a verdict by another one.
   Nobody decides on his or her own proposal.
3. Proposals and verdicts are records: they are never edited. What stands is what they add up to, in their order.
4. An edition stands once: the same id and version never comes with other words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import Sealed, bounded_text, checked_hash_id
from simpul.core.payment.backtest import BackTest
from simpul.core.payment.edition import Edition
from simpul.core.payment.rule import Rule, sealed_rule

MOST_REASON = 1_000
MOST_RULES = 200

SAME_OFFICER = "payment.rule.same-officer"
DECIDED_ALREADY = "payment.rule.decided-already"
EDITION_CHANGED = "payment.rule.edition-changed"
NOT_STANDING = "payment.rule.not-standing"
TOO_MANY = "payment.rule.too-many"


class Standing(StrEnum):
    """How a rule stands: it decides, it is only watched, or it is not evaluated."""

    IN_FORCE = "in-force"
    IN_SHADOW = "in-shadow"
    RETIRED = "retired"


class Verdict(StrEnum):
    """What the second officer says of a proposal."""

    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProposal:
    """That one officer wants an edition of a rule to stand so, why, and what it would have done in the past."""

    rule: Rule
    standing: Standing
    reason: str
    by: OfficerId
    at: datetime
    backtest: BackTest | None = None

    def __post_init__(self) -> None:
        """Refuse a proposal without a person or a reason, and one that was never tried on the past."""
        if not self.by:
            raise InputError("a person proposes a rule", place="proposal.by")
        if not bounded_text(self.reason, place="reason", most=MOST_REASON).strip():
            raise InputError("say why", place="reason")
        if self.standing is not Standing.RETIRED and self.backtest is None:
            raise InputError("a rule is proposed with its back-test", place="proposal.backtest")
        if self.backtest is not None and self.backtest.rule != self.rule.edition:
            raise InputError("the back-test is of another rule", place="proposal.backtest")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVerdict:
    """What another officer said of a proposal, and why."""

    proposal: str
    verdict: Verdict
    reason: str
    by: OfficerId
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a verdict on nothing, by nobody or without a reason."""
        checked_hash_id(self.proposal, place="verdict.proposal")
        if not self.by:
            raise InputError("a person decides on a rule", place="verdict.by")
        if not bounded_text(self.reason, place="reason", most=MOST_REASON).strip():
            raise InputError("say why", place="reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal with its verdict, where one was given."""

    record: Sealed[RuleProposal]
    verdict: Sealed[RuleVerdict] | None = None

    @property
    def proposal(self) -> RuleProposal:
        """The proposal."""
        return self.record.value

    @property
    def approved(self) -> bool:
        """Whether another officer has approved it."""
        return self.verdict is not None and self.verdict.value.verdict is Verdict.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The rules that are evaluated, in the order of their ids: those that decide, and those in shadow."""

    force: tuple[Rule, ...] = ()
    shadow: tuple[Rule, ...] = ()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """All their editions."""
        return tuple(sorted(rule.edition for rule in (*self.force, *self.shadow)))

    def rule(self, rule_id: str) -> Rule | None:
        """Give the rule of this id that is in force, else the one in shadow; or `id@version`."""
        for rule in (*self.force, *self.shadow):
            if rule_id in (rule.edition.id, str(rule.edition)):
                return rule
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Everything that was ever said about rules at this node: those that came with it, and the proposals in order."""

    shipped: tuple[Rule, ...]
    proposals: tuple[Proposed, ...] = ()

    @property
    def standing(self) -> InForce:
        """The rules that are evaluated now."""
        force: dict[str, Rule] = {rule.edition.id: rule for rule in self.shipped}
        shadow: dict[str, Rule] = {}
        for each in sorted((one for one in self.proposals if one.approved), key=_decided_at):
            rule, standing = each.proposal.rule, each.proposal.standing
            stand = {Standing.IN_FORCE: force, Standing.IN_SHADOW: shadow}
            for other, rules in stand.items():
                if other is standing:
                    rules[rule.edition.id] = rule
                elif rules.get(rule.edition.id) == rule:
                    del rules[rule.edition.id]
        return InForce(force=_in_order(force), shadow=_in_order(shadow))

    @property
    def open(self) -> tuple[Proposed, ...]:
        """The proposals that wait for a second officer."""
        return tuple(each for each in self.proposals if each.verdict is None)

    def rule(self, edition: str) -> Rule | None:
        """Give any edition that was ever proposed or came with Simpul, by `id@version`."""
        return next((rule for rule in self.known if str(rule.edition) == edition), None)

    @property
    def known(self) -> tuple[Rule, ...]:
        """Every edition that came with Simpul or was ever proposed."""
        return (*self.shipped, *(each.proposal.rule for each in self.proposals))

    @property
    def editions(self) -> Mapping[Edition, str]:
        """The hash of every edition that was ever proposed or came with Simpul."""
        return {rule.edition: sealed_rule(rule).id for rule in self.known}

    def check_proposal(self, proposal: RuleProposal) -> None:
        """Let a proposal be made.

        Raises:
            RefusedError: the edition is known with other words, there are too many rules, or it retires none.
        """
        rule, now = proposal.rule, self.standing
        if self.editions.get(rule.edition, sealed_rule(rule).id) != sealed_rule(rule).id:
            raise RefusedError("another rule has this version; give it a new one", grounds=(EDITION_CHANGED,))
        if proposal.standing is Standing.RETIRED and rule not in (*now.force, *now.shadow):
            raise RefusedError("no such rule stands", grounds=(NOT_STANDING,))
        many = len(now.force) + len(now.shadow) + len(self.open)
        if proposal.standing is not Standing.RETIRED and many >= MOST_RULES:
            raise RefusedError(f"more than {MOST_RULES} rules", grounds=(TOO_MANY,))

    def check_verdict(self, proposal: str, *, by: OfficerId) -> Proposed:
        """Let an officer decide on a proposal, and give it.

        Raises:
            RefusedError: it is decided, or is his or her own.
            InputError: there is none.
        """
        found = next((each for each in self.proposals if each.record.id == proposal), None)
        if found is None:
            raise InputError("there is no such proposal", place="proposal")
        if found.verdict is not None:
            raise RefusedError("the proposal is decided", grounds=(DECIDED_ALREADY,))
        if found.proposal.by == by:
            raise RefusedError("another officer decides on a proposal", grounds=(SAME_OFFICER,))
        return found


def book_of(
    shipped: Sequence[Rule], proposals: Iterable[Sealed[RuleProposal]], verdicts: Iterable[Sealed[RuleVerdict]]
) -> RuleBook:
    """Give the rule book that these records add up to."""
    said = {each.value.proposal: each for each in verdicts}
    made = [Proposed(record=each) for each in proposals]
    return RuleBook(
        shipped=tuple(shipped), proposals=tuple(replace(each, verdict=said.get(each.record.id)) for each in made)
    )


def _decided_at(each: Proposed) -> datetime:
    if each.verdict is None:
        raise InputError("nobody has decided on it", place="proposal")
    return each.verdict.value.at


def _in_order(rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    return tuple(rule for _, rule in sorted(rules.items()))
