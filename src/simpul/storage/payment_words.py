"""Words of payments: what each is found by, kept under the terms of the payment behind the taking of payments.

1. They follow the payments in their order, apart from the taking: what is not followed yet is read as it is
   (`payment_search`), so that a payment is found as soon as it is here.
2. Who searches enters them by the audiences that he or she may see. A payment that comes under other terms takes its
   words along in the transaction that decides it.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, func, insert, literal_column, select, update

from simpul.core.payment.found_by import FoundBy, found_by
from simpul.core.payment.payment import Payment
from simpul.services.ports.noticing import Walk
from simpul.services.ports.payments import WordedPayment, WordsWaiting
from simpul.storage.bodies import decoded
from simpul.storage.payment_noticing import SqlNoticedRows
from simpul.storage.reading import Reading
from simpul.storage.tables.payment_rules import payment_fact, payment_walk
from simpul.storage.tables.payments import payment, payment_word
from simpul.storage.words import LONGEST_WORD, Words
from simpul.storage.writing import Writing

MOST_TOKENS = 120
"""Words of one payment that are kept."""

PLACE = (
    select(func.coalesce(func.max(payment_walk.c.sequence), 0))
    .where(payment_walk.c.what == literal_column(f"'{Walk.WORDS.value}'"))
    .scalar_subquery()
)
IN_ORDER = payment_fact.join(payment, payment.c.id == payment_fact.c.payment)

_PLACE = select(PLACE.label("place"))
_WAITING = (
    select(payment_fact.c.sequence, payment.c.id, payment.c.body)
    .select_from(IN_ORDER)
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
)
_AUDIENCES = (
    select(payment_fact.c.sequence, payment.c.audience)
    .select_from(IN_ORDER)
    .where(payment_fact.c.sequence > bindparam("place"), payment_fact.c.sequence <= bindparam("until"))
)
_FOLLOWED = (
    select(payment_fact.c.sequence, payment.c.body)
    .select_from(IN_ORDER)
    .where(payment.c.id == bindparam("which"), payment_fact.c.sequence <= PLACE)
)
_ADD = insert(payment_word)
_MOVE = (
    update(payment_word)
    .where(
        payment_word.c.audience == bindparam("before"),
        payment_word.c.token == bindparam("said"),
        payment_word.c.sequence == bindparam("place"),
    )
    .values(audience=bindparam("goes_under"))
)


class SqlPaymentWordRows:
    """Words of payments, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing
        self._walks = SqlNoticedRows(writing)

    def keep(self, waiting: WordsWaiting) -> None:
        """Keep the words of payments, each under the terms that its payment has now, unless others kept them."""
        if not waiting.payments or self._walks.place(Walk.WORDS) != waiting.place:
            return
        last = waiting.payments[-1].sequence
        terms = self._writing.rows(_AUDIENCES, {"place": waiting.place, "until": last})
        audiences = {row.sequence: row.audience for row in terms}
        self._writing.run_all(
            _ADD,
            [
                {"audience": audiences[each.sequence], "token": token, "sequence": each.sequence}
                for each in waiting.payments
                for token in each.tokens
            ],
        )
        self._walks.keep(Walk.WORDS, last)

    def moved(self, payment_id: str, before: int, goes_under: int) -> None:
        """Take the words of a payment along under other terms, where they are kept already."""
        row = self._writing.one(_FOLLOWED, {"which": payment_id}) if before != goes_under else None
        if row is None:
            return
        said = tokens_in(decoded(Payment, row.body, row=f"payment {payment_id}"), self._writing.words)
        moves = {"before": before, "goes_under": goes_under, "place": row.sequence}
        self._writing.run_all(_MOVE, [{**moves, "said": token} for token in said])


class SqlPaymentWords:
    """Reads which payments have no words yet, and makes them."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def waiting(self, most: int) -> WordsWaiting:
        """Give the words of so many payments at most whose words are not kept yet, in the order of payments."""
        with self._reading.snapshot() as connection:
            place = int(connection.execute(_PLACE).scalar_one())
            rows = list(connection.execute(_WAITING, {"place": place, "most": most}))
        return WordsWaiting(
            place=place,
            payments=tuple(
                WordedPayment(
                    sequence=row.sequence,
                    tokens=tokens_in(decoded(Payment, row.body, row=f"payment {row.id}"), self._reading.words),
                )
                for row in rows
            ),
        )


def tokens_in(said: Payment, words: Words) -> tuple[str, ...]:
    """Give the tokens under which a payment is found."""
    return tuple(dict.fromkeys(_tokens(found_by(said), words)))[:MOST_TOKENS]


def _tokens(found: FoundBy, words: Words) -> Iterator[str]:
    yield from found.amounts
    for number in found.numbers:
        yield from joined(number, words)
    for name in found.names:
        for part in name.split():
            yield from joined(part, words)
            yield from (form[:LONGEST_WORD] for forms in words(part) for form in forms)


def joined(text: str, words: Words) -> Sequence[str]:
    """Give a text as one word in its script and in Latin letters, without what parts it."""
    forms = [every for every in words(text) if every]
    both = ("".join(every[which] for every in forms)[:LONGEST_WORD] for which in (0, -1))
    return tuple(dict.fromkeys(filter(None, both)))
