"""Files of payment messages: messages of ISO 20022 one after the other, each beginning with its XML declaration.

Anything else is one message, or one file of them, for `simpul.formats.payment_forms` to read.
"""

import re
from collections.abc import Iterator

from simpul.core.errors import InputError

DECLARATION = re.compile(rb"<\?xml[ \t\r\n]")
MOST_MESSAGES = 1_000_000


def messages_in(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the messages of a file, each with its place in it: `message 3`.

    Raises:
        InputError: nothing is in it, or more messages than are taken at once.
    """
    starts = [found.start() for found in DECLARATION.finditer(raw)]
    if len(starts) > MOST_MESSAGES:
        raise InputError(f"more than {MOST_MESSAGES} messages", place="file")
    if not raw.strip():
        raise InputError("nothing is in it", place="file")
    if not starts or raw[: starts[0]].strip(b"\xef\xbb\xbf \t\r\n"):
        yield "message 1", raw
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(raw)], strict=True), 1):
        yield f"message {number}", raw[start:end].rstrip()
