"""Evidence: an item that was seized, and every hand through which it has gone since, each link naming the one before.

Rules:
1. What was seized, where, when, by whom and under which order is said once and never changed. It is the first link of
   the item's chain; its hash is what the second link names, and so on.
2. A link is what was done: its hash is over that alone. The record that carries it has its originator's signature and
   terms; the same link may be carried again under other terms, and is the same link.
3. Only the authority in whose hands it was done says what was done. Nobody says it before it was done.
4. Digital content is known by its SHA-256, physical items by the numbers of their seals. Bytes that are attached are
   the content, whole.

Norms: UNTOC articles 18 (3), 19 and 29 (1) (evidence, and its protection, between states); ISO/IEC 27037:2012, clause
6.1 (chain of custody: who, when, where, why, and every change).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.case import check_margin
from simpul.core.cases.parts import Attachment
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import (
    HASH_ID,
    RANDOM_ID,
    Domain,
    bounded_text,
    canonical_bytes,
    checked_hash_id,
    record_id,
)

MOST_NAME = 400
MOST_TEXT = 4_000
MOST_SEALS = 50
MOST_BYTES = 2**60
"""An exabyte: more than anybody seizes, and less than what a number may be elsewhere."""


class Nature(StrEnum):
    """What sort of thing an item is."""

    DIGITAL = "digital"
    PHYSICAL = "physical"


class CustodyAct(StrEnum):
    """What is done with an item after it was seized."""

    SEALED = "sealed"
    EXAMINED = "examined"
    COPIED = "copied"
    TRANSFERRED = "transferred"
    HANDED_OVER = "handed-over"
    RECEIVED = "received"
    RETURNED = "returned"
    DESTROYED = "destroyed"


PASSING = frozenset({CustodyAct.TRANSFERRED, CustodyAct.HANDED_OVER, CustodyAct.RETURNED})
"""What names who is to have the item next: within the authority, in another state, or whose it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodian:
    """Who holds an item: a person, of an authority; who is of none is the owner to whom it is returned."""

    person: str
    authority: str = ""

    def __post_init__(self) -> None:
        """Refuse a hand without a name."""
        said("custodian.person", self.person, MOST_NAME)
        if self.authority:
            authority_id(self.authority, place="custodian.authority")

    @property
    def label(self) -> str:
        """What to call whoever it is."""
        return f"{self.person} ({self.authority})" if self.authority else self.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What was seized: the first link of a chain. `request` and `team` are the threads that it answers or belongs to.

    `nonce` is chance, so that nobody who sees the link's hash can guess what it is over.
    """

    what: str
    nature: Nature
    place: str
    seized_at: datetime
    seized_by: Custodian
    order: str
    nonce: str
    digest: str = ""
    size: int = 0
    seals: tuple[str, ...] = ()
    keeping: str = ""
    request: str = ""
    team: str = ""

    def __post_init__(self) -> None:
        """Refuse an item of which it is not said what, where, when, by whom, under which order."""
        for name, text in (("what", self.what), ("order", self.order)):
            said(f"exhibit.{name}", text, MOST_TEXT)
        said("exhibit.place", self.place, MOST_NAME)
        bounded_text(self.keeping, place="exhibit.keeping", most=MOST_TEXT)
        zoned("exhibit.seized_at", self.seized_at)
        if not self.seized_by.authority:
            raise InputError("an authority seizes", place="exhibit.seized_by")
        random_id("exhibit.nonce", self.nonce)
        if self.request:
            checked_hash_id(self.request, place="exhibit.request")
        if self.team:
            checked_hash_id(self.team, place="exhibit.team")
        checked_seals("exhibit.seals", self.seals)
        self._check_content()

    def _check_content(self) -> None:
        if self.nature is Nature.DIGITAL:
            if not HASH_ID.fullmatch(self.digest):
                raise InputError(
                    "digital content is known by its SHA-256: 64 hexadecimal digits", place="exhibit.digest"
                )
            if not 0 < self.size <= MOST_BYTES:
                raise InputError("say how many bytes it has", place="exhibit.size")
        elif self.digest or self.size:
            raise InputError("a physical item has seals, and no hash", place="exhibit.digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """The record of an item: what was seized, its originator's terms, and its bytes where they are attached.

    The hash of its first link is the item's id, and the same in every edition.
    """

    originator: AuthorityId
    exhibit: Exhibit
    handling: Handling
    written_at: datetime
    salt: str
    attachment: Attachment | None = None
    supersedes: str = ""

    def __post_init__(self) -> None:
        """Refuse an item of somebody else's, and one that is written before it is seized."""
        check_margin("item", self.originator, self.handling, self.written_at, self.salt, self.supersedes)
        if self.exhibit.seized_by.authority != self.originator:
            raise InputError("who seized it says so", place="item.exhibit.seized_by")
        not_before("item.exhibit.seized_at", self.exhibit.seized_at, self.written_at)
        kept = self.attachment
        if kept is not None and (kept.digest, kept.size) != (self.exhibit.digest, self.exhibit.size):
            raise InputError("the bytes that are attached are the content, whole", place="item.attachment")

    @property
    def link(self) -> str:
        """The hash of the chain's first link, which is the item's id."""
        return link_of(self.exhibit)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyStep:
    """One link of a chain: what was done, when, by whom, and which link came before it.

    `digest` and `seals` are what this hand found (after sealing and examining: what it left); `copy` the hash of a
    copy; `to` and `due_at` who is to have it next and by when; `order` what it was destroyed under.
    """

    previous: str
    act: CustodyAct
    at: datetime
    by: Custodian
    place: str
    nonce: str
    text: str = ""
    to: Custodian | None = None
    due_at: datetime | None = None
    digest: str = ""
    seals: tuple[str, ...] = ()
    copy: str = ""
    order: str = ""

    def __post_init__(self) -> None:
        """Refuse a link to nothing, and one that lacks what its act needs or says more."""
        checked_hash_id(self.previous, place="step.previous")
        random_id("step.nonce", self.nonce)
        zoned("step.at", self.at)
        said("step.place", self.place, MOST_NAME)
        bounded_text(self.text, place="step.text", most=MOST_TEXT)
        if not self.by.authority:
            raise InputError("an authority has it in its hands", place="step.by")
        for name, digest in (("digest", self.digest), ("copy", self.copy)):
            if digest:
                checked_hash_id(digest, place=f"step.{name}")
        checked_seals("step.seals", self.seals)
        self._check_needs()
        self._check_passing()

    def _check_needs(self) -> None:
        if (self.act is CustodyAct.COPIED) != bool(self.copy):
            raise InputError("a copy, and nothing else, has the hash of the copy", place="step.copy")
        if (self.act is CustodyAct.DESTROYED) != bool(self.order.strip()):
            raise InputError("what is destroyed, and nothing else, is under an order", place="step.order")
        bounded_text(self.order, place="step.order", most=MOST_TEXT)
        if self.act is CustodyAct.EXAMINED:
            said("step.text", self.text, MOST_TEXT)
        if self.act is CustodyAct.SEALED and not self.seals:
            raise InputError("say the numbers of the seals", place="step.seals")

    def _check_passing(self) -> None:
        if (self.act in PASSING) != (self.to is not None):
            raise InputError("what passes it on, and nothing else, says to whom", place="step.to")
        to = self.to.authority if self.to is not None else ""
        if self.act is CustodyAct.TRANSFERRED and (to != self.by.authority or self.to == self.by):
            raise InputError("a transfer is to another person of the authority", place="step.to")
        if self.act is CustodyAct.HANDED_OVER and to in ("", self.by.authority):
            raise InputError("it is handed over to another authority", place="step.to")
        if self.act is CustodyAct.RETURNED and to == self.by.authority:
            raise InputError("it is returned to somebody else", place="step.to")
        if bool(to) != (self.due_at is not None):
            raise InputError("say by when an authority is to receive it", place="step.due_at")
        if self.due_at is not None:
            zoned("step.due_at", self.due_at)
            if self.due_at <= self.at:
                raise InputError("lies after the passing", place="step.due_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEntry:
    """The record that carries one link of an item's chain: its originator is in whose hands it was done."""

    originator: AuthorityId
    item: str
    step: CustodyStep
    handling: Handling
    written_at: datetime
    salt: str
    supersedes: str = ""

    def __post_init__(self) -> None:
        """Refuse a link that is somebody else's to say, and one that was written before it was done."""
        check_margin("entry", self.originator, self.handling, self.written_at, self.salt, self.supersedes)
        checked_hash_id(self.item, place="entry.item")
        if self.step.by.authority != self.originator:
            raise InputError("in whose hands it was done says so", place="entry.step.by")
        not_before("entry.step.at", self.step.at, self.written_at)

    @property
    def link(self) -> str:
        """The hash of the link."""
        return link_of(self.step)


ChainRecord = EvidenceItem | CustodyEntry


def link_of(value: Exhibit | CustodyStep) -> str:
    """Give the hash of a link: over what was done, whatever the terms are under which it is told."""
    return record_id(Domain.CUSTODY_LINK, canonical_bytes(value))


def carried_again(record: ChainRecord, record_id: str, *, terms: Handling, at: datetime, salt: str) -> ChainRecord:
    """Give the record that carries the same link under other terms, in the place of an earlier one."""
    return replace(record, handling=terms, written_at=at, salt=salt, supersedes=record_id)


def may_follow(item: EvidenceItem, originator: AuthorityId) -> bool:
    """Say whether an authority may write in an item's chain: whoever its terms name."""
    return originator in item.handling.audience


def said(place: str, text: str, most: int) -> None:
    """Check that a text is there, and bounded.

    Raises:
        InputError: it is not.
    """
    if not bounded_text(text, place=place, most=most).strip():
        raise InputError("is needed", place=place)


def zoned(place: str, at: datetime) -> None:
    """Check that a moment has a time zone.

    Raises:
        InputError: it has none.
    """
    if at.tzinfo is None:
        raise InputError("a moment needs a time zone", place=place)


def random_id(place: str, value: str) -> None:
    """Check that an id is one that was made by chance.

    Raises:
        InputError: it is not.
    """
    if not RANDOM_ID.fullmatch(value):
        raise InputError("not 32 hexadecimal digits", place=place)


def not_before(place: str, done: datetime, written: datetime) -> None:
    """Check that nothing is told before it is done.

    Raises:
        InputError: it is.
    """
    if done > written:
        raise InputError("nothing is told before it is done", place=place)


def checked_seals(place: str, seals: tuple[str, ...]) -> None:
    """Check the numbers of seals: a few, each once, in order.

    Raises:
        InputError: they are not.
    """
    if len(seals) > MOST_SEALS:
        raise InputError(f"more than {MOST_SEALS} seals", place=place)
    if seals != tuple(sorted(set(seals))):
        raise InputError("seals are named once, in order", place=place)
    for index, each in enumerate(seals):
        said(f"{place}[{index}]", each, MOST_NAME)
