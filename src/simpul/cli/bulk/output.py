"""A file that is there whole or not at all: written beside its place, and moved there when everything is in it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from simpul.core.errors import InputError


@contextmanager
def whole_file(place: Path) -> Iterator[BinaryIO]:
    """Give a stream whose content stands at the place once the block has ended well; else nothing is left of it.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
    except OSError as failed:
        raise InputError(f"cannot be written: {failed.strerror}", place=str(place)) from failed
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        unfinished.chmod(_mode(place))
        unfinished.replace(place)
    except OSError as failed:
        raise InputError(f"cannot be written: {failed.strerror}", place=str(place)) from failed
    finally:
        unfinished.unlink(missing_ok=True)


def _mode(place: Path) -> int:
    """Give the mode of the file that is replaced, else one for its owner alone: it may speak of people."""
    return place.stat().st_mode & 0o777 if place.exists() else 0o600
