"""Which formulas of which instruments an offence's code asserts."""

import re

from simpul.core.law.offence import OffenceFormula, offence_key
from simpul.core.law.register import Register

PLACE = re.compile(r"(?P<instrument>[a-z][a-z0-9-]{2,39}?)(?:[ :.#/_-]+(?P<article>[0-9ivx].*))?")


def formulas_of(register: Register, offence: str) -> tuple[OffenceFormula, ...] | None:
    """Give the formulas that a code asserts, or nothing where no table knows the code.

    A code is one of ours, another that the offence goes by, or an instrument's with or without an article, as
    `icsft1999` or `icsft1999:2(1)(b)`. Case and punctuation make no difference.
    """
    return register.formulas.get(offence_key(offence)) or _by_place(register, offence) or None


def _by_place(register: Register, offence: str) -> tuple[OffenceFormula, ...]:
    """Give the formulas of the instrument that is named, and of its article where one is named."""
    found = PLACE.fullmatch(offence.strip().lower())
    if not found or found["instrument"] not in register.instruments:
        return ()
    named = offence_key(found["article"] or "")
    own = [(each, offence_key(each.article)) for each in register.offences if each.instrument == found["instrument"]]
    return tuple(each for each, article in own if article.startswith(named) or named.startswith(article))
