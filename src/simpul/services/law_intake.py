"""Taking in requests at law and words on them, beside what every record between units is checked for.

Rules:
1. A request is to us, its case is one that can be read, and its margin says what its case says.
2. A word answers what is here to be answered: a refusal or a postponement without a consultation that took place is not
   taken in, whatever software wrote it.
3. The record of a duty to prosecute stands beside the refusal that it follows on.
4. Nothing is written in the future: order is by moments, and a moment far ahead would come after everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from simpul.core.cooperation.course import fault_in_answering
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.word import LawWord, Prosecution, Word
from simpul.core.errors import InputError
from simpul.core.node import NodeProfile
from simpul.core.units.record import SignedRecord, UnitRecord, thread_of
from simpul.services.law_clocks import wind
from simpul.services.ports.cooperation import CaseReader
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Transaction

MOST_AHEAD = timedelta(hours=1)
OF_LAW = (LawRequest, LawWord, Prosecution)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawIntake:
    """Checks what partners send on requests at law, and keeps its clocks."""

    node: NodeProfile
    clock: Clock
    cases: CaseReader

    def check(self, value: UnitRecord, *, place: str) -> None:
        """Check a record by itself.

        Raises:
            InputError: it is to somebody else, is no case, contradicts its case, or is written in the future.
        """
        if not isinstance(value, OF_LAW):
            return
        if value.written_at > self.clock.now() + MOST_AHEAD:
            raise InputError("it is written in the future", place=f"{place}.written_at")
        if isinstance(value, LawRequest):
            if value.recipient != self.node.authority.id:
                raise InputError("the request is to somebody else", place=f"{place}.recipient")
            field = self.cases.margin(value.content.encode()).fault_in(value)
            if field:
                raise InputError("the case says something else", place=f"{place}.{field}")

    def fault_in(
        self, tx: Transaction, signed: SignedRecord, beside: Sequence[SignedRecord], *, place: str
    ) -> InputError | None:
        """Say why a record does not fit what is here and what came with it, or nothing where it does."""
        value = signed.value
        if not isinstance(value, LawWord | Prosecution):
            return None
        said = _said(tx, value.request) | _words(beside, value.request)
        if isinstance(value, Prosecution):
            refusal = said.get(value.refusal)
            is_theirs = refusal is not None and (refusal.word, refusal.originator) == (Word.REFUSED, value.originator)
            return None if is_theirs else InputError("no refusal is here that it follows on", place=place)
        fault = fault_in_answering(value, said)
        return InputError(fault, place=f"{place}.answers") if fault else None

    def follow(self, tx: Transaction, fresh: Iterable[SignedRecord]) -> None:
        """Set the clocks of the requests on which something came."""
        for thread in sorted({thread_of(each.value, each.id) for each in fresh if isinstance(each.value, OF_LAW)}):
            wind(tx, thread, us=self.node.authority.id, at=self.clock.now())


def _said(tx: Transaction, thread: str) -> dict[str, LawWord]:
    return {each.id: each.value for each in tx.units.thread(thread) if isinstance(each.value, LawWord)}


def _words(records: Sequence[SignedRecord], thread: str) -> dict[str, LawWord]:
    return {each.id: each.value for each in records if isinstance(each.value, LawWord) and each.value.request == thread}
