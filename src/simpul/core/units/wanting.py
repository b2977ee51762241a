"""What requests to freeze mean for payments that come: which match, what holds them, and under which terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simpul.core.cases.matching import finding_for, keys_of
from simpul.core.handling import Handling, strictest
from simpul.core.ids import Sealed
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.payment import Payment
from simpul.core.units.holding import Wanted


def wanted_among(requests: Sequence[Wanted], payments: Iterable[Sealed[Payment]]) -> Mapping[str, tuple[Wanted, ...]]:
    """Give, by the id of each payment that is asked for, the requests that it matches."""
    if not requests:
        return {}
    found: dict[str, tuple[Wanted, ...]] = {}
    for said in payments:
        keys = keys_of(said.value, payment_id=said.id)
        if matching := tuple(each for each in requests if each.key in keys):
            found[said.id] = matching
    return found


def held_for(run: RulesRun, wanted: Sequence[Wanted]) -> RulesRun:
    """Give what the rules found, and that these requests hold the payment."""
    if not wanted:
        return run
    return replace(run, findings=(*run.findings, *(finding_for(each.request) for each in wanted)))


def under(terms: Handling, wanted: Sequence[Wanted]) -> Handling:
    """Give the terms of a payment that is held for these requests: the strictest of all."""
    if not wanted:
        return terms
    return strictest([terms, *(each.handling for each in wanted)], derived_by=terms.originator)
