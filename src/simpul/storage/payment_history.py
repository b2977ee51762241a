"""The order of payments, with the facts that rules are evaluated on; and what was said about rules."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, bindparam, func, insert, select

from simpul.core.ids import Sealed
from simpul.core.payment.conditions import Flow
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.rulebook import RuleProposal, RuleVerdict
from simpul.services.ports.rules import Point
from simpul.storage.bodies import decoded
from simpul.storage.reading import Reading
from simpul.storage.tables.payment_rules import payment_fact, payment_rule_record
from simpul.storage.tables.payments import payment
from simpul.storage.writing import Writing

T = TypeVar("T")

PROPOSAL = "proposal"
VERDICT = "verdict"
FIELDS = PaymentFacts.__slots__
_VALUES = attrgetter(*FIELDS)
BEFORE_THE_FIRST: Point = (0, "", 0)

_PLACE = select(payment_fact.c.sequence, payment_fact.c.payment, payment_fact.c.at).limit(1)
_LAST = _PLACE.order_by(payment_fact.c.sequence.desc())
_BEFORE = _PLACE.where(payment_fact.c.at <= bindparam("until")).order_by(
    payment_fact.c.at.desc(), payment_fact.c.sequence.desc()
)
_AT = select(payment_fact.c.payment).where(payment_fact.c.sequence == bindparam("place"))
_AFTER = (
    select(payment_fact)
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
)
_ADD = insert(payment_fact)

_HEAD = select(payment_rule_record.c.id).order_by(payment_rule_record.c.number.desc()).limit(1)
_COUNT = select(func.count()).select_from(payment_rule_record)
_RECORDS = (
    select(payment_rule_record)
    .where(payment_rule_record.c.kind == bindparam("which"))
    .order_by(payment_rule_record.c.number)
)
_ADD_RECORD = insert(payment_rule_record)


class SqlHistoryRows:
    """The order of payments, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def last(self) -> Point:
        """Give the place of the last payment."""
        return _point(self._writing.often.rows(_LAST, {}))

    def is_at(self, sequence: int, payment: str) -> bool:
        """Say whether this payment has this place; before the first is nothing, at 0."""
        rows = self._writing.often.rows(_AT, {"place": sequence})
        return (rows[0].payment if rows else "") == payment and bool(rows or not sequence)

    def add(self, facts: Sequence[PaymentFacts]) -> None:
        """Keep facts of payments that are kept, each at the place after the one before it."""
        self._writing.run_all(_ADD, [dict(zip(FIELDS, _VALUES(each), strict=True)) for each in facts])

    def after(self, sequence: int, limit: int) -> tuple[PaymentFacts, ...]:
        """Give the facts of the payments behind a place, in their order."""
        return tuple(map(facts_in, self._writing.rows(_AFTER, {"place": sequence, "most": limit})))

    def place_before(self, at: int) -> Point:
        """Give the last place whose time is not after this moment."""
        return _point(self._writing.rows(_BEFORE, {"until": at}))

    def of_account(self, account: str, flow: Flow, *, since: int, limit: int) -> tuple[str, ...]:
        """Give the ids of the last payments of an account one way since a moment, without those apart."""
        asked = {"account": account, "since": since, "most": limit}
        return tuple(row.payment for row in self._writing.rows(_OF_ACCOUNT[flow], asked))


def _of_account(account: Column[str], said: Column[str]) -> Select[tuple[str]]:
    """Find the account where payments have an index of it, and hold what is found to what the rules go by."""
    return (
        select(payment_fact.c.payment)
        .join(payment, payment.c.id == payment_fact.c.payment)
        .where(account == bindparam("account"), said == bindparam("account"), payment_fact.c.apart == 0)
        .where(payment_fact.c.at >= bindparam("since"))
        .order_by(payment_fact.c.sequence.desc())
        .limit(bindparam("most"))
    )


_OF_ACCOUNT = {
    Flow.OUT: _of_account(payment.c.payer, payment_fact.c.sender),
    Flow.IN: _of_account(payment.c.payee, payment_fact.c.receiver),
}


class SqlRuleRows:
    """What was said about rules, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def head(self) -> str:
        """Give the id of the last record, or nothing."""
        rows = self._writing.often.rows(_HEAD, {})
        return str(rows[0].id) if rows else ""

    def proposals(self) -> tuple[Sealed[RuleProposal], ...]:
        """Give every proposal, the first one first."""
        return _sealed(self._writing.rows(_RECORDS, {"which": PROPOSAL}), RuleProposal)

    def verdicts(self) -> tuple[Sealed[RuleVerdict], ...]:
        """Give every verdict, the first one first."""
        return _sealed(self._writing.rows(_RECORDS, {"which": VERDICT}), RuleVerdict)

    def propose(self, proposal: Sealed[RuleProposal]) -> None:
        """Keep a proposal."""
        self._add(proposal.id, PROPOSAL, proposal.body)

    def decide(self, verdict: Sealed[RuleVerdict]) -> None:
        """Keep a verdict."""
        self._add(verdict.id, VERDICT, verdict.body)

    def _add(self, record: str, kind: str, body: bytes) -> None:
        number = int(self._writing.rows(_COUNT)[0][0]) + 1
        self._writing.run(_ADD_RECORD, {"number": number, "id": record, "kind": kind, "body": body})
        self._writing.touch("payment-rules")


class SqlRuleReads:
    """Reads what was said about rules."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def proposals(self) -> tuple[Sealed[RuleProposal], ...]:
        """Give every proposal, the first one first."""
        with self._reading.snapshot() as connection:
            return _sealed(_records(connection, PROPOSAL), RuleProposal)

    def verdicts(self) -> tuple[Sealed[RuleVerdict], ...]:
        """Give every verdict, the first one first."""
        with self._reading.snapshot() as connection:
            return _sealed(_records(connection, VERDICT), RuleVerdict)


def facts_in(row: Row[Any]) -> PaymentFacts:
    """Give the facts that a row holds."""
    return PaymentFacts(**{name: getattr(row, name) for name in FIELDS})


def _point(rows: Sequence[Row[Any]]) -> Point:
    return (rows[0].sequence, rows[0].payment, rows[0].at) if rows else BEFORE_THE_FIRST


def _records(connection: Connection, kind: str) -> Iterable[Row[Any]]:
    return connection.execute(_RECORDS, {"which": kind})


def _sealed(rows: Iterable[Row[Any]], kind: type[T]) -> tuple[Sealed[T], ...]:
    return tuple(
        Sealed(id=row.id, body=row.body, value=decoded(kind, row.body, row=f"record of a rule {row.id}"))
        for row in rows
    )
