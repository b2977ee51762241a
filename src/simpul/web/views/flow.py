"""The drawing of who paid whom: places and curves, for a page to write as it stands; the same is said in a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from unicodedata import east_asian_width

from simpul.core.cases.flow import Flow, FlowGraph, graph_of
from simpul.core.cases.parts import FlowEnd
from simpul.core.payment.money import Money

MOST_FLOWS = 40
WIDTH, HEIGHT = 200, 46
COLUMN, ROW = 356, 74
MARGIN = 14
INSIDE = WIDTH - 20
THINNEST, THICKEST = 2, 9
APART = 12
"""How far two flows between the same two boxes stand from each other."""

WIDE_LETTER, LETTER, ACCOUNT_LETTER, SUM_LETTER = 9, 7, 7, 7
"""How wide a letter is written, at most nearly: a capital or a character of East Asia, any other, and in numbers."""

SUM_HEIGHT = 16
ALONG = (0.5, 0.66, 0.34, 0.78, 0.22, 0.88)
"""Where on its curve a sum may be written, the best place first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEnd:
    """A box: where it stands, what is written in it."""

    x: int
    y: int
    label: str
    account: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFlow:
    """A curve from one box to another, how thick, and where its amount is written."""

    path: str
    thickness: int
    x: int
    y: int
    total: Money
    count: int
    payer: str
    payee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The whole drawing; `left_out` flows are in the table only."""

    width: int
    height: int
    box: tuple[int, int]
    ends: tuple[DrawnEnd, ...]
    flows: tuple[DrawnFlow, ...]
    left_out: int


Point = tuple[int, int]
Curve = tuple[Point, Point, Point, Point]


def drawing_of(flows: tuple[Flow, ...]) -> Drawing | None:
    """Give the drawing of the largest flows, or nothing where there are none."""
    if not flows:
        return None
    graph = graph_of(flows[:MOST_FLOWS])
    places = _places(graph)
    drawn = _drawn(graph, places)
    below = ROW - HEIGHT if any(_goes_back(flow, places) for flow in graph.flows) else 0
    return Drawing(
        width=max(x for x, _ in places.values()) + WIDTH + MARGIN,
        height=max(*(y + HEIGHT for _, y in places.values()), *(each.y for each in drawn)) + below + MARGIN,
        box=(WIDTH, HEIGHT),
        ends=tuple(_box(end, *places[end.identity]) for end, _ in graph.ends),
        flows=drawn,
        left_out=len(flows) - len(graph.flows),
    )


def _places(graph: FlowGraph) -> dict[str, Point]:
    """Give each end its place: a column for each rank, in it one under the other, near those who paid them."""
    ranked = sorted(graph.ends, key=lambda each: each[1])
    columns = {rank: [end.identity for end, _ in ends] for rank, ends in groupby(ranked, key=lambda each: each[1])}
    most = max(map(len, columns.values()))
    places: dict[str, Point] = {}
    for rank, column in columns.items():
        column.sort(key=lambda each: _middle_of_payers(each, graph, places))
        top = MARGIN + (most - len(column)) * ROW // 2
        places.update({each: (MARGIN + rank * COLUMN, top + row * ROW) for row, each in enumerate(column)})
    return places


def _middle_of_payers(end: str, graph: FlowGraph, places: dict[str, Point]) -> float:
    """Give how high those stand who paid an end and have their place; nought where none has."""
    payers = [flow.payer.identity for flow in graph.flows if flow.payee.identity == end]
    paid = [places[payer][1] for payer in payers if payer in places]
    return sum(paid) / len(paid) if paid else 0.0


def _goes_back(flow: Flow, places: dict[str, Point]) -> bool:
    return places[flow.payee.identity][0] <= places[flow.payer.identity][0]


def _drawn(graph: FlowGraph, places: dict[str, Point]) -> tuple[DrawnFlow, ...]:
    """Give the curves, those between the same two side by side, each with its sum where no other one stands."""
    most = max(flow.count for flow in graph.flows)
    pairs = Counter((flow.payer.identity, flow.payee.identity) for flow in graph.flows)
    drawn: Counter[tuple[str, str]] = Counter()
    taken: list[tuple[Point, int]] = []
    found: list[DrawnFlow] = []
    for flow in graph.flows:
        pair = (flow.payer.identity, flow.payee.identity)
        aside = round((drawn[pair] - (pairs[pair] - 1) / 2) * APART)
        drawn[pair] += 1
        curve = _curve(places[pair[0]], places[pair[1]], max(-HEIGHT // 2 + 4, min(aside, HEIGHT // 2 - 4)))
        at = _free(curve, _width_of_sum(flow), taken)
        taken.append((at, _width_of_sum(flow)))
        found.append(_drawn_flow(flow, curve, at, most))
    return tuple(found)


def _drawn_flow(flow: Flow, curve: Curve, at: Point, most: int) -> DrawnFlow:
    (start, bend, other, end) = (f"{x} {y}" for x, y in curve)
    return DrawnFlow(
        path=f"M{start}C{bend} {other} {end}",
        thickness=THINNEST + (THICKEST - THINNEST) * (flow.count - 1) // max(most - 1, 1),
        x=at[0],
        y=at[1],
        total=flow.total,
        count=flow.count,
        payer=flow.payer.label,
        payee=flow.payee.label,
    )


def _curve(payer: Point, payee: Point, aside: int) -> Curve:
    """Give the curve from one box to another: to the right between their sides, else below both."""
    if payee[0] > payer[0]:
        start = (payer[0] + WIDTH, payer[1] + HEIGHT // 2 + aside)
        end = (payee[0], payee[1] + HEIGHT // 2 + aside)
        bend = (end[0] - start[0]) // 2
        return start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end
    start = (payer[0] + WIDTH // 2 - 8 - aside, payer[1] + HEIGHT)
    end = (payee[0] + WIDTH // 2 + 8 + aside, payee[1] + HEIGHT)
    deep = max(start[1], end[1]) + ROW - HEIGHT + 12
    return start, (start[0], deep), (end[0], deep), end


def _free(curve: Curve, width: int, taken: Sequence[tuple[Point, int]]) -> Point:
    """Give where on a curve its sum may be written: where no other one stands, else where it would be best."""
    places = [_on(curve, share) for share in ALONG]
    return next((each for each in places if not any(_meet(each, width, *other) for other in taken)), places[0])


def _on(curve: Curve, share: float) -> Point:
    """Give the point of a cubic curve at a share of its way, a little above the line."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return round(x), round(y) - 6


def _meet(at: Point, width: int, other: Point, other_width: int) -> bool:
    return abs(at[0] - other[0]) < (width + other_width) // 2 and abs(at[1] - other[1]) < SUM_HEIGHT


def _width_of_sum(flow: Flow) -> int:
    return SUM_LETTER * (len(str(flow.total)) + len(str(flow.total)) // 4 + (4 if flow.count > 1 else 0))


def _box(end: FlowEnd, x: int, y: int) -> DrawnEnd:
    account = end.account if end.name else ""
    return DrawnEnd(x=x, y=y, label=_cut(end.label), account=_cut_account(account), name=end.label)


def _cut(text: str) -> str:
    """Cut a name where its box ends."""
    ends = accumulate(map(_letter, text))
    fits = sum(1 for end in ends if end <= INSIDE)
    return text if fits == len(text) else f"{text[: fits - 2]}…"


def _cut_account(text: str) -> str:
    most = INSIDE // ACCOUNT_LETTER
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _letter(letter: str) -> int:
    return WIDE_LETTER if letter.isupper() or east_asian_width(letter) in "WF" else LETTER
