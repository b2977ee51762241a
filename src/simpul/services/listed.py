"""What screening sees: the one way from what a list, or anybody, says of somebody to a subject or a question."""

from collections.abc import Callable, Iterable, Mapping

from simpul.core.designation import Designation
from simpul.core.listed import listed_id, values_of
from simpul.core.vocabulary import Schema
from simpul.engines.screening.subject import Kind, Name, Quality, Query, Subject

CountryCode = Callable[[str], str | None]
"""Gives the ISO 3166 code of a country as somebody names it, or nothing: lists name countries, claims have codes."""

KINDS = {
    Schema.PERSON: Kind.PERSON,
    Schema.ORGANIZATION: Kind.ORGANISATION,
    Schema.VESSEL: Kind.VESSEL,
    Schema.AIRPLANE: Kind.AIRCRAFT,
}
STRONG_NAMES = ("name", "alias", "previousName")
WEAK_NAMES = ("weakAlias",)
MOST_NAMES = 40
"""Names of one question: many more would hold the writer, or a node's answer, for as long as they take."""

COUNTRIES = ("nationality", "citizenship", "country")
IDENTIFIERS = ("passportNumber", "idNumber", "registrationNumber")


def subject_of_entry(entry: Designation, country_code: CountryCode) -> Subject:
    """Give an entry of a list as an index knows it, under the id `list:<list>:<reference>`."""
    said = values_of(entry)
    return subject_of_values(
        listed_id(entry.list_id, entry.reference), schema=entry.schema, values=said, country_code=country_code
    )


def subject_of_values(
    subject_id: str, *, schema: Schema, values: Mapping[str, tuple[str, ...]], country_code: CountryCode
) -> Subject:
    """Give what is said of a subject, by property, as an index knows it.

    A name without a language is taken as it is written, in whatever script.
    """
    return Subject(
        id=subject_id,
        kind=kind_of((schema,)),
        names=(
            *(Name(value=name, quality=Quality.STRONG) for name in all_of(values, STRONG_NAMES)),
            *(Name(value=name, quality=Quality.WEAK) for name in all_of(values, WEAK_NAMES)),
        ),
        birth_dates=values.get("birthDate", ()),
        countries=country_codes(values, country_code),
        genders=values.get("gender", ()),
        identifiers=all_of(values, IDENTIFIERS),
    )


def query_of_values(
    values: Mapping[str, tuple[str, ...]],
    *,
    names: tuple[str, ...],
    schemas: Iterable[Schema],
    country_code: CountryCode,
) -> Query:
    """Give what is said of somebody, by property, as a question to an index: is anybody of these names there?

    `schemas` are what they may be. Of several birth dates the first is asked with.

    Raises:
        InputError: it holds what no question can.
    """
    dates = values.get("birthDate", ())
    return Query(
        name=names[0],
        names=names[1:MOST_NAMES],
        kind=kind_of(schemas),
        birth_date=dates[0] if dates else None,
        countries=country_codes(values, country_code),
        genders=values.get("gender", ()),
        identifiers=all_of(values, IDENTIFIERS),
    )


def kind_of(schemas: Iterable[Schema]) -> Kind:
    """Give the one kind that an index knows among these, or that it is not known."""
    kinds = {KINDS[schema] for schema in schemas if schema in KINDS}
    return kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN


def all_of(values: Mapping[str, tuple[str, ...]], properties: tuple[str, ...]) -> tuple[str, ...]:
    """Give the values of these properties, each once."""
    return tuple(dict.fromkeys(value for key in properties for value in values.get(key, ())))


def country_codes(values: Mapping[str, tuple[str, ...]], country_code: CountryCode) -> tuple[str, ...]:
    """Give the codes of the countries; a name that nobody knows is no evidence either way."""
    codes = (country_code(said) for said in all_of(values, COUNTRIES))
    return tuple(dict.fromkeys(code for code in codes if code))
