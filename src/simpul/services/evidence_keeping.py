"""Keeping evidence: seizing an item, and saying what is done with it, link by link.

Rules:
1. What is done is said by who has the item; who does not have it is refused before anything is written.
2. Bytes that are given are hashed here, and bytes with another hash than the chain's are refused with the place. A
   hash or a seal that somebody says was found is written down as it was found: the chain then shows where it breaks.
3. Every link is under the item's terms: a chain with a hole in it would prove nothing to who sees the hole.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.parts import Attachment, MediaType, check_content
from simpul.core.cooperation.custody import SEALS_STAY, BreakKind, custody_of
from simpul.core.cooperation.evidence import (
    Custodian,
    CustodyAct,
    CustodyEntry,
    CustodyStep,
    EvidenceItem,
    Exhibit,
    Nature,
)
from simpul.core.errors import ConflictError, InputError
from simpul.core.handling import Handling
from simpul.core.units.evidence import EvidenceFile, entries_of, terms_beside
from simpul.services.conveying import Conveying, Kept
from simpul.services.evidence_reading import EvidenceReading
from simpul.services.ports.writing import Ledger, Transaction

MOST_LINKS = 2_000
RECEIVED_WITHIN = timedelta(days=7)
"""By when what is passed on is to be received, where nobody says otherwise: our rule, not a treaty's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizure:
    """What an officer writes of what was seized."""

    what: str
    nature: Nature
    place: str
    seized_at: datetime
    seized_by: str
    order: str
    digest: str = ""
    size: int = 0
    seals: tuple[str, ...] = ()
    keeping: str = ""
    request: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What an officer writes of what was done; without a moment it was done now, without a person by who holds it."""

    act: CustodyAct
    place: str
    by: str = ""
    at: datetime | None = None
    text: str = ""
    to: Custodian | None = None
    due_at: datetime | None = None
    digest: str = ""
    seals: tuple[str, ...] = ()
    copy: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedFile:
    """The bytes of a seized item that are to be kept and to travel with it: the content, whole."""

    content: bytes
    name: str
    media_type: MediaType


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKeeping:
    """Keeps evidence."""

    reading: EvidenceReading
    conveying: Conveying
    ledger: Ledger

    def seize(self, sight: Sight, seizure: Seizure, *, handling: Handling, file: SeizedFile | None = None) -> str:
        """Write an item down with the first link of its chain, and give its id.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: it is no item, its terms are not ours, or its bytes are not those that it names.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.EVIDENCE_WRITE)
        content = b"" if file is None else file.content
        digest, size = _measured(seizure, content)
        item = EvidenceItem(
            originator=world.node.authority.id,
            exhibit=Exhibit(
                what=seizure.what.strip(),
                nature=seizure.nature,
                place=seizure.place.strip(),
                seized_at=seizure.seized_at,
                seized_by=Custodian(person=seizure.seized_by.strip(), authority=world.node.authority.id),
                order=seizure.order.strip(),
                nonce=world.ids.new_id(),
                digest=digest,
                size=size,
                seals=seizure.seals,
                keeping=seizure.keeping.strip(),
                request=seizure.request,
                team=seizure.team,
            ),
            handling=self._own_terms(sight, handling),
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
            attachment=_attachment(file),
        )
        self.ledger.act(lambda tx: self._keep(tx, sight, item, f"{item.link} seized", content))
        return item.link

    def add(self, sight: Sight, item: str, handed: Handed, *, content: bytes = b"") -> str:
        """Say what was done with an item, and give the link's hash; bytes that are given are hashed and compared.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such item for this viewer.
            ConflictError: the item is not in our hands, or out of all hands.
            InputError: the link lacks something, or the bytes are not those of the chain; with the place.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.EVIDENCE_WRITE)
        file = self.reading.found(sight, item, Act.EVIDENCE_WRITE)
        if len(file.entries) >= MOST_LINKS:
            raise ConflictError(f"a chain has at most {MOST_LINKS} links")
        if content and hashlib.sha256(content).hexdigest() != file.custody.digest:
            raise InputError(f"not the bytes whose hash the chain names: {file.custody.digest}", place="content")
        digest = file.custody.digest if content else handed.digest
        entry = self._entry(file, replace(handed, digest=digest))
        _check_follows(file, entry, at=sight.at)
        self.ledger.act(lambda tx: self._add(tx, sight, file, entry))
        return entry.link

    # --- inside -------------------------------------------------------------------------------------------------

    def _entry(self, file: EvidenceFile, handed: Handed) -> CustodyEntry:
        world, custody = self.conveying.dispatching, file.custody
        us, now = world.node.authority.id, world.clock.now()
        at, to = handed.at or now, handed.to
        due = handed.due_at or (at + RECEIVED_WITHIN if to is not None and to.authority else None)
        known = custody.awaiting if handed.act is CustodyAct.RECEIVED else custody.holder
        person = handed.by or (known.person if known is not None and known.authority == us else "")
        step = CustodyStep(
            previous=custody.last,
            act=handed.act,
            at=at,
            by=Custodian(person=person, authority=us),
            place=handed.place.strip(),
            nonce=world.ids.new_id(),
            text=handed.text.strip(),
            to=to,
            due_at=due,
            digest=handed.digest,
            seals=handed.seals,
            copy=handed.copy,
            order=handed.order.strip(),
        )
        named = (AuthorityId(to.authority),) if to is not None and to.authority else ()
        return CustodyEntry(
            originator=us,
            item=file.id,
            step=step,
            handling=terms_beside(file.item.handling, us=us, to=named),
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
        )

    def _add(self, tx: Transaction, sight: Sight, file: EvidenceFile, entry: CustodyEntry) -> None:
        """Keep a link, unless another was written after the same one meanwhile."""
        standing = entries_of(tx.units.thread(file.id))
        if any(each.step.previous == entry.step.previous for each in standing):
            raise ConflictError("the chain has gone on; look at it again")
        self._keep(tx, sight, entry, f"{entry.step.act} {file.id}")

    def _own_terms(self, sight: Sight, terms: Handling) -> Handling:
        if terms.originator != self.conveying.dispatching.node.authority.id or terms.contributors:
            raise InputError("the terms of our record are ours", place="terms")
        if terms.level > sight.viewer.clearance:
            raise InputError("the level is above the author's clearance", place="terms.level")
        return terms

    def _keep(
        self, tx: Transaction, sight: Sight, value: EvidenceItem | CustodyEntry, detail: str, content: bytes = b""
    ) -> None:
        kept = Kept(
            values=[value],
            author=sight.viewer.officer,
            act=Act.EVIDENCE_WRITE,
            detail=detail,
            contents={0: content},
        )
        self.conveying.keep(tx, kept)


def _check_follows(file: EvidenceFile, entry: CustodyEntry, *, at: datetime) -> None:
    """Refuse a link that is not ours to write, or that says what cannot have been.

    Raises:
        ConflictError: the item is not in our hands, or out of all hands.
        InputError: a time that runs back, or a hash or seals that are not said; with the place.
    """
    after = custody_of(file.item, [*entries_of(file.entries), entry], at=at)
    found = {each.kind for each in after.breaks if each.link == entry.link}
    if BreakKind.AFTER_END in found:
        raise ConflictError("the item is out of all hands")
    if found & {BreakKind.NOT_HOLDER, BreakKind.NOT_RECEIVED, BreakKind.FORKED, BreakKind.UNLINKED}:
        raise ConflictError("the item is in other hands, or on its way to them")
    if BreakKind.TIME_RUNS_BACK in found:
        raise InputError("lies before what was done last", place="at")
    if BreakKind.HASH_NOT_TAKEN in found:
        raise InputError("say the SHA-256 that this hand has found", place="digest")
    if entry.step.act in SEALS_STAY and file.custody.seals and not entry.step.seals:
        raise InputError("say which seals this hand has found", place="seals")


def _measured(seizure: Seizure, content: bytes) -> tuple[str, int]:
    """Give the hash and the length of what was seized: of the bytes, or as they are said.

    Raises:
        InputError: the bytes are not those that are said.
    """
    if not content:
        return seizure.digest, seizure.size
    digest = hashlib.sha256(content).hexdigest()
    if seizure.digest and seizure.digest != digest:
        raise InputError(f"not the bytes whose hash is said: they have {digest}", place="content")
    return digest, len(content)


def _attachment(file: SeizedFile | None) -> Attachment | None:
    if file is None:
        return None
    check_content(file.content, file.media_type)
    digest = hashlib.sha256(file.content).hexdigest()
    return Attachment(name=file.name, media_type=file.media_type, size=len(file.content), digest=digest)
