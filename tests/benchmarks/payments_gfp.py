"""Features of payments by snapml's graph feature preprocessor (GFP), as a yardstick; run by a Python that has it.

    PYTHON -m tests.benchmarks.payments_gfp FLOW.npz FEATURES.npy --batch 1

snapml is proprietary (IBM International License Agreement for Non-Warranted Programs) and no part of Simpul: whoever
wants to compare installs it into an environment of its own, with numpy beside it. GFP makes the features of a row from
all rows handed in with it, later ones too: only `--batch 1` sees nothing of what is to come. The payments are handed in
as they stand in the file: time in seconds, sender, receiver, amount.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
from snapml import GraphFeaturePreprocessor

DAY = 86_400
COUNTED = 3
"""How many columns of the table handed in say which payment it is and when: none is a feature."""

PATTERNS = ("fan", "degree", "scatter-gather", "temp-cycle", "lc-cycle")
SHORT = (5, PATTERNS)
"""Everything GFP has, over five days."""

LONG = (25, ("fan", "degree", "scatter-gather"))
"""What GFP can count over twenty-five days without walks along cycles, which do not end in reasonable time there."""


def preprocessor(days: int, patterns: tuple[str, ...]) -> GraphFeaturePreprocessor:
    """Give a preprocessor with every statistic of the accounts, on one thread."""
    made = GraphFeaturePreprocessor()
    said: dict[str, object] = {
        "num_threads": 1,
        "time_window": days * DAY,
        "vertex_stats": True,
        "vertex_stats_tw": days * DAY,
        "vertex_stats_cols": [COUNTED, COUNTED + 1],
        "vertex_stats_feats": list(range(11)),
    }
    for pattern in PATTERNS:
        said |= {pattern: pattern in patterns, f"{pattern}_tw": days * DAY}
    made.set_params(said)
    return made


def features(
    rows: npt.NDArray[np.float64], *, batch: int, days: int, patterns: tuple[str, ...]
) -> npt.NDArray[np.float32]:
    """Give the features of each row, without the columns handed in."""
    made, parts = preprocessor(days, patterns), []
    for start in range(0, len(rows), batch):
        part = np.ascontiguousarray(rows[start : start + batch])
        parts.append(made.transform(part)[:, rows.shape[1] :].astype(np.float32))
    return np.concatenate(parts)


def main() -> int:
    """Compute and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("flow", type=Path)
    asked.add_argument("into", type=Path)
    asked.add_argument("--batch", type=int, default=1)
    options = asked.parse_args()
    flow = np.load(options.flow)
    count = len(flow["time"])
    rows = np.column_stack([np.arange(count), flow["sender"], flow["receiver"], flow["time"], flow["amount"]]).astype(
        np.float64
    )
    start, found = time.process_time(), []
    for days, patterns in (SHORT, LONG):
        found.append(features(rows, batch=options.batch, days=days, patterns=patterns))
        sys.stderr.write(
            f"{days} days, {', '.join(patterns)}: {found[-1].shape[1]} columns, {time.process_time() - start:.0f} s\n"
        )
    np.save(options.into, np.concatenate(found, axis=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
