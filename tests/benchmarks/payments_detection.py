"""How well the features of `engines.payments` tell laundering on the AMLSim set `amlsim_ctf1m.parquet`; prints JSON.

The labels are laundering made by a generator, not terrorist financing: no figure here says how terrorist financing is
found. One fixed set, at the resolution of a day; its decoys (same shapes, not laundering) stay in every part.

Split by time, 60/20/20. A scheme with payments in two parts is taken out of all of them (`purged`), and left in for
comparison with figures made so (`as_is`). The first days, when nothing is remembered yet, are not learned from. Of the
ordinary payments a fifth is learned from, by chance, at five times the weight; all are judged. The threshold is the one
best on the validation part. Probes are given what must not help: amounts, the order of rows, the numbers of accounts.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import duckdb
import lightgbm
import numpy as np
import numpy.typing as npt

from simpul.engines.payments.features import KNOWN, SINCE
from simpul.engines.payments.stream import PaymentStream
from tests.benchmarks.payments_drawing import Flags, Numbers, Whole, drawn_f1, drawn_precision, interval
from tests.benchmarks.payments_flows import CTF1M, Flow, ctf1m
from tests.benchmarks.payments_yardstick import GFP, yardsticks

SHA256: Final = "3184ec6ed0e94ef9c0ba267791d21dba2aef74d27c3663599109e77f40b0860d"
OURS: Final = "all features"
FIRST: Final = "first payments alone, remembered for five years"
FIVE_YEARS: Final = 1_825
"""So long records are kept at least (FATF R.11, as of 2012)."""
SEEDS: Final = 5
PARTS: Final = (0.6, 0.8)
FORGET_DAYS: Final = 60
KEPT: Final = 0.2
TAIL_DAYS: Final = 36
ALERTS: Final = (100, 250, 500)
MODEL: Final = {
    "n_estimators": 400,
    "learning_rate": 0.03,
    "num_leaves": 15,
    "min_child_samples": 40,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5.0,
    "n_jobs": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What is known of each payment: its day, whether it is laundering, its scheme (-1 for none) and the kind of it."""

    day: Whole
    laundering: Flags
    scheme: Whole
    kind: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows learned from, those the threshold is chosen on, and those judged."""

    learn: Flags
    choose: Flags
    judge: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found with one set of columns, over the seeds of the model."""

    columns: int
    positives: int
    average_precision_where_chosen: float
    f1_where_chosen: float
    f1: float
    f1_of_seeds: list[float]
    f1_95: tuple[float, float]
    f1_without_tail: float
    average_precision: float
    average_precision_95: tuple[float, float]
    average_precision_of_seeds: list[float]
    recall_at_alerts: dict[int, float]
    schemes_found: dict[str, str]
    payments_before_first_alert: float
    decoys_hit: float


def labels() -> Labels:
    """Read the labels, in the order of the payments."""
    columns = "step, is_sar, coalesce(alert_id, -1) AS scheme, coalesce(reason, '') AS kind"
    said = duckdb.connect().sql(f"SELECT {columns} FROM '{CTF1M}' ORDER BY tx_id")
    read = said.fetchnumpy()
    plain = {name: np.ma.getdata(column) for name, column in read.items()}
    return Labels(
        day=plain["step"].astype(np.int64),
        laundering=plain["is_sar"] == 1,
        scheme=plain["scheme"].astype(np.int64),
        kind=plain["kind"].astype(str),
    )


def parted(known: Labels, *, purge: Callable[[Whole, Whole], Flags]) -> Part:
    """Split by time, without the payments to be purged and without the days at the beginning."""
    first, second = (known.day[int(len(known.day) * share)] for share in PARTS)
    part = np.where(known.day < first, 0, np.where(known.day < second, 1, 2))
    stays = ~purge(known.scheme, part)
    return Part(
        learn=(part == 0) & stays & (known.day >= FORGET_DAYS), choose=(part == 1) & stays, judge=(part == 2) & stays
    )


def straddling(scheme: Whole, part: Whole) -> Flags:
    """Tell the payments of schemes that have some in two parts."""
    across = [each for each in np.unique(scheme[scheme >= 0]) if len(np.unique(part[scheme == each])) > 1]
    return np.isin(scheme, across)


def none(scheme: Whole, part: Whole) -> Flags:
    """Purge nothing."""
    return np.zeros(len(scheme), dtype=bool) & (part > 0)


def scores(
    columns: npt.NDArray[np.float32], known: Labels, part: Part, *, among: Flags | None, seed: int
) -> tuple[Numbers, Numbers]:
    """Learn with one seed; give the scores of the part that the threshold is chosen on, and of that which is judged.

    Where a model is for some payments alone, it learns from all of these, and the score of every other is 0.
    """
    draw = np.random.default_rng(seed)
    seen, kept = (np.ones(len(known.day), dtype=bool), KEPT) if among is None else (among, 1.0)
    learn = part.learn & seen & (known.laundering | (draw.random(len(known.day)) < kept))
    choose = part.choose & seen
    model = lightgbm.LGBMClassifier(**MODEL, random_state=seed)
    model.fit(
        columns[learn],
        known.laundering[learn],
        sample_weight=np.where(known.laundering[learn], 1.0, 1 / kept),
        eval_X=columns[choose],
        eval_y=known.laundering[choose],
        eval_metric="average_precision",
        callbacks=[lightgbm.early_stopping(60, verbose=False)],
    )
    chosen, judged = (_scored(model, columns, each, seen) for each in (part.choose, part.judge))
    return chosen, judged


def _scored(model: lightgbm.LGBMClassifier, columns: npt.NDArray[np.float32], rows: Flags, seen: Flags) -> Numbers:
    score: Numbers = np.zeros(len(rows))
    score[rows & seen] = model.predict_proba(columns[rows & seen])[:, 1]
    return score[rows]


def _ranked(truth: Flags, score: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give thresholds from high to low with the true and all alerts at or above each."""
    order = np.argsort(-score, kind="stable")
    last = np.append(np.diff(score[order]) != 0, [True])
    alerts: Numbers = (np.flatnonzero(last) + 1).astype(np.float64)
    return score[order][last], np.cumsum(truth[order])[last].astype(np.float64), alerts


def threshold(truth: Flags, score: Numbers) -> float:
    """Give the threshold with the best F1."""
    at, true, alerts = _ranked(truth, score)
    return float(at[np.argmax(2 * true / (alerts + truth.sum()))])


def average_precision(truth: Flags, score: Numbers) -> float:
    """Give the area under precision by recall, in steps."""
    _, true, alerts = _ranked(truth, score)
    return float(np.sum(np.diff(true, prepend=0.0) * true / alerts) / max(truth.sum(), 1))


def f1(truth: Flags, hit: Flags, weight: Numbers | None = None) -> float:
    """Give F1, where payments may count several times or not at all."""
    weight = np.ones(len(truth)) if weight is None else weight
    true = weight[truth & hit].sum()
    return float(2 * true / max(weight[hit].sum() + weight[truth].sum(), 1e-9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the models of all seeds said of one set of columns: scores where chosen and where judged, and alerts."""

    columns: int
    each: list[tuple[Numbers, Numbers]]
    thresholds: list[float]
    hits: list[Flags]


def ran(columns: npt.NDArray[np.float32], known: Labels, part: Part, *, seeds: int, among: Flags | None = None) -> Run:
    """Learn with each seed, for all payments or for some alone."""
    each = [scores(columns, known, part, among=among, seed=seed) for seed in range(seeds)]
    thresholds = [threshold(known.laundering[part.choose], chosen) for chosen, _ in each]
    hits = [score >= least for least, (_, score) in zip(thresholds, each, strict=True)]
    return Run(columns=columns.shape[1], each=each, thresholds=thresholds, hits=hits)


def found(run: Run, known: Labels, part: Part) -> Found:
    """Judge with each seed."""
    truth, scheme = known.laundering[part.judge], known.scheme[part.judge]
    each, thresholds, hits, choice = run.each, run.thresholds, run.hits, known.laundering[part.choose]
    best = [f1(choice, chosen >= least) for least, (chosen, _) in zip(thresholds, each, strict=True)]
    before_tail = known.day[part.judge] < known.day.max() + 1 - TAIL_DAYS
    precisions = [average_precision(truth, score) for _, score in each]
    f1s = [f1(truth, hit) for hit in hits]
    order = np.argsort(-each[0][1], kind="stable")
    decoys = (scheme >= 0) & ~truth
    return Found(
        columns=run.columns,
        positives=int(truth.sum()),
        average_precision_where_chosen=round(
            float(np.mean([average_precision(choice, chosen) for chosen, _ in each])), 3
        ),
        f1_where_chosen=round(float(np.mean(best)), 3),
        f1=round(float(np.mean(f1s)), 3),
        f1_of_seeds=[round(value, 3) for value in f1s],
        f1_95=interval(drawn_f1(truth, scheme, hits, seed=0)),
        f1_without_tail=round(float(np.mean([f1(truth[before_tail], hit[before_tail]) for hit in hits])), 3),
        average_precision=round(float(np.mean(precisions)), 3),
        average_precision_95=interval(drawn_precision(truth, scheme, [score for _, score in each], seed=0)),
        average_precision_of_seeds=[round(value, 3) for value in precisions],
        recall_at_alerts={most: round(float(truth[order[:most]].sum() / truth.sum()), 3) for most in ALERTS},
        schemes_found=dict(_schemes(known.kind[part.judge], truth, scheme, hits[0])),
        payments_before_first_alert=_before_first(truth, scheme, hits[0]),
        decoys_hit=round(float(np.mean([hit[decoys].mean() for hit in hits])), 3) if decoys.any() else 0.0,
    )


def difference(known: Labels, part: Part, ours: Run, theirs: Run) -> dict[str, dict[str, float]]:
    """Give by how much ours is above another, and the middle 95 % of that over schemes drawn anew for both alike."""
    truth, scheme = known.laundering[part.judge], known.scheme[part.judge]
    mine, other = ([score for _, score in run.each] for run in (ours, theirs))
    by_f1 = np.mean([f1(truth, hit) for hit in ours.hits]) - np.mean([f1(truth, hit) for hit in theirs.hits])
    area = np.mean([average_precision(truth, score) for score in mine]) - np.mean(
        [average_precision(truth, score) for score in other]
    )
    hits = drawn_f1(truth, scheme, ours.hits, seed=1) - drawn_f1(truth, scheme, theirs.hits, seed=2)
    areas = drawn_precision(truth, scheme, mine, seed=1) - drawn_precision(truth, scheme, other, seed=2)
    return {"F1": _about(float(by_f1), hits), "average precision": _about(float(area), areas)}


def _about(mean: float, drawn: Numbers) -> dict[str, float]:
    low, high = interval(drawn)
    return {"mean": round(mean, 3), "low": low, "high": high}


def _schemes(kind: npt.NDArray[np.str_], truth: Flags, scheme: Whole, hit: Flags) -> Iterator[tuple[str, str]]:
    for name in sorted(set(kind[truth].tolist())):
        of_kind = np.unique(scheme[truth & (kind == name)])
        caught = sum(bool(hit[scheme == each].any()) for each in of_kind)
        yield name, f"{caught} of {len(of_kind)}"


def _before_first(truth: Flags, scheme: Whole, hit: Flags) -> float:
    """Give the mean share of a scheme's payments that had passed before the first alert, of schemes that had one."""
    shares = []
    for each in np.unique(scheme[truth]):
        alerts = hit[scheme == each]
        if alerts.any():
            shares.append(float(np.argmax(alerts)) / len(alerts))
    return round(float(np.mean(shares)), 3) if shares else 1.0


def sets_of_columns(known: Labels, flow: Flow) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    """Give the sets that are compared: all features, those of the windows alone, and the probes."""
    stream = PaymentStream(windows_days=(5, 25))
    features = stream.observe_many(flow).astype(np.float32)
    yield OURS, features
    windows = [number for number, name in enumerate(stream.names) if name not in {*KNOWN, *SINCE}]
    yield FIRST, PaymentStream(windows_days=(5, 25), memory_days=FIVE_YEARS).observe_many(flow).astype(np.float32)
    yield "without counts and times from before the windows", features[:, windows]
    forgetful = [
        number for number in windows if "new_" not in stream.names[number] and "trail" not in stream.names[number]
    ]
    yield "without any memory beyond the windows", features[:, forgetful]
    amount = flow["amount"].astype(np.float32)
    in_day = np.arange(len(known.day)) - np.searchsorted(known.day, known.day)
    yield "probe: amount", np.column_stack([amount, amount % 1, amount % 100])
    yield "probe: order of rows", np.column_stack([np.arange(len(amount)), in_day]).astype(np.float32)
    numbers = np.column_stack([flow["sender"], flow["receiver"]]).astype(np.int64)
    yield "probe: accounts", numbers.astype(np.float32)
    renumbered = np.random.default_rng(0).permutation(int(numbers.max()) + 1)
    yield "probe: accounts, numbered anew by chance", renumbered[numbers].astype(np.float32)
    made = [np.bincount(numbers[:, role], minlength=len(renumbered))[numbers[:, role]] for role in (0, 1)]
    yield "probe: how many payments each account makes or gets in all", np.column_stack(made).astype(np.float32)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=SEEDS, help="how many seeds of the model")
    asked.add_argument("--gfp", type=Path, help="a Python that has snapml, to compare with its features (GFP)")
    asked.add_argument("--kept", type=Path, help="a folder in which the features of GFP stay, or are already")
    asked.add_argument("--batches", type=int, nargs="*", default=[1, 128, 2048], help="how many rows GFP sees at once")
    asked.add_argument("--only", nargs="*", default=[""], help="only sets of columns with one of these in their name")
    return asked.parse_args()


def main() -> int:
    """Measure and print."""
    options = _asked()
    if hashlib.sha256(CTF1M.read_bytes()).hexdigest() != SHA256:
        sys.stderr.write(f"{CTF1M.name} is not the set that the figures are made on\n")
        return 1
    known = labels()
    flow = ctf1m()
    purged, as_is = parted(known, purge=straddling), parted(known, purge=none)
    said: dict[str, Any] = {
        "labels": "laundering made by a generator (AMLSim), not terrorist financing",
        "lightgbm": lightgbm.__version__,
        "seeds": options.seeds,
        "share of laundering among judged": round(float(known.laundering[purged.judge].mean()), 6),
    }
    runs = {}
    for name, columns in chain(
        sets_of_columns(known, flow), yardsticks(flow, options.gfp, options.kept, options.batches)
    ):
        if not any(part in name for part in options.only):
            continue
        among = columns[:, PaymentStream().names.index(KNOWN[0])] == 0 if name == FIRST else None
        run = runs[name] = ran(columns, known, purged, seeds=options.seeds, among=among)
        said[name] = {"purged": asdict(found(run, known, purged))}
        if name == OURS and "" in options.only:
            said[name]["as_is"] = asdict(found(ran(columns, known, as_is, seeds=options.seeds), known, as_is))
        if name.startswith(GFP):
            ours = (mine for mine in (OURS, FIRST) if mine in runs)
            said[name]["ours less this"] = {mine: difference(known, purged, runs[mine], run) for mine in ours}
        sys.stderr.write(f"{name}: {json.dumps(said[name])}\n")
    sys.stdout.write(json.dumps(said, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
