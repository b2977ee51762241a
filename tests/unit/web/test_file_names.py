"""A file's name comes from whoever sent the file: it names the file and says nothing else in a header."""

from hypothesis import given
from hypothesis import strategies as st

from simpul.web.pages.cases import file_response


def said(name: str) -> str:
    return file_response(b"a", name).headers["content-disposition"]


def test_a_name_with_quotes_ends_nowhere_but_at_its_end() -> None:
    assert said('list"; filename="run.html') == 'attachment; filename="list__ filename=_run.html"'
    assert said("buku besar 2026.csv") == 'attachment; filename="buku besar 2026.csv"'


@given(st.text(max_size=40))
def test_whatever_it_is_called_the_header_has_one_name(name: str) -> None:
    assert said(name).count('"') == 2
    assert "\\" not in said(name)
    assert ";" not in said(name).removeprefix("attachment;")
