"""Which audiences a viewer may see is what `decide` says now, however much of it is remembered."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.authority import AuthorityId, Level, Role, Sight
from simpul.core.errors import TamperedError
from simpul.core.handling import Action, Context, Handling, decide
from simpul.storage.audiences import Audiences, next_change
from simpul.storage.bodies import decoded
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.holdings import NOW, THEM, add_report, claim, holds, later, report_of, sight, terms
from tests.stores import US

SHORT = terms(originator=THEM, releasable_to=(US,), expires_at=later(10))
KEPT = terms(retain_until=date(2026, 3, 2))


def seen(store: Store, at: datetime) -> int:
    return store.reports.count_reports(sight(at=at), direction=None)


def test_what_expires_is_gone_at_that_moment_and_not_before(store: Store) -> None:
    holds(store, handling=SHORT)
    assert [seen(store, later(minutes)) for minutes in (0, 9, 10, 11, 9)] == [1, 1, 0, 0, 1]


def test_what_may_be_kept_until_a_day_is_gone_on_the_next(store: Store) -> None:
    holds(store, handling=KEPT)
    midnight = datetime(2026, 3, 3, tzinfo=NOW.tzinfo)
    moments = [NOW, midnight - timedelta(microseconds=1), midnight, NOW]
    assert [seen(store, at) for at in moments] == [1, 1, 0, 1]
    east = midnight.astimezone(timezone(timedelta(hours=9)))
    assert [seen(store, at) for at in (east - timedelta(seconds=1), east)] == [1, 0]


def test_terms_that_last_as_long_as_there_are_dates_are_no_trouble(store: Store) -> None:
    holds(store, handling=terms(retain_until=date.max))
    assert seen(store, NOW) == 1


def test_new_terms_are_seen_by_whoever_looked_before(store: Store) -> None:
    counts = []
    for number in range(4):
        counts.append(seen(store, NOW))
        holds(store, handling=terms(caveat=f"caveat {number}"))
    assert [*counts, seen(store, NOW)] == [0, 1, 2, 3, 4]


def test_a_viewer_is_not_taken_for_another(store: Store) -> None:
    holds(store, handling=terms(Level.SECRET))
    assert seen(store, NOW) == 1
    assert store.reports.count_reports(sight(Level.CONFIDENTIAL), direction=None) == 0
    assert store.reports.count_reports(sight(authority=THEM), direction=None) == 0
    administrator = Sight(viewer=replace(sight().viewer, roles=(Role.ADMINISTRATOR,)), at=NOW)
    assert store.reports.count_reports(administrator, direction=None) == 0


def test_thousands_of_audiences_fit_into_a_query(store: Store) -> None:
    def work(tx: SqlTransaction) -> None:
        for number in range(3_000):
            add_report(tx, report_of(handling=terms(caveat=f"caveat {number}", expires_at=later(number + 1))))

    store.ledger.act(work)
    assert seen(store, NOW) == 3_000
    assert seen(store, later(1_000)) == 3_000
    page = store.reports.reports(sight(), direction=None, text="meeting", after="", limit=200)
    assert len(page.items) == 200
    assert page.after


def test_a_row_that_was_put_under_other_terms_is_told_and_not_shown(store: Store) -> None:
    item = claim("Bahrul", handling=terms(Level.SECRET))
    signed = holds(store, item, handling=terms(Level.SECRET))
    holds(store, claim("Dewi"))
    move = "UPDATE report SET audience = (SELECT max(id) FROM audience); "
    also = "UPDATE assertion SET audience = (SELECT max(id) FROM audience); "
    words = "UPDATE subject_word SET audience = (SELECT max(id) FROM audience)"
    for statement in (move, also, words):
        store.ledger.act(lambda tx: tx.audit._writing.connection.exec_driver_sql(statement))  # noqa: B023  runs at once
    low = sight(Level.RESTRICTED)
    with pytest.raises(TamperedError, match="terms that are not its own"):
        store.reports.report(low, signed.report.id)
    with pytest.raises(TamperedError):
        store.reports.assertions_in(low, signed.report.id)
    with pytest.raises(TamperedError):
        store.subjects.subjects(low, text="bah", after="", limit=9)
    with pytest.raises(TamperedError):
        store.reports.reports(low, direction=None, text="", after="", limit=9)


TERMS = st.builds(
    terms,
    level=st.sampled_from(Level),
    originator=st.sampled_from((US, THEM)),
    releasable_to=st.sampled_from(((), (US,), (AuthorityId("XC-FIU"),))),
    expires_at=st.none() | st.integers(-3, 3).map(later),
    retain_until=st.none() | st.sampled_from((date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2))),
)
MOMENTS = st.integers(-5, 5).map(later) | st.integers(-40, 40).map(lambda hours: NOW + timedelta(hours=hours))
LOOKS = st.lists(st.tuples(st.sampled_from(Level), MOMENTS, st.lists(TERMS, max_size=3)), min_size=1, max_size=12)


@settings(max_examples=200)
@given(looks=LOOKS)
def test_what_is_remembered_is_what_would_be_decided(looks: list[tuple[Level, datetime, list[Handling]]]) -> None:
    audiences = Audiences()
    for clearance, at, added in looks:
        for each in added:
            audiences._terms[len(audiences._order) + 1] = each
            audiences._order.append(len(audiences._order) + 1)
        viewer = sight(clearance, at=at)
        right = [
            number
            for number, each in audiences._terms.items()
            if decide(viewer.viewer, Action.READ, each, Context(at=at)).allowed
        ]
        listed = decoded(list[int], audiences.visible_to(viewer, Action.READ).encode(), row="listed")
        assert sorted(listed) == right


@given(each=TERMS, at=MOMENTS, minutes=st.integers(0, 5_000))
def test_no_answer_changes_before_the_moment_that_is_given(each: Handling, at: datetime, minutes: int) -> None:
    until = next_change([each], at)
    between = min(at + timedelta(minutes=minutes), until - timedelta(microseconds=1))
    for clearance in Level:
        viewer = sight(clearance).viewer
        before = decide(viewer, Action.READ, each, Context(at=at))
        assert decide(viewer, Action.READ, each, Context(at=max(between, at))) == before
