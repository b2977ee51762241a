"""A case as a report of goAML, and a report of goAML as the parts of a case.

Rules:
1. A report of transactions takes the payments of a case, one of an activity its parties and accounts; notes become the
   reason. What a unit's own codes say (funds, transmission, indicators) is said by who files: a case does not know it.
2. An amount in another currency than the unit's needs a rate, which is written beside the amount.
3. Where money came from and went to is the country of the institution, else of the account, else of who has it; the
   country of who files stands only where none of these says any.
4. Read back, every transaction becomes a payment, every party a party or an account, and what has no place of its own
   in a case a note: nothing of a report is lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from simpul.core.cases.case import CaseEntry, CaseHead, CasePart
from simpul.core.cases.parts import MOST_NAME, CaseAccount, CaseNote, CaseParty, CasePayment, FlowEnd
from simpul.core.errors import InputError
from simpul.core.payment.codes import country_of_bic, country_of_iban
from simpul.core.payment.fiu import (
    MOST_TEXT,
    FiuAccount,
    FiuEntity,
    FiuParty,
    FiuPerson,
    FiuReport,
    FiuSide,
    FiuSubject,
    FiuTransaction,
    Standing,
)
from simpul.core.payment.money import money
from simpul.core.payment.party import PartyKind

UNSAID = "-"
"""What stands where goAML wants a text and the case has none."""

CENT = Decimal("0.01")
MIDNIGHT = "T00:00:00"


class ReportForm(StrEnum):
    """What a report is of."""

    TRANSACTIONS = "transactions"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What who files a report says beside the case: the codes of the unit, its currency, and who reports."""

    form: ReportForm
    rentity_id: str
    report_code: str
    entity_reference: str
    submission_date: str
    currency: str
    country: str
    location: str = ""
    submission_code: str = "E"
    transmode_code: str = ""
    from_funds_code: str = ""
    to_funds_code: str = ""
    schema_version: str = ""
    action: str = ""
    person_first: str = ""
    person_last: str = ""
    indicators: tuple[str, ...] = ()
    rates: Mapping[str, str] = field(default_factory=dict)


def report_of_case(head: CaseHead, entries: Sequence[CaseEntry], filing: Filing) -> FiuReport:
    """Give a case as a report.

    Raises:
        InputError: the case has nothing that such a report is made of, or an amount needs a rate; with the place.
    """
    payments = [each.payment for each in entries if each.payment is not None]
    parties = [part for each in entries if (part := each.party or each.account) is not None]
    takes_payments = filing.form is ReportForm.TRANSACTIONS
    if not (payments if takes_payments else parties):
        if takes_payments:
            raise InputError("the case has no payment, and a report of transactions is made of payments", place="case")
        raise InputError(
            "the case has no party and no account, and a report of an activity is made of them", place="case"
        )
    return FiuReport(
        rentity_id=filing.rentity_id,
        submission_code=filing.submission_code,
        report_code=filing.report_code,
        entity_reference=filing.entity_reference,
        submission_date=f"{filing.submission_date}{MIDNIGHT}",
        currency_code_local=filing.currency,
        schema_version=filing.schema_version,
        reason=_reason(head, entries),
        action=filing.action,
        reporting_person=_reporting(filing),
        transactions=tuple(_transaction(each, number, filing) for number, each in enumerate(payments, 1))
        if takes_payments
        else (),
        parties=() if takes_payments else tuple(_party(each, filing, head) for each in parties),
        indicators=filing.indicators,
    )


def parts_of_report(report: FiuReport, *, decimals: Mapping[str, int]) -> tuple[CasePart, ...]:
    """Give the parts of a case that a report says.

    Raises:
        InputError: an amount or a day of it is none; with the place.
    """
    return tuple(_parts(report, decimals))


def title_of_report(report: FiuReport) -> str:
    """Give what to call a case that comes of a report."""
    return f"{report.report_code} {report.entity_reference}"[:200]


def _reason(head: CaseHead, entries: Sequence[CaseEntry]) -> str:
    notes = (each.note.text for each in entries if each.note is not None)
    return "\n\n".join(filter(None, (head.title, head.summary, *notes)))[:MOST_TEXT]


def _reporting(filing: Filing) -> FiuPerson | None:
    if not filing.person_last:
        return None
    return FiuPerson(first_name=filing.person_first or UNSAID, last_name=filing.person_last)


def _transaction(said: CasePayment, number: int, filing: Filing) -> FiuTransaction:
    amount, comment = _local(said, filing, place=f"payments[{number - 1}].amount")
    return FiuTransaction(
        transactionnumber=said.reference or f"{filing.entity_reference}/{number}",
        transaction_location=filing.location or UNSAID,
        transaction_description=said.text or UNSAID,
        date_transaction=f"{said.paid_on}{MIDNIGHT}",
        transmode_code=filing.transmode_code,
        transmode_comment=UNSAID,
        amount_local=amount,
        origin=_side(said.payer, filing.from_funds_code, filing),
        destination=_side(said.payee, filing.to_funds_code, filing),
        comments=comment,
    )


def _local(said: CasePayment, filing: Filing, *, place: str) -> tuple[str, str]:
    if said.amount.currency == filing.currency:
        return said.amount.figure, ""
    rate = filing.rates.get(said.amount.currency)
    if rate is None:
        raise InputError(f"say at which rate {said.amount.currency} is given in {filing.currency}", place=place)
    try:
        local = (said.amount.amount * Decimal(rate)).quantize(CENT, rounding=ROUND_HALF_UP)
    except InvalidOperation as exc:
        raise InputError(f"not a rate: {rate[:20]!r}", place=f"rates.{said.amount.currency}") from exc
    if not local.is_finite() or local <= 0:
        raise InputError(f"not a rate: {rate[:20]!r}", place=f"rates.{said.amount.currency}")
    return str(local), f"{said.amount} at {rate}"


def _side(end: FlowEnd, funds: str, filing: Filing) -> FiuSide:
    country = _country_of(end.bic, end.account, end.country) or filing.country
    return FiuSide(standing=Standing.OTHER, subject=_subject_of(end), funds_code=funds, country=country)


def _country_of(bic: str, account: str, said: str) -> str:
    """Give where money is: of the institution, else of the account, else as said."""
    return country_of_bic(bic) or country_of_iban(account) or said


def _subject_of(end: FlowEnd) -> FiuSubject:
    if end.account:
        return FiuAccount(
            account=end.account,
            institution_name=end.institution,
            swift=end.bic,
            institution_code="" if end.bic else UNSAID,
            account_name=end.name or UNSAID,
        )
    return _named(end.name, end.kind, end.birth_date)


def _named(name: str, kind: PartyKind, birth_date: str) -> FiuPerson | FiuEntity:
    if kind is not PartyKind.PERSON:
        return FiuEntity(name=name or UNSAID)
    first, _, last = name.rpartition(" ")
    born = f"{birth_date}{MIDNIGHT}" if birth_date else ""
    return FiuPerson(first_name=first or UNSAID, last_name=last or UNSAID, birthdate=born)


def _party(part: CaseParty | CaseAccount, filing: Filing, head: CaseHead) -> FiuParty:
    if isinstance(part, CaseAccount):
        subject: FiuSubject = FiuAccount(
            account=part.number,
            institution_name=part.institution,
            swift=part.bic,
            institution_code="" if part.bic else UNSAID,
            account_name=part.holder or UNSAID,
        )
    else:
        subject = _named(part.name, part.kind, part.birth_date)
    account = (part.bic, part.number) if isinstance(part, CaseAccount) else ("", "")
    country = part.country or _country_of(*account, part.country) or filing.country
    return FiuParty(standing=Standing.OTHER, subject=subject, reason=head.title, country=country)


def _parts(report: FiuReport, decimals: Mapping[str, int]) -> Iterator[CasePart]:
    currency = report.currency_code_local
    for number, each in enumerate(report.transactions, 1):
        place = f"transaction {number}"
        yield CasePayment(
            amount=money(each.amount_local, currency, decimals=decimals, place=f"{place}.amount_local"),
            payer=_end(each.origin),
            payee=_end(each.destination),
            paid_on=each.date_transaction[:10],
            reference=each.transactionnumber[:MOST_NAME],
            text=_lines(each.transaction_description, each.transmode_comment, each.comments, *each.beside)[:2_000],
        )
    for party in report.parties:
        yield _part_of(party)
    told = _lines(report.reason, report.action, *report.indicators, *report.beside)
    items = (_lines(each.item_type, each.description, each.comments, *each.beside) for each in report.items)
    for text in (told, *items):
        if text:
            yield CaseNote(text=text)


def _end(side: FiuSide) -> FlowEnd:
    subject = side.subject
    if isinstance(subject, FiuAccount):
        name = "" if subject.account_name == UNSAID else subject.account_name
        return FlowEnd(
            name=name,
            account=subject.account,
            institution=subject.institution_name,
            bic=subject.swift,
            country=side.country,
        )
    if isinstance(subject, FiuPerson):
        name, day = subject.name.removeprefix(f"{UNSAID} "), subject.birthdate[:10]
        return FlowEnd(name=name, kind=PartyKind.PERSON, country=side.country, birth_date=day)
    return FlowEnd(name=subject.name, kind=PartyKind.ORGANISATION, country=side.country)


def _part_of(party: FiuParty) -> CasePart:
    subject = party.subject
    if isinstance(subject, FiuAccount):
        return CaseAccount(
            number=subject.account,
            holder="" if subject.account_name == UNSAID else subject.account_name,
            institution=subject.institution_name,
            bic=subject.swift,
            country=party.country,
        )
    if isinstance(subject, FiuPerson):
        numbers = (subject.passport_number, subject.id_number, subject.ssn, subject.tax_number)
        return CaseParty(
            name=subject.name.removeprefix(f"{UNSAID} "),
            kind=PartyKind.PERSON,
            birth_date=subject.birthdate[:10],
            country=party.country or subject.nationality1,
            numbers=tuple(dict.fromkeys(filter(None, numbers))),
        )
    return CaseParty(name=subject.name, kind=PartyKind.ORGANISATION, country=party.country)


def _lines(*texts: str) -> str:
    return "\n".join(each for each in texts if each and each != UNSAID)
