"""Treaties between two states, and what is known of a state's own law on giving help."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.provenance import Citation, Provenance
from simpul.core.law.truth import Truth


class BilateralKind(StrEnum):
    """What a treaty between two states is about."""

    EXTRADITION = "extradition"
    ASSISTANCE = "mla"
    TRANSFER = "transfer"
    INVESTIGATION_TEAM = "jit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilateral:
    """A treaty between two states. `threshold_months` is the least penalty, where it goes by one and not by a list."""

    id: str
    kind: BilateralKind
    a: str
    b: str
    title: str
    provenance: Provenance
    signed: date | None = None
    in_force: date | None = None
    terminated: date | None = None
    threshold_months: int | None = None
    offences: tuple[str, ...] = ()
    retroactive: Truth = Truth.UNKNOWN
    reference: str = ""

    def __post_init__(self) -> None:
        """Refuse a treaty of one state, and days in an order that cannot be."""
        if self.a == self.b:
            raise InputError("a treaty is between two states", place=self.provenance.row)
        days = [day for day in (self.signed, self.in_force, self.terminated) if day]
        if days != sorted(days):
            raise InputError("signed, in force and terminated are not in this order", place=self.provenance.row)

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day, by what is recorded."""
        return bool(self.in_force and self.in_force <= day and not (self.terminated and self.terminated <= day))

    @property
    def citation(self) -> Citation:
        """The citation of the treaty."""
        return Citation(instrument=self.id, article="", provenance=self.provenance, quote="")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLaw:
    """What is known of one state's law, within its days; what is not known is unknown, never no."""

    state: str
    valid_from: date
    provenance: Provenance
    valid_to: date | None = None
    extradites_nationals: Truth = Truth.UNKNOWN
    treaty_required: Truth = Truth.UNKNOWN
    reciprocity_suffices: Truth = Truth.UNKNOWN
    death_penalty_in_law: Truth = Truth.UNKNOWN
    death_penalty_in_practice: Truth = Truth.UNKNOWN
    least_penalty_months: int | None = None
    evidence_test: str = ""
    limitation_rules: str = ""
    central_authority: str = ""
    languages: tuple[str, ...] = ()
    article: str = ""

    def __post_init__(self) -> None:
        """Refuse a law that ended before it began."""
        if self.valid_to and self.valid_to < self.valid_from:
            raise InputError("ended before it began", place=self.provenance.row)

    def holds_on(self, day: date) -> bool:
        """Say whether this was the law on a day."""
        return self.valid_from <= day and not (self.valid_to and self.valid_to <= day)

    @property
    def citation(self) -> Citation:
        """The citation of the law."""
        return Citation(instrument=f"law-{self.state}", article=self.article, provenance=self.provenance)
