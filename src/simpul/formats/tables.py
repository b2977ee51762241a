"""Tables of subjects, in and out: CSV and workbooks to rows of text, and rows of text to CSV.

What a table's columns mean is said by a mapping: `simpul.formats.mapping`.
"""

import csv
import importlib
from collections.abc import Iterable, Sequence
from io import StringIO

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.delimited import read_delimited
from simpul.formats.grid import Table

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOKS = "simpul.formats.workbook"
"""Loaded when a workbook comes: openpyxl takes 6 MB of every process that has it."""
WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm")
# OWASP, CSV Injection: what a spreadsheet may take for a formula. The wide forms count in East Asian settings.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read_table(raw: bytes, *, filename: str, limits: Limits) -> Table:
    """Read a table from a CSV file or from the first visible sheet of a workbook; the bytes say which it is.

    Raises:
        InputError: it is neither, or beyond the limits; with byte, line or column.
    """
    if len(raw) > limits.max_table_bytes:
        raise InputError(f"larger than {limits.max_table_bytes} bytes", place=f"byte {limits.max_table_bytes}")
    if raw.startswith(ZIP):
        read: Table = importlib.import_module(WORKBOOKS).read_workbook(raw, limits=limits)
        return read
    if raw.startswith(OLD_WORKBOOK):
        raise InputError("an old or a locked workbook; save it without a password as .xlsx", place="byte 0")
    if filename.lower().endswith(WORKBOOK_NAMES):
        raise InputError("its name says that it is a workbook, and it is none", place="byte 0")
    return read_delimited(raw, limits=limits)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table as CSV for a spreadsheet: UTF-8 with a byte-order mark, lines ending in CR LF (RFC 4180).

    A cell that a spreadsheet could take for a formula gets an apostrophe in front.
    """
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in header])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_BEGINNINGS) else cell
