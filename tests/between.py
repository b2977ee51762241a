"""What passes between units, made in one go for tests that look at everything."""

from datetime import timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cases.freezing import FreezeTarget, TargetKind, Urgency
from simpul.core.cases.parts import CaseParty, MediaType
from simpul.core.handling import Handling
from simpul.core.payment.freezing import LegalBasis
from simpul.services.casework import CaseDraft
from simpul.services.freeze_requests import FreezeDraft
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
    return {"case_id": case, "entry_id": entry, "request_id": request}
