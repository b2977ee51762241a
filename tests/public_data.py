"""The folder of public lists and messages that tests compare with; it is no part of the repository."""

import os
from pathlib import Path

import pytest

BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "data"


def public_file(*parts: str) -> Path:
    """Give a file of the folder that SIMPUL_DATA names; without it the test is skipped."""
    folder = Path(os.environ.get("SIMPUL_DATA", BESIDE_THE_REPOSITORY))
    path = folder.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"needs {'/'.join(parts)} in the folder of public data (set SIMPUL_DATA)")
    return path
