"""Every page there is, by each role, in Indonesian by night: the other half of `test_every_page`."""

import pytest

from tests.browser.desk import Desk
from tests.browser.test_every_page import OFFICERS, desks, flaws_of_all

__all__ = ["desks"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("role", OFFICERS)
def test_nothing_is_wrong_with_a_page_in_indonesian_by_night(desks: dict[str, Desk], role: str) -> None:
    assert flaws_of_all(desks[role], role, "id") == []
