"""The forms of cases and of requests to freeze: what was typed becomes a value of core, or names its field."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import FormData

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.case import CasePart
from simpul.core.cases.freezing import FreezeTarget, RefusalGround, TargetKind, Urgency, Word
from simpul.core.cases.parts import CaseAccount, CaseNote, CaseParty, CaseState, Turn
from simpul.core.cases.reporting import Filing, ReportForm
from simpul.core.errors import InputError
from simpul.core.payment.freezing import LegalBasis
from simpul.core.payment.party import PartyKind
from simpul.services.casework import CaseDraft
from simpul.services.freeze_requests import FreezeDraft, Saying
from simpul.web.drafting.building import built_draft, built_terms
from simpul.web.drafting.fields import DraftFields, typed_fields
from simpul.web.forms import text_of
from simpul.web.language import msg

E = TypeVar("E", bound=StrEnum)

MOST = 400
MOST_LONG = 20_000


def case_draft(form: FormData, *, us: AuthorityId) -> CaseDraft:
    """Give the case that was typed.

    Raises:
        InputError: a field says what no case holds.
    """
    draft = built_draft(typed_fields(form), us=us)
    return CaseDraft(
        title=draft.title,
        summary=draft.summary,
        grading=draft.grading,
        handling=draft.handling,
        legal_basis=draft.legal_basis,
    )


def part_of(form: FormData) -> CasePart:
    """Give the note, party, account or turn that was typed.

    Raises:
        InputError: it says nothing of these.
    """
    kind = text_of(form, "kind", most=20)
    match kind:
        case "note":
            return CaseNote(text=text_of(form, "text", most=MOST_LONG))
        case "party":
            return CaseParty(
                name=text_of(form, "name", most=MOST),
                kind=member_of(PartyKind, form, "party_kind"),
                birth_date=text_of(form, "birth_date", most=10),
                country=text_of(form, "country", most=MOST),
                numbers=tuple(filter(None, (each.strip() for each in text_of(form, "numbers").split(",")))),
            )
        case "account":
            return CaseAccount(
                number=text_of(form, "number", most=MOST),
                holder=text_of(form, "holder", most=MOST),
                institution=text_of(form, "institution", most=MOST),
                bic=text_of(form, "bic", most=MOST),
                country=text_of(form, "country", most=MOST),
            )
        case "turn":
            return Turn(state=member_of(CaseState, form, "state"), reason=text_of(form, "reason", most=2_000))
        case _:
            raise InputError(msg("choose one of those offered"), place="kind")


def freeze_draft(form: FormData, *, us: AuthorityId) -> FreezeDraft:
    """Give the request that was typed.

    Raises:
        InputError: a field says what no request holds.
    """
    fields: DraftFields = typed_fields(form)
    graded = built_draft(_with_texts(fields), us=us)
    recipient = authority_id(text_of(form, "recipient", most=40), place="recipient")
    answer_by = text_of(form, "answer_by", most=16)
    return FreezeDraft(
        recipient=recipient,
        target=FreezeTarget(
            kind=member_of(TargetKind, form, "target_kind"),
            value=text_of(form, "value", most=MOST),
            institution=text_of(form, "institution", most=MOST),
            holder=text_of(form, "holder", most=MOST),
        ),
        legal_basis=basis_of(form),
        authority=text_of(form, "authority", most=MOST),
        urgency=member_of(Urgency, form, "urgency"),
        freeze_until=moment_of(form, "freeze_until"),
        reason=text_of(form, "reason"),
        grading=graded.grading,
        handling=built_terms(_to(fields, recipient), us=us),
        answer_by=moment_of(form, "answer_by") if answer_by else None,
        case=text_of(form, "case", most=32),
    )


def saying_of(form: FormData) -> Saying:
    """Give what was typed on a request.

    Raises:
        InputError: it is no word, or a field says what it does not hold.
    """
    word = member_of(Word, form, "word")
    freezes = word is Word.FROZEN
    return Saying(
        word=word,
        text=text_of(form, "text"),
        ground=member_of(RefusalGround, form, "ground") if word is Word.REFUSED else None,
        legal_basis=basis_of(form) if freezes else None,
        authority=text_of(form, "authority", most=MOST) if freezes else "",
        expires_at=moment_of(form, "expires_at") if freezes else None,
    )


def filing_of(form: FormData) -> Filing:
    """Give what who files a report typed beside the case."""
    pairs = (each.partition("=") for each in text_of(form, "rates").replace(",", "\n").split("\n") if each.strip())
    return Filing(
        form=member_of(ReportForm, form, "form"),
        rentity_id=text_of(form, "rentity_id", most=40),
        report_code=text_of(form, "report_code", most=40),
        entity_reference=text_of(form, "entity_reference", most=100),
        submission_date=text_of(form, "submission_date", most=10),
        currency=text_of(form, "currency", most=3),
        country=text_of(form, "filing_country", most=2),
        location=text_of(form, "location", most=100),
        transmode_code=text_of(form, "transmode_code", most=40),
        from_funds_code=text_of(form, "from_funds_code", most=40),
        to_funds_code=text_of(form, "to_funds_code", most=40),
        person_first=text_of(form, "person_first", most=100),
        person_last=text_of(form, "person_last", most=100),
        indicators=tuple(text_of(form, "indicators").split()),
        rates={currency.strip(): rate.strip() for currency, _, rate in pairs},
    )


def basis_of(form: FormData) -> LegalBasis:
    """Give the legal basis that was typed."""
    return LegalBasis(
        instrument=text_of(form, "instrument", most=MOST),
        provision=text_of(form, "provision", most=MOST),
        order=text_of(form, "order", most=MOST),
        ordered_on=text_of(form, "ordered_on", most=10),
    )


def moment_of(form: FormData, name: str) -> datetime:
    """Read a day, or a day with its hour, in UTC.

    Raises:
        InputError: it is neither.
    """
    said = text_of(form, name, most=16)
    try:
        if len(said) == len("2026-03-14"):
            day = date.fromisoformat(said)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    except ValueError as none:
        raise InputError(msg("give a day, and where it is asked for an hour"), place=name) from none


def _with_texts(fields: DraftFields) -> DraftFields:
    """Give the fields of a form that has no title and text of its own."""
    return DraftFields(title="-", summary="-", scale=fields.scale, source=fields.source, information=fields.information)


def _to(fields: DraftFields, recipient: AuthorityId) -> DraftFields:
    """Give the terms as typed, for this recipient."""
    return DraftFields(
        level=fields.level, tlp=fields.tlp, to=(recipient,), purposes=fields.purposes, caveat=fields.caveat
    )


def member_of(vocabulary: type[E], form: FormData, name: str) -> E:
    """Give the value of a closed vocabulary that was chosen.

    Raises:
        InputError: it is none of it.
    """
    said = text_of(form, name, most=MOST)
    if said not in {each.value for each in vocabulary}:
        raise InputError(msg("choose one of those offered"), place=name)
    return vocabulary(said)
