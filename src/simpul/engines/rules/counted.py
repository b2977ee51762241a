"""What is counted for rules as bytes and back: the place in the record up to which it goes, and parts by name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from simpul.core.errors import InputError

EDITION: Final = b"simpul rules 2"
PATTERNS: Final = "patterns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted until a place of the record: of the payment at it, and at its time."""

    point: tuple[int, str]
    at: int
    parts: Mapping[str, bytes]


def written(counted: Counted) -> bytes:
    """Write what was counted."""
    sizes = [[name, len(part)] for name, part in counted.parts.items()]
    place, *head = (json.dumps(each, ensure_ascii=False).encode() for each in (counted.point, [counted.at, sizes]))
    return b"".join((EDITION, b"\n", place, b"\n", *head, b"\n", *counted.parts.values()))


def read(data: bytes) -> Counted:
    """Read what `written` gave.

    Raises:
        InputError: it is not whole, or of another edition.
    """
    _, _, rest = data.partition(b"\n")
    _, _, rest = rest.partition(b"\n")
    head, _, body = rest.partition(b"\n")
    sequence, payment = place_of(data)
    try:
        at, sizes = json.loads(head)
        parts, start = {}, 0
        for name, size in sizes:
            parts[str(name)], start = body[start : start + size], start + size
    except (ValueError, TypeError) as broken:
        raise InputError("the snapshot is not whole", place="snapshot") from broken
    if start != len(body):
        raise InputError("the snapshot is not whole", place="snapshot")
    return Counted(point=(sequence, payment), at=int(at), parts=parts)


def place_of(beginning: bytes) -> tuple[int, str]:
    """Read only up to which place of the record it goes; the first two lines are enough.

    Raises:
        InputError: it is of another edition.
    """
    edition, _, rest = beginning.partition(b"\n")
    if edition != EDITION:
        raise InputError("not what rules had counted, of this edition", place="snapshot")
    try:
        sequence, payment = json.loads(rest.partition(b"\n")[0])
    except (ValueError, TypeError) as broken:
        raise InputError("the snapshot is not whole", place="snapshot") from broken
    return int(sequence), str(payment)
