"""The children of one XML element, asked for by name, so that what nobody asked for is noticed and kept."""

import re
from collections.abc import Iterator

from simpul.core.dates import partial_date
from simpul.core.ids import bounded_text
from simpul.formats.xml import Element, line_of, local_name, own_text

MOST_TEXT = 20_000
ZONE = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})")


class Fields:
    """The children of one element, each to be asked for by name; what nobody asked for is left over."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._stray = True
        self._groups: list[tuple[str, Fields]] = []
        self._by_tag: dict[str, list[Element]] = {}
        for child in element:
            self._by_tag.setdefault(local_name(child.tag), []).append(child)

    @property
    def line(self) -> str:
        """The place of the element itself."""
        return line_of(self._element)

    def placed(self, tag: str, *, most: int = MOST_TEXT) -> tuple[str, str]:
        """Take the first text of this name with its line, or an empty one with the element's."""
        taken = self._take(tag)
        if taken is None:
            return "", self.line
        return bounded_text(_text(taken), place=line_of(taken), most=most), line_of(taken)

    def text(self, tag: str) -> str:
        """Take the first text of this name, or nothing."""
        return self.placed(tag)[0]

    def day(self, tag: str) -> str:
        """Take the first day of this name, as precise as it is, or nothing."""
        said, place = self.placed(tag)
        return day_without_zone(said, place=place) if said else ""

    def groups(self, tag: str) -> "list[Fields]":
        """Take every element of this name, to be asked in turn."""
        groups = [Fields(element) for element in self._by_tag.pop(tag, [])]
        self._groups.extend((tag, group) for group in groups)
        return groups

    def values(self, tag: str) -> list[tuple[str, str]]:
        """Take the texts of the elements of this name, or of VALUE in them, each with its line."""
        return [value for group in self.groups(tag) for value in group.own_values()]

    def texts(self, tag: str) -> tuple[str, ...]:
        """Take the texts of the elements of this name, or of VALUE in them."""
        return tuple(bounded_text(text, place=place, most=MOST_TEXT) for text, place in self.values(tag))

    def drop(self, *tags: str) -> None:
        """Leave these names out."""
        for tag in tags:
            self._by_tag.pop(tag, None)

    def own_values(self) -> Iterator[tuple[str, str]]:
        """Take the text of the element itself, and those of VALUE in it, each with its line."""
        self._stray = False
        if own := own_text(self._element):
            yield own, line_of(self._element)
        values = self._by_tag.pop("VALUE", [])
        self._by_tag["VALUE"] = [value for value in values if len(value)]
        yield from ((_text(value), line_of(value)) for value in values if not len(value) and _text(value))

    def left(self, path: str = "") -> Iterator[str]:
        """Give what nobody asked for and is not empty, as `ELEMENT: text`."""
        if self._stray and (stray := own_text(self._element)):
            yield f"{path.rstrip('/') or self._element.tag}: {stray}"
        for tag, group in self._groups:
            yield from group.left(f"{path}{tag}/")
        for tag, elements in self._by_tag.items():
            for element in elements:
                yield from Fields(element).left(f"{path}{tag}/")

    def _take(self, tag: str) -> Element | None:
        elements = self._by_tag.get(tag, [])
        for index, element in enumerate(elements):
            if len(element) == 0 and _text(element):
                return elements.pop(index)
        return None


def day_without_zone(said: str, *, place: str) -> str:
    """Give a day, a month or a year as it is said; a time zone behind a day says nothing of the day.

    Raises:
        InputError: it is none of these, or there is no such day.
    """
    return partial_date(ZONE.sub("", said), place=place)


def _text(element: Element) -> str:
    return " ".join((element.text or "").split())
