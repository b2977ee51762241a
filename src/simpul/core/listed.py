"""What an entry of a list says, by property: the one reading of it that storage, screening and exports share.

Rules:
1. A low-quality name is a weak alias, a former name a previous one; every other name, in whatever script, is strong.
2. Two dates that are a span stay one value (`1960/1965`); two that are no span stand by themselves.
3. A person's countries are those of nationality and citizenship: where somebody has lived says less than that. An
   organisation, a vessel or an aircraft is of the countries of its addresses too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from simpul.core.designation import Designation, ListedDate, ListedDocument, NameQuality
from simpul.core.holding import LISTED
from simpul.core.vocabulary import Schema

NAME_PROPERTIES = {
    NameQuality.PRIMARY: "name",
    NameQuality.ORIGINAL_SCRIPT: "name",
    NameQuality.LOW: "weakAlias",
    NameQuality.FORMER: "previousName",
}
GENDERS = {"m": "male", "f": "female"}


def listed_id(list_id: str, reference: str) -> str:
    """Give the id under which an entry of a list is screened and proposed: `list:un:QDi.001`."""
    return f"{LISTED}{list_id}:{reference}"


def values_of(entry: Designation) -> Mapping[str, tuple[str, ...]]:
    """Give everything that the entry says and that screening compares, by property, each value once and in order."""
    return by_property(_said_by(entry))


def by_property(said: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Give values by property, each once and in the order in which they were said; blanks say nothing."""
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for name, value in said:
        if value.strip():
            values[name][value] = None
    return {name: tuple(found) for name, found in values.items()}


def _said_by(entry: Designation) -> Iterator[tuple[str, str]]:
    for name in entry.names:
        yield NAME_PROPERTIES.get(name.quality, "alias"), name.value
    for born in (*entry.birth_dates, *(date for name in entry.names for date in name.birth_dates)):
        yield from (("birthDate", value) for value in _spans(born))
    for country in entry.nationalities:
        yield "nationality", country
    for country in entry.citizenships:
        yield "citizenship", country
    for country in entry.countries:
        yield "country", country
    if entry.schema is not Schema.PERSON:
        yield from (("country", address.country) for address in entry.addresses)
    for gender in entry.genders:
        yield "gender", GENDERS.get(gender.casefold(), gender)
    for document in entry.documents:
        yield _document_property(document), document.number


def _document_property(document: ListedDocument) -> str:
    kind = document.kind.casefold()
    if "passport" in kind or "paspor" in kind:
        return "passportNumber"
    return "registrationNumber" if "registration" in kind else "idNumber"


def _spans(born: ListedDate) -> tuple[str, ...]:
    """Give the date, or the span between two; two that are no span stand by themselves."""
    if not born.until:
        return (born.value,) if born.value else ()
    precise = min(len(born.value), len(born.until))
    is_span = bool(born.value) and born.value[:precise] <= born.until[:precise]
    return (f"{born.value}/{born.until}",) if is_span else tuple(filter(None, (born.value, born.until)))
