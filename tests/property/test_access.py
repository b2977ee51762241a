"""Whatever officers do in whatever order, nobody gets further than others let him.

The world here is the smallest in which the rules of `core.access` act: a roster, who let whom in, who has a second
factor. An intruder is one officer gone bad, who acts as himself and as everybody in whose place he has come.
"""

from dataclasses import dataclass, field, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.access import (
    Standing,
    against_adding,
    against_changing,
    against_ending,
    against_link,
    against_withdrawing_factors,
    excluding_duties,
)
from simpul.core.authority import AuthorityId, Level, Officer, OfficerId, Role, viewer_of

NAMES = tuple(OfficerId(name) for name in ("intruder", "adi", "bea", "cem", "dua", "eka"))
INTRUDER, OTHERS = NAMES[0], NAMES[1:4]
ROLE_SETS = tuple(roles for size in (1, 2) for roles in combinations(sorted(Role), size))
SOUND = tuple(roles for roles in ROLE_SETS if not excluding_duties(roles))
role_sets = st.sampled_from((*SOUND, *ROLE_SETS))
sound_roles = st.sampled_from(SOUND)
levels = st.sampled_from(Level)
officers = st.builds(Officer, id=st.sampled_from(NAMES), name=st.just("N"), roles=role_sets, clearance=levels)
acts = st.tuples(st.sampled_from(("add", "change", "end", "withdraw", "link")), st.sampled_from(NAMES), officers)
sequences = st.lists(acts, min_size=4, max_size=24)


@dataclass
class World:
    """A node's roster, and in whose place the intruder can act."""

    roster: dict[OfficerId, Officer]
    standings: dict[OfficerId, Standing]
    held: set[OfficerId] = field(default_factory=lambda: {INTRUDER})
    ever: set[OfficerId] = field(default_factory=set)

    def do(self, act: str, by: OfficerId, wished: Officer) -> None:
        """Let an officer do something as far as the rules let him."""
        if by not in self.roster:
            return
        viewer, target = viewer_of(self.roster[by], authority=AuthorityId("XA-NCTC")), wished.id
        if act == "add" and target not in self.ever and not against_adding(viewer, wished):
            self.roster[target] = wished
            self.ever.add(target)
            self.standings[target] = Standing(officer=target, admitted_by=by, factors=0)
        elif target not in self.roster:
            return
        elif act == "change" and not against_changing(viewer, wished, roster=tuple(self.roster.values())):
            self.roster[target] = wished
        elif act == "end" and not against_ending(viewer, target, roster=tuple(self.roster.values())):
            del self.roster[target]
            self.held.discard(target)
        elif act == "withdraw" and not against_withdrawing_factors(viewer, target):
            self.standings[target] = Standing(officer=target, admitted_by=by, factors=0)
            self.held.discard(target)
        elif act == "link" and not against_link(viewer, self.standings[target]):
            self._redeem(target, by)

    def _redeem(self, target: OfficerId, by: OfficerId) -> None:
        """Whoever has the link comes in, unless a second factor stands before it."""
        if self.standings[target].factors == 0:
            self.standings[target] = replace(self.standings[target], factors=1)
            if by in self.held:
                self.held.add(target)

    def reach(self) -> tuple[set[Role], Level]:
        """Give what the intruder can do: with which roles and which clearance."""
        in_hand = [self.roster[name] for name in self.held if name in self.roster]
        roles = {role for each in in_hand for role in each.roles}
        return roles, max((each.clearance for each in in_hand), default=Level.OPEN)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Make a roster in which everybody but the intruder's own inventions has a second factor."""
    roster = {
        name: Officer(id=name, name="N", roles=draw(sound_roles), clearance=draw(levels))
        for name in (INTRUDER, *OTHERS)
    }
    standings = {name: Standing(officer=name, admitted_by="node", factors=1) for name in roster}
    return World(roster=roster, standings=standings, ever=set(roster))


@given(worlds(), sequences)
@settings(max_examples=600)
def test_alone_nobody_gets_beyond_what_he_was_given(
    world: World, sequence: list[tuple[str, OfficerId, Officer]]
) -> None:
    roles, clearance = world.reach()
    for act, by, wished in sequence:
        world.do(act, by if by in world.held else INTRUDER, wished)
    assert world.reach()[0] <= roles
    assert world.reach()[1] <= clearance


@given(worlds(), sequences)
@settings(max_examples=600)
def test_whoever_comes_in_was_let_in_by_two(world: World, sequence: list[tuple[str, OfficerId, Officer]]) -> None:
    for act, by, wished in sequence:
        before = set(world.held)
        world.do(act, by, wished)
        for came in world.held - before:
            assert world.standings[came].admitted_by != by


@given(worlds(), sequences)
@settings(max_examples=600)
def test_a_roster_never_joins_excluding_duties_nor_loses_its_last_administrator_or_key_officer(
    world: World, sequence: list[tuple[str, OfficerId, Officer]]
) -> None:
    def kept() -> set[Role]:
        held = {role for each in world.roster.values() for role in each.roles}
        return held & {Role.ADMINISTRATOR, Role.KEY_OFFICER}

    always = kept()
    for act, by, wished in sequence:
        world.do(act, by, wished)
        assert not any(excluding_duties(each.roles) for each in world.roster.values())
        assert kept() >= always


@given(worlds(), sequences)
@settings(max_examples=300)
def test_trust_changes_by_an_administrator_and_never_by_oneself(
    world: World, sequence: list[tuple[str, OfficerId, Officer]]
) -> None:
    for act, by, wished in sequence:
        before = dict(world.roster)
        world.do(act, by, wished)
        if world.roster != before:
            assert Role.ADMINISTRATOR in before[by].roles
            assert world.roster.get(by) == before[by]
