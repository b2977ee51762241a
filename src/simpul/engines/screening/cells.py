"""A cell for each name of a layer, for several asked names at a time: what is found in any order meets there.

Putting together what many words reach costs a few steps for each name that is found, and no sorting.
"""

from collections.abc import Iterator

import numpy as np

from simpul.engines.screening.columns import Array

WIDEST, MOST_CELLS = 64, 1 << 20
"""How many names are asked for together at most, and so that neither these times the words of a layer nor cells are
more than so many; of the names of a layer each has a cell."""

TAKEN = -np.inf
"""Stands in a cell from which something has been taken."""


class Cells:
    """Cells that are all empty between two uses; for one user at a time."""

    def __init__(self, size: int) -> None:
        """Make cells for so many names."""
        self.size = size
        self.width = max(1, min(WIDEST, MOST_CELLS // max(1, size)))
        self._cells = np.zeros(self.width * size)

    def parts(self, count: int) -> Iterator[slice]:
        """Part so many asked names into those for which there are cells at a time."""
        for begin in range(0, count, self.width):
            yield slice(begin, min(count, begin + self.width))

    def added(self, keys: list[Array], values: list[Array]) -> Array:
        """Add up what stands for the same key; no key stands twice in one of the columns.

        Gives for all keys, one column after the other, what is there of it: with the first of several that are equal,
        and `TAKEN` with the others.
        """
        cells = self._cells
        for places, column in zip(keys, values, strict=True):
            cells[places] += column
        found = []
        for places in keys:
            found.append(cells[places])
            cells[places] = TAKEN
        for places in keys:
            cells[places] = 0.0
        return np.concatenate(found) if found else np.zeros(0)

    def last(self, keys: Array) -> tuple[Array, Array]:
        """Mark the last of each run of equal keys, wherever they stand; give besides for the others where that is."""
        cells, places = self._cells, np.arange(len(keys), dtype=np.float64)
        cells[keys] = places
        of_last = cells[keys]
        cells[keys] = 0.0
        is_last = of_last == places
        return is_last, of_last[~is_last].astype(np.int64)

    def places(self, wanted: Array, keys: list[Array]) -> Iterator[tuple[Array, Array]]:
        """Give for each column of keys the places of those that are wanted, and their places among the wanted ones."""
        cells = self._cells
        cells[wanted] = np.arange(1.0, len(wanted) + 1.0)
        for column in keys:
            found = cells[column]
            here = found.nonzero()[0]
            yield here, found[here].astype(np.int64) - 1
        cells[wanted] = 0.0
