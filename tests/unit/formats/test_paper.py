"""Papers as PDF: what is read back is what was said, on whatever page and in whatever script a font can draw."""

import hashlib
from io import BytesIO
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import StreamObject

from simpul.core.errors import InputError
from simpul.core.paper import LANGUAGES
from simpul.formats.paper import MOST_ATTACHED, write_pdf
from tests.papers import paper, placed, said

TEXTS = st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=400)


def words(*texts: str) -> list[str]:
    return " ".join(paper(*texts).texts).split()


@settings(max_examples=25)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4))
def test_what_is_read_back_is_what_was_said(texts: list[str]) -> None:
    assert "".join(said(write_pdf(paper(*texts), attachment=b"{}"))) == "".join(words(*texts))


def test_a_paper_of_many_pages_keeps_its_words_apart_and_says_on_each_whose_it_is() -> None:
    texts = ["He paid for a journey, and for a second one that never was. " * 30] * 8
    pdf = write_pdf(paper(*texts), attachment=b"{}")
    assert said(pdf) == words(*texts)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        whole = page.extract_text()
        assert "XA RESTRICTED" in whole
        assert "XA-2026-0001" in whole
        assert f"page {number} of {len(pages)}" in whole


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    digest = hashlib.sha512(b"an attachment").hexdigest() * 3
    pdf = write_pdf(paper(digest), attachment=b"{}")
    assert "".join(said(pdf)) == "".join(words(digest))
    lines = {round(y) for text, y in placed(pdf) if text.strip() and text.strip() in digest}
    assert len(lines) >= 4


@pytest.mark.parametrize("text", ["Хорошо, Київ", "Ελλάδα", "Žluťoučký kůň", "Đặng Văn", "Łódź ĞİŞ ığş"])
def test_the_scripts_of_europe_and_vietnam_are_read_back(text: str) -> None:
    assert said(write_pdf(paper(text), attachment=b"{}")) == words(text)


def test_arabic_is_drawn() -> None:
    drawn = write_pdf(paper("محمد بن عبد الله", language="ar"), attachment=b"{}")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(BytesIO(drawn)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index] # a dictionary, as of every page
    }
    assert any("NotoSansArabic" in font for font in fonts)


def test_every_character_that_no_font_can_draw_is_named() -> None:
    with pytest.raises(InputError) as refused:
        write_pdf(paper("Nama 中 文 dan 한"), attachment=b"{}")
    assert [f"U+{ord(each):04X} {each}" in refused.value.reason for each in "中文한"] == [True] * 3


def test_what_the_paper_was_made_from_is_attached_byte_by_byte() -> None:
    data = '{"name": "Bram Contoh", "note": "中文 is data here"}'.encode()
    attached = PdfReader(BytesIO(write_pdf(paper(), attachment=data))).attachments
    assert dict(attached) == {"request.json": [data]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_says_that_it_is_for_keeping_and_in_which_language(language: str) -> None:
    reader = PdfReader(BytesIO(write_pdf(paper(language=language), attachment=b"{}")))
    described = cast(StreamObject, reader.root_object["/Metadata"].get_object()).get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in described
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in described
    assert str(reader.root_object["/Lang"]) == language


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_pdf(paper("a", "b"), attachment=b"{}") == write_pdf(paper("a", "b"), attachment=b"{}")


def test_what_looks_like_markup_is_text() -> None:
    text = '#panic("x") $a^2$ *bold* <label> @ref [x] \\ // not a comment {{ jinja }}'
    assert said(write_pdf(paper(text), attachment=b"{}")) == words(text)


@pytest.mark.parametrize("attachment", [b"\xff", b"x" * (MOST_ATTACHED + 1)])
def test_an_attachment_that_is_no_text_or_too_large_is_refused(attachment: bytes) -> None:
    with pytest.raises(InputError, match="attachment"):
        write_pdf(paper(), attachment=attachment)
