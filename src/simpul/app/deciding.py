"""Building what officers decide payments with: the policy of the node, and what needs two of them."""

from simpul.core.payment.deciding import DecisionPolicy
from simpul.formats.transparency import humanitarian_exemptions
from simpul.services.confirming import Confirming
from simpul.services.following import Following
from simpul.services.ports.world import Clock, Ids
from simpul.services.recording import Recorder
from simpul.storage.store import Store

DUTY_DESK = "duty desk"
"""Who decides payments that are held, where nobody is named."""

POLICY = DecisionPolicy(owner=DUTY_DESK)


def confirming_of(store: Store, recorder: Recorder, clock: Clock, ids: Ids) -> Confirming:
    """Give what takes proposals and their answers."""
    return Confirming(
        clock=clock,
        policy=POLICY,
        exemptions=humanitarian_exemptions(),
        lists=store.lists,
        desk=store.payment_desk,
        decisions=Following(ids=ids, ledger=store.ledger, recorder=recorder),
    )
