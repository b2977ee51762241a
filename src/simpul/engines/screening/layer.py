"""One unchangeable part of an index: some entries and the ways to find them. Changes are further layers on top."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from simpul.engines.screening.entry import Entry, EntryName
from simpul.engines.screening.token import Token

SHORTEST_NEAR = 4
LONGEST_NEAR = 20
"""Sounds of this many letters are also found when one letter is missing, added, exchanged or in the wrong place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Entries, the names that hold a word, and the words by sound, by consonants and by sound with a letter left out.

    `gone` are entries that a later change took away or replaced; `gone_frequency` is what they held.
    """

    entries: dict[str, Entry]
    postings: dict[str, list[EntryName]]
    words: dict[str, Token]
    by_sound: dict[str, list[str]]
    by_skeleton: dict[str, list[str]]
    by_near_sound: dict[str, list[str]]
    by_identifier: dict[str, list[str]]
    frequency: Counter[str]
    gone: frozenset[str]
    gone_frequency: Counter[str]

    def __len__(self) -> int:
        return len(self.entries) - len(self.gone)

    def get(self, subject_id: str) -> Entry | None:
        """Give the entry that is in force under this id, if this layer holds it."""
        return None if subject_id in self.gone else self.entries.get(subject_id)

    def living(self) -> Iterator[Entry]:
        """Give the entries that are in force."""
        return (entry for subject_id, entry in self.entries.items() if subject_id not in self.gone)

    def without(self, subject_ids: Iterable[str]) -> "Layer":
        """Give this layer with these entries gone; what it is built of is shared."""
        leaving = [subject_id for subject_id in subject_ids if self.get(subject_id)]
        if not leaving:
            return self
        frequency = self.gone_frequency.copy()
        for subject_id in leaving:
            frequency.update(self.entries[subject_id].skeletons)
        return replace(self, gone=self.gone.union(leaving), gone_frequency=frequency)

    def frequency_of(self, skeleton: str) -> int:
        """Count the entries in force that have a word with these consonants."""
        held = self.frequency.get(skeleton, 0)
        return held - self.gone_frequency.get(skeleton, 0) if held else 0

    def words_like(self, token: Token) -> Iterator[str]:
        """Give the words that may be spellings of this one, some of them more than once."""
        if token.text in self.words:
            yield token.text
        yield from self.by_sound.get(token.sound, ())
        for skeleton in token.skeletons:
            yield from self.by_skeleton.get(skeleton, ())
        for near in near_sounds(token.sound):
            yield from self.by_near_sound.get(near, ())


def build_layer(entries: Iterable[Entry]) -> Layer:
    """Build a layer of these entries, each id once."""
    layer = Layer(
        entries={entry.subject.id: entry for entry in entries},
        postings={},
        words={},
        by_sound={},
        by_skeleton={},
        by_near_sound={},
        by_identifier={},
        frequency=Counter(),
        gone=frozenset(),
        gone_frequency=Counter(),
    )
    for subject_id, entry in layer.entries.items():
        layer.frequency.update(entry.skeletons)
        for number in entry.identifiers:
            layer.by_identifier.setdefault(number, []).append(subject_id)
        for name in entry.names:
            _add_name(layer, name)
    return layer


def merge_layers(below: Layer, above: Layer) -> Layer:
    """Make one layer of two that hold different ids in force; what only one of them has is shared with it.

    Costs little more than copying the tables of the lower layer, since nothing is folded or looked up again. Words that
    nobody has any more stay known; they stand for nobody.
    """
    known = below.words

    def joined(lower: dict[str, list[str]], upper: dict[str, list[str]]) -> dict[str, list[str]]:
        tables = lower.copy()
        for key, texts in upper.items():
            tables[key] = [*tables[key], *(text for text in texts if text not in known)] if key in tables else texts
        return tables

    postings = _living_postings(below)
    for text, names in _living_postings(above).items():
        postings[text] = [*postings[text], *names] if text in postings else names
    return Layer(
        entries={entry.subject.id: entry for layer in (below, above) for entry in layer.living()},
        postings=postings,
        words=below.words | above.words,
        by_sound=joined(below.by_sound, above.by_sound),
        by_skeleton=joined(below.by_skeleton, above.by_skeleton),
        by_near_sound=joined(below.by_near_sound, above.by_near_sound),
        by_identifier=_living_identifiers(below, above),
        frequency=_sum((below.frequency, above.frequency), (below.gone_frequency, above.gone_frequency)),
        gone=frozenset(),
        gone_frequency=Counter(),
    )


def near_sounds(sound: str) -> Iterator[str]:
    """Give a sound and it with each one letter left out; nothing for very short and very long ones.

    Two sounds that differ by one letter (missing, added, exchanged) or by two neighbours in the wrong order share one
    of these.
    """
    if SHORTEST_NEAR <= len(sound) <= LONGEST_NEAR and sound.isalpha():
        yield sound
        for place in range(len(sound)):
            yield sound[:place] + sound[place + 1 :]


def _add_name(layer: Layer, name: EntryName) -> None:
    for token in dict.fromkeys(name.tokens):
        posting = layer.postings.get(token.text)
        if posting is None:
            layer.postings[token.text] = [name]
            _add_word(layer, token)
        else:
            posting.append(name)


def _living_postings(layer: Layer) -> dict[str, list[EntryName]]:
    postings = layer.postings.copy()
    gone = (layer.entries[subject_id] for subject_id in layer.gone)
    for text in {token.text for entry in gone for name in entry.names for token in name.tokens}:
        postings[text] = [name for name in postings[text] if name.subject_id not in layer.gone]
    return postings


def _living_identifiers(*layers: Layer) -> dict[str, list[str]]:
    living: dict[str, list[str]] = {}
    for layer in layers:
        for number, subject_ids in layer.by_identifier.items():
            held = [subject_id for subject_id in subject_ids if subject_id not in layer.gone]
            living[number] = living.get(number, []) + held
    return living


def _sum(added: Iterable[Counter[str]], taken: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counts in added:
        total.update(counts)
    for counts in taken:
        total.subtract(counts)
    return total


def _add_word(layer: Layer, token: Token) -> None:
    text = token.text
    layer.words[text] = token
    layer.by_sound.setdefault(token.sound, []).append(text)
    for skeleton in token.skeletons:
        layer.by_skeleton.setdefault(skeleton, []).append(text)
    for near in set(near_sounds(token.sound)):
        layer.by_near_sound.setdefault(near, []).append(text)
