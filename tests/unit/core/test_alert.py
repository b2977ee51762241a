"""Alerts: where one stands, and which judgement fits where."""

from itertools import product

import pytest

from simpul.core.alert import (
    AlertDecision,
    AlertKind,
    AlertState,
    Seriousness,
    Verdict,
    check_decision,
    seriousness_of,
    state_after,
)
from simpul.core.authority import OfficerId
from simpul.core.errors import ConflictError, InputError
from tests.records import AT

JUDGEMENTS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
HITS = (AlertKind.LIST_HIT, AlertKind.HOLDING_HIT, AlertKind.TRAVELLER_HIT)


def decided(verdict: Verdict) -> AlertDecision:
    return AlertDecision(alert="a", verdict=verdict, by=OfficerId("a"), at=AT, reason="Looked at both")


AFTER: dict[AlertState, list[tuple[AlertDecision, ...]]] = {
    AlertState.OPEN: [(), (decided(Verdict.SAME), decided(Verdict.REOPEN))],
    AlertState.TAKEN: [(decided(Verdict.TAKE),), (decided(Verdict.TAKE), decided(Verdict.TAKE))],
    AlertState.DECIDED: [(decided(verdict),) for verdict in (*JUDGEMENTS, Verdict.NOTED)],
}


@pytest.mark.parametrize("state", AlertState)
def test_an_alert_stands_where_its_last_decision_put_it(state: AlertState) -> None:
    for decisions in AFTER[state]:
        assert state_after(decisions) is state


def outcome(kind: AlertKind, verdict: Verdict, state: AlertState) -> str:
    """What the rules say, one line each: the kind first, then where the alert stands."""
    report = kind is AlertKind.REPORT_RECEIVED
    if report and verdict in JUDGEMENTS:
        return "not judged"
    if not report and verdict is Verdict.NOTED:
        return "not noted"
    if verdict is Verdict.REOPEN:
        return "is open" if state is AlertState.OPEN else "fits"
    return "is decided" if state is AlertState.DECIDED else "fits"


@pytest.mark.parametrize(("kind", "verdict", "state"), list(product(AlertKind, Verdict, AlertState)))
def test_every_verdict_fits_or_is_refused_by_kind_and_state(
    kind: AlertKind, verdict: Verdict, state: AlertState
) -> None:
    for decisions in AFTER[state]:
        expected = outcome(kind, verdict, state)
        if expected == "fits":
            check_decision(kind, verdict, after=decisions)
        elif expected.startswith("not"):
            with pytest.raises(InputError, match=expected.removeprefix("not ")):
                check_decision(kind, verdict, after=decisions)
        else:
            with pytest.raises(ConflictError, match=expected):
                check_decision(kind, verdict, after=decisions)


@pytest.mark.parametrize("verdict", [*JUDGEMENTS, Verdict.REOPEN])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_judgement_needs_a_reason(verdict: Verdict, reason: str) -> None:
    with pytest.raises(InputError, match="needs a reason"):
        AlertDecision(alert="a", verdict=verdict, by=OfficerId("a"), at=AT, reason=reason)


@pytest.mark.parametrize("verdict", [Verdict.TAKE, Verdict.NOTED])
def test_taking_and_noting_need_none(verdict: Verdict) -> None:
    assert AlertDecision(alert="a", verdict=verdict, by=OfficerId("a"), at=AT).reason == ""


def test_a_reason_has_an_end() -> None:
    with pytest.raises(InputError, match="longer than 1000"):
        AlertDecision(alert="a", verdict=Verdict.SAME, by=OfficerId("a"), at=AT, reason="x" * 1_001)


@pytest.mark.parametrize(
    ("kind", "score", "seriousness"),
    [
        (AlertKind.LIST_HIT, 849, Seriousness.MEDIUM),
        (AlertKind.LIST_HIT, 850, Seriousness.HIGH),
        (AlertKind.HOLDING_HIT, 849, Seriousness.LOW),
        (AlertKind.HOLDING_HIT, 850, Seriousness.MEDIUM),
        (AlertKind.TRAVELLER_HIT, 849, Seriousness.MEDIUM),
        (AlertKind.TRAVELLER_HIT, 850, Seriousness.HIGH),
        (AlertKind.REPORT_RECEIVED, 1_000, Seriousness.LOW),
    ],
)
def test_how_soon_somebody_should_look(kind: AlertKind, score: int, seriousness: Seriousness) -> None:
    assert seriousness_of(kind, score) is seriousness


def test_a_hit_is_judged_by_name_and_a_report_is_noted() -> None:
    for kind in HITS:
        check_decision(kind, Verdict.SAME, after=())
    check_decision(AlertKind.REPORT_RECEIVED, Verdict.NOTED, after=())
