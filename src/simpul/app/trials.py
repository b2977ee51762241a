"""Trying rules on the past: the archive of payments, and the evaluator that decides live, loaded late."""

from pathlib import Path

from simpul.app.rules import shipped_models
from simpul.core.payment.backtest import BackTest
from simpul.core.payment.rule import Rule
from simpul.engines.rules.backtesting import past_of, tested
from simpul.services.ports.world import Clock
from simpul.storage.payment_archive import FILE, PaymentArchive
from simpul.storage.reading import Reading


class PastTrials:
    """Tries rules on the archive of one node."""

    def __init__(self, archive: PaymentArchive, clock: Clock) -> None:
        """Try them on this archive."""
        self._archive = archive
        self._clock = clock

    def backtest(self, rule: Rule) -> BackTest:
        """Give what a rule would have done to every payment that is recorded."""
        at, archived = self._clock.now(), self._archive.archived()
        past = past_of(archived.numbers, archived.codes, archived.words, archived.outcome)
        found = tested(rule, past, shipped_models())
        return BackTest(
            rule=rule.edition,
            effect=rule.effect,
            at=at,
            payments=archived.payments,
            alerted=found.alerted,
            held=found.held,
            unknown=found.unknown,
            confirmed=found.confirmed,
            let_go=found.let_go,
            missed=found.missed,
            live=found.live,
            differences=found.differences,
            by_corridor=found.by_corridor,
            by_npo=found.by_npo,
            by_script=found.by_script,
            named=self._archive.ids(found.fired_rows),
            missed_named=self._archive.ids(found.missed_rows),
        )


def trials_in(folder: Path, reading: Reading, clock: Clock) -> PastTrials:
    """Try rules on the archive in a folder, made of what these readers read."""
    return PastTrials(PaymentArchive(folder / FILE, reading), clock)
