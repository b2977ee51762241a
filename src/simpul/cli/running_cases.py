"""Cases at a node that runs: each act is asked of its process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from simpul.app.cases import CaseFiled, CaseListed, CaseShown, CaseTaken
from simpul.core.cases.reporting import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCases:
    """Asks the process; `asked` sends one question and reads its answer."""

    asked: Callable[..., Any]

    def listed(self, *, officer: str = "") -> tuple[CaseListed, ...]:
        """Give the latest cases."""
        found: tuple[CaseListed, ...] = self.asked(tuple[CaseListed, ...], "GET", "/cases", officer=officer)
        return found

    def shown(self, case: str, *, officer: str = "") -> CaseShown:
        """Show a case."""
        found: CaseShown = self.asked(CaseShown, "GET", f"/cases/{case}", officer=officer)
        return found

    def filed(self, case: str, filing: Filing, *, schema: bytes, officer: str = "") -> CaseFiled:
        """Write a case as a report of goAML."""
        body = msgspec.msgpack.encode((filing, schema))
        done: CaseFiled = self.asked(CaseFiled, "POST", f"/cases/{case}/goaml", body=body, officer=officer)
        return done

    def taken(self, raw: bytes, *, schema: bytes, officer: str = "") -> CaseTaken:
        """Make a case of a report of goAML."""
        body = msgspec.msgpack.encode((raw, schema))
        done: CaseTaken = self.asked(CaseTaken, "POST", "/cases", body=body, officer=officer)
        return done
