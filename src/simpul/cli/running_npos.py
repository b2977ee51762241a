"""The register of non-profit organisations at a node that runs: each act is asked of its process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simpul.app.npos import NpoRegisterShown


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningNpos:
    """Asks the process; `asked` sends one question and reads its answer."""

    asked: Callable[..., Any]

    def shown(self, *, officer: str = "") -> tuple[NpoRegisterShown, ...]:
        """Give the register that stands, and those that wait."""
        found: tuple[NpoRegisterShown, ...] = self.asked(tuple[NpoRegisterShown, ...], "GET", "/npos", officer=officer)
        return found

    def proposed(
        self, raw: bytes, *, filename: str, source: str, as_of: str, reason: str, officer: str = ""
    ) -> NpoRegisterShown:
        """Hand a register in."""
        said = {"file": filename, "source": source, "as_of": as_of, "reason": reason, "officer": officer}
        made: NpoRegisterShown = self.asked(NpoRegisterShown, "POST", "/npos", body=raw, **said)
        return made

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> NpoRegisterShown:
        """Approve or refuse a register that another officer handed in."""
        said = {"proposal": proposal, "verdict": verdict, "reason": reason, "officer": officer}
        made: NpoRegisterShown = self.asked(NpoRegisterShown, "POST", "/npos/verdict", **said)
        return made
