"""Back-tests, loaded when the first one is asked for: DuckDB takes tens of megabytes of every process that has it."""

import importlib
from pathlib import Path

from simpul.core.payment.backtest import BackTest
from simpul.core.payment.rule import Rule
from simpul.services.ports.world import Clock
from simpul.services.ruling import Trials
from simpul.storage.reading import Reading

_TRIALS = "simpul.app.trials"


class LateTrials:
    """The back-tests of `simpul.app.trials`; every promise is theirs."""

    def __init__(self, folder: Path, reading: Reading, clock: Clock) -> None:
        """Keep the archive in this folder, made of what these readers read."""
        self._folder = folder
        self._reading = reading
        self._clock = clock
        self._loaded: Trials | None = None

    def backtest(self, rule: Rule) -> BackTest:
        """Give what a rule would have done to every payment that is recorded."""
        if self._loaded is None:
            self._loaded = importlib.import_module(_TRIALS).trials_in(self._folder, self._reading, self._clock)
        loaded: Trials = self._loaded
        return loaded.backtest(rule)
