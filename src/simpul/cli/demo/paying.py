"""The payments of the story: taken by the node that has a national list, and one of them decided by its officers.

They are taken before the nodes are started, so that nobody waits for them; one or several end in each state that needs
no court: released, held, rejected.
"""

from collections.abc import Sequence

from simpul.app.node import Node
from simpul.cli.demo.story import FOLDER
from simpul.core.authority import Officer, Sight, viewer_of
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement
from simpul.formats.payment_forms import read_payment_message

FILE = "payments.xml"
REJECTED = "XC-2026-0405"
"""The payment that two officers send back, as officers of the story judge: its beneficiary is on the national list."""

LISTED = "XC-N-0009"
"""Who its beneficiary is."""

CODE = "RR04"
REASON = f"He is the person of entry {LISTED}: same name, and the account that the decree names."
PROPOSED = "No order to freeze is known; the money goes back to who sent it."
CONFIRMED = "The decree and the account were compared once more."


def take_payments(node: Node, officers: Sequence[Officer]) -> None:
    """Take the story's payments at a node whose lists were read in, and let its first two officers send one back."""
    message = read_payment_message((FOLDER / FILE).read_bytes(), filename=FILE, limits=node.profile.limits)
    node.screening.prepare()
    node.monitoring.take(message.payments)
    _send_back(node, *officers[:2])
    while node.redeciding.carry_on():
        pass


def _send_back(node: Node, first: Officer, second: Officer) -> None:
    one, other = (
        Sight(viewer=viewer_of(each, authority=node.profile.authority.id), at=node.clock.now())
        for each in (first, second)
    )
    held = node.monitoring.payment(one, REJECTED)
    listed = next(hit.list.id for hit in held.last.case.screening.hits if hit.reference == LISTED)
    same = Judgement(list_id=listed, reference=LISTED, verdict=HitVerdict.SAME)
    node.monitoring.judge(one, held.id, same, reason=REASON)
    node.confirming.propose_rejection(one, held.id, reason=PROPOSED, code=CODE)
    node.confirming.confirm(other, held.id, reason=CONFIRMED)
