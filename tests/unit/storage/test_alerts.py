"""Alerts stand once for a pair under the same terms, the serious first, for those who may see them."""

from datetime import timedelta

import pytest

from simpul.core.alert import Alert, AlertDecision, AlertKind, AlertState, Effect, Seriousness, Verdict
from simpul.core.authority import Level, OfficerId
from simpul.core.errors import ConflictError
from simpul.core.holding import EVERY_ALERT, AlertFilter
from simpul.storage.store import Store
from tests.holdings import NOW, alert_of, later, sight, terms


def decision(alert: str, verdict: Verdict) -> AlertDecision:
    return AlertDecision(alert=alert, verdict=verdict, by=OfficerId("analyst"), at=NOW, reason="the same date")


def test_an_alert_for_the_same_pair_under_the_same_terms_stands_once(store: Store) -> None:
    first = alert_of()
    turned = alert_of(subject=first.against, against=first.subject)
    stricter = alert_of(subject=first.subject, handling=terms(Level.SECRET))
    added = [store.ledger.act(lambda tx, alert=alert: tx.alerts.add(alert)) for alert in (first, turned, stricter)]  # type: ignore[misc]  # a lambda that binds
    assert added == [True, False, True]
    assert store.alerts.count_alerts(sight(), chosen=EVERY_ALERT) == 2
    assert store.alerts.count_alerts(sight(Level.RESTRICTED), chosen=EVERY_ALERT) == 1


def test_the_serious_come_before_the_less_serious_and_then_the_latest(store: Store) -> None:
    wanted = [
        alert_of(seriousness=Seriousness.HIGH, raised_at=later(1)),
        alert_of(seriousness=Seriousness.HIGH),
        alert_of(seriousness=Seriousness.MEDIUM, raised_at=later(3)),
        alert_of(seriousness=Seriousness.LOW, raised_at=later(2)),
    ]
    store.ledger.act(lambda tx: [tx.alerts.add(alert) for alert in reversed(wanted)])
    seen, after = [], ""
    while True:
        page = store.alerts.alerts(sight(), chosen=EVERY_ALERT, after=after, limit=1)
        seen += [held.alert for held in page.items]
        after = page.after
        if not after:
            break
    assert seen == wanted


def test_an_alert_comes_back_with_its_decisions_and_its_state(store: Store) -> None:
    alert, other = alert_of(), alert_of()
    store.ledger.act(lambda tx: (tx.alerts.add(alert), tx.alerts.add(other)))
    store.ledger.act(lambda tx: tx.alerts.decide(decision(alert.id, Verdict.TAKE)))
    store.ledger.act(lambda tx: tx.alerts.decide(decision(alert.id, Verdict.DIFFERENT)))
    held = store.alerts.alert(sight(), alert.id)
    assert held is not None
    assert held.alert == alert
    assert [made.verdict for made in held.decisions] == [Verdict.TAKE, Verdict.DIFFERENT]
    assert held == store.ledger.act(lambda tx: tx.alerts.find(alert.id))
    decided = store.alerts.alerts(sight(), chosen=AlertFilter(state=AlertState.DECIDED), after="", limit=9).items
    assert [each.alert.id for each in decided] == [alert.id]
    assert store.alerts.count_alerts(sight(), chosen=AlertFilter(state=AlertState.OPEN)) == 1


def test_a_decision_needs_its_alert(store: Store) -> None:
    with pytest.raises(ConflictError, match="no such alert"):
        store.ledger.act(lambda tx: tx.alerts.decide(decision("0" * 32, Verdict.TAKE)))


def test_a_hidden_alert_is_not_there(store: Store) -> None:
    alert = alert_of(handling=terms(Level.SECRET))
    store.ledger.act(lambda tx: tx.alerts.add(alert))
    low = sight(Level.RESTRICTED)
    assert store.alerts.alert(low, alert.id) is None
    assert store.alerts.alerts(low, chosen=AlertFilter(state=AlertState.OPEN), after="", limit=9).items == ()
    assert store.ledger.act(lambda tx: tx.alerts.find("0" * 32)) is None


def add(store: Store, *alerts: Alert) -> list[bool]:
    return store.ledger.act(lambda tx: [tx.alerts.add(alert) for alert in alerts])


def test_a_pair_is_two_profiles_and_comes_anew_only_after_the_alert_it_names(store: Store) -> None:
    pair = {"subject": "a" * 32, "profiles": (f"{'a' * 32}/1", "list:XZ:Z.001")}
    first = alert_of(**pair)
    again, unasked = alert_of(**pair, earlier=first.id), alert_of(**pair)
    other = alert_of(subject="a" * 32, profiles=(f"{'a' * 32}/2", "list:XZ:Z.001"))
    assert add(store, first, unasked, other, again, again) == [True, False, True, True, False]
    latest = store.ledger.act(lambda tx: tx.alerts.latest(unasked))
    assert latest is not None
    assert latest.alert == again


def test_an_alert_from_before_pairs_were_kept_stands_for_its_pair(store: Store) -> None:
    first = alert_of()
    assert add(store, first, alert_of(subject=first.subject, profiles=(f"{first.subject}/1", first.against))) == [
        True,
        False,
    ]


def test_alerts_are_asked_for_by_state_kind_list_holder_and_words(store: Store) -> None:
    listed = alert_of(caption="Sari Wulan / Sari W.")
    held = alert_of(kind=AlertKind.HOLDING_HIT, against="b" * 32, seriousness=Seriousness.LOW)
    hidden = alert_of(caption="Sari Wulan / Sari W.", handling=terms(Level.SECRET), against="list:XY:Y.001")
    add(store, listed, held, hidden)
    store.ledger.act(lambda tx: tx.alerts.decide(decision(held.id, Verdict.TAKE)))
    low = sight(Level.RESTRICTED)

    def asked(**chosen: object) -> list[str]:
        wanted = AlertFilter(**chosen)  # type: ignore[arg-type]  # the names of its own fields
        page = store.alerts.alerts(low, chosen=wanted, after="", limit=9)
        assert store.alerts.count_alerts(low, chosen=wanted) == len(page.items)
        return [each.alert.id for each in page.items]

    assert asked() == [listed.id, held.id]
    assert asked(state=AlertState.TAKEN) == [held.id]
    assert asked(kind=AlertKind.LIST_HIT) == [listed.id]
    assert asked(list_id="XZ") == [listed.id]
    assert asked(holder="analyst") == [held.id]
    assert asked(text="wul sar") == [listed.id]
    assert asked(text="nobody") == []
    assert store.alerts.lists_hit(low) == ("XZ",)
    assert store.alerts.lists_hit(sight()) == ("XY", "XZ")


def test_alerts_on_one_subject_stand_together_the_most_serious_subject_first(store: Store) -> None:
    grave = alert_of(raised_at=later(1))
    beside = alert_of(subject=grave.subject, against="list:XY:Y.001", seriousness=Seriousness.MEDIUM)
    hidden = alert_of(subject=grave.subject, against="list:XX:X.001", handling=terms(Level.SECRET))
    alone = alert_of(raised_at=later(2), seriousness=Seriousness.MEDIUM)
    add(store, alone, beside, hidden, grave)
    low, found, after = sight(Level.RESTRICTED), [], ""
    while True:
        page = store.alerts.proposals(low, chosen=EVERY_ALERT, after=after, limit=1)
        found += [[held.alert.id for held in proposal.alerts] for proposal in page.items]
        after = page.after
        if not after:
            break
    assert found == [[grave.id, beside.id], [alone.id]]
    about = store.alerts.about(low, grave.subject)
    assert [held.alert.id for held in about.alerts] == [grave.id, beside.id]
    assert about.more == 0


def test_many_alerts_on_one_subject_are_counted_and_not_all_shown(store: Store) -> None:
    subject = "a" * 32
    add(store, *(alert_of(subject=subject, against=f"list:XZ:Z.{number:03}") for number in range(30)))
    (proposal,) = store.alerts.proposals(sight(), chosen=EVERY_ALERT, after="", limit=9).items
    assert (len(proposal.alerts), proposal.more) == (25, 5)


def test_how_hits_fared_is_told_of_those_that_may_be_seen(store: Store) -> None:
    judged = alert_of(script="latin", countries=("XA", "XB"))
    waiting = alert_of(script="arabic", raised_at=later(1))
    add(store, judged, waiting, alert_of(handling=terms(Level.SECRET)), alert_of(kind=AlertKind.REPORT_RECEIVED))
    store.ledger.act(lambda tx: tx.alerts.decide(decision(judged.id, Verdict.DIFFERENT)))
    first, second = sorted(store.alerts.fates(sight(Level.RESTRICTED), since=NOW), key=lambda fate: fate.raised_at)
    assert (first.verdict, first.decided_at, first.script, first.countries) == (
        Verdict.DIFFERENT,
        NOW,
        "latin",
        ("XA", "XB"),
    )
    assert (second.verdict, second.decided_at, second.script) == (None, None, "arabic")
    assert len(store.alerts.fates(sight(Level.RESTRICTED), since=later(1))) == 1


def test_a_proposal_settles_when_it_is_confirmed(store: Store) -> None:
    alert = alert_of()
    add(store, alert)
    first = AlertDecision(
        alert=alert.id,
        verdict=Verdict.SAME,
        by=OfficerId("analyst"),
        at=NOW,
        reason="the same date",
        effect=Effect.SECOND_OFFICER,
    )
    store.ledger.act(lambda tx: tx.alerts.decide(first))
    assert store.alerts.count_alerts(sight(), chosen=AlertFilter(state=AlertState.PROPOSED)) == 1
    assert store.alerts.fates(sight(), since=NOW)[0].decided_at is None
    second = AlertDecision(alert=alert.id, verdict=Verdict.CONFIRM, by=OfficerId("second"), at=later(5))
    store.ledger.act(lambda tx: tx.alerts.decide(second))
    (fate,) = store.alerts.fates(sight(), since=NOW)
    assert (fate.verdict, fate.decided_at) == (Verdict.SAME, later(5))
    assert store.alerts.count_alerts(sight(), chosen=AlertFilter(holder="analyst")) == 1


def test_that_a_judgement_was_used_is_noted_once_in_a_while(store: Store) -> None:
    alert = alert_of()
    add(store, alert)
    day = timedelta(days=1)
    noted = [
        store.ledger.act(lambda tx, at=at: tx.alerts.note_use(alert.id, at=at, unless_since=at - day))  # type: ignore[misc]  # a lambda that binds
        for at in (NOW, later(30), NOW + day + timedelta(seconds=1))
    ]
    assert noted == [True, False, True]
