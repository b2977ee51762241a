"""Provisions: which article of which instrument says what, and what it does to a request."""

import re
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.provenance import SHA256, Citation, Provenance

ARTICLE = re.compile(r"[0-9IVX]+(?:bis|ter|quater)?(?:\([0-9a-z]+(?:bis|ter)?\))*")


class ProvisionKind(StrEnum):
    """What a provision is about."""

    OFFENCES = "offences"
    DOMESTIC_EXCLUSION = "domestic-exclusion"
    JURISDICTION = "jurisdiction"
    CUSTODY = "custody"
    PROSECUTE_OR_EXTRADITE = "prosecute-or-extradite"
    DEEMED_EXTRADITABLE = "deemed-extraditable"
    CONVENTION_AS_BASIS = "convention-as-basis"
    RECOGNITION = "recognition"
    PLACE_FICTION = "place-fiction"
    TREATIES_MODIFIED = "treaties-modified"
    ASSISTANCE = "assistance"
    ASSISTANCE_PROCEDURE = "assistance-procedure"
    NO_BANK_SECRECY = "no-bank-secrecy"
    NO_FISCAL_REFUSAL = "no-fiscal-refusal"
    USE_LIMITATION = "use-limitation"
    NO_POLITICAL_REFUSAL = "no-political-refusal"
    PERSECUTION = "persecution"
    PRISONER_TRANSFER = "prisoner-transfer"
    FAIR_TREATMENT = "fair-treatment"
    OUTCOME_REPORT = "outcome-report"
    COMING_OFFENCE = "coming-offence"


class Effect(StrEnum):
    """What a provision does."""

    OBLIGES = "obliges"
    MAY = "may-at-option"
    RECOGNISES = "recognises"
    MODIFIES = "modifies"
    DEFINES = "defines"
    EXCLUDES = "excludes"
    BARS_REFUSAL = "bars-refusal"
    PERMITS_REFUSAL = "permits-refusal"
    REQUIRES_REFUSAL = "requires-refusal"
    EXCHANGES = "exchanges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One place of one instrument, what it does, and the hash of the article's text where the text was at hand.

    `survives_exclusion` says that the place applies even where the instrument leaves purely domestic cases out.
    `requires` names the later instrument to which both states must be party for the place to count between them.
    """

    instrument: str
    article: str
    kind: ProvisionKind
    effect: Effect
    provenance: Provenance
    survives_exclusion: bool = False
    requires: str = ""
    words: str = ""
    quote: str = ""
    text_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse a place that is no article's, and a hash that is none."""
        if not ARTICLE.fullmatch(self.article):
            raise InputError(f"not an article such as 11(2): {self.article[:40]!r}", place=self.provenance.row)
        if self.text_sha256 and not SHA256.fullmatch(self.text_sha256):
            raise InputError("not 64 hexadecimal digits", place=self.provenance.row)
        if bool(self.text_sha256) is not bool(self.quote):
            raise InputError("a quote and the hash of its article go together", place=self.provenance.row)

    @property
    def citation(self) -> Citation:
        """The citation of this place."""
        return Citation(
            instrument=self.instrument,
            article=self.article,
            provenance=self.provenance,
            quote=self.quote,
            text_sha256=self.text_sha256,
        )
