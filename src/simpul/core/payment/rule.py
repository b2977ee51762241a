"""A rule on payments: a versioned, readable value that says when a payment is remarked or held, and why.

Rules:
1. A rule fires where every clause of it holds; a clause holds where any condition in it does. It is unknown where it
   could fire if more were known, and that is recorded: what cannot be evaluated says so.
2. A rule remarks or holds. None freezes: that needs a judgement and an order (`freezing`); none releases.
3. An edition never changes. Another threshold, another pair that is left alone, is another version.
4. Whoever a rule leaves alone is named in it, with a reason and an end.
5. A rule is in force or in shadow, or not at all. In shadow it is evaluated and recorded, and decides nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from simpul.core.errors import InputError
from simpul.core.ids import Domain, Sealed, bounded_text, seal
from simpul.core.payment.conditions import (
    AllowedPair,
    Amount,
    CarveOut,
    Codes,
    Corridor,
    Kinds,
    ListHits,
    Npo,
    Pattern,
    ScoreLimit,
    Scoring,
    Window,
    WindowLimit,
)
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import Overriding, RuleEffect

MOST_CLAUSES = 20
MOST_CONDITIONS = 20
MOST_ALLOWED = 5_000
MOST_TITLE = 200
MOST_WHY = 2_000

EFFECTS = (RuleEffect.ALERT, RuleEffect.HOLD)
FOR_UNKNOWN = (RuleEffect.NOTE, RuleEffect.ALERT, RuleEffect.HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same said in both languages that are always complete."""

    en: str
    id: str

    def __post_init__(self) -> None:
        """Refuse what is said in one language only."""
        for language, said in (("en", self.en), ("id", self.id)):
            if not bounded_text(said, place=language, most=MOST_WHY).strip():
                raise InputError("said in English and in Indonesian", place=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Conditions of which one is enough."""

    amounts: tuple[Amount, ...] = ()
    currencies: tuple[Codes, ...] = ()
    purposes: tuple[Codes, ...] = ()
    windows: tuple[WindowLimit, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    scores: tuple[ScoreLimit, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    lists: tuple[ListHits, ...] = ()
    npos: tuple[Npo, ...] = ()
    kinds: tuple[Kinds, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a clause that asks nothing, or more than a person can read."""
        if not 0 < sum(len(getattr(self, each.name)) for each in fields(self)) <= MOST_CONDITIONS:
            raise InputError(f"a clause has 1 to {MOST_CONDITIONS} conditions", place="when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One edition of a rule: what it asks for, when, and whom it leaves alone.

    `why` says on what its thresholds rest. `unknown` is what it asks for where it cannot be evaluated.
    """

    edition: Edition
    effect: RuleEffect
    title: Words
    why: Words
    when: tuple[Clause, ...]
    unless: tuple[Clause, ...] = ()
    unknown: RuleEffect = RuleEffect.NOTE
    pairs: tuple[AllowedPair, ...] = ()
    carve_outs: tuple[CarveOut, ...] = ()
    overriding: Overriding = Overriding.ALLOWED

    def __post_init__(self) -> None:
        """Refuse a rule that asks for what no rule may, or that has no condition."""
        if self.effect not in EFFECTS:
            raise InputError("a rule alerts or holds", place="rule.effect")
        if self.unknown not in FOR_UNKNOWN:
            raise InputError("what is unknown is noted, alerted or held", place="rule.unknown")
        if not self.when or len(self.when) + len(self.unless) > MOST_CLAUSES:
            raise InputError(f"a rule has 1 to {MOST_CLAUSES} clauses", place="rule.when")
        if len(self.pairs) > MOST_ALLOWED or len(self.carve_outs) > MOST_CLAUSES:
            raise InputError("more exemptions than a rule holds", place="rule.pairs")
        for language, said in (("en", self.title.en), ("id", self.title.id)):
            bounded_text(said, place=f"rule.title.{language}", most=MOST_TITLE)

    @property
    def clauses(self) -> Iterator[Clause]:
        """All clauses, those that must hold and those that must not."""
        yield from self.when
        yield from self.unless

    @property
    def windows(self) -> frozenset[Window]:
        """What is counted for it."""
        return frozenset(limit.window for clause in self.clauses for limit in clause.windows)

    @property
    def features(self) -> frozenset[str]:
        """The figures of the pattern engine that it asks for."""
        return frozenset(pattern.feature for clause in self.clauses for pattern in clause.patterns)

    @property
    def scorings(self) -> frozenset[Scoring]:
        """The scores that it asks for."""
        return frozenset(limit.scoring for clause in self.clauses for limit in clause.scores)


def sealed_rule(rule: Rule) -> Sealed[Rule]:
    """Give the rule with its bytes and their hash: the same edition never has another."""
    return seal(Domain.PAYMENT_RULE, rule)
