"""What is typed on the pages of requests at law becomes a request that a court over there may rest on."""

from datetime import UTC, datetime

from starlette.datastructures import FormData

from simpul.core.authority import Level, OfficerId, Purpose
from simpul.core.handling import CourtUse, Handling
from simpul.core.lawdraft import CaseHeading, HeldLawDraft, LawDraft
from simpul.web.pages.law_forms import request_of
from tests.lawrequests import ASKED, ASKING

HEADING = CaseHeading(case="XA-1", kind="mla", requesting="XA", requested="XB", charge="Arson")


def test_a_request_may_be_laid_before_the_courts_of_the_state_that_is_asked() -> None:
    terms = Handling(originator=ASKING, level=Level.RESTRICTED, purposes=(Purpose.JUDICIAL_COOPERATION,))
    held = HeldLawDraft(
        id="0" * 32,
        draft=LawDraft(handling=terms, heading=HEADING, document="{}"),
        author=OfficerId("xa-nctc-analyst"),
        version=1,
        saved_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    form = FormData([("recipient", ASKED), ("stage", "formal"), ("urgency", "routine")])
    made = request_of(form, held, None).handling
    assert (made.court, made.level, made.releasable_to) == (CourtUse.ALLOWED, terms.level, (ASKED,))
