"""What passes between units beside reports: cases, requests, evidence, teams and what is said in them.

Rules:
1. A record is its canonical bytes, under its originator's signature over the domain word and those bytes. Its id is
   their hash; the same record twice is the same record.
2. Records of one case, one request, one item of evidence or one team make a thread, by which they are kept and read.
3. What a recipient is sent is decided record by record. That a record was kept back leaves no trace in the others.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import AuthorityId
from simpul.core.cases.case import CaseEntry, CaseHead, may_write_in
from simpul.core.cases.freezing import FreezeRequest, FreezeWord, may_say
from simpul.core.cases.parts import Attachment
from simpul.core.cooperation.course import is_its_to_say
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem, may_follow
from simpul.core.cooperation.request import LawRequest, follows_on
from simpul.core.cooperation.team import TeamAgreement, TeamEntry, may_say_in
from simpul.core.cooperation.word import LawWord, Prosecution
from simpul.core.exchange import Receipt
from simpul.core.holding import Direction
from simpul.core.ids import Domain, Sealed

UnitRecord = (
    CaseHead
    | CaseEntry
    | FreezeRequest
    | FreezeWord
    | EvidenceItem
    | CustodyEntry
    | TeamAgreement
    | TeamEntry
    | LawRequest
    | LawWord
    | Prosecution
)

MOST_RECORDS = 2_000
"""Records in one envelope."""

MOST_CONTENT_BYTES = 8 * 1024 * 1024
"""Bytes of attachments in one envelope."""


class RecordKind(StrEnum):
    """What a record is."""

    CASE = "case"
    ENTRY = "case-entry"
    FREEZE_REQUEST = "freeze-request"
    FREEZE_WORD = "freeze-word"
    EVIDENCE = "evidence"
    CUSTODY = "custody-entry"
    TEAM = "team"
    TEAM_ENTRY = "team-entry"
    LAW_REQUEST = "law-request"
    LAW_WORD = "law-word"
    PROSECUTION = "prosecution"


BEGINNING = frozenset(
    {RecordKind.CASE, RecordKind.FREEZE_REQUEST, RecordKind.EVIDENCE, RecordKind.TEAM, RecordKind.LAW_REQUEST}
)
"""With what a thread begins."""

FORWARDED = frozenset({RecordKind.EVIDENCE, RecordKind.CUSTODY})
"""What another than its originator may send on, where its terms let it: a chain of custody goes whole."""

KIND_OF: dict[type[UnitRecord], RecordKind] = {
    CaseHead: RecordKind.CASE,
    CaseEntry: RecordKind.ENTRY,
    FreezeRequest: RecordKind.FREEZE_REQUEST,
    FreezeWord: RecordKind.FREEZE_WORD,
    EvidenceItem: RecordKind.EVIDENCE,
    CustodyEntry: RecordKind.CUSTODY,
    TeamAgreement: RecordKind.TEAM,
    TeamEntry: RecordKind.TEAM_ENTRY,
    LawRequest: RecordKind.LAW_REQUEST,
    LawWord: RecordKind.LAW_WORD,
    Prosecution: RecordKind.PROSECUTION,
}
DOMAIN_OF = {
    RecordKind.CASE: Domain.CASE,
    RecordKind.ENTRY: Domain.CASE_ENTRY,
    RecordKind.FREEZE_REQUEST: Domain.FREEZE_REQUEST,
    RecordKind.FREEZE_WORD: Domain.FREEZE_WORD,
    RecordKind.EVIDENCE: Domain.EVIDENCE_ITEM,
    RecordKind.CUSTODY: Domain.CUSTODY_ENTRY,
    RecordKind.TEAM: Domain.TEAM_AGREEMENT,
    RecordKind.TEAM_ENTRY: Domain.TEAM_ENTRY,
    RecordKind.LAW_REQUEST: Domain.COOPERATION_REQUEST,
    RecordKind.LAW_WORD: Domain.COOPERATION_WORD,
    RecordKind.PROSECUTION: Domain.PROSECUTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRecord:
    """A record with its originator's signature; `content` are the bytes of the attachment that it names."""

    record: Sealed[UnitRecord]
    signature: bytes
    content: bytes = b""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def value(self) -> UnitRecord:
        """What it says."""
        return self.record.value

    @property
    def kind(self) -> RecordKind:
        """What it is."""
        return kind_of(self.record.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRecord:
    """A record as the node holds it: whose it is, who wrote it here, when it came, and what replaced it."""

    signed: SignedRecord
    direction: Direction
    recorded_at: datetime
    author: str = ""
    replaced_by: str = ""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.signed.id

    @property
    def value(self) -> UnitRecord:
        """What it says."""
        return self.signed.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """That a record was sent: to whom, when, and what the recipient's node said of it.

    Not under which number of the link: the numbers count what else was sent, to whoever may not know of it.
    """

    record: str
    peer: AuthorityId
    sent_at: datetime
    outcome: Receipt | None = None
    settled_at: datetime | None = None


def kind_of(value: UnitRecord) -> RecordKind:
    """Say what a record is."""
    return KIND_OF[type(value)]


def thread_of(value: UnitRecord, record_id: str) -> str:
    """Give the thread of a record: the case's id, the request's, the item's or the team's."""
    match value:
        case CaseHead() | CaseEntry():
            return value.case
        case FreezeRequest() | TeamAgreement():
            return record_id
        case LawRequest():
            return value.supersedes or record_id
        case FreezeWord() | LawWord() | Prosecution():
            return value.request
        case EvidenceItem():
            return value.link
        case CustodyEntry():
            return value.item
        case TeamEntry():
            return value.team


def begins(value: UnitRecord) -> bool:
    """Say whether a record can be the first of its thread: a formal request that follows on another cannot."""
    return kind_of(value) in BEGINNING and not (isinstance(value, LawRequest) and value.supersedes)


def replaced_by(value: UnitRecord) -> str:
    """Give the id of the record that this one replaces; empty where there is none."""
    match value:
        case CaseEntry():
            return value.replaces
        case CaseHead() | EvidenceItem() | CustodyEntry() | LawRequest():
            return value.supersedes
        case _:
            return ""


def may_replace(later: UnitRecord, *, earlier: UnitRecord) -> bool:
    """Say whether a record may replace an earlier one: the same originator's, of the same kind and the same case."""
    if isinstance(later, CaseHead) and isinstance(earlier, CaseHead):
        return (later.originator, later.case) == (earlier.originator, earlier.case)
    if isinstance(later, CaseEntry) and isinstance(earlier, CaseEntry):
        return (later.originator, later.case) == (earlier.originator, earlier.case)
    if isinstance(later, EvidenceItem | CustodyEntry) and isinstance(earlier, EvidenceItem | CustodyEntry):
        return later.link == earlier.link
    if isinstance(later, LawRequest) and isinstance(earlier, LawRequest):
        return follows_on(later, earlier=earlier)
    return False


def attachment_of(value: UnitRecord) -> Attachment | None:
    """Give the file that a record names, whose bytes travel beside it."""
    match value:
        case CaseEntry() | EvidenceItem():
            return value.attachment
        case LawRequest() | LawWord():
            return value.paper
        case _:
            return None


def belongs(value: UnitRecord, first: UnitRecord) -> bool:
    """Say whether a record may stand in the thread that `first` began: whose it is, and what it is."""
    if isinstance(value, CaseEntry) and isinstance(first, CaseHead):
        return may_write_in(first, value.originator)
    if isinstance(value, CaseHead) and isinstance(first, CaseHead):
        return value.originator == first.originator
    if isinstance(value, FreezeWord) and isinstance(first, FreezeRequest):
        return may_say(first, value.word, value.originator)
    if isinstance(value, EvidenceItem) and isinstance(first, EvidenceItem):
        return value.link == first.link
    if isinstance(value, CustodyEntry) and isinstance(first, EvidenceItem):
        return may_follow(first, value.originator)
    if isinstance(value, TeamEntry) and isinstance(first, TeamAgreement):
        return may_say_in(first, value)
    if isinstance(first, LawRequest):
        return _belongs_to_request(value, first)
    return False


def _belongs_to_request(value: UnitRecord, first: LawRequest) -> bool:
    match value:
        case LawRequest():
            return follows_on(value, earlier=first)
        case LawWord():
            return is_its_to_say(first, value)
        case Prosecution():
            return value.originator == first.recipient
        case _:
            return False


def signed_message(kind: RecordKind, body: bytes) -> bytes:
    """Give what a record's originator signs: the domain word, a zero byte, the canonical bytes."""
    return DOMAIN_OF[kind].encode() + b"\x00" + body
