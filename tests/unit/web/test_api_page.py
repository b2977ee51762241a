"""The page of the interface for software is the one that the program gives."""

from tests.api_page import PAGE, described, page


def test_the_page_of_the_interface_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(described()), "run `make docs`"
