"""The subjects of a layer and their names, kept in columns: subjects by id, the names of each side by side."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from simpul.core.errors import InputError
from simpul.engines.screening.birthdate import BirthDate, parse_birth_date
from simpul.engines.screening.columns import Array, Ragged, Shared, chained, chained_shared, pack, starts_of
from simpul.engines.screening.entry import comparable, identifiers
from simpul.engines.screening.folding import fold
from simpul.engines.screening.subject import Kind, Quality, Subject
from simpul.engines.screening.token import Token

T = TypeVar("T")

Manner = tuple[Quality, str | None]
"""The quality of a name, and its language where the source gives it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """Subjects in the order of their ids. `words` are the words of each name, by their numbers in a lexicon.

    The names of subject `i` lie from `first_names[i]` to `first_names[i + 1]`. `numbers` are the identifiers of each
    subject in the form in which they are compared, joined by blanks.
    """

    ids: Ragged
    kinds: Shared[Kind]
    birth_dates: Shared[tuple[str, ...]]
    countries: Shared[frozenset[str]]
    genders: Shared[frozenset[str]]
    numbers: Ragged
    first_names: Array
    values: Ragged
    manners: Shared[Manner]
    words: Ragged

    def __len__(self) -> int:
        return len(self.ids)

    def place_of(self, subject_id: str) -> int | None:
        """Give the place of a subject, if it is here."""
        sought = subject_id.encode("utf-8", "surrogatepass")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.ids.octets(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.ids.octets(low) == sought else None

    def names_of(self, place: int) -> range:
        """Give the places of the names of a subject."""
        return range(int(self.first_names[place]), int(self.first_names[place + 1]))

    def numbers_of(self, place: int) -> frozenset[str]:
        """Give the identifiers of a subject, as they are compared."""
        return frozenset(self.numbers.text(place).split())

    def take(self, places: Array) -> "Register":
        """Give these subjects, in this order."""
        every_name = np.arange(len(self.values), dtype=np.int32)
        names = Ragged(starts=self.first_names, values=every_name).take(places)
        return Register(
            ids=self.ids.take(places),
            kinds=self.kinds.take(places),
            birth_dates=self.birth_dates.take(places),
            countries=self.countries.take(places),
            genders=self.genders.take(places),
            numbers=self.numbers.take(places),
            first_names=names.starts,
            values=self.values.take(names.values),
            manners=self.manners.take(names.values),
            words=self.words.take(names.values),
        )

    def renamed(self, numbers: Array) -> "Register":
        """Give this register with other numbers for the words."""
        words = Ragged(starts=self.words.starts, values=numbers[self.words.values])
        return self._with_words(words)

    def _with_words(self, words: Ragged) -> "Register":
        return Register(
            ids=self.ids,
            kinds=self.kinds,
            birth_dates=self.birth_dates,
            countries=self.countries,
            genders=self.genders,
            numbers=self.numbers,
            first_names=self.first_names,
            values=self.values,
            manners=self.manners,
            words=words,
        )


class Entry(NamedTuple):
    """What a register knows of one subject beside its names, in the form in which it is compared."""

    register: Register
    place: int

    @property
    def id(self) -> str:
        """The id of the subject."""
        return self.register.ids.text(self.place)

    @property
    def kind(self) -> Kind:
        """What the subject is."""
        return self.register.kinds[self.place]

    @property
    def birth_dates(self) -> tuple[BirthDate, ...]:
        """The birth dates that are given."""
        return tuple([_birth_date(date) for date in self.register.birth_dates[self.place]])

    @property
    def countries(self) -> frozenset[str]:
        """The countries, as they are compared."""
        return self.register.countries[self.place]

    @property
    def genders(self) -> frozenset[str]:
        """The genders, as they are compared."""
        return self.register.genders[self.place]

    @property
    def identifiers(self) -> frozenset[str]:
        """The identifiers, as they are compared."""
        return self.register.numbers_of(self.place)


def joined(parts: Sequence[Register]) -> Register:
    """Make one register of several that have different ids and number words alike."""
    together = Register(
        ids=chained([part.ids for part in parts]),
        kinds=chained_shared([part.kinds for part in parts]),
        birth_dates=chained_shared([part.birth_dates for part in parts]),
        countries=chained_shared([part.countries for part in parts]),
        genders=chained_shared([part.genders for part in parts]),
        numbers=chained([part.numbers for part in parts]),
        first_names=starts_of(np.concatenate([np.diff(part.first_names) for part in parts])),
        values=chained([part.values for part in parts]),
        manners=chained_shared([part.manners for part in parts]),
        words=chained([part.words for part in parts]),
    )
    ids = [together.ids.octets(place) for place in range(len(together))]
    return together.take(np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64))


class _Sharing(Generic[T]):
    """A column of shared values that is being filled."""

    def __init__(self) -> None:
        self._known: dict[T, int] = {}
        self._codes = array("i")

    def add(self, value: T) -> None:
        self._codes.append(self._known.setdefault(value, len(self._known)))

    def column(self) -> Shared[Any]:
        return Shared(codes=_integers(self._codes), values=list(self._known))


class Gathering:
    """Subjects that are being gathered into a register, one by one, so that none is kept as an object.

    `tokens` are the distinct words in the order in which they came; their numbers are their places.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers_of_words: dict[str, int] = {}
        self._ids: list[str] = []
        self._kinds = _Sharing[Kind]()
        self._birth_dates = _Sharing[tuple[str, ...]]()
        self._countries = _Sharing[frozenset[str]]()
        self._genders = _Sharing[frozenset[str]]()
        self._numbers: list[str] = []
        self._names = array("i")
        self._values: list[str] = []
        self._manners = _Sharing[Manner]()
        self._lengths = array("i")
        self._words = array("i")

    def add(self, subject: Subject) -> None:
        """Take a subject in. Names that fold to nothing are left out."""
        self._ids.append(subject.id)
        self._kinds.add(subject.kind)
        self._birth_dates.add(subject.birth_dates)
        self._countries.add(comparable(subject.countries))
        self._genders.add(comparable(subject.genders))
        self._numbers.append(" ".join(sorted(identifiers(subject.identifiers))))
        before = len(self._values)
        for name in subject.names:
            tokens = fold(name.value)
            if tokens:
                self._values.append(name.value)
                self._manners.add((name.quality, name.lang))
                self._lengths.append(len(tokens))
                self._words.extend(map(self._number, tokens))
        self._names.append(len(self._values) - before)

    def register(self) -> Register:
        """Give the register of all that came.

        Raises:
            InputError: an id came twice.
        """
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        for before, after in pairwise(order):
            if self._ids[before] == self._ids[after]:
                raise InputError(f"the subject {self._ids[after][:80]} is given twice", place="added")
        return Register(
            ids=pack(self._ids),
            kinds=self._kinds.column(),
            birth_dates=self._birth_dates.column(),
            countries=self._countries.column(),
            genders=self._genders.column(),
            numbers=pack(self._numbers),
            first_names=starts_of(_integers(self._names)),
            values=pack(self._values),
            manners=self._manners.column(),
            words=Ragged(starts=starts_of(_integers(self._lengths)), values=_integers(self._words)),
        ).take(np.array(order, dtype=np.int64))

    def _number(self, token: Token) -> int:
        number = self._numbers_of_words.get(token.text)
        if number is None:
            number = self._numbers_of_words[token.text] = len(self.tokens)
            self.tokens.append(token)
        return number


def _integers(numbers: "array[int]") -> Array:
    return np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, dtype=np.int32)


@lru_cache(maxsize=1 << 15)
def _birth_date(value: str) -> BirthDate:
    return parse_birth_date(value)
