"""What of requests at law waits for an officer, as far as he or she may see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.authority import Sight
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.core.units.requested import LawFile
from simpul.web.node import Node
from simpul.web.views.inbox_money import Call
from simpul.web.views.law_cases import LawCaseRow, law_case_row

LOOKED_AT = 50
"""Requests of each side that are looked at, those whose clock ends first."""

SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCall:
    """A request at law that calls for something, and for what."""

    request: LawCaseRow
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLaw:
    """What waits: how many requests want a word of ours, are overdue, or a second officer; and which."""

    answers: int
    overdue: int
    approvals: int
    requests: tuple[LawCall, ...]


def at_law(node: Node, sight: Sight) -> AtLaw:
    """Give what waits for a viewer; all of it is counted over what the viewer may see, and nothing else."""
    requests = tuple(_requests(node, sight))
    calls = [call for row in requests for call in row.calls]
    return AtLaw(
        answers=calls.count(Call.ANSWER),
        overdue=calls.count(Call.OVERDUE),
        approvals=calls.count(Call.SECOND_OFFICER),
        requests=requests[:SHOWN],
    )


def _requests(node: Node, sight: Sight) -> Iterator[LawCall]:
    """Give the requests that call for something, those to us first, each by its clock."""
    for direction in (Direction.RECEIVED, Direction.OWN):
        page = node.units.law_files.page(sight, direction=direction, answered=Answered.WAITING, limit=LOOKED_AT)
        for file in page.items:
            row = law_case_row(file, sight.viewer.authority)
            if calls := tuple(_calls(row, file, sight)):
                yield LawCall(request=row, calls=calls)


def _calls(row: LawCaseRow, file: LawFile, sight: Sight) -> Iterator[Call]:
    if row.is_overdue:
        yield Call.OVERDUE
    if row.is_open and row.is_our_turn:
        yield Call.ANSWER
    if any(each.author != sight.viewer.officer for each in file.waiting):
        yield Call.SECOND_OFFICER
