"""Forms: read once, within bounds, and asked for text with its place."""

from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.web.language import msg

MOST_FIELDS = 40_000
MOST_FILES = 8
MOST_PART = 4 * 1024 * 1024


async def form_of(request: Request) -> FormData:
    """Read the form of a request, once; the body as a whole is bounded elsewhere."""
    return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_PART)


def text_of(form: FormData, name: str, *, most: int = 4_000) -> str:
    """Give a field as text without blanks around it; an absent one is empty.

    Raises:
        InputError: it is a file, too long, or holds control characters.
    """
    value = form.get(name, "")
    if not isinstance(value, str):
        raise InputError(msg("a file where text was expected"), place=name)
    return bounded_text(value.replace("\r\n", "\n").strip(), place=name, most=most)


def texts_of(form: FormData, name: str, *, most: int = 200) -> tuple[str, ...]:
    """Give every value of a field that may come several times, empty ones left out.

    Raises:
        InputError: there are too many, or one is a file or too long.
    """
    found = [value for value in form.getlist(name) if isinstance(value, str) and value]
    if len(found) > most:
        raise InputError(f"more than {most} values", place=name)
    return tuple(bounded_text(value, place=name, most=400) for value in found)


def upload_of(form: FormData, name: str) -> BinaryIO:
    """Give an uploaded file to read from, without holding it in memory.

    Raises:
        InputError: there is none.
    """
    value = form.get(name)
    if not isinstance(value, UploadFile) or not value.filename:
        raise InputError(msg("choose a file"), place=name)
    return value.file


def file_of(form: FormData, name: str, *, most: int) -> bytes:
    """Give the bytes of an uploaded file.

    Raises:
        InputError: there is none, it is empty, or it is larger than `most` bytes.
    """
    content = upload_of(form, name).read(most + 1)
    if len(content) > most:
        raise InputError(f"larger than {most} bytes", place=name)
    if not content:
        raise InputError(msg("the file is empty"), place=name)
    return content


def filename_of(form: FormData, name: str) -> str:
    """Give the name of an uploaded file as the browser said it, cut to its end."""
    value = form.get(name)
    said = value.filename or "" if isinstance(value, UploadFile) else ""
    return bounded_text(said[-120:], place=name, most=120)
