"""Files of payment messages: each message is found, in order, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.payment import MessageForm
from simpul.formats.iso20022.writing import write_transfers
from simpul.formats.payment_messages import messages_in, read_payments
from tests.payments import AT, euros
from tests.scenarios.test_payments import paid

MT = (
    b"{1:F01SIMPXAXAXXXX0000000000}{2:I103SIMPXBXBXXXXN}{4:\r\n:20:REF-1\r\n:23B:CRED\r\n:32A:260301EUR200,00\r\n"
    b":50K:/1234567\r\nTARIK AMRI\r\n:59:/7654321\r\nSARI EMBUN\r\n:71A:SHA\r\n-}"
)
ONE = b'<?xml version="1.0" encoding="UTF-8"?>\n<Document>%d</Document>'


@given(count=st.integers(1, 20), between=st.sampled_from([b"", b"\n", b"\r\n\r\n  "]))
def test_messages_one_after_the_other_are_found_in_order(count: int, between: bytes) -> None:
    messages = [ONE % number for number in range(count)]
    found = list(messages_in(between.join(messages)))
    assert [raw for _, raw in found] == messages
    assert [place for place, _ in found] == [f"message {number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(
    "raw", [b"<Document/>", b"{1:F01}{4:\n:20:x\n-}", b"\xef\xbb\xbf" + ONE % 1, b"junk" + ONE % 1]
)
def test_what_does_not_begin_with_a_declaration_is_one_message(raw: bytes) -> None:
    assert [len(message) for _, message in messages_in(raw)] in ([len(raw)], [len(raw) - 3])


@pytest.mark.parametrize("raw", [b"", b" \n\t"])
def test_a_file_of_nothing_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        list(messages_in(raw))


def test_the_bytes_say_which_form_it_is() -> None:
    message = write_transfers([paid(amount=euros("200.00"))], name="pacs.008.001.08", message_id="M-1", at=AT)
    table = b"reference,amount,currency,originator name,beneficiary name\nT-1,200.00,EUR,Tarik Amri,Sari Embun\n"
    forms = [read_payments(raw, filename="a", limits=Limits()).form for raw in (message, MT, table)]
    assert forms == [MessageForm.ISO_20022, MessageForm.MT, MessageForm.TABLE]


@pytest.mark.parametrize("raw", [b"<a/>", b"a,b\n1,2\n", b"\x00\xff", b"hello"])
def test_what_is_none_of_them_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_payments(raw, filename="a", limits=Limits())
