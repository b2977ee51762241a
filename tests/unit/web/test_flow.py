"""The drawing of who paid whom: nothing is written over something else, and nothing stands out of its box."""

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cases.flow import Flow, flows_of
from simpul.core.cases.parts import CasePayment, FlowEnd
from simpul.core.payment.money import Money
from simpul.web.views.flow import INSIDE, Drawing, drawing_of

LONG = "PERKUMPULAN DANA KEMANUSIAAN INTERNASIONAL"


def paid(payer: str, payee: str, *, currency: str = "EUR", minor: int = 1_250_000_000) -> CasePayment:
    return CasePayment(
        payer=FlowEnd(name=payer, account=f"XA46SIMP{payer[:8]}"),
        payee=FlowEnd(name=payee, account=f"XB45SIMP{payee[:8]}"),
        amount=Money(currency=currency, minor=minor, decimals=2),
        paid_on="2026-03-14",
    )


def drawn(*payments: CasePayment) -> Drawing:
    found = drawing_of(flows_of(payments))
    assert found is not None
    return found


def test_sums_of_a_fan_out_are_written_apart_from_each_other() -> None:
    sums = sorted((each.x, each.y) for each in drawn(*(paid("Tarik Amri", f"Payee {n}") for n in range(6))).flows)
    for index, (x, y) in enumerate(sums):
        assert all(abs(x - other_x) > 100 or abs(y - other_y) >= 16 for other_x, other_y in sums[index + 1 :])


def test_two_currencies_between_the_same_two_are_two_curves_with_two_sums() -> None:
    one, other = drawn(paid("A", "B"), paid("A", "B", currency="USD")).flows
    assert one.path != other.path
    assert (one.x, one.y) != (other.x, other.y)


def test_a_long_name_in_capitals_is_cut_where_its_box_ends() -> None:
    (box, _) = drawn(paid(LONG, "B")).ends
    assert box.label.endswith("…")
    assert len(box.label) * 9 <= INSIDE + 9
    assert box.name == LONG


def test_a_short_name_stays_whole() -> None:
    (box, _) = drawn(paid("Sari Embun", "B")).ends
    assert box.label == "Sari Embun"


def test_one_collector_stands_in_the_middle_of_those_who_paid_it() -> None:
    found = drawn(*(paid(f"Donor {n}", "Collector") for n in range(5)))
    heights = [each.y for each in found.ends if each.name != "Collector"]
    (collector,) = [each.y for each in found.ends if each.name == "Collector"]
    assert min(heights) < collector < max(heights)


def test_money_that_comes_back_is_drawn_within_the_drawing() -> None:
    found = drawn(paid("A", "B"), paid("B", "C"), paid("C", "A"))
    assert all(0 < each.x < found.width and 0 < each.y < found.height for each in found.flows)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=40))
def test_whoever_pays_whom_every_flow_and_every_end_has_its_place(pairs: list[tuple[int, int]]) -> None:
    flows: tuple[Flow, ...] = flows_of(paid(f"Party {one}", f"Party {other}") for one, other in pairs)
    found = drawn(*(paid(f"Party {one}", f"Party {other}") for one, other in pairs))
    assert len(found.flows) + found.left_out == len(flows)
    assert len({(each.x, each.y) for each in found.ends}) == len(found.ends)
    assert all(each.x + found.box[0] <= found.width and each.y + found.box[1] <= found.height for each in found.ends)
