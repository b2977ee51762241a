"""Definitions of offences: what conduct, in which part, save where the instrument does not govern it.

A definition is data: formulas over the elements, each with the article it was written from. That of an instrument says
also when the case stays within one state, which takes it out of the instrument though not out of the definition. That
of a state has a penalty and days from and until which it is law.
"""

from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.law.elements import ACTS, MEMBERSHIP_OR_SPEECH, MOTIVES
from simpul.core.law.formula import (
    NEVER,
    All,
    Any,
    Formula,
    Known,
    Not,
    fingerprint,
    names_in,
    value_of,
    without,
)
from simpul.core.law.provenance import Citation, Provenance
from simpul.core.law.truth import Truth, conjunction, negation

MOST_NAME = 200
LIFE = 1_200
"""How a maximum of imprisonment for life, or of death, is written in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One way to have part in an offence, and where it stands."""

    article: str
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One offence as one article defines it.

    `requires` names the later protocol of whose parties alone the text is the law; `texts` are the hashes of the
    articles it was written from, where they were at hand.
    """

    code: str
    instrument: str
    article: str
    title: str
    conduct: Formula
    parts: tuple[Part, ...]
    provenance: Provenance
    excluded: Formula = NEVER
    excluded_article: str = ""
    domestic: Formula = NEVER
    domestic_article: str = ""
    requires: str = ""
    text_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse what defines no conduct, or nothing but a motive."""
        for place in ("code", "instrument", "article"):
            if not bounded_text(getattr(self, place), place=self.provenance.row, most=MOST_NAME).strip():
                raise InputError("an offence says its code, its law and its article", place=self.provenance.row)
        if without(self.conduct, MOTIVES) is None or not names_in(self.conduct):
            raise InputError("an offence is defined by conduct, not by a motive alone", place=self.provenance.row)
        if not self.parts:
            raise InputError("an offence says in which part it is committed", place=self.provenance.row)

    @property
    def formula(self) -> Formula:
        """The whole offence in one formula, motives left out."""
        counted = without(self.conduct, MOTIVES) or NEVER
        parts = Any(parts=tuple(part.formula for part in self.parts))
        excluded = (Not(part=self.excluded),) if self.excluded != NEVER else ()
        return All(parts=(counted, parts, *excluded))

    @property
    def sha256(self) -> str:
        """What identifies the formula that an answer was computed by."""
        return fingerprint(self.formula)

    @property
    def has_motive(self) -> bool:
        """Whether the article names a motive, which is not counted."""
        return any(name in MOTIVES for name in names_in(self.conduct))

    @property
    def is_membership_or_speech(self) -> bool:
        """Whether every act that the article names is membership or speech."""
        acts = {name for name in names_in(self.conduct) if name in ACTS}
        return bool(acts) and acts <= MEMBERSHIP_OR_SPEECH

    @property
    def citation(self) -> Citation:
        """Where the offence stands."""
        return Citation(
            instrument=self.instrument,
            article=self.article,
            provenance=self.provenance,
            text_sha256=self.text_sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOffence:
    """An offence of one state's law: its definition, its greatest penalty in months, and when it is law."""

    state: str
    definition: Definition
    penalty_max_months: int | None
    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        """Refuse a penalty that there is not, and a law that ends before it begins."""
        if self.penalty_max_months is not None and not 0 <= self.penalty_max_months <= LIFE:
            raise InputError(f"not 0 to {LIFE} months", place=self.definition.provenance.row)
        if self.valid_to and self.valid_to < self.valid_from:
            raise InputError("ends before it begins", place=self.definition.provenance.row)

    def is_law_on(self, days: tuple[date, ...]) -> Truth:
        """Say whether it was law on the days of the conduct; on some of them only is unknown."""
        held = {self.valid_from <= day and not (self.valid_to and self.valid_to < day) for day in days}
        if len(held) != 1:
            return Truth.UNKNOWN
        return Truth.TRUE if held == {True} else Truth.FALSE


def met(definition: Definition, known: Known) -> Truth:
    """Say whether conduct meets an offence."""
    return value_of(definition.formula, known)


def in_scope(definition: Definition, known: Known) -> Truth:
    """Say whether conduct meets an offence and does not stay within one state as the instrument has it."""
    return conjunction((met(definition, known), negation(value_of(definition.domestic, known))))


def parts_met(definition: Definition, known: Known) -> tuple[Part, ...]:
    """Give the ways in which the person is known to have had part."""
    return tuple(part for part in definition.parts if value_of(part.formula, known) is Truth.TRUE)
