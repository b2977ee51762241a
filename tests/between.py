"""What passes between units, made in one go for tests that look at everything."""

from dataclasses import replace
from datetime import timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cases.freezing import FreezeTarget, TargetKind, Urgency
from simpul.core.cases.parts import CaseParty, MediaType
from simpul.core.cooperation.evidence import Nature
from simpul.core.cooperation.team import TeamParty
from simpul.core.handling import Handling
from simpul.core.payment.freezing import LegalBasis
from simpul.services.casework import CaseDraft
from simpul.services.evidence_keeping import Seizure
from simpul.services.freeze_requests import FreezeDraft
from tests.teams import a_text
from tests.world import GRADING, Place


def between_units(place: Place, terms: Handling, named: str) -> dict[str, str]:
    """Open a case with a file, and ask a partner to freeze; give their ids by what they are ids of."""
    work, sight = place.node.units.casework, place.sight()
    case = work.open(sight, CaseDraft(title=f"{named} case", summary=named, grading=GRADING, handling=terms))
    work.add(sight, case, CaseParty(name=f"{named} Santosa"))
    entry = work.attach(sight, case, named.encode(), name=f"{named}.txt", media_type=MediaType.TEXT)
    draft = FreezeDraft(
        recipient=AuthorityId("XB-NCTC"),
        target=FreezeTarget(kind=TargetKind.PARTY, value=f"{named} Santosa"),
        legal_basis=LegalBasis(instrument="Asset Freezing Act of State XA"),
        authority="Court of State XA",
        urgency=Urgency.URGENT,
        freeze_until=place.clock.present + timedelta(days=90),
        reason=named,
        grading=GRADING,
        handling=terms,
    )
    request = place.node.units.freezing.ask(place.sight("releasing"), draft).record
    return {"case_id": case, "entry_id": entry, "request_id": request, **_in_custody(place, terms, named)}


def _in_custody(place: Place, terms: Handling, named: str) -> dict[str, str]:
    """Write an item of evidence down, and propose a joint team."""
    seizure = Seizure(
        what=f"{named} card",
        nature=Nature.PHYSICAL,
        place=named,
        seized_at=place.clock.present,
        seized_by=f"{named} Santosa",
        order=named,
        seals=(named,),
    )
    item = place.node.units.evidence.seize(place.sight(), seizure, handling=terms)
    parties = tuple(
        TeamParty(authority=AuthorityId(f"{state}-NCTC"), state=state, leader=named) for state in ("XA", "XB")
    )
    text = replace(a_text(), title=f"{named} team", parties=parties)
    handling = replace(terms, releasable_to=tuple(sorted({*terms.releasable_to, AuthorityId("XB-NCTC")})))
    return {"evidence_id": item, "team_id": place.node.units.teams.propose(place.sight(), text, handling=handling)}
