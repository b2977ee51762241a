"""Alerts: where one stands, which judgement fits where, and what takes effect only with a second officer."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.alert import (
    JUDGEMENTS,
    OWN_PROPOSAL,
    TRUE_MATCHES,
    AlertDecision,
    AlertKind,
    AlertState,
    Effect,
    NeedsTwo,
    Seriousness,
    Verdict,
    check_decision,
    effect_of,
    holder_after,
    judgement_in,
    needs_two,
    proposal_in,
    seriousness_of,
    settled_at,
    state_after,
)
from simpul.core.authority import OfficerId
from simpul.core.errors import ConflictError, InputError, RefusedError
from tests.records import AT

AMONG_HOLDINGS = (AlertKind.HOLDING_HIT, AlertKind.PAYMENT_HIT)
HITS = (AlertKind.LIST_HIT, AlertKind.HOLDING_HIT, AlertKind.TRAVELLER_HIT)
FIRST, SECOND = OfficerId("first"), OfficerId("second")


def decided(verdict: Verdict, by: OfficerId = FIRST, effect: Effect = Effect.AT_ONCE) -> AlertDecision:
    return AlertDecision(alert="a", verdict=verdict, by=by, at=AT, reason="Looked at both", effect=effect)


def proposed(verdict: Verdict = Verdict.SAME, by: OfficerId = FIRST) -> AlertDecision:
    return decided(verdict, by, Effect.SECOND_OFFICER)


AFTER: dict[AlertState, list[tuple[AlertDecision, ...]]] = {
    AlertState.OPEN: [
        (),
        (decided(Verdict.SAME), decided(Verdict.REOPEN)),
        (proposed(), decided(Verdict.REFUSE, SECOND)),
        (proposed(), decided(Verdict.REOPEN)),
    ],
    AlertState.TAKEN: [(decided(Verdict.TAKE),), (decided(Verdict.TAKE), decided(Verdict.TAKE))],
    AlertState.PROPOSED: [(proposed(verdict),) for verdict in JUDGEMENTS],
    AlertState.DECIDED: [
        *((decided(verdict),) for verdict in (*JUDGEMENTS, Verdict.NOTED)),
        (proposed(), decided(Verdict.CONFIRM, SECOND)),
    ],
}


@pytest.mark.parametrize("state", AlertState)
def test_an_alert_stands_where_its_last_decision_put_it(state: AlertState) -> None:
    for decisions in AFTER[state]:
        assert state_after(decisions) is state


def outcome(kind: AlertKind, verdict: Verdict, state: AlertState) -> str:
    """What the rules say of a second officer's verdict, one line each: the kind first, then where the alert stands."""
    report = kind in (AlertKind.REPORT_RECEIVED, AlertKind.PAYMENT_PATTERN)
    if report and verdict in JUDGEMENTS:
        return "not judged"
    if not report and verdict is Verdict.NOTED:
        return "not noted"
    if verdict in (Verdict.CONFIRM, Verdict.REFUSE):
        return "fits" if state is AlertState.PROPOSED else "nothing here waits"
    if verdict is Verdict.REOPEN:
        return "is open" if state is AlertState.OPEN else "fits"
    return {AlertState.DECIDED: "is decided", AlertState.PROPOSED: "waits for a second"}.get(state, "fits")


@pytest.mark.parametrize(("kind", "verdict", "state"), list(product(AlertKind, Verdict, AlertState)))
def test_every_verdict_fits_or_is_refused_by_kind_and_state(
    kind: AlertKind, verdict: Verdict, state: AlertState
) -> None:
    for decisions in AFTER[state]:
        expected = outcome(kind, verdict, state)
        if expected == "fits":
            check_decision(kind, verdict, by=SECOND, after=decisions)
        elif expected.startswith("not "):
            with pytest.raises(InputError, match=expected.removeprefix("not ")):
                check_decision(kind, verdict, by=SECOND, after=decisions)
        else:
            with pytest.raises(ConflictError, match=expected):
                check_decision(kind, verdict, by=SECOND, after=decisions)


@pytest.mark.parametrize("verdict", [*sorted(JUDGEMENTS), Verdict.REOPEN, Verdict.REFUSE])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_judgement_needs_a_reason(verdict: Verdict, reason: str) -> None:
    with pytest.raises(InputError, match="needs a reason"):
        AlertDecision(alert="a", verdict=verdict, by=FIRST, at=AT, reason=reason)


@pytest.mark.parametrize("verdict", [Verdict.TAKE, Verdict.NOTED, Verdict.CONFIRM])
def test_taking_noting_and_confirming_need_none(verdict: Verdict) -> None:
    assert AlertDecision(alert="a", verdict=verdict, by=FIRST, at=AT).reason == ""


def test_a_reason_has_an_end() -> None:
    with pytest.raises(InputError, match="longer than 1000"):
        AlertDecision(alert="a", verdict=Verdict.SAME, by=FIRST, at=AT, reason="x" * 1_001)


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - JUDGEMENTS))
def test_only_a_judgement_waits_for_a_second_officer(verdict: Verdict) -> None:
    with pytest.raises(InputError, match="only a judgement waits"):
        decided(verdict, effect=Effect.SECOND_OFFICER)


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
        check_decision(kind, Verdict.SAME, by=FIRST, after=())
    check_decision(AlertKind.REPORT_RECEIVED, Verdict.NOTED, by=FIRST, after=())


# --- two officers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.REFUSE])
def test_nobody_settles_what_he_or_she_proposed(verdict: Verdict) -> None:
    with pytest.raises(RefusedError) as refused:
        check_decision(AlertKind.LIST_HIT, verdict, by=FIRST, after=(proposed(),))
    assert refused.value.grounds == (OWN_PROPOSAL,)
    check_decision(AlertKind.LIST_HIT, verdict, by=SECOND, after=(proposed(),))


def test_who_proposed_may_take_it_back_and_so_may_another() -> None:
    for officer in (FIRST, SECOND):
        check_decision(AlertKind.LIST_HIT, Verdict.REOPEN, by=officer, after=(proposed(),))


def test_a_true_match_on_a_list_or_of_a_traveller_needs_two_unless_the_node_says_otherwise() -> None:
    waits = {
        (kind, verdict)
        for kind, verdict in product(AlertKind, Verdict)
        if effect_of(kind, verdict, needing_two=TRUE_MATCHES) is Effect.SECOND_OFFICER
    }
    assert waits == {(AlertKind.LIST_HIT, Verdict.SAME), (AlertKind.TRAVELLER_HIT, Verdict.SAME)}
    assert effect_of(AlertKind.LIST_HIT, Verdict.SAME, needing_two=()) is Effect.AT_ONCE


def test_what_needs_two_is_read_from_words() -> None:
    said = "list-hit:same holding-hit:different list-hit:same"
    assert needs_two(said) == (
        NeedsTwo(kind=AlertKind.LIST_HIT, verdict=Verdict.SAME),
        NeedsTwo(kind=AlertKind.HOLDING_HIT, verdict=Verdict.DIFFERENT),
    )
    assert needs_two("  ") == ()


@pytest.mark.parametrize("said", ["list-hit", "list-hit:take", "report-received:noted", "lists:same", "list-hit:"])
def test_what_is_no_judgement_on_a_hit_cannot_need_two(said: str) -> None:
    with pytest.raises(InputError, match="judgement"):
        needs_two(said)


def test_a_proposal_is_no_judgement_until_it_is_confirmed() -> None:
    waiting = (decided(Verdict.TAKE), proposed())
    assert judgement_in(waiting) is None
    assert settled_at(waiting) is None
    assert proposal_in(waiting) == proposed()
    confirmed = (*waiting, decided(Verdict.CONFIRM, SECOND))
    assert judgement_in(confirmed) == proposed()
    assert settled_at(confirmed) == AT
    assert proposal_in(confirmed) is None
    assert holder_after(confirmed) == FIRST


def test_an_alert_belongs_to_who_took_it_or_judged_it_and_an_open_one_to_nobody() -> None:
    assert holder_after(()) == ""
    assert holder_after((decided(Verdict.TAKE, SECOND),)) == SECOND
    assert holder_after((decided(Verdict.TAKE, SECOND), proposed())) == FIRST
    assert holder_after((proposed(), decided(Verdict.REFUSE, SECOND))) == ""


acts = st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from([FIRST, SECOND, OfficerId("third")])), max_size=12)


@given(st.sampled_from(AlertKind), acts)
def test_whatever_is_tried_no_true_match_takes_effect_through_one_officer(
    kind: AlertKind, tried: list[tuple[Verdict, OfficerId]]
) -> None:
    made: list[AlertDecision] = []
    for verdict, by in tried:
        try:
            check_decision(kind, verdict, by=by, after=made)
        except (InputError, ConflictError, RefusedError):
            continue
        made.append(decided(verdict, by, effect_of(kind, verdict, needing_two=TRUE_MATCHES)))
        judgement = judgement_in(made)
        if judgement is not None and judgement.verdict is Verdict.SAME and kind not in AMONG_HOLDINGS:
            assert made[-1].verdict is Verdict.CONFIRM
            assert made[-1].by != judgement.by
        if proposal_in(made) is not None:
            assert state_after(made) is AlertState.PROPOSED


@given(st.sampled_from(AlertKind), acts)
def test_from_wherever_an_alert_stands_one_word_opens_it_again(
    kind: AlertKind, tried: list[tuple[Verdict, OfficerId]]
) -> None:
    made: list[AlertDecision] = []
    for verdict, by in tried:
        try:
            check_decision(kind, verdict, by=by, after=made)
        except (InputError, ConflictError, RefusedError):
            continue
        made.append(decided(verdict, by, effect_of(kind, verdict, needing_two=TRUE_MATCHES)))
    if state_after(made) is not AlertState.OPEN:
        check_decision(kind, Verdict.REOPEN, by=SECOND, after=made)
        assert state_after([*made, decided(Verdict.REOPEN, SECOND)]) is AlertState.OPEN
