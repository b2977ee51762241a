"""The bytes say in which form a payment message came."""

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.payment import MessageForm
from simpul.formats.payment_forms import read_payment_message
from tests.isomessages import pacs008
from tests.mtmessages import mt

TABLE = b"Amount,Currency,Sender,Receiver\n5,EUR,Tarik Amri,Harbour Society\n"


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (pacs008(), MessageForm.ISO_20022),
        (b"\xef\xbb\xbf" + pacs008(), MessageForm.ISO_20022),
        (pacs008().decode().encode("utf-16"), MessageForm.ISO_20022),
        (mt(), MessageForm.MT),
        (TABLE, MessageForm.TABLE),
    ],
)
def test_a_message_is_read_in_the_form_that_it_has(raw: bytes, form: MessageForm) -> None:
    found = read_payment_message(raw, filename="payments", limits=Limits())
    assert (found.form, len(found.payments)) == (form, 1)


def test_what_is_no_form_of_a_payment_is_refused() -> None:
    with pytest.raises(InputError):
        read_payment_message(b"hello", filename="payments", limits=Limits())
