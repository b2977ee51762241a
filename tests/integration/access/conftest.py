"""An office for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.authority import Role
from tests.integration.access.office import Office, opened
from tests.stores import database, place, postgresql

__all__ = ["database", "office", "place", "postgresql"]


@pytest.fixture
def office(place: Path | str) -> Iterator[Office]:
    """Give an office with an administrator, a key officer, an analyst and an auditor."""
    with opened(place) as made:
        made.employs("adi", Role.ADMINISTRATOR)
        made.employs("kim", Role.KEY_OFFICER)
        made.employs("ana", Role.ANALYST)
        made.employs("aud", Role.AUDITOR)
        yield made
