"""What both sides of hits say now, to a viewer: read anew from claims and entries, and given as digests only."""

from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import bindparam, select, tuple_

from simpul.core.alert import Content
from simpul.core.handling import Handling
from simpul.core.holding import LISTED, Profile
from simpul.core.judging import content_of
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.profiles import CLAIMS, profile_of_claims, profile_of_entry
from simpul.storage.reading import VISIBLE, View
from simpul.storage.tables.listing import list_entry
from simpul.storage.tables.records import assertion, audience

_CLAIMS_SEEN = CLAIMS.where(
    among(assertion.c.subject, "subjects"), among_numbers(assertion.c.audience, VISIBLE)
).order_by(assertion.c.subject, assertion.c.audience, assertion.c.recorded_at, assertion.c.id)
_ENTRIES_SEEN = (
    select(list_entry.c.list, list_entry.c.reference, list_entry.c.audience, list_entry.c.body)
    .where(
        tuple_(list_entry.c.list, list_entry.c.reference).in_(bindparam("entries", expanding=True)),
        list_entry.c.gone == "",
        among_numbers(list_entry.c.audience, VISIBLE),
    )
    .order_by(list_entry.c.list, list_entry.c.reference)
)
_TERMS = select(audience).where(among_numbers(audience.c.id, VISIBLE))


def contents_now(view: View, profile_ids: Collection[str]) -> dict[str, Content]:
    """Give what each of these profiles says now, as far as the viewer may see it; nothing where it is gone."""
    terms = {row.id: decoded(Handling, row.handling, row=f"audience {row.id}") for row in view.rows(_TERMS, {})}
    found = (*_held(view, profile_ids, terms), *_listed(view, profile_ids, terms))
    said = {profile.id: profile.values for profile in found}
    return {profile: content_of(profile, said.get(profile, {})) for profile in profile_ids}


def _held(view: View, profile_ids: Collection[str], terms: dict[int, Handling]) -> Iterator[Profile]:
    subjects = sorted({profile.rpartition("/")[0] for profile in profile_ids if not profile.startswith(LISTED)})
    rows = view.rows(_CLAIMS_SEEN, {"subjects": encoded(subjects).decode()}) if subjects else []
    for (subject, number), claims in groupby(rows, key=lambda row: (row.subject, row.audience)):
        if f"{subject}/{number}" in profile_ids:
            yield profile_of_claims(list(claims), terms[number])


def _listed(view: View, profile_ids: Collection[str], terms: dict[int, Handling]) -> Iterator[Profile]:
    entries = sorted(tuple(profile.split(":", 2)[1:]) for profile in profile_ids if profile.startswith(LISTED))
    for row in view.rows(_ENTRIES_SEEN, {"entries": entries}) if entries else ():
        yield profile_of_entry(row, terms[row.audience])
