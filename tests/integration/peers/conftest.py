"""Two and three live nodes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.peers.live import LiveNode, live


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[LiveNode, LiveNode]]:
    """XA and XB, which know each other; neither serves yet."""
    with live(tmp_path, "XA", "XB") as (xa, xb):
        yield xa, xb


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[LiveNode, LiveNode, LiveNode]]:
    """XA, XB and XC, which know each other; none serves yet."""
    with live(tmp_path, "XA", "XB", "XC") as (xa, xb, xc):
        yield xa, xb, xc
