"""Lists that are offered with a form: the files of an edition, and what is said of them."""

from collections.abc import Mapping
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile

from simpul.core.errors import InputError
from simpul.formats.registry import ListOffer, columns_of
from simpul.web.forms import text_of
from simpul.web.language import msg

MOST_COLUMNS = 20_000
"""Characters of what is said of a table's columns."""


def offer_of(form: FormData, name: str) -> ListOffer:
    """Give the list of this form that was sent: `file` any number of times, `list_id`, and `columns` line by line.

    Raises:
        InputError: there is no file, or what is said of it cannot be read.
    """
    return ListOffer(
        form=name,
        files=_files(form),
        list_id=text_of(form, "list_id", most=100),
        columns=columns_of(text_of(form, "columns", most=MOST_COLUMNS).splitlines()),
    )


def _files(form: FormData) -> Mapping[str, BinaryIO]:
    uploads = [value for value in form.getlist("file") if isinstance(value, UploadFile) and value.filename]
    if not uploads:
        raise InputError(msg("choose a file"), place="file")
    files = {str(upload.filename): upload.file for upload in uploads}
    if len(files) != len(uploads):
        raise InputError(msg("two of the files have the same name"), place="file")
    return files
