"""Grading: how far the source and the claim are trusted, in the scale in which it was given.

Two scales are in use and neither is ever converted into the other in place:
- Admiralty, six by six (source A to F, information 1 to 6; NATO AJP-2.1);
- Europol, four by four (source A, B, C, X; information 1 to 4; Regulation (EU) 2016/794, Art. 29).
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError


class Scale(StrEnum):
    """Which scale a grading was given in."""

    ADMIRALTY = "admiralty-6x6"
    EUROPOL = "europol-4x4"


SOURCES = {Scale.ADMIRALTY: "ABCDEF", Scale.EUROPOL: "ABCX"}
INFORMATION = {Scale.ADMIRALTY: "123456", Scale.EUROPOL: "1234"}

_ADMIRALTY_CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """One grading as its author gave it: the scale, the letter of the source, the figure of the information."""

    scale: Scale
    source: str
    information: str

    def __post_init__(self) -> None:
        """Refuse a letter or figure that the scale does not have."""
        if len(self.source) != 1 or self.source not in SOURCES[self.scale]:
            raise InputError(f"{self.scale} has no source grade {self.source[:8]!r}", place="grading.source")
        if len(self.information) != 1 or self.information not in INFORMATION[self.scale]:
            raise InputError(
                f"{self.scale} has no information grade {self.information[:8]!r}", place="grading.information"
            )

    @property
    def code(self) -> str:
        """The grading as officers write it, such as `B2`."""
        return self.source + self.information


def parsed_grading(text: str, *, scale: Scale) -> Grading:
    """Read a grading such as `B2`.

    Raises:
        InputError: it is not one letter and one figure of the scale.
    """
    if len(text) != 2:
        raise InputError(f"not a letter and a figure: {text[:8]!r}", place="grading")
    return Grading(scale=scale, source=text[0].upper(), information=text[1])


def stix_confidence(grading: Grading) -> int | None:
    """Give STIX's confidence for an Admiralty credibility, 0 to 100, or nothing where STIX has no word for it.

    STIX 2.1, appendix A: credibility 1 to 5 is 90, 70, 50, 30, 10; 6 is left out. There is no such table for the
    Europol scale and none for reliability: those travel in an extension.
    """
    if grading.scale is not Scale.ADMIRALTY:
        return None
    return _ADMIRALTY_CONFIDENCE.get(grading.information)
