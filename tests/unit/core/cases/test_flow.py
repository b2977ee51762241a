from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cases.flow import flows_of, graph_of
from simpul.core.cases.parts import FlowEnd
from simpul.core.payment.money import MOST_MINOR
from tests.cases import an_end, paid

ONE, TWO, THREE = an_end("Tarik", "XA1"), an_end("Sari", "XB2"), an_end("Harbour Society", "XB3")


def rank_of(end: FlowEnd, ranks: tuple[tuple[FlowEnd, int], ...]) -> int:
    return next(rank for each, rank in ranks if each.identity == end.identity)


def test_payments_between_the_same_two_are_one_flow_with_their_sum_and_days() -> None:
    (flow,) = flows_of([paid(ONE, TWO, 5_000, on="2026-03-04"), paid(ONE, TWO, 7_50, on="2026-03-02")])
    assert (str(flow.total), flow.count, flow.first_on, flow.last_on) == ("57.50 EUR", 2, "2026-03-02", "2026-03-04")


def test_amounts_of_two_currencies_are_two_flows() -> None:
    found = flows_of([paid(ONE, TWO, 1_000), paid(ONE, TWO, 1_000, currency="USD")])
    assert {str(each.total) for each in found} == {"10.00 EUR", "10.00 USD"}


def test_a_sum_that_no_message_could_say_is_cut_and_never_refused() -> None:
    (flow,) = flows_of([paid(ONE, TWO, MOST_MINOR - 1), paid(ONE, TWO, MOST_MINOR - 1)])
    assert (flow.total.minor, flow.count) == (MOST_MINOR - 1, 2)


def test_there_and_back_are_two_flows() -> None:
    assert len(flows_of([paid(ONE, TWO), paid(TWO, ONE)])) == 2


def test_whom_nobody_paid_stands_first_and_the_paid_after_their_payers() -> None:
    graph = graph_of(flows_of([paid(TWO, THREE), paid(ONE, TWO)]))
    assert [rank_of(each, graph.ends) for each in (ONE, TWO, THREE)] == [0, 1, 2]


def test_a_ring_and_a_payment_to_oneself_have_ranks_too() -> None:
    graph = graph_of(flows_of([paid(ONE, TWO), paid(TWO, THREE), paid(THREE, ONE)]))
    assert sorted(rank for _, rank in graph.ends) == [0, 1, 2]
    alone = graph_of(flows_of([paid(ONE, ONE)]))
    assert [rank for _, rank in alone.ends] == [0]


def test_no_payments_are_no_flows() -> None:
    assert graph_of(flows_of([])).ends == ()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 10_000)), max_size=40))
def test_nothing_is_lost_or_counted_twice(said: list[tuple[int, int, int]]) -> None:
    payments = [paid(an_end(f"P{one}", f"A{one}"), an_end(f"P{two}", f"A{two}"), minor) for one, two, minor in said]
    graph = graph_of(flows_of(payments))
    assert sum(each.count for each in graph.flows) == len(payments)
    assert sum(each.total.minor for each in graph.flows) == sum(minor for _, _, minor in said)
    known = {end.identity for end, _ in graph.ends}
    assert len(known) == len(graph.ends)
    assert all({each.payer.identity, each.payee.identity} <= known for each in graph.flows)
    assert all(0 <= rank < max(len(known), 1) for _, rank in graph.ends)
