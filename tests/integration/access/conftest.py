"""An office in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.authority import Role
from tests.integration.access.office import Office, opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give an office with an administrator, a key officer, an analyst and an auditor."""
    with opened(tmp_path / "node.db") as made:
        made.employs("adi", Role.ADMINISTRATOR)
        made.employs("kim", Role.KEY_OFFICER)
        made.employs("ana", Role.ANALYST)
        made.employs("aud", Role.AUDITOR)
        yield made
