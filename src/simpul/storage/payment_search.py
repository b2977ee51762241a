"""Searching payments: by who stands in them, by reference, account and amount, and by the beginning of their ids.

Every part of the question is narrowed to the audiences that the viewer may see before it looks for a word: what is
hidden is neither touched nor counted. The page goes on behind a payment that the viewer saw, not at a place of the
order, which would say how many others there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, literal_column, select, union

from simpul.core.authority import Sight
from simpul.core.handling import Action
from simpul.core.holding import Page
from simpul.core.payment.found_by import amounts_asked
from simpul.core.payment.keeping import PaymentLine
from simpul.core.payment.payment import Payment
from simpul.services.ports.payments import PaymentsFound
from simpul.storage.among import among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.payment_words import IN_ORDER, PLACE, joined, tokens_in
from simpul.storage.payments import BEGINNING, line_of
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.payment_rules import payment_fact
from simpul.storage.tables.payments import payment, payment_decision, payment_word
from simpul.storage.words import MOST_ASKED, Words, begins

MOST_READ = 500
"""Payments without words yet that are read as they are: the latest of those that the viewer may see."""

_LAST = 2**62
_SEEN = among_numbers(payment.c.audience + literal_column("0"), VISIBLE)
_WORD_SEEN = among_numbers(payment_word.c.audience, VISIBLE)
_TAIL = (
    select(payment_fact.c.sequence, payment.c.id, payment.c.body)
    .select_from(IN_ORDER)
    .where(_SEEN, payment_fact.c.sequence > PLACE)
    .order_by(payment_fact.c.sequence.desc())
    .limit(MOST_READ + 1)
)
_PLACE_OF = select(payment_fact.c.sequence).select_from(IN_ORDER).where(payment.c.id == bindparam("last"), _SEEN)
_IN_TAIL = select(payment_fact.c.sequence).where(among_numbers(payment_fact.c.sequence, "tail"))
_OF_ID = (
    select(payment_fact.c.sequence)
    .select_from(IN_ORDER)
    .where(payment.c.id >= bindparam("first"), payment.c.id < bindparam("past"), _SEEN)
)
_LINES = (
    select(payment, payment_decision.c.body.label("decision"))
    .select_from(IN_ORDER.join(payment_decision, payment_decision.c.id == payment.c.latest))
    .where(_SEEN, payment_fact.c.sequence < bindparam("before"))
    .order_by(payment_fact.c.sequence.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What a payment must have a token for that begins so: one of `whole`, or of each of `parts` one."""

    whole: Sequence[str]
    parts: Sequence[Sequence[str]]
    id: str

    def finds(self, payment_id: str, tokens: Sequence[str]) -> bool:
        """Say whether a payment with these tokens is meant."""
        if self.id and payment_id.startswith(self.id):
            return True
        return _any(tokens, self.whole) or (bool(self.parts) and all(_any(tokens, each) for each in self.parts))


class SqlPaymentSearch:
    """Finds payments."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def find(self, sight: Sight, text: str, *, after: str, limit: int) -> PaymentsFound:
        """Give the payments that the viewer may see and the text finds, in any state, those that came last first."""
        (last,) = position(after, tuple[str], start=("",))
        with self._reading.view(sight, Action.SEARCH) as view:
            asked = _question(text, view.words)
            if not (asked.whole or asked.parts):
                return PaymentsFound(page=Page(items=(), after=""), is_whole=True)
            tail = view.rows(_TAIL, {})
            read = _in_tail(tail[:MOST_READ], asked, view.words)
            page = self._page(view, asked, read, before=_place_of(view, last), limit=bounded(limit))
            return PaymentsFound(page=page, is_whole=len(tail) <= MOST_READ)

    def _page(self, view: View, asked: _Question, read: Iterator[int], *, before: int, limit: int) -> Page[PaymentLine]:
        parameters: dict[str, object] = {"before": before, "most": limit + 1, "tail": encoded(list(read)).decode()}
        found = union(_IN_TAIL, *_selected(asked, parameters))
        return page_of(
            view.rows(_LINES.where(payment_fact.c.sequence.in_(found)), parameters),
            limit=limit,
            item=lambda row: line_of(self._reading, view, row),
            key=lambda row: (row.id,),
        )


def _question(text: str, words: Words) -> _Question:
    whole = (*joined(text, words), *amounts_asked(text))
    every = [(*joined(part, words), *amounts_asked(part)) for part in text.split()]
    parts = [each for each in every if each][:MOST_ASKED]
    plain = text.strip().casefold()
    return _Question(whole=whole, parts=parts if len(parts) > 1 else (), id=plain if BEGINNING.fullmatch(plain) else "")


def _place_of(view: View, last: str) -> int:
    """Give the place behind which a page goes on: that of a payment which the viewer sees, else the beginning."""
    rows = view.rows(_PLACE_OF, {"last": last}) if last else []
    return int(rows[0].sequence) if rows else _LAST


def _in_tail(rows: Sequence[Row[Any]], asked: _Question, words: Words) -> Iterator[int]:
    for row in rows:
        said = decoded(Payment, row.body, row=f"payment {row.id}")
        if asked.finds(row.id, tokens_in(said, words)):
            yield row.sequence


def _selected(asked: _Question, parameters: dict[str, object]) -> Iterator[Select[tuple[int]]]:
    """Give what finds the places of payments in the order; the bounds go into the parameters."""
    yield from _one_of(asked.whole, parameters, number=0)
    if asked.parts:
        yield select(payment_fact.c.sequence).where(*_each_of(asked.parts, parameters))
    if asked.id:
        parameters |= {"first": asked.id, "past": asked.id + "g"}
        yield _OF_ID


def _each_of(parts: Sequence[Sequence[str]], parameters: dict[str, object]) -> Iterator[ColumnElement[bool]]:
    for number, prefixes in enumerate(parts, start=1):
        yield payment_fact.c.sequence.in_(union(*_one_of(prefixes, parameters, number=number)))


def _one_of(prefixes: Sequence[str], parameters: dict[str, object], *, number: int) -> Iterator[Select[tuple[int]]]:
    """Give a question for each beginning: each goes along its part of the index, which one for several would not."""
    for which, prefix in enumerate(prefixes):
        begun = begins(payment_word.c.token, (prefix,), parameters, number=number * 100 + which)
        yield select(payment_word.c.sequence).where(_WORD_SEEN, begun)


def _any(tokens: Sequence[str], prefixes: Sequence[str]) -> bool:
    return any(token.startswith(prefix) for token in tokens for prefix in prefixes)
