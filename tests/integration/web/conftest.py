"""One world of two states for all tests of the pages, told once; a test makes what it changes itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from simpul.core.authority import Level
from simpul.core.designation import DateKind as ListedKind
from simpul.core.designation import Designation, ListedDate, ListEdition, ListedName, NameQuality
from simpul.core.handling import Tlp
from simpul.core.vocabulary import Schema
from tests.integration.web.office import Office
from tests.world import World

HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}\"'`=1+1"
"""Text that would act in a page that does not escape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The ids of what the world holds."""

    subject: str
    received: str
    own: str
    hidden: str
    hidden_subject: str
    draft: str


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give a world of two states that know each other."""
    made = World(tmp_path_factory.mktemp("world"), "XA", "XB")
    yield made
    made.closes()


@pytest.fixture(scope="package")
def office(world: World, told: Told) -> Office:
    """Give the pages of XA, after the story was told."""
    assert told.own
    return Office(world["XA"])


@pytest.fixture(scope="package")
def told(world: World) -> Told:
    """Tell a story: a report received, one of our own that contradicts it, one hidden, a draft, a list, an alert."""
    ours, theirs = world["XA"], world["XB"]
    ours.node.listing.take_in(ours.sight(), edition("QDx.001", "Bahrul Santosa", "1984-05-17"))
    subject, hidden_subject = ours.node.ids.new_id(), ours.node.ids.new_id()
    theirs.shares(
        theirs.writes(
            theirs.claim("Bahrul Santosa", subject=subject),
            theirs.claim("1984-05-17", subject=subject, property="birthDate"),
            theirs.claim(HOSTILE, subject=subject, property="notes"),
            releasable_to=("XA",),
            title=f"Seen in the harbour {HOSTILE}",
        )
    )
    world.delivers()
    own = ours.shares(
        ours.writes(
            ours.claim("1979-11-02", subject=subject, property="birthDate"), releasable_to=("XB",), title="Another age"
        )
    )
    secret = ours.terms("XB", level=Level.SECRET, tlp=Tlp.AMBER)
    hidden = ours.node.sharing.record(
        ours.sight(),
        ours.draft(
            ours.claim("Kesuma Hidden", subject=hidden_subject), title="Hidden from the junior", handling=secret
        ),
    )
    draft = ours.writes(ours.claim("Jamal Kariadi"), releasable_to=("XB",), title="Still being written")
    ours.screens()
    received = next(
        held.signed.report.id for held in ours.node.reading.page(ours.sight()).items if held.direction == "received"
    )
    return Told(
        subject=subject,
        received=received,
        own=own.report,
        hidden=hidden,
        hidden_subject=hidden_subject,
        draft=draft,
    )


def edition(reference: str, name: str, born: str, *, dated: str = "2026-02-01") -> ListEdition:
    """Give an edition of an invented list with one entry."""
    return ListEdition(
        list_id="xw",
        dated=dated,
        entries=(
            Designation(
                list_id="xw",
                reference=reference,
                schema=Schema.PERSON,
                names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
                birth_dates=(ListedDate(kind=ListedKind.EXACT, value=born),),
                nationalities=("XB",),
                listed_on="2026-01-15",
            ),
        ),
    )
