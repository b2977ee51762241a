"""The question that a desk officer asks: may this state ask that one, for what, on which day?"""

from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError
from simpul.core.law.instrument import RequestKind
from simpul.core.law.offence import Asserted

MOST_DAYS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks whom, for what kind of help, about which asserted conduct on which days, asked on which day."""

    requesting: str
    requested: str
    kind: RequestKind
    asserted: Asserted
    conduct_dates: tuple[date, ...]
    request_date: date

    def __post_init__(self) -> None:
        """Refuse a state that asks itself, conduct without a day, and a request before the conduct."""
        if self.requesting == self.requested:
            raise InputError("a state does not ask itself", place="requested")
        if not 1 <= len(self.conduct_dates) <= MOST_DAYS:
            raise InputError(f"says 1 to {MOST_DAYS} days of the conduct", place="conduct_dates")
        if min(self.conduct_dates) > self.request_date:
            raise InputError("asked before the conduct", place="request_date")
