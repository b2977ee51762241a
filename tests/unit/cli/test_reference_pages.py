"""The generated pages of the reference are current, and explain everything that there is."""

import dataclasses
from collections.abc import Callable

import pytest

from simpul.settings.settings import EXPLAINED, Settings
from tests.reference_pages import FOLDER, PAGES, cli_page

PROMISED = (
    *("init", "serve", "demo", "doctor", "verify", "backup", "restore"),
    *("peer add", "peer list", "peer introduce", "list import", "report submit", "report show", "officer add"),
)


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_the_page_is_what_the_program_says(name: str, page: Callable[[], str]) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_setting_is_explained() -> None:
    assert EXPLAINED.keys() == {field.name for field in dataclasses.fields(Settings)}


def test_every_command_that_was_promised_is_there() -> None:
    page = cli_page()
    assert [name for name in PROMISED if f"## `simpul {name}`" not in page] == []
