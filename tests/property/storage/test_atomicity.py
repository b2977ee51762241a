"""Whatever acts are done and undone, the database holds exactly what the acts that returned have written."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.audit import chained
from simpul.core.errors import ConflictError
from simpul.core.exchange import Receipt
from simpul.core.holding import EVERY_ALERT, Direction
from simpul.core.ids import Domain, record_id
from simpul.core.log import leaf_hash, root_of
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.holdings import NOW, THEM, act_of, alert_of, envelope_of, report_of, sight, terms
from tests.stores import opened, sqlite_place


@dataclass(slots=True)
class Model:
    """What should be there, as plain lists."""

    acts: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    alerts: int = 0
    waiting: dict[str, None] = field(default_factory=dict)

    def copy(self) -> "Model":
        """Give a model that can change by itself."""
        return Model(
            acts=list(self.acts),
            sent=list(self.sent),
            taken=list(self.taken),
            reports=set(self.reports),
            alerts=self.alerts,
            waiting=dict(self.waiting),
        )


Step = Callable[[SqlTransaction, Model], None]


def records_an_act(tx: SqlTransaction, model: Model) -> None:
    entry, index = act_of(), len(model.acts)
    assert tx.audit.record(entry) == index
    previous = model.acts[-1] if model.acts else "0" * 64
    model.acts.append(chained(entry, index=index, previous=previous)[1])


def sends(tx: SqlTransaction, model: Model) -> None:
    envelope = envelope_of(tx.links.next_number(THEM))
    tx.links.queue(envelope, at=NOW)
    model.sent.append(envelope.id)


def takes(tx: SqlTransaction, model: Model) -> None:
    number = tx.links.expected(THEM)
    envelope_id = record_id(Domain.ENVELOPE, f"{number}".encode())
    assert tx.links.take(THEM, number, envelope_id=envelope_id, outcome=Receipt.ACCEPTED, at=NOW)[0] == number
    model.taken.append(envelope_id)


def adds_a_report(tx: SqlTransaction, model: Model) -> None:
    signed = report_of(handling=terms(caveat=f"caveat {len(model.reports) % 3}"))
    tx.reports.add(signed, (), direction=Direction.OWN, author="", at=NOW)
    model.reports.add(signed.report.id)


def raises_an_alert(tx: SqlTransaction, model: Model) -> None:
    assert tx.alerts.add(alert_of())
    model.alerts += 1


def queues(tx: SqlTransaction, model: Model) -> None:
    profile = f"list:XZ:{len(model.waiting) % 5}"
    tx.screening.queue([profile])
    model.waiting[profile] = None


STEPS: tuple[Step, ...] = (records_an_act, sends, takes, adds_a_report, raises_an_alert, queues)
ACTS = st.lists(st.tuples(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6), st.booleans()), max_size=10)


def do(store: Store, model: Model, steps: list[Step], *, fails: bool) -> Model:
    """Do an act that may fail at its end, and give the model after it."""
    after = model.copy()

    def work(tx: SqlTransaction) -> None:
        for step in steps:
            step(tx, after)
        if fails:
            raise ConflictError("at its end")

    if not fails:
        store.ledger.act(work)
        return after
    with pytest.raises(ConflictError, match="at its end"):
        store.ledger.act(work)
    return model


def check(store: Store, model: Model) -> None:
    """Compare what is there with the model."""
    leaves = [bytes.fromhex(leaf) for leaf in model.acts]
    assert store.ledger.act(lambda tx: tx.audit.head()) == (len(leaves), root_of(leaves).hex())
    sent = root_of([leaf_hash(bytes.fromhex(each)) for each in model.sent]).hex()
    assert store.ledger.act(lambda tx: tx.links.out_root(THEM, len(model.sent))) == sent
    taken = root_of([leaf_hash(bytes.fromhex(each)) for each in model.taken]).hex()
    assert store.ledger.act(lambda tx: tx.links.in_log(THEM)) == (len(model.taken), taken)
    found = store.reports.reports(sight(), direction=None, text="", after="", limit=200).items
    assert {held.signed.report.id for held in found} == model.reports
    assert store.alerts.count_alerts(sight(), chosen=EVERY_ALERT) == model.alerts
    waiting = store.ledger.act(lambda tx: tx.screening.waiting(99))
    assert [profile.id for profile in waiting] == list(model.waiting)


@settings(max_examples=60)
@given(acts=ACTS)
def test_acts_that_fail_leave_nothing_and_those_that_return_leave_all(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[list[Step], bool]]
) -> None:
    path, model = sqlite_place(tmp_path_factory.mktemp("acts")), Model()
    store = opened(path)
    for steps, fails in acts:
        model = do(store, model, steps, fails=fails)
    check(store, model)
    store.close()
    again = opened(path)
    check(again, model)
    do(again, model, list(STEPS), fails=False)
    again.close()
