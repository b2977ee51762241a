"""Building what tells how alerts fare: by the node's own calibration, else by the one that is shipped."""

from pathlib import Path

from simpul.engines.screening.calibration import OrdinaryScores
from simpul.formats.calibration import FILE, read_calibration, shipped_calibration
from simpul.formats.ordinary import ordinary_scores
from simpul.services.fairness import Fairness
from simpul.storage.store import Store


def fairness_of(store: Store, home: Path) -> Fairness:
    """Give what tells how alerts fare at the node in a home folder."""
    file = home / FILE
    return Fairness(
        alerts=store.alerts,
        own=read_calibration(file.read_bytes()) if file.is_file() else None,
        shipped=shipped_calibration(),
        ordinary=OrdinaryScores(ordinary_scores()),
    )
