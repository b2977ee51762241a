"""What software sends of cases and of requests to freeze: typed bodies, made into values of core."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.case import CasePart
from simpul.core.cases.freezing import FreezeTarget, RefusalGround, TargetKind, Urgency, Word
from simpul.core.cases.parts import CaseAccount, CaseNote, CaseParty, CaseState, MediaType, Turn
from simpul.core.errors import InputError
from simpul.core.payment.freezing import LegalBasis
from simpul.core.payment.party import PartyKind
from simpul.services.casework import CaseDraft
from simpul.services.freeze_requests import FreezeDraft, Saying
from simpul.web.api.bodies import Body, GradingBody, HandlingBody
from simpul.web.language import msg

MOST = 400
MOST_LONG = 20_000
MOST_FILE_TEXT = 5_600_000


class CaseBody(Body):
    """A case."""

    title: str = Field(min_length=1, max_length=200)
    summary: str = Field(default="", max_length=MOST_LONG)
    legal_basis: str = Field(default="", max_length=300)
    grading: GradingBody
    handling: HandlingBody

    def draft(self, us: AuthorityId) -> CaseDraft:
        """Give the case."""
        return CaseDraft(
            title=self.title,
            summary=self.summary,
            grading=self.grading.value(),
            handling=self.handling.value(us, place="handling"),
            legal_basis=self.legal_basis,
        )


class NoteBody(Body):
    """A note."""

    text: str = Field(min_length=1, max_length=MOST_LONG)


class PartyBody(Body):
    """A party."""

    name: str = Field(min_length=1, max_length=MOST)
    kind: PartyKind = PartyKind.UNSTATED
    birth_date: str = Field(default="", max_length=10)
    country: str = Field(default="", max_length=MOST)
    address: str = Field(default="", max_length=MOST)
    numbers: list[str] = Field(default=[], max_length=20)


class AccountBody(Body):
    """An account."""

    number: str = Field(min_length=1, max_length=MOST)
    holder: str = Field(default="", max_length=MOST)
    institution: str = Field(default="", max_length=MOST)
    bic: str = Field(default="", max_length=MOST)
    country: str = Field(default="", max_length=MOST)


class TurnBody(Body):
    """Closing a case, or taking it up again."""

    state: CaseState
    reason: str = Field(min_length=1, max_length=2_000)


class FileBody(Body):
    """A file: its bytes in base64."""

    name: str = Field(min_length=1, max_length=MOST)
    media_type: MediaType
    content: str = Field(min_length=1, max_length=MOST_FILE_TEXT)


class EntryBody(Body):
    """One entry: exactly one of its members. `payment` is the id or reference of a payment that is held here."""

    payment: str = Field(default="", max_length=100)
    note: NoteBody | None = None
    party: PartyBody | None = None
    account: AccountBody | None = None
    turn: TurnBody | None = None
    file: FileBody | None = None
    grading: GradingBody | None = None
    handling: HandlingBody | None = None

    def part(self) -> CasePart:
        """Give the note, party, account or turn.

        Raises:
            InputError: there is none, or more than one thing is said.
        """
        said = [each for each in (self.note, self.party, self.account, self.turn, self.file) if each is not None]
        if len(said) + bool(self.payment) != 1:
            raise InputError("an entry says one thing", place="entry")
        if self.note is not None:
            return CaseNote(text=self.note.text)
        if self.account is not None:
            return CaseAccount(**self.account.model_dump())
        if self.turn is not None:
            return Turn(state=self.turn.state, reason=self.turn.reason)
        if self.party is None:
            raise InputError("an entry says one thing", place="entry")
        return CaseParty(**{**self.party.model_dump(), "numbers": tuple(self.party.numbers)})


class WithdrawalBody(Body):
    """Why an entry no longer stands."""

    reason: str = Field(min_length=1, max_length=2_000)


class ShareBody(Body):
    """To whom a case goes."""

    to: str = Field(max_length=40)

    def recipient(self) -> AuthorityId:
        """Give the recipient."""
        return authority_id(self.to, place="to")


class BasisBody(Body):
    """A legal basis."""

    instrument: str = Field(min_length=1, max_length=MOST)
    provision: str = Field(default="", max_length=MOST)
    order: str = Field(default="", max_length=MOST)
    ordered_on: str = Field(default="", max_length=10)

    def value(self) -> LegalBasis:
        """Give the basis."""
        return LegalBasis(
            instrument=self.instrument, provision=self.provision, order=self.order, ordered_on=self.ordered_on
        )


class FreezeBody(Body):
    """A request to freeze; its terms name the recipient whatever `handling` names."""

    recipient: str = Field(max_length=40)
    kind: TargetKind
    value: str = Field(min_length=2, max_length=MOST)
    institution: str = Field(default="", max_length=MOST)
    holder: str = Field(default="", max_length=MOST)
    legal_basis: BasisBody
    authority: str = Field(min_length=1, max_length=MOST)
    urgency: Urgency = Urgency.URGENT
    answer_by: AwareDatetime | None = None
    freeze_until: AwareDatetime
    reason: str = Field(min_length=1, max_length=4_000)
    grading: GradingBody
    handling: HandlingBody
    case: str = Field(default="", max_length=32)

    def draft(self, us: AuthorityId) -> FreezeDraft:
        """Give the request."""
        to = authority_id(self.recipient, place="recipient")
        terms = self.handling.model_copy(update={"releasable_to": [to]})
        return FreezeDraft(
            recipient=to,
            target=FreezeTarget(kind=self.kind, value=self.value, institution=self.institution, holder=self.holder),
            legal_basis=self.legal_basis.value(),
            authority=self.authority,
            urgency=self.urgency,
            freeze_until=self.freeze_until,
            reason=self.reason,
            grading=self.grading.value(),
            handling=terms.value(us, place="handling"),
            answer_by=self.answer_by,
            case=self.case,
        )


class WordBody(Body):
    """A word on a request: `frozen` needs `legal_basis`, `authority` and `expires_at`; `refused` needs `ground`."""

    word: Word
    text: str = Field(default="", max_length=4_000)
    ground: RefusalGround | None = None
    legal_basis: BasisBody | None = None
    authority: str = Field(default="", max_length=MOST)
    expires_at: AwareDatetime | None = None

    def saying(self) -> Saying:
        """Give the word."""
        ends: datetime | None = self.expires_at
        return Saying(
            word=self.word,
            text=self.text,
            ground=self.ground,
            legal_basis=self.legal_basis.value() if self.legal_basis else None,
            authority=self.authority,
            expires_at=ends,
        )


class ApprovalBody(Body):
    """Which record is approved: the request itself, or a word on it."""

    record: str = Field(min_length=64, max_length=64)


NOT_BASE64 = msg("the content is not base64")
