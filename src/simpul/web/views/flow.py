"""The drawing of who paid whom: places and curves, for a page to write as it stands; the same is said in a table."""

from dataclasses import dataclass
from itertools import groupby

from simpul.core.cases.flow import Flow, FlowGraph, graph_of
from simpul.core.cases.parts import FlowEnd
from simpul.core.payment.money import Money

MOST_FLOWS = 40
WIDTH, HEIGHT = 172, 46
COLUMN, ROW = 300, 74
MARGIN = 14
MOST_LABEL = 24
THINNEST, THICKEST = 2, 9


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


def drawing_of(flows: tuple[Flow, ...]) -> Drawing | None:
    """Give the drawing of the largest flows, or nothing where there are none."""
    if not flows:
        return None
    graph = graph_of(flows[:MOST_FLOWS])
    places = _places(graph)
    most = max(flow.count for flow in graph.flows)
    drawn = tuple(_curve(flow, places, most, index) for index, flow in enumerate(graph.flows))
    return Drawing(
        width=max(x for x, _ in places.values()) + WIDTH + MARGIN,
        height=max(*(y + HEIGHT for _, y in places.values()), *(each.y for each in drawn)) + ROW - HEIGHT + MARGIN,
        box=(WIDTH, HEIGHT),
        ends=tuple(_box(end, *places[end.identity]) for end, _ in graph.ends),
        flows=drawn,
        left_out=len(flows) - len(graph.flows),
    )


def _places(graph: FlowGraph) -> dict[str, tuple[int, int]]:
    """Give each end its place: a column for each rank, and in it one under the other."""
    places: dict[str, tuple[int, int]] = {}
    ranked = sorted(graph.ends, key=lambda each: each[1])
    for rank, ends in groupby(ranked, key=lambda each: each[1]):
        for row, (end, _) in enumerate(ends):
            places[end.identity] = (MARGIN + rank * COLUMN, MARGIN + row * ROW)
    return places


def _box(end: FlowEnd, x: int, y: int) -> DrawnEnd:
    return DrawnEnd(x=x, y=y, label=_cut(end.label), account=_cut(end.account if end.name else ""), name=end.label)


def _curve(flow: Flow, places: dict[str, tuple[int, int]], most: int, index: int) -> DrawnFlow:
    (from_x, from_y), (to_x, to_y) = places[flow.payer.identity], places[flow.payee.identity]
    start = (from_x + WIDTH, from_y + HEIGHT // 2)
    if to_x > from_x:
        end, bend = (to_x, to_y + HEIGHT // 2), (to_x - start[0]) // 2
        path = f"M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"
        x, y = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2 - 6
    else:
        end = (to_x + WIDTH // 2 + 8 * (index % 3), to_y + HEIGHT)
        start = (from_x + WIDTH // 2 - 8 * (index % 3), from_y + HEIGHT)
        deep = max(start[1], end[1]) + ROW - HEIGHT + 12
        path = f"M{start[0]} {start[1]}C{start[0]} {deep} {end[0]} {deep} {end[0]} {end[1]}"
        x, y = (start[0] + end[0]) // 2, deep - 8
    thickness = THINNEST + (THICKEST - THINNEST) * (flow.count - 1) // max(most - 1, 1)
    return DrawnFlow(
        path=path,
        thickness=thickness,
        x=x,
        y=y,
        total=flow.total,
        count=flow.count,
        payer=flow.payer.label,
        payee=flow.payee.label,
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LABEL else f"{text[: MOST_LABEL - 1]}…"
