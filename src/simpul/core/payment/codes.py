"""Codes that prove themselves, at least in part: account numbers, bank codes, entity codes, references.

Each check says only that a code can be one, never that anybody bears it.
"""

import re
from datetime import date
from functools import lru_cache

IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
BIC = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
UETR = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
COUNTRY = re.compile(r"[A-Z]{2}")
PLACEHOLDERS = frozenset({"NOTPROVIDED", "NONREF"})
"""What stands in messages where a field is required and nobody said anything (market practice of ISO 20022 and MT)."""

MOST_KNOWN = 4_096
"""Banks are few: for so many codes it is known what they say."""

LETTERS = {chr(code): str(code - 55) for code in range(ord("A"), ord("Z") + 1)}


def is_iban(value: str) -> bool:
    """Say whether this can be an account number by ISO 13616: its shape, and its check digits (ISO 7064, mod 97-10)."""
    return bool(IBAN.fullmatch(value)) and 2 <= int(value[2:4]) <= 98 and _remainder(value[4:] + value[:4]) == 1


def is_lei(value: str) -> bool:
    """Say whether this can be a legal entity's code by ISO 17442: its shape and its check digits (mod 97-10)."""
    return bool(LEI.fullmatch(value)) and _remainder(value) == 1


@lru_cache(maxsize=MOST_KNOWN)
def is_bic(value: str) -> bool:
    """Say whether this has the shape of a bank's code by ISO 9362."""
    return bool(BIC.fullmatch(value))


def is_uetr(value: str) -> bool:
    """Say whether this has the shape of a unique end-to-end reference: a UUID of version 4, in small letters."""
    return bool(UETR.fullmatch(value))


def is_day(value: str) -> bool:
    """Say whether this is a day that exists, written as `2026-03-14`."""
    if len(value) != 10 or value[4] != "-" or value[7] != "-":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def says_nothing(value: str) -> bool:
    """Say whether a text is empty, or only fills a field that may not be."""
    plain = "".join(value.split()).upper()
    return not plain or plain in PLACEHOLDERS


@lru_cache(maxsize=MOST_KNOWN)
def country_of_bic(value: str) -> str:
    """Give the country in a bank's code, or nothing."""
    found = BIC.fullmatch(value)
    return found[1] if found else ""


def country_of_iban(value: str) -> str:
    """Give the country in an account number, or nothing."""
    return value[:2] if IBAN.fullmatch(value) else ""


def _remainder(value: str) -> int:
    return int("".join(LETTERS.get(character, character) for character in value)) % 97
