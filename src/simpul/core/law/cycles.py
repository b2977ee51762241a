"""Circles among things that name each other, such as rows that replace rows."""

from collections.abc import Mapping


def circle(above: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the first circle that is found, from a thing back to itself, or nothing where there is none."""
    done: set[str] = set()
    for start in above:
        found = _walked(start, above, done)
        if found:
            return found
    return ()


def _walked(start: str, above: Mapping[str, tuple[str, ...]], done: set[str]) -> tuple[str, ...]:
    """Walk up from a thing, without recursion: a chain of rows may be long."""
    way: list[str] = []
    waiting: list[tuple[str, bool]] = [(start, False)]
    while waiting:
        here, is_left = waiting.pop()
        if is_left:
            done.add(way.pop())
        elif here in way:
            return (*way[way.index(here) :], here)
        elif here not in done:
            way.append(here)
            waiting.append((here, True))
            waiting.extend((each, False) for each in above.get(here, ()))
    return ()
