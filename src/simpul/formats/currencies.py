"""Currencies: their ISO 4217 codes, and how many decimals each has.

Codes of funds are among them, and codes withdrawn in the last years: older messages bear them. Metals and codes without
a unit of their own are not.
"""

import csv
from collections.abc import Mapping
from functools import cache
from io import StringIO
from types import MappingProxyType

from simpul.formats.reference import reference_bytes

FILE = "currencies.csv"


@cache
def currency_decimals() -> Mapping[str, int]:
    """Give the number of decimals of every currency by its code."""
    rows = csv.DictReader(StringIO(reference_bytes(FILE).decode("utf-8")))
    return MappingProxyType({row["code"]: int(row["decimals"]) for row in rows})
