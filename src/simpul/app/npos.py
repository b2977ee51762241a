"""The register of non-profit organisations for the command line: what stands, handing one in, and deciding."""

from collections.abc import Callable
from dataclasses import dataclass

from simpul.app.node import Node
from simpul.app.payment_rules import named
from simpul.core.authority import Sight
from simpul.core.ids import Sealed, timestamp
from simpul.core.payment.npo import NpoProposal
from simpul.core.payment.rulebook import Verdict
from simpul.formats.npo_table import read_npos
from simpul.services.registering import NpoDraft

STANDS, WAITS, REFUSED = "stands", "waits", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoRegisterShown:
    """One register: from where, as of which day, how many organisations, and how it stands."""

    id: str
    source: str
    as_of: str
    organisations: int
    state: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoDesk:
    """Does with registers what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]

    def shown(self, *, officer: str = "") -> tuple[NpoRegisterShown, ...]:
        """Give the register that stands, and those that wait for a second officer."""
        book = self.node.registering.book(self.sight(officer))
        stands = (_shown(book.standing.proposal, STANDS),) if book.standing.proposal else ()
        return (*stands, *(_shown(each, WAITS) for each in book.waiting))

    def proposed(
        self, raw: bytes, *, filename: str, source: str, as_of: str, reason: str, officer: str = ""
    ) -> NpoRegisterShown:
        """Hand a register in; another officer decides whether it stands.

        Raises:
            InputError: the table is refused, with its line, or the officer is not clear.
        """
        entries = read_npos(raw, filename=filename, limits=self.node.profile.limits)
        draft = NpoDraft(source=source, as_of=as_of, entries=entries, reason=reason)
        return _shown(self.node.registering.propose(self.sight(officer), draft), WAITS)

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> NpoRegisterShown:
        """Approve or refuse a register that another officer handed in, by its id or the beginning of it.

        Raises:
            NotFoundError: there is none.
            RefusedError: it is the officer's own, or decided.
        """
        said, sight = named(Verdict, verdict, place="verdict"), self.sight(officer)
        waiting = [each.id for each in self.node.registering.book(sight).waiting]
        meant = [each for each in waiting if proposal and each.startswith(proposal)]
        whole = meant[0] if len(meant) == 1 else proposal
        self.node.registering.decide(sight, whole, said, reason=reason)
        found = self.node.registering.proposed(sight, whole)
        return _shown(found, STANDS if said is Verdict.APPROVED else REFUSED)


def _shown(record: Sealed[NpoProposal], state: str) -> NpoRegisterShown:
    said = record.value
    return NpoRegisterShown(
        id=record.id,
        source=said.source,
        as_of=said.as_of,
        organisations=len(said.entries),
        state=state,
        reason=said.reason,
        by=said.by,
        at=timestamp(said.at),
    )
