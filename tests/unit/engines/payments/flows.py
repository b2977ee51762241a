"""Small flows of payments with one pattern in each, to be seen by eye."""

from collections.abc import Iterable

from simpul.engines.payments.stream import Payment, PaymentStream

DAY = 86_400
Hop = tuple[float, str, str, float]
"""Days since the beginning, sender, receiver, amount."""

CIRCLE: tuple[Hop, ...] = (
    (0, "a", "b", 90),
    (2, "b", "c", 80),
    (4, "c", "d", 85),
    (6, "d", "e", 70),
    (7, "e", "a", 60),
)
SCATTER_GATHER: tuple[Hop, ...] = (
    *((0.1 * n, "source", f"mule{n}", 100) for n in range(5)),
    *((3 + 0.1 * n, f"mule{n}", "sink", 95) for n in range(5)),
)
GATHER_SCATTER: tuple[Hop, ...] = (
    *((0.1 * n, f"giver{n}", "hub", 50) for n in range(4)),
    *((2 + 0.1 * n, "hub", f"taker{n}", 45) for n in range(4)),
)
FULL_BLOCK: tuple[Hop, ...] = tuple(
    (0.1 * n, sender, receiver, 20)
    for n, (sender, receiver) in enumerate((s, r) for s in ("s1", "s2", "s3") for r in ("r1", "r2", "r3"))
)


def payment(hop: Hop, *, number: int | None = None) -> Payment:
    """Make a payment of a hop, named after its number."""
    days, sender, receiver, amount = hop
    return Payment(days * DAY, sender, receiver, amount, "XAD", None if number is None else f"p{number}")


def seen(hops: Iterable[Hop], stream: PaymentStream | None = None) -> list[dict[str, float]]:
    """Observe the hops one after another and give the features of each by name."""
    stream = stream or PaymentStream()
    rows = [stream.observe(payment(hop, number=number)) for number, hop in enumerate(hops)]
    return [dict(zip(stream.names, map(float, row), strict=True)) for row in rows]
