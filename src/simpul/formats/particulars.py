"""What a file says of one entry: texts by heading, texts that belong together in groups, and what nobody asked for.

Rules:
1. Runs of blanks become one blank; an empty text says nothing. Texts are bounded, and hold no control characters.
2. What is said again under the same heading, text or group, is kept once, where it stood first: a list that is
   written out as a table repeats each of its facts beside every other.
3. What has been asked for is taken. The rest is left over, to be kept as `HEADING: text`.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

T = TypeVar("T")

MOST_TEXT = 20_000
MOST_FACTS = 20_000
"""Different texts and groups of one entry; the largest in the published lists has some hundreds."""


class Group:
    """Texts that belong together, such as the lines of one address, each to be asked for by name."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """Begin with everything that the group says."""
        self._said = dict(said)

    def text(self, name: str) -> str:
        """Take what the group says under this name, or nothing."""
        return self._said.pop(name, "")

    def first(self, name: str) -> str:
        """Give what the group says under this name, and leave it there."""
        return self._said.get(name, "")

    def texts(self, *names: str) -> tuple[str, ...]:
        """Take what the group says under these names, in this order."""
        return tuple(text for name in names if (text := self.text(name)))

    def flags(self, *names: str) -> tuple[str, ...]:
        """Take these names and give those of them that the group says are true."""
        return tuple(name for name in names if self.text(name).lower() == "true")

    def drop(self, *names: str) -> None:
        """Leave these names out."""
        for name in names:
            self._said.pop(name, None)

    def rest(self) -> tuple[tuple[str, str], ...]:
        """Take whatever the group says that has not been taken, by name."""
        rest, self._said = tuple(self._said.items()), {}
        return rest

    def left(self, path: str) -> Iterator[str]:
        """Give what nobody asked for, as `HEADING/NAME: text`."""
        yield from (f"{path}/{name}: {text}" for name, text in self._said.items())


class Particulars:
    """Everything that a file says of one entry."""

    def __init__(self, place: str) -> None:
        """Begin with nothing; `place` is where the entry stands in the file."""
        self.place = place
        self._texts: dict[str, dict[str, None]] = {}
        self._groups: dict[str, dict[tuple[tuple[str, str], ...], None]] = {}
        self._asked: list[tuple[str, Group]] = []
        self._facts = 0

    def add(self, heading: str, said: str, *, place: str) -> None:
        """Note a text.

        Raises:
            InputError: it is too long, holds control characters, or is one too many.
        """
        if text := _plain(said, place):
            self._note(self._texts.setdefault(heading, {}), text, place)

    def add_group(self, heading: str, said: Mapping[str, str], *, place: str) -> None:
        """Note texts that belong together; a group that says nothing is none.

        Raises:
            InputError: one of them is too long, holds control characters, or the group is one too many.
        """
        group = tuple((name, text) for name, each in said.items() if (text := _plain(each, place)))
        if group:
            self._note(self._groups.setdefault(heading, {}), group, place)

    def text(self, heading: str) -> str:
        """Take the first text under this heading, or nothing; further ones are left."""
        texts = self._texts.get(heading)
        if not texts:
            return ""
        first = next(iter(texts))
        del texts[first]
        return first

    def first(self, heading: str) -> str:
        """Give the first text under this heading, and leave it there."""
        return next(iter(self._texts.get(heading, ())), "")

    def drop(self, *headings: str) -> None:
        """Leave what stands under these headings out."""
        for heading in headings:
            self._texts.pop(heading, None)

    def texts(self, *headings: str) -> tuple[str, ...]:
        """Take every text under these headings, each once."""
        if len(headings) == 1:
            return tuple(self._texts.pop(headings[0])) if headings[0] in self._texts else ()
        return tuple(dict.fromkeys(text for heading in headings for text in self._texts.pop(heading, ())))

    def groups(self, heading: str) -> list[Group]:
        """Take every group under this heading, to be asked in turn."""
        groups = [Group(dict(said)) for said in self._groups.pop(heading, ())]
        self._asked.extend((heading, group) for group in groups)
        return groups

    def left(self) -> Iterator[str]:
        """Give what nobody asked for, as `HEADING: text`."""
        for heading, texts in self._texts.items():
            yield from (f"{heading}: {text}" for text in texts)
        for heading, group in self._asked:
            yield from group.left(heading)
        for heading, groups in self._groups.items():
            for said in groups:
                yield from Group(dict(said)).left(heading)

    def _note(self, facts: dict[T, None], fact: T, place: str) -> None:
        if fact in facts:
            return
        self._facts += 1
        if self._facts > MOST_FACTS:
            raise InputError(f"more than {MOST_FACTS} facts of one entry", place=place)
        facts[fact] = None


def _plain(said: str, place: str) -> str:
    return bounded_text(" ".join(said.split()), place=place, most=MOST_TEXT)
