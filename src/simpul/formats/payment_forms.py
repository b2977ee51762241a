"""Payment messages in whatever form they come: ISO 20022, SWIFT MT, or a table; the bytes say which."""

from simpul.core.node import Limits
from simpul.core.payment.message import PaymentMessage
from simpul.formats.headed import is_markup
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.schemas import Schemas
from simpul.formats.mt103.reading import is_mt, read_mt
from simpul.formats.paymentcsv import PaymentMapping, read_payment_table


def read_payment_message(
    raw: bytes,
    *,
    filename: str,
    limits: Limits,
    schemas: Schemas | None = None,
    mapping: PaymentMapping | None = None,
    currency: str = "",
) -> PaymentMessage:
    """Read a message; `mapping` and `currency` are what is said beside a table.

    Raises:
        InputError: it is none of these forms, or cannot be read; with the line.
    """
    if is_mt(raw):
        return read_mt(raw)
    if is_markup(raw)[0]:
        return read_iso20022(raw, schemas=schemas)
    return read_payment_table(raw, filename=filename, limits=limits, mapping=mapping, currency=currency)
