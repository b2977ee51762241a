"""One world of two states for all tests of the pages, told once; a test makes what it changes itself."""

from collections.abc import Iterator

import pytest

from tests.integration.web.office import Office
from tests.story import Told, tell
from tests.world import World


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give a world of two states that know each other."""
    made = World(tmp_path_factory.mktemp("world"), "XA", "XB")
    yield made
    made.closes()


@pytest.fixture(scope="package")
def office(world: World, told: Told) -> Office:
    """Give the pages of XA, after the story was told."""
    assert told.own
    return Office(world["XA"])


@pytest.fixture(scope="package")
def told(world: World) -> Told:
    """Tell the story."""
    return tell(world)
