"""Papers of a running node: signed with the authority's certificate, and looked at.

What signs and reads them is loaded when the first paper is signed or comes: it takes 40 MB that a node does not need.
"""

import importlib
from dataclasses import dataclass
from pathlib import Path

from simpul.core.errors import InputError
from simpul.core.paper import PaperSignature
from simpul.settings.settings import Settings

_PAPERS = "simpul.app.papers"
MOST_CERTIFICATE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """Signs papers and looks at signatures; `certificate` and `trusted` are files, where the node was given any."""

    certificate: Path | None = None
    trusted: tuple[Path, ...] = ()

    @property
    def has_certificate(self) -> bool:
        """Whether the node was given a certificate to sign with."""
        return self.certificate is not None

    def signed(self, pdf: bytes, *, certificate: bytes, passphrase: str, reason: str, place: str) -> bytes:
        """Give the paper signed with this PKCS#12 file, or with the node's own where there is none.

        Nothing of the certificate or of its passphrase is kept.

        Raises:
            InputError: there is no certificate, or its key does not open with this passphrase.
        """
        key = certificate or self._own()
        made: bytes = importlib.import_module(_PAPERS).signed(
            pdf, certificate=key, passphrase=passphrase, reason=reason, place=place
        )
        return made

    def looked_at(self, pdf: bytes) -> PaperSignature | None:
        """Give what is found of the signature on a paper now; nothing where it bears none.

        Raises:
            InputError: it is no paper, or its signature cannot be read.
        """
        trusted = [_read(each, place="paper_trusted") for each in self.trusted]
        found: PaperSignature | None = importlib.import_module(_PAPERS).looked_at(pdf, trusted=trusted)
        return found

    def is_signed_form_of(self, pdf: bytes, unsigned: bytes) -> bool:
        """Say whether a paper is another one, signed, with nothing else added that a reader would see."""
        return bool(importlib.import_module(_PAPERS).is_signed_form_of(pdf, unsigned))

    def _own(self) -> bytes:
        if self.certificate is None:
            raise InputError("a certificate is needed to sign with", place="certificate")
        return _read(self.certificate, place="certificate")


def paper_desk_of(settings: Settings) -> PaperDesk:
    """Give what signs papers at a node."""
    own, trusted = settings.paper_certificate, settings.paper_trusted.split()
    return PaperDesk(
        certificate=settings.home / own if own else None, trusted=tuple(settings.home / each for each in trusted)
    )


def _read(file: Path, *, place: str) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_CERTIFICATE)
    except OSError as failed:
        raise InputError("the file that the settings name cannot be read", place=place) from failed
