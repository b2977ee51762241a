"""What holds for every test: the hypothesis profile, folders in memory, and no network in tests of pure code."""

import gc
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.memory import folders_in_memory

TESTS = Path(__file__).parent
WITHOUT_NETWORK = (TESTS / "unit" / "core", TESTS / "unit" / "engines", TESTS / "unit" / "services", TESTS / "property")
LONGEST_FIRST = (
    "browser",
    "scenarios/test_demo.py",
    "integration/web/browser",
    "faults",
    "noninterference",
    "property/storage",
    "scenarios",
    "integration",
)
"""What takes long comes first, so that at the end there is little left to wait for while one worker has no work."""

NETWORK_EVENTS = frozenset({"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"})

folders_in_memory()

# A loaded machine is slow, not wrong: no deadline for an example. The same examples for everybody.
settings.register_profile(
    "simpul", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("simpul")

# For a long look at new examples: make test PYTEST_ARGS='--hypothesis-profile search'
settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in front; the tests of one module stay together, in their order."""
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Let the collector of the interpreter pass over what stays as long as the tests do."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let the collector look at everything again: libraries count at the end what was not given back."""
    gc.unfreeze()


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, name in enumerate(LONGEST_FIRST) if item.path.is_relative_to(TESTS / name)), 99)


class NetworkUsedError(Exception):
    """A test of pure code reached for the network."""


class _NetworkGuard:
    """Refuses the interpreter's own network events while a test of pure code is running."""

    def __init__(self) -> None:
        self.running = ""

    def __call__(self, event: str, arguments: object) -> None:
        if self.running and event in NETWORK_EVENTS:
            raise NetworkUsedError(f"{self.running} used the network: {event} {arguments!r}")


_guard = _NetworkGuard()
sys.addaudithook(_guard)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Guard the tests of pure code, and no others."""
    guarded = any(item.path.is_relative_to(folder) for folder in WITHOUT_NETWORK)
    _guard.running = item.nodeid if guarded else ""
    try:
        return (yield)
    finally:
        _guard.running = ""
