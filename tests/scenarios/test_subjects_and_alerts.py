"""Subjects and alerts: contradictions stand side by side, hits are proposed, officers decide and can undo."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.alert import AlertKind, AlertState, Verdict
from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality, RejectedEntry
from simpul.core.errors import ConflictError, InputError, NotFoundError
from simpul.core.holding import HeldAlert
from simpul.core.vocabulary import Schema
from tests.world import Place, World

Made = Callable[..., World]


def edition(*names: str, dated: str = "2026-01-15") -> ListEdition:
    return ListEdition(
        list_id="test",
        dated=dated,
        entries=tuple(
            Designation(
                list_id="test",
                reference=f"TEe.{index:03}",
                schema=Schema.ORGANIZATION,
                names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
            )
            for index, name in enumerate(names)
        ),
    )


def hits(place: Place, name: str = "analyst") -> list[HeldAlert]:
    place.screens()
    page = place.node.alerting.queue(place.sight(name), limit=200)
    return [held for held in page.items if held.alert.kind is not AlertKind.REPORT_RECEIVED]


def test_two_authorities_that_contradict_each_other_stand_side_by_side(made: Made) -> None:
    world = made("XA", "XB")
    subject = world["XA"].node.ids.new_id()
    first = world["XA"].claim("1971-03-14", subject=subject, property="birthDate")
    named = world["XA"].claim("Bahrul Santosa", subject=subject)
    world["XA"].shares(world["XA"].writes(named, first, releasable_to=("XB",)))
    world.delivers()
    second = world["XB"].claim("1969-08-02", subject=subject, property="birthDate")
    world["XB"].shares(world["XB"].writes(second, releasable_to=("XA",)))
    world.delivers()
    for place in world:
        view = place.node.viewing.view(place.sight(), subject)
        assert view.names == ("Bahrul Santosa",)
        (contradiction,) = view.contradictions
        assert contradiction.contradictory == ("1969-08-02", "1971-03-14")
        originators = {held.assertion.value.originator for held in contradiction.values}
        assert originators == {world["XA"].id, world["XB"].id}


def test_a_year_does_not_contradict_a_day_in_it(made: Made) -> None:
    place = made("XA")["XA"]
    subject = place.node.ids.new_id()
    dates = [place.claim(value, subject=subject, property="birthDate") for value in ("1971", "1971-03-14")]
    place.shares(place.writes(*dates))
    assert place.node.viewing.view(place.sight(), subject).contradictions == ()


def test_a_subject_of_which_one_may_see_nothing_is_not_there(made: Made) -> None:
    place = made("XA")["XA"]
    subject = place.node.ids.new_id()
    secret = place.draft(place.claim(subject=subject), handling=place.terms(level=Level.SECRET))
    place.node.sharing.record(place.sight(), secret)
    assert place.node.viewing.view(place.sight(), subject).names == ("Bahrul Santosa",)
    for name in ("junior", "admin", "auditor", "keys"):
        with pytest.raises(NotFoundError, match="there is no such subject"):
            place.node.viewing.view(place.sight(name), subject)
        assert place.node.viewing.search(place.sight(name), "bahrul").items == ()


def test_a_name_on_a_list_raises_an_alert(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.listing.take_in(place.sight(), edition("Harbour Light Relief Foundation"))
    claim = place.claim("Harbor Light Relief Foundation", schema=Schema.ORGANIZATION)
    place.shares(place.writes(claim))
    (hit,) = hits(place)
    assert hit.alert.kind is AlertKind.LIST_HIT
    assert hit.alert.against == "list:test:TEe.000"
    assert hit.alert.evidence


def test_a_country_of_a_list_meets_the_code_of_a_claim(made: Made) -> None:
    place = made("XA")["XA"]
    listed = replace(edition("Bahrul Santosa").entries[0], schema=Schema.PERSON, nationalities=("Indonesia",))
    place.node.listing.take_in(place.sight(), replace(edition("x"), entries=(listed,)))
    subject = place.node.ids.new_id()
    country = place.claim("ID", subject=subject, property="nationality")
    place.shares(place.writes(place.claim("Bahrul Santosa", subject=subject), country))
    (hit,) = hits(place)
    assert "country-agrees" in {item.code for item in hit.alert.evidence}


@pytest.mark.parametrize(("said", "reason"), [("male", "gender-agrees"), ("female", "gender-differs")])
def test_the_gender_of_a_claim_speaks_for_or_against_a_hit(made: Made, said: str, reason: str) -> None:
    place = made("XA")["XA"]
    listed = replace(edition("Bahrul Santosa").entries[0], schema=Schema.PERSON, genders=("Male",))
    place.node.listing.take_in(place.sight(), replace(edition("x"), entries=(listed,)))
    subject = place.node.ids.new_id()
    gender = place.claim(said, subject=subject, property="gender")
    place.shares(place.writes(place.claim("Bahrul Santosa", subject=subject), gender))
    (hit,) = hits(place)
    assert reason in {item.code for item in hit.alert.evidence}


def test_a_list_that_comes_later_raises_the_same_alert_once(made: Made) -> None:
    place = made("XA")["XA"]
    claim = place.claim("Harbour Light Relief Foundation", schema=Schema.ORGANIZATION)
    place.shares(place.writes(claim))
    place.screens()
    place.node.listing.take_in(place.sight(), edition("Harbour Light Relief Foundation"))
    assert len(hits(place)) == 1
    changed = place.node.listing.take_in(place.sight(), edition("Harbour Light Relief Foundation (HLRF)"))
    assert changed.changed == 1
    assert len(hits(place)) == 1


def test_an_entry_that_leaves_the_list_leaves_with_its_date_and_alerts_no_more(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.listing.take_in(place.sight(), edition("Harbour Light", "Green Valley Trust"))
    done = place.node.listing.take_in(place.sight(), edition("Harbour Light", dated="2026-02-20"))
    assert (done.added, done.changed, done.removed) == (0, 0, 1)
    left = place.node.listing.entry(place.sight(), "test", "TEe.001")
    assert left.left_on == "2026-02-20"
    place.screens()
    place.shares(place.writes(place.claim("Green Valley Trust", schema=Schema.ORGANIZATION)))
    assert hits(place) == []


def test_an_entry_that_cannot_be_read_stays_on_the_list(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.listing.take_in(place.sight(), edition("Harbour Light", "Green Valley Trust"))
    broken = RejectedEntry(place="line 7", reason="a date that does not exist", reference="TEe.001")
    done = place.node.listing.take_in(place.sight(), replace(edition("Harbour Light"), rejected=(broken,)))
    assert (done.removed, len(done.rejected)) == (0, 1)
    assert place.node.listing.entry(place.sight(), "test", "TEe.001").left_on == ""


def test_the_same_edition_twice_changes_nothing(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.listing.take_in(place.sight(), edition("Harbour Light", "Green Valley Trust"))
    again = place.node.listing.take_in(place.sight(), edition("Harbour Light", "Green Valley Trust"))
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_an_empty_edition_is_refused(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.listing.take_in(place.sight(), edition("Harbour Light"))
    with pytest.raises(InputError, match="no entry"):
        place.node.listing.take_in(place.sight(), edition())
    assert place.node.listing.overview(place.sight())[0].entries == 1


def test_a_hit_on_what_one_may_not_see_is_not_there(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.sharing.record(
        place.sight(), place.draft(place.claim("Bahrul Santosa"), handling=place.terms(level=Level.SECRET))
    )
    place.node.sharing.record(place.sight(), place.draft(place.claim("Bahrul Santosa"), handling=place.terms()))
    assert len(hits(place)) == 1
    assert hits(place, "junior") == []
    with pytest.raises(NotFoundError):
        place.node.alerting.alert(place.sight("junior"), hits(place)[0].alert.id)


def two_records(place: Place) -> HeldAlert:
    for _ in range(2):
        place.node.sharing.record(place.sight(), place.draft(place.claim("Bahrul Santosa"), handling=place.terms()))
    (hit,) = hits(place)
    return hit


def test_a_judgement_joins_two_records_and_reopening_parts_them(made: Made) -> None:
    place = made("XA")["XA"]
    hit = two_records(place)
    alerting = place.node.alerting
    alerting.decide(place.sight(), (hit.alert.id,), Verdict.TAKE)
    alerting.decide(place.sight(), (hit.alert.id,), Verdict.SAME, reason="Same passport photograph.")
    joined = place.node.viewing.view(place.sight(), hit.alert.subject)
    assert set(joined.records) == {hit.alert.subject, hit.alert.against}
    with pytest.raises(ConflictError):
        alerting.decide(place.sight(), (hit.alert.id,), Verdict.DIFFERENT, reason="Second thoughts.")
    alerting.decide(place.sight(), (hit.alert.id,), Verdict.REOPEN, reason="The photograph was another's.")
    assert place.node.viewing.view(place.sight(), hit.alert.subject).records == (hit.alert.subject,)
    assert alerting.alert(place.sight(), hit.alert.id).state is AlertState.OPEN


def test_a_judgement_needs_a_reason(made: Made) -> None:
    place = made("XA")["XA"]
    hit = two_records(place)
    with pytest.raises(InputError, match="needs a reason"):
        place.node.alerting.decide(place.sight(), (hit.alert.id,), Verdict.DIFFERENT)
    assert place.node.alerting.alert(place.sight(), hit.alert.id).decisions == ()


def test_a_dismissed_pair_stays_dismissed(made: Made) -> None:
    place = made("XA")["XA"]
    hit = two_records(place)
    place.node.alerting.decide(place.sight(), (hit.alert.id,), Verdict.DIFFERENT, reason="Twelve years apart.")
    place.node.screening.prepare()
    ids = [profile.id for profile in place.node.store.profiles.every()]
    place.node.store.ledger.act(lambda tx: tx.screening.queue(ids))
    assert [held.state for held in hits(place)] == [AlertState.DECIDED]
