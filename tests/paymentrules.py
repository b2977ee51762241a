"""Small rules and facts of invented payments for tests: one line each, every field of interest an argument."""

from simpul.core.payment.backtest import BackTest
from simpul.core.payment.conditions import Amount, Flow, Measure, Whose, Window, WindowLimit
from simpul.core.payment.edition import Edition
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rule import Clause, Rule, Words
from tests.payments import AT, euros

DAY = 86_400_000_000
TITLE = Words(en="Often", id="Sering")
WHY = Words(en="A judgement.", id="Sebuah pertimbangan.")


def some_facts(sequence: int = 1, **fields: object) -> PaymentFacts:
    """A payment of 100 euros from A in State XA to B in State XB on the first day."""
    said: dict[str, object] = {
        "sequence": sequence,
        "payment": f"{sequence:064x}",
        "at": 0,
        "taken": 0,
        "sender": "A",
        "receiver": "B",
        "amount": 10_000,
        "decimals": 2,
        "currency": "EUR",
        "origin": "XA",
        "destination": "XB",
        "sender_kind": "unstated",
        "receiver_kind": "unstated",
        "purpose": "",
        "hits": "",
        "script": "latin",
    }
    return PaymentFacts(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's


def a_payment_rule(*clauses: Clause, name: str = "often", version: str = "1", **fields: object) -> Rule:
    """A rule that alerts on three payments of a sender in a week, unless other clauses or fields are named."""
    said: dict[str, object] = {
        "edition": Edition(id=name, version=version),
        "effect": RuleEffect.ALERT,
        "title": TITLE,
        "why": WHY,
        "when": clauses or (Clause(windows=(a_limit(),)),),
    }
    return Rule(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's


def a_limit(at_least: int = 3, **fields: object) -> WindowLimit:
    """So many payments of a sender in a week; other fields make another window."""
    return WindowLimit(window=a_window(**fields), at_least=at_least)


def a_window(**fields: object) -> Window:
    """The payments that a sender made in a week."""
    said: dict[str, object] = {"whose": Whose.SENDER, "flow": Flow.OUT, "measure": Measure.COUNT, "days": 7}
    return Window(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's


def under_a_hundred() -> Amount:
    """From 90 euros and below 100."""
    return Amount(at_least=(euros("90.00"),), below=(euros("100.00"),))


def a_backtest(rule: Rule, **counts: int) -> BackTest:
    """A back-test of the rule on ten payments that it lets pass, unless other counts are named."""
    names = ("alerted", "held", "unknown", "confirmed", "let_go", "missed", "live", "differences")
    said: dict[str, object] = {"rule": rule.edition, "effect": rule.effect, "at": AT, "payments": 10}
    return BackTest(**(said | dict.fromkeys(names, 0) | counts))  # type: ignore[arg-type]  # the fields are the caller's
