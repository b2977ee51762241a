"""The one evaluator of rules on payments: live, and over history; only where the columns come from differs.

Every condition gives no, unknown or yes, written 0, 1 and 2. So all of several is the least of them, one of several is
the greatest, and not is what is left to 2 (Kleene's logic): unknown is never taken for no.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Final

import numpy as np

from simpul.core.payment.conditions import (
    ANYWHERE,
    Amount,
    Border,
    Codes,
    Corridor,
    Kinds,
    ListHits,
    Npo,
    NpoStatus,
    Pattern,
    Providers,
    ScoreLimit,
    Whose,
    WindowLimit,
    number_of,
)
from simpul.core.payment.facts import BETWEEN, NOT_SCREENED
from simpul.core.payment.money import Money
from simpul.core.payment.party import PartyKind
from simpul.core.payment.rule import Clause, Rule
from simpul.engines.rules.columns import Coded, Columns, Mask, Measured, Truth, Whole

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 2

NOT_THERE: Final = -1.0
"""A figure of what has not happened."""

CHARITY: Final = "CHAR"
"""ISO 20022 external purpose: payment to a charity."""

_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def verdicts(rule: Rule, columns: Columns, measured: Measured) -> Truth:
    """Give for each payment whether the rule fires: 0 no, 1 unknown, 2 yes.

    Where one clause says no of every payment, the others can change nothing and are not looked at.
    """
    fires: Truth = np.full(len(columns), YES, dtype=np.int8)
    for clause in rule.when:
        fires = np.minimum(fires, _of_clause(clause, columns, measured))
        if not fires.any():
            return fires
    for clause in rule.unless:
        fires = np.minimum(fires, 2 - _of_clause(clause, columns, measured))
    left_alone = exempted(rule, columns)
    fires[left_alone] = NO
    return fires


def exempted(rule: Rule, columns: Columns) -> Mask:
    """Tell for each payment whether the rule names it to be left alone: a pair, or a humanitarian provider."""
    found: Mask = np.zeros(len(columns), dtype=np.bool_)
    for pair in rule.pairs:
        both = columns.sender.among((pair.sender,)) & columns.receiver.among((pair.receiver,))
        found |= both & (columns.taken < _end_of(pair.until))
    for carved in rule.carve_outs:
        one = columns.sender.among(carved.accounts) | columns.receiver.among(carved.accounts)
        if carved.providers is Providers.REGISTERED:
            one |= ~columns.npos.among(("",))
        days = (columns.taken >= _start_of(carved.from_day)) & (columns.taken < _end_of(carved.until))
        found |= one & days & (columns.purpose.among(carved.purposes) if carved.purposes else True)
    return found


def _of_clause(clause: Clause, columns: Columns, measured: Measured) -> Truth:
    return _greatest([*_counted(clause, columns, measured), *_said(clause, columns)])


def _counted(clause: Clause, columns: Columns, measured: Measured) -> Iterator[Truth]:
    """Judge what was counted of the accounts."""
    for limit in clause.windows:
        yield _window(limit, columns, measured)
    for pattern in clause.patterns:
        yield _pattern(pattern, measured)
    for score in clause.scores:
        yield _score(score, measured, columns)


def _said(clause: Clause, columns: Columns) -> Iterator[Truth]:
    """Judge what is said of the payment."""
    for amount in clause.amounts:
        yield in_band(amount, columns)
    for codes in clause.currencies:
        yield _yes(columns.currency.among(codes.values))
    for codes in clause.purposes:
        yield _purpose(codes, columns)
    for corridor in clause.corridors:
        yield _corridor(corridor, columns)
    for lists in clause.lists:
        yield _lists(lists, columns)
    for npo in clause.npos:
        yield npo_of(npo, columns)
    for kinds in clause.kinds:
        yield _kinds(kinds, columns)


def in_band(amount: Amount, columns: Columns) -> Truth:
    """Tell for each payment whether its amount is in a band; unknown in a currency that the band does not name."""
    least, below = by_currency(amount.at_least, columns), by_currency(amount.below, columns)
    inside = (columns.amount >= least) & ((columns.amount < below) | (below == 0))
    return _known(_yes(inside), (least > 0) | (below > 0))


def by_currency(amounts: Sequence[Money], columns: Columns) -> Whole:
    """Give for each payment the amount in its own currency, and 0 where there is none."""
    figures = {each.currency: each.minor for each in amounts}
    table = np.array([figures.get(word, 0) for word in columns.currency.words], dtype=np.int64)
    found: Whole = table[columns.currency.codes]
    return found


def _window(limit: WindowLimit, columns: Columns, measured: Measured) -> Truth:
    counted = measured.windows[limit.window]
    account = _of(limit.window.whose, columns.sender, columns.receiver)
    known = measured.known & ~account.among(("",))
    if not limit.amounts:
        return _known(_yes(counted >= limit.at_least), known)
    least = by_currency(limit.amounts, columns)
    return _known(_yes(counted >= least), (least > 0) & known)


def _pattern(pattern: Pattern, measured: Measured) -> Truth:
    figure = measured.features[pattern.feature]
    inside = figure != NOT_THERE
    if pattern.at_least:
        inside &= figure >= number_of(pattern.at_least)
    if pattern.below:
        inside &= figure < number_of(pattern.below)
    return _known(_yes(inside), measured.between_known)


def _score(limit: ScoreLimit, measured: Measured, columns: Columns) -> Truth:
    scores = measured.scores.get(limit.scoring)
    if scores is None:
        return np.full(len(columns), UNKNOWN, dtype=np.int8)
    return _known(_yes(scores >= number_of(limit.at_least)), measured.between_known)


def _corridor(corridor: Corridor, columns: Columns) -> Truth:
    ends = [
        _country(countries, column)
        for countries, column in ((corridor.origins, columns.origin), (corridor.destinations, columns.destination))
    ]
    if corridor.border is Border.ANY:
        return _least(ends)
    origin, destination = columns.origin, columns.destination
    numbers = np.array([destination.code(word) for word in origin.words], dtype=np.int64)
    same = numbers[origin.codes] == destination.codes
    unsaid = origin.among(("",)) | destination.among(("",))
    crossed = _known(_yes(same if corridor.border is Border.WITHIN else ~same), ~unsaid)
    return _least([*ends, crossed])


def _country(countries: Sequence[str], column: Coded) -> Truth:
    if ANYWHERE in countries:
        return np.full(len(column.codes), YES, dtype=np.int8)
    return _known(_yes(column.among(countries)), ~column.among(("",)))


def _lists(lists: ListHits, columns: Columns) -> Truth:
    named = frozenset(lists.lists)

    def told(hits: str) -> int:
        if hits == NOT_SCREENED:
            return UNKNOWN
        found = frozenset(hits.split(BETWEEN)) - {""}
        return YES if (found & named if named else found) else NO

    return columns.hits.each(told)


def npo_of(npo: Npo, columns: Columns) -> Truth:
    """Tell for each payment whether one of the two is, or is not, known to be a non-profit organisation."""
    account = _of(npo.whose, columns.sender, columns.receiver)
    kind = _of(npo.whose, columns.sender_kind, columns.receiver_kind)
    known = account.among(npo.known) | columns.npos.each(lambda said: int(npo.whose.value in said)).astype(np.bool_)
    if npo.whose is Whose.RECEIVER:
        known |= columns.purpose.among((CHARITY,))
    found = np.where(known, YES, np.where(kind.among((PartyKind.PERSON.value,)), NO, UNKNOWN)).astype(np.int8)
    return found if npo.status is NpoStatus.NPO else (2 - found).astype(np.int8)


def _kinds(kinds: Kinds, columns: Columns) -> Truth:
    column = _of(kinds.whose, columns.sender_kind, columns.receiver_kind)
    unsaid = column.among((PartyKind.UNSTATED.value,))
    return _known(_yes(column.among([each.value for each in kinds.kinds])), ~unsaid)


def _purpose(codes: Codes, columns: Columns) -> Truth:
    return _known(_yes(columns.purpose.among(codes.values)), ~columns.purpose.among(("",)))


def _of(whose: Whose, sender: Coded, receiver: Coded) -> Coded:
    return sender if whose is Whose.SENDER else receiver


def _yes(holds: Mask) -> Truth:
    return holds.astype(np.int8) * np.int8(YES)


def _known(truth: Truth, known: Mask) -> Truth:
    truth[~known] = UNKNOWN
    return truth


def _least(several: Sequence[Truth]) -> Truth:
    return reduce(np.minimum, several)


def _greatest(several: Sequence[Truth]) -> Truth:
    return reduce(np.maximum, several)


def _start_of(day: str) -> int:
    return (datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) - _EPOCH) // timedelta(microseconds=1)


def _end_of(day: str) -> int:
    return _start_of(day) + _DAY // timedelta(microseconds=1)
