"""Entities asked for by example, as FollowTheMoney's clients send them: read and cleaned.

What comes back to the client as its query is what was understood: a country by its code, a date cut to what it says, a
full name where only its parts were given. A value that means nothing is left out, so that its absence shows it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from simpul.core.dates import partial_date
from simpul.core.entity import Example, meant_by
from simpul.core.errors import InputError
from simpul.formats.countries import country_code

MOST_PROPERTIES = 100
MOST_VALUES = 100
MOST_TEXT = 4_000
MOST_COMBINED = 12

FULL_NAMES = ("name", "alias", "previousName")
WEAK_NAMES = ("weakAlias", "abbreviation")
NAMES = frozenset({*FULL_NAMES, *WEAK_NAMES})
NAME_PARTS = frozenset(
    {"firstName", "secondName", "middleName", "fatherName", "motherName", "lastName", "nameSuffix", "title"}
)
OWN_COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "mainCountry", "flag")
"""What somebody is of; where he was born says less than that."""
COUNTRIES = frozenset({*OWN_COUNTRIES, "pastFlags", "birthCountry"})
DATES = frozenset({"birthDate", "deathDate", "incorporationDate", "dissolutionDate", "buildDate", "registrationDate"})
IDENTIFIERS = (
    "accountNumber",
    "bikCode",
    "bvdId",
    "callSign",
    "dunsCode",
    "iban",
    "icaoCode",
    "idNumber",
    "imoNumber",
    "innCode",
    "isinCode",
    "leiCode",
    "licenseNumber",
    "mmsi",
    "npiCode",
    "ogrnCode",
    "passportNumber",
    "permId",
    "registrationNumber",
    "serialNumber",
    "socialSecurityNumber",
    "swiftBic",
    "taxNumber",
    "uniqueEntityId",
    "uscCode",
    "vatCode",
)
TEXTS = frozenset(
    {
        "address",
        "birthPlace",
        "description",
        "education",
        "email",
        "ethnicity",
        "legalForm",
        "notes",
        "phone",
        "position",
        "religion",
        "sector",
        "status",
        "summary",
        "topics",
        "type",
        "website",
    }
)
GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female", "other": "other", "o": "other"}


def read_example(schema: str, said: Mapping[str, object], *, example_id: str | None = None) -> Example:
    """Read one example: each property holds a text, a number, or a list of such.

    Raises:
        InputError: its kind cannot be asked for, or it holds more than is taken, with its place.
    """
    meant_by(schema)
    if len(said) > MOST_PROPERTIES:
        raise InputError(f"more than {MOST_PROPERTIES} properties", place="properties")
    properties = {name: values for name, value in said.items() if (values := tuple(_cleaned(name, value)))}
    if not _all(properties, FULL_NAMES) and (combined := tuple(_combined(properties))):
        properties["name"] = combined
    return Example(
        id=example_id,
        schema=schema,
        properties=properties,
        names=_all(properties, FULL_NAMES) or _all(properties, WEAK_NAMES),
        birth_dates=properties.get("birthDate", ()),
        countries=tuple(code.upper() for code in _all(properties, OWN_COUNTRIES)),
        genders=properties.get("gender", ()),
        identifiers=_all(properties, IDENTIFIERS),
    )


def _all(properties: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in properties.get(name, ())))


def _cleaned(name: str, value: object) -> Iterator[str]:
    seen: set[str] = set()
    for text in _texts(name, value):
        clean = _meaning(name, text)
        if clean and clean not in seen:
            seen.add(clean)
            yield clean


def _texts(name: str, value: object) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_VALUES:
        raise InputError(f"more than {MOST_VALUES} values", place=f"properties.{name[:60]}")
    for each in values:
        if isinstance(each, str | int | float) and not isinstance(each, bool):
            text = " ".join(str(each).split())
            if len(text) > MOST_TEXT:
                raise InputError(f"longer than {MOST_TEXT} characters", place=f"properties.{name[:60]}")
            yield text


def _meaning(name: str, text: str) -> str:
    """Give what a value means, or nothing where it means nothing or the property is unknown here."""
    if name in COUNTRIES:
        return (country_code(text) or "").lower()
    if name in DATES:
        return _date(text)
    if name == "gender":
        return GENDERS.get(text.casefold(), "")
    known = name in NAMES or name in NAME_PARTS or name in IDENTIFIERS or name in TEXTS
    return text if known else ""


def _date(text: str) -> str:
    """Cut a date to the part that says something: `1951-00-00` says 1951."""
    day = text.partition("T")[0].partition(" ")[0]
    while day.endswith("-00"):
        day = day.removesuffix("-00")
    try:
        return partial_date(day, place="date")
    except InputError:
        return ""


def _combined(properties: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Make full names of their parts: with what stands between the first and the last name, and without it."""
    firsts, lasts = properties.get("firstName", ()), properties.get("lastName", ())
    between = [properties.get(name, ()) for name in ("secondName", "middleName", "fatherName")]
    known = [values[:2] for values in between if values]
    made: dict[str, None] = {}
    for parts in (*product(firsts or ("",), *known, lasts or ("",)), *product(firsts or ("",), lasts or ("",))):
        made[_joined(parts)] = None
    yield from [name for name in made if name][:MOST_COMBINED]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
