"""Evidence for the node's operator: listing and showing it, writing links, sending chains, and checking them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simpul.app.node import SYSTEM_CLOCK, Node
from simpul.core.authority import AuthorityId, Level, Sight
from simpul.core.cooperation.custody import Custody, Link
from simpul.core.cooperation.evidence import CustodyAct, EvidenceItem
from simpul.core.errors import InputError
from simpul.core.handling import CourtUse, Handling, Onward, Tlp
from simpul.core.ids import timestamp
from simpul.core.node import Limits
from simpul.core.units.evidence import EvidenceFile
from simpul.peers.chains import read_chain
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure

MOST_LISTED = 200
SEIZED = "seized"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceListed:
    """An item in a list: what it is, who has it, and whether its chain holds."""

    id: str
    what: str
    originator: str
    seized_at: str
    state: str
    holder: str
    unbroken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakShown:
    """A break of a chain: what, at which link, what was to be expected and what is found."""

    kind: str
    link: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A link of a chain, in words."""

    id: str
    act: str
    at: str
    by: str
    to: str
    place: str
    text: str
    digest: str
    seals: tuple[str, ...]
    breaks: tuple[BreakShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyShown:
    """Whose hands an item is in, and every link of its chain."""

    state: str
    holder: str
    awaiting: str
    due_at: str
    unbroken: bool
    links: tuple[LinkShown, ...]
    stray: tuple[LinkShown, ...]
    breaks: tuple[BreakShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceShown:
    """An item as the officer may see it."""

    id: str
    what: str
    nature: str
    originator: str
    place: str
    seized_at: str
    seized_by: str
    order: str
    digest: str
    size: int
    seals: tuple[str, ...]
    keeping: str
    request: str
    team: str
    tlp: str
    releasable_to: tuple[str, ...]
    custody: CustodyShown


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainChecked:
    """What was found of the document of a chain: every signature holds, and this is where it stands."""

    item: EvidenceShown
    exporter: str
    exported_at: str
    fingerprints: Mapping[str, str]
    compared: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSent:
    """That a chain was sent, or waits for a second officer."""

    item: str
    to: str
    state: str
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWritten:
    """A link that was written."""

    item: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLeft:
    """The document of a chain."""

    item: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under which terms something is written at the console: for whom, how strictly; for all the officer's purposes."""

    releasable_to: tuple[AuthorityId, ...] = ()
    tlp: Tlp = Tlp.AMBER
    level: Level = Level.RESTRICTED
    onward: Onward = Onward.NONE
    court: CourtUse = CourtUse.ALLOWED

    def handling(self, sight: Sight) -> Handling:
        """Give the terms of an officer's authority."""
        us = sight.viewer.authority
        return Handling(
            originator=us,
            releasable_to=tuple(sorted(set(self.releasable_to) - {us})),
            tlp=self.tlp,
            level=self.level,
            onward=self.onward,
            court=self.court,
            purposes=tuple(sorted(sight.viewer.purposes)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDesk:
    """Does with evidence what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]

    def listed(self, *, officer: str = "") -> tuple[EvidenceListed, ...]:
        """Give the latest items that the officer may see."""
        page = self.node.units.exhibits.page(self.sight(officer), limit=MOST_LISTED)
        return tuple(_listed(each) for each in page.items)

    def shown(self, item: str, *, officer: str = "") -> EvidenceShown:
        """Show an item as the officer may see it."""
        file = self.node.units.exhibits.file(self.sight(officer), item)
        return _shown(file.item, file.custody)

    def seized(
        self, seizure: Seizure, terms: Terms, *, file: SeizedFile | None = None, officer: str = ""
    ) -> LinkWritten:
        """Write an item down."""
        sight = self.sight(officer)
        item = self.node.units.evidence.seize(sight, seizure, handling=terms.handling(sight), file=file)
        return LinkWritten(item=item, link=item)

    def added(self, item: str, handed: Handed, *, content: bytes = b"", officer: str = "") -> LinkWritten:
        """Say what was done with an item."""
        link = self.node.units.evidence.add(self.sight(officer), item, handed, content=content)
        return LinkWritten(item=item, link=link)

    def sent(self, item: str, to: str, *, officer: str = "") -> ChainSent:
        """Send a chain to a partner."""
        done = self.node.units.chains.share(self.sight(officer), item, AuthorityId(to))
        return ChainSent(item=item, to=to, state=done.state, sent=done.sent)

    def left(self, item: str, *, officer: str = "") -> ChainLeft:
        """Give the document of a chain."""
        document = self.node.units.papers.written(self.sight(officer), item)
        return ChainLeft(item=item, document=document.decode("utf-8"))


def chain_checked(raw: bytes, *, known: Mapping[str, str], content: bytes | None = None) -> ChainChecked:
    """Check the document of a chain, and the bytes of the item where they are given. No node is needed.

    Raises:
        InputError: anything in it is not as it was signed, or the bytes are others; with the place.
    """
    found = read_chain(raw, limits=Limits(), known=known, at=SYSTEM_CLOCK.now())
    said = ""
    if content is not None:
        said = hashlib.sha256(content).hexdigest()
        if said != found.custody.digest:
            raise InputError(f"not the bytes whose hash the chain names: {found.custody.digest}", place="content")
    return ChainChecked(
        item=_shown(found.item, found.custody),
        exporter=found.statement.exporter,
        exported_at=timestamp(found.statement.at),
        fingerprints=found.fingerprints,
        compared=tuple(sorted(known)),
        content=said,
    )


def _listed(file: EvidenceFile) -> EvidenceListed:
    exhibit, custody = file.item.exhibit, file.custody
    return EvidenceListed(
        id=file.id,
        what=exhibit.what,
        originator=file.item.originator,
        seized_at=timestamp(exhibit.seized_at),
        state=custody.state,
        holder=custody.holder.label,
        unbroken="unbroken" if custody.is_unbroken else "broken",
    )


def _shown(item: EvidenceItem, custody: Custody) -> EvidenceShown:
    exhibit = item.exhibit
    return EvidenceShown(
        id=item.link,
        what=exhibit.what,
        nature=exhibit.nature,
        originator=item.originator,
        place=exhibit.place,
        seized_at=timestamp(exhibit.seized_at),
        seized_by=exhibit.seized_by.label,
        order=exhibit.order,
        digest=exhibit.digest,
        size=exhibit.size,
        seals=exhibit.seals,
        keeping=exhibit.keeping,
        request=exhibit.request,
        team=exhibit.team,
        tlp=item.handling.tlp,
        releasable_to=item.handling.releasable_to,
        custody=_custody(item, custody),
    )


def _custody(item: EvidenceItem, custody: Custody) -> CustodyShown:
    links = tuple(_link(item, each) for each in custody.links)
    stray = tuple(_link(item, each) for each in custody.stray)
    return CustodyShown(
        state=custody.state,
        holder=custody.holder.label,
        awaiting=custody.awaiting.label if custody.awaiting else "",
        due_at=timestamp(custody.due_at) if custody.due_at else "",
        unbroken=custody.is_unbroken,
        links=links,
        stray=stray,
        breaks=tuple(found for each in (*links, *stray) for found in each.breaks),
    )


def _link(item: EvidenceItem, link: Link) -> LinkShown:
    breaks = tuple(
        BreakShown(kind=each.kind, link=each.link, expected=each.expected, found=each.found) for each in link.breaks
    )
    if link.entry is None:
        said = item.exhibit
        return LinkShown(
            id=link.id,
            act=SEIZED,
            at=timestamp(said.seized_at),
            by=said.seized_by.label,
            to="",
            place=said.place,
            text=said.order,
            digest=said.digest,
            seals=said.seals,
            breaks=breaks,
        )
    step = link.entry.step
    return LinkShown(
        id=link.id,
        act=step.act,
        at=timestamp(step.at),
        by=step.by.label,
        to=step.to.label if step.to else "",
        place=step.place,
        text=step.text or step.order,
        digest=step.copy if step.act is CustodyAct.COPIED else step.digest,
        seals=step.seals,
        breaks=breaks,
    )
