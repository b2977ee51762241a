"""One-time codes as RFC 6238 has them."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.formats.codes import AuthenticatorCodes

CODES = AuthenticatorCodes(issuer="XA-NCTC")
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
# RFC 6238, appendix B, mode SHA1: the last six of the eight digits.
RFC_CODES = {
    59: "287082",
    1_111_111_109: "081804",
    1_111_111_111: "050471",
    1_234_567_890: "005924",
    2_000_000_000: "279037",
    20_000_000_000: "353130",
}


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES.items())
def test_the_codes_are_those_of_the_norm(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, tz=UTC)
    assert CODES.step(RFC_SECRET, code, at=at) == seconds // 30


@pytest.mark.parametrize(("off", "known"), [(-60, False), (-30, True), (0, True), (30, True), (60, False), (90, False)])
def test_a_clock_may_be_one_step_off_and_no_more(off: int, *, known: bool) -> None:
    at = datetime.fromtimestamp(1_234_567_890, tz=UTC) + timedelta(seconds=off)
    found = CODES.step(RFC_SECRET, "005924", at=at)
    assert found == (1_234_567_890 // 30 if known else None)


@pytest.mark.parametrize("code", ["", "5924", "0059240", "00592a", "٠٠٥٩٢٤", "005 925", "\ud800", "x" * 10_000])
def test_what_is_not_the_code_is_none(code: str) -> None:
    assert CODES.step(RFC_SECRET, code, at=datetime.fromtimestamp(1_234_567_890, tz=UTC)) is None


def test_blanks_between_the_digits_do_not_matter() -> None:
    assert CODES.step(RFC_SECRET, "005 924", at=datetime.fromtimestamp(1_234_567_890, tz=UTC)) is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_other_chance_gives_another_secret_of_160_bits(one: str, other: str) -> None:
    secret = CODES.new_secret(one)
    assert len(base64.b32decode(secret)) == 20
    assert (secret == CODES.new_secret(other)) == (one == other)


def test_the_address_names_node_and_officer_for_the_app() -> None:
    address = urlsplit(CODES.address(RFC_SECRET, officer="a.surya"))
    said = parse_qs(address.query)
    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/XA-NCTC:a.surya")
    assert (said["secret"], said["issuer"]) == ([RFC_SECRET], ["XA-NCTC"])
