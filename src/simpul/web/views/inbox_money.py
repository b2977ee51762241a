"""What of payments, cases and requests to freeze waits for an officer, as far as he or she may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.authority import Sight
from simpul.core.holding import Direction
from simpul.core.payment.decision import PaymentState
from simpul.core.units.holding import Answered, FreezeFile
from simpul.web.node import Node
from simpul.web.views.cases import CaseRow, case_row
from simpul.web.views.freezes import FreezeRow, freeze_row

LOOKED_AT = 100
"""Requests of each side that are looked at, those whose time ends first."""

SHOWN = 15


class Call(StrEnum):
    """What a request calls for: an answer, what is overdue, or the approval of a second officer."""

    ANSWER = "answer"
    OVERDUE = "overdue"
    SECOND_OFFICER = "second-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request that calls for something, and for what."""

    request: FreezeRow
    is_ours: bool
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What waits: payments held, proposed, met by a later listing, kept back by what is kept apart; requests; cases."""

    held: int
    proposed: int
    late: int
    apart: int
    answers: int
    overdue: int
    approvals: int
    requests: tuple[RequestRow, ...]
    cases: tuple[CaseRow, ...]


def money(node: Node, sight: Sight) -> Money:
    """Give what waits for a viewer; all of it is counted over what the viewer may see, and nothing else."""
    requests = tuple(_requests(node, sight))
    calls = [call for row in requests for call in row.calls]
    cases = node.units.cases.page(sight, limit=LOOKED_AT).items
    return Money(
        held=node.monitoring.counts(sight).get(PaymentState.HELD, 0),
        proposed=node.confirming.count_waiting(sight),
        late=node.redeciding.count_late(sight),
        apart=node.keeping_apart.count(sight),
        answers=calls.count(Call.ANSWER),
        overdue=calls.count(Call.OVERDUE),
        approvals=calls.count(Call.SECOND_OFFICER),
        requests=requests[:SHOWN],
        cases=tuple(case_row(held) for held in cases if held.direction is Direction.RECEIVED)[:SHOWN],
    )


def _requests(node: Node, sight: Sight) -> Iterator[RequestRow]:
    """Give the requests that call for something, those to us first, each by its clock."""
    for direction in (Direction.RECEIVED, Direction.OWN):
        page = node.units.freezing.page(sight, direction=direction, answered=Answered.WAITING, limit=LOOKED_AT)
        for file in page.items:
            calls = tuple(_calls(node, sight, file))
            if calls:
                yield RequestRow(request=freeze_row(file), is_ours=file.is_ours, calls=calls)


def _calls(node: Node, sight: Sight, file: FreezeFile) -> Iterator[Call]:
    standing = file.standing
    if standing.is_overdue:
        yield Call.OVERDUE
    if standing.is_open and standing.turn == node.profile.authority.id:
        yield Call.ANSWER
    gone = {each.record for each in file.sendings}
    own = [each for each in (file.request, *file.words) if each.direction is Direction.OWN and each.id not in gone]
    if any(each.author != sight.viewer.officer for each in own):
        yield Call.SECOND_OFFICER
