"""Joint investigation teams: signed by all, worked in by all, and nobody sees what its owner does not let it see."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from simpul.core.cooperation.joining import TeamState
from simpul.core.cooperation.team import (
    MemberRole,
    TeamAmendment,
    TeamEnd,
    TeamEnding,
    TeamExhibit,
    TeamJoining,
    TeamLeaving,
    TeamSignature,
    TeamText,
)
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.holding import Direction
from simpul.core.units.evidence import TeamFile
from simpul.services.passing import ShareState
from tests.cases import salt
from tests.scenarios.test_evidence import seizes, titles
from tests.scenarios.test_evidence import shares as shows
from tests.stores import database
from tests.teams import ALL, NAMES, a_text
from tests.world import Place, World, authority

__all__ = ["database"]

Made = Callable[..., World]


def proposes(place: Place, text: TeamText | None = None, *to: str) -> str:
    named = to or tuple({"XA", "XB", "XC"} - {place.id[:2]})
    return place.node.units.teams.propose(place.sight(), text or a_text(), handling=place.terms(*named))


def shares(place: Place, team: str, by: str = "releasing") -> Mapping[str, ShareState]:
    done = place.node.units.teams.share(place.sight(by), team)
    return {to: each.state for to, each in done.items()}


def signs(place: Place, team: str, text: str = "") -> None:
    signature = TeamSignature(text=text or team, signed_by=NAMES[place.id], function="Prosecutor")
    place.node.units.teams.say(place.sight(), team, signature)
    shares(place, team)


def file_of(place: Place, team: str, by: str = "analyst") -> TeamFile:
    return place.node.units.teams.file(place.sight(by), team)


def states(world: World, team: str) -> list[TeamState]:
    return [file_of(place, team).team.state for place in world]


def is_sound(place: Place) -> bool:
    return place.node.store.audit_trail.problems()[1] == ()


@pytest.fixture
def world(made: Made) -> World:
    return made("XA", "XB", "XC")


@pytest.fixture
def team(world: World) -> str:
    """A team that all three have signed."""
    proposed = proposes(world["XA"])
    shares(world["XA"], proposed)
    world.delivers()
    for place in world:
        signs(place, proposed)
    world.delivers()
    world.clock.passes(timedelta(days=2))
    return proposed


def test_a_team_with_one_signature_missing_is_not_in_force_anywhere(world: World) -> None:
    team = proposes(world["XA"])
    assert shares(world["XA"], team) == {authority("XB"): ShareState.SENT, authority("XC"): ShareState.SENT}
    world.delivers()
    signs(world["XA"], team)
    signs(world["XB"], team)
    world.delivers()
    assert states(world, team) == [TeamState.AWAITING_SIGNATURES] * 3
    assert file_of(world["XB"], team).team.text.missing == (authority("XC"),)
    joining = TeamJoining(member=salt(1), name="Investigator Sari Utama", role=MemberRole.INVESTIGATOR)
    with pytest.raises(ConflictError, match="nothing is in force"):
        world["XB"].node.units.teams.say(world["XB"].sight(), team, joining)
    signs(world["XC"], team)
    world.delivers()
    world.clock.passes(timedelta(days=2))
    assert states(world, team) == [TeamState.IN_FORCE] * 3


def test_members_and_evidence_of_one_party_are_seen_by_all_that_they_are_for(world: World, team: str) -> None:
    place = world["XB"]
    joining = TeamJoining(member=salt(1), name="Investigator Sari Utama", role=MemberRole.INVESTIGATOR)
    place.node.units.teams.say(place.sight(), team, joining)
    item = seizes(place, "XA", "XC")
    place.node.units.teams.say(place.sight(), team, TeamExhibit(item=item, what="The table"))
    shares(place, team)
    for to in ("XA", "XC"):
        shows(place, item, to)
    world.delivers()
    for each in world:
        stands = file_of(each, team).team
        assert [(member.authority, member.joining.name) for member in stands.present] == [
            (authority("XB"), "Investigator Sari Utama")
        ]
        assert [(line.exhibit.item, line.exhibit.what) for line in stands.log] == [(item, "The table")]
        assert titles(each) == ["Table found on a memory card"]
        assert is_sound(each)
    place.node.units.teams.say(place.sight(), team, TeamLeaving(member=salt(1), reason="Another post"))
    shares(place, team)
    world.delivers()
    assert [file_of(each, team).team.present for each in world] == [()] * 3


def test_evidence_that_one_party_may_not_see_leaves_no_trace_there(world: World, team: str) -> None:
    place = world["XB"]
    item = seizes(place, "XA")
    place.node.units.teams.say(place.sight(), team, TeamExhibit(item=item, what="The table"))
    shares(place, team)
    shows(place, item, "XA")
    world.delivers()
    assert [line.exhibit.item for line in file_of(world["XA"], team).team.log] == [item]
    hidden = file_of(world["XC"], team)
    assert (hidden.team.log, hidden.team.oddities) == ((), ())
    assert len(hidden.entries) == len(file_of(world["XA"], team).entries) - 1
    with pytest.raises(NotFoundError):
        world["XC"].node.units.exhibits.file(world["XC"].sight(), item)
    with pytest.raises(NotFoundError):
        world["XC"].node.units.teams.say(world["XC"].sight(), team, TeamExhibit(item=item, what="The table"))


def test_the_team_is_prolonged_when_all_have_signed_the_change(world: World, team: str) -> None:
    place = world["XC"]
    text = a_text(ends_on=date(2026, 12, 31))
    change = place.node.units.teams.say(
        place.sight(), team, TeamAmendment(amends=team, text=text, reason="The trial is in November.")
    )
    shares(place, team)
    world.delivers()
    for each in (world["XC"], world["XA"]):
        signs(each, team, change)
    world.delivers()
    assert {file_of(each, team).team.text.text.ends_on for each in world} == {date(2026, 8, 31)}
    signs(world["XB"], team, change)
    world.delivers()
    world.clock.passes(timedelta(days=190))
    assert states(world, team) == [TeamState.IN_FORCE] * 3
    world.clock.passes(timedelta(days=180))
    assert states(world, team) == [TeamState.EXPIRED] * 3


def test_the_team_ends_when_all_say_so(world: World, team: str) -> None:
    for each in world:
        assert states(world, team) == [TeamState.IN_FORCE] * 3
        each.node.units.teams.say(each.sight(), team, TeamEnding(ends=TeamEnd.TEAM, reason="The trial has ended."))
        shares(each, team)
        world.delivers()
    assert states(world, team) == [TeamState.ENDED] * 3
    with pytest.raises(ConflictError, match="over"):
        signs(world["XA"], team, team)


def test_a_team_goes_to_all_its_parties_or_to_none(world: World) -> None:
    with pytest.raises(InputError, match="every party"):
        proposes(world["XA"], None, "XB")
    world["XA"].node.partnering.suspend(world["XA"].sight("keys"), authority("XC"), reason="under inquiry")
    team = proposes(world["XA"])
    with pytest.raises(RefusedError):
        shares(world["XA"], team)
    world.delivers()
    assert world["XB"].node.units.teams.page(world["XB"].sight()).items == ()


def test_what_another_party_says_is_not_passed_on_by_us(world: World, team: str) -> None:
    assert set(shares(world["XA"], team).values()) == {ShareState.NOTHING_NEW}
    own = file_of(world["XA"], team).own
    assert {each.direction for each in own} == {Direction.OWN}
    assert {each.value.originator for each in own} == {authority("XA")}
    assert len(ALL) == len(file_of(world["XA"], team).team.text.signatures)
