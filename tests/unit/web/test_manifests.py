"""A manifest as it is shown."""

from datetime import UTC, datetime

from simpul.core.authority import AuthorityId
from simpul.core.travel import (
    FlaggedTraveller,
    Flight,
    ManifestFacts,
    ManifestForm,
    Traveller,
    TravellerHit,
    TravellerKind,
    manifest_terms,
)
from simpul.services.travellers import ManifestView
from simpul.web.views.manifests import manifest_document

AT = datetime(2026, 3, 1, tzinfo=UTC)
TERMS = manifest_terms(AuthorityId("XA-NCTC"), on=AT.date())
FLIGHT = Flight(number="XB 812")
TRAVELLER = Traveller(place="line 2", kind=TravellerKind.PASSENGER, names=("Bahrul Santosa",))


def flagged(alert: str, *hits: tuple[str, int]) -> FlaggedTraveller:
    return FlaggedTraveller(
        id=alert,
        manifest="m",
        alert=alert,
        subject="traveller:1",
        traveller=TRAVELLER,
        flight=FLIGHT,
        hits=tuple(TravellerHit(against=against, name=against, score=score, evidence=()) for against, score in hits),
        handling=TERMS,
    )


def test_who_is_hit_under_several_terms_stands_once_with_the_best_hit_on_each_record() -> None:
    facts = ManifestFacts(
        id="m",
        form=ManifestForm.TABLE,
        flight=FLIGHT,
        digest="0" * 64,
        travellers=1,
        rejected=(),
        remarks=(),
        screened_at=AT,
        by="a.surya",
        handling=TERMS,
    )
    several = (flagged("a", ("one", 600)), flagged("b", ("one", 880), ("two", 700)), flagged("c", ("one", 690)))
    (row,) = manifest_document(ManifestView(facts=facts, travellers=several)).alerted
    assert [(hit.against, hit.score) for hit in row.hits] == [("one", 880), ("two", 700)]
    assert row.alerts == ("b", "c", "a")
