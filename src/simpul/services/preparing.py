"""Preparing payments to be decided: each sealed, its parties compared with lists, and what it lacks said.

Nothing here writes or depends on what was decided before. So it can be done by any process that has the lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.completeness import Completeness, TransparencyRule, completeness
from simpul.core.payment.payment import Payment
from simpul.services.listed import CountryCode
from simpul.services.payees import Indexes, Resembling, resembling
from simpul.services.ports.screening import Recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A payment ready to be decided: sealed, with everybody in it who resembles an entry, and what it lacks."""

    said: Sealed[Payment]
    found: tuple[Resembling, ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """Prepares payments."""

    recall: Recall
    country_code: CountryCode
    transparency: TransparencyRule

    def prepared(self, payments: Sequence[Payment], lists: Indexes) -> tuple[Prepared, ...]:
        """Prepare payments, in their order, by these lists."""
        return self.compared([seal(Domain.PAYMENT, each) for each in payments], lists)

    def compared(self, sealed: Sequence[Sealed[Payment]], lists: Indexes) -> tuple[Prepared, ...]:
        """Prepare payments that are sealed already."""
        everybody = self.resembling([said.value for said in sealed], lists)
        return tuple(
            Prepared(said=said, found=found, completeness=completeness(said.value, self.transparency))
            for said, found in zip(sealed, everybody, strict=True)
        )

    def resembling(self, payments: Sequence[Payment], lists: Indexes) -> tuple[tuple[Resembling, ...], ...]:
        """Give for each payment everybody in it who resembles an entry of these lists."""
        return resembling(payments, lists, self.recall, self.country_code)
