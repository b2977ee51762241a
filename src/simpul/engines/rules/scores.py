"""The scores that rules ask for, of payments as the node took them: by a model, over patterns and circumstances.

One for the past and one for what comes give the same scores to the last bit. A score decides nothing: who holds a
payment for it does so by rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from simpul.core.payment.conditions import Flow, Scoring, Whose
from simpul.core.payment.facts import BETWEEN, NOT_SCREENED
from simpul.core.payment.party import PartyKind
from simpul.engines.rules.columns import Coded, Columns, Figures, Mask, Named
from simpul.engines.rules.figures import FEATURES, units
from simpul.engines.suspicion.circumstance import NAMES, Circumstances, Step
from simpul.engines.suspicion.facts import CASH, LOAN, TRAVEL, Facts
from simpul.engines.suspicion.forest import Forest, scores_of
from simpul.engines.suspicion.leaves import Leaves

TIE: Final = "tie_payments"
MICROS: Final = 1_000_000
MOST_GROUNDS: Final = 3
FACTS: Final = tuple(Facts.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for a score: the feature, its figure, and in which payments of whom it shows."""

    feature: str
    figure: float
    whose: Whose
    flow: Flow


class _Asked(NamedTuple):
    """Which columns a model asks for come from patterns, and which from circumstances; and where they stand there."""

    by_pattern: list[int]
    patterns: list[int]
    by_circumstance: list[int]
    circumstances: list[int]


@lru_cache(maxsize=16)
def _asked(names: tuple[str, ...], patterns: tuple[str, ...]) -> _Asked:
    told, known = (dict(zip(given, range(len(given)), strict=True)) for given in (patterns, NAMES))
    return _Asked(
        by_pattern=[place for place, name in enumerate(names) if name in told],
        patterns=[told[name] for name in names if name in told],
        by_circumstance=[place for place, name in enumerate(names) if name not in told],
        circumstances=[known[name] for name in names if name not in told],
    )


class Scores:
    """The scores of one model, by what one rule says of accounts."""

    __slots__ = ("_charities", "_circumstances", "_forest", "_leaves", "_near_border", "_rows")

    def __init__(self, scoring: Scoring, forest: Forest) -> None:
        """Begin with nothing seen; the model asks for what there is (`scorers`)."""
        self._charities, self._near_border = frozenset(scoring.charities), frozenset(scoring.near_border)
        self._forest = forest
        self._leaves = Leaves(forest.trees)
        self._circumstances = Circumstances()
        self._rows = np.zeros((0, len(forest.names)), dtype=np.float32)

    @property
    def features(self) -> frozenset[str]:
        """The figures of the pattern engine that it has to be given."""
        return frozenset({TIE, *(name for name in self._forest.names if name not in NAMES)})

    def written(self) -> bytes:
        """Give everything that was seen as bytes."""
        return self._circumstances.written()

    def go_on(self, data: bytes) -> None:
        """Go on from what `written` gave.

        Raises:
            InputError: it is not whole.
        """
        self._circumstances = Circumstances.restored(data)

    def see(self, columns: Columns, features: Mapping[str, Figures]) -> Figures:
        """Take payments in their order, and give their circumstances, 0 of those apart."""
        found = np.zeros((len(columns), len(NAMES)))
        counts = np.flatnonzero(columns.apart == 0)
        observe = self._circumstances.observe
        found[counts] = [observe(step) for step in self._steps(columns, counts, features[TIE])] if len(counts) else 0.0
        return found

    def observe(self, columns: Columns, features: Named) -> Figures:
        """Take payments in their order, and give their scores."""
        found = self.see(columns, features)
        asked = _asked(self._forest.names, features.names)
        # Half the digits, as the model learned them: so a score hangs on no last bit of a figure.
        self._rows = np.empty((len(found), len(self._forest.names)), dtype=np.float32)
        self._rows[:, asked.by_pattern] = features.rows[asked.patterns].T
        self._rows[:, asked.by_circumstance] = found[:, asked.circumstances]
        return scores_of(self._leaves, self._rows)

    def grounds(self, row: int) -> tuple[Ground, ...]:
        """Give the reasons for the score of one of the payments that were taken last, the strongest first."""
        figures = self._rows[row].tolist()
        said = dict(zip(self._forest.names, figures, strict=True))
        return tuple(
            Ground(feature=name, figure=said[name], whose=whose_of(name), flow=flow_of(name))
            for name, _ in self._forest.reasons(figures, most=MOST_GROUNDS)
        )

    def _steps(self, columns: Columns, rows: np.ndarray[tuple[int], np.dtype[np.intp]], tie: Figures) -> Iterator[Step]:
        facts = _facts(columns, self._charities, self._near_border)
        amounts = units(columns.amount, columns.decimals)
        senders, receivers = columns.sender.words, columns.receiver.words
        return map(
            Step._make,
            zip(
                (columns.at[rows] / MICROS).tolist(),
                [senders[code] for code in columns.sender.codes[rows].tolist()],
                [receivers[code] for code in columns.receiver.codes[rows].tolist()],
                amounts[rows].tolist(),
                [facts[row] for row in rows.tolist()],
                (tie[rows] == 0).tolist(),
                strict=True,
            ),
        )


def scorers(scorings: Iterable[Scoring], models: Sequence[Forest]) -> dict[Scoring, Scores]:
    """Give what scores by each, where its model is here."""
    here = {forest.edition: forest for forest in models}
    return {each: Scores(each, here[each.model]) for each in sorted(scorings, key=repr) if each.model in here}


def unknown_to(forest: Forest) -> tuple[str, ...]:
    """Give the features that a model asks for and that there are not."""
    return tuple(sorted(set(forest.names).difference(FEATURES, NAMES)))


def whose_of(feature: str) -> Whose:
    """Say in whose payments a feature shows."""
    return Whose.RECEIVER if feature.startswith("receiver") else Whose.SENDER


def flow_of(feature: str) -> Flow:
    """Say whether a feature shows in what somebody was paid, or in what he or she paid."""
    return Flow.IN if any(word in feature for word in _INTO) else Flow.OUT


_INTO: Final = ("payer", "received_", "lent", "tainted_in", "_in_", "was_paid", "rapid", "trail", "gather")


def _facts(columns: Columns, charities: frozenset[str], near_border: frozenset[str]) -> list[Facts]:
    """Give what messages and the rule say of each payment, as far as a score may rest on it."""
    sender_person, receiver_person = (_persons(kind) for kind in (columns.sender_kind, columns.receiver_kind))
    cash = columns.purpose.among(CASH)
    said: tuple[Mask, ...] = (
        sender_person,
        receiver_person,
        columns.sender.among(charities) | _registered(columns.npos, Whose.SENDER),
        columns.receiver.among(charities) | _registered(columns.npos, Whose.RECEIVER),
        cash,
        cash & columns.receiver.among(near_border),
        columns.purpose.among(TRAVEL),
        columns.purpose.among(LOAN) & ~sender_person,
        ~columns.hits.among(("", NOT_SCREENED)),
    )
    rows = list(zip(*(column.tolist() for column in said), strict=True))
    known = {row: Facts(**dict(zip(FACTS, row, strict=True))) for row in set(rows)}
    return [known[row] for row in rows]


def _registered(npos: Coded, whose: Whose) -> Mask:
    return npos.each(lambda said: int(whose.value in said.split(BETWEEN))).astype(np.bool_)


def _persons(kinds: Coded) -> Mask:
    return kinds.among((PartyKind.PERSON.value,))
