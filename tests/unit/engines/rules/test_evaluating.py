"""What rules say of payments: yes, no, or that it is not known."""

import numpy as np
import pytest

from simpul.core.errors import InputError
from simpul.core.payment.conditions import (
    AllowedPair,
    Amount,
    Border,
    CarveOut,
    Codes,
    Corridor,
    Kinds,
    ListHits,
    Npo,
    NpoStatus,
    Pattern,
    Providers,
    Whose,
)
from simpul.core.payment.party import PartyKind
from simpul.core.payment.rule import Clause, Rule
from simpul.engines.rules.columns import Measured, both_known, columns_of
from simpul.engines.rules.evaluating import NO, UNKNOWN, YES, verdicts
from simpul.engines.rules.history import counted
from tests.paymentrules import DAY, a_limit, a_payment_rule, some_facts, under_a_hundred
from tests.payments import euros


def verdict(rule: Rule, **fields: object) -> int:
    """What a rule says of one payment; every figure of the pattern engine is 0."""
    return with_figure(rule, 0.0, **fields)


def with_figure(rule: Rule, figure: float, **fields: object) -> int:
    """What a rule says of one payment; every figure of the pattern engine is this one."""
    columns = columns_of([some_facts(1, **fields)])
    features = {name: np.array([figure]) for name in rule.features}
    measured = Measured(
        windows=counted(rule.windows, columns),
        features=features,
        known=columns.apart == 0,
        between_known=both_known(columns),
        capped=np.array([False]),
    )
    return int(verdicts(rule, columns, measured)[0])


@pytest.mark.parametrize(
    ("clause", "fields", "expected"),
    [
        (Clause(amounts=(under_a_hundred(),)), {"amount": 9_000}, YES),
        (Clause(amounts=(under_a_hundred(),)), {"amount": 10_000}, NO),
        (Clause(amounts=(under_a_hundred(),)), {"amount": 9_000, "currency": "USD"}, UNKNOWN),
        (Clause(amounts=(Amount(at_least=(euros("1.00"),)),)), {"amount": 100}, YES),
        (Clause(amounts=(Amount(below=(euros("1.00"),)),)), {"amount": 100}, NO),
        (Clause(currencies=(Codes(values=("USD",)),)), {}, NO),
        (Clause(purposes=(Codes(values=("CHAR",)),)), {"purpose": "CHAR"}, YES),
        (Clause(purposes=(Codes(values=("CHAR",)),)), {}, UNKNOWN),
        (Clause(corridors=(Corridor(origins=("XA",), destinations=("XB",)),)), {}, YES),
        (Clause(corridors=(Corridor(origins=("XB",), destinations=("XA",)),)), {}, NO),
        (Clause(corridors=(Corridor(origins=("XC",)),)), {"origin": ""}, UNKNOWN),
        (Clause(corridors=(Corridor(border=Border.CROSSED),)), {"destination": "XA"}, NO),
        (Clause(corridors=(Corridor(border=Border.CROSSED),)), {"destination": ""}, UNKNOWN),
        (Clause(corridors=(Corridor(border=Border.WITHIN),)), {"destination": "XA"}, YES),
        (Clause(lists=(ListHits(),)), {"hits": "un watch"}, YES),
        (Clause(lists=(ListHits(lists=("eu",)),)), {"hits": "un watch"}, NO),
        (Clause(lists=(ListHits(),)), {"hits": "?"}, UNKNOWN),
        (Clause(lists=(ListHits(),)), {}, NO),
        (Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NPO),)), {}, UNKNOWN),
        (Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NPO),)), {"purpose": "CHAR"}, YES),
        (Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NPO, known=("B",)),)), {}, YES),
        (Clause(npos=(Npo(whose=Whose.SENDER, status=NpoStatus.NPO),)), {"sender_kind": "person"}, NO),
        (Clause(npos=(Npo(whose=Whose.SENDER, status=NpoStatus.NOT_NPO),)), {"sender_kind": "person"}, YES),
        (Clause(kinds=(Kinds(whose=Whose.SENDER, kinds=(PartyKind.PERSON,)),)), {}, UNKNOWN),
        (Clause(kinds=(Kinds(whose=Whose.SENDER, kinds=(PartyKind.PERSON,)),)), {"sender_kind": "institution"}, NO),
        (Clause(windows=(a_limit(1),)), {}, YES),
        (Clause(windows=(a_limit(2),)), {}, NO),
        (Clause(windows=(a_limit(2),)), {"sender": ""}, UNKNOWN),
        (Clause(windows=(a_limit(1),)), {"apart": 1}, UNKNOWN),
    ],
)
def test_each_condition_is_yes_no_or_unknown(clause: Clause, fields: dict[str, object], expected: int) -> None:
    assert verdict(a_payment_rule(clause), **fields) == expected


@pytest.mark.parametrize(("figure", "expected"), [(0.9, YES), (0.89, NO), (-1.0, NO)])
def test_a_pattern_is_compared_by_its_figure_and_what_never_happened_is_no(figure: float, expected: int) -> None:
    above = a_payment_rule(Clause(patterns=(Pattern(feature="rapid_share", at_least="0.9"),)))
    assert with_figure(above, figure) == expected
    below = a_payment_rule(Clause(patterns=(Pattern(feature="days_since_tie_last", below="30"),)))
    assert with_figure(below, -1.0) == NO


IN_EUROS = Clause(currencies=(Codes(values=("EUR",)),))
IN_DOLLARS = Clause(currencies=(Codes(values=("USD",)),))
OF_A_PERSON = Clause(kinds=(Kinds(whose=Whose.SENDER, kinds=(PartyKind.PERSON,)),))


def test_unknown_is_never_no_and_no_is_never_unknown() -> None:
    assert verdict(a_payment_rule(IN_EUROS, OF_A_PERSON)) == UNKNOWN
    assert verdict(a_payment_rule(IN_DOLLARS, OF_A_PERSON)) == NO
    assert verdict(a_payment_rule(IN_EUROS, unless=(OF_A_PERSON,))) == UNKNOWN
    assert verdict(a_payment_rule(IN_EUROS, unless=(IN_DOLLARS,))) == YES
    assert verdict(a_payment_rule(IN_EUROS, unless=(IN_EUROS, OF_A_PERSON))) == NO


def test_one_condition_of_a_clause_is_enough() -> None:
    either = Clause(currencies=(Codes(values=("USD",)),), amounts=(under_a_hundred(),))
    assert verdict(a_payment_rule(either), amount=9_500) == YES
    assert verdict(a_payment_rule(either), currency="USD") == YES
    assert verdict(a_payment_rule(either)) == NO


def test_a_pair_is_left_alone_until_its_day_and_only_that_way_round() -> None:
    pair = AllowedPair(sender="A", receiver="B", until="1970-01-02", reason="grandparents")
    rule = a_payment_rule(IN_EUROS, pairs=(pair,))
    assert verdict(rule) == NO
    assert verdict(rule, taken=2 * DAY - 1) == NO
    assert verdict(rule, taken=2 * DAY) == YES
    assert verdict(rule, sender="B", receiver="A") == YES


def test_a_pair_that_has_run_out_is_not_kept_alive_by_a_message_of_an_older_day() -> None:
    pair = AllowedPair(sender="A", receiver="B", until="1970-01-02", reason="grandparents")
    assert verdict(a_payment_rule(IN_EUROS, pairs=(pair,)), at=0, taken=3 * DAY) == YES


def test_who_is_in_the_register_is_known_to_be_a_non_profit_organisation() -> None:
    npo = Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NPO),))
    assert verdict(a_payment_rule(npo), npos="receiver") == YES
    assert verdict(a_payment_rule(npo), npos="sender receiver") == YES
    assert verdict(a_payment_rule(npo), npos="sender") == UNKNOWN
    assert verdict(a_payment_rule(npo), npos="sender", receiver_kind=PartyKind.PERSON.value) == NO
    other = Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NOT_NPO),))
    assert verdict(a_payment_rule(other), npos="receiver") == NO


def test_a_carve_out_may_reach_whoever_is_in_the_register() -> None:
    carved = CarveOut(
        id="relief",
        instrument="Security Council resolution 2664 (2022), paragraph 1",
        from_day="1970-01-01",
        until="1970-01-31",
        providers=Providers.REGISTERED,
    )
    rule = a_payment_rule(IN_EUROS, carve_outs=(carved,))
    assert verdict(rule, npos="sender") == NO
    assert verdict(rule, npos="") == YES
    assert verdict(rule, npos="sender", taken=31 * DAY) == YES
    with pytest.raises(InputError, match="values"):
        CarveOut(id="relief", instrument="2664", from_day="1970-01-01", until="1970-01-31")


def test_a_humanitarian_provider_is_left_alone_on_its_days_and_for_its_purposes() -> None:
    carved = CarveOut(
        id="relief",
        instrument="Security Council resolution 2664 (2022), paragraph 1",
        accounts=("B",),
        purposes=("CHAR",),
        from_day="1970-01-01",
        until="1970-01-31",
    )
    rule = a_payment_rule(IN_EUROS, carve_outs=(carved,))
    assert verdict(rule, purpose="CHAR") == NO
    assert verdict(rule, purpose="SALA") == YES
    assert verdict(rule, purpose="CHAR", taken=31 * DAY) == YES
    assert verdict(rule, purpose="CHAR", receiver="C") == YES
