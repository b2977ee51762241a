"""The payments of the story: taken by the node that has a national list, and one of them decided by its officer.

They are taken before the nodes are started, so that nobody waits for them; one or several end in each state that needs
no court: released, held, rejected.
"""

from collections.abc import Sequence

from simpul.app.node import Node
from simpul.cli.demo.story import FOLDER
from simpul.core.authority import Officer, Sight, viewer_of
from simpul.formats.payment_forms import read_payment_message

FILE = "payments.xml"
REJECTED = "XC-2026-0405"
"""The payment that an officer rejects, as an officer of the story judges: its beneficiary is on the national list."""

CODE = "RR04"
REASON = "He is the person of entry XC-N-0009: same name, and the account that the decree names."


def take_payments(node: Node, officers: Sequence[Officer]) -> None:
    """Take the story's payments at a node whose lists were read in, and let the first officer reject one."""
    message = read_payment_message((FOLDER / FILE).read_bytes(), filename=FILE, limits=node.profile.limits)
    node.screening.prepare()
    node.monitoring.take(message.payments)
    sight = Sight(viewer=viewer_of(officers[0], authority=node.profile.authority.id), at=node.clock.now())
    number = node.monitoring.payment(sight, REJECTED).id
    node.monitoring.reject(sight, number, reason=REASON, code=CODE)
    while node.redeciding.carry_on():
        pass
