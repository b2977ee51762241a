"""The features of snapml's GFP beside ours, computed by another Python that has snapml; none where none is named."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from tests.benchmarks.payments_flows import Flow

GFP: Final = "GFP"
PROGRAM: Final = Path(__file__).with_name("payments_gfp.py")


def yardsticks(
    flow: Flow, python: Path | None, kept: Path | None, batches: Sequence[int]
) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    """Give the columns of GFP with the amount, for each size of batch; and how far it looks ahead.

    Where a folder is named, what was computed is kept in it, and not computed again.
    """
    if python is None and kept is None:
        return
    amount = flow["amount"].astype(np.float32)
    with tempfile.TemporaryDirectory() as passing:
        folder = kept or Path(passing)
        for batch in batches:
            made = folder / f"gfp_{batch}.npy"
            if python is not None and not made.exists():
                _compute(flow, python, made, batch)
            yield _named(flow, batch), np.column_stack([np.load(made), amount, amount % 1, amount % 100])


def _compute(flow: Flow, python: Path, made: Path, batch: int) -> None:
    given = made.with_name("flow.npz")
    np.savez(given, time=flow["time"], sender=flow["sender"], receiver=flow["receiver"], amount=flow["amount"])
    subprocess.run([python, PROGRAM, given, made, "--batch", str(batch)], check=True)


def _named(flow: Flow, batch: int) -> str:
    if batch == 1:
        return f"{GFP}, one by one (causal)"
    times = flow["time"].astype(np.int64)
    days = float(np.median(times[batch - 1 :] - times[: len(times) - batch + 1])) / 86_400
    return f"{GFP} by {batch} (looks up to {batch - 1} payments or {days:.1f} days ahead)"
