import pytest

from simpul.web.navigation import GROUPS


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("/law", "/law"),
        ("/law/states/ID", "/law"),
        ("/law-cases/ab12", "/law-cases"),
        ("/law-drafts/ab12", "/law-cases"),
        ("/npos", "/payments"),
        ("/payment-rules/one", "/payments"),
    ],
)
def test_a_page_belongs_to_one_place_of_the_menu(path: str, href: str) -> None:
    assert [place.href for group in GROUPS for place in group.places if place.holds(path)] == [href]
