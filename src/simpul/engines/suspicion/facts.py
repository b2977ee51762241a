"""What a payment's message and the node's own registers say of it, as far as suspicion may rest on it.

Neither names, nor the script they are written in, nor a country of origin: who somebody is must not make a payment
suspicious. That a cash point stands near the border of a region in conflict is a fact of the payment.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one payment; what is not known is left out.

    `sender_charity` and `receiver_charity`: registered as such. `cash`: drawn as cash (purpose CSDB, or as the
    institution says); `near_border`: there, near a region in conflict. `travel`: for a journey; `loan`: lent.
    `sender_listed` and `receiver_listed`: a hit of a list that nobody has dismissed.
    """

    sender_person: bool = False
    receiver_person: bool = False
    sender_charity: bool = False
    receiver_charity: bool = False
    cash: bool = False
    near_border: bool = False
    travel: bool = False
    loan: bool = False
    sender_listed: bool = False
    receiver_listed: bool = False


NOTHING_KNOWN = Facts()
