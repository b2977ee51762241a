"""Registers of non-profit organisations, and what was said of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select

from simpul.core.ids import Sealed
from simpul.core.payment.npo import NO_REGISTER, NpoProposal, NpoRegister, NpoVerdict, register_of, standing_verdict
from simpul.services.ports.npos import NpoBook
from simpul.storage.bodies import decoded
from simpul.storage.reading import Reading
from simpul.storage.tables.payment_rules import npo_record
from simpul.storage.writing import Writing

PROPOSAL = "proposal"
VERDICT = "verdict"

_COUNT = select(func.count()).select_from(npo_record)
_VERDICTS = select(npo_record.c.id, npo_record.c.body).where(npo_record.c.kind == VERDICT).order_by(npo_record.c.number)
_LATEST = select(npo_record.c.id).where(npo_record.c.kind == VERDICT).order_by(npo_record.c.number.desc()).limit(1)
_PROPOSALS = select(npo_record.c.id).where(npo_record.c.kind == PROPOSAL).order_by(npo_record.c.number)
_PROPOSAL = select(npo_record.c.id, npo_record.c.body).where(
    npo_record.c.kind == PROPOSAL, npo_record.c.id == bindparam("which")
)
_ADD = insert(npo_record)


class SqlNpoRows:
    """Registers and verdicts on them, in a transaction; the register that stands is remembered by its verdict."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing
        self._known: tuple[str, NpoRegister] = ("", NO_REGISTER)

    def standing(self) -> NpoRegister:
        """Give the register that stands."""
        rows = self._writing.often.rows(_LATEST, {})
        latest = str(rows[0].id) if rows else ""
        if latest != self._known[0]:
            verdict = standing_verdict(self.verdicts())
            found = self.proposal(verdict.proposal) if verdict else None
            register = register_of(found, behind=verdict.behind) if verdict and found else NO_REGISTER
            self._known = (latest, register)
        return self._known[1]

    def proposal(self, proposal: str) -> Sealed[NpoProposal] | None:
        """Give a register that was handed in."""
        found = _proposals(self._writing.rows(_PROPOSAL, {"which": proposal}))
        return found[0] if found else None

    def verdicts(self) -> Sequence[NpoVerdict]:
        """Give every verdict, the first one first."""
        return _verdicts(self._writing.rows(_VERDICTS))

    def propose(self, proposal: Sealed[NpoProposal]) -> None:
        """Keep a register that was handed in."""
        self._add(proposal.id, PROPOSAL, proposal.body)

    def decide(self, verdict: Sealed[NpoVerdict]) -> None:
        """Keep a verdict."""
        self._add(verdict.id, VERDICT, verdict.body)

    def _add(self, record: str, kind: str, body: bytes) -> None:
        number = int(self._writing.rows(_COUNT)[0][0]) + 1
        self._writing.run(_ADD, {"number": number, "id": record, "kind": kind, "body": body})
        self._writing.touch("npos")


class SqlNpoReads:
    """Reads registers and verdicts on them."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading
        self._known: tuple[str, NpoRegister] = ("", NO_REGISTER)

    def book(self) -> NpoBook:
        """Give what stands and what waits."""
        with self._reading.snapshot() as connection:
            verdicts = _verdicts(connection.execute(_VERDICTS))
            decided = {each.proposal for each in verdicts}
            open_ids = [row.id for row in connection.execute(_PROPOSALS) if row.id not in decided]
        waiting = tuple(found for each in open_ids if (found := self.proposal(each)) is not None)
        return NpoBook(standing=self.standing(), waiting=waiting, verdicts=verdicts)

    def standing(self) -> NpoRegister:
        """Give the register that stands; the last one is remembered by its verdict."""
        with self._reading.snapshot() as connection:
            verdict = standing_verdict(_verdicts(connection.execute(_VERDICTS)))
        if verdict is None:
            return NO_REGISTER
        if self._known[0] != verdict.proposal:
            found = self.proposal(verdict.proposal)
            register = register_of(found, behind=verdict.behind) if found else NO_REGISTER
            self._known = (verdict.proposal, register)
        return self._known[1]

    def proposal(self, proposal: str) -> Sealed[NpoProposal] | None:
        """Give a register that was handed in, by its id."""
        with self._reading.snapshot() as connection:
            found = _proposals(connection.execute(_PROPOSAL, {"which": proposal}))
        return found[0] if found else None


def _proposals(rows: Iterable[Row[Any]]) -> tuple[Sealed[NpoProposal], ...]:
    return tuple(
        Sealed(id=row.id, body=row.body, value=decoded(NpoProposal, row.body, row=f"register {row.id}")) for row in rows
    )


def _verdicts(rows: Iterable[Row[Any]]) -> tuple[NpoVerdict, ...]:
    return tuple(decoded(NpoVerdict, row.body, row=f"verdict {row.id}") for row in rows)
