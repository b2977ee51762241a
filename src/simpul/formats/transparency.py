"""What the norm on payment transparency requires, and what humanitarian exemptions grant, as reference data.

Each row says where it is from and whether the norm's own text was read for it. The edition of the rule names the
norm's revision and the day of the rows, so that a result says by what it was reached.
"""

import csv
from collections.abc import Iterator
from functools import cache
from io import StringIO

from simpul.core.payment.completeness import Band, Item, Reach, Requirement, Side, TransparencyRule
from simpul.core.payment.edition import Edition
from simpul.core.payment.freezing import Exemption
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import PartyKind
from simpul.formats.countries import countries
from simpul.formats.currencies import currency_decimals
from simpul.formats.reference import reference_bytes

REQUIREMENTS = "payment-transparency.csv"
THRESHOLDS = "payment-thresholds.csv"
EXEMPTIONS = "humanitarian-exemptions.csv"
RULE = "fatf-r16"
REVISION = "2025-06"


@cache
def transparency_rule() -> TransparencyRule:
    """Give what FATF Recommendation 16, as revised in June 2025, requires of a payment."""
    rows = list(_rows(REQUIREMENTS))
    newest = max(row["as_of"] for row in rows)
    return TransparencyRule(
        edition=Edition(id=RULE, version=f"{REVISION}+{newest}"),
        requirements=tuple(_requirement(row) for row in rows),
        thresholds=tuple(_threshold(row) for row in _rows(THRESHOLDS)),
        countries=frozenset(countries()),
    )


@cache
def humanitarian_exemptions() -> tuple[Exemption, ...]:
    """Give the humanitarian exemptions that are known, with the instrument of each."""
    return tuple(
        Exemption(
            id=row["id"],
            instrument=row["instrument"],
            lists=_words(row["lists"]),
            from_day=row["from_day"],
            provision=row["provision"],
            programmes=_words(row["programmes"]),
            until=row["until"],
            covers=row["covers"],
            verified=row["verified"],
            source=row["source"],
            as_of=row["as_of"],
        )
        for row in _rows(EXEMPTIONS)
    )


def _requirement(row: dict[str, str]) -> Requirement:
    return Requirement(
        id=row["id"],
        side=Side(row["side"]),
        item=Item(row["item"]),
        band=Band(row["band"]),
        kinds=tuple(PartyKind(kind) for kind in _words(row["kinds"])),
        reach=tuple(Reach(reach) for reach in _words(row["reach"])),
        source=row["source"],
    )


def _threshold(row: dict[str, str]) -> Money:
    return money(row["figure"], row["currency"], decimals=currency_decimals(), place=THRESHOLDS)


def _words(said: str) -> tuple[str, ...]:
    return tuple(word for word in said.split(";") if word)


def _rows(file: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(StringIO(reference_bytes(file).decode("utf-8")))
