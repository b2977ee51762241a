"""Rules of payments at a node: which stand, and by whose two signatures."""

from datetime import timedelta

import pytest

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import (
    DECIDED_ALREADY,
    EDITION_CHANGED,
    MOST_RULES,
    NOT_STANDING,
    SAME_OFFICER,
    TOO_MANY,
    RuleBook,
    RuleProposal,
    RuleVerdict,
    Standing,
    Verdict,
    book_of,
)
from tests.paymentrules import a_backtest, a_payment_rule
from tests.payments import AT, AYU, BIMA

SHIPPED = (a_payment_rule(name="shipped"),)


def proposed(
    rule: Rule, standing: Standing = Standing.IN_FORCE, *, by: OfficerId = AYU, minutes: int = 0
) -> RuleProposal:
    return RuleProposal(
        rule=rule,
        standing=standing,
        reason="seen",
        by=by,
        at=AT + timedelta(minutes=minutes),
        backtest=a_backtest(rule),
    )


def book(*made: tuple[RuleProposal, Verdict | None]) -> RuleBook:
    """The book after these proposals, each with its verdict a minute later."""
    proposals = [seal(Domain.PAYMENT_RULE_PROPOSAL, proposal) for proposal, _ in made]
    verdicts: list[Sealed[RuleVerdict]] = [
        seal(
            Domain.PAYMENT_RULE_VERDICT,
            RuleVerdict(
                proposal=each.id, verdict=said, reason="agreed", by=BIMA, at=each.value.at + timedelta(minutes=1)
            ),
        )
        for each, (_, said) in zip(proposals, made, strict=True)
        if said is not None
    ]
    return book_of(SHIPPED, proposals, verdicts)


def standing(of: RuleBook) -> tuple[list[str], list[str]]:
    return [str(rule.edition) for rule in of.standing.force], [str(rule.edition) for rule in of.standing.shadow]


def test_what_comes_with_simpul_stands_and_a_proposal_changes_nothing_until_it_is_approved() -> None:
    new = a_payment_rule(name="new")
    assert standing(book()) == (["shipped@1"], [])
    assert standing(book((proposed(new), None))) == (["shipped@1"], [])
    assert standing(book((proposed(new), Verdict.REFUSED))) == (["shipped@1"], [])
    assert standing(book((proposed(new), Verdict.APPROVED))) == (["new@1", "shipped@1"], [])


def test_a_challenger_stands_in_shadow_beside_the_rule_in_force_until_it_takes_its_place() -> None:
    second = a_payment_rule(name="shipped", version="2")
    shadow = (proposed(second, Standing.IN_SHADOW), Verdict.APPROVED)
    force = (proposed(second, minutes=5), Verdict.APPROVED)
    assert standing(book(shadow)) == (["shipped@1"], ["shipped@2"])
    assert standing(book(shadow, force)) == (["shipped@2"], [])


def test_a_rule_is_retired_and_its_challenger_is_left() -> None:
    second = a_payment_rule(name="shipped", version="2")
    retired = (proposed(SHIPPED[0], Standing.RETIRED, minutes=5), Verdict.APPROVED)
    assert standing(book(retired)) == ([], [])
    assert standing(book((proposed(second, Standing.IN_SHADOW), Verdict.APPROVED), retired)) == ([], ["shipped@2"])


def test_what_stands_follows_the_order_of_approval_not_of_proposal() -> None:
    first, second = a_payment_rule(name="new"), a_payment_rule(name="new", version="2")
    made = book((proposed(first, minutes=9), Verdict.APPROVED), (proposed(second, minutes=1), Verdict.APPROVED))
    assert standing(made)[0] == ["new@1", "shipped@1"]


def test_nobody_decides_on_an_own_proposal_and_nobody_decides_twice() -> None:
    waiting = book((proposed(a_payment_rule(name="new")), None))
    (waits,) = waiting.open
    with pytest.raises(RefusedError) as refused:
        waiting.check_verdict(waits.record.id, by=AYU)
    assert refused.value.grounds == (SAME_OFFICER,)
    assert waiting.check_verdict(waits.record.id, by=BIMA) == waits
    decided = book((proposed(a_payment_rule(name="new")), Verdict.REFUSED))
    with pytest.raises(RefusedError) as refused:
        decided.check_verdict(waits.record.id, by=BIMA)
    assert refused.value.grounds == (DECIDED_ALREADY,)
    with pytest.raises(InputError):
        waiting.check_verdict("0" * 64, by=BIMA)


def test_an_edition_never_comes_with_other_words() -> None:
    changed = a_payment_rule(name="shipped", effect=RuleEffect.HOLD)
    with pytest.raises(RefusedError) as refused:
        book().check_proposal(proposed(changed))
    assert refused.value.grounds == (EDITION_CHANGED,)
    book().check_proposal(proposed(a_payment_rule(name="shipped", version="2", effect=RuleEffect.HOLD)))


def test_what_does_not_stand_is_not_retired() -> None:
    with pytest.raises(RefusedError) as refused:
        book().check_proposal(proposed(a_payment_rule(name="other"), Standing.RETIRED))
    assert refused.value.grounds == (NOT_STANDING,)


def test_a_rule_is_proposed_with_its_own_back_test_and_a_reason() -> None:
    rule = a_payment_rule()
    said = {"rule": rule, "standing": Standing.IN_SHADOW, "by": AYU, "at": AT}
    for wrong in (
        {"reason": "seen"},
        {"reason": " ", "backtest": a_backtest(rule)},
        {"reason": "seen", "backtest": a_backtest(a_payment_rule(version="2"))},
        {"reason": "seen", "backtest": a_backtest(rule), "by": OfficerId("")},
    ):
        with pytest.raises(InputError):
            RuleProposal(**(said | wrong))  # type: ignore[arg-type]  # the fields are what is tested
    assert RuleProposal(rule=rule, standing=Standing.RETIRED, reason="of no use", by=AYU, at=AT).backtest is None


@pytest.mark.parametrize("wrong", [{"alerted": 11}, {"live": 11}, {"differences": 1}, {"held": -1}])
def test_a_back_test_counts_no_more_than_there_are_payments(wrong: dict[str, int]) -> None:
    with pytest.raises(InputError):
        a_backtest(a_payment_rule(), **wrong)


def test_a_book_that_is_full_takes_no_other_rule_and_lets_one_that_stands_be_retired() -> None:
    many = [(proposed(a_payment_rule(name=f"rule-{number}"), minutes=number), None) for number in range(MOST_RULES)]
    full = book(*many)
    with pytest.raises(RefusedError) as refused:
        full.check_proposal(proposed(a_payment_rule(name="another")))
    assert refused.value.grounds == (TOO_MANY,)
    full.check_proposal(proposed(SHIPPED[0], Standing.RETIRED))
