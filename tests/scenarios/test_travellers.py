"""Travellers on real nodes: who is alerted on, under which terms, and what is kept. Everybody on board is invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.alert import AlertKind
from simpul.core.audit import Act, Outcome
from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import ConflictError, DeniedError, NotFoundError
from simpul.core.holding import AlertFilter, HeldAlert
from simpul.core.travel import (
    KEPT_DAYS,
    DocumentKind,
    Flight,
    Manifest,
    ManifestForm,
    RejectedTraveller,
    TravelDocument,
    Traveller,
    TravellerKind,
)
from simpul.core.vocabulary import Schema
from simpul.services.travellers import ManifestView
from tests.world import Place, World

Made = Callable[..., World]

DIGEST = "a" * 64
NAME = "Bahrul Santosa Wiratama"


def listed(list_id: str = "watch", name: str = NAME) -> Designation:
    names = (ListedName(value=name, quality=NameQuality.PRIMARY),)
    return Designation(list_id=list_id, reference="W.001", schema=Schema.PERSON, names=names)


def takes_in(place: Place, entry: Designation) -> None:
    edition = ListEdition(list_id=entry.list_id, dated="2026-01-15", entries=(entry,))
    place.node.listing.take_in(place.sight(), edition)
    place.screens()


def holds(place: Place, name: str = NAME, **terms: object) -> None:
    claim = place.claim(name, subject=place.node.ids.new_id(), property="name")
    place.node.sharing.record(place.sight(), place.draft(claim, handling=place.terms(**terms)))
    place.screens()


def traveller(name: str = NAME, number: str = "C1") -> Traveller:
    return Traveller(
        place="line 2",
        kind=TravellerKind.PASSENGER,
        names=(name,),
        documents=(TravelDocument(kind=DocumentKind.PASSPORT, number=number, issuer="XA"),),
    )


def manifest(*travellers: Traveller, number: str = "XQ123") -> Manifest:
    flight = Flight(number=number, departure="QAA", arrival="QBB", departs_at="2026-03-02T13:10")
    rejected = (RejectedTraveller(place="line 9", reason="no name"),)
    return Manifest(form=ManifestForm.TABLE, flight=flight, travellers=travellers, rejected=rejected)


def screens(place: Place, *travellers: Traveller, by: str = "analyst") -> ManifestView:
    return place.node.travelling.screen(place.sight(by), manifest(*travellers), digest=DIGEST)


def hits(place: Place, name: str = "analyst") -> list[HeldAlert]:
    wanted = AlertFilter(kind=AlertKind.TRAVELLER_HIT)
    return list(place.node.alerting.queue(place.sight(name), chosen=wanted, limit=200).items)


def acts(place: Place, act: Act) -> list[tuple[str, Outcome, str]]:
    page = place.node.auditing.entries(place.sight("auditor"), limit=200)
    return [(held.entry.target, held.entry.outcome, held.entry.detail) for held in page.items if held.entry.act is act]


@pytest.fixture
def place(made: Made) -> Place:
    return made("XA")["XA"]


def test_a_traveller_who_is_on_two_lists_is_one_alert_with_flight_document_route_and_both_hits(place: Place) -> None:
    takes_in(place, listed("watch"))
    takes_in(place, listed("other"))
    view = screens(place, traveller(), traveller("Zxqwv Ttrrk"))
    (alert,) = hits(place)
    codes = {evidence.code: evidence.arguments for evidence in alert.alert.evidence}
    assert codes["traveller-flight"] == ("XQ123", "QAA - QBB", "2026-03-02T13:10")
    assert codes["traveller-document"] == ("passport", "C1", "XA")
    assert codes["traveller-also"][0] == NAME
    (flagged,) = view.travellers
    assert {hit.against for hit in flagged.hits} == {"list:watch:W.001", "list:other:W.001"}
    assert flagged.alert == alert.alert.id
    assert all(hit.evidence for hit in flagged.hits)


def test_of_a_traveller_who_resembles_nobody_nothing_is_kept(place: Place) -> None:
    takes_in(place, listed())
    screens(place, traveller("Zxqwv Ttrrk", "SECRET-NUMBER"))
    facts, flagged = place.node.travelling.recent(place.sight()).items[0]
    assert (facts.travellers, flagged, facts.digest) == (1, 0, DIGEST)
    database = place.node.store._opened.path
    assert database is not None
    held = b"".join(file.read_bytes() for file in database.parent.iterdir() if file.is_file())
    assert b"XQ123" in held
    assert b"Zxqwv" not in held
    assert b"SECRET-NUMBER" not in held


def test_hits_under_other_terms_are_an_alert_of_their_own_and_change_nothing_for_who_sees_less(made: Made) -> None:
    told = []
    for secret in (True, False):
        place = made("XA")["XA"]
        takes_in(place, listed())
        if secret:
            holds(place, level=Level.SECRET)
        view = screens(place, traveller())
        assert len(hits(place)) == (2 if secret else 1)
        assert len(view.travellers) == (2 if secret else 1)
        (junior,) = hits(place, "junior")
        (_, seen), *_ = place.node.travelling.recent(place.sight("junior")).items
        shown = place.node.travelling.manifest(place.sight("junior"), view.facts.id)
        assert {hit.against for each in shown.travellers for hit in each.hits} == {"list:watch:W.001"}
        told.append((junior.alert.caption, junior.alert.score, junior.alert.evidence, seen))
    assert told[0] == told[1]


def test_only_what_the_officer_may_see_is_asked(place: Place) -> None:
    takes_in(place, listed(name="Somebody Else Altogether"))
    holds(place, level=Level.SECRET)
    assert screens(place, traveller(), by="junior").travellers == ()
    assert hits(place) == []


def test_the_same_traveller_in_a_later_list_alerts_again_only_for_somebody_new(place: Place) -> None:
    takes_in(place, listed())
    first = screens(place, traveller())
    second = screens(place, traveller())
    assert second.travellers[0].alert == first.travellers[0].alert
    assert len(hits(place)) == 1
    takes_in(place, listed("other"))
    third = screens(place, traveller())
    assert third.travellers[0].alert != first.travellers[0].alert
    assert len(hits(place)) == 2


def test_a_manifest_is_seen_for_half_a_year_after_the_flight_and_not_after(place: Place) -> None:
    takes_in(place, listed())
    view = screens(place, traveller())
    sight = place.sight()
    flies = manifest().flight.departs_at[:10]
    last = sight.at.fromisoformat(f"{flies}T12:00:00+00:00") + timedelta(days=KEPT_DAYS)
    shown = place.node.travelling.manifest(replace(sight, at=last), view.facts.id)
    assert len(shown.travellers) == 1
    later = replace(sight, at=last + timedelta(days=1))
    with pytest.raises(NotFoundError):
        place.node.travelling.manifest(later, view.facts.id)
    assert place.node.travelling.recent(later).items == ()


def test_screening_is_refused_where_there_is_nothing_to_screen_against(place: Place) -> None:
    with pytest.raises(ConflictError, match="nothing to screen against"):
        screens(place, traveller())


def test_who_reads_no_intelligence_screens_nobody_and_every_act_is_on_record(place: Place) -> None:
    takes_in(place, listed())
    with pytest.raises(DeniedError):
        screens(place, traveller(), by="admin")
    view = screens(place, traveller())
    place.node.travelling.manifest(place.sight(), view.facts.id)
    with pytest.raises(NotFoundError):
        place.node.travelling.manifest(place.sight(), "f" * 32)
    assert [(target, outcome) for target, outcome, _ in acts(place, Act.MANIFEST_SCREEN)] == [
        (view.facts.id, Outcome.DONE),
        ("", Outcome.REFUSED),
    ]
    assert acts(place, Act.MANIFEST_SCREEN)[0][2] == "XQ123: 1 travellers, 1 rejected"
    assert [outcome for _, outcome, _ in acts(place, Act.MANIFEST_READ)] == [Outcome.REFUSED, Outcome.DONE]


def test_what_is_kept_is_verified_against_the_chain(place: Place) -> None:
    takes_in(place, listed())
    view = screens(place, traveller())
    assert place.node.auditing.verify_as_operator().ok
    connection = place.node.store._connection
    connection.exec_driver_sql("DELETE FROM traveller")
    connection.commit()
    found = place.node.auditing.verify_as_operator()
    assert [(problem.table, problem.row) for problem in found.problems] == [("manifest", view.facts.id)]
