"""Worlds for the scenarios."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.world import World


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Make worlds of real nodes, and close them at the end."""
    worlds: list[World] = []

    def world(*states: str) -> World:
        worlds.append(World(tmp_path / str(len(worlds)), *states))
        return worlds[-1]

    yield world
    for each in worlds:
        each.closes()
