"""Evidence and joint investigation teams at a node, running or not: what is asked, and how a running one is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from simpul.app.evidence import ChainLeft, ChainSent, EvidenceListed, EvidenceShown, LinkWritten, Terms
from simpul.app.teams import Saying, TeamListed, TeamSaid, TeamSent, TeamShown
from simpul.core.cooperation.team import TeamText
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure


class EvidenceConsole(Protocol):
    """What the command line asks of evidence."""

    def listed(self, *, officer: str = "") -> tuple[EvidenceListed, ...]:
        """Give the latest items."""

    def shown(self, item: str, *, officer: str = "") -> EvidenceShown:
        """Show an item with its chain."""

    def seized(
        self, seizure: Seizure, terms: Terms, *, file: SeizedFile | None = None, officer: str = ""
    ) -> LinkWritten:
        """Write an item down."""

    def added(self, item: str, handed: Handed, *, content: bytes = b"", officer: str = "") -> LinkWritten:
        """Say what was done with an item."""

    def sent(self, item: str, to: str, *, officer: str = "") -> ChainSent:
        """Send a chain to a partner."""

    def left(self, item: str, *, officer: str = "") -> ChainLeft:
        """Give the document of a chain."""


class TeamsConsole(Protocol):
    """What the command line asks of joint investigation teams."""

    def listed(self, *, officer: str = "") -> tuple[TeamListed, ...]:
        """Give the latest teams."""

    def shown(self, team: str, *, officer: str = "") -> TeamShown:
        """Show a team."""

    def proposed(self, text: TeamText, terms: Terms, *, follows: str = "", officer: str = "") -> TeamSaid:
        """Write an agreement down."""

    def said(self, team: str, saying: Saying, *, officer: str = "") -> TeamSaid:
        """Say something in a team."""

    def sent(self, team: str, *, officer: str = "") -> TeamSent:
        """Send each party what of ours it has not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningEvidence:
    """Asks the process; `asked` sends one question and reads its answer."""

    asked: Callable[..., Any]

    def listed(self, *, officer: str = "") -> tuple[EvidenceListed, ...]:
        """Give the latest items."""
        found: tuple[EvidenceListed, ...] = self.asked(tuple[EvidenceListed, ...], "GET", "/evidence", officer=officer)
        return found

    def shown(self, item: str, *, officer: str = "") -> EvidenceShown:
        """Show an item with its chain."""
        found: EvidenceShown = self.asked(EvidenceShown, "GET", f"/evidence/{item}", officer=officer)
        return found

    def seized(
        self, seizure: Seizure, terms: Terms, *, file: SeizedFile | None = None, officer: str = ""
    ) -> LinkWritten:
        """Write an item down."""
        body = msgspec.msgpack.encode((seizure, terms, file))
        done: LinkWritten = self.asked(LinkWritten, "POST", "/evidence", body=body, officer=officer)
        return done

    def added(self, item: str, handed: Handed, *, content: bytes = b"", officer: str = "") -> LinkWritten:
        """Say what was done with an item."""
        body = msgspec.msgpack.encode((handed, content))
        done: LinkWritten = self.asked(LinkWritten, "POST", f"/evidence/{item}/links", body=body, officer=officer)
        return done

    def sent(self, item: str, to: str, *, officer: str = "") -> ChainSent:
        """Send a chain to a partner."""
        done: ChainSent = self.asked(ChainSent, "POST", f"/evidence/{item}/sendings", to=to, officer=officer)
        return done

    def left(self, item: str, *, officer: str = "") -> ChainLeft:
        """Give the document of a chain."""
        done: ChainLeft = self.asked(ChainLeft, "POST", f"/evidence/{item}/chain", officer=officer)
        return done


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTeams:
    """Asks the process; `asked` sends one question and reads its answer."""

    asked: Callable[..., Any]

    def listed(self, *, officer: str = "") -> tuple[TeamListed, ...]:
        """Give the latest teams."""
        found: tuple[TeamListed, ...] = self.asked(tuple[TeamListed, ...], "GET", "/teams", officer=officer)
        return found

    def shown(self, team: str, *, officer: str = "") -> TeamShown:
        """Show a team."""
        found: TeamShown = self.asked(TeamShown, "GET", f"/teams/{team}", officer=officer)
        return found

    def proposed(self, text: TeamText, terms: Terms, *, follows: str = "", officer: str = "") -> TeamSaid:
        """Write an agreement down."""
        body = msgspec.msgpack.encode((text, terms, follows))
        done: TeamSaid = self.asked(TeamSaid, "POST", "/teams", body=body, officer=officer)
        return done

    def said(self, team: str, saying: Saying, *, officer: str = "") -> TeamSaid:
        """Say something in a team."""
        body = msgspec.msgpack.encode(saying)
        done: TeamSaid = self.asked(TeamSaid, "POST", f"/teams/{team}/entries", body=body, officer=officer)
        return done

    def sent(self, team: str, *, officer: str = "") -> TeamSent:
        """Send each party what of ours it has not yet."""
        done: TeamSent = self.asked(TeamSent, "POST", f"/teams/{team}/sendings", officer=officer)
        return done
