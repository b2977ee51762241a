"""What rows of the law are kept in, and what checks that they fit the register."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.ids import Sealed
from simpul.core.lawbook import OfferedRows, RowsDecision, RowsProposal


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
