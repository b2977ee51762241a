"""Custody: who holds an item now, whether its chain is unbroken, and where it breaks.

Rules:
1. The chain is followed from the seizure, link by link, by the hash that each link names. In which order the records
   came is of no account, and a link that came twice is one.
2. Whoever has it writes; who is to receive it says that it came. All else breaks the chain at a place that is named:
   a hash or a seal that differs, a hash that was not taken, a hand that did not hold it, something that was passed and
   not received in its time, a time that runs back, anything after the end, two links after one, a link to nothing.
3. One break does not hide the next: the chain is followed to its end from what each link says.
4. A chain says nothing of links that nobody has shown. That its last links are missing, it cannot tell by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from simpul.core.cooperation.evidence import (
    PASSING,
    Custodian,
    CustodyAct,
    CustodyEntry,
    CustodyStep,
    EvidenceItem,
    Nature,
)
from simpul.core.ids import timestamp


class BreakKind(StrEnum):
    """How a chain of custody breaks."""

    HASH_DIFFERS = "hash-differs"
    HASH_NOT_TAKEN = "hash-not-taken"
    SEALS_DIFFER = "seals-differ"
    NOT_HOLDER = "not-holder"
    NOT_RECEIVED = "not-received"
    LATE = "late"
    TIME_RUNS_BACK = "time-runs-back"
    AFTER_END = "after-end"
    FORKED = "forked"
    UNLINKED = "unlinked"


class CustodyState(StrEnum):
    """Where an item is."""

    HELD = "held"
    IN_TRANSIT = "in-transit"
    RETURNED = "returned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One break: at which link, what was to be expected there, and what is found."""

    kind: BreakKind
    link: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link in its place: its hash, the entry that carries it (the seizure is the item's own), its breaks."""

    id: str
    entry: CustodyEntry | None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Where an item is, in whose hands, and every link of its chain; `stray` are links that do not stand in it."""

    state: CustodyState
    holder: Custodian
    digest: str
    seals: tuple[str, ...]
    links: tuple[Link, ...]
    stray: tuple[Link, ...] = ()
    awaiting: Custodian | None = None
    due_at: datetime | None = None

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Every break, in the order of the links."""
        return tuple(found for link in (*self.links, *self.stray) for found in link.breaks)

    @property
    def is_unbroken(self) -> bool:
        """Whether every link follows from the one before it."""
        return not self.breaks

    @property
    def is_over(self) -> bool:
        """Whether the item is out of all hands: returned to its owner, or destroyed."""
        return self.state in _OVER

    @property
    def last(self) -> str:
        """The hash that the next link is to name."""
        return self.links[-1].id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    """What is known of an item after some link."""

    state: CustodyState
    holder: Custodian
    at: datetime
    digest: str
    seals: tuple[str, ...]
    passed_at: str = ""
    awaiting: Custodian | None = None
    due_at: datetime | None = None


_OVER = frozenset({CustodyState.RETURNED, CustodyState.DESTROYED})
_MEASURED = PASSING | {CustodyAct.RECEIVED, CustodyAct.EXAMINED}
"""At what the hash of digital content is taken."""
SEALS_STAY = PASSING | {CustodyAct.RECEIVED}
"""At what seals are found as they were left."""


def custody_of(item: EvidenceItem, entries: Iterable[CustodyEntry], *, at: datetime) -> Custody:
    """Give where an item is at a moment, and every break of its chain."""
    said = {each.link: each for each in sorted(entries, key=lambda each: (each.written_at, each.salt))}
    following: dict[str, list[str]] = {}
    for link, entry in sorted(said.items(), key=lambda pair: (pair[1].step.at, pair[0])):
        following.setdefault(entry.step.previous, []).append(link)
    hand, links = _first_hand(item), [Link(id=item.link, entry=None)]
    while nexts := following.get(links[-1].id):
        entry = _that_fits(hand, [said[each] for each in nexts])
        links.append(Link(id=entry.link, entry=entry, breaks=tuple(_breaks(item, hand, entry))))
        hand = _after(hand, entry)
    if hand.awaiting is not None and hand.due_at is not None and at > hand.due_at:
        lost = Break(
            kind=BreakKind.NOT_RECEIVED,
            link=hand.passed_at,
            expected=hand.awaiting.label,
            found=timestamp(hand.due_at),
        )
        links[-1] = replace(links[-1], breaks=(*links[-1].breaks, lost))
    return Custody(
        state=hand.state,
        holder=hand.holder,
        digest=hand.digest,
        seals=hand.seals,
        links=tuple(links),
        stray=tuple(_stray(said, {each.id for each in links})),
        awaiting=hand.awaiting,
        due_at=hand.due_at,
    )


def _first_hand(item: EvidenceItem) -> _Hand:
    exhibit = item.exhibit
    return _Hand(
        state=CustodyState.HELD,
        holder=exhibit.seized_by,
        at=exhibit.seized_at,
        digest=exhibit.digest,
        seals=exhibit.seals,
    )


def _that_fits(hand: _Hand, entries: Sequence[CustodyEntry]) -> CustodyEntry:
    """Give which of several links after one is followed: the first of somebody who may write it, else the first."""
    return next((each for each in entries if _is_due(hand, each.step)), entries[0])


def _is_due(hand: _Hand, step: CustodyStep) -> bool:
    """Say whether a step is by whoever is to make the next."""
    if hand.state in _OVER:
        return False
    if hand.awaiting is None:
        return step.by == hand.holder and step.act is not CustodyAct.RECEIVED
    return step.act is CustodyAct.RECEIVED and _is_who_was_awaited(hand, step)


def _is_who_was_awaited(hand: _Hand, step: CustodyStep) -> bool:
    """Say whether the receiver is who was named: the person within an authority, the authority between two."""
    if hand.awaiting is None or step.by.authority != hand.awaiting.authority:
        return False
    return step.by == hand.awaiting or hand.holder.authority != hand.awaiting.authority


def _breaks(item: EvidenceItem, hand: _Hand, entry: CustodyEntry) -> Iterable[Break]:
    step = entry.step
    found = [*_in_time(hand, step), *_in_hand(hand, step), *_in_content(item, hand, step)]
    return [Break(kind=kind, link=entry.link, expected=expected, found=seen) for kind, expected, seen in found]


_Found = Iterable[tuple[BreakKind, str, str]]


def _in_time(hand: _Hand, step: CustodyStep) -> _Found:
    if step.at < hand.at:
        yield BreakKind.TIME_RUNS_BACK, timestamp(hand.at), timestamp(step.at)
    if step.act is CustodyAct.RECEIVED and hand.due_at is not None and step.at > hand.due_at:
        yield BreakKind.LATE, timestamp(hand.due_at), timestamp(step.at)


def _in_hand(hand: _Hand, step: CustodyStep) -> _Found:
    if hand.state in _OVER:
        yield BreakKind.AFTER_END, hand.state, step.act
    elif hand.awaiting is not None and step.act is not CustodyAct.RECEIVED:
        yield BreakKind.NOT_RECEIVED, hand.awaiting.label, step.by.label
    elif not _is_due(hand, step):
        yield BreakKind.NOT_HOLDER, (hand.awaiting or hand.holder).label, step.by.label


def _in_content(item: EvidenceItem, hand: _Hand, step: CustodyStep) -> _Found:
    if item.exhibit.nature is Nature.DIGITAL:
        if step.digest and step.digest != hand.digest:
            yield BreakKind.HASH_DIFFERS, hand.digest, step.digest
        if step.copy and step.copy != hand.digest:
            yield BreakKind.HASH_DIFFERS, hand.digest, step.copy
        if not step.digest and step.act in _MEASURED:
            yield BreakKind.HASH_NOT_TAKEN, hand.digest, ""
    if step.act in SEALS_STAY and step.seals != hand.seals:
        yield BreakKind.SEALS_DIFFER, ", ".join(hand.seals), ", ".join(step.seals)


def _after(hand: _Hand, entry: CustodyEntry) -> _Hand:
    """Give what is known after a link: what it says, right or wrong, so that each break is named once."""
    step = entry.step
    known = replace(hand, at=step.at, holder=step.by, awaiting=None, due_at=None)
    if step.act not in SEALS_STAY | {CustodyAct.COPIED}:
        known = replace(known, seals=step.seals)
    if step.digest and hand.digest:
        known = replace(known, digest=step.digest)
    if step.act is CustodyAct.DESTROYED:
        return replace(known, state=CustodyState.DESTROYED)
    if step.to is None:
        return replace(known, state=CustodyState.HELD)
    if not step.to.authority:
        return replace(known, state=CustodyState.RETURNED, holder=step.to)
    return replace(known, state=CustodyState.IN_TRANSIT, awaiting=step.to, due_at=step.due_at, passed_at=entry.link)


def _stray(said: dict[str, CustodyEntry], followed: set[str]) -> Iterable[Link]:
    """Give the links that do not stand in the chain, by their time: beside another, or after one that is not here."""
    for link, entry in sorted(said.items(), key=lambda pair: (pair[1].step.at, pair[0])):
        if link not in followed:
            known = entry.step.previous in followed or entry.step.previous in said
            kind = BreakKind.FORKED if known else BreakKind.UNLINKED
            yield Link(id=link, entry=entry, breaks=(Break(kind=kind, link=link, expected=entry.step.previous),))
