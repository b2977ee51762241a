"""The writing page as a view: the fields as typed, what there is to choose from, and what is wrong."""

from dataclasses import dataclass

from simpul.core.authority import AuthorityId, Level, Purpose
from simpul.core.errors import InputError
from simpul.core.grading import INFORMATION, SOURCES, Scale
from simpul.core.handling import CourtUse, HandlingCode, Onward, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import GENDERS, PROPERTIES, Schema, ValueKind
from simpul.web.drafting.fields import DraftFields
from simpul.web.views.drafts import PartnerFate

LANGS = ("", "ar", "en", "fa", "fr", "id", "ru", "tl", "ur")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """A partner that a report may be addressed to."""

    id: AuthorityId
    name: str
    suspended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the fields offer."""

    partners: tuple[Reachable, ...]
    others: tuple[str, ...] = ()
    levels: tuple[Level, ...] = tuple(Level)
    kinds: tuple[ReportKind, ...] = tuple(ReportKind)
    tlps: tuple[Tlp, ...] = tuple(Tlp)
    codes: tuple[HandlingCode, ...] = tuple(HandlingCode)
    purposes: tuple[Purpose, ...] = tuple(Purpose)
    onwards: tuple[Onward, ...] = tuple(Onward)
    courts: tuple[CourtUse, ...] = tuple(CourtUse)
    scales: tuple[Scale, ...] = tuple(Scale)
    schemas: tuple[Schema, ...] = tuple(Schema)
    properties: tuple[str, ...] = tuple(PROPERTIES)
    langs: tuple[str, ...] = LANGS
    genders: tuple[str, ...] = GENDERS

    def sources(self, scale: str) -> tuple[tuple[Scale, str], ...]:
        """Give the letters of a scale, and of Admiralty where there is no such scale."""
        known = Scale(scale) if scale in set(Scale) else Scale.ADMIRALTY
        return tuple((known, letter) for letter in SOURCES[known])

    def information(self, scale: str) -> tuple[tuple[Scale, str], ...]:
        """Give the figures of a scale."""
        known = Scale(scale) if scale in set(Scale) else Scale.ADMIRALTY
        return tuple((known, figure) for figure in INFORMATION[known])


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """The writing page. `draft_id` is empty for a new draft; `wrong` is the field that cannot stand, and why."""

    draft_id: str
    fields: DraftFields
    choices: Choices
    wrong_place: str = ""
    wrong_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPart:
    """What each partner would get of what is typed; where it cannot stand yet, the place and the reason."""

    fates: tuple[PartnerFate, ...] = ()
    wrong_place: str = ""
    wrong_reason: str = ""


def kind_of_value(name: str) -> ValueKind:
    """Say what a property's value is made of; an unknown property's is text."""
    return PROPERTIES.get(name, ValueKind.TEXT)


def place_of(fault: InputError) -> str:
    """Give the place of a fault, or nothing."""
    return fault.place or ""
