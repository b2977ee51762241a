"""Flows of payments to measure the pattern engine on: a published set with and without a hub, and an invented one."""

import os
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "data"
CTF1M = Path(os.environ.get("SIMPUL_DATA", BESIDE_THE_REPOSITORY)) / "payments" / "amlsim_ctf1m.parquet"
DAY = 86_400
HUB_SHARE = 0.05
COUNTERPARTIES = 8
NEW_SHARE = 0.05
SEED = 20_260_301

Flow = dict[str, npt.NDArray[np.generic]]


def ctf1m() -> Flow:
    """Give the payments of the AMLSim set in their order; nothing of its labels."""
    columns = duckdb.connect().sql(f"SELECT ts, src, dst, amount FROM '{CTF1M}' ORDER BY tx_id").fetchnumpy()
    flow = {"time": columns["ts"], "sender": columns["src"], "receiver": columns["dst"], "amount": columns["amount"]}
    return {**flow, "currency": np.full(len(columns["ts"]), "XXX")}


def with_hub(flow: Flow, *, seed: int = SEED) -> Flow:
    """Turn every twentieth payment, by chance, into one to the same account."""
    receivers = flow["receiver"].astype(np.int64)
    receivers[np.random.default_rng(seed).random(len(receivers)) < HUB_SHARE] = receivers.max() + 1
    return {**flow, "receiver": receivers}


def invented(payments: int, accounts: int, a_day: int, *, seed: int = SEED) -> Flow:
    """Invent payments: most to one of a few accounts each sender knows, some to anybody, and a twentieth to a hub."""
    draw = np.random.default_rng(seed)
    known = draw.integers(0, accounts, size=(accounts, COUNTERPARTIES))
    senders = np.minimum(draw.zipf(1.5, payments) - 1, accounts - 1)
    senders = np.where(draw.random(payments) < 0.5, senders % accounts, draw.integers(0, accounts, payments))
    receivers = known[senders, draw.integers(0, COUNTERPARTIES, payments)]
    anybody = draw.random(payments) < NEW_SHARE
    receivers[anybody] = draw.integers(0, accounts, int(anybody.sum()))
    flow: Flow = {
        "time": np.sort(draw.uniform(0, payments / a_day * DAY, payments)),
        "sender": senders,
        "receiver": receivers,
        "amount": np.round(draw.lognormal(5, 1.2, payments), 2),
        "currency": np.full(payments, "XXX"),
    }
    return with_hub(flow, seed=seed)
