"""A small register of invented states, for tests of the rules of law."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from simpul.core.law.bilateral import Bilateral, BilateralKind, StateLaw
from simpul.core.law.instrument import Delay, DelayUnit, FinalClause, Instrument, RequestKind, Sort
from simpul.core.law.offence import Asserted, Circumstance, OffenceFormula
from simpul.core.law.provenance import Mark, Provenance
from simpul.core.law.provision import Effect, Provision, ProvisionKind
from simpul.core.law.question import Question
from simpul.core.law.register import Register, Table
from simpul.core.law.status import Action, Declaration, PartyStatus
from simpul.core.law.truth import Truth

STATES = tuple(f"X{letter}" for letter in "ABCDEFGH")
AS_OF = date(2020, 1, 1)
THIRTY = Delay(count=30, unit=DelayUnit.DAYS)
YEAR = Delay(count=12, unit=DelayUnit.MONTHS)
BOTH = (RequestKind.EXTRADITION, RequestKind.ASSISTANCE)
PLACES = (
    ("2", ProvisionKind.OFFENCES, Effect.DEFINES),
    ("3", ProvisionKind.DOMESTIC_EXCLUSION, Effect.EXCLUDES),
    ("11(1)", ProvisionKind.DEEMED_EXTRADITABLE, Effect.MODIFIES),
    ("11(2)", ProvisionKind.CONVENTION_AS_BASIS, Effect.MAY),
    ("11(3)", ProvisionKind.RECOGNITION, Effect.RECOGNISES),
    ("12", ProvisionKind.ASSISTANCE, Effect.OBLIGES),
    ("18", ProvisionKind.COMING_OFFENCE, Effect.OBLIGES),
)


def provenance(row: str = "test, line 1", *, as_of: date = AS_OF, mark: Mark = Mark.TEXT) -> Provenance:
    """Where an invented fact is from."""
    return Provenance(source="the invented gazette", as_of=as_of, mark=mark, row=row)


def instrument(
    code: str = "arson2000", *, sort: Sort = Sort.SECTORAL, serves: tuple[RequestKind, ...] = BOTH
) -> Instrument:
    """An invented convention of 1 January 2000, in force on 1 January 2001, its party table of 1 January 2020."""
    return Instrument(
        code=code,
        title=f"The convention {code}",
        sort=sort,
        adopted=date(2000, 1, 1),
        provenance=provenance(f"instruments, {code}"),
        in_force=date(2001, 1, 1),
        in_force_mark=Mark.DATA,
        final_clause=FinalClause(consents=2, first=THIRTY, later=THIRTY, article="22"),
        denunciation=YEAR,
        parties=provenance(f"parties of {code}"),
        serves=serves,
    )


def acted(
    state: str,
    day: date,
    *,
    action: Action = Action.RATIFICATION,
    code: str = "arson2000",
    row: str = "",
    replaces: str = "",
) -> PartyStatus:
    """What a state did about a convention on a day."""
    place = row or f"parties, {code} {state} {day}"
    return PartyStatus(
        id=f"{code}/{state}/{action}/{day}",
        instrument=code,
        state=state,
        action=action,
        deposited=day,
        provenance=provenance(place),
        replaces=replaces,
    )


def provisions(code: str = "arson2000") -> tuple[Provision, ...]:
    """The articles of an invented convention."""
    return tuple(
        Provision(
            instrument=code, article=article, kind=kind, effect=effect, provenance=provenance(f"{code} {article}")
        )
        for article, kind, effect in PLACES
    )


def register(
    *statuses: PartyStatus,
    instruments: Iterable[Instrument] = (),
    bilaterals: tuple[Bilateral, ...] = (),
    state_laws: tuple[StateLaw, ...] = (),
    declarations: tuple[Declaration, ...] = (),
) -> Register:
    """A register of the invented states, of one convention where no other is named."""
    held = {each.code: each for each in (tuple(instruments) or (instrument(),))}
    return Register(
        states=frozenset(STATES),
        members=frozenset(STATES),
        instruments=MappingProxyType(held),
        statuses=statuses,
        provisions=tuple(place for code in held for place in provisions(code)),
        offences=tuple(
            OffenceFormula(code=code.rstrip("0123456789"), instrument=code, article="2", provenance=provenance(code))
            for code in held
        ),
        coverage={table: provenance(f"coverage, {table}", as_of=date(2019, 1, 1)) for table in Table},
        bilaterals=bilaterals,
        state_laws=state_laws,
        declarations=declarations,
    )


def treaty(
    a: str, b: str, *, kind: BilateralKind = BilateralKind.EXTRADITION, since: date = date(1990, 1, 1)
) -> Bilateral:
    """A treaty between two invented states."""
    return Bilateral(
        id=f"treaty-{a}-{b}",
        kind=kind,
        a=a,
        b=b,
        title=f"Treaty of {a} and {b}",
        provenance=provenance("bilaterals"),
        in_force=since,
    )


def law(state: str, *, treaty_required: Truth = Truth.UNKNOWN, reciprocity: Truth = Truth.UNKNOWN) -> StateLaw:
    """What is known of an invented state's law."""
    return StateLaw(
        state=state,
        valid_from=date(1980, 1, 1),
        provenance=provenance("laws"),
        treaty_required=treaty_required,
        reciprocity_suffices=reciprocity,
    )


def question(
    requesting: str = "XA",
    requested: str = "XB",
    *,
    kind: RequestKind = RequestKind.EXTRADITION,
    offence: str = "arson",
    conduct: date = date(2010, 1, 1),
    asked: date = date(2015, 1, 1),
    circumstances: Mapping[Circumstance, Truth] = MappingProxyType({Circumstance.DOMESTIC_ONLY: Truth.FALSE}),
) -> Question:
    """A question of one invented state about another."""
    return Question(
        requesting=requesting,
        requested=requested,
        kind=kind,
        asserted=Asserted(offence=offence, circumstances=circumstances),
        conduct_dates=(conduct,),
        request_date=asked,
    )


def without_table(held: Instrument) -> Instrument:
    """The same convention, of which no party table was taken in."""
    return replace(held, parties=None)


def days_after(day: date, count: int) -> date:
    """The day so many days after another."""
    return day + timedelta(days=count)
