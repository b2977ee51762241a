"""Back-testing a rule: what it would have said of every payment of the past, by the evaluator that decides live."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from simpul.core.payment.backtest import MOST_GROUPS, MOST_NAMED, Struck
from simpul.core.payment.conditions import Npo, NpoStatus, Whose
from simpul.core.payment.facts import BETWEEN
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rule import Rule
from simpul.engines.rules.columns import Coded, Columns, Mask, Measured, Truth, Whole, both_known
from simpul.engines.rules.evaluating import NO, UNKNOWN, YES, npo_of, verdicts
from simpul.engines.rules.figures import Patterns
from simpul.engines.rules.history import counted
from simpul.engines.rules.scores import scorers
from simpul.engines.suspicion.forest import Forest

CONFIRMED: Final = 1
LET_GO: Final = 2
"""What officers made of a payment: rejected, frozen or the listed party; or let go."""

AT_ONCE: Final = 1 << 17
"""Payments that the pattern engine walks over at once."""

SAID: Final = "="
"""Between an edition and its verdict, in what was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The payments of the past in columns: what officers made of them, and what was recorded when they came.

    `ruled` are the editions that were evaluated then, `found` those of them that did not say no, with what they said.
    """

    columns: Columns
    outcome: Whole
    script: Coded
    ruled: Coded
    found: Coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a rule says of the past; the rows that are named are some of those on which it fires, and that it misses."""

    alerted: int
    held: int
    unknown: int
    confirmed: int
    let_go: int
    missed: int
    live: int
    differences: int
    by_corridor: tuple[Struck, ...]
    by_npo: tuple[Struck, ...]
    by_script: tuple[Struck, ...]
    fired_rows: tuple[int, ...]
    missed_rows: tuple[int, ...]


def past_of(
    numbers: Mapping[str, Any], codes: Mapping[str, Any], words: Mapping[str, Sequence[str]], outcome: Mapping[int, int]
) -> Past:
    """Give the past as an archive holds it: numbers, and texts as numbers of words; payments are numbered from 1."""

    def number(name: str) -> Whole:
        return np.asarray(numbers[name], dtype=np.int64)

    def text(name: str) -> Coded:
        return Coded(codes=np.asarray(codes[name], dtype=np.int64), words=words[name])

    columns = Columns(
        at=number("at"),
        taken=number("taken"),
        amount=number("amount"),
        decimals=number("decimals"),
        apart=number("apart"),
        sender=text("sender"),
        receiver=text("receiver"),
        currency=text("currency"),
        origin=text("origin"),
        destination=text("destination"),
        sender_kind=text("sender_kind"),
        receiver_kind=text("receiver_kind"),
        purpose=text("purpose"),
        hits=text("hits"),
        npos=text("npos"),
    )
    made = np.zeros(len(columns), dtype=np.int64)
    made[np.array(list(outcome), dtype=np.int64) - 1] = np.array(list(outcome.values()), dtype=np.int64)
    return Past(columns=columns, outcome=made, script=text("script"), ruled=text("ruled"), found=text("found"))


def measured_over(rule: Rule, columns: Columns, models: Sequence[Forest] = ()) -> Measured:
    """Give everything that a rule asks to be counted, over columns whose first payment is number 1."""
    scores = scorers(rule.scorings, models)
    wanted = tuple(sorted(rule.features.union(*(each.features for each in scores.values()))))
    figures = {name: np.zeros(len(columns)) for name in rule.features}
    scored = {scoring: np.zeros(len(columns)) for scoring in scores}
    capped, patterns = np.zeros(len(columns), dtype=np.bool_), Patterns()
    for start in range(0, len(columns) if wanted else 0, AT_ONCE):
        rows = slice(start, start + AT_ONCE)
        part = columns.part(rows.start, rows.stop)
        features, capped[rows] = patterns.observe_columns(part, start + 1, wanted)
        for name in rule.features:
            figures[name][rows] = features[name]
        for scoring, each in scores.items():
            scored[scoring][rows] = each.observe(part, features)
    windows = counted(rule.windows, columns)
    return Measured(
        windows=windows,
        features=figures,
        known=columns.apart == 0,
        between_known=both_known(columns),
        capped=capped,
        scores=scored,
    )


def tested(rule: Rule, past: Past, models: Sequence[Forest]) -> Tested:
    """Give what a rule says of the past, by the models that are here."""
    columns, outcome = past.columns, past.outcome
    truth = verdicts(rule, columns, measured_over(rule, columns, models))
    fired = truth == YES
    many, holds = int(np.count_nonzero(fired)), rule.effect is RuleEffect.HOLD
    live, recorded = _recorded(rule, past)
    missed = ~fired & (outcome == CONFIRMED)
    return Tested(
        alerted=0 if holds else many,
        held=many if holds else 0,
        unknown=int(np.count_nonzero(truth == UNKNOWN)),
        confirmed=int(np.count_nonzero(fired & (outcome == CONFIRMED))),
        let_go=int(np.count_nonzero(fired & (outcome == LET_GO))),
        missed=int(np.count_nonzero(missed)),
        live=int(np.count_nonzero(live)),
        differences=int(np.count_nonzero(live & (recorded != truth))),
        by_corridor=_by_corridor(columns, fired, outcome),
        by_npo=_by_npo(rule, columns, fired, outcome),
        by_script=_struck(past.script.codes, past.script.words.__getitem__, fired, outcome),
        fired_rows=_latest(fired),
        missed_rows=_latest(missed),
    )


def _recorded(rule: Rule, past: Past) -> tuple[Mask, Truth]:
    """Give on which payments this edition was evaluated when they came, and what it said."""
    edition = str(rule.edition)
    live = past.ruled.each(lambda said: int(edition in said.split(BETWEEN))) == 1

    def verdict(said: str) -> int:
        found = dict(each.split(SAID) for each in said.split(BETWEEN) if each)
        return int(found.get(edition, NO))

    return live, past.found.each(verdict)


def _by_corridor(columns: Columns, fired: Mask, outcome: Whole) -> tuple[Struck, ...]:
    origins, destinations = columns.origin.words, columns.destination.words
    size = len(destinations)

    def named(code: int) -> str:
        return f"{origins[code // size]}-{destinations[code % size]}"

    return _struck(columns.origin.codes * size + columns.destination.codes, named, fired, outcome)


def _by_npo(rule: Rule, columns: Columns, fired: Mask, outcome: Whole) -> tuple[Struck, ...]:
    known = tuple({account for clause in rule.clauses for npo in clause.npos for account in npo.known})
    either = np.maximum(*(npo_of(Npo(whose=whose, status=NpoStatus.NPO, known=known), columns) for whose in Whose))
    groups = ("not-known", NpoStatus.NPO.value)
    return _struck((either == YES).astype(np.int64), groups.__getitem__, fired, outcome)


def _struck(groups: Whole, named: Callable[[int], str], fired: Mask, outcome: Whole) -> tuple[Struck, ...]:
    """Count groups, those that are hit most often first."""
    payments = np.bincount(groups)
    hit = np.bincount(groups[fired], minlength=len(payments))
    let_go = np.bincount(groups[fired & (outcome == LET_GO)], minlength=len(payments))
    there = np.flatnonzero(payments)
    order = sorted(there.tolist(), key=lambda code: (-int(hit[code]), -int(payments[code])))[:MOST_GROUPS]
    return tuple(
        Struck(group=named(code), payments=int(payments[code]), fired=int(hit[code]), let_go=int(let_go[code]))
        for code in order
    )


def _latest(rows: Mask) -> tuple[int, ...]:
    return tuple((np.flatnonzero(rows)[-MOST_NAMED:][::-1] + 1).tolist())
