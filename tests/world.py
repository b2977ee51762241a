"""A whole world of real nodes in one process: real stores, keys, envelopes and services; only the wire is short.

    world = World(folder, "XA", "XB")
    report = world["XA"].writes(releasable_to=("XB",))
    world["XA"].shares(report)
    world.delivers()
    assert world["XB"].sees() == ["..."]

States are invented; `XA` stands for the authority `XA-NCTC` of that state.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from simpul.app.build import World as Surroundings
from simpul.app.build import build
from simpul.app.chance import SystemIds
from simpul.app.node import Node
from simpul.core.access import SecondFactor
from simpul.core.authority import (
    ALL_PURPOSES,
    AuthorityId,
    Level,
    Officer,
    OfficerId,
    Purpose,
    Role,
    Sight,
    viewer_of,
)
from simpul.core.draft import Claim, ReportDraft
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.peers.receipts import read_receipt, signed_receipt
from simpul.services.ports.world import Ids
from simpul.services.receiving import Delivery
from simpul.services.sharing import Release
from simpul.settings.settings import Settings
from tests.founding import PASSPHRASE, make_home
from tests.noninterference.chance import RepeatableIds

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
JUNIOR_PURPOSES = (Purpose.COUNTER_TERRORISM, Purpose.TERRORIST_FINANCING)
STAFF = (
    ("analyst", (Role.ANALYST,), Level.SECRET, ALL_PURPOSES),
    ("junior", (Role.ANALYST,), Level.RESTRICTED, JUNIOR_PURPOSES),
    ("releasing", (Role.RELEASING_OFFICER,), Level.SECRET, ALL_PURPOSES),
    ("second", (Role.RELEASING_OFFICER,), Level.SECRET, ALL_PURPOSES),
    ("keys", (Role.KEY_OFFICER,), Level.SECRET, ALL_PURPOSES),
    ("auditor", (Role.AUDITOR,), Level.SECRET, ALL_PURPOSES),
    ("admin", (Role.ADMINISTRATOR,), Level.SECRET, ALL_PURPOSES),
)
GRADING = Grading(scale=Scale.ADMIRALTY, source="B", information="2")


@dataclass(slots=True)
class SteppingClock:
    """A clock that a test sets, and that moves on by a millisecond whenever it is asked."""

    present: datetime = START

    def now(self) -> datetime:
        """Give the present moment of the test."""
        self.present += timedelta(milliseconds=1)
        return self.present

    def passes(self, span: timedelta) -> None:
        """Let time pass."""
        self.present += span


@dataclass(slots=True)
class Place:
    """One node of the world with its officers, each with the role of his name."""

    node: Node
    clock: SteppingClock
    officers: dict[str, Officer] = field(default_factory=dict)

    @property
    def id(self) -> AuthorityId:
        """The id of the node's authority."""
        return self.node.profile.authority.id

    def employs(
        self,
        name: str,
        *roles: Role,
        clearance: Level = Level.SECRET,
        purposes: tuple[Purpose, ...] = ALL_PURPOSES,
    ) -> Officer:
        """Let an officer work here."""
        officer = Officer(
            id=OfficerId(f"{self.id.lower()}-{name}"),
            name=f"{name.title()} of {self.id}",
            roles=roles,
            clearance=clearance,
            purposes=purposes,
        )
        self.node.store.ledger.act(lambda tx: tx.officers.put(officer, at=self.clock.now()))
        self.officers[name] = officer
        return officer

    def sight(self, name: str = "analyst") -> Sight:
        """Give how an officer sees at this moment."""
        return Sight(viewer=viewer_of(self.officers[name], authority=self.id), at=self.clock.now())

    def terms(self, *releasable_to: str, **changes: object) -> Handling:
        """Give our terms for these recipients, named by their states."""
        plain = Handling(
            originator=self.id,
            tlp=Tlp.AMBER,
            releasable_to=tuple(sorted(authority(state) for state in releasable_to)),
            purposes=tuple(sorted(ALL_PURPOSES)),
        )
        return replace(plain, **changes)  # type: ignore[arg-type]  # the names of Handling's own fields

    def claim(self, name: str = "Bahrul Santosa", *, subject: str = "", **changes: object) -> Claim:
        """Give a claim that a person bears a name."""
        plain = Claim(subject=subject or self.node.ids.new_id(), schema=Schema.PERSON, property="name", value=name)
        return replace(plain, **changes)  # type: ignore[arg-type]  # the names of Claim's own fields

    def draft(self, *claims: Claim, title: str = "A meeting was seen", handling: Handling) -> ReportDraft:
        """Give a draft under these terms."""
        return ReportDraft(
            kind=ReportKind.INFORMATION,
            title=title,
            summary="Two persons met in the harbour town.",
            grading=GRADING,
            handling=handling,
            claims=claims or (self.claim(),),
        )

    def writes(self, *claims: Claim, releasable_to: Sequence[str] = (), title: str = "A meeting was seen") -> str:
        """Let the analyst write a draft for these states, and give its id."""
        draft = self.draft(*claims, title=title, handling=self.terms(*releasable_to))
        return self.node.sharing.save(self.sight(), draft)

    def shares(self, draft_id: str, *to: str, by: str = "releasing") -> Release:
        """Let the releasing officer release a draft, to whom it names or to these states."""
        recipients = tuple(authority(state) for state in to) or None
        return self.node.sharing.release(self.sight(by), draft_id, to=recipients)

    def sees(self, name: str = "analyst") -> list[str]:
        """Give the titles of the reports from others that an officer sees, latest first."""
        page = self.node.reading.page(self.sight(name), limit=200)
        return [held.signed.report.value.title for held in page.items if held.signed.report.value.originator != self.id]

    def screens(self) -> None:
        """Let the node screen whatever waits."""
        while self.node.screening.screen_waiting():
            pass


class World:
    """Real nodes that know each other."""

    def __init__(self, folder: Path, *states: str, databases: Mapping[str, str] | None = None) -> None:
        """Make a node for each state, with an analyst, two releasing officers, a key officer and an auditor.

        `databases` are the addresses of their databases, by their states; without one a node has a file of its own.
        """
        self._databases = databases or {}
        self.clock = SteppingClock()
        self.ids = RepeatableIds()
        self._ids: Ids = SystemIds()
        self._places = {state: self._made(folder / state, state) for state in states}
        for place in self._places.values():
            for other in self._places.values():
                if other is not place:
                    signed = other.node.introduction
                    fingerprint = place.node.partnering.read(signed).fingerprint
                    place.node.partnering.add(place.sight("keys"), signed, fingerprint=fingerprint)

    @classmethod
    def copied(cls, template: Path, folder: Path, *states: str) -> Self:
        """Open copies of nodes that were made and closed before; their ids can be repeated (`ids`)."""
        world = cls.__new__(cls)
        world.clock = SteppingClock()
        world.ids = RepeatableIds()
        world._ids = world.ids
        for state in states:
            shutil.copytree(template / state, folder / state)
        world._places = {state: world._opened(settings_of(folder / state, state)) for state in states}
        return world

    @classmethod
    def reopened(cls, folder: Path, *states: str) -> Self:
        """Open nodes that were made and closed before, whose screening is not prepared yet."""
        world = cls.__new__(cls)
        world.clock = SteppingClock()
        world.ids = RepeatableIds()
        world._ids = SystemIds()
        world._places = {state: world._built(settings_of(folder / state, state)) for state in states}
        return world

    def __getitem__(self, state: str) -> Place:
        """Give the place of a state."""
        return self._places[state]

    def __iter__(self) -> Iterator[Place]:
        """Go through the places."""
        return iter(self._places.values())

    def delivers(self) -> None:
        """Carry everything that waits to where it is to go, and bring the receipts back."""
        for place in self:
            for other in self:
                if other is not place:
                    self.carries(place, other)

    def carries(self, sender: Place, recipient: Place) -> Delivery | None:
        """Carry what waits from one place to another, and bring the receipts back."""
        settled = next(
            state.settled
            for state in sender.node.store.links.states()
            if state.partner.introduction.authority.id == recipient.id
        )
        waiting = sender.node.store.links.outgoing(recipient.id, after=settled, limit=500)
        if not waiting:
            return None
        delivery = recipient.node.receiving.accept(sender.id, [item.frame for item in waiting])
        self.settles(sender, recipient, delivery)
        return delivery

    def settles(self, sender: Place, recipient: Place, delivery: Delivery) -> None:
        """Bring the receipts of a delivery back to its sender."""
        partner = sender.node.store.links.partner(recipient.id)
        assert partner is not None
        signed = [signed_receipt(recipient.node.keyring, receipt) for receipt in delivery.receipts]
        proven = [read_receipt(raw, link=partner.introduction, us=sender.id) for raw in signed]
        sender.node.delivering.settle(recipient.id, proven)

    def closes(self) -> None:
        """Let go of all databases."""
        for place in self:
            place.node.close()

    def _made(self, home: Path, state: str) -> Place:
        settings = replace(settings_of(home, state), database=self._databases.get(state, ""))
        make_home(settings)
        place = self._opened(settings)
        for name, roles, clearance, purposes in STAFF:
            place.employs(name, *roles, clearance=clearance, purposes=purposes)
        return place

    def _opened(self, settings: Settings) -> Place:
        place = self._built(settings)
        place.node.screening.prepare()
        return place

    def _built(self, settings: Settings) -> Place:
        node = build(settings, PASSPHRASE, world=Surroundings(clock=self.clock, ids=self._ids))
        place = Place(node=node, clock=self.clock)
        for officer in node.store.roster.officers():
            place.officers[officer.id.rpartition("-")[2]] = officer
        return place


def settings_of(home: Path, state: str) -> Settings:
    """Give the settings of a state's node in tests."""
    return Settings(
        home=home,
        authority=authority(state),
        name=f"National Coordination Centre of {state}",
        base_url=f"http://127.0.0.1:{8600 + ord(state[1])}",
        second_factor=SecondFactor.MAY_WAIT,
    )


def authority(state: str) -> AuthorityId:
    """Give the id of the authority that stands for a state in tests."""
    return AuthorityId(f"{state}-NCTC")
