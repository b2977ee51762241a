"""Requests to freeze as documents: the queue with its clocks, and one with everything said on it."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.freezing import (
    FOLLOWS,
    FreezeRequest,
    FreezeStanding,
    FreezeTarget,
    FreezeWord,
    Urgency,
    Word,
    may_say,
)
from simpul.core.holding import Direction, Page
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.ends import ends_of
from simpul.core.payment.keeping import PaymentLine
from simpul.core.units.holding import Answered, FreezeFile
from simpul.core.units.record import HeldRecord, Sending
from simpul.web.answers import Table
from simpul.web.node import Node

MOST_MATCHED = 50
"""Payments that a page shows of those held for one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeRow:
    """A request in the queue."""

    id: str
    originator: AuthorityId
    recipient: AuthorityId
    target: FreezeTarget
    urgency: Urgency
    standing: FreezeStanding
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezesPage:
    """A part of the requests: those that wait by their clock, answered ones latest first."""

    requests: tuple[FreezeRow, ...]
    after: str
    direction: Direction
    answered: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """One word on a request: who said it, when, and whether it has gone."""

    id: str
    said: FreezeWord
    is_ours: bool
    author: str
    sent: tuple[Sending, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedPayment:
    """A payment that was held for a request: where it stands now, and whether it is kept apart for the request."""

    id: str
    state: PaymentState
    amount: str
    originator: str
    beneficiary: str
    is_kept_apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeDocument:
    """One request as its viewer may see it; `words_open` are what this side may say now."""

    id: str
    asked: FreezeRequest
    is_ours: bool
    author: str
    received_at: datetime
    standing: FreezeStanding
    sent: tuple[Sending, ...]
    words: tuple[WordRow, ...]
    payments: tuple[MatchedPayment, ...]
    more_payments: bool
    words_open: tuple[Word, ...]
    unsent: tuple[str, ...]


def freezes_page(page: Page[FreezeFile], *, direction: Direction, answered: Answered) -> FreezesPage:
    """Give a part of the requests as a document."""
    rows = tuple(freeze_row(file) for file in page.items)
    return FreezesPage(requests=rows, after=page.after, direction=direction, answered=answered)


def freeze_document(node: Node, sight: Sight, request: str) -> FreezeDocument:
    """Give one request as a document; that it was read is on record.

    Raises:
        NotFoundError: there is none for this viewer.
    """
    file = node.units.freezing.file(sight, request)
    us, standing = node.profile.authority.id, file.standing
    gone = {each.record for each in file.sendings}
    matched = node.units.freezing.held_for(sight, request, limit=MOST_MATCHED + 1)
    own = [each for each in (file.request, *file.words) if each.direction is Direction.OWN]
    return FreezeDocument(
        id=request,
        asked=file.asked,
        is_ours=file.is_ours,
        author=file.request.author,
        received_at=file.request.recorded_at,
        standing=standing,
        sent=tuple(each for each in file.sendings if each.record == request),
        words=tuple(_word(each, each.value, file) for each in file.words if isinstance(each.value, FreezeWord)),
        payments=tuple(_matched(node, sight, each, request) for each in matched[:MOST_MATCHED]),
        more_payments=len(matched) > MOST_MATCHED,
        words_open=tuple(word for word in Word if may_say(file.asked, word, us) and standing.standing in FOLLOWS[word]),
        unsent=tuple(each.id for each in own if each.id not in gone),
    )


def freezes_table(view: FreezesPage) -> Table:
    """Give the requests as a table."""
    return Table(
        name=f"freezes-{view.direction}-{view.answered}",
        columns=("id", "originator", "recipient", "kind", "value", "urgency", "standing", "answer_by", "overdue"),
        rows=tuple(
            (
                row.id,
                row.originator,
                row.recipient,
                row.target.kind,
                row.target.value,
                row.urgency,
                row.standing.standing,
                row.standing.answer_by.isoformat(),
                "yes" if row.standing.is_overdue else "no",
            )
            for row in view.requests
        ),
    )


def words_table(view: FreezeDocument) -> Table:
    """Give what was said on a request as a table."""
    return Table(
        name=f"freeze-{view.id[:12]}",
        columns=("written_at", "originator", "word", "ground", "legal_basis", "authority", "expires_at", "text"),
        rows=tuple(
            (
                row.said.written_at.isoformat(),
                row.said.originator,
                row.said.word,
                row.said.ground or "",
                row.said.legal_basis.instrument if row.said.legal_basis else "",
                row.said.authority,
                row.said.expires_at.isoformat() if row.said.expires_at else "",
                row.said.text,
            )
            for row in view.words
        ),
    )


def freeze_row(file: FreezeFile) -> FreezeRow:
    """Give a request as a row of the queue."""
    asked = file.asked
    return FreezeRow(
        id=file.request.id,
        originator=asked.originator,
        recipient=asked.recipient,
        target=asked.target,
        urgency=asked.urgency,
        standing=file.standing,
        written_at=asked.written_at,
    )


def _word(held: HeldRecord, said: FreezeWord, file: FreezeFile) -> WordRow:
    return WordRow(
        id=held.id,
        said=said,
        is_ours=held.direction is Direction.OWN,
        author=held.author,
        sent=tuple(each for each in file.sendings if each.record == held.id),
    )


def _matched(node: Node, sight: Sight, held: PaymentLine, request: str) -> MatchedPayment:
    apart, ends = node.keeping_apart.of(sight, held.id), ends_of(held.payment)
    return MatchedPayment(
        id=held.id,
        state=held.decision.state,
        amount=str(held.payment.amount),
        originator=ends.originator.name,
        beneficiary=ends.beneficiary.name,
        is_kept_apart=any(each.kept.request == request and each.stands(at=sight.at) for each in apart),
    )
