"""The reference data that comes with Simpul, read from wherever the package is installed, also from a wheel."""

import re
from importlib.resources import files

from simpul.core.errors import NotFoundError

FOLDER = files("simpul") / "reference"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:csv|json|toml|typ|xml)")


def reference_bytes(name: str) -> bytes:
    """Give the bytes of one file of the reference folder: `un-extract.xml`, `countries.csv`.

    Raises:
        NotFoundError: there is no such file.
    """
    file = FOLDER / name
    if not NAME.fullmatch(name) or not file.is_file():
        raise NotFoundError(f"there is no reference file {name[:80]!r}")
    return file.read_bytes()
