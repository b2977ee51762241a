"""A signed paper that says what its case says, and papers that are signed as well and say something else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from simpul.formats.paper import write_pdf
from simpul.peers.paper_reading import is_signed_form_of
from simpul.peers.paper_signing import sign_paper
from tests.papers import PASSPHRASE, authority, paper

CASE = b'{"case": "XA-2026-0142"}'
Update = Callable[[IncrementalPdfFileWriter], None]


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return write_pdf(paper("Money collected for an attack"), attachment=CASE)


@pytest.fixture(scope="module")
def key() -> bytes:
    return authority("Central Authority of XA")[0]


def signed_by_hand(pdf: bytes, key: bytes, update: Update) -> bytes:
    """What comes of changing a paper and signing it in one go, as whoever means to deceive would."""
    out, writer = BytesIO(), IncrementalPdfFileWriter(BytesIO(pdf))
    update(writer)
    wanted = PdfSignatureMetadata(field_name="Authority", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=PASSPHRASE)
    PdfSigner(wanted, signer=signer).sign_pdf(writer, output=out)
    return out.getvalue()


def nothing(_writer: IncrementalPdfFileWriter) -> None:
    """Change nothing."""


def other_words(writer: IncrementalPdfFileWriter) -> None:
    """Let the first page say something else."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT /F1 12 Tf (Release him) Tj ET"))
    writer.update_container(page)


def a_note(writer: IncrementalPdfFileWriter) -> None:
    """Lay a note over the first page."""
    note = DictionaryObject(  # type: ignore[no-untyped-call]  # the library has no type for it
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): ArrayObject(map(NumberObject, (50, 50, 500, 700))),
            pdf_name("/Contents"): TextStringObject("Release him"),
            pdf_name("/DA"): TextStringObject("/Helv 24 Tf"),
        }
    )
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Annots")] = ArrayObject([note])
    writer.update_container(page)


def other_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Attach another case."""
    writer.root[pdf_name("/AF")] = ArrayObject([writer.add_object(StreamObject(stream_data=b"{}"))])
    writer.update_root()  # type: ignore[no-untyped-call]  # the library has no type for it


def test_a_paper_that_was_signed_here_is_its_own_signed_form(unsigned: bytes, key: bytes) -> None:
    signed = sign_paper(unsigned, certificate=key, passphrase=PASSPHRASE, reason="XA-2026-0142", place="XA")
    assert is_signed_form_of(signed, unsigned)
    assert is_signed_form_of(signed_by_hand(unsigned, key, nothing), unsigned)


def test_the_signed_paper_of_another_case_is_not(unsigned: bytes, key: bytes) -> None:
    other = write_pdf(paper("Money collected for an attack"), attachment=b'{"case": "XA-2026-0143"}')
    signed = sign_paper(other, certificate=key, passphrase=PASSPHRASE, reason="XA-2026-0143", place="XA")
    assert not is_signed_form_of(signed, unsigned)
    assert not is_signed_form_of(unsigned, unsigned)
    assert not is_signed_form_of(unsigned + b"%", unsigned)


@pytest.mark.parametrize("update", [other_words, a_note, other_attachment])
def test_a_paper_that_was_changed_and_then_signed_is_not(unsigned: bytes, key: bytes, update: Update) -> None:
    assert not is_signed_form_of(signed_by_hand(unsigned, key, update), unsigned)
    out, writer = BytesIO(), IncrementalPdfFileWriter(BytesIO(unsigned))
    update(writer)
    writer.write(out)  # type: ignore[no-untyped-call]  # the library has no type for it
    signed = sign_paper(out.getvalue(), certificate=key, passphrase=PASSPHRASE, reason="-", place="XA")
    assert not is_signed_form_of(signed, unsigned)
