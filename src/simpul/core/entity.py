"""Entities in the shape of FollowTheMoney: what is asked for by example, and what is given back.

FollowTheMoney's own names of kinds and properties stand here as plain text: a client may name kinds that this node
has none of, and is then told that it found none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema

ANYTHING = "Thing"
"""The kind that everything is."""

HOLDINGS = "holdings"
"""The data set of what the node holds itself, beside those that bear the ids of lists."""

_LEGAL_ENTITIES = frozenset({Schema.PERSON, Schema.ORGANIZATION})
_VEHICLES = frozenset({Schema.VESSEL, Schema.AIRPLANE, Schema.VEHICLE})

ASKED_KINDS: Mapping[str, frozenset[Schema]] = {
    ANYTHING: frozenset(Schema),
    "LegalEntity": _LEGAL_ENTITIES,
    "Person": frozenset({Schema.PERSON}),
    "Organization": frozenset({Schema.ORGANIZATION}),
    "Company": frozenset({Schema.ORGANIZATION}),
    "PublicBody": frozenset({Schema.ORGANIZATION}),
    "Vehicle": _VEHICLES,
    "Vessel": frozenset({Schema.VESSEL, Schema.VEHICLE}),
    "Airplane": frozenset({Schema.AIRPLANE, Schema.VEHICLE}),
    "BankAccount": frozenset({Schema.BANK_ACCOUNT}),
    "Address": frozenset({Schema.ADDRESS}),
    "CryptoWallet": frozenset(),
    "Position": frozenset(),
    "Security": frozenset(),
    "UserAccount": frozenset(),
}
"""Which of our kinds may be meant by a kind that can be asked for (`matchable` in FollowTheMoney 4.9): the kind itself,
those it includes and those that include it."""


def meant_by(schema: str) -> frozenset[Schema]:
    """Give the kinds that may be meant by a kind that is asked for.

    Raises:
        InputError: nothing can be asked for by this kind.
    """
    found = ASKED_KINDS.get(schema)
    if found is None:
        raise InputError(f"nothing is asked for by the kind {schema[:40]!r}", place="schema")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Somebody or something to be found, as a client describes it, cleaned: its kind, and what is known of it.

    `properties` is all of it by property, country codes in lower case as FollowTheMoney has them; the other fields are
    what is compared, country codes in upper case. `id` is the client's own and means nothing here.
    """

    schema: str
    properties: Mapping[str, tuple[str, ...]]
    id: str | None = None
    names: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity as it is given back; values may be entities themselves, such as the listings of a person.

    `target` says that it stands on a list itself; moments are `2026-03-01T08:00:00`, in UTC.
    """

    id: str
    caption: str
    schema: str
    properties: Mapping[str, "tuple[str | Entity, ...]"] = field(default_factory=dict)
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    target: bool = False
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None

    def said(self, name: str) -> tuple[str, ...]:
        """Give the values of a property that are text."""
        return tuple(value for value in self.properties.get(name, ()) if isinstance(value, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What is claimed about one subject at present, as far as a viewer may see it: nothing merged, nothing chosen.

    `records` are the ids of others that judgements join to it.
    """

    subject: str
    schema: Schema
    names: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    records: tuple[str, ...] = ()
