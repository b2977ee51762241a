"""Papers, signed and looked at: loaded when one is asked for."""

from collections.abc import Sequence

from simpul.app.chance import SystemClock
from simpul.core.paper import PaperSignature
from simpul.peers.paper_reading import is_signed_form_of as bears_only_a_signature
from simpul.peers.paper_signing import sign_paper, signature_of


def signed(pdf: bytes, *, certificate: bytes, passphrase: str, reason: str, place: str) -> bytes:
    """Give the paper signed with the key of a PKCS#12 file.

    Raises:
        InputError: the file holds no key that opens with this passphrase.
    """
    return sign_paper(pdf, certificate=certificate, passphrase=passphrase.encode(), reason=reason, place=place)


def is_signed_form_of(pdf: bytes, unsigned: bytes) -> bool:
    """Say whether a paper is another one, signed, with nothing else added that a reader would see."""
    return bears_only_a_signature(pdf, unsigned)


def looked_at(pdf: bytes, *, trusted: Sequence[bytes]) -> PaperSignature | None:
    """Give what is found of the signature on a paper now; nothing where it bears none.

    Raises:
        InputError: it is no paper, or its signature cannot be read.
    """
    return signature_of(pdf, trusted=trusted, at=SystemClock().now())
