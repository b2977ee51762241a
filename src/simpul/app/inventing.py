"""Worlds to try a node on, invented when somebody asks: what invents them is no part of a running node."""

import importlib
from collections.abc import Iterator
from enum import StrEnum

_SCENARIOS = "simpul.app.scenarios"


class MessageFiles(StrEnum):
    """In which form payments are written."""

    TABLE = "table"
    PACS_008 = "pacs.008"


def invented(*, seed: int, persons: int, days: int, form: MessageFiles) -> Iterator[tuple[str, bytes]]:
    """Invent a world and give its files by name: payments, what is true of them, accounts, and a list.

    Raises:
        InputError: such a world cannot be; with the place.
    """
    files: Iterator[tuple[str, bytes]] = importlib.import_module(_SCENARIOS).files_of(
        seed=seed, persons=persons, days=days, form=form
    )
    return files
