"""What a list's programme stands on: the resolution, order or act behind a short word such as `SDGT` or `Taliban`.

Where a list names the instrument itself, as that of the European Union does, what it says goes before this table.
"""

import csv
from collections.abc import Mapping
from functools import cache
from io import StringIO
from types import MappingProxyType

from simpul.formats.reference import reference_bytes

FILE = "listing-bases.csv"


def instrument_of(list_id: str, programme: str) -> str:
    """Give the instrument that a programme of a list stands on, or nothing where we do not know it."""
    return instruments().get((list_id, programme), "")


@cache
def instruments() -> Mapping[tuple[str, str], str]:
    """Give every instrument that is known, by list and programme."""
    rows = csv.DictReader(StringIO(reference_bytes(FILE).decode("utf-8")))
    return MappingProxyType({(row["list"], row["programme"]): row["instrument"] for row in rows})
