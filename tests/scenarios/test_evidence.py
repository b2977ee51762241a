"""Evidence between states: seized, handed over, received with its hash checked, and a chain that tells its breaks."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level, Role
from simpul.core.cases.parts import MediaType
from simpul.core.cooperation.custody import BreakKind, CustodyState
from simpul.core.cooperation.evidence import Custodian, CustodyAct, Nature
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.handling import Onward, Tlp
from simpul.core.units.evidence import EvidenceFile
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure
from simpul.services.passing import ShareState
from tests.stores import database
from tests.world import Place, World, authority

__all__ = ["database"]

Made = Callable[..., World]
ACTS = CustodyAct
CARD = b"name,account\nTarik Amri,XA46\n"
DIGEST = hashlib.sha256(CARD).hexdigest()
REQUEST = "c" * 64
LELA = Custodian(person="Prosecutor Lela Samir", authority=authority("XA"))
MIRA = Custodian(person="Judge Mira Anwar", authority=authority("XC"))


def seizes(place: Place, *to: str, with_bytes: bytes = CARD, **terms: object) -> str:
    seizure = Seizure(
        what="Table found on a memory card",
        nature=Nature.DIGITAL,
        place="Harbour Street 4",
        seized_at=place.clock.present,
        seized_by="Inspector Ratna Wibisono",
        order="Search order 12/2026",
        digest=DIGEST,
        size=len(CARD),
        request=REQUEST,
    )
    file = SeizedFile(content=with_bytes, name="card.csv", media_type=MediaType.TABLE) if with_bytes else None
    return place.node.units.evidence.seize(place.sight(), seizure, handling=place.terms(*to, **terms), file=file)


def does(place: Place, item: str, act: CustodyAct, content: bytes = b"", **fields: object) -> str:
    plain: dict[str, object] = {"act": act, "place": f"Evidence store of {place.id}", "digest": DIGEST}
    handed = Handed(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built
    return place.node.units.evidence.add(place.sight(), item, handed, content=content)


def shares(place: Place, item: str, to: str, by: str = "releasing") -> ShareState:
    return place.node.units.chains.share(place.sight(by), item, authority(to)).state


def file_of(place: Place, item: str, by: str = "analyst") -> EvidenceFile:
    return place.node.units.exhibits.file(place.sight(by), item)


def titles(place: Place) -> list[str]:
    return [each.item.exhibit.what for each in place.node.units.exhibits.page(place.sight()).items]


def is_sound(place: Place) -> bool:
    return place.node.store.audit_trail.problems()[1] == ()


def hands_over(world: World, giver: str, item: str, to: Custodian) -> None:
    does(world[giver], item, ACTS.HANDED_OVER, to=to)
    assert shares(world[giver], item, to.authority[:2]) is ShareState.SENT
    world.delivers()


@pytest.fixture
def world(made: Made) -> World:
    return made("XA", "XB", "XC")


def test_evidence_seized_in_one_state_is_handed_to_another_under_its_request_and_verified_there(world: World) -> None:
    giver, taker = world["XB"], world["XA"]
    item = seizes(giver)
    does(giver, item, ACTS.EXAMINED, text="A list of its rows was made.", content=CARD)
    assert titles(taker) == []
    hands_over(world, "XB", item, LELA)
    found = file_of(taker, item)
    assert found.item.exhibit.request == REQUEST
    assert (found.custody.state, found.custody.awaiting) == (CustodyState.IN_TRANSIT, LELA)
    assert taker.node.units.exhibits.content(taker.sight(), item)[1] == CARD
    does(taker, item, ACTS.RECEIVED, content=CARD, digest="")
    does(taker, item, ACTS.EXAMINED, text="Compared with the accounts of XA.")
    assert shares(taker, item, "XB") is ShareState.SENT
    world.delivers()
    for place in (giver, taker):
        custody = file_of(place, item).custody
        assert custody.is_unbroken
        assert (custody.holder, len(custody.links)) == (LELA, 5)
        assert is_sound(place)
    assert titles(world["XC"]) == []


def test_a_tampered_copy_is_refused_with_the_place_and_nothing_is_written(world: World) -> None:
    giver, taker = world["XB"], world["XA"]
    item = seizes(giver)
    hands_over(world, "XB", item, LELA)
    with pytest.raises(InputError) as refused:
        does(taker, item, ACTS.RECEIVED, content=CARD.replace(b"Amri", b"Amro"))
    assert refused.value.place == "content"
    assert DIGEST in refused.value.reason
    assert file_of(taker, item).custody.state is CustodyState.IN_TRANSIT
    with pytest.raises(InputError) as seized:
        seizes(giver, with_bytes=CARD + b"\n")
    assert seized.value.place == "content"


def test_a_hash_that_was_found_to_differ_is_written_down_and_both_see_where(world: World) -> None:
    giver, taker = world["XB"], world["XA"]
    item = seizes(giver)
    hands_over(world, "XB", item, LELA)
    link = does(taker, item, ACTS.RECEIVED, digest="e" * 64)
    shares(taker, item, "XB")
    world.delivers()
    for place in (giver, taker):
        (found,) = file_of(place, item).custody.breaks
        assert (found.kind, found.link, found.expected) == (BreakKind.HASH_DIFFERS, link, DIGEST)


def test_only_who_has_the_item_says_what_is_done_with_it(world: World) -> None:
    giver, taker = world["XB"], world["XA"]
    item = seizes(giver, "XA")
    shares(giver, item, "XA")
    world.delivers()
    with pytest.raises(ConflictError):
        does(taker, item, ACTS.EXAMINED, text="Read.", by="Prosecutor Lela Samir")
    with pytest.raises(ConflictError):
        does(giver, item, ACTS.EXAMINED, text="Read.", by="Somebody Else")
    with pytest.raises(InputError) as early:
        does(giver, item, ACTS.EXAMINED, text="Read.", at=giver.clock.present - timedelta(days=1))
    assert early.value.place == "at"
    does(giver, item, ACTS.HANDED_OVER, to=LELA)
    with pytest.raises(ConflictError):
        does(giver, item, ACTS.EXAMINED, text="Read again.")


def test_what_was_handed_over_and_not_received_in_its_time_is_named_on_both_sides(world: World) -> None:
    item = seizes(world["XB"])
    hands_over(world, "XB", item, LELA)
    world.clock.passes(timedelta(days=8))
    for state in ("XA", "XB"):
        assert [each.kind for each in file_of(world[state], item).custody.breaks] == [BreakKind.NOT_RECEIVED]


def test_the_chain_travels_on_to_a_third_state_where_the_terms_let_it(world: World) -> None:
    item = seizes(world["XB"], "XC", onward=Onward.FREE)
    hands_over(world, "XB", item, LELA)
    does(world["XA"], item, ACTS.RECEIVED)
    hands_over(world, "XA", item, MIRA)
    third = world["XC"]
    found = file_of(third, item)
    assert [each.originator for each in (found.item, *(entry.value for entry in found.entries))] == [
        authority(state) for state in ("XB", "XB", "XA", "XA")
    ]
    does(third, item, ACTS.RECEIVED, content=CARD)
    assert file_of(third, item).custody.is_unbroken
    shares(world["XB"], item, "XC")
    world.delivers()
    assert is_sound(third)


def test_the_chain_goes_whole_or_not_at_all(world: World) -> None:
    item = seizes(world["XB"])
    hands_over(world, "XB", item, LELA)
    does(world["XA"], item, ACTS.RECEIVED)
    does(world["XA"], item, ACTS.HANDED_OVER, to=MIRA)
    with pytest.raises(RefusedError) as refused:
        shares(world["XA"], item, "XC")
    assert "release.recipient-not-named" in refused.value.grounds
    assert titles(world["XC"]) == []
    shares(world["XB"], item, "XC")
    world.delivers()
    assert shares(world["XA"], item, "XC") is ShareState.SENT
    world.delivers()
    third = file_of(world["XC"], item).custody
    assert (third.is_unbroken, third.awaiting) == (True, MIRA)
    assert all(is_sound(place) for place in world)


def test_evidence_that_a_viewer_may_not_see_is_not_there(world: World) -> None:
    place = world["XB"]
    place.employs("clerk", Role.ANALYST, clearance=Level.RESTRICTED)
    item = seizes(place, level=Level.SECRET)
    for name in ("clerk", "junior"):
        with pytest.raises(NotFoundError):
            file_of(place, item, name)
        assert place.node.units.exhibits.page(place.sight(name)).items == ()
    with pytest.raises(DeniedError):
        place.node.units.evidence.add(place.sight("admin"), item, Handed(act=ACTS.EXAMINED, place="-"))
    with pytest.raises(InputError):
        _seize_letter(place, by="junior")


def _seize_letter(place: Place, by: str = "analyst") -> str:
    return place.node.units.evidence.seize(place.sight(by), _letter(place), handling=place.terms(level=Level.SECRET))


def _letter(place: Place) -> Seizure:
    return Seizure(
        what="A letter",
        nature=Nature.PHYSICAL,
        place="Harbour Street 4",
        seized_at=place.clock.present,
        seized_by="Inspector Ratna Wibisono",
        order="Search order 12/2026",
        seals=("XB-7",),
    )


def test_a_grave_item_goes_when_two_officers_let_it(world: World) -> None:
    place = world["XB"]
    item = seizes(place, level=Level.SECRET)
    does(place, item, ACTS.HANDED_OVER, to=LELA)
    assert shares(place, item, "XA") is ShareState.AWAITING_SECOND_OFFICER
    assert shares(place, item, "XA", by="second") is ShareState.SENT
    world.delivers()
    assert titles(world["XA"]) == ["Table found on a memory card"]


def test_seals_are_said_as_they_are_found(world: World) -> None:
    place = world["XB"]
    item = _seize_letter(place)
    with pytest.raises(InputError) as unsaid:
        does(place, item, ACTS.HANDED_OVER, to=LELA, digest="")
    assert unsaid.value.place == "seals"
    does(place, item, ACTS.HANDED_OVER, to=LELA, digest="", seals=("XB-8",))
    (found,) = file_of(place, item).custody.breaks
    assert (found.kind, found.expected, found.found) == (BreakKind.SEALS_DIFFER, "XB-7", "XB-8")


def test_what_is_done_with_evidence_is_on_record(world: World) -> None:
    place = world["XB"]
    item = seizes(place)
    file_of(place, item)
    entries = place.node.auditing.entries(place.sight("auditor"), limit=50).items
    acts = [each.entry.act for each in entries]
    assert {Act.EVIDENCE_WRITE, Act.EVIDENCE_READ} <= set(acts)
    assert "Harbour" not in json.dumps([each.entry.detail for each in entries])


def test_terms_that_stay_inside_let_no_chain_leave_in_a_file(world: World) -> None:
    item = seizes(world["XB"], tlp=Tlp.AMBER_STRICT)
    hands_over(world, "XB", item, LELA)
    assert world["XB"].node.units.exhibits.exported(world["XB"].sight(), item).id == item
    with pytest.raises(RefusedError):
        world["XA"].node.units.exhibits.exported(world["XA"].sight(), item)
