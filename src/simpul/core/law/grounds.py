"""The grounds on which a request can be refused, and the sources that make them so: data, one row a source.

A source is one article of one instrument, or the requested state's own law: what it does to a request, of which kind
of help it speaks, of whom it has to bind, to which offences it applies, and when it holds. Formulas name elements of
conduct, the matters below, and what other rules found:

    link:CODE       the instrument binds both            bound:CODE     it binds the requested state
    met:CODE        an offence of the instrument is met  scope:CODE     and the case is not purely domestic
    reserved:CODE   a reservation stands against it      law:GROUND     the requested state's law knows the ground
    dual            the conduct is a crime in both       incomplete     the request lacks what it must have
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.elements import Element
from simpul.core.law.formula import Formula, Names
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Provenance

REQUESTED_LAW = "requested-law"
"""What stands in the place of an instrument where the requested state's own law is the source."""
DUAL = "dual"
INCOMPLETE = "incomplete"


class Ground(StrEnum):
    """Why a request can be refused."""

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


class Matter(StrEnum):
    """What bears on a refusal, and a person or a document has to say."""

    REGARDED_AS_POLITICAL = "regarded_as_political"
    PERSECUTION_PURPOSE = "persecution_purpose"
    PERSECUTION_PREJUDICE = "persecution_prejudice"
    CONSULAR_COMMUNICATION_IMPOSSIBLE = "consular_communication_impossible"
    TORTURE_DANGER = "torture_danger"
    ILL_TREATMENT_DANGER = "ill_treatment_danger"
    REFUGEE_STATUS = "refugee_status"
    REFUGEE_DANGER_FINDING = "refugee_danger_finding"
    UNFAIR_TRIAL_RISK = "unfair_trial_risk"
    SPECIAL_COURT = "special_court"
    IN_ABSENTIA = "in_absentia"
    RETRIAL_ASSURED = "retrial_assured"
    FINAL_JUDGMENT_REQUESTED = "final_judgment_requested"
    PROCEEDINGS_ENDED_REQUESTED = "proceedings_ended_requested"
    PROCEEDINGS_PENDING_REQUESTED = "proceedings_pending_requested"
    THIRD_STATE_JUDGMENT_SERVED = "third_state_judgment_served"
    THIRD_STATE_EXCEPTION = "third_state_exception"
    LAPSED_REQUESTING = "lapsed_requesting"
    LAPSED_REQUESTED = "lapsed_requested"
    AMNESTY_REQUESTED = "amnesty_requested"
    NATIONAL_OF_REQUESTED = "national_of_requested"
    DEATH_PENALTY_REQUESTING = "death_penalty_requesting"
    DEATH_PENALTY_REQUESTED_LAW = "death_penalty_requested_law"
    DEATH_PENALTY_REQUESTED_PRACTICE = "death_penalty_requested_practice"
    ASSURANCE_SUFFICIENT = "assurance_sufficient"
    MILITARY_ONLY = "military_only"
    FISCAL_MATTER = "fiscal_matter"
    BANK_SECRECY_INVOKED = "bank_secrecy_invoked"
    COMMITTED_IN_REQUESTED = "committed_in_requested"
    COMMITTED_OUTSIDE_REQUESTING = "committed_outside_requesting"
    NOT_PROSECUTABLE_ABROAD = "not_prosecutable_abroad"
    ESSENTIAL_INTERESTS_PREJUDICED = "essential_interests_prejudiced"
    MEASURE_PROHIBITED = "measure_prohibited"
    CONTRARY_TO_LEGAL_SYSTEM = "contrary_to_legal_system"
    INTERFERES_WITH_PROCEEDINGS = "interferes_with_proceedings"
    COVERED_BY_UNTOC = "covered_by_untoc"
    ALL_OFFENCES_LISTED = "all_offences_listed"


class RefusalEffect(StrEnum):
    """What a source does to a request."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    BY_LAW = "by-law"
    """As the requested state's own law has it, which this does not weigh."""
    BARS = "bars"
    """The ground may not be used."""
    NEVER_ALONE = "never-alone"
    """The request may not be refused on this ground alone."""
    GUIDANCE = "guidance"
    """Binds nobody here; shown, and never counted."""
    DUTY = "duty"
    """What the requested state has to do when it refuses or waits."""


STRICTNESS = (RefusalEffect.MANDATORY, RefusalEffect.CONDITIONAL, RefusalEffect.OPTIONAL, RefusalEffect.BY_LAW)
"""The kinds of ground, the strictest first."""
BARRING = frozenset({RefusalEffect.BARS, RefusalEffect.NEVER_ALONE})


class Binds(StrEnum):
    """Whom an instrument has to bind to be a source."""

    BOTH = "both"
    REQUESTED = "requested"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of a ground, or of a duty around refusing.

    `link` is the instrument whose link counts, where that is another than the one the article stands in: a protocol
    that put the article there.
    """

    id: str
    ground: Ground | None
    instrument: str
    article: str
    kinds: tuple[RequestKind, ...]
    effect: RefusalEffect
    binds: Binds
    link: str
    applies: Formula
    holds: Formula
    provenance: Provenance
    text_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse a duty that is a ground, and a ground that is none."""
        if (self.ground is None) is not (self.effect is RefusalEffect.DUTY):
            raise InputError("a source is of a ground, or is a duty", place=self.provenance.row)
        if not self.kinds:
            raise InputError("says of which kind of help it speaks", place=self.provenance.row)


NAMES = Names(
    plain=frozenset({DUAL, INCOMPLETE, *(each.value for each in Matter), *(each.value for each in Element)}),
    prefixes=frozenset({"link", "bound", "met", "scope", "reserved", "law"}),
)
"""What a formula about refusals may name."""
