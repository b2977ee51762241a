"""What beside the name speaks for or against: birth date, country, gender, identifiers, kind. In log odds."""

from collections.abc import Iterator
from dataclasses import dataclass

from simpul.engines.screening.birthdate import (
    BirthDate,
    day_and_month_swapped,
    one_digit_differs,
    overlap,
    parse_birth_date,
    years_apart,
)
from simpul.engines.screening.entry import comparable, identifiers
from simpul.engines.screening.register import Entry
from simpul.engines.screening.subject import Kind, Query, Reason, ReasonCode

BIRTH_DATE_WEIGHTS = {
    ReasonCode.BIRTH_DATE_AGREES: 2.5,
    ReasonCode.BIRTH_DATE_SWAPPED: 1.5,
    ReasonCode.BIRTH_DATE_WITHIN: 0.8,
    ReasonCode.BIRTH_DATE_MISTYPED: -0.1,
    ReasonCode.BIRTH_DATE_YEAR_ONLY: -0.4,
    ReasonCode.BIRTH_DATE_NEAR: -0.8,
    ReasonCode.BIRTH_DATE_DIFFERS: -2.5,
}
COUNTRY_AGREES, COUNTRY_DIFFERS = 0.6, -0.6
GENDER_AGREES, GENDER_DIFFERS = 0.1, -1.0
IDENTIFIER_AGREES = 5.0
"""Enough to alert without a name: 5 added to `scoring.PRIOR` is a score of 0.89."""

KIND_DIFFERS = -2.0
_UNKNOWN = Kind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFacts:
    """What a query says beside names, in the form in which it is compared."""

    kind: Kind
    birth_date: BirthDate | None
    countries: frozenset[str]
    genders: frozenset[str]
    identifiers: frozenset[str]

    @property
    def are_given(self) -> bool:
        """Tell whether the query says anything beside names."""
        return bool(
            self.birth_date or self.countries or self.genders or self.identifiers or self.kind is not Kind.UNKNOWN
        )


def facts_of(query: Query) -> AskedFacts:
    """Read what a query says beside names."""
    return AskedFacts(
        kind=query.kind,
        birth_date=parse_birth_date(query.birth_date) if query.birth_date is not None else None,
        countries=comparable(query.countries),
        genders=comparable(query.genders),
        identifiers=identifiers(query.identifiers),
    )


def evidence(asked: AskedFacts, entry: Entry) -> tuple[Reason, ...]:
    """Give every fact that speaks for or against, and what one side lacks, with weight 0."""
    return (*_identifiers(asked, entry), *_birth_date(asked, entry), *_country(asked, entry), *_other(asked, entry))


def weight_of_evidence(asked: AskedFacts, entry: Entry) -> float:
    """Give the weight of all `evidence` together."""
    weight = 0.0
    if asked.identifiers and not asked.identifiers.isdisjoint(entry.identifiers):
        weight += IDENTIFIER_AGREES
    weight += weight_of_birth_date(asked, entry)
    if asked.countries and (countries := entry.countries):
        weight += COUNTRY_DIFFERS if asked.countries.isdisjoint(countries) else COUNTRY_AGREES
    if asked.genders and (genders := entry.genders):
        weight += GENDER_DIFFERS if asked.genders.isdisjoint(genders) else GENDER_AGREES
    return weight + KIND_DIFFERS if kinds_differ(asked, entry.kind) else weight


def weight_of_birth_date(asked: AskedFacts, entry: Entry) -> float:
    """Give the weight of the birth date of an entry that fits best."""
    if asked.birth_date and (listed := entry.birth_dates):
        return max([BIRTH_DATE_WEIGHTS[_compare(asked.birth_date, birth_date)] for birth_date in listed])
    return 0.0


def kinds_differ(asked: AskedFacts, listed: Kind) -> bool:
    """Tell whether somebody of this kind is certainly not of the asked one."""
    return asked.kind is not _UNKNOWN and listed is not asked.kind and listed is not _UNKNOWN


def _identifiers(asked: AskedFacts, entry: Entry) -> Iterator[Reason]:
    shared = sorted(asked.identifiers & entry.identifiers)
    if shared:
        yield Reason(code=ReasonCode.IDENTIFIER_AGREES, arguments=(shared[0],), weight=IDENTIFIER_AGREES)


def _birth_date(asked: AskedFacts, entry: Entry) -> Iterator[Reason]:
    """Compare with the birth date of the entry that fits best: a list may give several for one person."""
    if asked.birth_date and entry.birth_dates:
        asked_date = asked.birth_date
        codes = [(_compare(asked_date, listed), listed.value) for listed in entry.birth_dates]
        code, value = max(codes, key=lambda found: (BIRTH_DATE_WEIGHTS[found[0]], found[1]))
        yield Reason(code=code, arguments=(asked_date.value, value), weight=BIRTH_DATE_WEIGHTS[code])
    elif asked.birth_date or entry.birth_dates:
        yield Reason(code=ReasonCode.BIRTH_DATE_MISSING, arguments=("listed" if asked.birth_date else "asked",))


def _compare(asked: BirthDate, listed: BirthDate) -> ReasonCode:
    if overlap(asked, listed):
        both_days = asked.is_day and listed.is_day
        return ReasonCode.BIRTH_DATE_AGREES if both_days else ReasonCode.BIRTH_DATE_WITHIN
    if day_and_month_swapped(asked, listed):
        return ReasonCode.BIRTH_DATE_SWAPPED
    if one_digit_differs(asked, listed):
        return ReasonCode.BIRTH_DATE_MISTYPED
    apart = years_apart(asked, listed)
    if apart == 0:
        return ReasonCode.BIRTH_DATE_YEAR_ONLY
    return ReasonCode.BIRTH_DATE_NEAR if apart == 1 else ReasonCode.BIRTH_DATE_DIFFERS


def _country(asked: AskedFacts, entry: Entry) -> Iterator[Reason]:
    shared = sorted(asked.countries & entry.countries)
    if shared:
        yield Reason(code=ReasonCode.COUNTRY_AGREES, arguments=(shared[0],), weight=COUNTRY_AGREES)
    elif asked.countries and entry.countries:
        sides = (", ".join(sorted(asked.countries)), ", ".join(sorted(entry.countries)))
        yield Reason(code=ReasonCode.COUNTRY_DIFFERS, arguments=sides, weight=COUNTRY_DIFFERS)
    elif asked.countries or entry.countries:
        yield Reason(code=ReasonCode.COUNTRY_MISSING, arguments=("listed" if asked.countries else "asked",))


def _other(asked: AskedFacts, entry: Entry) -> Iterator[Reason]:
    shared = sorted(asked.genders & entry.genders)
    if shared:
        yield Reason(code=ReasonCode.GENDER_AGREES, arguments=(shared[0],), weight=GENDER_AGREES)
    elif asked.genders and entry.genders:
        sides = (", ".join(sorted(asked.genders)), ", ".join(sorted(entry.genders)))
        yield Reason(code=ReasonCode.GENDER_DIFFERS, arguments=sides, weight=GENDER_DIFFERS)
    if kinds_differ(asked, entry.kind):
        yield Reason(code=ReasonCode.KIND_DIFFERS, arguments=(asked.kind, entry.kind), weight=KIND_DIFFERS)
