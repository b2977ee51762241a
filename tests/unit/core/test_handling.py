"""Handling: the originator's terms, and every ground on which a use of an item is allowed or refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, OfficerId, Purpose, Role, Viewer
from simpul.core.errors import InputError
from simpul.core.handling import (
    FORBIDS,
    GROUNDS,
    MOST_CAVEAT,
    MOST_RECIPIENTS,
    PERMITS,
    Action,
    Consent,
    Context,
    CourtUse,
    Handling,
    HandlingCode,
    Obligation,
    Onward,
    Tlp,
    decide,
    most_restrictive,
    public_terms,
    strictest,
)
from tests.records import AT, XA, XB, XC, a_handling, a_viewer, an_open_handling

NOW = Context(at=AT)
OFFICERS = (OfficerId("b.lestari"), OfficerId("c.wulan"))
TO_XB = Context(at=AT, recipient=XB, approvals=OFFICERS)
TO_XC = Context(at=AT, recipient=XC, approvals=OFFICERS)
XD = AuthorityId("XD-COURT")
Case = tuple[Viewer, Action, Handling, Context]

OWN, HELD_BY_XB = a_viewer(XA), a_viewer(XB)
CASES: dict[str, Case] = {
    "handling.unknown-edition": (OWN, Action.READ, a_handling(edition="handling/9"), NOW),
    "role.reads-no-intelligence": (a_viewer(roles=(Role.ADMINISTRATOR,)), Action.READ, a_handling(), NOW),
    "role.releases-nothing": (a_viewer(roles=(Role.ANALYST,)), Action.SEND, a_handling(XB), TO_XB),
    "clearance.too-low": (a_viewer(clearance=Level.OPEN), Action.READ, a_handling(), NOW),
    "purpose.not-permitted": (a_viewer(XB, purposes=(Purpose.PREVENTION,)), Action.READ, a_handling(XB), NOW),
    "handling.expired": (HELD_BY_XB, Action.READ, a_handling(XB, expires_at=AT), NOW),
    "handling.retention-ended": (OWN, Action.READ, a_handling(retain_until=date(2026, 3, 13)), NOW),
    "release.recipient-not-named": (OWN, Action.SEND, a_handling(XB), TO_XC),
    "onward.forbidden": (HELD_BY_XB, Action.SEND, a_handling(XB, XC, tlp=Tlp.AMBER), TO_XC),
    "onward.needs-consent": (HELD_BY_XB, Action.SEND, a_handling(XB, XC, tlp=Tlp.AMBER, onward=Onward.ASK), TO_XC),
    "tlp.stays-inside": (HELD_BY_XB, Action.EXPORT, a_handling(XB, onward=Onward.FREE), NOW),
    "tlp.red-leaves-in-no-file": (OWN, Action.EXPORT, a_handling(tlp=Tlp.RED), NOW),
    "release.needs-second-officer": (
        OWN,
        Action.SEND,
        a_handling(XB, level=Level.CONFIDENTIAL),
        replace(TO_XB, approvals=OFFICERS[:1]),
    ),
    "court.forbidden": (HELD_BY_XB, Action.USE_IN_COURT, a_handling(XB), NOW),
    "release.not-named": (a_viewer(XC), Action.READ, a_handling(XB), NOW),
    "permit.originator": (OWN, Action.READ, a_handling(), NOW),
    "permit.named-recipient": (HELD_BY_XB, Action.READ, a_handling(XB), NOW),
    "permit.open-to-community": (a_viewer(XD), Action.READ, an_open_handling(), NOW),
}


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_is_given_by_a_case_of_its_own(ground: str) -> None:
    decision = decide(*CASES[ground])
    assert decision.grounds == (ground,)
    assert decision.allowed == ground.startswith("permit.")


def test_the_cases_are_all_the_grounds_there_are() -> None:
    assert set(CASES) == set(GROUNDS)
    assert len(GROUNDS) == len(FORBIDS) + len(PERMITS) + 1


@pytest.mark.parametrize("action", Action)
def test_whoever_is_not_named_may_do_nothing(action: Action) -> None:
    item = a_handling(onward=Onward.ASK, tlp=Tlp.GREEN, court=CourtUse.ALLOWED)
    consented = replace(TO_XC, consents=(Consent(originator=XA, recipient=XC, expires_at=AT + timedelta(days=1)),))
    decision = decide(a_viewer(XB), action, item, consented)
    assert decision.grounds == ("release.not-named",)
    assert not decision.allowed


def test_nobody_named_is_nobody_and_no_purpose_is_no_purpose() -> None:
    assert not decide(HELD_BY_XB, Action.READ, a_handling(), NOW).allowed
    assert not decide(HELD_BY_XB, Action.READ, a_handling(XB, purposes=()), NOW).allowed
    assert not decide(replace(HELD_BY_XB, purposes=()), Action.READ, a_handling(XB), NOW).allowed


def test_every_rule_that_forbids_is_told() -> None:
    viewer = a_viewer(XB, roles=(), clearance=Level.OPEN, purposes=())
    item = a_handling(XC, tlp=Tlp.RED, level=Level.SECRET, expires_at=AT, retain_until=date(2020, 1, 1), edition="x")
    decision = decide(viewer, Action.SEND, item, Context(at=AT))
    assert decision.grounds == (
        "handling.unknown-edition",
        "role.reads-no-intelligence",
        "role.releases-nothing",
        "clearance.too-low",
        "purpose.not-permitted",
        "handling.expired",
        "handling.retention-ended",
        "release.recipient-not-named",
        "onward.forbidden",
        "tlp.stays-inside",
        "release.needs-second-officer",
    )
    assert decision.obligations == (Obligation.ASK_ORIGINATOR, Obligation.SECOND_OFFICER)
    assert not decision.lacks_only_second_officer


def test_a_release_that_only_lacks_a_second_officer_says_so() -> None:
    decision = decide(*CASES["release.needs-second-officer"])
    assert decision.lacks_only_second_officer
    assert decision.obligations == (Obligation.SECOND_OFFICER,)


@pytest.mark.parametrize("approvals", [(), OFFICERS[:1], OFFICERS[:1] * 2])
def test_two_different_officers_approve_what_is_confidential(approvals: tuple[OfficerId, ...]) -> None:
    item = a_handling(XB, level=Level.CONFIDENTIAL)
    assert not decide(OWN, Action.SEND, item, replace(TO_XB, approvals=approvals)).allowed
    assert decide(OWN, Action.SEND, item, replace(TO_XB, approvals=OFFICERS)).allowed


def test_from_which_level_two_officers_are_needed_is_the_nodes_own_choice() -> None:
    item = a_handling(XB, level=Level.CONFIDENTIAL)
    assert decide(OWN, Action.SEND, item, Context(at=AT, recipient=XB, two_officers_from=Level.SECRET)).allowed
    red = replace(item, level=Level.OPEN, tlp=Tlp.RED)
    assert not decide(OWN, Action.SEND, red, Context(at=AT, recipient=XB, two_officers_from=Level.SECRET)).allowed


def test_an_item_expires_at_the_moment_itself_for_everybody_but_its_originator() -> None:
    item = a_handling(XB, expires_at=AT)
    assert decide(HELD_BY_XB, Action.READ, item, Context(at=AT - timedelta(microseconds=1))).allowed
    assert not decide(HELD_BY_XB, Action.READ, item, Context(at=AT)).allowed
    assert decide(OWN, Action.READ, item, Context(at=AT)).allowed


def test_an_item_is_kept_to_the_end_of_its_last_day_in_utc() -> None:
    item = a_handling(retain_until=date(2026, 3, 14))
    last, next_day = datetime(2026, 3, 14, 23, 59, tzinfo=UTC), datetime(2026, 3, 15, tzinfo=UTC)
    assert decide(OWN, Action.READ, item, Context(at=last)).allowed
    assert not decide(OWN, Action.READ, item, Context(at=next_day)).allowed


def test_the_same_moment_gives_the_same_verdict_in_every_time_zone() -> None:
    item = a_handling(retain_until=date(2026, 3, 14))
    for hours in (-12, 0, 14):
        zone = timezone(timedelta(hours=hours))
        assert decide(
            OWN, Action.READ, item, Context(at=datetime(2026, 3, 14, 23, 30, tzinfo=UTC).astimezone(zone))
        ).allowed


def test_an_originators_own_item_goes_to_whom_he_named_even_in_red() -> None:
    item = a_handling(XB, tlp=Tlp.RED, codes=(HandlingCode.H2,))
    assert decide(OWN, Action.SEND, item, TO_XB).allowed


def test_sending_to_nobody_in_particular_is_refused() -> None:
    assert "release.recipient-not-named" in decide(OWN, Action.SEND, an_open_handling(), NOW).grounds


@pytest.mark.parametrize("action", [Action.SEND, Action.EXPORT])
def test_h2_asks_the_originator_before_anything_is_passed_on(action: Action) -> None:
    item = an_open_handling(codes=(HandlingCode.H2,))
    assert decide(HELD_BY_XB, action, item, TO_XC).grounds == ("onward.needs-consent",)
    consents = (Consent(originator=XA, recipient=XC, expires_at=AT + timedelta(hours=1)),)
    assert decide(HELD_BY_XB, action, item, replace(TO_XC, consents=consents)).allowed


def test_a_consent_is_for_one_recipient_until_a_moment_and_from_every_originator() -> None:
    item = a_handling(XB, XD, originator=XB, contributors=(XA, XD), tlp=Tlp.AMBER, onward=Onward.ASK)
    later = AT + timedelta(hours=1)
    given = {name: Consent(originator=name, recipient=XC, expires_at=later) for name in (XA, XB, XD)}
    whole = tuple(given.values())
    assert decide(HELD_BY_XB, Action.SEND, item, replace(TO_XC, consents=whole)).allowed
    for name in given:
        lacking = tuple(consent for consent in whole if consent.originator != name)
        assert not decide(HELD_BY_XB, Action.SEND, item, replace(TO_XC, consents=lacking)).allowed
    for wrong in ({"recipient": XA}, {"expires_at": AT}):
        spoilt = tuple(replace(consent, **wrong) for consent in whole)
        assert not decide(HELD_BY_XB, Action.SEND, item, replace(TO_XC, consents=spoilt)).allowed


def test_what_is_derived_is_bound_by_its_contributors_even_for_its_originator() -> None:
    derived = a_handling(originator=XB, contributors=(XA,))
    own = replace(derived, contributors=())
    for action in (Action.EXPORT, Action.SEND, Action.USE_IN_COURT):
        assert not decide(HELD_BY_XB, action, derived, replace(TO_XC, recipient=XB)).allowed
        assert decide(HELD_BY_XB, action, own, replace(TO_XC, recipient=XB)).allowed


def test_h1_keeps_an_item_out_of_court_though_court_is_allowed() -> None:
    item = a_handling(XB, court=CourtUse.ALLOWED)
    assert decide(HELD_BY_XB, Action.USE_IN_COURT, item, NOW).allowed
    assert not decide(HELD_BY_XB, Action.USE_IN_COURT, replace(item, codes=(HandlingCode.H1,)), NOW).allowed


def test_an_allowed_use_tells_what_it_owes() -> None:
    item = a_handling(XB, caveat="Ask before arrest", retain_until=date(2030, 1, 1))
    assert decide(HELD_BY_XB, Action.READ, item, NOW).obligations == (
        Obligation.SHOW_CAVEAT,
        Obligation.NOT_IN_COURT,
        Obligation.DESTROY_IN_TIME,
    )
    assert decide(a_viewer(XD), Action.READ, an_open_handling(), NOW).obligations == ()


@pytest.mark.parametrize("action", Action)
def test_terms_that_cannot_be_read_let_nobody_do_anything(action: Action) -> None:
    assert not decide(OWN, action, most_restrictive(XA), TO_XB).allowed


@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_public_may_be_read_for_every_purpose_by_every_state(purpose: Purpose) -> None:
    viewer = a_viewer(XD, purposes=(purpose,), clearance=Level.OPEN)
    assert decide(viewer, Action.READ, public_terms(XA), NOW).grounds == ("permit.open-to-community",)


@pytest.mark.parametrize("tlp", Tlp)
@pytest.mark.parametrize("onward", Onward)
def test_an_item_is_open_only_when_both_its_colour_and_its_onward_rule_say_so(tlp: Tlp, onward: Onward) -> None:
    item = an_open_handling(tlp=tlp, onward=onward)
    assert item.is_open_to_community == (onward is Onward.FREE and tlp in (Tlp.GREEN, Tlp.CLEAR))


BROKEN: list[tuple[str, dict[str, object]]] = [
    ("handling.originator", {"originator": "xa"}),
    (r"handling.releasable_to\[0\]", {"releasable_to": ("nobody",)}),
    ("handling.releasable_to", {"releasable_to": (XB, XA)}),
    ("handling.releasable_to", {"releasable_to": (XA, XA)}),
    ("handling.releasable_to", {"releasable_to": tuple(sorted(f"XA-{n}" for n in range(MOST_RECIPIENTS + 1)))}),
    ("handling.contributors", {"contributors": (XC, XB)}),
    ("handling.contributors", {"contributors": (XA,)}),
    ("handling", {"codes": (HandlingCode.H2, HandlingCode.H1)}),
    ("handling", {"purposes": (Purpose.PREVENTION, Purpose.PREVENTION)}),
    ("handling.caveat", {"caveat": "x" * (MOST_CAVEAT + 1)}),
    ("handling.caveat", {"caveat": "bell\x07"}),
    ("handling.caveat", {"codes": (HandlingCode.H3,)}),
    ("handling.expires_at", {"expires_at": datetime(2026, 3, 14)}),  # noqa: DTZ001  that it has none is the point
]


@pytest.mark.parametrize(("place", "fields"), BROKEN)
def test_terms_that_mean_nothing_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError, match=f"^{place}: "):
        Handling(**({"originator": XA} | fields))  # type: ignore[arg-type]  # wrong on purpose


def test_as_many_recipients_as_allowed_are_allowed() -> None:
    names = tuple(sorted(AuthorityId(f"XA-{number}") for number in range(MOST_RECIPIENTS)))
    assert a_handling(*names).audience == {XA, *names}


# --- what is derived ------------------------------------------------------------------------------------------------


def test_what_is_derived_takes_the_strictest_of_each_term() -> None:
    one = Handling(
        originator=XA,
        level=Level.SECRET,
        tlp=Tlp.GREEN,
        codes=(HandlingCode.H1,),
        releasable_to=(XB, XC),
        purposes=(Purpose.BORDER_SECURITY, Purpose.COUNTER_TERRORISM),
        onward=Onward.FREE,
        court=CourtUse.ALLOWED,
        caveat="First",
        expires_at=AT + timedelta(days=2),
        retain_until=date(2030, 1, 1),
    )
    other = Handling(
        originator=XB,
        level=Level.OPEN,
        tlp=Tlp.AMBER,
        codes=(HandlingCode.H0,),
        releasable_to=(XC, XD),
        purposes=(Purpose.COUNTER_TERRORISM,),
        onward=Onward.ASK,
        caveat="Second",
        expires_at=AT + timedelta(days=1),
        retain_until=date(2031, 1, 1),
    )
    assert strictest([one, other], derived_by=XC) == Handling(
        originator=XC,
        contributors=(XA, XB),
        level=Level.SECRET,
        tlp=Tlp.AMBER,
        codes=(HandlingCode.H0, HandlingCode.H1),
        releasable_to=(XB,),
        purposes=(Purpose.COUNTER_TERRORISM,),
        onward=Onward.ASK,
        court=CourtUse.FORBIDDEN,
        caveat="First; Second",
        expires_at=AT + timedelta(days=1),
        retain_until=date(2030, 1, 1),
    )


def test_what_an_originator_makes_of_its_own_has_no_contributors() -> None:
    own = a_handling(XB)
    assert strictest([own, own], derived_by=XA) == own


def test_whoever_is_named_by_one_source_only_does_not_see_what_is_derived() -> None:
    derived = strictest([a_handling(XB, XC), a_handling(XB)], derived_by=XB)
    assert derived.audience == {XA, XB}


def test_an_open_source_lets_anyone_derive_and_hides_nothing_from_the_other_sources_audience() -> None:
    derived = strictest([public_terms(XD), a_handling(XB)], derived_by=XB)
    assert derived.contributors == (XA, XD)
    assert derived.originator == XB


def test_an_unknown_edition_stays_unknown() -> None:
    derived = strictest([a_handling(XB), a_handling(XB, edition="handling/9")], derived_by=XB)
    assert derived.edition == "handling/9"


def test_caveats_that_do_not_all_fit_keep_what_is_derived_at_home() -> None:
    first, second = (an_open_handling(caveat=letter * 300, releasable_to=(XB, XC)) for letter in "ab")
    derived = strictest([first, second], derived_by=XB)
    assert derived.audience == {XB}
    assert not derived.is_open_to_community
    assert len(derived.caveat) == MOST_CAVEAT
    for action in Action:
        assert not decide(a_viewer(XC), action, derived, TO_XC).allowed
    assert not decide(HELD_BY_XB, Action.SEND, derived, TO_XC).allowed
    assert decide(HELD_BY_XB, Action.READ, derived, NOW).allowed


def test_caveats_that_just_fit_go_along() -> None:
    first, second = (an_open_handling(caveat=letter * 249, releasable_to=(XB, XC)) for letter in "ab")
    derived = strictest([first, second], derived_by=XB)
    assert derived.caveat == "a" * 249 + "; " + "b" * 249
    assert len(derived.caveat) == MOST_CAVEAT
    assert derived.is_open_to_community


def test_the_audience_of_what_is_derived_never_outgrows_its_bound() -> None:
    names = tuple(sorted(AuthorityId(f"XA-{number}") for number in range(MOST_RECIPIENTS)))
    derived = strictest([an_open_handling(releasable_to=names)], derived_by=XB)
    assert len(derived.releasable_to) == MOST_RECIPIENTS
    assert derived.audience < {XA, XB, *names}


def test_nothing_is_derived_of_nothing_or_by_an_outsider() -> None:
    with pytest.raises(InputError, match="no sources"):
        strictest([], derived_by=XA)
    with pytest.raises(InputError, match="does not name"):
        strictest([a_handling(XB)], derived_by=XC)
    with pytest.raises(InputError, match="does not name"):
        strictest([a_handling(XB, XC), a_handling(XB)], derived_by=XC)


def test_what_is_public_is_for_all_purposes() -> None:
    assert set(public_terms(XA).purposes) == set(ALL_PURPOSES)


def test_terms_of_which_only_a_caveat_or_an_end_differs_are_looked_up_apart() -> None:
    plain = a_handling()
    caveats = [replace(plain, caveat=f"caveat {number}") for number in range(1_000)]
    ends = [replace(plain, expires_at=AT + timedelta(minutes=number)) for number in range(1_000)]
    assert len({hash(each) for each in (*caveats, *ends)}) > 1_990
