"""What states did about an instrument: signed, consented, denounced, declared. Signature alone binds nobody."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.law.provenance import MOST_TEXT, Provenance


class Action(StrEnum):
    """What a state did."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    DENUNCIATION = "denunciation"
    TERRITORIAL_EXTENSION = "territorial-extension"


CONSENTS = frozenset({Action.RATIFICATION, Action.ACCESSION, Action.SUCCESSION, Action.ACCEPTANCE, Action.APPROVAL})
"""What makes a state a party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStatus:
    """One act of one state about one instrument; a correction is a row that replaces another, by its id.

    `effective` is said where the record says it; otherwise the final clause does.
    """

    id: str
    instrument: str
    state: str
    action: Action
    deposited: date
    provenance: Provenance
    effective: date | None = None
    territory: str = ""
    replaces: str = ""
    entered_by: str = ""
    checked_by: str = ""

    def __post_init__(self) -> None:
        """Refuse an act that takes effect before it was done, lies after its source, or has one person for two."""
        if self.effective and self.effective < self.deposited:
            raise InputError("in effect before it was deposited", place=self.provenance.row)
        if self.deposited > self.provenance.as_of:
            raise InputError("deposited after the day of its source", place=self.provenance.row)
        if self.entered_by and self.entered_by == self.checked_by:
            raise InputError("entered and checked by the same person", place=self.provenance.row)
        if bool(self.territory) is not (self.action is Action.TERRITORIAL_EXTENSION):
            raise InputError("a territory is named by its extension, and by nothing else", place=self.provenance.row)


class DeclarationKind(StrEnum):
    """What a declaration is about."""

    RESERVATION = "reservation"
    ANNEX_EXCLUSION = "annex-exclusion"
    NATIONALS = "nationals"
    TREATY_CONDITIONAL = "treaty-conditional"
    OBJECTION = "objection"
    CENTRAL_AUTHORITY = "central-authority"
    LANGUAGE = "language"


class DeclarationEffect(StrEnum):
    """What a declaration does to the rules."""

    NONE = "none"
    PRECLUDES_RELATIONS = "precludes-relations"
    EXCLUDES_PROVISION = "excludes-provision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a state declared about an instrument, when, against whom, and what it does."""

    id: str
    instrument: str
    state: str
    article: str
    kind: DeclarationKind
    effect: DeclarationEffect
    made: date
    provenance: Provenance
    text: str = ""
    against: str = ""
    withdrawn: date | None = None
    replaces: str = ""

    def __post_init__(self) -> None:
        """Refuse one that ended before it began, and an objection to nobody."""
        bounded_text(self.text, place=self.provenance.row, most=MOST_TEXT * 10)
        if self.withdrawn and self.withdrawn < self.made:
            raise InputError("withdrawn before it was made", place=self.provenance.row)
        if self.effect is DeclarationEffect.PRECLUDES_RELATIONS and not self.against:
            raise InputError("what precludes relations says with whom", place=self.provenance.row)

    def holds_on(self, day: date) -> bool:
        """Say whether it stands on a day."""
        return self.made <= day and not (self.withdrawn and self.withdrawn <= day)
