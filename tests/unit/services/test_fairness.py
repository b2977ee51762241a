"""How often ordinary people would raise an alert like one: by what was compared, and on how large a list."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simpul.core.alert import Alert, AlertKind, Evidence, Seriousness
from simpul.core.fairness import FalseAlarms, Share
from simpul.core.ordinary import Known, Reached
from simpul.engines.screening.calibration import OneIn, OrdinaryScores
from simpul.services.fairness import Fairness
from simpul.storage.store import Store
from tests.holdings import alert_of
from tests.stores import opened, sqlite_place

SHIPPED = FalseAlarms(
    tolerated=0.01, threshold=0.6, entries=5_000, overall=Share(part=10, whole=1_000), by_script=(), by_origin=()
)
ROWS = (
    Reached(known=Known.NAME, entries=1_000, score=0.5, people=10_000, reached=500),
    Reached(known=Known.NAME, entries=1_000, score=0.7, people=10_000, reached=25),
    Reached(known=Known.ALL, entries=1_000, score=0.5, people=10_000, reached=100),
)
NAMES = (Evidence(code="word-exact", arguments=("santosa",), weight=40), Evidence(code="birth-date-missing"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = opened(sqlite_place(tmp_path))
    yield made
    made.close()


def fairness(store: Store, *rows: Reached) -> Fairness:
    return Fairness(alerts=store.alerts, own=None, shipped=SHIPPED, ordinary=OrdinaryScores(rows))


def hit(score: int, *evidence: Evidence) -> Alert:
    plain = alert_of(kind=AlertKind.LIST_HIT, seriousness=Seriousness.LOW)
    return replace(plain, score=score, evidence=(*NAMES, *evidence))


def test_an_alert_on_a_name_alone_is_weighed_against_names_alone(store: Store) -> None:
    told = fairness(store, *ROWS)
    assert told.one_in(hit(520), entries=1_000) == OneIn(people=20, is_at_least=False)
    assert told.one_in(hit(720), entries=1_000) == OneIn(people=400, is_at_least=False)


def test_an_alert_with_more_than_names_is_weighed_against_people_of_whom_as_much_is_known(store: Store) -> None:
    told = fairness(store, *ROWS)
    agreeing = hit(520, Evidence(code="birth-date-agrees", weight=25))
    assert told.one_in(agreeing, entries=1_000) == OneIn(people=100, is_at_least=False)


def test_where_nothing_was_measured_nothing_is_said(store: Store) -> None:
    assert fairness(store).one_in(hit(520), entries=1_000) is None
    assert fairness(store, *ROWS).one_in(hit(520), entries=0) is None
    by_name = fairness(store, *ROWS[:2])
    assert by_name.one_in(hit(520, Evidence(code="country-differs", weight=-20)), entries=1_000) is None
