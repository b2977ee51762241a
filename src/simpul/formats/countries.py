"""Countries: their ISO 3166-1 codes and names in English and Indonesian, and whom a name means.

Codes from XA to XZ, which ISO leaves to users, are the invented states of tests and demonstrations.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from string import ascii_uppercase
from types import MappingProxyType

from simpul.formats.reference import reference_bytes

FILE = "countries.csv"
NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: ISO 3166-1 codes, short names, and other names by which it is called."""

    code: str
    alpha3: str
    english: str
    indonesian: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and code of the country."""
        return (self.code, self.alpha3, self.english, self.indonesian, *self.also)


@cache
def countries() -> Mapping[str, Country]:
    """Give every country by its alpha-2 code, the invented ones too."""
    rows = csv.DictReader(StringIO(reference_bytes(FILE).decode("utf-8")))
    real = (
        Country(
            code=row["code"],
            alpha3=row["alpha3"],
            english=row["english"],
            indonesian=row["indonesian"],
            also=tuple(name for name in row["also"].split(";") if name),
        )
        for row in rows
    )
    return MappingProxyType({country.code: country for country in (*real, *_invented())})


def country_code(said: str) -> str | None:
    """Give the alpha-2 code of the country that a code or a name means, in English or Indonesian; or nothing.

    Case, accents, punctuation and a leading `the` make no difference. What is not exactly a country's name is none.
    """
    return _codes().get(_key(said))


@cache
def _codes() -> Mapping[str, str]:
    return {_key(name): country.code for country in countries().values() for name in country.names}


def _invented() -> tuple[Country, ...]:
    return tuple(
        Country(
            code=f"X{letter}", alpha3=f"X{letter}{letter}", english=f"State X{letter}", indonesian=f"Negara X{letter}"
        )
        for letter in ascii_uppercase
    )


def _key(said: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(each))
    return NOT_LETTERS.sub(" ", plain).strip().removeprefix("the ")
