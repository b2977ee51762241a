"""No page of payments walks along all payments: its questions are answered along an index, as far as the page goes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from simpul.core.authority import Level, Sight
from simpul.core.payment.decision import PaymentState
from simpul.storage.payment_noticing import _OF_ACCOUNT
from simpul.storage.store import Store
from tests.holdings import sight
from tests.stores import opened, sqlite_place
from tests.unit.storage.test_query_plans import statements

ALONG = "ix_payment_state_turn_at_id"
WAITS = "ix_payment_waits"
WERE_HELD = "ix_payment_were_held"

ASKED: dict[str, tuple[str, Callable[[Store, Sight], object]]] = {
    "held": (ALONG, lambda store, who: store.payments.queue(who, PaymentState.HELD, after="", limit=50)),
    "released": (ALONG, lambda store, who: store.payments.queue(who, PaymentState.RELEASED, after="", limit=50)),
    "next": (ALONG, lambda store, who: store.payment_desk.next_held(who, "")),
    "proposed": (WAITS, lambda store, who: store.payment_desk.proposed(who, after="", limit=50)),
    "count": (WAITS, lambda store, who: store.payment_desk.count_proposed(who)),
    "corridor": (f"{WERE_HELD}_corridor", lambda store, who: store.payment_desk.same_corridor(who, "XA>XB", limit=5)),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = opened(sqlite_place(tmp_path))
    yield made
    made.close()


@pytest.mark.parametrize("question", sorted(ASKED))
def test_a_page_is_read_along_its_index_and_never_sorted_whole(store: Store, question: str) -> None:
    index, ask = ASKED[question]
    with statements(store) as sent:
        ask(store, sight(Level.RESTRICTED))
    asked = [(text, said) for text, said in sent if "FROM payment" in text][-1]
    with store._opened.readers.connect() as connection:
        steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", asked[1])]  # type: ignore[arg-type]  # as it was sent
    assert any(index in step for step in steps), steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


@pytest.mark.parametrize("way", ["out", "in"])
def test_what_an_account_did_is_found_by_the_account(store: Store, way: str) -> None:
    asked = _OF_ACCOUNT[way].compile(dialect=sqlite.dialect())
    with store._opened.readers.connect() as connection:
        said = ("XA", "XA", 0, 0, 1, 20)[: str(asked).count("?")]
        steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (*said, 0))]
    assert any(f"ix_payment_pay{'er' if way == 'out' else 'ee'}_taken_at" in step for step in steps), steps


COUNTED: dict[str, Callable[[Store, Sight], object]] = {
    "how many stand in each state": lambda store, who: store.payments.counts(who),
    "how many passed": lambda store, who: store.payment_desk.fates(who, since=who.at.date(), limit=10),
}


@pytest.mark.parametrize("question", sorted(COUNTED))
def test_what_is_kept_of_how_many_is_read_and_of_the_payments_only_those_not_counted_yet(
    store: Store, question: str
) -> None:
    with statements(store) as sent:
        COUNTED[question](store, sight(Level.RESTRICTED))
    asked = [(text, said) for text, said in sent if "count(" in text or "sum(" in text]
    assert len(asked) == 2
    with store._opened.readers.connect() as connection:
        for text, said in asked:
            steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", said)]  # type: ignore[arg-type]  # as it was sent
            walked = [step for step in steps if re.match(r"(SCAN|SEARCH) payment\b(?!_)", step)]
            assert all("sqlite_autoindex_payment_1 (id=?)" in step for step in walked), steps


WORDED = "PRIMARY KEY (audience=? AND token>? AND token<?)"


@pytest.mark.parametrize("text", ["amri", "tarik amri", "1250", "a" * 64])
def test_a_search_goes_along_the_words_that_the_viewer_may_see_and_walks_no_table(store: Store, text: str) -> None:
    with statements(store) as sent:
        store.payment_search.find(sight(Level.RESTRICTED), text, after="", limit=50)
    asked = [(each, said) for each, said in sent if "payment_word" in each]
    assert len(asked) == 1
    with store._opened.readers.connect() as connection:
        for each, said in sent:
            steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", said)]  # type: ignore[arg-type]  # as it was sent
            assert not [step for step in steps if re.match(r"SCAN (payment|payment_fact|payment_word)\b", step)], steps
            worded = [step for step in steps if "payment_word" in step]
            assert all(WORDED in step for step in worded), steps
