"""A stream of payments watched: each gets a score, and the reasons for a high one name the payments behind it.

The score rests on what accounts did and on the facts of a payment (`facts`), and on no name, no script, no state.
It decides nothing: who holds a payment does so by rule.
"""

from dataclasses import dataclass
from typing import Final

from simpul.core.errors import InputError
from simpul.engines.payments.stream import Evidence, Payment, PaymentStream
from simpul.engines.suspicion.circumstance import NAMES, Circumstances, Step
from simpul.engines.suspicion.facts import Facts
from simpul.engines.suspicion.forest import Forest

SHOWN_BY: Final = {
    **dict.fromkeys(("sender_new_payers", "sender_received_new_share", "sender_received_persons_share"), "sender_in"),
    **dict.fromkeys(("sender_received_strangers_share", "sender_lent_share", "sender_tainted_in_share"), "sender_in"),
    **dict.fromkeys(("receiver_new_payers", "receiver_received_new_share"), "receiver_in"),
    **dict.fromkeys(("receiver_received_persons_share", "receiver_received_strangers_share"), "receiver_in"),
    **dict.fromkeys(("receiver_lent_share", "receiver_tainted_in_share"), "receiver_in"),
    **{f"receiver_{name}": "receiver_out" for name in ("paid_of_received", "paid_new_share", "cash_share", "travel")},
    **{f"receiver_{name}": "receiver_out" for name in ("border_share", "onward_border_share", "tainted_out_share")},
}
"""Which payments show a circumstance; those of the sender where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for a score: the feature, its figure, what it gave, and the payments behind it, the latest first."""

    feature: str
    figure: float
    weight: float
    payments: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """What is said of one payment; `grounds` are told where the score is one to hold from."""

    score: float
    held: bool
    grounds: tuple[Ground, ...] = ()


class Watch:
    """A pattern engine, the circumstances beside it, and a model over both."""

    __slots__ = ("_circumstances", "_forest", "_longest", "_places", "_stream", "_tie")

    def __init__(self, forest: Forest, stream: PaymentStream) -> None:
        """Begin with a stream that has seen nothing yet.

        Raises:
            InputError: the model asks for a feature that there is not.
        """
        names = (*stream.names, *NAMES)
        known = {name: place for place, name in enumerate(names)}
        missing = [name for name in forest.names if name not in known]
        if missing:
            raise InputError(f"there is no feature {missing[0]}", place="model")
        self._forest = forest
        self._stream = stream
        self._circumstances = Circumstances()
        self._places = [known[name] for name in forest.names]
        self._tie = known["tie_payments"]
        self._longest = next(name for name in reversed(stream.names) if name.startswith("tie_count_"))[10:]

    def observe(self, payment: Payment, facts: Facts) -> Suspicion:
        """Take one payment.

        Raises:
            InputError: a field cannot be what it says; nothing is taken.
        """
        patterns = self._stream.observe(payment).tolist()
        seconds = payment.time if isinstance(payment.time, int | float) else payment.time.timestamp()
        step = Step(
            float(seconds),
            payment.sender,
            payment.receiver,
            float(payment.amount),
            facts,
            patterns[self._tie] == 0,
        )
        figures = (*patterns, *self._circumstances.observe(step))
        asked = [figures[place] for place in self._places]
        score = self._forest.score(asked)
        if score < self._forest.hold_from:
            return Suspicion(score=score, held=False)
        said = dict(zip(self._forest.names, asked, strict=True))
        grounds = tuple(
            Ground(feature=name, figure=said[name], weight=weight, payments=self._behind(payment, name))
            for name, weight in self._forest.reasons(asked)
        )
        return Suspicion(score=score, held=True, grounds=grounds)

    def _behind(self, payment: Payment, feature: str) -> tuple[Evidence, ...]:
        if feature not in NAMES:
            return self._stream.explain(payment, feature)
        shown = SHOWN_BY.get(feature, "sender_out")
        return self._stream.explain(payment, f"{shown}_count_{self._longest}")
