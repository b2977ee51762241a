"""Files that a command is given, read whole and within a bound, and those it writes."""

import sys
from pathlib import Path

from simpul.core.errors import InputError

STANDARD_INPUT = Path("-")


def contents_of(file: Path, *, most_bytes: int) -> bytes:
    """Give the bytes of a file, or of standard input where the file is `-`.

    Raises:
        InputError: it cannot be read, or is larger than the bound.
    """
    try:
        if file == STANDARD_INPUT:
            found = sys.stdin.buffer.read(most_bytes + 1)
        else:
            with file.open("rb") as stream:
                found = stream.read(most_bytes + 1)
    except OSError as unreadable:
        raise InputError(f"cannot be read: {unreadable.strerror}", place=str(file)) from unreadable
    if len(found) > most_bytes:
        raise InputError(f"larger than {most_bytes} bytes", place=str(file))
    return found


def write_text(file: Path, text: str) -> None:
    """Write a text into a file.

    Raises:
        InputError: it cannot be written.
    """
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as failed:
        raise InputError(f"cannot be written: {failed.strerror}", place=str(file)) from failed
