"""Casework: building a case from what is held, entry by entry.

Rules:
1. A payment is added by an officer who may see it; what is taken from it is under the strictest of both terms.
2. Every change is a new record. A head that is revised takes along the entries that stand and were under its terms.
3. In a case of another unit our entries are for its originator; what is in it stays its originator's.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cases.case import CaseEntry, CaseHead, CasePart, entry_of, state_of_case, terms_of_payment, told_of
from simpul.core.cases.parts import Attachment, CaseState, MediaType, Turn, Withdrawal, check_content
from simpul.core.errors import ConflictError, InputError, NotFoundError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.holding import Direction
from simpul.core.units.holding import CaseFile
from simpul.core.units.record import HeldRecord
from simpul.services.case_reading import CaseReading
from simpul.services.conveying import Conveying, Kept
from simpul.services.ports.payments import Payments
from simpul.services.ports.writing import Ledger, Transaction

MOST_SAID = 100
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What an officer writes of a case."""

    title: str
    summary: str
    grading: Grading
    handling: Handling
    legal_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """Builds, shows and shares cases."""

    reading: CaseReading
    conveying: Conveying
    ledger: Ledger
    payments: Payments

    def open(self, sight: Sight, draft: CaseDraft, parts: Sequence[CasePart] = ()) -> str:
        """Open a case, with what stands in it from the first, and give its id.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: it is no case, its terms are not ours, or above the author's clearance.
        """
        self._require(sight)
        case = self.conveying.dispatching.ids.new_id()
        head = self._head(sight, draft, case)
        entries = [self._entry(part, case, draft.grading, head.handling) for part in parts]
        if len(entries) > MOST_ENTRIES:
            raise ConflictError(f"a case has at most {MOST_ENTRIES} entries")
        self.ledger.act(lambda tx: self._keep(tx, sight, [head, *entries], f"{case} opened"))
        return case

    def revise(self, sight: Sight, case: str, draft: CaseDraft) -> None:
        """Give a case of ours another title, text or terms; entries under its terms go along.

        Raises:
            NotFoundError: there is none for this viewer.
            ConflictError: the case is another unit's.
            InputError: the terms are not ours, or above the author's clearance.
        """
        self._require(sight)
        file = self.reading.found(sight, case, Act.CASE_WRITE)
        if not file.is_ours:
            raise ConflictError("only its originator revises a case")
        head = self._head(sight, draft, case, supersedes=file.head.id)
        before = file.case.handling
        moved = [
            self._again(each, head.handling)
            for each in file.entries
            if each.direction is Direction.OWN
            and not each.replaced_by
            and each.value.handling == before
            and isinstance(each.value, CaseEntry)
            and each.value.withdrawal is None
        ]

        def work(tx: Transaction) -> None:
            self._check_standing(tx, case, file.head.id)
            contents = {at: tx.units.content(each.supersedes) for at, each in enumerate(moved, 1)}
            self._keep(tx, sight, [head, *moved], f"{case} revised", contents)

        self.ledger.act(work)

    def add(
        self,
        sight: Sight,
        case: str,
        part: CasePart,
        *,
        grading: Grading | None = None,
        handling: Handling | None = None,
        content: bytes = b"",
    ) -> str:
        """Add an entry of our own to a case, and give its id; without terms or grading it has the case's.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such case for this viewer, or nothing there to withdraw.
            ConflictError: the case is closed, full, or does not take our entries.
            InputError: the terms are not ours, or above the author's clearance.
        """
        self._require(sight)
        file = self.reading.found(sight, case, Act.CASE_WRITE)
        _check_may_add(file, part)
        terms = self._own_terms(sight, handling or self._usual_terms(file))
        entry = self._entry(part, case, grading or file.case.grading, terms)
        return self.ledger.act(lambda tx: self._keep(tx, sight, [entry], f"{case} added to", {0: content}))

    def attach(
        self,
        sight: Sight,
        case: str,
        content: bytes,
        *,
        name: str,
        media_type: MediaType,
    ) -> str:
        """Add a file to a case, and give the entry's id.

        Raises:
            InputError: it is not in the form that it is said to be in, or too long.
        """
        check_content(content, media_type)
        digest = hashlib.sha256(content).hexdigest()
        part = Attachment(name=name, media_type=media_type, size=len(content), digest=digest)
        return self.add(sight, case, part, content=content)

    def add_payment(self, sight: Sight, case: str, payment: str) -> str:
        """Add a payment that is held here to a case of ours, under the strictest of both terms.

        Raises:
            NotFoundError: there is no such case or payment for this viewer.
            ConflictError: it stands in the case already, or the case is another unit's.
        """
        self._require(sight)
        file = self.reading.found(sight, case, Act.CASE_WRITE)
        if not file.is_ours:
            raise ConflictError("payments of ours are put into cases of ours")
        held = self.payments.payment(sight, payment[:MOST_SAID])
        if held is None:
            recorder = self.conveying.dispatching.recorder
            raise recorder.not_there(sight, Act.CASE_WRITE, target=payment[:MOST_SAID], what="payment")
        told = told_of(held.payment, payment_id=held.id, taken_on=held.taken_at.date())
        if any(_payment_of(each) == held.id for each in file.entries if not each.replaced_by):
            raise ConflictError("the payment stands in the case already")
        us = self.conveying.dispatching.node.authority.id
        terms = terms_of_payment(file.case.handling, held.last.handling, us=us)
        return self.add(sight, case, told, handling=terms)

    def withdraw(self, sight: Sight, case: str, entry: str, *, reason: str) -> str:
        """Say that an entry of ours no longer stands; the entry stays, and so does the reason."""
        file = self.reading.found(sight, case, Act.CASE_WRITE)
        held = next((each for each in file.entries if each.id == entry), None)
        if held is None:
            raise NotFoundError("there is no such entry")
        if held.direction is not Direction.OWN or held.replaced_by:
            raise ConflictError("only its originator withdraws an entry, and once")
        return self.add(sight, case, Withdrawal(entry=entry, reason=reason), handling=held.value.handling)

    # --- inside -------------------------------------------------------------------------------------------------

    def _require(self, sight: Sight) -> None:
        self.conveying.dispatching.recorder.require_intelligence(sight, Act.CASE_WRITE)

    def _own_terms(self, sight: Sight, terms: Handling) -> Handling:
        if terms.originator != self.conveying.dispatching.node.authority.id:
            raise InputError("the terms of our record are ours", place="terms")
        if terms.level > sight.viewer.clearance:
            raise InputError("the level is above the author's clearance", place="terms.level")
        return terms

    def _usual_terms(self, file: CaseFile) -> Handling:
        """Give the case's terms; in a case of somebody else terms as strict, for its originator alone."""
        us = self.conveying.dispatching.node.authority.id
        if file.is_ours:
            return file.case.handling
        return replace(file.case.handling, originator=us, contributors=(), releasable_to=(file.originator,))

    def _head(self, sight: Sight, draft: CaseDraft, case: str, *, supersedes: str = "") -> CaseHead:
        world = self.conveying.dispatching
        terms = self._own_terms(sight, draft.handling)
        if terms.contributors:
            raise InputError("the terms of our record are ours", place="terms")
        return CaseHead(
            originator=world.node.authority.id,
            case=case,
            title=draft.title.strip(),
            summary=draft.summary.strip(),
            grading=draft.grading,
            handling=terms,
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
            legal_basis=draft.legal_basis,
            supersedes=supersedes,
        )

    def _entry(self, part: CasePart, case: str, grading: Grading, terms: Handling) -> CaseEntry:
        world = self.conveying.dispatching
        return entry_of(
            part,
            originator=world.node.authority.id,
            case=case,
            grading=grading,
            handling=terms,
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
        )

    def _again(self, held: HeldRecord, terms: Handling) -> CaseEntry:
        """Give an entry anew under other terms."""
        if not isinstance(held.value, CaseEntry):
            raise InputError("no entry of a case", place="entry")
        salt, at = self.conveying.dispatching.ids.new_id(), self.conveying.dispatching.clock.now()
        return replace(held.value, handling=terms, salt=salt, written_at=at, supersedes=held.id)

    def _keep(
        self,
        tx: Transaction,
        sight: Sight,
        values: Sequence[CaseHead | CaseEntry],
        detail: str,
        contents: dict[int, bytes] | None = None,
    ) -> str:
        officer = sight.viewer.officer
        kept = Kept(values=values, author=officer, act=Act.CASE_WRITE, detail=detail, contents=contents)
        return self.conveying.keep(tx, kept)[0].id

    def _check_standing(self, tx: Transaction, case: str, head: str) -> None:
        present = tx.units.first(case)
        if present is None or present.id != head:
            raise ConflictError("the case has changed; look at it again")


def _payment_of(held: HeldRecord) -> str:
    payment = held.value.payment if isinstance(held.value, CaseEntry) else None
    return payment.payment if payment else ""


def _check_may_add(file: CaseFile, part: CasePart) -> None:
    said = [each.value for each in file.entries if isinstance(each.value, CaseEntry)]
    is_closed = state_of_case(said, originator=file.originator) is CaseState.CLOSED
    if isinstance(part, Turn) and not file.is_ours:
        raise ConflictError("only its originator closes a case")
    if is_closed and not isinstance(part, Turn):
        raise ConflictError("the case is closed; take it up again first")
    if len(said) >= MOST_ENTRIES:
        raise ConflictError(f"a case has at most {MOST_ENTRIES} entries")
