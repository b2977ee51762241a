"""Facts about conduct, cases and law, invented, for tests of the law."""

import json
from pathlib import Path
from typing import Any

from simpul.core.law.elements import Element
from simpul.core.law.truth import Fact, Truth

EXAMPLE = Path(__file__).parents[1] / "docs" / "law-case.md"
SAID = {"by": "Investigator Sekar Wiratama", "on": "2026-02-11", "source": "statement 7"}


def fact(value: Truth) -> Fact:
    """What the investigator says, or leaves open."""
    return Fact() if value is Truth.UNKNOWN else Fact(value=value, **SAID)


def facts_of(pattern: str) -> dict[Element, Fact]:
    """The facts of a pattern: `name` is so, `?name` is open, `-name` is not so, `...` leaves open all else."""
    words = pattern.split()
    rest = Truth.UNKNOWN if "..." in words else Truth.FALSE
    values = dict.fromkeys(Element, rest)
    for word in words:
        if word != "...":
            sign = {"?": Truth.UNKNOWN, "-": Truth.FALSE}.get(word[0], Truth.TRUE)
            values[Element(word.lstrip("?-"))] = sign
    return {element: fact(value) for element, value in values.items()}


def documented_case() -> dict[str, Any]:
    """The case that the documentation shows."""
    said = EXAMPLE.read_text(encoding="utf-8").split("```json\n", 1)[1].split("```", 1)[0]
    made: dict[str, Any] = json.loads(said)
    return made


def law_said(**changes: object) -> dict[str, object]:
    """An offence of a state's law as a case says it."""
    said = {
        "code": "xd-5",
        "law": "Penal Act of XD",
        "article": "5",
        "title": "Support of violence",
        "conduct": "collect_funds and funded_target and political_ideological_religious_motive",
        "parts": "5(1) = principal",
        "penalty_max_months": 60,
        "valid_from": "2001-01-01",
        "source": "translation by the ministry",
        "as_of": "2026-09-01",
    }
    return said | changes
