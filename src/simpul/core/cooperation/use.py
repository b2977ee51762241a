"""What may be done with what came of a request: only what it was given for, unless the other side consents.

A person who was surrendered is tried for the offences of the request alone (speciality, ECE 14(1)), and evidence is
used for what the request said (UNTOC 18(19), ICSFT 12(3)). Where the request rests on another treaty or on reciprocity,
the same is asked for, by no article. That a person who was free to leave stayed (ECE 14(1)(b)) is not weighed here.
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.cooperation.kinds import Cited, HelpKind
from simpul.core.cooperation.standing import ConsentState, LawStanding

TEXTS = {
    "ece1957": "d8103cd111fc5a623a098854a0142fe728b3ed9f7e4eb393cc9fbcd2dc4e6730",
    "untoc2000": "b6ac80764e433e2bc49b1eef1bcbae0de3977fb2699b020534b8752764328c82",
    "icsft1999": "748493624b2969243af39c7049b3e113c99722c2aa69e84e0d3571a010a46c08",
}
"""The hashes of the articles below, as they were read."""

LIMITED_BY = {
    (HelpKind.EXTRADITION, "ece1957"): "14(1)",
    (HelpKind.ASSISTANCE, "untoc2000"): "18(19)",
    (HelpKind.ASSISTANCE, "icsft1999"): "12(3)",
}
"""By which article use is limited, where the request rests on this instrument."""


class UseVerdict(StrEnum):
    """Whether something may be used, and why."""

    AS_ASKED = "as-asked"
    """It is for an offence of the request."""
    CONSENTED = "consented"
    NOT_CONSENTED = "not-consented"
    NOTHING_THERE = "nothing-there"
    """Nothing has come of the request yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Whether what came of a request may be used for an offence; `consent` names the word that allows it."""

    verdict: UseVerdict
    cited: tuple[Cited, ...]
    consent: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be."""
        return self.verdict in (UseVerdict.AS_ASKED, UseVerdict.CONSENTED)


def use_for(standing: LawStanding, offence: str) -> Use:
    """Say whether what came of a request may be used for an offence, by its name or code."""
    request = standing.request.value
    article = LIMITED_BY.get((request.kind, request.treaty), "")
    cited = (Cited(instrument=request.treaty, article=article, text_sha256=TEXTS[request.treaty]),) if article else ()
    if standing.came is None:
        return Use(verdict=UseVerdict.NOTHING_THERE, cited=cited)
    if offence in request.offences:
        return Use(verdict=UseVerdict.AS_ASKED, cited=cited)
    given = (each for each in standing.consents if each.state is ConsentState.GIVEN and offence in each.offences)
    consent = next(given, None)
    if consent is None:
        return Use(verdict=UseVerdict.NOT_CONSENTED, cited=cited)
    return Use(verdict=UseVerdict.CONSENTED, cited=cited, consent=consent.asked.id)
