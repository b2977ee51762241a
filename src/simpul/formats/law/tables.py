"""The register of the law, read from the tables that come with Simpul.

Loaded when somebody asks: a node that nobody asks about the law never reads these tables.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

from simpul.core.law.bilateral import Bilateral, BilateralKind, StateLaw
from simpul.core.law.instrument import FinalClause, Instrument, RequestKind, Sort
from simpul.core.law.offence import Circumstance, OffenceFormula
from simpul.core.law.provenance import Mark, Provenance
from simpul.core.law.provision import Effect, Provision, ProvisionKind
from simpul.core.law.register import Register, Table
from simpul.core.law.status import Action, Declaration, DeclarationEffect, DeclarationKind, PartyStatus
from simpul.formats.countries import countries
from simpul.formats.law.rows import Row, placed, read_rows
from simpul.formats.reference import reference_bytes

T = TypeVar("T")

ORGANISATIONS = frozenset({"EU"})
"""Organisations that can be parties; their codes are reserved in ISO 3166-1 (exceptionally reserved: EU)."""
SOURCED = frozenset({"verified", "source", "as_of"})
YES = "yes"

FILES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "law-instruments.csv": SOURCED | {"code", "title", "sort", "adopted", "in_force"},
        "law-parties.csv": SOURCED | {"instrument", "state", "action", "deposited"},
        "law-provisions.csv": SOURCED | {"instrument", "article", "kind", "effect"},
        "law-offences.csv": SOURCED | {"code", "instrument", "article"},
        "law-bilaterals.csv": SOURCED | {"id", "kind", "a", "b", "title", "signed", "in_force"},
        "law-states.csv": SOURCED | {"state", "valid_from"},
        "law-declarations.csv": SOURCED | {"id", "instrument", "state", "kind", "effect", "made"},
        "law-coverage.csv": SOURCED | {"table"},
        "un-members.csv": SOURCED | {"code"},
    }
)
"""The tables, and the columns that each must have."""


@cache
def register() -> Register:
    """Give the register that comes with Simpul."""
    return register_of({file: reference_bytes(file) for file in FILES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Rows that are added to a table: its file, their bytes, the name under which a wrong one is named, and by whom."""

    file: str
    raw: bytes
    name: str
    entered_by: str = ""
    checked_by: str = ""


def register_of(files: Mapping[str, bytes], added: Sequence[Added] = ()) -> Register:
    """Give the register that tables make, by the names of their files, with the rows that were added to them.

    Raises:
        InputError: a row is wrong, or rows contradict each other, with the place of the row.
    """

    def rows(file: str, made: Callable[[Row], T]) -> tuple[T, ...]:
        shipped = read_rows(files[file], file=file, columns=FILES[file])
        further = (row for each in added if each.file == file for row in _rows_of(each))
        return tuple(placed(row, made) for row in chain(shipped, further))

    instruments = rows("law-instruments.csv", instrument_in)
    return Register(
        states=frozenset(countries()) | ORGANISATIONS,
        members=frozenset(rows("un-members.csv", lambda row: row.text("code"))),
        instruments=MappingProxyType({each.code: each for each in instruments}),
        statuses=rows("law-parties.csv", status_in),
        provisions=rows("law-provisions.csv", provision_in),
        offences=rows("law-offences.csv", offence_in),
        bilaterals=rows("law-bilaterals.csv", bilateral_in),
        state_laws=rows("law-states.csv", state_law_in),
        declarations=rows("law-declarations.csv", declaration_in),
        coverage=dict(rows("law-coverage.csv", lambda row: (row.word("table", Table), row.provenance()))),
    )


def _rows_of(added: Added) -> Iterator[Row]:
    """Give rows that were added; who entered and who checked them is known from elsewhere than the rows."""
    by = {"entered_by": added.entered_by, "checked_by": added.checked_by}
    for row in read_rows(added.raw, file=added.name, columns=FILES[added.file]):
        yield Row(place=row.place, cells={**row.cells, **by})


def instrument_in(row: Row) -> Instrument:
    """Read an instrument."""
    parties_as_of = row.day_or_none("parties_as_of")
    parties = (
        Provenance(source=row.text("parties_source"), as_of=parties_as_of, mark=Mark.DATA, row=row.place)
        if parties_as_of
        else None
    )
    return Instrument(
        code=row.text("code"),
        title=row.text("title"),
        sort=row.word("sort", Sort),
        adopted=row.day("adopted"),
        provenance=row.provenance(),
        in_force=row.day_or_none("in_force"),
        in_force_mark=row.word("in_force_verified", Mark) if row.text("in_force_verified") else Mark.MEMORY,
        in_force_source=row.text("in_force_source"),
        final_clause=_final_clause(row),
        denunciation=row.delay("denunciation") if row.text("denunciation") else None,
        depositary=row.text("depositary"),
        reference=row.text("reference"),
        parties=parties,
        serves=row.several("serves", RequestKind),
        open_to=row.words("open_to"),
        scope=row.several("scope", Circumstance),
        own_scope=row.several("own_scope", Circumstance),
        retroactive=row.truth("retroactive"),
        supplements=row.text("supplements"),
        prevails_over=row.words("prevails_over"),
    )


def _final_clause(row: Row) -> FinalClause | None:
    if not row.text("consents"):
        return None
    return FinalClause(
        consents=row.number("consents"),
        first=row.delay("first_delay"),
        later=row.delay("later_delay"),
        article=row.text("clause"),
    )


def status_in(row: Row) -> PartyStatus:
    """Read what a state did about an instrument."""
    said = (row.text("instrument"), row.text("state"), row.text("action"), row.text("deposited"))
    return PartyStatus(
        id=row.text("id") or "/".join(said),
        instrument=row.text("instrument"),
        state=row.text("state"),
        action=row.word("action", Action),
        deposited=row.day("deposited"),
        provenance=row.provenance(),
        effective=row.day_or_none("effective"),
        territory=row.text("territory"),
        replaces=row.text("replaces"),
        entered_by=row.text("entered_by"),
        checked_by=row.text("checked_by"),
    )


def provision_in(row: Row) -> Provision:
    """Read a provision."""
    return Provision(
        instrument=row.text("instrument"),
        article=row.text("article"),
        kind=row.word("kind", ProvisionKind),
        effect=row.word("effect", Effect),
        provenance=row.provenance(),
        survives_exclusion=row.text("survives_exclusion") == YES,
        requires=row.text("requires"),
        words=row.text("words"),
        quote=row.text("quote"),
        text_sha256=row.text("text_sha256"),
    )


def offence_in(row: Row) -> OffenceFormula:
    """Read an offence of an instrument."""
    return OffenceFormula(
        code=row.text("code"),
        instrument=row.text("instrument"),
        article=row.text("article"),
        provenance=row.provenance(),
        also=row.words("also"),
    )


def bilateral_in(row: Row) -> Bilateral:
    """Read a treaty between two states."""
    return Bilateral(
        id=row.text("id"),
        kind=row.word("kind", BilateralKind),
        a=row.text("a"),
        b=row.text("b"),
        title=row.text("title"),
        provenance=row.provenance(),
        signed=row.day_or_none("signed"),
        in_force=row.day_or_none("in_force"),
        terminated=row.day_or_none("terminated"),
        threshold_months=row.number_or_none("threshold_months"),
        offences=row.words("offences"),
        retroactive=row.truth("retroactive"),
        reference=row.text("reference"),
    )


def state_law_in(row: Row) -> StateLaw:
    """Read what is known of a state's law."""
    return StateLaw(
        state=row.text("state"),
        valid_from=row.day("valid_from"),
        provenance=row.provenance(),
        valid_to=row.day_or_none("valid_to"),
        extradites_nationals=row.truth("extradites_nationals"),
        treaty_required=row.truth("treaty_required"),
        reciprocity_suffices=row.truth("reciprocity_suffices"),
        death_penalty_in_law=row.truth("death_penalty_in_law"),
        death_penalty_in_practice=row.truth("death_penalty_in_practice"),
        least_penalty_months=row.number_or_none("least_penalty_months"),
        evidence_test=row.text("evidence_test"),
        limitation_rules=row.text("limitation_rules"),
        central_authority=row.text("central_authority"),
        languages=row.words("languages"),
        article=row.text("article"),
    )


def declaration_in(row: Row) -> Declaration:
    """Read a declaration."""
    return Declaration(
        id=row.text("id"),
        instrument=row.text("instrument"),
        state=row.text("state"),
        article=row.text("article"),
        kind=row.word("kind", DeclarationKind),
        effect=row.word("effect", DeclarationEffect),
        made=row.day("made"),
        provenance=row.provenance(),
        text=row.text("text"),
        against=row.text("against"),
        withdrawn=row.day_or_none("withdrawn"),
        replaces=row.text("replaces"),
    )
