"""Data sets: what a client may ask about by name, which is the lists and the holdings that this viewer may see.

`default` stands for all lists, `sanctions` for those of sanctions, `holdings` for what the node holds itself. A list
under several terms is asked only where the viewer may search; a list of which he may see nothing is not there.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simpul.core.authority import Sight
from simpul.core.entity import HOLDINGS
from simpul.core.errors import NotFoundError
from simpul.core.handling import Action, Context, decide
from simpul.engines.screening.index import ScreeningIndex
from simpul.services.ports.screening import Partition, Shelf

DEFAULT = "default"
SANCTIONS = "sanctions"
HELD = ""
"""The holdings, where a list has its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One data set; `children` are those it is made of, `entries` how many of its entries the viewer may see."""

    name: str
    entries: int
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is asked about: lists by their ids, perhaps the holdings, and the indexes of both."""

    lists: tuple[str, ...]
    with_holdings: bool
    indexes: tuple[ScreeningIndex, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a client asks about: a data set by name, and of its parts only some, or not some."""

    dataset: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSets:
    """Tells which data sets there are for a viewer, and what stands in them."""

    shelf: Shelf
    is_of_sanctions: Callable[[str], bool]

    def all(self, sight: Sight) -> tuple[DataSet, ...]:
        """Give the data sets that the viewer may ask about: collections first, then lists by their ids."""
        sizes: Counter[str] = Counter()
        for partition, index in self._visible(sight, lambda _: True):
            sizes[partition.list_id] += len(index)
        lists = sorted(name for name in sizes if name != HELD)
        of_sanctions = tuple(name for name in lists if self.is_of_sanctions(name))
        return (
            DataSet(name=DEFAULT, entries=sum(sizes[name] for name in lists), children=tuple(lists)),
            DataSet(name=SANCTIONS, entries=sum(sizes[name] for name in of_sanctions), children=of_sanctions),
            DataSet(name=HOLDINGS, entries=sizes[HELD]),
            *(DataSet(name=name, entries=sizes[name]) for name in lists),
        )

    def scope(self, sight: Sight, asked: Narrowing) -> Scope:
        """Give what a client asks about.

        Raises:
            NotFoundError: there is no such data set for this viewer.
        """
        lists = frozenset(key.list_id for key, _ in self._visible(sight, bool))
        wanted = self._members(asked.dataset, lists)
        if wanted is None:
            raise NotFoundError("there is no such data set")
        if asked.include:
            wanted &= self._together(asked.include, lists)
        wanted -= self._together(asked.exclude, lists)
        return Scope(
            lists=tuple(sorted(wanted - {HELD})),
            with_holdings=HELD in wanted,
            indexes=tuple(index for _, index in self._visible(sight, wanted.__contains__)),
        )

    def _members(self, name: str, lists: frozenset[str]) -> frozenset[str] | None:
        """Give the lists that a name stands for, or nothing where there is no data set of this name."""
        if name == DEFAULT:
            return lists
        if name == SANCTIONS:
            return frozenset(filter(self.is_of_sanctions, lists))
        if name == HOLDINGS:
            return frozenset({HELD})
        return frozenset({name}) if name in lists else None

    def _together(self, names: Iterable[str], lists: frozenset[str]) -> frozenset[str]:
        return frozenset(member for name in names for member in self._members(name, lists) or ())

    def _visible(self, sight: Sight, wanted: Callable[[str], bool]) -> list[tuple[Partition, ScreeningIndex]]:
        context = Context(at=sight.at)
        return [
            (key, index)
            for key, index in self.shelf.partitions().items()
            if wanted(key.list_id) and decide(sight.viewer, Action.SEARCH, key.handling, context).allowed
        ]
