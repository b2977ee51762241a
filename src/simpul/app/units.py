"""What passes between units, wired: cases, sharing them, requests to freeze, and taking in what partners send."""

from dataclasses import dataclass

from simpul.core.payment.deciding import DecisionPolicy
from simpul.peers.records import UnitPayloads
from simpul.services.case_reading import CaseReading
from simpul.services.case_sharing import CaseSharing
from simpul.services.casework import Casework
from simpul.services.conveying import Conveying
from simpul.services.dispatching import Dispatching
from simpul.services.freeze_requests import FreezeRequests
from simpul.services.unit_intake import UnitIntake
from simpul.services.withholding import Withholding
from simpul.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenUnits:
    """What a node does with cases and requests to freeze."""

    cases: CaseReading
    casework: Casework
    sharing: CaseSharing
    freezing: FreezeRequests
    intake: UnitIntake


def between_units(store: Store, dispatching: Dispatching, policy: DecisionPolicy) -> BetweenUnits:
    """Give what a node does with cases and requests to freeze."""
    node, clock, ids, recorder = dispatching.node, dispatching.clock, dispatching.ids, dispatching.recorder
    payloads = UnitPayloads(limits=node.limits)
    conveying = Conveying(dispatching=dispatching, payloads=payloads, links=store.links)
    withholding = Withholding(node=node, clock=clock, ids=ids, policy=policy, recorder=recorder)
    cases = CaseReading(units=store.units, ledger=store.ledger, recorder=recorder)
    return BetweenUnits(
        cases=cases,
        casework=Casework(reading=cases, conveying=conveying, ledger=store.ledger, payments=store.payments),
        sharing=CaseSharing(reading=cases, conveying=conveying, ledger=store.ledger, links=store.links),
        freezing=FreezeRequests(
            conveying=conveying,
            withholding=withholding,
            ledger=store.ledger,
            units=store.units,
            payments=store.payments,
        ),
        intake=UnitIntake(
            node=node,
            clock=clock,
            ids=ids,
            keys=dispatching.keys,
            payloads=payloads,
            withholding=withholding,
            recorder=recorder,
        ),
    )
