"""What rows of the law and drafts of requests are kept in, and what reads them."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.holding import Page
from simpul.core.ids import Sealed
from simpul.core.lawbook import OfferedRows, RowsDecision, RowsProposal
from simpul.core.lawdraft import CaseHeading, HeldLawDraft, LawVersion


class LawRows(Protocol):
    """Proposals of rows and decisions on them, in a transaction. Append-only."""

    def offered(self) -> tuple[OfferedRows, ...]:
        """Give every proposal with the decision on it, the first one first."""

    def propose(self, proposal: Sealed[RowsProposal]) -> None:
        """Keep a proposal."""

    def decide(self, decision: Sealed[RowsDecision]) -> None:
        """Keep a decision."""


class LawRowReads(Protocol):
    """Reads proposals of rows and decisions on them."""

    def offered(self) -> tuple[OfferedRows, ...]:
        """Give every proposal with the decision on it, the first one first."""


class LawChecker(Protocol):
    """Reads rows of the law together with the register that they are to become part of."""

    def check(self, accepted: Sequence[OfferedRows], proposal: RowsProposal) -> int:
        """Give how many rows a proposal has, once they fit the register with the rows accepted before.

        Raises:
            InputError: a row is wrong or contradicts another, with its place.
        """


class LawDraftRows(Protocol):
    """Drafts of requests, in a transaction."""

    def save(self, held: HeldLawDraft) -> None:
        """Keep a version, the first or the next one."""

    def find(self, draft_id: str) -> HeldLawDraft | None:
        """Give the present version of a draft."""

    def discard(self, draft_id: str) -> None:
        """Take a draft away, with every version."""


class LawDraftReads(Protocol):
    """Reads drafts of requests."""

    def draft(self, sight: Sight, draft_id: str) -> HeldLawDraft | None:
        """Give the present version of a draft that the viewer may see."""

    def version(self, sight: Sight, draft_id: str, version: int) -> HeldLawDraft | None:
        """Give one version of a draft that the viewer may see."""

    def versions(self, sight: Sight, draft_id: str) -> tuple[LawVersion, ...]:
        """Give the versions of a draft that the viewer may see, the latest one first."""

    def drafts(self, sight: Sight, *, after: str, limit: int) -> Page[HeldLawDraft]:
        """Give the drafts that the viewer may see, the one saved last first."""


class CaseReader(Protocol):
    """Reads cases."""

    def heading(self, document: str) -> CaseHeading:
        """Give what stands in the case.

        Raises:
            InputError: it is no case, with the place of what is wrong.
        """
