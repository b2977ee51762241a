"""Truth in three values (Kleene): what is true, what is false, and what nobody has said yet.

Unknown is never no. What is computed of facts that are unknown is known only where it would be the same whatever they
turned out to be, so that learning a fact can settle an answer and can never turn one that was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_SAID = 600


class Truth(StrEnum):
    """Whether something is so."""

    TRUE = "T"
    FALSE = "F"
    UNKNOWN = "U"


def negation(value: Truth) -> Truth:
    """Give what is so where the value is not; of what is unknown the contrary is unknown too."""
    if value is Truth.UNKNOWN:
        return Truth.UNKNOWN
    return Truth.FALSE if value is Truth.TRUE else Truth.TRUE


def conjunction(values: Iterable[Truth]) -> Truth:
    """Give whether all are so: no where one is not, else unknown where one is unknown; of nothing, yes."""
    held = set(values)
    if Truth.FALSE in held:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in held else Truth.TRUE


def disjunction(values: Iterable[Truth]) -> Truth:
    """Give whether any is so: yes where one is, else unknown where one is unknown; of nothing, no."""
    held = set(values)
    if Truth.TRUE in held:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in held else Truth.FALSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What somebody says is so, is not so, or is not known: who says it, since when, and by what.

    What is said to be so or not so has a speaker, a day and a source; only what is unknown may be without.
    """

    value: Truth = Truth.UNKNOWN
    by: str = ""
    on: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a known fact that nobody answers for."""
        for name in ("by", "source"):
            bounded_text(getattr(self, name), place=f"fact.{name}", most=MOST_SAID)
        if self.on:
            partial_date(self.on, place="fact.on")
        if self.value is Truth.UNKNOWN:
            return
        for name in ("by", "on", "source"):
            if not getattr(self, name):
                raise InputError("a known fact says by whom, when and by which source", place=f"fact.{name}")


UNSAID = Fact()
"""What nobody has said anything of."""
