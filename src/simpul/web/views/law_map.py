"""The map of states, as a document: one square a state, its figure, and how high that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from simpul.formats.law.tiles import squares

SIDE = 46
"""How far apart the squares of the map stand."""
LEVELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The square of a state that was not asked about."""

    state: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A square of the map: where it stands, its figure, and how high that is, from 0 (none) to 3 (all)."""

    state: str
    x: int
    y: int
    figure: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The map: its squares, the others beside them, its size, the most that a figure can be, and who has no square."""

    tiles: tuple[Tile, ...]
    beside: tuple[Place, ...]
    width: int
    height: int
    most: int
    outside: tuple[str, ...]


def map_of(figures: Mapping[str, int], *, most: int) -> Map:
    """Give the map on which these states have these figures."""
    placed = squares()
    return Map(
        tiles=tuple(
            Tile(
                state=each.state,
                x=each.column * SIDE,
                y=each.row * SIDE,
                figure=figures[each.state],
                level=level_of(figures[each.state], most),
            )
            for each in placed
            if each.state in figures
        ),
        beside=tuple(
            Place(state=each.state, x=each.column * SIDE, y=each.row * SIDE)
            for each in placed
            if each.state not in figures
        ),
        width=(max(each.column for each in placed) + 1) * SIDE,
        height=(max(each.row for each in placed) + 1) * SIDE,
        most=most,
        outside=tuple(sorted(set(figures) - {each.state for each in placed})),
    )


def level_of(figure: int, most: int) -> int:
    """Give how high a figure is: 0 for none, 1 for less than half, 2 for half and more, 3 for all."""
    if figure in {0, most}:
        return LEVELS if figure else 0
    return 2 if figure * 2 >= most else 1
