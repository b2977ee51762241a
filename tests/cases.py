"""Small invented cases and requests to freeze for tests: one line each, every field of interest an argument."""

from datetime import UTC, datetime, timedelta

from simpul.core.authority import ALL_PURPOSES, AuthorityId
from simpul.core.cases.case import CaseEntry, CaseHead, CasePart, entry_of
from simpul.core.cases.freezing import (
    FreezeRequest,
    FreezeTarget,
    FreezeWord,
    RefusalGround,
    TargetKind,
    Urgency,
    Word,
)
from simpul.core.cases.parts import CasePayment, FlowEnd
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, Tlp
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.freezing import LegalBasis
from simpul.core.payment.money import Money

XA, XB, XC = AuthorityId("XA-FIU"), AuthorityId("XB-FIU"), AuthorityId("XC-FIU")
AT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
GRADING = Grading(scale=Scale.ADMIRALTY, source="B", information="2")
CASE = "c" * 32
BASIS = LegalBasis(instrument="Asset Freezing Act of State XB", provision="section 9")


def terms(originator: AuthorityId = XA, *releasable_to: AuthorityId, **changes: object) -> Handling:
    """Terms of an originator for these recipients."""
    plain: dict[str, object] = {
        "originator": originator,
        "tlp": Tlp.AMBER,
        "releasable_to": tuple(sorted(releasable_to)),
        "purposes": tuple(sorted(ALL_PURPOSES)),
    }
    return Handling(**(plain | changes))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def salt(number: int = 1) -> str:
    """A salt that is one number."""
    return f"{number:032x}"


def a_head(**fields: object) -> CaseHead:
    """The head of a case of XA's for XB."""
    plain: dict[str, object] = {
        "originator": XA,
        "case": CASE,
        "title": "Donations to a collector",
        "summary": "Forty small payments in nine days.",
        "grading": GRADING,
        "handling": terms(XA, XB),
        "written_at": AT,
        "salt": salt(),
    }
    return CaseHead(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_entry(part: CasePart, **fields: object) -> CaseEntry:
    """An entry of XA's in that case."""
    plain: dict[str, object] = {
        "originator": XA,
        "case": CASE,
        "grading": GRADING,
        "handling": terms(XA, XB),
        "written_at": AT,
        "salt": salt(2),
    }
    return entry_of(part, **(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's


def an_end(name: str = "Tarik Amri", account: str = "XA46SIMP0000012345", **fields: object) -> FlowEnd:
    """Who pays or is paid."""
    return FlowEnd(name=name, account=account, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def paid(
    payer: FlowEnd, payee: FlowEnd, minor: int = 5_000, *, on: str = "2026-03-02", currency: str = "EUR"
) -> CasePayment:
    """A payment of a case."""
    return CasePayment(
        amount=Money(currency=currency, minor=minor, decimals=2), payer=payer, payee=payee, paid_on=on, reference="E-1"
    )


def a_request(**fields: object) -> FreezeRequest:
    """A request of XA's that XB freeze an account, urgent."""
    plain: dict[str, object] = {
        "originator": XA,
        "recipient": XB,
        "target": FreezeTarget(kind=TargetKind.ACCOUNT, value="XB45 SIMP 0000 0678 90"),
        "legal_basis": LegalBasis(instrument="Asset Freezing Act of State XA", provision="section 4"),
        "authority": "Court of State XA",
        "urgency": Urgency.URGENT,
        "answer_by": AT + timedelta(hours=72),
        "freeze_until": AT + timedelta(days=90),
        "reason": "The account collects for a listed group.",
        "grading": GRADING,
        "handling": terms(XA, XB),
        "written_at": AT,
        "salt": salt(3),
    }
    return FreezeRequest(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def a_word(word: Word, *, minutes: int = 10, number: int = 10, **fields: object) -> FreezeWord:
    """A word on that request, of whose side it is to say."""
    mine = word in (Word.SUPPLEMENT, Word.WITHDRAWN)
    plain: dict[str, object] = {
        "originator": XA if mine else XB,
        "request": request_id(),
        "word": word,
        "handling": terms(XA, XB) if mine else terms(XB, XA),
        "written_at": AT + timedelta(minutes=minutes),
        "salt": salt(number),
        "text": "Which branch is it?" if word in (Word.MORE_NEEDED, Word.SUPPLEMENT) else "",
        "ground": RefusalGround.NOT_COMPETENT if word is Word.REFUSED else None,
    }
    if word is Word.FROZEN:
        until = AT + timedelta(days=30)
        plain |= {"legal_basis": BASIS, "authority": "Prosecutor of State XB", "expires_at": until}
    return FreezeWord(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def sealed(word: FreezeWord) -> Sealed[FreezeWord]:
    """A word under its id."""
    return seal(Domain.FREEZE_WORD, word)


def request_id() -> str:
    """The id of that request."""
    return seal(Domain.FREEZE_REQUEST, a_request()).id
