"""Worlds for the scenarios, on SQLite or on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.stores import POSTGRESQL, SQLITE, postgresql_place
from tests.world import World


@pytest.fixture
def database() -> str:
    """Say which database the nodes have: SQLite; a module that takes `database` of `tests.stores` runs on both."""
    return SQLITE


@pytest.fixture
def made(tmp_path: Path, database: str) -> Iterator[Callable[..., World]]:
    """Make worlds of real nodes, and close them at the end."""
    with ExitStack() as places:
        worlds: list[World] = []

        def world(*states: str) -> World:
            addresses = {state: places.enter_context(postgresql_place()) for state in states if database == POSTGRESQL}
            worlds.append(World(tmp_path / str(len(worlds)), *states, databases=addresses))
            return worlds[-1]

        yield world
        for each in worlds:
            each.closes()
