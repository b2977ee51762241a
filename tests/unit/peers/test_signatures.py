import pytest

from simpul.core.errors import InputError
from simpul.core.ids import Domain
from simpul.peers.signatures import _SMALL_ORDER, checked_identity_key, holds, signed_bytes
from tests.peering import XA, encoded_for_signing, keyring

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493

Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    """Add two points of edwards25519 (RFC 8032, section 5.1)."""
    (x1, y1), (x2, y2) = one, other
    both = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + both, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - both, P - 2, P)
    return x % P, y % P


def times(factor: int, point: Point) -> Point:
    """Multiply a point."""
    found: Point = (0, 1)
    while factor:
        if factor & 1:
            found = added(found, point)
        point, factor = added(point, point), factor >> 1
    return found


def x_of(y: int) -> int | None:
    """An x that stands with this y on the curve."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    root = pow(square, (P + 3) // 8, P)
    for candidate in (root, root * pow(2, (P - 1) // 4, P) % P):
        if candidate * candidate % P == square:
            return candidate
    return None


def points_of_small_order() -> set[Point]:
    """The points whose order divides eight: what is left of a point when its part of large order is multiplied away."""
    found: set[Point] = set()
    for y in range(2, 60):
        x = x_of(y) if len(found) < 8 else None
        if x is not None:
            point = times(ORDER, (x, y))
            found |= {times(factor, point) for factor in range(8)}
    return found


def test_the_keys_of_small_order_are_all_named() -> None:
    points = points_of_small_order()
    assert len(points) == 8
    spellings = {y for _, y in points} | {y + P for _, y in points if y + P < 2**255}
    assert {y.to_bytes(32, "little").hex() for y in spellings} == _SMALL_ORDER


@pytest.mark.parametrize("sign", [0, 0x80])
@pytest.mark.parametrize("key", sorted(_SMALL_ORDER))
def test_a_key_of_small_order_signs_nothing_and_is_refused(key: str, sign: int) -> None:
    raw = bytes.fromhex(key)
    spelled = (raw[:-1] + bytes([raw[-1] | sign])).hex()
    for forged in (bytes(64), b"\x01" + bytes(63), raw + bytes(32)):
        assert not any(holds(identity_key=spelled, signature=forged, message=b"%d" % n) for n in range(8))
    with pytest.raises(InputError, match="small order"):
        checked_identity_key(spelled, place="key")


@pytest.mark.parametrize("key", ["", "00", "g" * 64, "AB" * 32, "0" * 63])
def test_what_is_no_key_signs_nothing(key: str) -> None:
    assert not holds(identity_key=key, signature=bytes(64), message=b"")
    with pytest.raises(InputError, match="64 hexadecimal"):
        checked_identity_key(key, place="key")


def test_the_bytes_that_are_signed_are_as_documented() -> None:
    parts = (b"header", b"", b"\x00 17 ")
    assert signed_bytes(Domain.ENVELOPE, *parts) == encoded_for_signing("simpul/envelope/1", *parts)
    assert signed_bytes(Domain.ENVELOPE, b"ab") == b"SIMPULv1 17 simpul/envelope/1 2 ab"


def test_a_signature_of_one_kind_is_none_of_another_kind() -> None:
    keys = keyring(XA)
    signature = keys.sign(signed_bytes(Domain.RECEIPT, b"body"))
    assert holds(identity_key=keys.identity_key, signature=signature, message=signed_bytes(Domain.RECEIPT, b"body"))
    for domain in Domain:
        message = signed_bytes(domain, b"body")
        assert holds(identity_key=keys.identity_key, signature=signature, message=message) is (domain is Domain.RECEIPT)
