"""Two worlds that differ only in what a viewer may not see give that viewer the same answers, byte for byte."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.alert import MatchDecision, Verdict
from simpul.core.authority import AuthorityId, Level, OfficerId, Sight
from simpul.core.draft import Claim, ReportDraft
from simpul.core.handling import Handling
from simpul.core.holding import Change, Direction
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.answers import Known, answers
from tests.holdings import GRADING, NOW, THEM, alert_of, chance, claim, entry_of, import_of, report_of, sight, terms
from tests.stores import POSTGRESQL, SQLITE, opened, postgresql_place, sqlite_place

LOW = sight(Level.CONFIDENTIAL)
WORDS = ("Bahrul", "Abu Harb", "Зарина", "Harb Zubair", "!")
SUBJECTS = tuple(chance() for _ in range(3))
PAIRS = tuple(chance() for _ in range(3))

SEEN = (
    terms(),
    terms(Level.CONFIDENTIAL, caveat="one of several"),
    terms(originator=THEM, releasable_to=(AuthorityId("XA-NCTC"),)),
)
HIDDEN = (
    terms(Level.SECRET),
    terms(originator=THEM, releasable_to=(AuthorityId("XC-FIU"),)),
    terms(originator=THEM, releasable_to=(AuthorityId("XA-NCTC"),), purposes=()),
    terms(originator=THEM, releasable_to=(AuthorityId("XA-NCTC"),), expires_at=NOW - timedelta(minutes=1)),
    terms(retain_until=date(2026, 2, 1)),
    terms(edition="handling/9"),
)

Work = Callable[[SqlTransaction], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens: in the world with everything, and in the world without what is hidden."""

    whole: Work | None
    without: Work | None
    known: Known


@st.composite
def handlings(draw: st.DrawFn) -> tuple[Handling, bool]:
    """Draw terms, and whether they are hidden."""
    hidden = draw(st.booleans())
    return draw(st.sampled_from(HIDDEN if hidden else SEEN)), hidden


@st.composite
def reports(draw: st.DrawFn) -> Event:
    """Draw a report with claims, each under terms of its own."""
    (handling, hidden), at = draw(handlings()), NOW + timedelta(minutes=draw(st.integers(0, 2)))
    drawn = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SUBJECTS), handlings()), max_size=4))
    claims = [(claim(word, subject=subject, handling=own), covert) for word, subject, (own, covert) in drawn]
    signed = report_of(*(item for item, _ in claims), title=draw(st.sampled_from(WORDS)), handling=handling)
    direction = draw(st.sampled_from(Direction))

    def add(tx: SqlTransaction, *, all_of_it: bool) -> None:
        kept = [item for item, covert in claims if all_of_it or not covert]
        tx.reports.add(signed, kept, direction=direction, author="", at=at)

    # A claim does not stand without its report: what is visible of a hidden report is in both worlds.
    visible_claims = any(not covert for _, covert in claims)
    return Event(
        whole=lambda tx: add(tx, all_of_it=True),
        without=None if hidden and not visible_claims else lambda tx: add(tx, all_of_it=False),
        known=Known(reports=[signed.report.id]),
    )


@st.composite
def alerts(draw: st.DrawFn) -> Event:
    """Draw an alert on one of few pairs, and a judgement on the same pair."""
    handling, hidden = draw(handlings())
    left, right = draw(st.sampled_from(PAIRS)), draw(st.sampled_from(SUBJECTS))
    alert = alert_of(subject=left, against=right, handling=handling, score=draw(st.integers(0, 1_000)))
    match = MatchDecision(
        id=chance(),
        left=right,
        right=left,
        judgement=Verdict.SAME,
        by=OfficerId("analyst"),
        at=NOW,
        reason="the same date",
        handling=handling,
    )

    def add(tx: SqlTransaction) -> None:
        tx.alerts.add(alert)
        tx.alerts.add_match(match)

    return Event(whole=add, without=None if hidden else add, known=Known(alerts=[alert.id]))


@st.composite
def editions(draw: st.DrawFn) -> Event:
    """Draw an edition of a list whose entries are under different terms, some of which leave again."""
    done, numbers = (
        import_of(draw(st.sampled_from(("XZ", "XY"))), at=NOW + timedelta(minutes=draw(st.integers(0, 9)))),
        count(1),
    )
    drawn = draw(st.lists(st.tuples(st.sampled_from(WORDS), handlings()), max_size=4))
    entries = [
        (entry_of(f"{done.id[:6]}.{next(numbers)}", word, list_id=done.list_id, handling=own), covert)
        for word, (own, covert) in drawn
    ]
    left = import_of(done.list_id, at=done.imported_at + timedelta(minutes=10))
    leaving = draw(st.booleans())

    def add(tx: SqlTransaction, *, all_of_it: bool) -> None:
        kept = [held for held, covert in entries if all_of_it or not covert]
        tx.lists.add_import(done)
        tx.lists.put(kept, list_id=done.list_id, import_id=done.id, how=Change.ADDED)
        if leaving and kept:
            tx.lists.add_import(left)
            references = [held.entry.reference for held in kept]
            tx.lists.leave(references, list_id=done.list_id, import_id=left.id, on="2026-02-02")

    nothing_visible = bool(entries) and all(covert for _, covert in entries)
    return Event(
        whole=lambda tx: add(tx, all_of_it=True),
        without=None if nothing_visible else lambda tx: add(tx, all_of_it=False),
        known=Known(imports=[done.id, left.id], entries=[(done.list_id, held.entry.reference) for held, _ in entries]),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Event:
    """Draw a draft with a claim that may be under stricter terms than the draft."""
    kept, level = chance(), draw(st.sampled_from((Level.RESTRICTED, Level.SECRET)))
    own = Claim(subject=SUBJECTS[0], schema=Schema.PERSON, property="name", value="Bahrul", handling=terms(level))
    draft = ReportDraft(
        kind=ReportKind.INFORMATION,
        title=draw(st.sampled_from(WORDS)),
        summary="",
        grading=GRADING,
        handling=terms(),
        claims=(own,),
    )

    def save(tx: SqlTransaction) -> None:
        tx.drafts.save(kept, draft, author=OfficerId("analyst"), at=NOW)

    return Event(whole=save, without=None if level is Level.SECRET else save, known=Known(drafts=[kept]))


def together(events: list[Event]) -> Known:
    """Give all that is known of the events, and something that never was."""
    return Known(
        reports=[*(each for event in events for each in event.known.reports), "0" * 64],
        subjects=[*SUBJECTS, *PAIRS, "0" * 32],
        alerts=[*(each for event in events for each in event.known.alerts), "0" * 32],
        drafts=[*(each for event in events for each in event.known.drafts), "0" * 32],
        imports=[*(each for event in events for each in event.known.imports), "0" * 32],
        entries=[*(each for event in events for each in event.known.entries), ("XZ", "none")],
    )


@contextmanager
def empty_store(database: str, folder: Path) -> Iterator[Store]:
    """Open a store of its own for one example."""
    if database == SQLITE:
        store = opened(sqlite_place(folder))
        yield store
        store.close()
        return
    with postgresql_place() as address:
        store = opened(address)
        yield store
        store.close()


def told_in_both_worlds(database: str, folder: Path, events: list[Event], viewer: Sight) -> list[dict[str, object]]:
    """Let the events happen in both worlds, and give what the viewer is told in each."""
    known = together(events)
    told = []
    for world in ("whole", "without"):
        with empty_store(database, folder) as store:
            for event in events:
                work = event.whole if world == "whole" else event.without
                if work is not None:
                    store.ledger.act(work)
            told.append(answers(store, viewer, known))
    return told


EVENTS = st.lists(st.one_of(reports(), reports(), alerts(), editions(), drafts()), min_size=1, max_size=12)


@settings(max_examples=40)
@given(events=EVENTS)
def test_what_is_hidden_changes_no_answer_on_sqlite(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    whole, without = told_in_both_worlds(SQLITE, tmp_path_factory.mktemp("worlds"), events, LOW)
    assert whole == without


@pytest.mark.postgres
@settings(max_examples=8)
@given(events=EVENTS)
@pytest.mark.usefixtures("postgresql_server")
def test_what_is_hidden_changes_no_answer_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    whole, without = told_in_both_worlds(POSTGRESQL, tmp_path_factory.mktemp("worlds"), events, LOW)
    assert whole == without


def test_the_comparison_finds_a_difference_for_a_viewer_who_may_see(tmp_path: Path) -> None:
    """The control of the two tests above: the same worlds are told apart by whoever may see what they differ in."""
    signed = report_of(handling=HIDDEN[0])

    def add(tx: SqlTransaction) -> None:
        tx.reports.add(signed, (), direction=Direction.OWN, author="", at=NOW)

    hidden = Event(whole=add, without=None, known=Known(reports=[signed.report.id]))
    whole, without = told_in_both_worlds(SQLITE, tmp_path, [hidden], sight(Level.SECRET))
    told_apart = {question for question in whole if whole[question] != without[question]}
    assert {"reports counted None", "reports None ", f"report {signed.report.id}"} <= told_apart
