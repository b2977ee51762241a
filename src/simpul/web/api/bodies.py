"""What software sends: typed bodies, checked by the framework, then made into values of core.

This is the only place where the framework's own models stand; a fault is named by its path in the document.
"""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from simpul.core.alert import Verdict
from simpul.core.assertion import MOST_VALUE
from simpul.core.authority import AuthorityId, Level, Purpose, authority_id
from simpul.core.draft import Claim, ReportDraft
from simpul.core.grading import Grading, Scale
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp
from simpul.core.report import MOST_ASSERTIONS, ReportKind
from simpul.core.vocabulary import Schema


class Body(BaseModel):
    """Any body: unknown members are refused, and nothing is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GradingBody(Body):
    """A grading in the scale in which it is given."""

    scale: Scale
    source: str = Field(max_length=1)
    information: str = Field(max_length=1)

    def value(self) -> Grading:
        """Give the grading."""
        return Grading(scale=self.scale, source=self.source, information=self.information)


class HandlingBody(Body):
    """Terms; the originator is always this node's authority. Absent means no."""

    level: Level = Level.RESTRICTED
    tlp: Tlp = Tlp.AMBER_STRICT
    codes: list[HandlingCode] = Field(default=[], max_length=4)
    releasable_to: list[str] = Field(default=[], max_length=200)
    purposes: list[Purpose] = Field(default=[], max_length=20)
    onward: Onward = Onward.NONE
    court: CourtUse = CourtUse.FORBIDDEN
    caveat: str = Field(default="", max_length=500)
    expires_at: datetime | None = None
    retain_until: date | None = None

    def value(self, us: AuthorityId, *, place: str) -> Handling:
        """Give the terms, with names and codes in order."""
        named = {
            authority_id(name, place=f"{place}.releasable_to[{index}]") for index, name in enumerate(self.releasable_to)
        }
        return Handling(
            originator=us,
            level=self.level,
            tlp=self.tlp,
            codes=tuple(sorted(set(self.codes))),
            releasable_to=tuple(sorted(named - {us})),
            purposes=tuple(sorted(set(self.purposes))),
            onward=self.onward,
            court=self.court,
            caveat=self.caveat,
            expires_at=self.expires_at,
            retain_until=self.retain_until,
        )


class ClaimBody(Body):
    """One claim; without grading or handling of its own it has the report's."""

    subject: str = Field(pattern=r"^[0-9a-f]{32}$", description="A random id of 32 hexadecimal digits.")
    schema_: Schema = Field(alias="schema")
    property: str = Field(max_length=40)
    value: str = Field(max_length=MOST_VALUE)
    grading: GradingBody | None = None
    handling: HandlingBody | None = None
    lang: str = Field(default="", max_length=16)
    valid_from: str = Field(default="", max_length=10)
    valid_to: str = Field(default="", max_length=10)
    supersedes: str = Field(default="", max_length=64)
    retracts: str = Field(default="", max_length=64)

    def claim(self, us: AuthorityId, *, place: str) -> Claim:
        """Give the claim."""
        return Claim(
            subject=self.subject,
            schema=self.schema_,
            property=self.property,
            value=self.value,
            grading=self.grading.value() if self.grading else None,
            handling=self.handling.value(us, place=f"{place}.handling") if self.handling else None,
            lang=self.lang,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            supersedes=self.supersedes,
            retracts=self.retracts,
        )


class DraftBody(Body):
    """A draft."""

    kind: ReportKind = ReportKind.INFORMATION
    title: str = Field(min_length=1, max_length=200)
    summary: str = Field(min_length=1, max_length=20_000)
    grading: GradingBody
    handling: HandlingBody
    claims: list[ClaimBody] = Field(default=[], max_length=MOST_ASSERTIONS)
    legal_basis: str = Field(default="", max_length=300)
    supersedes: str = Field(default="", max_length=64)
    retracts: str = Field(default="", max_length=64)

    def draft(self, us: AuthorityId) -> ReportDraft:
        """Give the draft."""
        return ReportDraft(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            grading=self.grading.value(),
            handling=self.handling.value(us, place="handling"),
            claims=tuple(claim.claim(us, place=f"claims[{index}]") for index, claim in enumerate(self.claims)),
            legal_basis=self.legal_basis,
            supersedes=self.supersedes,
            retracts=self.retracts,
        )


class ReleaseBody(Body):
    """To whom a draft is released; without it, to everyone that the draft names."""

    to: list[str] | None = Field(default=None, max_length=200)

    def recipients(self) -> tuple[AuthorityId, ...] | None:
        """Give the recipients, in order, or nothing where the draft's own are meant."""
        if self.to is None:
            return None
        return tuple(authority_id(name, place=f"to[{index}]") for index, name in enumerate(self.to))


class DecisionBody(Body):
    """A decision on alerts, all of them or none; `seen` has `<alert>:<its seen>` for each that must be as shown."""

    alerts: list[str] = Field(min_length=1, max_length=200)
    verdict: Verdict
    reason: str = Field(default="", max_length=1_000)
    seen: list[str] = Field(default=[], max_length=200)


class RescreeningBody(Body):
    """Why everything is to be screened anew."""

    reason: str = Field(min_length=1, max_length=500)


class IntroductionBody(Body):
    """A partner's signed introduction as text, and the fingerprint that was compared."""

    introduction: str = Field(max_length=65_536)
    fingerprint: str = Field(max_length=200)


class SuspensionBody(Body):
    """Why a partner is suspended."""

    reason: str = Field(default="", max_length=300)
