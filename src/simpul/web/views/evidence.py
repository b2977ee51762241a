"""Evidence as documents: the list, and one item with its chain, link by link, and what may be said next."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, Sight
from simpul.core.cooperation.custody import Break, Custody, CustodyState, Link
from simpul.core.cooperation.evidence import Custodian, CustodyAct, CustodyStep, EvidenceItem
from simpul.core.handling import Handling
from simpul.core.holding import Direction, Page
from simpul.core.units.evidence import EvidenceFile
from simpul.core.units.record import Sending
from simpul.web.answers import Table
from simpul.web.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """An item in the list."""

    id: str
    what: str
    originator: AuthorityId
    is_ours: bool
    seized_at: datetime
    state: CustodyState
    holder: Custodian
    awaiting: Custodian | None
    is_unbroken: bool
    handling: Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """A part of the items, latest first."""

    items: tuple[EvidenceRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link of a chain: what was done, or nothing where it is the seizure; its breaks; and where it was sent."""

    id: str
    step: CustodyStep | None
    breaks: tuple[Break, ...]
    sent: tuple[Sending, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePartner:
    """A partner, and how many records of the chain it was sent."""

    id: AuthorityId
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDocument:
    """One item as its viewer may see it; `acts` is what we may say next."""

    id: str
    item: EvidenceItem
    is_ours: bool
    state: CustodyState
    holder: Custodian
    awaiting: Custodian | None
    due_at: datetime | None
    digest: str
    seals: tuple[str, ...]
    is_unbroken: bool
    links: tuple[LinkRow, ...]
    stray: tuple[LinkRow, ...]
    acts: tuple[CustodyAct, ...]
    partners: tuple[EvidencePartner, ...]


def evidence_page(page: Page[EvidenceFile]) -> EvidencePage:
    """Give a part of the items as a document."""
    return EvidencePage(items=tuple(_row(each) for each in page.items), after=page.after)


def evidence_document(node: Node, sight: Sight, item: str) -> EvidenceDocument:
    """Give one item as a document; that it was read is on record.

    Raises:
        NotFoundError: there is none for this viewer.
    """
    file = node.units.exhibits.file(sight, item)
    custody, us = file.custody, node.profile.authority.id
    return EvidenceDocument(
        id=file.id,
        item=file.item,
        is_ours=file.head.direction is Direction.OWN,
        state=custody.state,
        holder=custody.holder,
        awaiting=custody.awaiting,
        due_at=custody.due_at,
        digest=custody.digest,
        seals=custody.seals,
        is_unbroken=custody.is_unbroken,
        links=tuple(_link(each, file) for each in custody.links),
        stray=tuple(_link(each, file) for each in custody.stray),
        acts=_acts(custody, us),
        partners=tuple(
            EvidencePartner(id=each, sent=_count(file.sendings, each)) for each in node.units.chains.partners()
        ),
    )


def evidence_table(view: EvidencePage) -> Table:
    """Give the items as a table."""
    return Table(
        name="evidence",
        columns=("id", "what", "originator", "seized_at", "state", "holder", "unbroken"),
        rows=tuple(
            (
                row.id,
                row.what,
                row.originator,
                row.seized_at.isoformat(),
                row.state,
                row.holder.label,
                "yes" if row.is_unbroken else "no",
            )
            for row in view.items
        ),
    )


def links_table(view: EvidenceDocument) -> Table:
    """Give the links of a chain as a table."""
    exhibit = view.item.exhibit
    seized = ("seized", exhibit.seized_at.isoformat(), exhibit.seized_by.label, "", exhibit.place, exhibit.digest)
    return Table(
        name=f"chain-{view.id[:12]}",
        columns=("link", "act", "at", "by", "to", "place", "sha256", "breaks"),
        rows=tuple(
            (row.id, *(seized if row.step is None else _cells(row.step)), " ".join(each.kind for each in row.breaks))
            for row in (*view.links, *view.stray)
        ),
    )


def _cells(step: CustodyStep) -> tuple[str, ...]:
    to = step.to.label if step.to else ""
    return (step.act, step.at.isoformat(), step.by.label, to, step.place, step.copy or step.digest)


def _row(file: EvidenceFile) -> EvidenceRow:
    return EvidenceRow(
        id=file.id,
        what=file.item.exhibit.what,
        originator=file.item.originator,
        is_ours=file.head.direction is Direction.OWN,
        seized_at=file.item.exhibit.seized_at,
        state=file.custody.state,
        holder=file.custody.holder,
        awaiting=file.custody.awaiting,
        is_unbroken=file.custody.is_unbroken,
        handling=file.item.handling,
    )


def _link(link: Link, file: EvidenceFile) -> LinkRow:
    carriers = {each.id for each in file.records if getattr(each.value, "link", "") == link.id}
    return LinkRow(
        id=link.id,
        step=link.entry.step if link.entry else None,
        breaks=link.breaks,
        sent=tuple(each for each in file.sendings if each.record in carriers),
    )


def _acts(custody: Custody, us: AuthorityId) -> tuple[CustodyAct, ...]:
    """Give what we may say next: of what is on its way to us, that it came; of what we have, all else."""
    if custody.awaiting is not None:
        return (CustodyAct.RECEIVED,) if custody.awaiting.authority == us else ()
    if custody.is_over or custody.holder.authority != us:
        return ()
    return tuple(each for each in CustodyAct if each is not CustodyAct.RECEIVED)


def _count(sendings: tuple[Sending, ...], to: AuthorityId) -> int:
    return sum(each.peer == to for each in sendings)
