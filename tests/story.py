"""A story for pages to show: two states, a list, reports that contradict each other, one hidden, a draft, alerts."""

from dataclasses import dataclass

from simpul.core.authority import Level
from simpul.core.designation import DateKind, Designation, ListedDate, ListEdition, ListedName, NameQuality
from simpul.core.handling import Tlp
from simpul.core.vocabulary import Schema
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


def tell(world: World) -> Told:
    """Tell the story to XA and XB, and give its ids."""
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
                birth_dates=(ListedDate(kind=DateKind.EXACT, value=born),),
                nationalities=("XB",),
                listed_on="2026-01-15",
            ),
        ),
    )
