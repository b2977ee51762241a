"""Taking in requests at law and words on them, beside what every record between units is checked for.

Rules:
1. A request is to us, its case is one that can be read, and its margin says what its case says.
2. A word answers what is here to be answered: a refusal or a postponement without a consultation that took place is not
   taken in, whatever software wrote it. Where no opinion was given, the consultation had been here for the time that
   there is to give one: a date on it from before it came is no opportunity (UNTOC 16(16)).
3. The record of a duty to prosecute stands beside the refusal that it follows on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simpul.core.cooperation.clocks import CONSULTATION_AT_LEAST
from simpul.core.cooperation.course import CONSULTED, NOT_CONSULTED, fault_in_answering, gave_opinion
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.word import LawWord, Prosecution, Word
from simpul.core.errors import InputError
from simpul.core.node import NodeProfile
from simpul.core.units.record import SignedRecord, UnitRecord, thread_of
from simpul.services.law_clocks import wind
from simpul.services.ports.cooperation import CaseReader
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Transaction

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
            InputError: it is to somebody else, is no case, or contradicts its case.
        """
        if not isinstance(value, OF_LAW):
            return
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
        fault = fault_in_answering(value, said) or self._fault_in_hearing(tx, value, said)
        return InputError(fault, place=f"{place}.answers") if fault else None

    def _fault_in_hearing(self, tx: Transaction, word: LawWord, said: Mapping[str, LawWord]) -> str:
        """Say that there was no time to give an opinion here before this word; empty where there was, or one was."""
        if word.word not in CONSULTED or gave_opinion(word, said):
            return ""
        consultation = tx.units.find([word.answers]).get(word.answers)
        is_heard = consultation is not None and consultation.recorded_at + CONSULTATION_AT_LEAST <= self.clock.now()
        return "" if is_heard else NOT_CONSULTED

    def follow(self, tx: Transaction, fresh: Iterable[SignedRecord]) -> None:
        """Set the clocks of the requests on which something came."""
        for thread in sorted({thread_of(each.value, each.id) for each in fresh if isinstance(each.value, OF_LAW)}):
            wind(tx, thread, us=self.node.authority.id, at=self.clock.now())


def _said(tx: Transaction, thread: str) -> dict[str, LawWord]:
    return {each.id: each.value for each in tx.units.thread(thread) if isinstance(each.value, LawWord)}


def _words(records: Sequence[SignedRecord], thread: str) -> dict[str, LawWord]:
    return {each.id: each.value for each in records if isinstance(each.value, LawWord) and each.value.request == thread}
