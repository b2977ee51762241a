"""Profiles: what the node knows under one id and one set of terms, made of current claims or of an entry of a list.

Screening reads all of them once, when a node starts, and page by page when everything is screened anew. It is the
machine that reads here, for no viewer: what it finds is proposed under the strictest of the terms it joins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Integer, Row, and_, bindparam, func, select, tuple_

from simpul.core.designation import Designation
from simpul.core.handling import Handling
from simpul.core.holding import Profile
from simpul.core.listed import by_property, listed_id, values_of
from simpul.core.vocabulary import Schema
from simpul.services.ports.screening import ListedProfiles
from simpul.storage.among import among
from simpul.storage.bodies import decoded, encoded
from simpul.storage.list_rows import EDITIONS, editions_of
from simpul.storage.reading import Reading
from simpul.storage.tables.listing import list_entry
from simpul.storage.tables.records import assertion, audience
from simpul.storage.tables.schema import WORD

AT_A_TIME = 10_000
"""Rows that are fetched together when all are read."""

CLAIMS = select(
    assertion.c.subject, assertion.c.audience, assertion.c["schema"], assertion.c.property, assertion.c.value
).where(and_(assertion.c.superseded_by == "", assertion.c.retracted_by == ""))
_BY_TERMS = CLAIMS.order_by(assertion.c.audience, assertion.c.subject, assertion.c.recorded_at, assertion.c.id)
_ENTRIES = (
    select(list_entry.c.list, list_entry.c.reference, list_entry.c.audience, list_entry.c.body)
    .where(list_entry.c.gone == "")
    .order_by(list_entry.c.list, list_entry.c.audience, list_entry.c.reference)
)
_ENTRIES_OF = _ENTRIES.where(among(list_entry.c.list, "which"))
_SUBJECT_TERMS = tuple_(assertion.c.subject, assertion.c.audience)
_AFTER = tuple_(bindparam("subject", type_=WORD), bindparam("terms", type_=Integer))
_LAST = tuple_(bindparam("last_subject", type_=WORD), bindparam("last_terms", type_=Integer))
_NEXT = (
    select(assertion.c.subject, assertion.c.audience)
    .where(_SUBJECT_TERMS > _AFTER)
    .distinct()
    .order_by(assertion.c.subject, assertion.c.audience)
    .limit(bindparam("most"))
)
_PAGE = CLAIMS.where(_SUBJECT_TERMS > _AFTER, _SUBJECT_TERMS.op("<=")(_LAST)).order_by(
    assertion.c.subject, assertion.c.audience, assertion.c.recorded_at, assertion.c.id
)
_COUNT = select(func.count()).select_from(select(assertion.c.subject, assertion.c.audience).distinct().subquery())
_TERMS = select(audience)


class SqlProfiles:
    """Reads profiles."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def every(self) -> Iterator[Profile]:
        """Give every profile of one snapshot, those of one partition together."""
        with self._reading.snapshot() as connection:
            yield from self._every(connection)

    def held_after(self, profile_id: str, limit: int) -> tuple[tuple[Profile, ...], str]:
        """Give the profiles of holdings that follow this one, and the id after which to go on; empty at the end."""
        subject, _, number = profile_id.rpartition("/")
        after = {"subject": subject, "terms": int(number or -1)}
        with self._reading.snapshot() as connection:
            following = connection.execute(_NEXT, {**after, "most": limit}).all()
            if not following:
                return (), ""
            last = following[-1]
            upto = {"last_subject": last.subject, "last_terms": last.audience}
            rows: Iterable[Row[Any]] = connection.execute(_PAGE, {**after, **upto})
            return tuple(_of_claims(rows, _terms(connection))), f"{last.subject}/{last.audience}"

    def count_held(self) -> int:
        """Count the profiles that holdings ever had."""
        with self._reading.snapshot() as connection:
            return int(connection.execute(_COUNT).scalar_one())

    def editions(self) -> Mapping[str, str]:
        """Give the version of each list as it is in force."""
        with self._reading.snapshot() as connection:
            return editions_of(connection.execute(EDITIONS))

    def listed(self, known: Mapping[str, str]) -> ListedProfiles:
        """Give, of one snapshot, every entry of the lists that are in force in another edition than the known one."""
        with self._reading.snapshot() as connection:
            in_force = editions_of(connection.execute(EDITIONS))
            other = {list_id: edition for list_id, edition in in_force.items() if known.get(list_id) != edition}
            terms = _terms(connection)
            rows: Iterable[Row[Any]] = connection.execute(_ENTRIES_OF, {"which": encoded(list(other)).decode()})
            profiles = tuple(profile_of_entry(row, terms[row.audience]) for row in rows)
            return ListedProfiles(editions=other, profiles=profiles)

    def _every(self, connection: Connection) -> Iterator[Profile]:
        terms = _terms(connection)
        streaming = connection.execution_options(yield_per=AT_A_TIME)
        claims: Iterable[Row[Any]] = streaming.execute(_BY_TERMS)
        yield from _of_claims(claims, terms)
        entries: Iterable[Row[Any]] = streaming.execute(_ENTRIES)
        for row in entries:
            yield profile_of_entry(row, terms[row.audience])


def profile_of_claims(rows: Sequence[Row[Any]], terms: Handling) -> Profile:
    """Make the profile of current claims about one subject under one set of terms."""
    first = rows[0]
    return Profile(
        id=f"{first.subject}/{first.audience}",
        subject=first.subject,
        schema=Schema(first.schema),
        handling=terms,
        values=by_property((row.property, row.value) for row in rows),
    )


def profile_of_entry(row: Row[Any], terms: Handling) -> Profile:
    """Make the profile of an entry of a list."""
    entry = decoded(Designation, row.body, row=f"list_entry {row.list} {row.reference}")
    profile_id = listed_id(row.list, row.reference)
    return Profile(id=profile_id, subject=profile_id, schema=entry.schema, handling=terms, values=values_of(entry))


def _of_claims(rows: Iterable[Row[Any]], terms: dict[int, Handling]) -> Iterator[Profile]:
    for (_, number), claims in groupby(rows, key=lambda row: (row.subject, row.audience)):
        yield profile_of_claims(list(claims), terms[number])


def _terms(connection: Connection) -> dict[int, Handling]:
    return {row.id: decoded(Handling, row.handling, row=f"audience {row.id}") for row in connection.execute(_TERMS)}
