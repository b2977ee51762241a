"""The answer to the question for a basis: every one that there is, in order, each cited and dated; and what is open.

None of these values can be made without a citation, and each says the day as of which it is right: that of the oldest
fact it stands on.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from simpul.core.errors import InputError
from simpul.core.law.binding import Link
from simpul.core.law.provenance import Citation, cited, oldest
from simpul.core.law.provision import Effect
from simpul.core.law.question import Question
from simpul.core.law.truth import Truth


class Tier(IntEnum):
    """How bases rank, the best first."""

    BILATERAL = 1
    REGIONAL = 2
    SECTORAL = 3
    GENERAL = 4


class Missing(StrEnum):
    """A fact that would decide what is unknown."""

    EXTRADITION_TREATY = "extradition-treaty"
    ASSISTANCE_TREATY = "assistance-treaty"
    TREATY_REQUIRED = "treaty-required"
    RECIPROCITY = "reciprocity"
    DOMESTIC_ONLY = "domestic-only"
    SCOPE = "scope"
    CONDUCT_BEFORE = "conduct-before-entry-into-force"
    PARTY_TABLE = "party-table"
    PARTY_SINCE = "party-since-table"
    LATER_PROTOCOL = "later-protocol"
    ARTICLE = "article-not-in-register"


class NotChecked(StrEnum):
    """What an answer does not take into account."""

    DECLARATIONS = "declarations-and-reservations"
    CHANGES_SINCE = "changes-since-as-of"
    ELEMENTS = "elements-of-the-offence"
    TERRITORY = "territorial-application"
    SUCCESSION = "effect-of-succession"
    ANNEX = "annex-declarations-2-2-a"
    TERMINATION = "unrecorded-termination"
    DUAL_CRIMINALITY = "dual-criminality"
    REFUSAL = "grounds-of-refusal"
    OTHER_TREATIES = "other-treaties"
    MEMORY = "facts-from-memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One basis: the article, what it does, since when it is in force between the two, and whether it holds.

    It holds where nothing is missing; where something is, it is unknown, and `missing` names what would decide it.
    """

    instrument: str
    article: str
    tier: Tier
    effect: Effect
    holds: Truth
    since: date
    citations: tuple[Citation, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Missing, ...] = ()
    link: Link | None = None

    def __post_init__(self) -> None:
        """Refuse a basis that cites nothing, that checked everything, or that is unknown for no reason."""
        cited(self.citations)
        if not self.not_checked:
            raise InputError("says what it did not check", place="not_checked")
        if self.holds is Truth.FALSE or bool(self.missing) is not (self.holds is Truth.UNKNOWN):
            raise InputError("is unknown where something is missing, and only there", place="holds")

    @property
    def as_of(self) -> date:
        """The day as of which the basis is right."""
        return oldest(each.provenance for each in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An instrument of which is not known whether it binds both, and what would tell."""

    instrument: str
    missing: tuple[Missing, ...]
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse what is open for no reason or cites nothing."""
        cited(self.citations)
        if not self.missing:
            raise InputError("is unknown where something is missing, and only there", place="missing")

    @property
    def as_of(self) -> date:
        """The day as of which this is so."""
        return oldest(each.provenance for each in self.citations)


class Why(StrEnum):
    """Why an instrument that binds both is no basis here."""

    NOT_ASSERTED = "offence-not-asserted"
    DOMESTIC = "purely-domestic"
    SCOPE = "outside-scope"
    YIELDS = "yields-to-another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An instrument that binds both and is no basis for this request as asserted, and why."""

    instrument: str
    why: Why
    since: date
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse what cites nothing."""
        cited(self.citations)

    @property
    def as_of(self) -> date:
        """The day as of which this is so."""
        return oldest(each.provenance for each in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """Whether the requested state's law lets it help without a treaty, on reciprocity: a way of its own, not a rest."""

    value: Truth
    citations: tuple[Citation, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Missing, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cites nothing, and what is unknown for no reason."""
        cited(self.citations)
        if bool(self.missing) is not (self.value is Truth.UNKNOWN):
            raise InputError("is unknown where something is missing, and only there", place="reciprocity")

    @property
    def as_of(self) -> date:
        """The day as of which this is so."""
        return oldest(each.provenance for each in self.citations)


class Note(StrEnum):
    """What has to be known of an answer as a whole, before anything in it is relied on."""

    OFFENCE_UNKNOWN = "offence-not-in-tables"
    """No table knows the code: it excludes no instrument, and each asks whether the conduct is an offence of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisAnswer:
    """All bases, the best first, the way by reciprocity, what is open, and what binds both but is no basis here."""

    question: Question
    bases: tuple[Basis, ...]
    reciprocity: Reciprocity
    unknown: tuple[Open, ...] = ()
    aside: tuple[Aside, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def as_of(self) -> date:
        """The day as of which the whole answer is right."""
        parts: tuple[Basis | Reciprocity | Open | Aside, ...] = (
            *self.bases,
            self.reciprocity,
            *self.unknown,
            *self.aside,
        )
        return min(each.as_of for each in parts)
