"""A node signs papers with the certificate that it was given, or with one that is brought, and keeps neither open."""

from pathlib import Path

import pytest

from simpul.app.late_papers import PaperDesk, paper_desk_of
from simpul.core.errors import InputError
from simpul.formats.paper import write_pages, write_pdf
from simpul.settings.settings import Settings
from tests.papers import PASSPHRASE, authority, paper

KEY, CERTIFICATE = authority("Central Authority of XA")
MADE = write_pdf(paper(), attachment=b"{}")


def desk(folder: Path, **changes: str) -> PaperDesk:
    settings = Settings(home=folder, authority="XA-NCTC", name="Centre", base_url="https://xa.example", **changes)  # type: ignore[arg-type]  # texts alone
    return paper_desk_of(settings)


def sign(held: PaperDesk, certificate: bytes = b"") -> bytes:
    return held.signed(MADE, certificate=certificate, passphrase=PASSPHRASE.decode(), reason="XA-1", place="XA")


def test_the_certificate_of_the_settings_signs_and_the_trusted_ones_are_trusted(tmp_path: Path) -> None:
    (tmp_path / "own.p12").write_bytes(KEY)
    (tmp_path / "own.pem").write_bytes(CERTIFICATE)
    found = desk(tmp_path, paper_certificate="own.p12", paper_trusted="own.pem")
    assert found.has_certificate
    said = found.looked_at(sign(found))
    assert said is not None
    assert said.holds
    unknown = desk(tmp_path).looked_at(sign(found))
    assert unknown is not None
    assert (unknown.intact, unknown.whole, unknown.trusted) == (True, True, False)


def test_one_that_is_brought_signs_where_there_is_none(tmp_path: Path) -> None:
    held = desk(tmp_path)
    assert not held.has_certificate
    assert held.looked_at(MADE) is None
    assert held.looked_at(sign(held, KEY)) is not None
    with pytest.raises(InputError, match="a certificate is needed"):
        sign(held)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        sign(desk(tmp_path, paper_certificate="gone.p12"))


def test_every_page_is_pictured(tmp_path: Path) -> None:
    long = paper(*("He paid for a journey.\n" * 40 for _ in range(3)))
    pages = write_pages(long)
    assert len(pages) > 1
    assert all(each.startswith(b"\x89PNG") for each in pages)
