"""Flagging: a payment that was released while a rule alerts on it comes before an officer, with the payments behind it.

Rules:
1. What a rule holds is decided in the queue of payments. What it only alerts on is released, and is flagged here: an
   alert in the queue of alerts, under the terms of the payment, behind the decision and never instead of it.
2. Flagged is what one rule says of one account: of the one that is paid where all that the rule counted is the
   receiver's (who gives to a collector is not flagged for what the collector does), else of the one that pays. While
   such an alert waits or was settled less than `AGAIN_AFTER` ago, the same rule flags the same account no second time:
   dismissed stays dismissed. After that it may come anew.
3. The alert names the payments that the rule counted: those of the account in the window that the rule asks for, until
   the payment itself, the latest first. None that came later is among them.
4. Each payment is looked at once, in the node's order; the place is kept in the transaction of its alerts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from simpul.core.alert import Alert, AlertKind, Evidence, seriousness_of, settled_at
from simpul.core.audit import Act
from simpul.core.holding import HeldAlert
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.ends import ends_of
from simpul.core.payment.findings import RuleEffect, RuleFinding, RuleOutcome
from simpul.core.payment.keeping import Decided
from simpul.core.payment.payee import payee_id
from simpul.core.scripts import script_of
from simpul.services.ports.noticing import TakenPayment, Walk
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

PAGE = 100
"""Payments that are looked at together."""

AGAIN_AFTER = timedelta(days=30)
"""How long what was settled stays settled: as long as the longest window over which patterns are seen."""

LONGEST_DAYS = 30
MOST_NAMED = 20
"""Payments that an alert names of one window."""

RULE, FIGURE, BEHIND = "pattern-rule", "pattern-figure", "pattern-payments"
"""Codes of evidence: the rule with its titles, a figure by which it fired, and the payments that it counted."""

_WINDOW = re.compile(r"(sender|receiver) (out|in) \w+ (\d+)d")
_FEATURE = re.compile(r"(sender|receiver)_(\w*?)(?:_(\d+)d)?: ")
_INTO = re.compile(r"^in_|payer|was_paid|received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagging:
    """Brings released payments on which rules alert before officers."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    recorder: Recorder
    page: int = PAGE

    def carry_on(self) -> bool:
        """Look at one page of payments that were not looked at yet; tell whether there was one."""
        return self.ledger.act(self._flagged)

    def _flagged(self, tx: Transaction) -> bool:
        page = tx.noticed.behind(tx.noticed.place(Walk.FLAGS), self.page)
        if not page:
            return False
        standing = tx.payments.standing([each.id for each in page])
        for taken in page:
            for finding in _alerting(standing[taken.id]):
                self._flag(tx, taken, finding)
        tx.noticed.keep(Walk.FLAGS, page[-1].sequence)
        return True

    def _flag(self, tx: Transaction, taken: TakenPayment, finding: RuleFinding) -> None:
        alert = self._alert(taken, finding)
        latest = tx.alerts.latest(alert)
        if latest is not None and not self._comes_again(latest):
            return
        earlier = latest.alert.id if latest is not None else ""
        raised = replace(alert, earlier=earlier, evidence=tuple(_evidence(tx, taken, finding)))
        if tx.alerts.add(raised):
            self.recorder.done(tx, Act.ALERT_RAISE, actor="node", target=raised.id, detail=raised.kind)

    def _comes_again(self, latest: HeldAlert) -> bool:
        settled = settled_at(latest.decisions)
        return settled is not None and self.clock.now() - settled >= AGAIN_AFTER

    def _alert(self, taken: TakenPayment, finding: RuleFinding) -> Alert:
        known_as, name = _flagged(taken, finding)
        account = payee_id({"account": (known_as or taken.id,)}, taken.handling)
        rule = payee_id({"rule": (str(finding.rule),)}, taken.handling)
        return Alert(
            id=self.ids.new_id(),
            kind=AlertKind.PAYMENT_PATTERN,
            subject=account,
            against=rule,
            caption=f"{name or known_as} / {(*finding.arguments, '')[0]}",
            score=0,
            seriousness=seriousness_of(AlertKind.PAYMENT_PATTERN, 0),
            handling=taken.handling,
            raised_at=self.clock.now(),
            profiles=(account, rule),
            script=script_of(name),
        )


def _flagged(taken: TakenPayment, finding: RuleFinding) -> tuple[str, str]:
    """Give the account that a finding speaks of, and the name of whose it is."""
    said = (_WINDOW.match(figure) or _FEATURE.match(figure) for figure in finding.arguments[2:])
    if {found[1] for found in said if found} == {"receiver"}:
        return taken.receiver, ends_of(taken.payment).beneficiary.name
    return taken.sender, ends_of(taken.payment).originator.name


def _alerting(decided: Decided) -> Sequence[RuleFinding]:
    """Give what rules alert on in a payment that was released."""
    if decided.decision.state is not PaymentState.RELEASED:
        return ()
    return [
        each
        for each in decided.case.rules.findings
        if each.effect is RuleEffect.ALERT and each.outcome is RuleOutcome.FIRED
    ]


def _evidence(tx: Transaction, taken: TakenPayment, finding: RuleFinding) -> Iterator[Evidence]:
    yield Evidence(code=RULE, arguments=(str(finding.rule), *finding.arguments[:2]))
    figures = finding.arguments[2:]
    for figure in figures:
        yield Evidence(code=FIGURE, arguments=(figure,))
    named = [taken.id]
    for account, way, days in dict.fromkeys(window for each in figures for window in _windows(each, taken)):
        named += tx.noticed.of_account(account, way, days=days, until=taken.sequence, limit=MOST_NAMED)
    yield Evidence(code=BEHIND, arguments=tuple(dict.fromkeys(named)))


def _windows(figure: str, taken: TakenPayment) -> Iterator[tuple[str, str, int]]:
    """Give the account, the way and the days that a figure was counted over."""
    window, feature = _WINDOW.match(figure), _FEATURE.match(figure)
    if window:
        whose, way, days = window[1], window[2], int(window[3])
    elif feature:
        whose, way = feature[1], "in" if _INTO.search(feature[2]) else "out"
        days = int(feature[3]) if feature[3] else LONGEST_DAYS
    else:
        return
    account = taken.sender if whose == "sender" else taken.receiver
    if account:
        yield account, way, days
