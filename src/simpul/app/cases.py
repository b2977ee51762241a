"""Cases for the node's operator: listing them, showing one, writing one as a report of goAML, and reading one in."""

from collections.abc import Callable
from dataclasses import dataclass

from simpul.app.late_goaml import LateGoaml
from simpul.app.node import Node
from simpul.core.authority import Sight
from simpul.core.cases.case import CaseEntry, CaseHead, state_of_case
from simpul.core.cases.parts import (
    Attachment,
    CaseAccount,
    CaseNote,
    CaseParty,
    CasePayment,
    Withdrawal,
)
from simpul.core.cases.reporting import Filing, parts_of_report, title_of_report
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, Tlp
from simpul.core.ids import timestamp
from simpul.core.units.record import HeldRecord
from simpul.formats.currencies import currency_decimals
from simpul.services.casework import CaseDraft

MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseListed:
    """A case in a list."""

    id: str
    title: str
    originator: str
    grading: str
    tlp: str
    written_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """An entry of a case: what it is, what it says in one line, whose it is, and whether it stands."""

    id: str
    kind: str
    says: str
    originator: str
    written_at: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """A case as the officer may see it."""

    id: str
    title: str
    summary: str
    originator: str
    state: str
    grading: str
    tlp: str
    releasable_to: tuple[str, ...]
    written_at: str
    entries: tuple[EntryShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFiled:
    """A report of goAML that was written from a case, and by which schema it is valid."""

    case: str
    valid_by: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken:
    """A case that was made of a report of goAML."""

    case: str
    title: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesk:
    """Does with cases what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]

    def listed(self, *, officer: str = "") -> tuple[CaseListed, ...]:
        """Give the latest cases that the officer may see."""
        return cases_listed(self.node, self.sight(officer))

    def shown(self, case: str, *, officer: str = "") -> CaseShown:
        """Show a case as the officer may see it."""
        return case_shown(self.node, self.sight(officer), case)

    def filed(self, case: str, filing: Filing, *, schema: bytes, officer: str = "") -> CaseFiled:
        """Write a case as a report of goAML that is valid by the schema."""
        return case_filed(self.node, self.sight(officer), case, filing, schema=schema)

    def taken(self, raw: bytes, *, schema: bytes, officer: str = "") -> CaseTaken:
        """Make a case of a report of goAML."""
        return case_taken(self.node, self.sight(officer), raw, schema=schema)


def cases_listed(node: Node, sight: Sight) -> tuple[CaseListed, ...]:
    """Give the latest cases that the officer may see."""
    page = node.units.cases.page(sight, limit=MOST_LISTED)
    return tuple(_listed(each.value) for each in page.items if isinstance(each.value, CaseHead))


def case_shown(node: Node, sight: Sight, case: str) -> CaseShown:
    """Give one case; that it was read is on record.

    Raises:
        NotFoundError: there is none for this officer.
    """
    file = node.units.cases.file(sight, case)
    said = [each.value for each in file.entries if isinstance(each.value, CaseEntry)]
    head = file.case
    return CaseShown(
        id=head.case,
        title=head.title,
        summary=head.summary,
        originator=head.originator,
        state=state_of_case(said, originator=head.originator),
        grading=head.grading.code,
        tlp=head.handling.tlp,
        releasable_to=head.handling.releasable_to,
        written_at=timestamp(head.written_at),
        entries=tuple(_entry(each, each.value) for each in file.entries if isinstance(each.value, CaseEntry)),
    )


def case_filed(node: Node, sight: Sight, case: str, filing: Filing, *, schema: bytes) -> CaseFiled:
    """Write a case as a report of goAML that is valid by the schema.

    Raises:
        NotFoundError: there is none for this officer.
        RefusedError: its terms do not let it leave.
        InputError: the case makes no such report, or it is not valid; with the place.
    """
    head, entries = node.units.cases.exported(sight, case, form="goaml")
    raw, valid_by = LateGoaml().written(head, entries, filing, schema=schema)
    return CaseFiled(case=case, valid_by=valid_by, report=raw.decode("utf-8"))


def case_taken(node: Node, sight: Sight, raw: bytes, *, schema: bytes) -> CaseTaken:
    """Make a case, for us alone, of a report of goAML.

    Raises:
        InputError: it is none, or is not valid by the schema; with the line.
    """
    report = LateGoaml().read(raw, schema=schema)
    parts = parts_of_report(report, decimals=currency_decimals())
    us, title = node.profile.authority.id, title_of_report(report)
    terms = Handling(originator=us, tlp=Tlp.AMBER_STRICT, purposes=tuple(sorted(sight.viewer.purposes)))
    grading = Grading(scale=Scale.ADMIRALTY, source="F", information="6")
    draft = CaseDraft(title=title, summary=report.reason[:20_000], grading=grading, handling=terms)
    return CaseTaken(case=node.units.casework.open(sight, draft, parts), title=title, entries=len(parts))


def _listed(head: CaseHead) -> CaseListed:
    return CaseListed(
        id=head.case,
        title=head.title,
        originator=head.originator,
        grading=head.grading.code,
        tlp=head.handling.tlp,
        written_at=timestamp(head.written_at),
    )


def _entry(held: HeldRecord, entry: CaseEntry) -> EntryShown:
    kind, says = _line(entry)
    return EntryShown(
        id=held.id,
        kind=kind,
        says=says,
        originator=entry.originator,
        written_at=timestamp(entry.written_at),
        stands="" if held.replaced_by else "stands",
    )


def _line(entry: CaseEntry) -> tuple[str, str]:
    match entry.part:
        case CasePayment() as said:
            return "payment", f"{said.amount}, {said.payer.label} -> {said.payee.label}, {said.paid_on}"
        case CaseAccount() as said:
            return "account", " ".join(filter(None, (said.number, said.holder, said.bic)))
        case CaseParty() as said:
            return "party", " ".join(filter(None, (said.name, said.birth_date, said.country)))
        case CaseNote() as said:
            return "note", said.text
        case Attachment() as said:
            return "attachment", f"{said.name} ({said.media_type}, {said.size} bytes, sha256 {said.digest})"
        case Withdrawal() as said:
            return "withdrawal", said.reason
        case said:
            return "turn", f"{said.state}: {said.reason}"
