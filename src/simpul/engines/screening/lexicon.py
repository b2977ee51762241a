"""The distinct words of a layer, and the ways to find those that may be spellings of another word.

Words are found by keys, 32-bit checksums sorted in one array: of their sound, of their consonants, of their sound and
their letters with one left out, and of the shape of their letters. Two texts that share a key by chance cost one
comparison and change nothing: whether a word is like another depends on these two alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from simpul.engines.screening.columns import Array, Ragged, starts_of
from simpul.engines.screening.misreading import shape
from simpul.engines.screening.resemblance import SHORTEST_FUZZY, SHORTEST_WRITTEN
from simpul.engines.screening.token import Script, Token, Voice

LONGEST_NEAR = 20
"""Words from SHORTEST_WRITTEN to so many letters are also found when one letter is missing, added, another one, or in
the wrong place, as they are written and as they sound."""

_SOUND, _SKELETON, _NEAR, _SHAPE = "=", "~", "-", "#"

MARKS_OF_A_WORD = 16
"""So many places for each word, by which nearly every sound that no word has is told without being looked up."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Words by their number.

    `readings` has for each the numbers of its consonants in every reading, the likeliest first, `first_letters` the
    letter that it begins with, `lone` whether that is all of it, `sure` whether it is surely a name (`Token.is_sure`).
    `sounding` marks the keys of all sounds, each at its remainder by the length.
    """

    tokens: Sequence[Token]
    by_text: dict[str, int]
    keys: Array
    words: Array
    skeletons: dict[str, int]
    readings: Ragged
    first_letters: Array
    lone: Array
    sure: Array
    sounding: bytes

    def __len__(self) -> int:
        return len(self.tokens)

    def with_sounds(self, sounds: Sequence[str]) -> list[int]:
        """Give the words that sound like one of these."""
        marks, length = self.sounding, len(self.sounding)
        there = [key for sound in sounds if marks[(key := _key(_SOUND, sound)) % length]]
        return [word for word in self._found(there) if self.tokens[word].sound in sounds] if there else []

    def with_skeletons(self, skeletons: Sequence[str]) -> list[int]:
        """Give the words of which a reading of the consonants is one of these, some of them more than once."""
        found = self._found([_key(_SKELETON, skeleton) for skeleton in skeletons])
        return [word for word in found if not set(skeletons).isdisjoint(self.tokens[word].skeletons)]

    def like(self, tokens: Sequence[Token]) -> list[set[int]]:
        """Give for each of these words those that may be spellings of it."""
        keys = [keys_of(token) for token in tokens]
        begins, ends = self._spans([key for each in keys for key in each])
        found, place = [], 0
        for token, each in zip(tokens, keys, strict=True):
            spans = slice(place, place := place + len(each))
            words = set(self._words_in(begins[spans], ends[spans]))
            if token.text in self.by_text:
                words.add(self.by_text[token.text])
            found.append(words)
        return found

    def _found(self, keys: Sequence[int]) -> list[int]:
        return self._words_in(*self._spans(keys))

    def _spans(self, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        sought = np.array(keys, dtype=np.uint32)
        return self.keys.searchsorted(sought).tolist(), self.keys.searchsorted(sought, side="right").tolist()

    def _words_in(self, begins: Sequence[int], ends: Sequence[int]) -> list[int]:
        found: list[int] = []
        for begin, end in zip(begins, ends, strict=True):
            if end > begin:
                found += self.words[begin:end].tolist()
        return found


def lexicon_of(tokens: Sequence[Token]) -> Lexicon:
    """Make a lexicon of distinct words."""
    keys = [keys_of(token) for token in tokens]
    words = np.repeat(np.arange(len(tokens), dtype=np.int32), np.fromiter(map(len, keys), dtype=np.int64))
    return _sorted(tokens, np.array([key for each in keys for key in each], dtype=np.uint32), words)


def extended(lexicon: Lexicon, other: Lexicon) -> Lexicon:
    """Give a lexicon with the words of both; those of the first keep their numbers."""
    new = [word for word, token in enumerate(other.tokens) if token.text not in lexicon.by_text]
    renamed = np.full(len(other), -1, dtype=np.int32)
    renamed[new] = np.arange(len(lexicon), len(lexicon) + len(new), dtype=np.int32)
    words = renamed[other.words]
    return _sorted(
        [*lexicon.tokens, *(other.tokens[word] for word in new)],
        np.concatenate([lexicon.keys, other.keys[words >= 0]]),
        np.concatenate([lexicon.words, words[words >= 0]]),
    )


def near_words(word: str) -> Iterator[str]:
    """Give a word and it with each one letter left out; nothing for very short and very long ones.

    Two words that differ by one letter (missing, added, exchanged) or by two neighbours in the wrong order share one
    of these.
    """
    if SHORTEST_WRITTEN <= len(word) <= LONGEST_NEAR and word.isalpha():
        yield word
        for place in range(len(word)):
            yield word[:place] + word[place + 1 :]


def keys_of(token: Token) -> list[int]:
    """Give the keys under which a word is found, each once."""
    keys = {_key(_SOUND, token.sound)}
    keys.update(_key(_SKELETON, skeleton) for skeleton in token.skeletons)
    keys.update(_key(_NEAR, near) for near in near_words(token.sound))
    if token.voice is not Voice.SYLLABIC and token.text != token.sound:
        keys.update(_key(_NEAR, near) for near in near_words(token.text))
    if token.script is Script.LATIN and len(token.text) >= SHORTEST_FUZZY:
        keys.add(_key(_SHAPE, shape(token.text)))
    return sorted(keys)


def _sorted(tokens: Sequence[Token], keys: Array, words: Array) -> Lexicon:
    order = np.argsort(keys, kind="stable")
    skeletons: dict[str, int] = {}
    readings = [skeletons.setdefault(reading, len(skeletons)) for token in tokens for reading in token.skeletons]
    lengths = np.fromiter((len(token.skeletons) for token in tokens), dtype=np.int64, count=len(tokens))
    return Lexicon(
        tokens=tokens,
        by_text={token.text: word for word, token in enumerate(tokens)},
        keys=keys[order],
        words=words[order],
        skeletons=skeletons,
        readings=Ragged(starts=starts_of(lengths), values=np.array(readings, dtype=np.int32)),
        first_letters=np.fromiter((ord(token.text[0]) for token in tokens), dtype=np.uint32, count=len(tokens)),
        sure=np.fromiter((token.is_sure for token in tokens), dtype=np.bool_, count=len(tokens)),
        lone=np.fromiter((len(token.text) == 1 for token in tokens), dtype=np.bool_, count=len(tokens)),
        sounding=_marks_of([_key(_SOUND, token.sound) for token in tokens]),
    )


def _marks_of(keys: Sequence[int]) -> bytes:
    marks = np.zeros(max(1, MARKS_OF_A_WORD * len(keys)), dtype=np.uint8)
    marks[np.array(keys, dtype=np.int64) % len(marks)] = 1
    return marks.tobytes()


def _key(kind: str, text: str) -> int:
    return crc32((kind + text).encode("utf-8", "surrogatepass"))
