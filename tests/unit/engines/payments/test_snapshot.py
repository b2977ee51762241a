import numpy as np
import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.memory import Memory
from simpul.engines.payments.stream import Payment, PaymentStream
from tests.unit.engines.payments.flows import CIRCLE, SCATTER_GATHER, payment, seen


def test_a_restored_stream_goes_on_as_if_nothing_had_happened() -> None:
    hops = sorted([*SCATTER_GATHER, *CIRCLE])
    for cut in range(len(hops) + 1):
        through = PaymentStream()
        whole = seen(hops, through)
        before = PaymentStream()
        seen(hops[:cut], before)
        after = PaymentStream.restored(before.snapshot())
        assert seen(hops[cut:], after) == whole[cut:]
        assert after.truncated == through.truncated


def test_a_snapshot_keeps_settings_names_and_what_was_capped() -> None:
    stream = PaymentStream((3,), thresholds=(500,), worth={"XAD": 2}, most_payments=5, memory_days=50)
    for day in range(12):
        stream.observe(Payment(day * 86_400, f"ä{day}", day + 1, 240, "XAD", f"id{day}"))
    other = PaymentStream.restored(stream.snapshot())
    assert (other.names, other.truncated, other.snapshot()) == (stream.names, stream.truncated, stream.snapshot())
    assert np.array_equal(other.observe(payment((13, "a", "b", 1))), stream.observe(payment((13, "a", "b", 1))))
    asked = Payment(13 * 86_400, "a", "b", 1)
    assert other.explain(asked, "amount") == stream.explain(asked, "amount") != ()


@pytest.mark.parametrize("damage", ["first", "middle", "last", "short", "long", "empty"])
def test_bytes_that_are_no_whole_snapshot_are_refused(damage: str) -> None:
    stream = PaymentStream()
    seen(CIRCLE, stream)
    data = bytearray(stream.snapshot())
    match damage:
        case "short":
            data = data[:-1]
        case "long":
            data += b"0"
        case "empty":
            data = bytearray()
        case _:
            data[{"first": 0, "middle": len(data) // 2, "last": -1}[damage]] ^= 1
    with pytest.raises(InputError, match="snapshot"):
        PaymentStream.restored(bytes(data))


def test_what_is_not_asked_for_is_forgotten_after_one_to_two_generations() -> None:
    memory: Memory[str, int] = Memory(span=10, room=1000)
    memory.put("old", 1, now=0)
    memory.put("asked", 2, now=1)
    memory.put("new", 3, now=5)
    assert (memory.get("asked"), memory.peek("old")) == (2, 1)
    memory.put("newer", 4, now=10)
    assert (memory.get("old"), memory.get("asked"), len(memory)) == (None, 2, 3)
    assert memory.crowded_out == 0


def test_a_full_memory_forgets_the_older_half_and_counts_it() -> None:
    memory: Memory[int, int] = Memory(span=1000, room=10)
    for number in range(20):
        memory.put(number, number + 1, now=number)
        assert len(memory) <= 10
    assert memory.crowded_out == 10
    assert memory.get(19) == 20
    assert memory.get(9) is None


def test_idle_accounts_leave_nothing_in_the_windows() -> None:
    stream = PaymentStream()
    seen([*SCATTER_GATHER, (100, "x", "y", 1)], stream)
    active = [name for name, profile in stream._ledger.profiles.items() if profile.activity is not None]
    assert sorted(map(str, active)) == ["x", "y"]
