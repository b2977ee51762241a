"""Papers for tests, the certificate of an invented authority, and what a paper says when it is read back."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from pypdf import PdfReader

from simpul.core.paper import Listing, Paper, Paragraph, Particulars, Section

AT = datetime(2026, 12, 1, tzinfo=UTC)
PASSPHRASE = b"an invented passphrase"
HEADER, FOOTER = 770.0, 70.0
"""Points from the foot of a page: above the one and below the other stands what is on every page."""


def paper(*texts: str, language: str = "en") -> Paper:
    """Give a request with these texts, each in a section of its own."""
    return Paper(
        title="Request for mutual legal assistance",
        reference="XA-2026-0001",
        language=language,
        dated=date(2026, 3, 1),
        marking="XA RESTRICTED",
        head=Particulars(rows=(("From", "Central Authority of XA"), ("To", "Central Authority of XB"))),
        sections=tuple(
            Section(
                heading=f"{number}. Facts",
                blocks=(
                    Paragraph(text=text),
                    Listing(items=("the statements of one account", "a hearing\nby video")),
                    Particulars(rows=(("Name", "Bram Contoh"), ("Born", "1971-03-14"))),
                ),
            )
            for number, text in enumerate(texts or ("He paid for a journey.",), 1)
        ),
    )


def placed(pdf: bytes) -> list[tuple[str, float]]:
    """Give the pieces of text on the pages of a PDF, each with its height on its page, in points."""
    found: list[tuple[str, float]] = []

    def visit(text: str, page: list[float], place: list[float], _font: object, _size: object) -> None:
        found.append((text, place[4] * page[1] + place[5] * page[3] + page[5]))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return found


def said(pdf: bytes) -> list[str]:
    """Give the words that stand on the pages of a PDF, header and footer left out."""
    return "".join(text for text, height in placed(pdf) if FOOTER < height < HEADER).split()


@cache
def authority(name: str) -> tuple[bytes, bytes]:
    """Give the key and certificate of an authority as PKCS#12, and the certificate alone as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3_650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(PASSPHRASE)
    whole = pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, locked)
    return whole, made.public_bytes(serialization.Encoding.PEM)
