"""Files of payment messages: each message is found, in order, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.formats.payment_messages import messages_in

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
