"""Pages: cursors that say nothing but where the viewer's own last item stands.

A cursor is the sort key of the last item given, encoded; never a position, a count or a row number.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from simpul.core.errors import InputError
from simpul.core.holding import MOST_PER_PAGE, Page

R = TypeVar("R")
T = TypeVar("T")
K = TypeVar("K", bound=tuple[int | str, ...])

_LARGEST = 2**63 - 1


def bounded(limit: int) -> int:
    """Give how many items a page has: what was asked, at least one and at most `MOST_PER_PAGE`."""
    return max(1, min(limit, MOST_PER_PAGE))


def cursor(*key: int | str) -> str:
    """Encode a sort key."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def position(after: str, kind: type[K], *, start: K) -> K:
    """Read a cursor; an empty one stands for `start`.

    Raises:
        InputError: it is no cursor of this kind of page.
    """
    if not after:
        return start
    try:
        padded = after.encode("ascii") + b"=" * (-len(after) % 4)
        found = msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True), type=kind)
        if any(isinstance(part, int) and abs(part) > _LARGEST for part in found):
            raise InputError("not a cursor of this list", place="after")
        return found
    except (binascii.Error, UnicodeEncodeError, UnicodeDecodeError, msgspec.MsgspecError) as exc:
        raise InputError("not a cursor of this list", place="after") from exc


def page_of(
    rows: Sequence[R], *, limit: int, item: Callable[[R], T], key: Callable[[R], tuple[int | str, ...]]
) -> Page[T]:
    """Make a page of rows that were read with one more than the limit."""
    shown = rows[:limit]
    after = cursor(*key(shown[-1])) if len(rows) > limit else ""
    return Page(items=tuple(item(row) for row in shown), after=after)
