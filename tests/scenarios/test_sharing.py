"""Sharing: what is released reaches whom it names, and nobody else; every refusal says why and is recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.core.audit import Act, Outcome
from simpul.core.authority import Level
from simpul.core.draft import Claim
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.handling import Tlp
from simpul.core.holding import Direction
from simpul.core.report import ReportKind
from simpul.services.sharing import ReleaseState
from tests.world import Place, World, authority

Made = Callable[..., World]


def acts(place: Place, act: Act) -> list[tuple[Outcome, tuple[str, ...]]]:
    page = place.node.auditing.entries(place.sight("auditor"), text=act, limit=200)
    return [(held.entry.outcome, held.entry.grounds) for held in page.items]


def only_report(place: Place) -> str:
    (held,) = place.node.reading.page(place.sight(), direction=Direction.RECEIVED).items
    return held.signed.report.id


def values(place: Place, report: str) -> set[str]:
    view = place.node.reading.report(place.sight(), report)
    return {held.assertion.value.value for held in view.assertions}


def test_a_report_reaches_its_recipient_and_nobody_else(made: Made) -> None:
    world = made("XA", "XB", "XC")
    draft = world["XA"].writes(releasable_to=("XB",))
    world["XA"].shares(draft)
    world.delivers()
    assert world["XB"].sees() == ["A meeting was seen"]
    assert world["XC"].sees() == []


def test_a_report_goes_nowhere_its_originator_did_not_name(made: Made) -> None:
    world = made("XA", "XB")
    draft = world["XA"].writes(releasable_to=())
    with pytest.raises(RefusedError) as refused:
        world["XA"].shares(draft, "XB")
    assert refused.value.grounds == ("release.recipient-not-named",)
    world.delivers()
    assert world["XB"].sees() == []
    assert (Outcome.REFUSED, ("release.recipient-not-named",)) in acts(world["XA"], Act.REPORT_RELEASE)


def test_a_report_for_nobody_is_kept_and_sent_to_nobody(made: Made) -> None:
    world = made("XA", "XB")
    release = world["XA"].shares(world["XA"].writes(releasable_to=()))
    assert release.state is ReleaseState.RELEASED
    assert release.sent_to == ()
    assert [state.sent for state in world["XA"].node.partnering.states()] == [0]


def test_an_analyst_releases_nothing(made: Made) -> None:
    world = made("XA", "XB")
    draft = world["XA"].writes(releasable_to=("XB",))
    with pytest.raises(RefusedError) as refused:
        world["XA"].shares(draft, by="analyst")
    assert "role.releases-nothing" in refused.value.grounds


def test_an_administrator_cannot_tell_a_draft_from_none(made: Made) -> None:
    world = made("XA")
    draft = world["XA"].writes()
    with pytest.raises(NotFoundError) as hidden:
        world["XA"].node.sharing.draft(world["XA"].sight("admin"), draft)
    with pytest.raises(NotFoundError) as absent:
        world["XA"].node.sharing.draft(world["XA"].sight("admin"), "0" * 32)
    assert str(hidden.value) == str(absent.value)


def test_an_administrator_writes_no_reports(made: Made) -> None:
    place = made("XA")["XA"]
    with pytest.raises(DeniedError):
        place.node.sharing.save(place.sight("admin"), place.draft(handling=place.terms()))


def test_a_grave_report_waits_for_a_second_officer(made: Made) -> None:
    world = made("XA", "XB")
    place = world["XA"]
    terms = place.terms("XB", level=Level.SECRET)
    draft = place.node.sharing.save(place.sight(), place.draft(handling=terms))
    assert place.shares(draft).state is ReleaseState.AWAITING_SECOND_OFFICER
    assert place.shares(draft).state is ReleaseState.AWAITING_SECOND_OFFICER
    world.delivers()
    assert world["XB"].sees() == []
    release = place.shares(draft, by="second")
    assert release.sent_to == (authority("XB"),)
    world.delivers()
    assert world["XB"].sees() == ["A meeting was seen"]


def test_an_approval_is_bound_to_the_exact_text(made: Made) -> None:
    world = made("XA", "XB")
    place = world["XA"]
    terms = place.terms("XB", tlp=Tlp.RED)
    written = place.draft(handling=terms)
    draft = place.node.sharing.save(place.sight(), written)
    place.shares(draft)
    place.node.sharing.save(place.sight(), replace(written, title="Another title"), draft_id=draft)
    assert place.shares(draft, by="second").state is ReleaseState.AWAITING_SECOND_OFFICER


def test_nobody_approves_his_own_text(made: Made) -> None:
    place = made("XA", "XB")["XA"]
    terms = place.terms("XB", level=Level.SECRET)
    draft = place.node.sharing.save(place.sight("releasing"), place.draft(handling=terms))
    with pytest.raises(RefusedError) as refused:
        place.node.sharing.approve(place.sight("releasing"), draft)
    assert refused.value.grounds == ("release.own-text",)
    place.shares(draft, by="releasing")
    assert place.shares(draft, by="second").state is ReleaseState.AWAITING_SECOND_OFFICER


def test_a_claim_that_a_partner_may_not_see_stays_at_home(made: Made) -> None:
    world = made("XA", "XB", "XC")
    place = world["XA"]
    subject = place.node.ids.new_id()
    for_both = place.claim("Bahrul Santosa", subject=subject)
    for_one = place.claim("Abu Lautan", subject=subject, handling=place.terms("XB"), property="alias")
    draft = place.node.sharing.save(place.sight(), place.draft(for_both, for_one, handling=place.terms("XB", "XC")))
    place.shares(draft)
    world.delivers()
    assert values(world["XB"], only_report(world["XB"])) == {"Bahrul Santosa", "Abu Lautan"}
    assert values(world["XC"], only_report(world["XC"])) == {"Bahrul Santosa"}


def test_a_report_above_the_authors_clearance_is_refused(made: Made) -> None:
    place = made("XA")["XA"]
    with pytest.raises(InputError, match="above the author's clearance"):
        place.node.sharing.save(place.sight("junior"), place.draft(handling=place.terms(level=Level.SECRET)))


def test_a_draft_with_one_secret_claim_is_hidden_from_whom_the_claim_is_hidden(made: Made) -> None:
    place = made("XA")["XA"]
    secret = place.claim(handling=place.terms(level=Level.SECRET))
    draft = place.node.sharing.save(place.sight(), place.draft(secret, handling=place.terms()))
    assert place.node.sharing.page_of_drafts(place.sight("junior")).items == ()
    with pytest.raises(NotFoundError):
        place.node.sharing.draft(place.sight("junior"), draft)


def test_a_retraction_reaches_whoever_has_the_report(made: Made) -> None:
    world = made("XA", "XB")
    place = world["XA"]
    first = place.shares(place.writes(releasable_to=("XB",))).report
    world.delivers()
    taken_back = replace(
        place.draft(handling=place.terms("XB"), title="Taken back"), kind=ReportKind.RETRACTION, retracts=first
    )
    second = place.shares(place.node.sharing.save(place.sight(), taken_back)).report
    world.delivers()
    for each in world:
        assert each.node.reading.report(each.sight(), first).held.retracted_by == second


def test_nobody_retracts_anothers_report(made: Made) -> None:
    world = made("XA", "XB")
    world["XA"].shares(world["XA"].writes(releasable_to=("XB",)))
    world.delivers()
    place = world["XB"]
    taken_back = replace(place.draft(handling=place.terms("XA")), retracts=only_report(place))
    draft = place.node.sharing.save(place.sight(), taken_back)
    with pytest.raises(ConflictError):
        place.shares(draft)


def test_what_expires_is_gone_for_the_recipient_and_not_for_the_originator(made: Made) -> None:
    world = made("XA", "XB")
    place = world["XA"]
    terms = place.terms("XB", expires_at=world.clock.present + timedelta(hours=1))
    report = place.shares(place.node.sharing.save(place.sight(), place.draft(handling=terms))).report
    world.delivers()
    assert world["XB"].sees() == ["A meeting was seen"]
    world.clock.passes(timedelta(hours=2))
    assert world["XB"].sees() == []
    assert place.node.reading.report(place.sight(), report).held.author == "xa-nctc-analyst"


claim_terms = st.lists(st.sampled_from(["XB", "XC"]), unique=True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(head=claim_terms, claims=st.lists(claim_terms, min_size=1, max_size=4))
def test_a_partner_sees_what_the_preview_said(made: Made, head: list[str], claims: list[list[str]]) -> None:
    world = made("XA", "XB", "XC")
    place = world["XA"]
    written: list[Claim] = [
        place.claim(f"Person {index}", handling=place.terms(*sorted(named))) for index, named in enumerate(claims)
    ]
    draft = place.draft(*written, handling=place.terms(*sorted(head)))
    previews = {item.partner: item for item in place.node.sharing.preview(place.sight("releasing"), draft)}
    place.shares(place.node.sharing.save(place.sight(), draft))
    world.delivers()
    for state in ("XB", "XC"):
        preview, partner = previews[authority(state)], world[state]
        assert bool(partner.sees()) is preview.will_be_sent is (state in head)
        seen = values(partner, only_report(partner)) if partner.sees() else set()
        assert seen == {item.claim.value for item in preview.seen}
