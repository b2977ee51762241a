"""Cases as documents: the list, and one with its entries, its flows and what each partner would get."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.case import CaseEntry, CaseHead, CasePart, state_of_case
from simpul.core.cases.flow import Flow, flows_of
from simpul.core.cases.parts import CaseState
from simpul.core.errors import TamperedError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.holding import Direction, Page
from simpul.core.units.holding import CaseFile
from simpul.core.units.record import HeldRecord, Sending
from simpul.services.case_reading import leaving_of
from simpul.services.case_sharing import CaseOffer
from simpul.web.answers import Table
from simpul.web.node import Node
from simpul.web.views.flow import Drawing, drawing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case in the list."""

    id: str
    title: str
    originator: AuthorityId
    is_ours: bool
    grading: Grading
    handling: Handling
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPage:
    """A part of the cases, latest first; `payment` is one that is to be put into one of them."""

    cases: tuple[CaseRow, ...]
    after: str
    payment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry: what it says, whose it is, under which terms, and what became of it."""

    id: str
    kind: str
    part: CasePart
    originator: AuthorityId
    is_ours: bool
    author: str
    grading: Grading
    handling: Handling
    written_at: datetime
    replaced_by: str
    sent: tuple[Sending, ...]

    @property
    def stands(self) -> bool:
        """Whether nothing replaced it."""
        return not self.replaced_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """One case as its viewer may see it; why no report may be made of it, or how many entries would stay here."""

    id: str
    head: CaseHead
    is_ours: bool
    author: str
    received_at: datetime
    state: CaseState
    entries: tuple[EntryRow, ...]
    flows: tuple[Flow, ...]
    drawing: Drawing | None
    offers: tuple[CaseOffer, ...]
    export_grounds: tuple[str, ...]
    export_kept_back: int

    @property
    def standing(self) -> tuple[EntryRow, ...]:
        """The entries that stand."""
        return tuple(each for each in self.entries if each.stands)


def cases_page(page: Page[HeldRecord], *, payment: str = "") -> CasesPage:
    """Give a part of the cases as a document."""
    return CasesPage(cases=tuple(case_row(held) for held in page.items), after=page.after, payment=payment)


def own_cases_page(page: Page[HeldRecord], *, payment: str) -> CasesPage:
    """Give our own cases, for a payment to be put into one."""
    rows = tuple(row for row in (case_row(held) for held in page.items) if row.is_ours)
    return CasesPage(cases=rows, after=page.after, payment=payment)


def case_document(node: Node, sight: Sight, case: str) -> CaseDocument:
    """Give one case as a document; that it was read is on record.

    Raises:
        NotFoundError: there is none for this viewer.
    """
    file = node.units.cases.file(sight, case)
    said = [each.value for each in file.entries if isinstance(each.value, CaseEntry)]
    standing = [each.value for each in file.entries if isinstance(each.value, CaseEntry) and not each.replaced_by]
    flows = flows_of(each.payment for each in standing if each.payment is not None)
    leaving = leaving_of(sight, file)
    return CaseDocument(
        id=case,
        head=file.case,
        is_ours=file.is_ours,
        author=file.head.author,
        received_at=file.head.recorded_at,
        state=state_of_case(said, originator=file.originator),
        entries=tuple(_entry(each, file) for each in file.entries),
        flows=flows,
        drawing=drawing_of(flows),
        offers=node.units.sharing.offers(sight, file),
        export_grounds=leaving.grounds,
        export_kept_back=leaving.kept_back,
    )


def cases_table(view: CasesPage) -> Table:
    """Give the cases as a table."""
    return Table(
        name="cases",
        columns=("id", "title", "originator", "grading", "tlp", "level", "written_at"),
        rows=tuple(
            (
                row.id,
                row.title,
                row.originator,
                row.grading.code,
                row.handling.tlp,
                row.handling.level.name.lower(),
                row.written_at.isoformat(),
            )
            for row in view.cases
        ),
    )


def flows_table(view: CaseDocument) -> Table:
    """Give the flows of a case as a table."""
    return Table(
        name=f"case-{view.id[:12]}",
        columns=("payer", "payer_account", "payee", "payee_account", "payments", "total", "currency", "from", "until"),
        rows=tuple(
            (
                flow.payer.name,
                flow.payer.account,
                flow.payee.name,
                flow.payee.account,
                str(flow.count),
                flow.total.figure,
                flow.total.currency,
                flow.first_on,
                flow.last_on,
            )
            for flow in view.flows
        ),
    )


def case_row(held: HeldRecord) -> CaseRow:
    """Give a case as a row, by its head."""
    head = held.value
    if not isinstance(head, CaseHead):
        raise TamperedError("the head of a case is none")
    return CaseRow(
        id=head.case,
        title=head.title,
        originator=head.originator,
        is_ours=held.direction is Direction.OWN,
        grading=head.grading,
        handling=head.handling,
        written_at=head.written_at,
    )


def _entry(held: HeldRecord, file: CaseFile) -> EntryRow:
    entry = held.value
    if not isinstance(entry, CaseEntry):
        raise TamperedError("an entry of a case is none")
    return EntryRow(
        id=held.id,
        kind=next(name for name in KINDS if getattr(entry, name) is not None),
        part=entry.part,
        originator=entry.originator,
        is_ours=held.direction is Direction.OWN,
        author=held.author,
        grading=entry.grading,
        handling=entry.handling,
        written_at=entry.written_at,
        replaced_by=held.replaced_by,
        sent=tuple(each for each in file.sendings if each.record == held.id),
    )


KINDS = ("payment", "account", "party", "note", "attachment", "withdrawal", "turn")
"""What an entry can be."""
