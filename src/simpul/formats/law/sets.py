"""Sets of states, as they are said: by codes and names, by the name of a set, or by an instrument's code."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.harmony import MOST_STATES
from simpul.core.law.matrix import parties
from simpul.core.law.register import Register
from simpul.formats.countries import country_code
from simpul.formats.law.tables import ORGANISATIONS

MOST_LETTERS = 4_000
ASEAN_TEN, ASEAN_ELEVEN = "asean-mlat2004", "asean-extradition2025"
"""The instruments to which the states of ASEAN are the only ones that can be party."""


class StateSet(StrEnum):
    """A set of states that has a name."""

    MEMBERS = "all"
    ASEAN_TEN = "asean10"
    ASEAN = "asean"


def states_said(register: Register, said: str, day: date) -> tuple[str, ...]:
    """Give the states that a text names: `ID, Malaysia`, `asean10`, `all`, or `icsft1999` for its parties on the day.

    Raises:
        InputError: it is too long, names none, or names what is neither a state, a set nor an instrument.
    """
    if len(said) > MOST_LETTERS:
        raise InputError(f"longer than {MOST_LETTERS} characters", place="states")
    named = [each.strip() for each in re.split(r"[,;\n]" if re.search(r"[,;\n]", said) else r"\s", said)]
    found = sorted({state for each in named if each for state in _named(register, each, day)})
    if not found:
        raise InputError("names no state", place="states")
    if len(found) > MOST_STATES:
        raise InputError(f"more than {MOST_STATES} states", place="states")
    return tuple(found)


def _named(register: Register, said: str, day: date) -> Iterator[str]:
    name = said.lower()
    if name == StateSet.MEMBERS:
        yield from register.members
    elif name in (StateSet.ASEAN_TEN, StateSet.ASEAN):
        yield from register.instrument(ASEAN_TEN if name == StateSet.ASEAN_TEN else ASEAN_ELEVEN).open_to
    elif name in register.instruments:
        yield from (each for each in parties(register, name, day).since if each not in ORGANISATIONS)
    else:
        code = country_code(said)
        if code is None:
            raise InputError(f"not a state: {said[:40]!r}", place="states")
        yield code
