"""Reports and assertions are kept exactly, and shown to whom their terms allow."""

import pytest

from simpul.core.authority import Level
from simpul.core.errors import ConflictError, InputError
from simpul.core.holding import Change, Direction
from simpul.storage.store import Store
from tests.holdings import NOW, add_report, claim, holds, later, report_of, sight, terms


def test_a_report_comes_back_byte_for_byte(store: Store) -> None:
    claims = (claim("Юсуф Ибрагим"), claim("1971-03", name="birthDate"))
    signed = holds(store, *claims)
    held = store.reports.report(sight(), signed.report.id)
    assert held is not None
    assert held.signed == signed
    assert (held.direction, held.author, held.recorded_at) == (Direction.OWN, "analyst", NOW)
    assert [item.assertion for item in store.reports.assertions_in(sight(), signed.report.id)] == list(claims)


def test_what_is_hidden_and_what_is_absent_are_the_same_answer(store: Store) -> None:
    signed = holds(store, claim(handling=terms(Level.SECRET)), handling=terms(Level.SECRET))
    low = sight(Level.RESTRICTED)
    for report_id in (signed.report.id, "0" * 64, "no id", ""):
        assert store.reports.report(low, report_id) is None
        assert store.reports.assertions_in(low, report_id) == ()
    assert store.reports.count_reports(low, direction=None) == 0
    assert store.reports.reports(low, direction=None, text="meeting", after="", limit=9).items == ()


def test_of_one_report_a_viewer_sees_the_claims_that_its_clearance_reaches(store: Store) -> None:
    low, high = claim("Bahrul"), claim("Santosa", handling=terms(Level.SECRET))
    signed = holds(store, low, high)
    shown = store.reports.assertions_in(sight(Level.RESTRICTED), signed.report.id)
    assert [item.assertion.id for item in shown] == [low.id]


def test_reports_come_latest_first_page_by_page_each_once(store: Store) -> None:
    added = [holds(store, at=later(number // 3)).report.id for number in range(11)]
    seen, after = [], ""
    while True:
        page = store.reports.reports(sight(), direction=Direction.OWN, text="", after=after, limit=4)
        assert len(page.items) <= 4
        seen += [held.signed.report.id for held in page.items]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(added)
    times = [
        held.recorded_at for held in store.reports.reports(sight(), direction=None, text="", after="", limit=99).items
    ]
    assert times == sorted(times, reverse=True)


def test_a_report_is_found_by_the_beginnings_of_words_of_its_title(store: Store) -> None:
    wanted = holds(store, title="Перевод через Harbour Exchange")
    holds(store, title="Nothing of the kind")

    def found(text: str) -> list[str]:
        page = store.reports.reports(sight(), direction=None, text=text, after="", limit=9)
        return [held.signed.report.id for held in page.items]

    assert found("harb EXCH") == found("перев") == found("perev") == [wanted.report.id]
    assert found("arbour") == found("harb nothing") == []


def test_a_report_that_is_held_already_is_a_conflict_and_changes_nothing(store: Store) -> None:
    first = claim()
    signed = holds(store, first)
    other = report_of(first)
    for again in (signed, other):
        with pytest.raises(ConflictError):
            store.ledger.act(lambda tx, again=again: add_report(tx, again, (first,)))  # type: ignore[misc]  # a lambda that binds
    assert store.reports.count_reports(sight(), direction=None) == 1
    assert store.audit_trail.problems()[1] == ()


def test_what_replaces_a_report_is_noted_on_it(store: Store) -> None:
    one, two = holds(store), holds(store)
    later_one = report_of(supersedes=one.report.id)
    store.ledger.act(lambda tx: tx.reports.replace_report(one.report.id, by=later_one.report.id, how=Change.CHANGED))
    store.ledger.act(lambda tx: tx.reports.replace_report(two.report.id, by=later_one.report.id, how=Change.REMOVED))
    first, second = (store.reports.report(sight(), held.report.id) for held in (one, two))
    assert first is not None
    assert second is not None
    assert (first.superseded_by, first.retracted_by) == (later_one.report.id, "")
    assert (second.superseded_by, second.retracted_by) == ("", later_one.report.id)


@pytest.mark.parametrize("after", ["x", "WzFd", "W10", "é", "WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAsIiJd", "bnVsbA"])
def test_a_cursor_that_is_none_is_refused_with_its_place(store: Store, after: str) -> None:
    with pytest.raises(InputError) as refused:
        store.reports.reports(sight(), direction=None, text="", after=after, limit=9)
    assert refused.value.place == "after"


@pytest.mark.parametrize("report_id", ["\x00", "\ud800", "a\x00b"])
def test_an_id_that_no_database_can_hold_is_refused(store: Store, report_id: str) -> None:
    with pytest.raises(InputError):
        store.reports.report(sight(), report_id)
