"""Rules on payments as documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import InputError, NotFoundError
from simpul.core.payment.backtest import BackTest
from simpul.core.payment.keeping import hides_nothing
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import Proposed, RuleBook, Standing
from simpul.formats.payment_rules import read_rule, rule_text
from simpul.web.answers import Table, version_of
from simpul.web.language import msg
from simpul.web.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule that stands."""

    rule: Rule
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """The rules that stand, the proposals that wait, and those that are decided, the latest first.

    `may_change` is whether the viewer is cleared for all payments.
    """

    rules: tuple[RuleRow, ...]
    waiting: tuple[Proposed, ...]
    decided: tuple[Proposed, ...]
    officer: OfficerId
    may_change: bool
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """One edition of a rule: how it stands, its text, its other editions, and what was proposed of it."""

    rule: Rule
    text: str
    standing: Standing | None
    shipped: bool
    editions: tuple[Rule, ...]
    proposals: tuple[Proposed, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """A rule as it was written, and its back-test; or why it could not be tried, and where."""

    text: str
    rule: Rule | None = None
    backtest: BackTest | None = None
    wrong_reason: str = ""
    wrong_place: str = ""


class LineSays(StrEnum):
    """Whether a line of a rule is new in what is proposed, no longer in it, or as it stands."""

    NEW = "new"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A line of a rule, compared with the edition that stands."""

    says: LineSays
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A proposal with its back-test; `own` is whether the viewer made it, so that somebody else decides.

    While it waits, `stands` is the edition of the rule that stands now, and `lines` what would be otherwise.
    """

    proposed: Proposed
    text: str
    stands: RuleRow | None
    lines: tuple[RuleLine, ...]
    own: bool
    may_change: bool


def rules_page(node: Node, sight: Sight) -> RulesPage:
    """Give the rules that stand, and every proposal."""
    book = node.ruling.book(sight)
    latest = tuple(reversed(book.proposals))
    return RulesPage(
        rules=_rows(book),
        waiting=tuple(each for each in latest if each.verdict is None),
        decided=tuple(each for each in latest if each.verdict is not None),
        officer=sight.viewer.officer,
        may_change=hides_nothing(sight.viewer),
        version=version_of([each.record.id + str(each.verdict is None) for each in latest]),
    )


def rule_page(node: Node, sight: Sight, said: str) -> RulePage:
    """Give one edition of a rule, by `id@version`.

    Raises:
        NotFoundError: there is none.
    """
    book = node.ruling.book(sight)
    rule = book.rule(said)
    if rule is None:
        raise NotFoundError("there is no such rule")
    editions = {each.edition: each for each in book.known if each.edition.id == rule.edition.id}
    return RulePage(
        rule=rule,
        text=rule_text(rule),
        standing=_standing(book, rule),
        shipped=rule in book.shipped,
        editions=tuple(editions.values()),
        proposals=tuple(each for each in reversed(book.proposals) if each.proposal.rule.edition.id == rule.edition.id),
        may_change=hides_nothing(sight.viewer),
    )


def trial_page(node: Node, sight: Sight, text: str) -> TrialPage:
    """Try a rule as it is written on the past; what is wrong with it is told with its place."""
    try:
        rule = read_rule(text.encode())
        return TrialPage(text=text, rule=rule, backtest=node.ruling.backtest(sight, rule))
    except InputError as refused:
        return TrialPage(text=text, wrong_reason=refused.reason, wrong_place=refused.place or "")


def proposal_page(node: Node, sight: Sight, proposal: str) -> ProposalPage:
    """Give a proposal with its back-test.

    Raises:
        NotFoundError: there is none.
    """
    book = node.ruling.book(sight)
    found = next((each for each in book.proposals if each.record.id == proposal), None)
    if found is None:
        raise NotFoundError(msg("there is no such proposal"))
    text = rule_text(found.proposal.rule)
    stands = _stands(book, found.proposal.rule) if found.verdict is None else None
    return ProposalPage(
        proposed=found,
        text=text,
        stands=stands,
        lines=tuple(_compared(rule_text(stands.rule), text)) if stands else (),
        own=found.proposal.by == sight.viewer.officer,
        may_change=hides_nothing(sight.viewer),
    )


def rules_table(view: RulesPage) -> Table:
    """Give the rules that stand as a table."""
    return Table(
        name="payment-rules",
        columns=("rule", "standing", "effect", "title_en", "title_id"),
        rows=tuple(
            (str(row.rule.edition), row.standing, row.rule.effect, row.rule.title.en, row.rule.title.id)
            for row in view.rules
        ),
    )


def _rows(book: RuleBook) -> tuple[RuleRow, ...]:
    """Give the rules that stand, those in force first."""
    standing = ((Standing.IN_FORCE, book.standing.force), (Standing.IN_SHADOW, book.standing.shadow))
    return tuple(RuleRow(rule=rule, standing=how) for how, rules in standing for rule in rules)


def _stands(book: RuleBook, rule: Rule) -> RuleRow | None:
    """Give the edition of a rule that stands: the one in force, else the one in shadow."""
    return next((row for row in _rows(book) if row.rule.edition.id == rule.edition.id), None)


def _compared(before: str, after: str) -> Iterator[RuleLine]:
    """Give the lines of a rule as it would be, among them those that would be gone."""
    old, new = before.splitlines(), after.splitlines()
    for what, from_old, to_old, from_new, to_new in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (RuleLine(says=LineSays.SAME, text=each) for each in new[from_new:to_new])
        else:
            yield from (RuleLine(says=LineSays.GONE, text=each) for each in old[from_old:to_old])
            yield from (RuleLine(says=LineSays.NEW, text=each) for each in new[from_new:to_new])


def _standing(book: RuleBook, rule: Rule) -> Standing | None:
    if rule in book.standing.force:
        return Standing.IN_FORCE
    return Standing.IN_SHADOW if rule in book.standing.shadow else None
