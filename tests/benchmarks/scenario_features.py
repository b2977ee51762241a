"""The features of the payments of an invented world: patterns over accounts, and circumstances by facts."""

import numpy as np
import numpy.typing as npt

from simpul.engines.payments.stream import PaymentStream
from simpul.engines.scenarios.flow import CASH, LOAN, TRAVEL
from simpul.engines.scenarios.population import Kind
from simpul.engines.scenarios.scenario import Scenario
from simpul.engines.suspicion.circumstance import NAMES, Circumstances, Step
from simpul.engines.suspicion.facts import Facts

Figures = npt.NDArray[np.float64]
FACTS = tuple(Facts.__dataclass_fields__)


def facts_of(world: Scenario) -> list[Facts]:
    """Give what the messages and registers say of each payment."""
    people, senders, receivers = world.people, world.senders, world.receivers
    cash = world.purposes == CASH
    said = (
        people.kind[senders] == Kind.PERSON,
        people.kind[receivers] == Kind.PERSON,
        people.kind[senders] == Kind.CHARITY,
        people.kind[receivers] == Kind.CHARITY,
        cash,
        cash & people.border[receivers],
        world.purposes == TRAVEL,
        (world.purposes == LOAN) & (people.kind[senders] == Kind.LENDER),
        people.listed[senders] | people.listed[receivers],
    )
    rows = list(zip(*(column.tolist() for column in said), strict=True))
    known = {row: Facts(**dict(zip(FACTS, row, strict=True))) for row in set(rows)}
    return [known[row] for row in rows]


def features_of(world: Scenario) -> tuple[tuple[str, ...], npt.NDArray[np.float32]]:
    """Give the names and the figures of everything that is known of each payment."""
    stream, circumstances = PaymentStream(), Circumstances()
    patterns = stream.observe_many(world.payments)
    first = (patterns[:, stream.names.index("tie_payments")] == 0).tolist()
    columns = (world.payments[name].tolist() for name in ("time", "sender", "receiver", "amount"))
    steps = map(Step._make, zip(*columns, facts_of(world), first, strict=True))
    found = np.array([circumstances.observe(step) for step in steps], dtype=np.float32)
    return (*stream.names, *NAMES), np.concatenate((patterns.astype(np.float32), found), axis=1)
