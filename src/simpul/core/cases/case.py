"""Cases: what one financial intelligence unit puts together, entry by entry, and lets others see as far as it wants.

Rules:
1. A case and every entry in it are records of their own, each with one originator, its own terms and its own grading,
   signed by its originator one by one: a recipient gets those that its terms allow, and cannot tell of the others.
2. Nothing is edited. A head or an entry that supersedes names the earlier one; an entry that withdraws does too. Only
   its originator replaces a record.
3. The originator of the case writes in it, and whom the case names as recipient may answer in it: each its own records.
4. What is taken from a payment is under the strictest of the case's and the payment's terms. A payment that is ours
   alone may go where its case goes; one that is held for what somebody else told us goes only where they named.
5. Of a cover payment a case tells the customers behind it (`core.payment.ends`), not the institutions between them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.parts import (
    Attachment,
    CaseAccount,
    CaseNote,
    CaseParty,
    CasePayment,
    CaseState,
    FlowEnd,
    Turn,
    Withdrawal,
)
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling, strictest
from simpul.core.ids import RANDOM_ID, bounded_text, checked_hash_id
from simpul.core.payment.codes import is_day, says_nothing
from simpul.core.payment.ends import ends_of as ends_of_payment
from simpul.core.payment.party import Agent, Party, PartyRole
from simpul.core.payment.payment import Payment

MOST_TITLE = 200
MOST_SUMMARY = 20_000
MOST_BASIS = 300

CasePart = CasePayment | CaseAccount | CaseParty | CaseNote | Attachment | Withdrawal | Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What a case is: whose, what about, on which basis, under which terms. `case` is the same in every edition."""

    originator: AuthorityId
    case: str
    title: str
    summary: str
    grading: Grading
    handling: Handling
    written_at: datetime
    salt: str
    legal_basis: str = ""
    supersedes: str = ""

    def __post_init__(self) -> None:
        """Refuse a case without a title, or with terms of somebody else."""
        check_margin("case", self.originator, self.handling, self.written_at, self.salt, self.supersedes)
        if not RANDOM_ID.fullmatch(self.case):
            raise InputError("not 32 hexadecimal digits", place="case.case")
        if not bounded_text(self.title, place="case.title", most=MOST_TITLE).strip():
            raise InputError("a case needs a title", place="case.title")
        bounded_text(self.summary, place="case.summary", most=MOST_SUMMARY)
        bounded_text(self.legal_basis, place="case.legal_basis", most=MOST_BASIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One entry of a case: exactly one part, with its own terms and grading."""

    originator: AuthorityId
    case: str
    grading: Grading
    handling: Handling
    written_at: datetime
    salt: str
    payment: CasePayment | None = None
    account: CaseAccount | None = None
    party: CaseParty | None = None
    note: CaseNote | None = None
    attachment: Attachment | None = None
    withdrawal: Withdrawal | None = None
    turn: Turn | None = None
    supersedes: str = ""

    def __post_init__(self) -> None:
        """Refuse an entry with no part or several."""
        check_margin("entry", self.originator, self.handling, self.written_at, self.salt, self.supersedes)
        if not RANDOM_ID.fullmatch(self.case):
            raise InputError("not 32 hexadecimal digits", place="entry.case")
        if len(self._parts()) != 1:
            raise InputError("an entry says one thing", place="entry")

    @property
    def part(self) -> CasePart:
        """What the entry says."""
        return self._parts()[0]

    @property
    def replaces(self) -> str:
        """The id of the record that no longer stands because of this one; empty where there is none."""
        return self.supersedes or (self.withdrawal.entry if self.withdrawal else "")

    def _parts(self) -> list[CasePart]:
        said = (self.payment, self.account, self.party, self.note, self.attachment, self.withdrawal, self.turn)
        return [each for each in said if each is not None]


def check_margin(
    place: str, originator: AuthorityId, handling: Handling, written_at: datetime, salt: str, supersedes: str
) -> None:
    """Check what every record between units has: its own originator's terms, a moment, a salt.

    Raises:
        InputError: something of it is not right.
    """
    authority_id(originator, place=f"{place}.originator")
    if handling.originator != originator:
        raise InputError("the terms are another originator's", place=f"{place}.handling.originator")
    if written_at.tzinfo is None:
        raise InputError("a moment needs a time zone", place=f"{place}.written_at")
    if not RANDOM_ID.fullmatch(salt):
        raise InputError("not 32 hexadecimal digits", place=f"{place}.salt")
    if supersedes:
        checked_hash_id(supersedes, place=f"{place}.supersedes")


def entry_of(
    part: CasePart,
    *,
    originator: AuthorityId,
    case: str,
    grading: Grading,
    handling: Handling,
    written_at: datetime,
    salt: str,
    supersedes: str = "",
) -> CaseEntry:
    """Give the entry that says this part."""
    return CaseEntry(
        originator=originator,
        case=case,
        grading=grading,
        handling=handling,
        written_at=written_at,
        salt=salt,
        supersedes=supersedes,
        payment=part if isinstance(part, CasePayment) else None,
        account=part if isinstance(part, CaseAccount) else None,
        party=part if isinstance(part, CaseParty) else None,
        note=part if isinstance(part, CaseNote) else None,
        attachment=part if isinstance(part, Attachment) else None,
        withdrawal=part if isinstance(part, Withdrawal) else None,
        turn=part if isinstance(part, Turn) else None,
    )


def may_write_in(head: CaseHead, originator: AuthorityId) -> bool:
    """Say whether an authority's entries belong into a case: its originator's, and those of whom it names."""
    return originator in head.handling.audience


def state_of_case(entries: Iterable[CaseEntry], *, originator: AuthorityId) -> CaseState:
    """Give whether a case is open: as its originator said last."""
    turns = [each for each in entries if each.turn is not None and each.originator == originator]
    last = max(turns, key=lambda each: each.written_at, default=None)
    return CaseState.OPEN if last is None or last.turn is None else last.turn.state


def terms_of_payment(case: Handling, payment: Handling, *, us: AuthorityId) -> Handling:
    """Give the terms of what is taken from a payment into a case of ours: the strictest of both.

    Raises:
        InputError: the terms of the payment do not name us.
    """
    if payment.originator == us and not payment.contributors:
        payment = replace(payment, releasable_to=case.releasable_to, tlp=case.tlp, onward=case.onward, court=case.court)
    return strictest([case, payment], derived_by=us)


def told_of(payment: Payment, *, payment_id: str, taken_on: date) -> CasePayment:
    """Give what a case says of a payment; one that does not say its day has the day on which it was taken."""
    days = (payment.settled_on, payment.created_at[:10], taken_on.isoformat())
    ends = ends_of_payment(payment)
    return CasePayment(
        amount=payment.amount,
        payer=_end(ends.originator, payment.party(_BEHIND[ends.originator.role]), ends.first),
        payee=_end(ends.beneficiary, payment.party(_BEHIND[ends.beneficiary.role]), ends.last),
        paid_on=next(day for day in days if is_day(day)),
        reference=payment.references.best,
        text="\n".join(payment.remittance)[:2_000],
        payment=payment_id,
    )


_BEHIND = {
    PartyRole.ORIGINATOR: PartyRole.ULTIMATE_ORIGINATOR,
    PartyRole.BENEFICIARY: PartyRole.ULTIMATE_BENEFICIARY,
    PartyRole.UNDERLYING_ORIGINATOR: PartyRole.UNDERLYING_ULTIMATE_ORIGINATOR,
    PartyRole.UNDERLYING_BENEFICIARY: PartyRole.UNDERLYING_ULTIMATE_BENEFICIARY,
}


def _end(party: Party, behind: Party | None, agent: Agent | None) -> FlowEnd:
    """Give an end of a payment: the party with its account, or whoever stands behind a party without a name."""
    named = party if party.name or behind is None else behind
    account = party.account or (behind.account if behind else None)
    number = account.number if account and not says_nothing(account.number) else ""
    return FlowEnd(
        name=named.name or ("" if number else "-"),
        kind=named.kind,
        account=number,
        institution=agent.name if agent else "",
        bic=agent.bic if agent else "",
        country=named.country,
        birth_date=named.birth.date if named.birth else "",
    )


def ends_of(entries: Sequence[CaseEntry]) -> tuple[FlowEnd, ...]:
    """Give everybody who pays or is paid in a case, each once, in the order in which they come."""
    found: dict[str, FlowEnd] = {}
    for each in entries:
        if each.payment is not None:
            for end in (each.payment.payer, each.payment.payee):
                found.setdefault(end.identity, end)
    return tuple(found.values())
