from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.joining import Oddity, TeamState, team_of
from simpul.core.cooperation.team import (
    TeamBasis,
    TeamEnd,
    TeamEnding,
    TeamEntry,
    TeamExhibit,
    TeamLeaving,
    TeamPart,
    TeamParty,
    TeamSignature,
    may_say_in,
    team_entry,
)
from simpul.core.errors import InputError
from simpul.core.ids import Sealed
from tests.cases import salt, terms
from tests.evidence import DIGEST, XA, XB, XC
from tests.teams import ALL, AT, a_text, an_agreement, changes, joins, says, signed, signs, team_on

FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)
LATER = date(2026, 12, 31)
LOGGED = TeamExhibit(item="a" * 64, what="A telephone", digest=DIGEST)


def ends(by: AuthorityId, *, days: float, what: TeamEnd = TeamEnd.TEAM) -> Sealed[TeamEntry]:
    return says(TeamEnding(ends=what, reason="The trial has ended."), by, days=days)


@given(st.sets(st.sampled_from(ALL), max_size=2), st.integers(5, 400))
def test_with_one_signature_missing_nothing_is_in_force(who: set[AuthorityId], days: int) -> None:
    entries = [signs(each, days=2) for each in who] + [joins(XA, days=3), says(LOGGED, XA, days=4)]
    team = team_on(entries, days=min(days, 150))
    assert (team.state, team.in_force_from) == (TeamState.AWAITING_SIGNATURES, None)
    assert team.text.missing == tuple(sorted(set(ALL) - who))
    assert (team.members, team.log) == ((), ())
    assert [odd for _, odd in team.oddities] == [Oddity.NOT_IN_FORCE] * 2


def test_the_others_are_not_bound_by_a_text_that_names_a_party_who_left_without_signing() -> None:
    entries = [signs(XA, days=2), ends(XC, days=3, what=TeamEnd.OWN_PART), signs(XB, days=4)]
    team = team_on(entries, days=5)
    assert (team.state, team.text.missing) == (TeamState.AWAITING_SIGNATURES, (XC,))
    late = team_on([*signed(2, 3, 4), ends(XC, days=5, what=TeamEnd.OWN_PART)], days=6)
    assert late.state is TeamState.IN_FORCE


def test_a_party_acts_for_the_state_that_its_authority_is_of() -> None:
    with pytest.raises(InputError) as refused:
        TeamParty(authority=XA, state="XB", leader="Prosecutor Lela Samir")
    assert refused.value.place == "party.state"


def test_a_team_is_in_force_from_the_last_signature_or_its_first_day_on() -> None:
    assert team_on(signed(2, 3, 4), days=5).in_force_from == AT + timedelta(days=4)
    early = team_on(signed(0.1, 0.2, 0.3), days=0.5)
    assert (early.state, early.in_force_from) == (TeamState.NOT_BEGUN, FIRST_DAY)
    assert team_on(signed(0.1, 0.2, 0.3), days=1).state is TeamState.IN_FORCE


def test_a_team_expires_when_its_last_day_is_over() -> None:
    team = team_of(an_agreement(), signed(), at=datetime(2026, 8, 31, 23, 59, tzinfo=UTC))
    assert team.state is TeamState.IN_FORCE
    assert team_of(an_agreement(), signed(), at=datetime(2026, 9, 1, tzinfo=UTC)).state is TeamState.EXPIRED


def test_members_join_and_leave_and_those_of_a_party_leave_with_it() -> None:
    leaving = says(TeamLeaving(member=salt(1), reason="Another post"), XA, days=20)
    entries = [*signed(), joins(XA, days=5), joins(XB, days=6), joins(XC, days=7, member=2), leaving]
    team = team_on(entries, days=30)
    assert [(each.authority, each.until is None) for each in team.members] == [(XA, False), (XB, True), (XC, True)]
    gone = ends(XB, days=25, what=TeamEnd.OWN_PART)
    after = team_on([*entries, gone, joins(XB, days=26, member=3)], days=30)
    assert [each.authority for each in after.present] == [XC]
    assert after.state is TeamState.IN_FORCE
    assert [odd for _, odd in after.oddities] == [Oddity.HAS_LEFT]


def test_nobody_takes_somebody_elses_member_out() -> None:
    leaving = says(TeamLeaving(member=salt(1), reason="Another post"), XB, days=20)
    team = team_on([*signed(), joins(XA, days=5), leaving], days=30)
    assert len(team.present) == 1
    assert [odd for _, odd in team.oddities] == [Oddity.NO_SUCH_MEMBER]


def test_a_team_is_prolonged_by_all_parties_and_by_no_fewer() -> None:
    change = changes(XB, days=100, ends_on=LATER)
    two = [*signed(), change, *(signs(each, days=101, text=change.id) for each in (XA, XB))]
    waiting = team_on(two, days=120)
    assert waiting.text.text.ends_on == date(2026, 8, 31)
    assert [each.missing for each in waiting.proposals] == [(XC,)]
    assert team_on(two, days=200).state is TeamState.EXPIRED
    three = team_on([*two, signs(XC, days=110, text=change.id)], days=200)
    assert (three.state, three.text.text.ends_on) == (TeamState.IN_FORCE, LATER)
    assert three.in_force_from == AT + timedelta(days=4)
    assert [each.id for each in three.earlier] == [an_agreement().id]


def test_what_was_signed_after_the_last_day_prolongs_nothing() -> None:
    change = changes(XB, days=100, ends_on=LATER)
    entries = [
        *signed(),
        change,
        *(signs(each, days=days, text=change.id) for each, days in zip(ALL, (101, 102, 190), strict=True)),
    ]
    team = team_on(entries, days=200)
    assert team.state is TeamState.EXPIRED
    assert [odd for _, odd in team.oddities] == [Oddity.TOO_LATE]


def test_of_two_changes_the_first_that_all_have_signed_is_taken() -> None:
    one, other = changes(XA, days=10, area="XA alone."), changes(XB, days=9, area="XB alone.")
    entries = [*signed(), one, other]
    entries += [signs(each, days=11, text=one.id) for each in ALL] + [signs(XA, days=12, text=other.id)]
    team = team_on(entries, days=20)
    assert (team.text.text.area, team.proposals) == ("XA alone.", ())
    assert [odd for _, odd in team.oddities] == [Oddity.OVERTAKEN]


def test_a_change_that_all_signed_before_the_agreement_waits_for_it() -> None:
    change = changes(XA, days=1, area="XA alone.")
    entries = [change, *(signs(each, days=1.5, text=change.id) for each in ALL), *signed()]
    assert team_on(entries[:-1], days=5).text.text.area != "XA alone."
    assert team_on(entries, days=5).text.text.area == "XA alone."


def test_a_change_keeps_the_parties() -> None:
    fewer = a_text().parties[:2]
    team = team_on([*signed(), changes(XA, days=10, parties=fewer)], days=20)
    assert (team.proposals, [odd for _, odd in team.oddities]) == ((), [Oddity.OTHER_PARTIES])


def test_a_team_ends_when_all_who_are_left_say_so_or_fewer_than_two_are() -> None:
    both = [*signed(), ends(XA, days=20), ends(XB, days=21)]
    assert team_on(both, days=30).state is TeamState.IN_FORCE
    assert team_on([*both, ends(XC, days=22)], days=30).state is TeamState.ENDED
    gone = ends(XC, days=22, what=TeamEnd.OWN_PART)
    assert team_on([*both, gone], days=30).state is TeamState.ENDED


def test_a_second_signature_and_one_under_nothing_count_for_nothing() -> None:
    nothing = says(TeamSignature(text="f" * 64, signed_by="A", function="B"), XB, days=2)
    team = team_on([signs(XA, days=2), signs(XA, days=3), nothing], days=5)
    assert sorted(odd for _, odd in team.oddities) == [Oddity.NO_SUCH_TEXT, Oddity.TWICE]


STORY = [
    *signed(),
    joins(XA, days=5),
    joins(XB, days=6),
    says(LOGGED, XB, days=7),
    changes(XC, days=8, ends_on=LATER),
    *(signs(each, days=9, text=changes(XC, days=8, ends_on=LATER).id) for each in ALL),
    says(TeamLeaving(member=salt(1), reason="Another post"), XB, days=10),
    says(TeamEnding(ends=TeamEnd.OWN_PART, reason="Our case has ended."), XC, days=11),
]


@given(st.permutations(range(len(STORY))), st.lists(st.integers(0, len(STORY) - 1), max_size=4))
def test_the_order_in_which_records_come_changes_nothing(order: list[int], twice: list[int]) -> None:
    arrived = [STORY[each] for each in [*order, *twice]]
    assert team_on(arrived, days=20) == team_on(STORY, days=20)


@given(st.dictionaries(st.sampled_from(ALL), st.sampled_from(ALL), min_size=3, max_size=3))
def test_the_parties_may_be_swapped_and_the_team_stands_the_same(swap: dict[AuthorityId, AuthorityId]) -> None:
    if len(set(swap.values())) < len(ALL):
        swap = {XA: XB, XB: XC, XC: XA}
    team = team_on([signs(swap[each], days=2 + index) for index, each in enumerate(ALL)], days=5)
    assert (team.state, team.in_force_from) == (TeamState.IN_FORCE, AT + timedelta(days=4))


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"purpose": ""}, "text.purpose"),
        ({"area": " "}, "text.area"),
        ({"evidence_rules": ""}, "text.evidence_rules"),
        ({"disclosure_rules": ""}, "text.disclosure_rules"),
        ({"use_limitation": ""}, "text.use_limitation"),
        ({"bases": ()}, "text.bases"),
        ({"parties": a_text().parties[:1]}, "text.parties"),
        ({"parties": a_text().parties[::-1]}, "text.parties"),
        ({"ends_on": date(2026, 3, 1)}, "text.ends_on"),
        ({"ends_on": date(2046, 3, 1)}, "text.ends_on"),
    ],
)
def test_an_agreement_that_lacks_something_is_refused_with_its_place(fields: dict[str, object], place: str) -> None:
    with pytest.raises(InputError) as found:
        a_text(**fields)
    assert found.value.place == place


def test_an_agreement_names_every_party_and_is_proposed_by_one() -> None:
    with pytest.raises(InputError, match="every party"):
        an_agreement(handling=terms(XA, XB))
    with pytest.raises(InputError, match="only a party"):
        an_agreement(originator=AuthorityId("XD-NCTC"), handling=terms(AuthorityId("XD-NCTC"), *ALL))
    with pytest.raises(InputError, match="country code"):
        TeamParty(authority=XA, state="xa", leader="A")
    with pytest.raises(InputError, match="is needed"):
        TeamBasis(instrument="untoc2000", article="")


def test_what_changes_the_team_goes_to_every_party_and_evidence_may_go_to_some() -> None:
    signature, outsider = signs(XB, days=1).value.part, AuthorityId("XD-NCTC")
    assert may(signature, XB, XA, XC)
    assert not may(signature, XB, XA)
    assert may(LOGGED, XB, XA)
    assert not may(LOGGED, outsider, *ALL)


def may(part: TeamPart, by: AuthorityId, *to: AuthorityId) -> bool:
    entry = team_entry(
        part, originator=by, team=an_agreement().id, handling=terms(by, *to), written_at=AT, salt=salt(4)
    )
    return may_say_in(an_agreement().value, entry)
