"""Cases as JSON documents: read once, bounded, and refused with the place and the reason of what is wrong."""

import re
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.assessing import LawAtHand, offences_of
from simpul.core.law.case import LawCase, LawSaid
from simpul.core.law.definition import Definition, StateOffence
from simpul.core.law.elements import Element, Group
from simpul.core.law.grounds import Ground, Matter
from simpul.core.law.provenance import Mark, Provenance
from simpul.core.law.truth import Fact
from simpul.formats.countries import countries
from simpul.formats.document import converted, read_json
from simpul.formats.law.definitions import definitions, of_elements, parts_of, state_offences
from simpul.formats.law.refusal import refusal_sources
from simpul.formats.law.requirements import requirements

MOST_BYTES = 1_000_000
MOST_DEPTH = 8
STATEMENTS: dict[str, type[StrEnum] | None] = {
    "elements": Element,
    "funded": Element,
    "otherwise": Group,
    "matters": Matter,
    "requested_law": Ground,
    "reservations": None,
    "other_offences": None,
}
"""Where a case holds statements by their names, and the vocabulary of the names, where it is closed."""
CODE = re.compile(r"[a-z][a-z0-9-]{2,39}")


def read_case(raw: bytes) -> LawCase:
    """Read a case.

    Raises:
        InputError: it is too large, no JSON, or not a case, with the place of what is wrong.
    """
    said = read_json(raw, most_bytes=MOST_BYTES, most_depth=MOST_DEPTH)
    if isinstance(said, dict):
        _check_statements(said)
    case = converted(said, LawCase)
    for place, state in (("$.requesting", case.requesting), ("$.requested", case.requested)):
        if state not in countries():
            raise InputError(f"no state has the code {state[:10]!r}", place=place)
    return case


def offences_said(case: LawCase) -> tuple[StateOffence, ...]:
    """Give the offences of the requested state that the case says.

    Raises:
        InputError: a definition of one is no formula over the elements, with its place.
    """
    return tuple(_offence(case.requested, said, f"$.laws[{number}]") for number, said in enumerate(case.laws))


def read_whole_case(raw: bytes) -> LawCase:
    """Read a case and the offences of the requested state that it says.

    Raises:
        InputError: it is no case, a definition is no formula, or two offences have the same code; with the place.
    """
    case = read_case(raw)
    codes = [each.definition.code for each in offences_of(case, law_at_hand(), offences_said(case))]
    if len(set(codes)) != len(codes):
        raise InputError("two offences have the same code", place="$.laws")
    return case


def law_at_hand() -> LawAtHand:
    """Give the law that comes with Simpul."""
    return LawAtHand(
        definitions=definitions(),
        offences=state_offences(),
        sources=refusal_sources(),
        requirements=requirements(),
    )


def _check_statements(said: dict[str, object]) -> None:
    """Refuse a name that the vocabulary does not have and a statement that is none, each with its own place."""
    for field, vocabulary in STATEMENTS.items():
        named = said.get(field)
        for name, statement in named.items() if isinstance(named, dict) else ():
            place = f"$.{field}.{name[:40]}"
            if vocabulary and name not in set(vocabulary):
                raise InputError(f"there is no such name: {name[:40]!r}", place=place)
            if not vocabulary and not CODE.fullmatch(name):
                raise InputError(f"not the code of an instrument: {name[:40]!r}", place=place)
            converted(statement, Fact, place=place)


def _offence(state: str, said: LawSaid, place: str) -> StateOffence:
    definition = Definition(
        code=said.code,
        instrument=said.law,
        article=said.article,
        title=said.title,
        conduct=of_elements(said.conduct, place=f"{place}.conduct"),
        parts=parts_of(said.parts, place=f"{place}.parts"),
        provenance=Provenance(source=said.source, as_of=said.as_of, mark=Mark.SOURCE, row=place),
    )
    return StateOffence(
        state=state,
        definition=definition,
        penalty_max_months=said.penalty_max_months,
        valid_from=said.valid_from,
        valid_to=said.valid_to,
    )
