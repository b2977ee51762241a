"""Signatures on papers: PAdES baseline B (ETSI EN 319 142-1 V1.2.1), made and read with pyHanko.

A signature is made with the key and certificate of an authority, which come as PKCS#12 (RFC 7292). Nothing is fetched
while a paper is read: whom to trust is said by who reads it.
"""

import hashlib
import logging
import re
import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from asn1crypto.pem import detect, unarmor
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from simpul.core.errors import InputError
from simpul.core.paper import PaperSignature

MOST_BYTES = 32 * 1024 * 1024
FIELD = "Authority"
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
UNREADABLE = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What the libraries raise over a file that is damaged, which is the sender's fault and not ours."""
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0 +(\d+) +(\d+) +(\d+)\s*\]")


def sign_paper(pdf: bytes, *, certificate: bytes, passphrase: bytes, reason: str, place: str) -> bytes:
    """Give the paper signed with the key of a PKCS#12 file; what it says is not changed.

    Raises:
        InputError: the file holds no key that opens with this passphrase, or what is to be signed is no PDF.
    """
    wanted = PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=place,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=False,
    )
    signer, signed = _signer(certificate, passphrase), BytesIO()
    try:
        PdfSigner(wanted, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=signed)
    except (PdfError, SigningError, ValueError) as refused:
        raise InputError(f"it cannot be signed: {refused}", place="paper") from refused
    return signed.getvalue()


def signature_of(pdf: bytes, *, trusted: Sequence[bytes], at: datetime) -> PaperSignature | None:
    """Give what is found of the signature on a paper; nothing where it bears none.

    `trusted` are certificates, as PEM or DER; `at` is the moment for which they are judged.

    Raises:
        InputError: it is no PDF, or bears more than one signature, or one that cannot be read.
    """
    if len(pdf) > MOST_BYTES:
        raise InputError(f"more than {MOST_BYTES} bytes", place="paper")
    known = [_certificate(each) for each in trusted]
    try:
        signatures = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
        if not signatures:
            return None
        if len(signatures) == 1:
            return _judged(signatures[0], pdf, known, at)
    except UNREADABLE as refused:
        raise InputError(f"its signature cannot be read: {refused}", place="paper") from refused
    raise InputError("it bears more than one signature", place="paper")


def fingerprint(certificate: bytes) -> str:
    """Give the SHA-256 of a certificate, PEM or DER, as it is read out over another way."""
    return hashlib.sha256(_certificate(certificate).dump()).hexdigest()


def _signer(certificate: bytes, passphrase: bytes) -> SimpleSigner:
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(certificate, other_certs=[], passphrase=passphrase)
        return signer
    except (ValueError, TypeError) as refused:
        said = "it holds no key and certificate that open with this passphrase"
        raise InputError(said, place="certificate") from refused


def _judged(
    signature: EmbeddedPdfSignature, pdf: bytes, trusted: Sequence[x509.Certificate], at: datetime
) -> PaperSignature:
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False, moment=at, revocation_mode="soft-fail")
    status = validate_pdf_signature(signature, signer_validation_context=context)
    said = signature.self_reported_timestamp
    return PaperSignature(
        signer=signature.signer_cert.subject.human_friendly,
        signed_at=said,
        intact=bool(status.intact and status.valid),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(status.trusted),
        exact=_exact(pdf),
    )


def _exact(pdf: bytes) -> bool:
    """Say whether the signature stands in its place in the one way in which it is written here.

    No signature covers itself: its place is filled up with zeros, and what frames it could be otherwise and verify all
    the same. So it is written anew from its certificate, its attributes and its value, and compared.
    """
    found = _RANGE.findall(pdf)
    if len(found) != 1:
        return False
    start, end, rest = map(int, found[0])
    place = pdf[start:end]
    if end + rest != len(pdf) or place[:1] != b"<" or place[-1:] != b">":
        return False
    digits = place[1:-1]
    written = _again(bytes.fromhex(digits.decode("ascii"))).hex().upper().encode()
    return digits == written + b"0" * (len(digits) - len(written))


def _again(signature: bytes) -> bytes:
    """Write a signature of baseline B again: one signer, SHA-256, nothing that is not signed but its frame."""
    said = cms.ContentInfo.load(signature)["content"]
    certificate, by = said["certificates"][0].chosen, said["signer_infos"][0]
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": {
                "issuer_and_serial_number": {
                    "issuer": certificate.issuer,
                    "serial_number": certificate.serial_number,
                }
            },
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": by["signed_attrs"],
            "signature_algorithm": _method(certificate),
            "signature": by["signature"],
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    again: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return again


def _method(certificate: x509.Certificate) -> cms.SignedDigestAlgorithm:
    method = {"ec": "sha256_ecdsa", "rsa": "sha256_rsa"}.get(certificate.public_key.algorithm, "ed25519")
    return cms.SignedDigestAlgorithm({"algorithm": method})


def _certificate(raw: bytes) -> x509.Certificate:
    try:
        der = unarmor(raw)[2] if detect(raw) else raw
        found = x509.Certificate.load(der, strict=True)
        found.native  # noqa: B018 - asn1crypto reads a structure when it is looked at
    except (ValueError, TypeError) as refused:
        raise InputError(f"it is no certificate: {refused}", place="trusted") from refused
    return found
