"""A whole invented world: its payments in columns, what each message would carry, and what each really is.

A test of ourselves, not a claim about the field. Amounts of schemes and twins are those of everyday payments, one rank
for another, so that they tell nothing; what accounts are called, and when a scheme begins, is chance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

import numpy as np
import numpy.typing as npt

from simpul.engines.scenarios.chance import Figures, Numbers
from simpul.engines.scenarios.collecting import COLLECTING
from simpul.engines.scenarios.everyday import everyday
from simpul.engines.scenarios.family import Truth
from simpul.engines.scenarios.flow import CASH, Flow, Plot, between, in_order, joined, of_plot
from simpul.engines.scenarios.moving import MOVING
from simpul.engines.scenarios.population import Population, populated
from simpul.engines.scenarios.setting import STEADY_DAYS, WorldSetting
from simpul.engines.scenarios.stage import Stage

DAY: Final = 86_400
CURRENCY: Final = "EUR"
Column = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The payments of a world in the order of time, and the truth about them.

    `payments` has the columns of `PaymentStream.observe_many`; time is in seconds since 1970. `senders` and `receivers`
    are places in `people`. `plots` numbers the schemes and twins; -1 is everyday life.
    """

    setting: WorldSetting
    people: Population
    payments: Mapping[str, Column]
    senders: Numbers
    receivers: Numbers
    purposes: Numbers
    plots: Numbers
    staged: tuple[Plot, ...]

    @property
    def truth(self) -> Numbers:
        """What each payment really is."""
        kinds = np.array([*(plot.truth for plot in self.staged), Truth.EVERYDAY], dtype=np.int64)
        return kinds[self.plots]

    def __len__(self) -> int:
        """Give how many payments there are."""
        return len(self.plots)


def scenario(setting: WorldSetting) -> Scenario:
    """Invent a world; the same setting gives the same world."""
    people = populated(setting)
    life = everyday(setting, people)
    stage = Stage(setting, people, life.amounts)
    staged = tuple(_plots(setting, stage))
    parts = [of_plot(plot, number) for number, plot in enumerate(staged)]
    flow = in_order(between(joined(life, *_told_nothing(parts, staged, life)), 0, setting.days))
    payments = {
        "time": np.floor(_begins(setting) + flow.days * DAY),
        "sender": people.number[flow.senders],
        "receiver": people.number[flow.receivers],
        "amount": flow.amounts,
        "currency": np.full(len(flow.days), CURRENCY),
        "id": np.arange(1, len(flow.days) + 1),
    }
    return Scenario(
        setting=setting,
        people=people,
        payments=payments,
        senders=flow.senders,
        receivers=flow.receivers,
        purposes=flow.purposes,
        plots=flow.plots,
        staged=staged,
    )


def _begins(setting: WorldSetting) -> float:
    return datetime.combine(setting.begins, time(), tzinfo=UTC).timestamp()


def _plots(setting: WorldSetting, stage: Stage) -> Iterator[Plot]:
    acts = COLLECTING | MOVING
    for family in setting.families:
        for truth, count in ((Truth.SCHEME, setting.schemes), (Truth.TWIN, setting.twins)):
            for _ in range(count):
                hops = tuple(acts[family.value, truth](stage))
                yield Plot(family.value, truth, hops)


def _told_nothing(parts: list[Flow], staged: tuple[Plot, ...], life: Flow) -> Iterator[Flow]:
    """Give the payments of schemes, and of twins, the amounts of everyday ones, rank for rank; cash those of cash."""
    for truth in (Truth.SCHEME, Truth.TWIN):
        flows = [part for part, plot in zip(parts, staged, strict=True) if plot.truth is truth]
        if flows:
            flow = joined(*flows)
            amounts = flow.amounts.copy()
            for cash in (False, True):
                rows, known = (flow.purposes == CASH) == cash, life.amounts[(life.purposes == CASH) == cash]
                amounts[rows] = _ranked(amounts[rows], np.sort(known))
            yield flow._replace(amounts=amounts)


def _ranked(amounts: Figures, known: Figures) -> Figures:
    """Give each amount the known one of the same rank, and equal ones the same."""
    _, place, count = np.unique(amounts, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - count / 2)[place] / len(place)
    ranked: Figures = known[(rank * len(known)).astype(np.int64)]
    return ranked


def judged(found: Scenario) -> npt.NDArray[np.bool_]:
    """Tell the payments from the day on at which as much of schemes goes on as on any later day."""
    passed = found.payments["time"].astype(np.float64) - _begins(found.setting)
    rows: npt.NDArray[np.bool_] = passed >= STEADY_DAYS * DAY
    return rows


def judged_plots(found: Scenario) -> Numbers:
    """Give the schemes and twins of which at least half is among what is judged; by number."""
    inside = np.bincount(found.plots[judged(found)] + 1, minlength=len(found.staged) + 1)[1:]
    plots: Numbers = np.flatnonzero(2 * inside >= [len(plot.hops) for plot in found.staged])
    return plots
