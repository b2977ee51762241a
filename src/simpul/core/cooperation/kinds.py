"""What requests between states are about: the kinds of help, grounds of refusal, citations.

The words here are those of the law's own room (`core.law`), by the same names. They stand here again, since a node that
handles requests all day need not hold the law in memory to do so; a test keeps the two equal.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import HASH_ID, bounded_text

MOST_NAME = 400
INSTRUMENT = re.compile(r"[a-z][a-z0-9-]{2,39}")


class HelpKind(StrEnum):
    """What kind of help is asked for."""

    EXTRADITION = "extradition"
    ASSISTANCE = "mla"


class RefusalGround(StrEnum):
    """Why a request is refused; the same grounds that are computed of a case."""

    POLITICAL_OFFENCE = "political_offence"
    PERSECUTION = "persecution"
    TORTURE = "torture"
    REFUGEE = "refugee"
    UNFAIR_TRIAL = "unfair_trial"
    NE_BIS_IN_IDEM = "ne_bis_in_idem"
    LAPSE_OF_TIME = "lapse_of_time"
    NATIONALS = "nationals"
    DEATH_PENALTY = "death_penalty"
    MILITARY_OFFENCE = "military_offence"
    FISCAL_OFFENCE = "fiscal_offence"
    BANK_SECRECY = "bank_secrecy"
    NO_DUAL_CRIMINALITY = "no_dual_criminality"
    PLACE_OF_COMMISSION = "place_of_commission"
    PENDING_PROCEEDINGS = "pending_proceedings"
    ESSENTIAL_INTERESTS = "essential_interests"
    MEASURE_NOT_ALLOWED = "measure_not_allowed"
    NOT_IN_CONFORMITY = "not_in_conformity"


class AssuranceMatter(StrEnum):
    """What an assurance is about."""

    DEATH_PENALTY = "death-penalty"
    LIFE_SENTENCE = "life-sentence"
    FAIR_TRIAL = "fair-trial"
    TREATMENT = "treatment"
    RETURN_TO_SERVE = "return-to-serve"
    NO_ONWARD_SURRENDER = "no-onward-surrender"
    LIMITED_USE = "limited-use"
    OTHER = "other"


class Manner(StrEnum):
    """How it was decided that a person is surrendered."""

    DECISION = "decision"
    CONSENT = "consent"
    """The person sought agreed to it."""


class ProsecutionOutcome(StrEnum):
    """How a prosecution instead of extradition ended."""

    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An article that a record rests on.

    `text_sha256` is the hash of the article's text where that was read; without it the article is unverified.
    """

    instrument: str
    article: str
    text_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse what names no instrument or no article, and a hash that is none."""
        for place in ("instrument", "article"):
            if not bounded_text(getattr(self, place), place=f"cited.{place}", most=MOST_NAME).strip():
                raise InputError("an article of an instrument is named", place=f"cited.{place}")
        if self.text_sha256 and not HASH_ID.fullmatch(self.text_sha256):
            raise InputError("not 64 hexadecimal digits", place="cited.text_sha256")

    @property
    def is_verified(self) -> bool:
        """Whether the article was read in the instrument's text."""
        return bool(self.text_sha256)
