"""What a payment's message and the node's own registers say of it, as far as suspicion may rest on it.

Neither names, nor the script they are written in, nor a country of origin: who somebody is must not make a payment
suspicious. That a cash point stands near the border of a region in conflict is a fact of the payment.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one payment; what is not known is left out.

    `sender_charity` and `receiver_charity`: registered as such. `cash`: drawn as cash; `near_border`: there, near a
    region in conflict. `travel`: for a journey; `loan`: lent. `listed`: somebody in it resembles an entry of a list.
    """

    sender_person: bool = False
    receiver_person: bool = False
    sender_charity: bool = False
    receiver_charity: bool = False
    cash: bool = False
    near_border: bool = False
    travel: bool = False
    loan: bool = False
    listed: bool = False


CASH: Final = ("CSDB",)
TRAVEL: Final = ("AIRB", "BUSB", "FERB", "RLWY")
LOAN: Final = ("LOAN",)
"""ISO 20022 external purpose codes: cash disbursement; air, bus, ferry and railway; loan."""
