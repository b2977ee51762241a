"""Alerts stand once for a pair under the same terms, the serious first, for those who may see them."""

import pytest

from simpul.core.alert import AlertDecision, AlertState, Seriousness, Verdict
from simpul.core.authority import Level, OfficerId
from simpul.core.errors import ConflictError
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
    assert store.alerts.count_alerts(sight(), state=None) == 2
    assert store.alerts.count_alerts(sight(Level.RESTRICTED), state=None) == 1


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
        page = store.alerts.alerts(sight(), state=None, after=after, limit=1)
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
    decided = store.alerts.alerts(sight(), state=AlertState.DECIDED, after="", limit=9).items
    assert [each.alert.id for each in decided] == [alert.id]
    assert store.alerts.count_alerts(sight(), state=AlertState.OPEN) == 1


def test_a_decision_needs_its_alert(store: Store) -> None:
    with pytest.raises(ConflictError, match="no such alert"):
        store.ledger.act(lambda tx: tx.alerts.decide(decision("0" * 32, Verdict.TAKE)))


def test_a_hidden_alert_is_not_there(store: Store) -> None:
    alert = alert_of(handling=terms(Level.SECRET))
    store.ledger.act(lambda tx: tx.alerts.add(alert))
    low = sight(Level.RESTRICTED)
    assert store.alerts.alert(low, alert.id) is None
    assert store.alerts.alerts(low, state=AlertState.OPEN, after="", limit=9).items == ()
    assert store.ledger.act(lambda tx: tx.alerts.find("0" * 32)) is None
