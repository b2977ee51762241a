"""Rules as text: read to values, refused with their place, and written back."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.app.rules import shipped_models
from simpul.core.errors import InputError
from simpul.core.payment.conditions import AllowedPair, Amount, CarveOut, Codes, Corridor, Pattern, ScoreLimit, Scoring
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rule import Clause, Words
from simpul.engines.rules.watching import unknown_features
from simpul.formats.payment_rules import MOST_BYTES, read_rule, read_rules, rule_text, shipped_rules
from tests.paymentrules import a_limit, a_payment_rule, under_a_hundred

RULE = """
[[rule]]
id = "big"
version = "1"
effect = "hold"
title.en = "Large"
title.id = "Besar"
why.en = "A judgement."
why.id = "Sebuah pertimbangan."

[[rule.when]]
amounts = [{ at_least = { EUR = "10000.50" } }]
"""

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(str.strip)


def test_a_rule_is_read_with_exact_amounts() -> None:
    rule = read_rule(RULE.encode())
    (amount,) = rule.when[0].amounts
    assert (str(rule.edition), rule.effect) == ("big@1", RuleEffect.HOLD)
    assert (amount.at_least[0].amount, amount.at_least[0].minor) == (Decimal("10000.50"), 1_000_050)


def test_the_same_rule_is_read_from_json() -> None:
    said = {
        "rule": [
            {
                "id": "big",
                "version": "1",
                "effect": "hold",
                "title": {"en": "Large", "id": "Besar"},
                "why": {"en": "A judgement.", "id": "Sebuah pertimbangan."},
                "when": [{"amounts": [{"at_least": {"EUR": "10000.50"}}]}],
            }
        ]
    }
    assert read_rule(json.dumps(said).encode()) == read_rule(RULE.encode())


@pytest.mark.parametrize(
    ("damage", "place", "reason"),
    [
        (('effect = "hold"', 'effect = "freeze"'), "rule[0].effect", "freeze"),
        (('effect = "hold"', 'effect = "reject"'), "rule[0].rule.effect", "alerts or holds"),
        (('EUR = "10000.50"', 'EUR = "1.005"'), "rule[0].when[0].amount.at_least.EUR", "decimals"),
        (('EUR = "10000.50"', 'XYZ = "1"'), "rule[0].when[0].amount.at_least.XYZ", "currency"),
        (("at_least = {", "atleast = {"), "rule[0].when[0].amounts[0].atleast", "unknown field"),
        (("[[rule.when]]", "[[rule.unless]]"), "rule[0]", "when"),
        (('id = "big"', 'id = "Big!"'), "rule[0].edition.id", "not the id"),
        (('title.id = "Besar"', 'title.id = " "'), "title", "both"),
        (('version = "1"', "version = 1"), "rule[0].version", "str"),
        (('id = "big"', 'id = "big'), "$", "not TOML"),
    ],
)
def test_a_damaged_rule_is_refused_with_place_and_reason(damage: tuple[str, str], place: str, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rules(RULE.replace(*damage).encode())
    assert place in (refused.value.place or "")
    assert reason in str(refused.value) or reason == "both"


def test_a_file_of_several_rules_is_not_one_rule_and_none_stands_twice() -> None:
    with pytest.raises(InputError):
        read_rule((RULE + RULE.replace('"big"', '"bigger"')).encode())
    with pytest.raises(InputError):
        read_rules((RULE + RULE).encode())
    with pytest.raises(InputError):
        read_rules(b"#" * (MOST_BYTES + 1))
    with pytest.raises(InputError):
        read_rules(b"rule = " + b"[" * 5_000)


def test_the_rules_that_come_with_simpul_alert_and_never_hold_and_ask_for_figures_there_are() -> None:
    rules = shipped_rules()
    assert len(rules) >= 7
    for rule in rules:
        assert (rule.effect, rule.unknown) == (RuleEffect.ALERT, RuleEffect.NOTE)
        assert unknown_features(rule, shipped_models()) == ()
        assert rule.why.en.startswith("Judgement:")
        assert read_rule(rule_text(rule).encode()) == rule


@given(TEXTS, TEXTS, st.sampled_from(["1", "0.5", "-1"]))
def test_what_is_written_is_read_back_whatever_its_words(title: str, why: str, limit: str) -> None:
    rule = a_payment_rule(
        Clause(windows=(a_limit(only=under_a_hundred()),), corridors=(Corridor(origins=("XA", "XB")),)),
        Clause(patterns=(Pattern(feature="rapid_share", at_least=limit),), amounts=(under_a_hundred(),)),
        Clause(scores=(ScoreLimit(scoring=Scoring(model=why, charities=(title, why)), at_least="0.5"),)),
        unless=(Clause(purposes=(Codes(values=(title,)),)),),
        title=Words(en=title, id=why),
        pairs=(AllowedPair(sender=title, receiver=why, until="2027-01-01", reason=why),),
        carve_outs=(CarveOut(id=title, instrument=why, accounts=(title,), from_day="2026-01-01", until="2027-01-01"),),
    )
    assert read_rule(rule_text(rule).encode()) == rule


@pytest.mark.parametrize("limit", ["0", "1.01", "-0.5", "much", ""])
def test_a_score_is_above_nothing_and_at_most_one(limit: str) -> None:
    said = RULE.replace(
        'amounts = [{ at_least = { EUR = "10000.50" } }]', f'scores = [{{ model = "1", at_least = "{limit}" }}]'
    )
    with pytest.raises(InputError) as refused:
        read_rules(said.encode())
    assert refused.value.place == "rule[0].when[0].score.at_least"


def test_a_band_names_both_ends_in_the_same_currencies() -> None:
    both = under_a_hundred()
    with pytest.raises(InputError):
        Amount(at_least=both.below, below=both.at_least)


def test_the_rule_of_the_documentation_is_one() -> None:
    page = (Path(__file__).parents[3] / "docs" / "payment-rules.md").read_text(encoding="utf-8")
    rule = read_rule(page.split("```toml")[1].split("```")[0].encode())
    assert (str(rule.edition), len(rule.pairs), len(rule.carve_outs)) == ("many-small-abroad@1", 1, 1)
