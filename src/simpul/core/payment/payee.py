"""Who stands in payments: by what one party is known again, from payment to payment.

A party has no record of its own. It is known by everything that is said of it, and by the terms of the payment with its
retention set aside: so what one viewer may see of it is never one with what he or she may not see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simpul.core.handling import Handling
from simpul.core.ids import Domain, canonical_bytes, record_id

PREFIX = "payee-"
"""What the id of a party in payments begins with."""


def payee_id(values: Mapping[str, Sequence[str]], terms: Handling) -> str:
    """Give the id of a party: the same in every payment that says the same of it, under the same terms."""
    lasting = replace(terms, retain_until=None)
    said = {"values": {name: sorted(values[name]) for name in sorted(values)}, "terms": lasting}
    return PREFIX + record_id(Domain.PAYMENT, canonical_bytes(said))[:32]
