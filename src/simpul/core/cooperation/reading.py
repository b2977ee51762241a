"""What is read in the case of a request: its margin, what it still lacks, and which duties follow on a refusal."""

from dataclasses import dataclass
from datetime import date

from simpul.core.cooperation.kinds import Cited, HelpKind
from simpul.core.cooperation.request import LawRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """An item that a request lacks and may not be sent without: its name, its place, and the article that asks."""

    item: str
    place: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyToProsecute:
    """An article by which who does not extradite submits the case to his own authorities, and its words on time."""

    cited: Cited
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """A case as it was read. `offences` are what it is about: the name of the charge, and its code where it has one."""

    kind: HelpKind
    reference: str
    requesting: str
    requested: str
    treaty: str
    title: str
    authority: str
    offences: tuple[str, ...]
    deadline: date | None = None
    urgency_reason: str = ""
    lacking: tuple[Lacking, ...] = ()
    unanswered: tuple[str, ...] = ()
    duties: tuple[DutyToProsecute, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing keeps it from being sent."""
        return not self.lacking and not self.unanswered

    def fault_in(self, request: LawRequest) -> str:
        """Name a field of a request's margin that its case contradicts; empty where there is none."""
        fields = ("kind", "reference", "requesting", "requested", "treaty", "offences")
        return next((each for each in fields if getattr(request, each) != getattr(self, each)), "")
