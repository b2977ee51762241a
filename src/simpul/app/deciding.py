"""Building what officers decide payments with: the policy of the node, and what needs two of them."""

from simpul.app.shelf import IndexRecall
from simpul.core.payment.deciding import DUTY_DESK, DecisionPolicy
from simpul.formats.transparency import humanitarian_exemptions
from simpul.services.confirming import Confirming
from simpul.services.flagging import Flagging
from simpul.services.following import Following
from simpul.services.keeping_apart import KeepingApart
from simpul.services.noticing import Noticing
from simpul.services.paying_out import PayingOut
from simpul.services.picturing import Picturing
from simpul.services.ports.world import Clock, Ids
from simpul.services.recording import Recorder
from simpul.services.redeciding import Redeciding
from simpul.services.registering import Registering
from simpul.services.screening import Screening
from simpul.services.searching import Searching
from simpul.services.taking import Taking
from simpul.services.tallying import Tallying
from simpul.storage.store import Store

POLICY = DecisionPolicy(owner=DUTY_DESK)


def confirming_of(store: Store, taking: Taking) -> Confirming:
    """Give what takes proposals and their answers, and compares payees of parts: by the same screening."""
    return Confirming(
        clock=taking.clock,
        policy=POLICY,
        exemptions=humanitarian_exemptions(),
        lists=store.lists,
        desk=store.payment_desk,
        decisions=Following(ids=taking.ids, ledger=store.ledger, recorder=taking.recorder),
        paying_out=PayingOut(
            node=taking.node,
            clock=taking.clock,
            ids=taking.ids,
            screening=taking.screening,
            preparing=taking.preparing,
            policy=POLICY,
            recorder=taking.recorder,
        ),
    )


def redeciding_of(store: Store, taking: Taking) -> Redeciding:
    """Give what carries changes of lists to payments: by the screening and the memory of answers that take them."""
    return Redeciding(
        node=taking.node,
        clock=taking.clock,
        ids=taking.ids,
        ledger=taking.ledger,
        screening=taking.screening,
        preparing=taking.preparing,
        policy=taking.policy,
        reads=store.late_hits,
        recorder=taking.recorder,
    )


def keeping_apart_of(store: Store, recorder: Recorder, clock: Clock, ids: Ids) -> KeepingApart:
    """Give what shows and lifts what is kept apart from payments."""
    return KeepingApart(clock=clock, ids=ids, ledger=store.ledger, reads=store.apart, recorder=recorder)


def noticing_of(screening: Screening) -> Noticing:
    """Give what compares payments with holdings: by the indexes and the proposals of all screening."""
    return Noticing(
        ledger=screening.ledger,
        shelf=screening.shelf,
        recall=IndexRecall(),
        country_code=screening.country_code,
        proposing=screening.proposing,
    )


def flagging_of(screening: Screening) -> Flagging:
    """Give what brings released payments on which rules alert before officers."""
    made = screening.proposing
    return Flagging(clock=made.clock, ids=made.ids, ledger=screening.ledger, recorder=made.recorder)


def tallying_of(store: Store) -> Tallying:
    """Give what counts payments."""
    return Tallying(ledger=store.ledger)


def searching_of(store: Store) -> Searching:
    """Give what finds payments."""
    return Searching(ledger=store.ledger, words=store.payment_words, search=store.payment_search)


def registering_of(store: Store, recorder: Recorder, clock: Clock) -> Registering:
    """Give what keeps the register of non-profit organisations."""
    return Registering(clock=clock, ledger=store.ledger, reads=store.npos, recorder=recorder)


def picturing_of(store: Store) -> Picturing:
    """Give what an officer sees beside a payment."""
    return Picturing(desk=store.payment_desk)
