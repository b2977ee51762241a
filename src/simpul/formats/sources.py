"""Files that are read whole: their bytes, and never more of them than allowed."""

from pathlib import Path

from simpul.core.errors import InputError
from simpul.formats.xml import Source


def bytes_of(source: Source, *, most: int) -> bytes:
    """Give the bytes of a file, a stream, or the bytes themselves.

    Raises:
        InputError: there are more than allowed, or it cannot be read.
    """
    if isinstance(source, bytes):
        raw = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                raw = stream.read(most + 1)
        except OSError as exc:
            raise InputError(f"cannot be read: {exc.strerror}", place=source.name) from exc
    else:
        raw = source.read(most + 1)
    if len(raw) > most:
        raise InputError(f"larger than {most} bytes", place=f"byte {most}")
    return raw
