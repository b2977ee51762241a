"""Offences as they are asserted: which instruments define them, and what of the case bears on their scope.

What an offence is called decides nothing: a code says which formula is *asserted*. Whether the conduct meets it is a
question of its elements, which this module does not answer and every answer names as not checked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from simpul.core.errors import InputError
from simpul.core.law.provenance import Provenance
from simpul.core.law.truth import Truth

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:/()#§,-]{0,99}")


NOT_LETTERS = re.compile(r"[^0-9a-z]+")


class Circumstance(StrEnum):
    """A circumstance of the case on which an instrument's scope depends."""

    DOMESTIC_ONLY = "domestic-only"
    TRANSNATIONAL = "transnational"
    ORGANISED_GROUP = "organised-group"
    SERIOUS_CRIME = "serious-crime"
    CORRUPTION_OFFENCE = "corruption-offence"


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceFormula:
    """An offence of an instrument, by our code for it, the article that defines it, and other codes it goes by."""

    code: str
    instrument: str
    article: str
    provenance: Provenance
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an offence without a code or an article."""
        if not CODE.fullmatch(self.code) or not self.article.strip():
            raise InputError("an offence needs its code and its article", place=self.provenance.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """What is asserted of the conduct: an offence's code and the circumstances; what is not said is unknown."""

    offence: str
    circumstances: Mapping[Circumstance, Truth] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse a code that no offence can have."""
        if not CODE.fullmatch(self.offence):
            raise InputError(f"not the code of an offence: {self.offence[:40]!r}", place="offence")

    def said(self, circumstance: Circumstance) -> Truth:
        """Give what was said of a circumstance."""
        return self.circumstances.get(circumstance, Truth.UNKNOWN)


def offence_key(code: str) -> str:
    """Give what two ways of writing an offence's code have in common: its letters and figures, in small."""
    return NOT_LETTERS.sub("", code.lower())
