"""Judgements on real nodes: a second officer for a true match, and a dismissed pair until either side changes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.alert import OWN_PROPOSAL, AlertKind, AlertState, NoneDecidedError, Part, Verdict
from simpul.core.audit import Act, Outcome
from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.holding import AlertFilter, HeldAlert
from simpul.core.vocabulary import Schema
from simpul.services.alerting import Choice
from tests.world import Place, World

Made = Callable[..., World]

LISTED = Designation(
    list_id="watch",
    reference="W.001",
    schema=Schema.PERSON,
    names=(ListedName(value="Bahrul Santosa", quality=NameQuality.PRIMARY),),
)


def takes_in(place: Place, *entries: Designation, dated: str = "2026-01-15") -> None:
    for list_id in dict.fromkeys(entry.list_id for entry in entries):
        own = tuple(entry for entry in entries if entry.list_id == list_id)
        place.node.listing.take_in(place.sight(), ListEdition(list_id=list_id, dated=dated, entries=own))
    place.screens()


def says(place: Place, subject: str, name: str, value: str, **terms: object) -> None:
    claim = place.claim(value, subject=subject, property=name)
    place.node.sharing.record(place.sight(), place.draft(claim, handling=place.terms(**terms)))
    place.screens()


def hits(place: Place, name: str = "analyst", **chosen: object) -> list[HeldAlert]:
    wanted = AlertFilter(**chosen)  # type: ignore[arg-type]  # the names of its own fields
    found = place.node.alerting.queue(place.sight(name), chosen=wanted, limit=200).items
    return [held for held in found if held.alert.kind is not AlertKind.REPORT_RECEIVED]


def judges(place: Place, held: HeldAlert, verdict: Verdict, *, by: str = "analyst", reason: str = "Compared.") -> None:
    place.node.alerting.decide(place.sight(by), (held.alert.id,), verdict, reason=reason)


def state(place: Place, held: HeldAlert) -> AlertState:
    return place.node.alerting.alert(place.sight(), held.alert.id).state


def screens_everything(place: Place) -> None:
    place.node.screening.prepare()
    ids = [profile.id for profile in place.node.store.profiles.every()]
    place.node.store.ledger.act(lambda tx: tx.screening.queue(ids))
    place.screens()


def acts(place: Place, act: Act) -> list[tuple[str, Outcome, str]]:
    page = place.node.auditing.entries(place.sight("auditor"), limit=200)
    return [(held.entry.target, held.entry.outcome, held.entry.detail) for held in page.items if held.entry.act is act]


def intact(place: Place) -> bool:
    return place.node.auditing.verify_as_operator().ok


@pytest.fixture
def place(made: Made) -> Place:
    return made("XA")["XA"]


@pytest.fixture
def hit(place: Place) -> HeldAlert:
    takes_in(place, LISTED)
    says(place, place.node.ids.new_id(), "name", "Bahrul Santosa")
    (found,) = hits(place)
    return found


# --- two officers -----------------------------------------------------------------------------------------------------


def test_a_true_match_on_a_list_takes_effect_when_a_second_officer_confirms_it(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.SAME, reason="The same passport.")
    assert state(place, hit) is AlertState.PROPOSED
    assert place.node.viewing.view(place.sight(), hit.alert.subject).judgements == ()
    judges(place, hit, Verdict.CONFIRM, by="second", reason="")
    assert state(place, hit) is AlertState.DECIDED
    (match,) = place.node.viewing.view(place.sight(), hit.alert.subject).judgements
    assert (match.judgement, match.reason) == (Verdict.SAME, "The same passport.")
    assert (match.by, match.confirmed_by) == (place.officers["analyst"].id, place.officers["second"].id)


def test_nobody_confirms_his_or_her_own_and_the_attempt_is_on_record(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.SAME)
    for verdict in (Verdict.CONFIRM, Verdict.REFUSE):
        with pytest.raises(RefusedError) as refused:
            judges(place, hit, verdict)
        assert refused.value.grounds == (OWN_PROPOSAL,)
    assert state(place, hit) is AlertState.PROPOSED
    assert sum(outcome is Outcome.REFUSED for _, outcome, _ in acts(place, Act.ALERT_DECIDE)) == 2
    assert intact(place)


def test_a_second_officer_may_refuse_with_a_reason_and_the_alert_is_open_again(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.SAME)
    with pytest.raises(InputError, match="needs a reason"):
        judges(place, hit, Verdict.REFUSE, by="second", reason=" ")
    judges(place, hit, Verdict.REFUSE, by="second", reason="Another father's name.")
    assert state(place, hit) is AlertState.OPEN
    assert place.node.viewing.view(place.sight(), hit.alert.subject).judgements == ()


def test_a_second_officer_who_may_not_see_the_alert_confirms_nothing(place: Place) -> None:
    takes_in(place, LISTED)
    says(place, place.node.ids.new_id(), "name", "Bahrul Santosa", level=Level.SECRET)
    (hidden,) = hits(place)
    judges(place, hidden, Verdict.SAME)
    for name in ("junior", "admin", "auditor"):
        with pytest.raises((NotFoundError, DeniedError)):
            judges(place, hidden, Verdict.CONFIRM, by=name)
    assert state(place, hidden) is AlertState.PROPOSED


def test_what_changed_since_it_was_proposed_is_not_confirmed(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.SAME)
    says(place, hit.alert.subject, "birthDate", "1971-03-14")
    with pytest.raises(ConflictError, match="one side has changed since it was proposed"):
        judges(place, hit, Verdict.CONFIRM, by="second")
    judges(place, hit, Verdict.REFUSE, by="second", reason="A date of birth has come.")
    assert state(place, hit) is AlertState.OPEN


def test_a_confirmed_match_is_undone_by_one_officer(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.SAME)
    judges(place, hit, Verdict.CONFIRM, by="second")
    judges(place, hit, Verdict.REOPEN, reason="The wrong line was read.")
    assert state(place, hit) is AlertState.OPEN
    assert place.node.viewing.view(place.sight(), hit.alert.subject).judgements == ()
    assert intact(place)


def test_two_holdings_are_judged_the_same_by_one_officer(place: Place) -> None:
    for _ in range(2):
        says(place, place.node.ids.new_id(), "name", "Sari Wulandari Putri")
    (held,) = hits(place)
    judges(place, held, Verdict.SAME)
    assert state(place, held) is AlertState.DECIDED


# --- many at once -----------------------------------------------------------------------------------------------------


def test_many_are_decided_all_or_none_and_each_that_stood_in_the_way_is_named(place: Place) -> None:
    takes_in(place, LISTED)
    for _ in range(3):
        says(place, place.node.ids.new_id(), "name", "Bahrul Santosa")
    three = hits(place, kind=AlertKind.LIST_HIT)
    assert len(three) == 3
    judges(place, three[1], Verdict.DIFFERENT)
    ids = tuple(held.alert.id for held in three)
    with pytest.raises(NoneDecidedError) as none:
        place.node.alerting.decide(place.sight("second"), ids, Verdict.DIFFERENT, reason="All others.")
    assert none.value.problems == {three[1].alert.id: "the alert is decided; reopen it first"}
    assert [state(place, held) for held in three] == [AlertState.OPEN, AlertState.DECIDED, AlertState.OPEN]
    rest = (ids[0], ids[2])
    place.node.alerting.decide(place.sight("second"), rest, Verdict.DIFFERENT, reason="All others.")
    assert {state(place, held) for held in three} == {AlertState.DECIDED}


def test_nobody_decides_on_what_was_not_shown(place: Place, hit: HeldAlert) -> None:
    seen = place.node.alerting.marks(place.sight(), (hit,))
    says(place, hit.alert.subject, "birthDate", "1971-03-14")
    choice = Choice(alerts=(hit.alert.id,), verdict=Verdict.DIFFERENT, reason="Too old.", seen=seen)
    with pytest.raises(ConflictError, match="no longer as it was shown"):
        place.node.alerting.choose(place.sight(), choice)
    now = place.node.alerting.marks(place.sight(), (hit,))
    place.node.alerting.choose(place.sight(), replace(choice, seen=now))
    assert state(place, hit) is AlertState.DECIDED


# --- dismissed --------------------------------------------------------------------------------------------------------


def test_a_dismissed_pair_comes_anew_when_what_is_held_changes(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.DIFFERENT, reason="Another father's name.")
    screens_everything(place)
    assert len(hits(place)) == 1
    says(place, hit.alert.subject, "birthDate", "1971-03-14")
    (anew,) = hits(place, state=AlertState.OPEN)
    assert anew.alert.earlier == hit.alert.id
    (change,) = anew.alert.changes
    assert (change.part, change.property, change.came) == (Part.HELD, "birthDate", ("1971-03-14",))
    earlier = place.node.alerting.earlier(place.sight(), anew)
    assert earlier is not None
    assert earlier.decisions[-1].reason == "Another father's name."
    assert intact(place)


def test_a_dismissed_pair_comes_anew_when_the_list_changes(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.DIFFERENT)
    takes_in(place, replace(LISTED, comments="Housekeeping"), dated="2026-02-01")
    assert len(hits(place)) == 1
    takes_in(place, replace(LISTED, nationalities=("Indonesia",)), dated="2026-02-02")
    (anew,) = hits(place, state=AlertState.OPEN)
    assert [(change.part, change.property) for change in anew.alert.changes] == [(Part.AGAINST, "nationality")]


def test_a_pair_dismissed_again_comes_anew_once_for_each_change(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.DIFFERENT)
    for number, (name, value) in enumerate((("birthDate", "1971"), ("nationality", "ID")), start=2):
        says(place, hit.alert.subject, name, value)
        screens_everything(place)
        assert len(hits(place)) == number
        (anew,) = hits(place, state=AlertState.OPEN)
        judges(place, anew, Verdict.DIFFERENT)
    assert intact(place)


def test_a_dismissal_that_was_used_is_on_record_once_a_day(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.DIFFERENT)
    screens_everything(place)
    screens_everything(place)
    assert acts(place, Act.ALERT_STANDS) == [(hit.alert.id, Outcome.DONE, "different")]


def test_a_dismissal_undone_stands_no_more(place: Place, hit: HeldAlert) -> None:
    judges(place, hit, Verdict.DIFFERENT)
    judges(place, hit, Verdict.REOPEN, reason="Dismissed in haste.")
    screens_everything(place)
    assert [held.state for held in hits(place)] == [AlertState.OPEN]
    assert acts(place, Act.ALERT_STANDS) == []


def test_who_was_found_the_same_is_not_proposed_again_and_who_was_unsure_is(place: Place) -> None:
    takes_in(place, LISTED)
    for _ in range(2):
        says(place, place.node.ids.new_id(), "name", "Bahrul Santosa")
    same, unsure = hits(place, kind=AlertKind.LIST_HIT)
    judges(place, same, Verdict.SAME)
    judges(place, same, Verdict.CONFIRM, by="second")
    judges(place, unsure, Verdict.UNSURE)
    for held in (same, unsure):
        says(place, held.alert.subject, "birthDate", "1971-03-14")
    anew = hits(place, kind=AlertKind.LIST_HIT, state=AlertState.OPEN)
    assert [held.alert.earlier for held in anew] == [unsure.alert.id]


def test_a_dismissal_reaches_nothing_that_its_officer_could_not_see(place: Place, hit: HeldAlert) -> None:
    """The same subject, held under stricter terms too: a pair of its own, which the junior's judgement leaves alone."""
    judges(place, hit, Verdict.DIFFERENT, by="junior")
    says(place, hit.alert.subject, "name", "Bahrul Santosa", level=Level.SECRET)
    (open_hit,) = hits(place, state=AlertState.OPEN)
    assert open_hit.alert.handling.level is Level.SECRET
    assert open_hit.alert.earlier == ""
    assert [held.alert.id for held in hits(place, "junior")] == [hit.alert.id]


def test_a_person_on_two_lists_is_one_proposal_with_the_evidence_of_each(place: Place) -> None:
    takes_in(place, LISTED, replace(LISTED, list_id="other", reference="O.77"))
    subject = place.node.ids.new_id()
    says(place, subject, "name", "Bahrul Santosa")
    (proposal,) = place.node.alerting.proposals(place.sight()).items
    assert proposal.subject == subject
    assert {held.alert.against for held in proposal.alerts} == {"list:watch:W.001", "list:other:O.77"}
    judges(place, proposal.alerts[0], Verdict.DIFFERENT)
    states = {held.state for held in place.node.alerting.about(place.sight(), subject).alerts}
    assert states == {AlertState.OPEN, AlertState.DECIDED}
    assert place.node.alerting.lists_hit(place.sight()) == ("other", "watch")


def test_an_alert_knows_of_which_group_the_one_asked_about_is(place: Place) -> None:
    takes_in(place, LISTED)
    subject = place.node.ids.new_id()
    says(place, subject, "nationality", "ID")
    says(place, subject, "name", "Bahrul Santosa")
    (fate,) = place.node.alerting.fates(place.sight(), days=30)
    assert (fate.script, fate.countries, fate.verdict) == ("latin", ("ID",), None)
