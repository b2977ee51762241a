"""Where registers of non-profit organisations are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from simpul.core.ids import Sealed
from simpul.core.payment.npo import NpoProposal, NpoRegister, NpoVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoBook:
    """The register that stands, those that wait for a second officer, and every verdict, the first one first."""

    standing: NpoRegister
    waiting: tuple[Sealed[NpoProposal], ...]
    verdicts: tuple[NpoVerdict, ...]


class NpoRows(Protocol):
    """Registers and verdicts on them, in a transaction. Append-only."""

    def standing(self) -> NpoRegister:
        """Give the register that stands."""

    def proposal(self, proposal: str) -> Sealed[NpoProposal] | None:
        """Give a register that was handed in."""

    def verdicts(self) -> Sequence[NpoVerdict]:
        """Give every verdict, the first one first."""

    def propose(self, proposal: Sealed[NpoProposal]) -> None:
        """Keep a register that was handed in."""

    def decide(self, verdict: Sealed[NpoVerdict]) -> None:
        """Keep a verdict."""


class NpoReads(Protocol):
    """Reads registers and verdicts on them."""

    def book(self) -> NpoBook:
        """Give what stands and what waits."""

    def standing(self) -> NpoRegister:
        """Give the register that stands."""

    def proposal(self, proposal: str) -> Sealed[NpoProposal] | None:
        """Give a register that was handed in, by its id."""
