"""One unchangeable part of an index: some subjects and the ways to find them. Changes are further layers on top."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from simpul.engines.screening.columns import Array, Ragged, distinct, first_of_runs, inverted
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.foresight import Births, births
from simpul.engines.screening.lexicon import Lexicon, extended, lexicon_of
from simpul.engines.screening.register import Entry, Gathering, Register, joined
from simpul.engines.screening.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """Subjects in columns, the names that hold each word, and the subjects by the checksums of their identifiers.

    `subject_of` gives for each name its subject, `bulk` how much name there is to be met, `initials` its lone letters;
    `births` says of each subject when it may be born.
    A later change takes subjects away by marking them in `alive`. `frequency` counts the subjects in force that have a
    word of which these consonants are the likeliest reading, `bearers` those that have a word with them in any reading.
    Words stay in the lexicon when their subjects are gone, unless `all_words_are_borne`.
    """

    register: Register
    lexicon: Lexicon
    postings: Ragged
    subject_of: Array
    bulk: Array
    initials: Array
    births: Births
    number_keys: Array
    number_owners: Array
    frequency: Array
    bearers: Array
    alive: Array
    size: int
    all_words_are_borne: bool

    def __len__(self) -> int:
        return self.size

    def ids(self) -> Iterator[str]:
        """Give the ids of all subjects, those that are gone too."""
        return map(self.register.ids.text, range(len(self.register)))

    def place_of(self, subject_id: str) -> int | None:
        """Give the place of the subject that is in force under this id, if this layer holds it."""
        place = self.register.place_of(subject_id)
        return place if place is not None and self.alive[place] else None

    def without(self, subject_ids: Iterable[str]) -> "Layer":
        """Give this layer with these subjects gone; what it is built of is shared."""
        leaving = [place for subject_id in subject_ids if (place := self.place_of(subject_id)) is not None]
        if not leaving:
            return self
        alive, frequency, bearers = self.alive.copy(), self.frequency.copy(), self.bearers.copy()
        alive[leaving] = False
        readings = self.lexicon.readings
        for place in leaving:
            words = self._words_of(place).astype(np.int64)
            frequency[distinct(readings.values[readings.starts[words]])] -= 1
            bearers[distinct(readings.take(words).values)] -= 1
        return replace(
            self,
            alive=alive,
            frequency=frequency,
            bearers=bearers,
            size=self.size - len(leaving),
            all_words_are_borne=False,
        )

    def frequency_of(self, skeleton: str) -> int:
        """Count the subjects in force that have a word with these consonants."""
        number = self.lexicon.skeletons.get(skeleton)
        return int(self.frequency[number]) if number is not None else 0

    def bearers_of(self, skeletons: Sequence[str]) -> int:
        """Count the subjects in force that have a word of which a reading of the consonants is one of these."""
        numbers = [number for skeleton in skeletons if (number := self.lexicon.skeletons.get(skeleton)) is not None]
        if len(numbers) < 2:
            return int(self.bearers[numbers[0]]) if numbers else 0
        words = np.array(sorted(set(self.lexicon.with_skeletons(skeletons))), dtype=np.int64)
        subjects = distinct(self.subject_of[self.postings.take(words).values])
        return int(np.count_nonzero(self.alive[subjects]))

    def is_borne(self, word: int) -> bool:
        """Tell whether a subject in force has this word: words stay in the lexicon when their subjects are gone."""
        return self.all_words_are_borne or bool(self.alive[self.subject_of[self.postings.row(word)]].any())

    def with_number(self, number: str) -> Iterator[int]:
        """Give the places of the subjects in force that have this identifier, in the form in which it is compared."""
        key = number_key(number)
        begin, end = (self.number_keys.searchsorted(np.uint32(key), side=side) for side in ("left", "right"))
        for place in self.number_owners[begin:end].tolist():
            if self.alive[place] and number in self.register.numbers_of(place):
                yield place

    def skeletons_of(self, place: int) -> frozenset[str]:
        """Give the consonants of all words of a subject, in every reading."""
        tokens = self.lexicon.tokens
        return frozenset().union(*[tokens[word].skeletons for word in self._words_of(place).tolist()])

    def name(self, place: int, skeletons: frozenset[str]) -> EntryName:
        """Give a name as it is scored; `skeletons` are those of its subject."""
        register, tokens = self.register, self.lexicon.tokens
        return EntryName(
            value=register.values.text(place),
            quality=register.manners[place][0],
            tokens=tuple([tokens[word] for word in register.words.row(place).tolist()]),
            initials=int(self.initials[place]),
            skeletons=skeletons,
        )

    def entry(self, place: int) -> Entry:
        """Give what is known of a subject beside its names."""
        return Entry(self.register, place)

    def compacted(self) -> "Layer":
        """Give a layer of what is in force, without the words that nobody has any more."""
        register = self.living()
        used = distinct(register.words.values)
        numbers = np.zeros(len(self.lexicon), dtype=np.int32)
        numbers[used] = np.arange(len(used), dtype=np.int32)
        return _assembled(register.renamed(numbers), lexicon_of([self.lexicon.tokens[word] for word in used.tolist()]))

    def living(self) -> Register:
        """Give the subjects in force."""
        return self.register if self.size == len(self.register) else self.register.take(np.flatnonzero(self.alive))

    def _words_of(self, place: int) -> Array:
        register = self.register
        names = register.names_of(place)
        return register.words.values[register.words.starts[names.start] : register.words.starts[names.stop]]


def build_layer(subjects: Iterable[Subject]) -> Layer:
    """Build a layer of these subjects.

    Raises:
        InputError: an id is given twice.
    """
    gathering = Gathering()
    for subject in subjects:
        gathering.add(subject)
    return _assembled(gathering.register(), lexicon_of(gathering.tokens))


def merge_layers(below: Layer, above: Layer) -> Layer:
    """Make one layer of two that hold different ids in force. Nothing is folded again."""
    lexicon = extended(below.lexicon, above.lexicon)
    numbers = np.array([lexicon.by_text[token.text] for token in above.lexicon.tokens], dtype=np.int32)
    return _assembled(joined([below.living(), above.living().renamed(numbers)]), lexicon)


def number_key(number: str) -> int:
    """Give the checksum by which an identifier is found."""
    return crc32(number.encode("utf-8", "surrogatepass"))


def _assembled(register: Register, lexicon: Lexicon) -> Layer:
    subject_of = Ragged(starts=register.first_names, values=register.values.starts[:-1]).owners()
    bearing = np.fromiter((token.bearing for token in lexicon.tokens), count=len(lexicon), dtype=np.float64)
    words, begins = register.words.values, register.words.starts[:-1]
    subjects = subject_of.repeat(register.words.lengths())
    number_keys, number_owners = _numbers(register)
    readings = lexicon.readings.take(words)
    postings = inverted(register.words, len(lexicon))
    return Layer(
        register=register,
        lexicon=lexicon,
        postings=postings,
        subject_of=subject_of,
        bulk=np.add.reduceat(bearing[words], begins) if len(begins) else np.zeros(0),
        initials=np.add.reduceat(lexicon.lone[words].astype(np.uint8), begins)
        if len(begins)
        else np.zeros(0, dtype=np.uint8),
        births=births(register.birth_dates),
        number_keys=number_keys,
        number_owners=number_owners,
        frequency=_borne(readings.values[readings.starts[:-1]], subjects, len(lexicon.skeletons)),
        bearers=_borne(readings.values, subjects.repeat(readings.lengths()), len(lexicon.skeletons)),
        alive=np.ones(len(register), dtype=np.bool_),
        size=len(register),
        all_words_are_borne=bool(postings.lengths().all()),
    )


def _numbers(register: Register) -> tuple[Array, Array]:
    """Give the checksums of all identifiers, sorted, and whose they are."""
    keys, owners = [], []
    for place in np.flatnonzero(register.numbers.lengths()).tolist():
        for number in register.numbers_of(place):
            keys.append(number_key(number))
            owners.append(place)
    order = np.lexsort((owners, keys)) if keys else np.zeros(0, dtype=np.int64)
    return np.array(keys, dtype=np.uint32)[order], np.array(owners, dtype=np.int32)[order]


def _borne(readings: Array, subjects: Array, width: int) -> Array:
    """Count for each reading the different subjects that have it; the subjects are in order."""
    order = np.argsort(readings, kind="stable")
    readings, subjects = readings[order], subjects[order]
    first = first_of_runs(readings) | first_of_runs(subjects)
    return np.bincount(readings[first], minlength=width).astype(np.int32)
