"""Facts about conduct, invented, for tests of the law."""

from simpul.core.law.elements import Element
from simpul.core.law.truth import Fact, Truth

SAID = {"by": "Investigator Sekar Wiratama", "on": "2026-02-11", "source": "statement 7"}


def fact(value: Truth) -> Fact:
    """What the investigator says, or leaves open."""
    return Fact() if value is Truth.UNKNOWN else Fact(value=value, **SAID)


def facts_of(pattern: str) -> dict[Element, Fact]:
    """The facts of a pattern: `name` is so, `?name` is open, `-name` is not so, `...` leaves open all else."""
    words = pattern.split()
    rest = Truth.UNKNOWN if "..." in words else Truth.FALSE
    values = dict.fromkeys(Element, rest)
    for word in words:
        if word != "...":
            sign = {"?": Truth.UNKNOWN, "-": Truth.FALSE}.get(word[0], Truth.TRUE)
            values[Element(word.lstrip("?-"))] = sign
    return {element: fact(value) for element, value in values.items()}
