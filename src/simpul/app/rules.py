"""The rules on payments of one node, wired: what is counted for them, and those that come with Simpul.

Loaded when the first payment comes (`app.late_rules`).
"""

from collections.abc import Sequence
from functools import cache, partial

from simpul.app.keeping import SealedSnapshot
from simpul.core.errors import InputError
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.rule import Rule
from simpul.engines.rules.counted import place_of, written
from simpul.engines.rules.watching import unknown_features
from simpul.engines.suspicion.forest import Forest, read_forest
from simpul.formats.payment_rules import shipped_rules
from simpul.formats.reference import reference_bytes
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.watching import Watched, Watching

MODEL = "suspicion.json"


@cache
def shipped_models() -> tuple[Forest, ...]:
    """Give the models that come with Simpul."""
    return (read_forest(reference_bytes(MODEL)),)


class Counting:
    """Where what is counted for the rules is kept; it begins with nothing."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._watched: Watched | None = None

    def take(self) -> Watched | None:
        """Take what is counted; nothing is there then."""
        watched, self._watched = self._watched, None
        return watched

    def put(self, watched: Watched) -> None:
        """Keep what is counted."""
        self._watched = watched


class Rules:
    """Evaluates the rules that stand."""

    def __init__(self, snapshot: SealedSnapshot) -> None:
        """Begin with nothing counted but what was kept before."""
        self._snapshot = snapshot
        self._watching = Watching(shipped=shipped_rules(), models=shipped_models(), cell=Counting(), snapshots=snapshot)

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""
        return self._watching.run(tx, facts)

    def follow(self, tx: Transaction) -> int:
        """Take in some of what is recorded and not counted, and give how many payments it was; none when all is."""
        return self._watching.follow(tx)

    def keep(self, ledger: Ledger) -> None:
        """Keep what is counted for the next process, where much has come since it was kept last."""
        counted = ledger.act(partial(self._watching.counted, least=self._kept() + self._snapshot.worth))
        if counted is not None:
            self._snapshot.keep(written(counted))

    def _kept(self) -> int:
        try:
            return place_of(self._snapshot.beginning())[0]
        except InputError:
            return 0

    def shipped(self) -> tuple[Rule, ...]:
        """Give the rules that come with Simpul."""
        return self._watching.shipped

    def unknown_features(self, rule: Rule) -> tuple[str, ...]:
        """Give the figures that a rule asks for and that there are not."""
        return unknown_features(rule, self._watching.models)
