"""Files of payment messages, whatever their form: the bytes say which it is.

An XML file is one message of ISO 20022, or many one after the other, each beginning with its XML declaration. A file
that begins with a block in braces holds MT messages. Anything else is a table of payments.
"""

import re
from collections.abc import Iterator

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.message import PaymentMessage
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.mt103.reading import read_mt
from simpul.formats.paymentcsv import read_payment_table

MARK = b"\xef\xbb\xbf"
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


def read_payments(raw: bytes, *, filename: str, limits: Limits) -> PaymentMessage:
    """Read what `messages_in` gave, in whatever form it is.

    Raises:
        InputError: it is no message, no file of messages and no table of payments, with the place.
    """
    begins = raw.removeprefix(MARK).lstrip()[:1]
    if begins == b"<":
        return read_iso20022(raw)
    if begins == b"{":
        return read_mt(raw)
    return read_payment_table(raw, filename=filename, limits=limits)
