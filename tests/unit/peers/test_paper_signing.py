"""Signatures on papers: pyHanko reads what is signed, and no changed byte passes."""

import random
from functools import cache

import pytest

from simpul.core.errors import InputError
from simpul.core.paper import PaperSignature
from simpul.formats.paper import write_pdf
from simpul.peers.paper_signing import fingerprint, sign_paper, signature_of
from tests.papers import AT, PASSPHRASE, authority, paper, said

XA, XA_KNOWN = authority("Central Authority of XA")
_, XB_KNOWN = authority("Central Authority of XB")


@cache
def signed() -> bytes:
    pdf = write_pdf(paper(), attachment=b"{}")
    return sign_paper(pdf, certificate=XA, passphrase=PASSPHRASE, reason="Request", place="XA")


def found(pdf: bytes, *trusted: bytes) -> PaperSignature | None:
    return signature_of(pdf, trusted=trusted, at=AT)


def test_a_signed_paper_holds_for_whoever_trusts_the_authority() -> None:
    signature = found(signed(), XB_KNOWN, XA_KNOWN)
    assert signature is not None
    assert "Central Authority of XA" in signature.signer
    assert signature.holds
    assert signature.exact


def test_it_does_not_hold_for_whoever_trusts_another_or_nobody() -> None:
    for trusted in ((), (XB_KNOWN,)):
        signature = found(signed(), *trusted)
        assert signature is not None
        assert (signature.intact, signature.whole, signature.trusted) == (True, True, False)
        assert not signature.holds


def test_signing_changes_nothing_of_what_is_said() -> None:
    assert said(signed()) == " ".join(paper().texts).split()


def passes(pdf: bytes) -> bool:
    try:
        signature = found(pdf, XA_KNOWN)
    except InputError:
        return False
    return signature is not None and signature.holds and signature.exact


def test_no_changed_byte_passes() -> None:
    chance, whole = random.Random(20_260_301), signed()
    start = whole.index(b"/Contents <") + 11
    places = [*chance.sample(range(len(whole)), 40), *chance.sample(range(start, start + 2_200), 60)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        assert not passes(bytes(changed)), f"byte {place}"


def test_nothing_added_or_cut_off_passes() -> None:
    for changed in (signed() + b"\n", signed() + signed(), signed()[:-1], signed()[:-400], b"%PDF-1.7\n" + signed()):
        assert not passes(changed)


def test_a_second_revision_is_not_the_whole_that_was_signed() -> None:
    again = signed() + signed()[signed().rindex(b"\nxref") :]
    assert not passes(again)


def test_a_paper_without_a_signature_has_none() -> None:
    assert found(write_pdf(paper(), attachment=b"{}"), XA_KNOWN) is None


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"not a paper", b"%PDF-1.7\n" + b"(" * 5_000])
def test_what_is_no_paper_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        found(raw, XA_KNOWN)
    with pytest.raises(InputError):
        sign_paper(raw, certificate=XA, passphrase=PASSPHRASE, reason="Request", place="XA")


@pytest.mark.parametrize(("certificate", "passphrase"), [(XA, b"another"), (b"", PASSPHRASE), (b"x" * 90, PASSPHRASE)])
def test_a_key_that_does_not_open_is_refused(certificate: bytes, passphrase: bytes) -> None:
    with pytest.raises(InputError, match="certificate"):
        sign_paper(signed(), certificate=certificate, passphrase=passphrase, reason="Request", place="XA")


def test_what_is_no_certificate_is_not_trusted() -> None:
    with pytest.raises(InputError, match="trusted"):
        found(signed(), b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")


def test_a_fingerprint_is_of_the_certificate_in_whatever_form() -> None:
    assert len(fingerprint(XA_KNOWN)) == 64
    assert fingerprint(XA_KNOWN) != fingerprint(XB_KNOWN)
