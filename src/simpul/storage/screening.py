"""Screening: what waits for it, in a transaction, each profile as it is now."""

import re
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, insert, select

from simpul.core.errors import InputError
from simpul.core.handling import Handling, most_restrictive
from simpul.core.holding import LISTED, Profile
from simpul.core.payment.payee import PREFIX as PAYEE
from simpul.core.vocabulary import Schema
from simpul.storage.among import among
from simpul.storage.bodies import decoded, encoded
from simpul.storage.profiles import CLAIMS, profile_of_claims, profile_of_entry
from simpul.storage.tables.judging import waiting_profile
from simpul.storage.tables.listing import list_entry
from simpul.storage.tables.records import assertion, audience
from simpul.storage.writing import Writing

_PROFILE_ID = re.compile(r"list:[^:]+:.+|[0-9a-f]{32}/[0-9]{1,9}", re.DOTALL)

_LAST = select(func.coalesce(func.max(waiting_profile.c.position), 0))
_THERE = select(waiting_profile.c.profile).where(among(waiting_profile.c.profile, "which"))
_ADD = insert(waiting_profile)
_WAITING = select(waiting_profile.c.profile).order_by(waiting_profile.c.position).limit(bindparam("most"))
_OF_LIST = (
    select(waiting_profile.c.position)
    .where(waiting_profile.c.profile >= bindparam("first"), waiting_profile.c.profile < bindparam("past"))
    .limit(1)
)
_DONE = delete(waiting_profile).where(among(waiting_profile.c.profile, "which"))
_OF_REPORT = (
    select(assertion.c.subject, assertion.c.audience)
    .where(assertion.c.report == bindparam("which"))
    .distinct()
    .order_by(assertion.c.subject, assertion.c.audience)
)
_CLAIMS_OF = CLAIMS.where(
    assertion.c.subject == bindparam("subject"), assertion.c.audience == bindparam("terms")
).order_by(assertion.c.recorded_at, assertion.c.id)
_VERSIONS = (
    select(list_entry)
    .where(list_entry.c.list == bindparam("list"), list_entry.c.reference == bindparam("reference"))
    .order_by(list_entry.c.version.desc())
    .limit(1)
)
_TERMS = select(audience)


class SqlScreeningRows:
    """What waits to be screened, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def queue(self, profile_ids: Sequence[str]) -> None:
        """Let these profiles wait; one that waits already waits once.

        Raises:
            InputError: one of them is no profile's id.
        """
        if not all(_PROFILE_ID.fullmatch(profile) for profile in profile_ids):
            raise InputError("not a profile's id", place="screening.queue")
        wanted = tuple(dict.fromkeys(profile_ids))
        there = {row.profile for row in self._writing.rows(_THERE, _these(wanted))}
        last = int(self._writing.rows(_LAST)[0][0])
        fresh = (profile for profile in wanted if profile not in there)
        rows = [{"position": number, "profile": profile} for number, profile in enumerate(fresh, start=last + 1)]
        self._writing.run_all(_ADD, rows)
        if wanted:
            self._writing.touch("screening")

    def waiting(self, limit: int) -> tuple[Profile, ...]:
        """Give the profiles that wait longest, as they are now; one that is empty by now comes without values."""
        ids = [row.profile for row in self._writing.rows(_WAITING, {"most": limit})]
        return tuple(self.profile(profile) for profile in ids)

    def done(self, profile_ids: Sequence[str]) -> None:
        """Take profiles out of the queue."""
        self._writing.run(_DONE, _these(profile_ids))

    def waits(self, list_id: str) -> bool:
        """Say whether an entry of this list waits."""
        within = {"first": f"{LISTED}{list_id}:", "past": f"{LISTED}{list_id};"}
        return bool(self._writing.rows(_OF_LIST, within))

    def profiles_of_report(self, report_id: str) -> tuple[str, ...]:
        """Give the ids of the profiles that the report's assertions belong to."""
        rows = self._writing.rows(_OF_REPORT, {"which": report_id})
        return tuple(f"{row.subject}/{row.audience}" for row in rows)

    def profile(self, profile_id: str) -> Profile:
        """Give the profile as it is now; one that is empty by now comes without values."""
        if profile_id.startswith(LISTED):
            return self._of_entry(profile_id)
        if profile_id.startswith(PAYEE):
            return self._empty(profile_id, profile_id, None)
        subject, _, number = profile_id.partition("/")
        rows = self._writing.rows(_CLAIMS_OF, {"subject": subject, "terms": int(number)})
        terms = self._all_terms(int(number)).get(int(number))
        return profile_of_claims(rows, terms) if rows and terms else self._empty(profile_id, subject, terms)

    def _of_entry(self, profile_id: str) -> Profile:
        _, list_id, reference = profile_id.split(":", 2)
        rows = self._writing.rows(_VERSIONS, {"list": list_id, "reference": reference})
        if not rows:
            return self._empty(profile_id, profile_id, None)
        terms = self._all_terms(rows[0].audience)[rows[0].audience]
        return self._empty(profile_id, profile_id, terms) if rows[0].gone else profile_of_entry(rows[0], terms)

    def _empty(self, profile_id: str, subject: str, terms: Handling | None) -> Profile:
        """Give a profile that says nothing any more; its kind says nothing either."""
        known = terms or most_restrictive(self._writing.authority)
        return Profile(id=profile_id, subject=subject, schema=Schema.PERSON, handling=known)

    def _all_terms(self, *numbers: int) -> dict[int, Handling]:
        statement = _TERMS.where(audience.c.id.in_(numbers)) if numbers else _TERMS
        rows = self._writing.rows(statement)
        return {row.id: decoded(Handling, row.handling, row=f"audience {row.id}") for row in rows}


def _these(ids: Sequence[str]) -> dict[str, object]:
    return {"which": encoded(ids).decode()}
