"""What a rule alerts on in a released payment, with the payments that it counted, as far as the viewer may see them."""

from collections.abc import Iterator

from simpul.core.alert import Alert, AlertKind
from simpul.core.authority import Sight
from simpul.core.payment.ends import ends_of
from simpul.services.flagging import BEHIND, FIGURE, RULE
from simpul.web.node import Node
from simpul.web.views.alerts import Flag, FlaggedPayment


def flag_of(node: Node, sight: Sight, alert: Alert) -> Flag | None:
    """Give what a rule alerted on; nothing where the alert is of another kind."""
    if alert.kind is not AlertKind.PAYMENT_PATTERN:
        return None
    said = {one.code: one.arguments for one in alert.evidence}
    rule, title, judul = said[RULE]
    return Flag(
        rule=rule,
        title=title,
        judul=judul,
        figures=tuple(one.arguments[0] for one in alert.evidence if one.code == FIGURE),
        payments=tuple(_payments(node, sight, said[BEHIND])),
    )


def _payments(node: Node, sight: Sight, named: tuple[str, ...]) -> Iterator[FlaggedPayment]:
    for each in named:
        held = node.monitoring.payments.payment(sight, each)
        if held is not None:
            yield FlaggedPayment(
                id=held.id,
                amount=held.payment.amount,
                originator=ends_of(held.payment).originator.name,
                beneficiary=ends_of(held.payment).beneficiary.name,
                taken_at=held.taken_at,
                state=held.state,
            )
