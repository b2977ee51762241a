"""Payments in columns, as rules are evaluated on them: one payment that comes now, or ten million of the past."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simpul.core.errors import InputError
from simpul.core.payment.conditions import Scoring, Window
from simpul.core.payment.facts import PaymentFacts

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.int8]
Figures = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

FEW = 12
"""So many words are looked for one by one; of more, every word of a column is looked up among them (give a set)."""

TEXTS = (
    *("sender", "receiver", "currency", "origin", "destination"),
    *("sender_kind", "receiver_kind", "purpose", "hits", "npos"),
)
NUMBERS = ("at", "taken", "amount", "decimals", "apart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A column of texts as numbers of words, each of which stands once."""

    codes: Whole
    words: Sequence[str]

    def code(self, word: str) -> int:
        """Give the number of a word, or -1 where no payment has it."""
        return self.words.index(word) if word in self.words else -1

    def among(self, words: Collection[str]) -> Mask:
        """Tell for each payment whether it has one of these words."""
        if len(words) > FEW:
            listed: Mask = np.array([word in words for word in self.words], dtype=np.bool_)[self.codes]
            return listed
        known = [code for word in words if (code := self.code(word)) >= 0]
        if len(known) <= 1:
            return self.codes == known[0] if known else np.zeros(len(self.codes), dtype=np.bool_)
        wanted = np.zeros(len(self.words), dtype=np.bool_)
        wanted[known] = True
        found: Mask = wanted[self.codes]
        return found

    def each(self, told: Callable[[str], int]) -> Truth:
        """Give for each payment what is told of its word; every word is asked once."""
        found: Truth = np.array([told(word) for word in self.words], dtype=np.int8)[self.codes]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Payments in the order in which the node took them; `at` never goes back; 1 in `apart` is not counted."""

    at: Whole
    taken: Whole
    amount: Whole
    decimals: Whole
    apart: Whole
    sender: Coded
    receiver: Coded
    currency: Coded
    origin: Coded
    destination: Coded
    sender_kind: Coded
    receiver_kind: Coded
    purpose: Coded
    hits: Coded
    npos: Coded

    def __post_init__(self) -> None:
        """Refuse columns that are not of one length, and time that goes back."""
        lengths = {len(getattr(self, name)) for name in NUMBERS} | {len(getattr(self, name).codes) for name in TEXTS}
        if len(lengths) != 1:
            raise InputError("columns of different lengths", place="columns")
        if len(self.at) > 1 and (np.diff(self.at) < 0).any():
            raise InputError("time goes back", place="columns.at")

    def __len__(self) -> int:
        """Count the payments."""
        return len(self.at)

    def part(self, start: int, end: int) -> "Columns":
        """Give some payments in a row."""
        numbers = {name: getattr(self, name)[start:end] for name in NUMBERS}
        texts = {name: replace(getattr(self, name), codes=getattr(self, name).codes[start:end]) for name in TEXTS}
        return Columns(**numbers, **texts)


class Named(Mapping[str, Figures]):
    """Figures by name, all of them rows of one array in the order of the names, so that many are taken at once."""

    __slots__ = ("_places", "names", "rows")

    def __init__(self, names: tuple[str, ...], rows: Figures) -> None:
        """Name the rows of an array."""
        self._places = _places_of(names)
        self.names = names
        self.rows = rows

    def __getitem__(self, name: str) -> Figures:
        """Give the figures of a name."""
        found: Figures = self.rows[self._places[name]]
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._places)


@lru_cache(maxsize=64)
def _places_of(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(names)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was counted for payments, a row each: windows, figures of the pattern engine by name, and scores.

    `known` tells where anything was counted, `between_known` where it was and both accounts are known (`both_known`),
    `capped` where a figure may be larger than it says. A score by a model that is not here is not among `scores`.
    """

    windows: Mapping[Window, Whole]
    features: Mapping[str, Figures]
    known: Mask
    between_known: Mask
    capped: Mask
    scores: Mapping[Scoring, Figures] = field(default_factory=dict)


def both_known(columns: Columns) -> Mask:
    """Tell for each payment whether it counts and goes between two accounts that are known."""
    found: Mask = (columns.apart == 0) & ~(columns.sender.among(("",)) | columns.receiver.among(("",)))
    return found


def columns_of(facts: Sequence[PaymentFacts]) -> Columns:
    """Give payments in columns."""
    return Columns(
        at=_whole(each.at for each in facts),
        taken=_whole(each.taken for each in facts),
        amount=_whole(each.amount for each in facts),
        decimals=_whole(each.decimals for each in facts),
        apart=_whole(each.apart for each in facts),
        sender=coded([each.sender for each in facts]),
        receiver=coded([each.receiver for each in facts]),
        currency=coded([each.currency for each in facts]),
        origin=coded([each.origin for each in facts]),
        destination=coded([each.destination for each in facts]),
        sender_kind=coded([each.sender_kind for each in facts]),
        receiver_kind=coded([each.receiver_kind for each in facts]),
        purpose=coded([each.purpose for each in facts]),
        hits=coded([each.hits for each in facts]),
        npos=coded([each.npos for each in facts]),
    )


def coded(words: Sequence[str]) -> Coded:
    """Give texts as a column."""
    known = sorted(set(words))
    numbers = {word: number for number, word in enumerate(known)}
    return Coded(codes=_whole(numbers[word] for word in words), words=known)


def _whole(numbers: Iterable[int]) -> Whole:
    return np.fromiter(numbers, dtype=np.int64)
