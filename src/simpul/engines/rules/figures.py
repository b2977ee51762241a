"""The figures of the pattern engine that rules ask for, of payments as the node took them."""

from collections.abc import Iterator, Sequence
from typing import Final, Self

import numpy as np

from simpul.core.errors import InputError
from simpul.core.payment.facts import PaymentFacts
from simpul.engines.payments.features import CAPS, Layout
from simpul.engines.payments.payment import MOST_AMOUNT
from simpul.engines.payments.stream import PaymentStream
from simpul.engines.rules.columns import Columns, Figures, Mask, Named, Whole

WINDOWS_DAYS: Final = (5, 25)
NOBODY: Final = "?"
"""In front of a payment's own number, in the place of an account that is not known: so it never adds up."""

FEATURES: Final = Layout(WINDOWS_DAYS).names
"""What rules may ask for by name."""

Taken = tuple[Named, Mask]


class Patterns:
    """The pattern engine as rules see it; one for the past and one for what comes give the same figures."""

    def __init__(self, stream: PaymentStream | None = None) -> None:
        """Begin with nothing seen, or go on from a stream."""
        self._stream = stream or PaymentStream(windows_days=WINDOWS_DAYS)
        self._at = {name: number for number, name in enumerate(self._stream.names)}
        self._caps = [self._at[name] for name in CAPS]

    @classmethod
    def restored(cls, data: bytes) -> Self:
        """Go on from what `written` gave.

        Raises:
            InputError: it is not whole, or of another edition of the engine.
        """
        stream = PaymentStream.restored(data)
        if stream.names != FEATURES:
            raise InputError("patterns of another edition", place="snapshot")
        return cls(stream)

    def written(self) -> bytes:
        """Give everything that was seen as bytes."""
        return self._stream.snapshot()

    def observe(self, facts: Sequence[PaymentFacts], features: tuple[str, ...]) -> Taken:
        """Take payments in their order, and give the figures asked for, and where a cap bound; 0 of those apart."""
        wanted, counts = [self._at[name] for name in features], [not each.apart for each in facts]
        rows = self._stream.observe_many(_table_of([each for each in facts if not each.apart]))
        figures = np.zeros((len(wanted), len(facts)))
        capped = np.zeros(len(facts), dtype=np.bool_)
        figures[:, counts] = rows[:, wanted].T
        capped[counts] = (rows[:, self._caps] != 0).any(axis=1)
        return Named(features, figures), capped

    def observe_columns(self, columns: Columns, first: int, features: tuple[str, ...]) -> Taken:
        """Take columns whose first payment has this number."""
        wanted, counts = [self._at[name] for name in features], np.flatnonzero(columns.apart == 0)
        rows = self._stream.observe_many(_table(columns, first, counts))
        figures = np.zeros((len(wanted), len(columns)))
        capped = np.zeros(len(columns), dtype=np.bool_)
        figures[:, counts] = rows[:, wanted].T
        capped[counts] = (rows[:, self._caps] != 0).any(axis=1)
        return Named(features, figures), capped


def _table_of(facts: Sequence[PaymentFacts]) -> dict[str, object]:
    amounts = np.array([each.amount for each in facts], dtype=np.int64)
    return {
        "time": np.array([each.at for each in facts], dtype=np.int64).astype("datetime64[us]"),
        "sender": [each.sender or f"{NOBODY}{each.sequence}" for each in facts],
        "receiver": [each.receiver or f"{NOBODY}{each.sequence}" for each in facts],
        "amount": units(amounts, np.array([each.decimals for each in facts], dtype=np.int64)),
        "currency": [each.currency for each in facts],
        "id": [each.sequence for each in facts],
    }


def _table(columns: Columns, first: int, part: Whole) -> dict[str, object]:
    numbers: list[int] = (part + first).tolist()
    return {
        "time": columns.at[part].astype("datetime64[us]"),
        "sender": list(_names(columns.sender.words, columns.sender.codes[part], numbers)),
        "receiver": list(_names(columns.receiver.words, columns.receiver.codes[part], numbers)),
        "amount": units(columns.amount[part], columns.decimals[part]),
        "currency": [columns.currency.words[code] for code in columns.currency.codes[part].tolist()],
        "id": numbers,
    }


def _names(words: Sequence[str], codes: Whole, numbers: Sequence[int]) -> Iterator[str]:
    for code, number in zip(codes.tolist(), numbers, strict=True):
        yield words[code] or f"{NOBODY}{number}"


def units(amounts: Whole, decimals: Whole) -> Figures:
    """Give amounts in the units of their currencies, as far as the pattern engine takes them."""
    found: Figures = np.minimum(amounts / 10.0**decimals, MOST_AMOUNT)
    return found
