import hashlib
import struct
from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.exchange import SUITE, EnvelopeRefusedError, MessageKind, Refusal
from simpul.core.ids import Domain, record_id
from simpul.core.node import Limits
from simpul.peers.envelopes import Opened
from simpul.peers.sealing import wrapped
from tests.peering import (
    AT,
    LIMITS,
    XA,
    XB,
    XC,
    encoded_for_signing,
    envelopes,
    header_changed,
    introduction,
    keyring,
    sealed_by,
    sealed_by_hand,
    signed_anew,
    spelled_header,
    taken_apart,
)

PAYLOAD = b"what was seen in the harbour"


def opened(frame: bytes) -> Opened:
    return envelopes(XB).open(frame, link=introduction(XA))


def refusal_of(frame: bytes, limits: Limits = LIMITS) -> EnvelopeRefusedError:
    with pytest.raises(EnvelopeRefusedError) as refused:
        envelopes(XB, limits).open(frame, link=introduction(XA))
    return refused.value


def test_what_one_node_seals_the_named_recipient_opens() -> None:
    sent = sealed_by(XA, XB, PAYLOAD, number=7)
    received = opened(sent.frame)
    assert received.payload == PAYLOAD
    assert received.id == sent.id
    assert (received.header.sender, received.header.recipient, received.header.number) == (XA, XB, 7)
    assert received.header.sent_at == AT


def test_an_empty_payload_is_a_payload() -> None:
    assert opened(sealed_by(XA, XB, b"").frame).payload == b""


def test_the_frame_is_as_documented_so_that_another_implementation_can_write_it() -> None:
    assert opened(sealed_by_hand(XA, XB, PAYLOAD)).payload == PAYLOAD


def test_the_id_is_the_hash_of_what_is_signed() -> None:
    sent = sealed_by(XA, XB, PAYLOAD)
    parts = taken_apart(sent.frame)
    digest = hashlib.sha256(parts.ciphertext).digest()
    signed = encoded_for_signing("simpul/envelope/1", parts.header, parts.wrap, digest)
    assert sent.id == record_id(Domain.ENVELOPE, signed)


def test_the_same_payload_twice_is_two_envelopes() -> None:
    assert sealed_by(XA, XB, PAYLOAD).frame != sealed_by(XA, XB, PAYLOAD).frame


def test_nothing_of_the_content_is_readable_on_the_way() -> None:
    frame = sealed_by(XA, XB, PAYLOAD * 10).frame
    assert PAYLOAD not in frame
    assert set(taken_apart(frame).fields) == {
        *("version", "suite", "kind", "sender", "recipient", "number", "sent_at", "digest"),
    }


def test_an_envelope_too_large_for_its_recipient_is_not_sealed() -> None:
    small = envelopes(XA, Limits(max_envelope_bytes=4_000))
    with pytest.raises(InputError, match="larger than 4000 bytes"):
        small.seal(b"x" * 4_000, kind=MessageKind.REPORT, recipient=introduction(XB), number=1, at=AT)


# --- forgeries ------------------------------------------------------------------------------------------------------


def altered_header(frame: bytes) -> bytes:
    parts = taken_apart(frame)
    return replace(parts, header=parts.header.replace(b'"number":1', b'"number":2')).frame


def altered_recipient(frame: bytes) -> bytes:
    parts = taken_apart(frame)
    return replace(parts, header=parts.header.replace(XB.encode(), XC.encode())).frame


def altered_ciphertext(frame: bytes) -> bytes:
    parts = taken_apart(frame)
    return replace(parts, ciphertext=parts.ciphertext[:-1] + bytes([parts.ciphertext[-1] ^ 1])).frame


def altered_wrap(frame: bytes) -> bytes:
    parts = taken_apart(frame)
    return replace(parts, wrap=bytes([parts.wrap[0] ^ 1]) + parts.wrap[1:]).frame


def altered_signature(frame: bytes) -> bytes:
    return frame[:-1] + bytes([frame[-1] ^ 1])


def no_signature(frame: bytes) -> bytes:
    return frame[:-64] + bytes(64)


@pytest.mark.parametrize(
    "forge",
    [altered_header, altered_recipient, altered_ciphertext, altered_wrap, altered_signature, no_signature],
)
def test_whatever_is_altered_the_signature_no_longer_holds(forge: Callable[[bytes], bytes]) -> None:
    refused = refusal_of(forge(sealed_by(XA, XB, PAYLOAD).frame))
    assert (refused.refusal, refused.place) == (Refusal.BAD_SIGNATURE, "envelope.signature")


def test_an_envelope_signed_with_another_key_is_refused() -> None:
    assert refusal_of(sealed_by_hand(XA, XB, PAYLOAD, signer=XC)).refusal is Refusal.BAD_SIGNATURE


def test_an_envelope_of_one_partner_replayed_on_the_link_of_another_is_refused() -> None:
    with pytest.raises(EnvelopeRefusedError) as refused:
        envelopes(XB).open(sealed_by(XA, XB, PAYLOAD).frame, link=introduction(XC))
    assert refused.value.refusal is Refusal.BAD_SIGNATURE


def test_a_partner_cannot_speak_in_the_name_of_another() -> None:
    frame = sealed_by_hand(XA, XB, PAYLOAD, signer=XC)
    with pytest.raises(EnvelopeRefusedError) as refused:
        envelopes(XB).open(frame, link=introduction(XC))
    assert (refused.value.refusal, refused.value.place) == (Refusal.NOT_THIS_LINK, "header.sender")


def test_an_envelope_to_somebody_else_is_refused_even_when_its_signature_holds() -> None:
    refused = refusal_of(sealed_by(XA, XC, PAYLOAD).frame)
    assert (refused.refusal, refused.place) == (Refusal.NOT_TO_US, "header.recipient")


def test_a_recipient_cannot_pass_an_envelope_on_as_if_it_had_been_meant_for_a_third() -> None:
    """XB has the content key of XA's envelope; the header that XA signed still names XB, and XC refuses it."""
    with pytest.raises(EnvelopeRefusedError) as refused:
        envelopes(XC).open(sealed_by(XA, XB, PAYLOAD).frame, link=introduction(XA))
    assert refused.value.refusal is Refusal.NOT_TO_US


@pytest.mark.parametrize("name", ["recipient", "sender", "digest", "number", "sent_at", "kind", "version", "suite"])
def test_a_stripped_field_is_refused_with_its_place(name: str) -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB, PAYLOAD).frame, XA, **{name: None}))
    assert refused.refusal is Refusal.MALFORMED
    assert refused.place.startswith("header")
    assert name in refused.detail


def test_a_wrap_of_another_envelope_opens_nothing() -> None:
    one, other = (taken_apart(sealed_by(XA, XB, PAYLOAD).frame) for _ in range(2))
    refused = refusal_of(signed_anew(replace(one, wrap=other.wrap), XA))
    assert (refused.refusal, refused.place) == (Refusal.NOT_DECRYPTABLE, "envelope.wrap")


def test_a_wrap_for_somebody_else_opens_nothing() -> None:
    ours, theirs = taken_apart(sealed_by(XA, XB).frame), taken_apart(sealed_by(XA, XC).frame)
    refused = refusal_of(signed_anew(replace(ours, wrap=theirs.wrap), XA))
    assert (refused.refusal, refused.place) == (Refusal.NOT_DECRYPTABLE, "envelope.wrap")


@pytest.mark.parametrize("ciphertext", [b"", b"n" * 12, b"n" * 27, b"n" * 28, b"n" * 500])
def test_a_ciphertext_that_does_not_open_is_refused(ciphertext: bytes) -> None:
    """The signer wraps a key for us under the right header, and sends something else with it."""
    parts = taken_apart(sealed_by_hand(XA, XB, PAYLOAD))
    fields = {**parts.fields, "digest": hashlib.sha256(ciphertext).hexdigest()}
    header = spelled_header(fields)
    info = encoded_for_signing("simpul/envelope/1", hashlib.sha256(header).digest(), XB.encode())
    wrap = wrapped(b"k" * 32, sealing_key=keyring(XB).sealing_key, info=info)
    refused = refusal_of(signed_anew(replace(parts, header=header, wrap=wrap, ciphertext=ciphertext), XA))
    assert (refused.refusal, refused.place) == (Refusal.NOT_DECRYPTABLE, "envelope.ciphertext")


def test_a_header_that_names_another_ciphertext_is_refused() -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB).frame, XA, digest="0" * 64))
    assert (refused.refusal, refused.place) == (Refusal.MALFORMED, "header.digest")


# --- versions and suites --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [0, 2, 10**30, "1", ["1"]])
def test_another_version_is_refused_as_such_when_its_signature_holds(version: object) -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB).frame, XA, version=version))
    assert (refused.refusal, refused.place) == (Refusal.UNKNOWN_VERSION, "header.version")


def test_another_version_is_refused_as_such_even_when_the_rest_of_its_header_is_another() -> None:
    parts = taken_apart(sealed_by(XA, XB).frame)
    header = spelled_header({"version": 2, "to": ["XB-FIU"], "compression": "zstd"})
    assert refusal_of(signed_anew(replace(parts, header=header), XA)).refusal is Refusal.UNKNOWN_VERSION


@pytest.mark.parametrize("magic", [b"SIMPUL2\n", b"SIMPUL10\n"])
def test_another_frame_is_refused_as_another_version(magic: bytes) -> None:
    refused = refusal_of(magic + sealed_by(XA, XB).frame[8:])
    assert (refused.refusal, refused.place) == (Refusal.UNKNOWN_VERSION, "envelope.magic")


@pytest.mark.parametrize("suite", ["ed25519+x25519+aes256gcm", "none", SUITE.upper(), 1])
def test_a_weaker_suite_is_refused_though_the_signer_says_it(suite: object) -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB).frame, XA, suite=suite))
    assert (refused.refusal, refused.place) == (Refusal.UNKNOWN_SUITE, "header.suite")


def test_an_unknown_kind_is_refused() -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB).frame, XA, kind="order"))
    assert (refused.refusal, refused.place) == (Refusal.UNKNOWN_KIND, "header.kind")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"number": 0}, "header.number"),
        ({"number": -1}, "header.number"),
        ({"number": "1"}, "header.number"),
        ({"sender": "nobody"}, "header.sender"),
        ({"recipient": "XB"}, "header.recipient"),
        ({"digest": "f" * 63}, "header.digest"),
        ({"sent_at": "2026-03-14T09:26:53"}, "header.sent_at"),
        ({"sent_at": "2026-03-14T09:26:53+00:00"}, "header"),
        ({"sent_at": "2026-02-30T09:26:53Z"}, "header.sent_at"),
        ({"sent_at": "0001-01-01T00:00:00+14:00"}, "header"),
        ({"sent_at": 5}, "header.sent_at"),
        ({"priority": "high"}, "header.priority"),
        ({"\n\x7f\u202e": "x"}, "header.'\\n\\x7f\\u202e'"),
    ],
)
def test_a_signed_header_that_is_none_is_refused_with_its_place(changes: dict[str, object], place: str) -> None:
    refused = refusal_of(header_changed(sealed_by(XA, XB).frame, XA, **changes))
    assert (refused.refusal, refused.place) == (Refusal.MALFORMED, place)


# --- hostile bytes --------------------------------------------------------------------------------------------------


def with_header(header: bytes) -> bytes:
    return signed_anew(replace(taken_apart(sealed_by(XA, XB).frame), header=header), XA)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b'{"version":1,"version":2}', "canonical"),
        (b'{"version": 1}', "canonical"),
        (b'{"version":1,"suite":"s"}', "canonical"),
        (b'{"version":1.0}', "no integer"),
        (b'{"version":1e0}', "no integer"),
        (b'{"version":true}', "neither text nor integer"),
        (b'{"version":null}', "neither text nor integer"),
        (b'{"suite":""}', "left out"),
        (b'{"suite":"\\u0041"}', "canonical"),
        (b'{"suite":"\\ud800"}', ""),
        (b'{"suite":"\xff"}', "not UTF-8"),
        (b'{"suite":"\xed\xa0\x80"}', "not UTF-8"),
        (b'{"suite":"\x00"}', ""),
        (b'\xef\xbb\xbf{"version":1}', ""),
        (b"[]", "not an object"),
        (b"", ""),
        (b'{"version":1}{}', ""),
        (b'{"a":' * 17 + b"1" + b"}" * 17, "nested deeper than 16"),
        (b"[" * 4_000 + b"]" * 4_000, "nested deeper than 16"),
        (b'"' + b"\\" * 4_001, ""),
        (b'{"version":' + b"1" * 5_000 + b"}", ""),
    ],
)
def test_a_header_that_is_not_canonical_is_refused_with_the_reason(header: bytes, said: str) -> None:
    refused = refusal_of(with_header(header))
    assert refused.refusal is Refusal.MALFORMED
    assert refused.place.startswith("header")
    assert said in refused.detail


def test_sixteen_levels_are_not_too_deep() -> None:
    header = b'{"version":' + b"[" * 15 + b"2" + b"]" * 15 + b"}"
    assert refusal_of(with_header(header)).refusal is Refusal.UNKNOWN_VERSION


def test_a_header_nested_a_hundred_thousand_deep_is_refused() -> None:
    roomy = Limits(max_header_bytes=1_000_000)
    parts = taken_apart(sealed_by(XA, XB).frame)
    for deep in (b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000):
        refused = refusal_of(signed_anew(replace(parts, header=deep), XA), roomy)
        assert (refused.refusal, refused.place) == (Refusal.MALFORMED, "header")


def test_a_header_longer_than_allowed_is_refused_by_the_length_it_says() -> None:
    refused = refusal_of(b"SIMPUL1\n" + struct.pack(">I", LIMITS.max_header_bytes + 1) + b"{}")
    assert (refused.refusal, refused.place) == (Refusal.TOO_LARGE, "envelope.header")


def test_a_body_of_a_hundred_megabytes_is_refused_by_the_length_it_says() -> None:
    parts = taken_apart(sealed_by(XA, XB).frame)
    before = b"SIMPUL1\n" + b"".join(struct.pack(">I", len(part)) + part for part in (parts.header, parts.wrap))
    refused = refusal_of(before + struct.pack(">I", 100 * 1024 * 1024) + b"x")
    assert (refused.refusal, refused.place) == (Refusal.TOO_LARGE, "envelope.ciphertext")
    assert str(100 * 1024 * 1024) in refused.detail


def test_a_frame_larger_than_allowed_is_refused() -> None:
    refused = refusal_of(sealed_by(XA, XB, b"x" * 3_000).frame, Limits(max_envelope_bytes=3_000))
    assert (refused.refusal, refused.place) == (Refusal.TOO_LARGE, "envelope")


@pytest.mark.parametrize("extra", [b"\x00", b"SIMPUL1\n"])
def test_what_follows_the_signature_is_refused(extra: bytes) -> None:
    refused = refusal_of(sealed_by(XA, XB).frame + extra)
    assert (refused.refusal, refused.place) == (Refusal.MALFORMED, "envelope.signature")


def test_a_frame_that_ends_early_is_refused_wherever_it_ends() -> None:
    frame = sealed_by(XA, XB).frame
    for end in range(len(frame)):
        assert refusal_of(frame[:end]).refusal is Refusal.MALFORMED


def test_a_refusal_says_why_in_words() -> None:
    said = str(refusal_of(sealed_by(XA, XC).frame))
    assert said == "header.recipient: not-to-us: it is to XC-BORDER"
