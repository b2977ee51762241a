"""Where the processor time of a payment goes: each stage by itself, on messages that nobody has taken.

Every stage is done for all messages before the next one begins, so that a figure holds that stage and nothing else.
`compared_anew` is the comparison of names that were never asked for, `compared_again` of names that were. What is
decided is so `AT_ONCE` to a transaction, as under load, and then alone in its transaction, as on a quiet day.
"""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from simpul.app.node import Node
from simpul.core.ids import Domain, seal
from simpul.core.payment.completeness import completeness
from simpul.core.payment.payment import Payment
from simpul.formats.iso20022.reading import read_iso20022
from simpul.services.taking import AT_ONCE

T = TypeVar("T")

ALONE = 200
"""Of so many payments each is decided in a transaction of its own."""


def stages(node: Node, messages: Sequence[bytes]) -> dict[str, int]:
    """Give the microseconds of processor time that each stage takes for one message; the node keeps the payments."""
    taking, lists = node.monitoring.taking, node.screening.shelf.standing()
    preparing, spent = taking.preparing, dict[str, int]()

    def timed(stage: str, done: Callable[[], T], many: int = len(messages)) -> T:
        begun = time.process_time()
        found = done()
        spent[stage] = round((time.process_time() - begun) / many * 1e6)
        return found

    def compared() -> None:
        for part in _parts(payments):
            preparing.resembling(part, lists.partitions)

    read = timed("read", lambda: [read_iso20022(raw) for raw in messages])
    payments = [payment for each in read for payment in each.payments]
    sealed = timed("sealed", lambda: [seal(Domain.PAYMENT, each) for each in payments])
    timed("compared_anew", compared)
    timed("compared_again", compared)
    timed("completeness", lambda: [completeness(each, preparing.transparency) for each in payments])
    prepared = preparing.compared(sealed, lists.partitions)
    together, alone = prepared[:-ALONE], prepared[-ALONE:]
    timed("decided_together", lambda: taking.take_prepared(together, lists, actor="bench"), len(together))
    timed("decided_alone", lambda: [taking.take_prepared((each,), lists, actor="bench") for each in alone], len(alone))
    return spent


def _parts(payments: Sequence[Payment]) -> list[Sequence[Payment]]:
    return [payments[first : first + AT_ONCE] for first in range(0, len(payments), AT_ONCE)]
