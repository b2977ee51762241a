"""Preparing payments to be decided: each sealed, its parties compared with lists, and what it lacks said.

Nothing here writes or depends on what was decided before. So it can be done by any process that has the lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.completeness import Completeness, TransparencyRule, completeness
from simpul.core.payment.outline import PaymentOutline, outline_of
from simpul.core.payment.payment import Payment
from simpul.services.listed import CountryCode
from simpul.services.payees import Indexes, Resembling, resembling, resembling_payee
from simpul.services.ports.screening import Recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A payment ready to be decided: its outline, with everybody in it who resembles an entry, and what it lacks.

    `payment` gives the payment itself; where it came from another process, it is read only when it is asked for.
    """

    outline: PaymentOutline
    found: tuple[Resembling, ...]
    completeness: Completeness
    payment: Callable[[], Payment]

    @property
    def id(self) -> str:
        """The payment's id."""
        return self.outline.id

    def sealed(self) -> Sealed[Payment]:
        """Give the payment itself, sealed."""
        return Sealed(id=self.outline.id, body=self.outline.body, value=self.payment())


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
            Prepared(
                outline=outline_of(said),
                found=found,
                completeness=completeness(said.value, self.transparency),
                payment=partial(_itself, said.value),
            )
            for said, found in zip(sealed, everybody, strict=True)
        )

    def resembling(self, payments: Sequence[Payment], lists: Indexes) -> tuple[tuple[Resembling, ...], ...]:
        """Give for each payment everybody in it who resembles an entry of these lists."""
        return resembling(payments, lists, self.recall, self.country_code)

    def resembling_payee(self, payee: str, lists: Indexes) -> tuple[Resembling, ...]:
        """Give the entries of these lists that the payee of a part resembles."""
        return resembling_payee(payee, lists, self.recall, self.country_code)


def _itself(payment: Payment) -> Payment:
    return payment
