"""Writing: everything that is written goes through `Ledger.act`.

The work gets a `Transaction`, and all of it, the audit entry included, is durable when `act` returns, or none of it
is there. The methods of a `Transaction` see everything: they are the machine's, and no answer to a viewer is made of
them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from simpul.core.alert import Alert, AlertDecision, MatchDecision
from simpul.core.assertion import Assertion
from simpul.core.audit import AuditEntry
from simpul.core.authority import AuthorityId, Officer, OfficerId
from simpul.core.draft import HeldDraft, ReportDraft
from simpul.core.exchange import Receipt, SignedReceipt
from simpul.core.holding import (
    Change,
    Checkpoint,
    Direction,
    HeldAlert,
    HeldAssertion,
    HeldEntry,
    HeldReport,
    ListImport,
    OutgoingEnvelope,
    Partner,
    Profile,
    Quarantined,
)
from simpul.core.ids import Sealed
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.core.report import SignedReport
from simpul.core.rescreening import Rescreening
from simpul.services.ports.access import FactorRows, SignInRows, TokenRows
from simpul.services.ports.apart import ApartRows
from simpul.services.ports.cooperation import CooperationClocks
from simpul.services.ports.law import LawDraftRows, LawRows
from simpul.services.ports.noticing import NoticedRows
from simpul.services.ports.npos import NpoRows
from simpul.services.ports.partitions import PartitionRows
from simpul.services.ports.payments import PaymentRows, PaymentWordRows, TallyRows
from simpul.services.ports.reviews import ReviewRows
from simpul.services.ports.rules import HistoryRows, RuleRows
from simpul.services.ports.travel import TravelRows
from simpul.services.ports.units import UnitRows

T = TypeVar("T")


class DraftRows(Protocol):
    """Drafts, in a transaction."""

    def save(self, draft_id: str, draft: ReportDraft, *, author: OfficerId, at: datetime) -> None:
        """Keep the draft's present text."""

    def find(self, draft_id: str) -> HeldDraft | None:
        """Give the draft with the approvals of its present digest."""

    def approve(self, draft_id: str, digest: str, *, officer: OfficerId, at: datetime) -> None:
        """Keep an officer's approval of exactly this text; a second one of the same officer changes nothing."""

    def discard(self, draft_id: str) -> None:
        """Take the draft away, with its approvals."""


class ReportRows(Protocol):
    """Reports and assertions, in a transaction. Append-only."""

    def add(
        self,
        signed: SignedReport,
        assertions: Sequence[Sealed[Assertion]],
        *,
        direction: Direction,
        author: str,
        at: datetime,
    ) -> None:
        """Add a report with its assertions, their terms interned, their words made searchable."""

    def report(self, report_id: str) -> HeldReport | None:
        """Give a report by its id."""

    def assertions(self, assertion_ids: Sequence[str]) -> Mapping[str, HeldAssertion]:
        """Give those assertions that are held, by id."""

    def replace_report(self, earlier: str, *, by: str, how: Change) -> None:
        """Note that a report is superseded (CHANGED) or retracted (REMOVED) by another."""

    def replace_assertion(self, earlier: str, *, by: str, how: Change) -> None:
        """Note that an assertion is superseded (CHANGED) or retracted (REMOVED) by another."""


class LinkRows(Protocol):
    """The links with peers, in a transaction."""

    def next_number(self, peer: AuthorityId) -> int:
        """Give the number of the next envelope to the peer, counting from 1."""

    def queue(self, envelope: OutgoingEnvelope, *, at: datetime) -> None:
        """Put an envelope into the outbox and its id into the log of the link out."""

    def settle(self, receipt: SignedReceipt, *, signed: bytes, at: datetime) -> None:
        """Keep a verified receipt and move the cursor of its link; a receipt that came before changes nothing.

        Raises:
            ConflictError: it speaks of an envelope that we did not send.
        """

    def out_root(self, peer: AuthorityId, size: int) -> str:
        """Give the root of the log of the link out at this size, to compare with a receipt.

        Raises:
            ConflictError: the log was never of this size.
        """

    def expected(self, peer: AuthorityId) -> int:
        """Give the number of the next envelope that is to come from the peer."""

    def taken(self, peer: AuthorityId, number: int) -> tuple[str, Receipt] | None:
        """Give the id and outcome of the envelope that came under this number, if one did."""

    def take(
        self, peer: AuthorityId, number: int, *, envelope_id: str, outcome: Receipt, at: datetime
    ) -> tuple[int, str]:
        """Note that an envelope came, in the inbox and the log of the link in; give that log's size and root."""

    def in_log(self, peer: AuthorityId) -> tuple[int, str]:
        """Give the size and root of the log of the link in."""

    def set_aside(self, item: Quarantined) -> None:
        """Keep what was refused, as evidence."""


class PeerRows(Protocol):
    """Peers, in a transaction."""

    def put(self, partner: Partner) -> None:
        """Keep a peer, or what changed about it."""

    def find(self, peer: AuthorityId) -> Partner | None:
        """Give a peer by the id of its authority."""

    def note_contact(self, peer: AuthorityId, *, at: datetime, error: str) -> None:
        """Keep when the peer was last tried and the error in words, empty when there was none."""


class AlertRows(Protocol):
    """Alerts and judgements, in a transaction."""

    def add(self, alert: Alert) -> bool:
        """Add an alert unless one on the same pair stands that it does not come after; say whether it was added."""

    def latest(self, alert: Alert) -> HeldAlert | None:
        """Give the latest alert on the same pair as this one, if there is one."""

    def note_use(self, alert_id: str, *, at: datetime, unless_since: datetime) -> bool:
        """Note that the judgement on this alert kept its pair from being proposed, unless that was noted since."""

    def find(self, alert_id: str) -> HeldAlert | None:
        """Give an alert with its decisions."""

    def decide(self, decision: AlertDecision) -> None:
        """Add a decision."""

    def add_match(self, match: MatchDecision) -> None:
        """Add a judgement on two records."""

    def withdraw_matches(self, alert_id: str, *, by: OfficerId, at: datetime) -> None:
        """Withdraw the judgements that were made on this alert."""


class ScreeningRows(Protocol):
    """What waits to be screened, in a transaction; `profile` ids as in `core.holding.Profile`."""

    def queue(self, profile_ids: Sequence[str]) -> None:
        """Let these profiles wait; one that waits already waits once."""

    def waiting(self, limit: int) -> tuple[Profile, ...]:
        """Give the profiles that wait longest, as they are now; one that is empty by now comes without values."""

    def done(self, profile_ids: Sequence[str]) -> None:
        """Take profiles out of the queue."""

    def waits(self, list_id: str) -> bool:
        """Say whether an entry of this list waits."""

    def profiles_of_report(self, report_id: str) -> tuple[str, ...]:
        """Give the ids of the profiles that the report's assertions belong to."""

    def profile(self, profile_id: str) -> Profile:
        """Give a profile as it is now; one that is empty by now comes without values."""


class RescreeningRows(Protocol):
    """Runs in which everything is screened anew, in a transaction."""

    def going(self) -> Rescreening | None:
        """Give the run that has not ended, if there is one."""

    def put(self, run: Rescreening) -> None:
        """Keep a run as it is now."""


class ListRows(Protocol):
    """Lists, in a transaction."""

    def contents(self, list_id: str) -> Mapping[str, str]:
        """Give the content hash of each entry in force, by reference."""

    def put(self, entries: Sequence[HeldEntry], *, list_id: str, import_id: str, how: Change) -> None:
        """Keep entries that came or changed; the earlier content of a changed one is kept as history."""

    def leave(self, references: Sequence[str], *, list_id: str, import_id: str, on: str) -> None:
        """Note that these entries have left the list, on this day."""

    def add_import(self, done: ListImport) -> None:
        """Keep that an edition was read."""

    def editions(self) -> Mapping[str, str]:
        """Give the version of each list as it is in force: its own date, and the reading it came with."""


class OfficerRows(Protocol):
    """Officers, in a transaction."""

    def put(self, officer: Officer, *, at: datetime) -> None:
        """Keep an officer, or what changed about him or her."""

    def find(self, officer: OfficerId) -> Officer | None:
        """Give an officer by id."""

    def remove(self, officer: OfficerId, *, at: datetime) -> None:
        """End an officer's access: sessions, links, credentials and tokens with it. The record stays."""


class AuditRows(Protocol):
    """The chain of acts, in a transaction."""

    def record(self, entry: AuditEntry) -> int:
        """Append an entry to the chain and to the node's log; give its index."""

    def head(self) -> tuple[int, str]:
        """Give the size and root of the node's log, as the present act has left them: what a checkpoint signs."""

    def add_checkpoint(self, signed: Checkpoint) -> None:
        """Keep a signed checkpoint of the node's log."""


class Transaction(Protocol):
    """Everything that can be written together."""

    @property
    def drafts(self) -> DraftRows:
        """Drafts."""

    @property
    def reports(self) -> ReportRows:
        """Reports and assertions."""

    @property
    def links(self) -> LinkRows:
        """Outbox, inbox, link logs, quarantine."""

    @property
    def peers(self) -> PeerRows:
        """Peers."""

    @property
    def alerts(self) -> AlertRows:
        """Alerts and judgements."""

    @property
    def rescreening(self) -> RescreeningRows:
        """Runs in which everything is screened anew."""

    @property
    def screening(self) -> ScreeningRows:
        """What waits to be screened."""

    @property
    def lists(self) -> ListRows:
        """Lists."""

    @property
    def payments(self) -> PaymentRows:
        """Payments and the decisions on them."""

    @property
    def history(self) -> HistoryRows:
        """The order of payments, with what rules are evaluated on."""

    @property
    def partitions(self) -> PartitionRows:
        """Who takes which payments."""

    @property
    def rules(self) -> RuleRows:
        """Proposals of rules on payments, and verdicts on them."""

    @property
    def law(self) -> LawRows:
        """Rows of the law."""

    @property
    def cooperation(self) -> CooperationClocks:
        """Clocks of requests for extradition and assistance."""

    @property
    def law_drafts(self) -> LawDraftRows:
        """Drafts of requests to other states."""

    @property
    def units(self) -> UnitRows:
        """Cases and requests to freeze."""

    @property
    def apart(self) -> ApartRows:
        """What is kept apart from payments."""

    @property
    def reviews(self) -> ReviewRows:
        """Changes of lists that are carried to payments."""

    @property
    def tallies(self) -> TallyRows:
        """How many payments there are."""

    @property
    def payment_words(self) -> PaymentWordRows:
        """What payments are found by."""

    @property
    def noticed(self) -> NoticedRows:
        """How far payments were compared with holdings."""

    @property
    def npos(self) -> NpoRows:
        """Registers of non-profit organisations."""

    @property
    def travel(self) -> TravelRows:
        """Manifests and travellers."""

    @property
    def officers(self) -> OfficerRows:
        """Officers."""

    @property
    def sign_in(self) -> SignInRows:
        """Links, sessions, tries, spent challenges."""

    @property
    def factors(self) -> FactorRows:
        """Second factors, and who let whom in."""

    @property
    def tokens(self) -> TokenRows:
        """API tokens."""

    @property
    def audit(self) -> AuditRows:
        """The chain of acts."""


class Ledger(Protocol):
    """The one way to write."""

    def act(self, work: Callable[[Transaction], T]) -> T:
        """Do the work in one transaction and return when it is durable; an error undoes all of it and is raised."""


class RuleRunner(Protocol):
    """Evaluates the rules on payments that are being taken."""

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""

    def follow(self, tx: Transaction) -> int:
        """Take in some of what is recorded and not counted, and give how many payments it was; none when all is."""

    def keep(self, ledger: Ledger) -> None:
        """Keep what is counted for the next process, where much has come since it was kept last."""
