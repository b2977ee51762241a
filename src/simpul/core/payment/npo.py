"""The node's own register of non-profit organisations: who is one, by account, from which source, as of which day.

Rules:
1. A register is an edition: it comes whole, from a named source as of a day, and takes the place of the one before.
2. One officer hands it in, another one says that it stands; nobody decides on his or her own. Who is in it may be left
   alone by rules, so nobody puts anybody in alone.
3. It stands from a place in the node's order of payments on: what a rule says of a payment depends on the edition that
   stood when the payment was taken, at that time and ever after.
4. Who is in it is known by account, never by name: anybody can bear a name. Whoever is not in it may be a non-profit
   organisation all the same: that is not known, and unknown is never no.
5. It is as of a day that has come, somewhere on earth: what is dated ahead is neither handed in nor approved.
6. It holds nothing back and lets nothing go. Rules ask for it (`conditions.Npo`, `conditions.CarveOut`).

Norm: FATF Recommendation 8: measures against abuse are focused and proportionate, and do not disrupt legitimate work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import Sealed, bounded_text, checked_hash_id
from simpul.core.payment.codes import is_day
from simpul.core.payment.rulebook import MOST_REASON, Verdict

FIRST_TO_COME = timedelta(hours=14)
"""How far ahead of UTC a day begins where it begins first."""

MOST_ENTRIES = 20_000
MOST_ACCOUNTS = 50
MOST_TEXT = 400

SAME_OFFICER = "npo.same-officer"
DECIDED_ALREADY = "npo.decided-already"


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoEntry:
    """A non-profit organisation: its reference in the register, its name, and its accounts as payments name them.

    An account is an IBAN, or a number with its institution (`core.payment.ends`). `work` says in the
    register's own words what it does.
    """

    reference: str
    name: str
    accounts: tuple[str, ...] = ()
    country: str = ""
    number: str = ""
    work: str = ""

    def __post_init__(self) -> None:
        """Refuse an organisation without a reference or a name, and a country that is none."""
        for place in ("reference", "name", "country", "number", "work"):
            bounded_text(getattr(self, place), place=f"npo.{place}", most=MOST_TEXT)
        if not (self.reference.strip() and self.name.strip()):
            raise InputError("an organisation has a reference and a name", place="npo.reference")
        if self.country and not (len(self.country) == 2 and self.country.isascii() and self.country.isupper()):
            raise InputError(f"not a country's code: {self.country[:10]!r}", place="npo.country")
        if len(self.accounts) > MOST_ACCOUNTS:
            raise InputError(f"more than {MOST_ACCOUNTS} accounts", place="npo.accounts")
        for account in self.accounts:
            if not bounded_text(account, place="npo.accounts", most=MOST_TEXT).strip():
                raise InputError("an account that says nothing", place="npo.accounts")


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoProposal:
    """A register as one officer hands it in: from where, as of which day, whom it has, and why it is to stand."""

    source: str
    as_of: str
    entries: tuple[NpoEntry, ...]
    reason: str
    by: OfficerId
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a register of no source or day, without a person or a reason, and one that contradicts itself."""
        if not bounded_text(self.source, place="source", most=MOST_TEXT).strip():
            raise InputError("say where the register is from", place="source")
        if not is_day(self.as_of):
            raise InputError(f"not a day such as 2026-03-14: {self.as_of[:20]!r}", place="as_of")
        if not self.by or not bounded_text(self.reason, place="reason", most=MOST_REASON).strip():
            raise InputError("say why", place="reason")
        if not 0 < len(self.entries) <= MOST_ENTRIES:
            raise InputError(f"a register has 1 to {MOST_ENTRIES} organisations", place="npo")
        _check_once("npo.reference", (each.reference for each in self.entries))
        _check_once("npo.accounts", (account for each in self.entries for account in each.accounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoVerdict:
    """What another officer said of a register, and why; `behind` is the last payment that it does not reach."""

    proposal: str
    verdict: Verdict
    reason: str
    by: OfficerId
    at: datetime
    behind: int

    def __post_init__(self) -> None:
        """Refuse a verdict on nothing, by nobody or without a reason."""
        checked_hash_id(self.proposal, place="verdict.proposal")
        if not self.by or not bounded_text(self.reason, place="reason", most=MOST_REASON).strip():
            raise InputError("say why", place="reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoRegister:
    """The register that stands, or none: `proposal` is empty then."""

    proposal: Sealed[NpoProposal] | None = None
    behind: int = 0
    by_account: Mapping[str, NpoEntry] = field(default_factory=dict)

    def entry(self, account: str) -> NpoEntry | None:
        """Give the organisation whose account this is."""
        return self.by_account.get(account) if account else None


NO_REGISTER = NpoRegister()


def register_of(proposal: Sealed[NpoProposal], *, behind: int) -> NpoRegister:
    """Give a register as it stands behind a place."""
    accounts = {account: each for each in proposal.value.entries for account in each.accounts}
    return NpoRegister(proposal=proposal, behind=behind, by_account=accounts)


def check_has_come(proposal: NpoProposal, *, at: datetime) -> None:
    """Let a register be handed in, or stand, whose day has come where it comes first (UTC+14).

    Raises:
        InputError: it is as of a day that nobody has lived yet.
    """
    if date.fromisoformat(proposal.as_of) > (at + FIRST_TO_COME).date():
        raise InputError("it is as of a day that has not come", place="as_of")


def check_verdict(proposal: Sealed[NpoProposal], verdicts: Sequence[NpoVerdict], *, by: OfficerId) -> None:
    """Let an officer decide on a register.

    Raises:
        RefusedError: it is decided, or is his or her own.
    """
    if any(each.proposal == proposal.id for each in verdicts):
        raise RefusedError("the proposal is decided", grounds=(DECIDED_ALREADY,))
    if proposal.value.by == by:
        raise RefusedError("another officer decides on a proposal", grounds=(SAME_OFFICER,))


def standing_verdict(verdicts: Iterable[NpoVerdict]) -> NpoVerdict | None:
    """Give the verdict by which a register stands: the last one that approves."""
    approving = [each for each in verdicts if each.verdict is Verdict.APPROVED]
    return approving[-1] if approving else None


def _check_once(place: str, said: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in said:
        if each in seen:
            raise InputError(f"stands twice: {each[:60]!r}", place=place)
        seen.add(each)
