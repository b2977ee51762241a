"""What the three ask of each other in the story: assistance at law, a case between units, requests to freeze.

It waits in the outboxes like every report of the story, and is not answered: who looks at the
demonstration does that.
"""

from datetime import timedelta

from simpul.app.node import Node
from simpul.cli.demo.stage import Staged
from simpul.cli.demo.story import FOLDER, Table, grading_of, paragraphs, rows_of, table_of, terms_of, text_of, texts_of
from simpul.core.authority import AuthorityId, Officer, OfficerId, Sight, viewer_of
from simpul.core.cases.freezing import FreezeTarget, TargetKind, Urgency
from simpul.core.cases.parts import CaseNote
from simpul.core.errors import ConflictError
from simpul.core.handling import Handling
from simpul.core.payment.freezing import LegalBasis
from simpul.services.casework import CaseDraft
from simpul.services.conveying import SendState
from simpul.services.freeze_requests import FreezeDraft
from simpul.services.law_requests import LawDraft
from simpul.services.passing import ShareState

REQUESTS = "requests"


def ask_of_each_other(staged: Staged, node: Node) -> None:
    """Let the officers of a node open the cases and ask what the story has them ask.

    Raises:
        ConflictError: something of it does not go to whom it is for.
    """
    told = table_of(REQUESTS)
    for row in _of(staged, told, "case"):
        _share_case(staged, node, row)
    for row in _of(staged, told, "freeze"):
        _ask_to_freeze(staged, node, row)
    for row in _of(staged, told, "assistance"):
        _ask_for_assistance(staged, node, row)


def _of(staged: Staged, told: Table, name: str) -> list[Table]:
    return [row for row in rows_of(told, name) if text_of(row, "from") == staged.id]


def _share_case(staged: Staged, node: Node, row: Table) -> None:
    units, by = node.units, _sight(staged, node, text_of(row, "by"))
    draft = CaseDraft(
        title=text_of(row, "title"),
        summary=paragraphs(text_of(row, "summary")),
        grading=grading_of(text_of(row, "grading")),
        handling=_handling(staged, node, row),
        legal_basis=text_of(row, "legal_basis"),
    )
    case = units.casework.open(by, draft)
    for number in texts_of(row, "payments"):
        units.casework.add_payment(by, case, node.monitoring.payment(by, number).id)
    units.casework.add(by, case, CaseNote(text=text_of(row, "note")))
    shared = units.sharing.share(_sight(staged, node, text_of(row, "shared_by")), case, _to(row))
    _require(shared.state is ShareState.SENT, row)


def _ask_to_freeze(staged: Staged, node: Node, row: Table) -> None:
    asked = node.units.freezing.ask(
        _sight(staged, node, text_of(row, "by")),
        FreezeDraft(
            recipient=_to(row),
            target=FreezeTarget(kind=TargetKind.ACCOUNT, value=text_of(row, "account")),
            legal_basis=LegalBasis(instrument=text_of(row, "instrument"), provision=text_of(row, "provision")),
            authority=text_of(row, "authority"),
            urgency=Urgency(text_of(row, "urgency")),
            freeze_until=node.clock.now() + timedelta(days=int(text_of(row, "days"))),
            reason=text_of(row, "reason"),
            grading=grading_of(text_of(row, "grading")),
            handling=_handling(staged, node, row),
        ),
    )
    _require(asked.state is SendState.SENT, row)


def _ask_for_assistance(staged: Staged, node: Node, row: Table) -> None:
    put = node.units.law.ask(
        _sight(staged, node, text_of(row, "by")),
        LawDraft(
            recipient=_to(row),
            content=(FOLDER / text_of(row, "case")).read_bytes(),
            handling=_handling(staged, node, row),
            requested_authority=text_of(row, "requested_authority"),
            signed_by=text_of(row, "signed_by"),
        ),
    )
    _require(put.state is SendState.SENT, row)


def _sight(staged: Staged, node: Node, officer: str) -> Sight:
    found: Officer = next(each for each in staged.player.officers if each.id == OfficerId(officer))
    return Sight(viewer=viewer_of(found, authority=node.profile.authority.id), at=node.clock.now())


def _to(row: Table) -> AuthorityId:
    return AuthorityId(text_of(row, "to"))


def _handling(staged: Staged, node: Node, row: Table) -> Handling:
    said = row["terms"]
    if not isinstance(said, dict):
        raise ConflictError(f"the terms of {text_of(row, 'from')}'s request are no table")
    return terms_of(said, Handling(originator=staged.player.authority.id), node.clock.now())


def _require(sent: bool, row: Table) -> None:
    if not sent:
        raise ConflictError(f"what {text_of(row, 'from')} asks of {text_of(row, 'to')} in the story has not gone")
