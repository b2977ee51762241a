"""Second factors: passkeys, authenticator apps, and who let whom in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, Select, bindparam, delete, func, insert, select, update

from simpul.core.access import Standing
from simpul.core.authority import Officer, OfficerId
from simpul.core.credentials import CodeFactor, Factors, Passkey
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.officers import held_officer
from simpul.storage.reading import storable
from simpul.storage.tables.access import admission, authenticator, passkey
from simpul.storage.tables.people import officer
from simpul.storage.writing import Writing

Ask = Callable[[Executable, Mapping[str, object]], Sequence[Row[Any]]]

_WHICH: BindParameter[str] = bindparam("which")
_WHOSE: BindParameter[str] = bindparam("whose")
_PASSKEY = select(passkey.c.body).where(passkey.c.id == _WHICH)
_PASSKEYS = select(passkey.c.body).where(passkey.c.officer == _WHOSE).order_by(passkey.c.id)
_CODE = select(authenticator.c.body).where(authenticator.c.officer == _WHOSE)
_REMOVE_PASSKEY = delete(passkey).where(passkey.c.id == _WHICH, passkey.c.officer == _WHOSE)
_REMOVE_PASSKEYS = delete(passkey).where(passkey.c.officer == _WHOSE)
_REMOVE_CODE = delete(authenticator).where(authenticator.c.officer == _WHOSE)
_CHANGE_PASSKEY = update(passkey).where(passkey.c.id == _WHICH)
_CHANGE_CODE = update(authenticator).where(authenticator.c.officer == _WHOSE)
_CHANGE_ADMISSION = update(admission).where(admission.c.officer == _WHOSE)
_ROSTER = select(officer).where(officer.c.ended_at.is_(None)).order_by(officer.c.id)
_EVER = select(officer.c.id).where(officer.c.id == _WHOSE)
_PASSKEYS_OF = select(func.count()).select_from(passkey).where(passkey.c.officer == officer.c.id)
_CODES_OF = select(func.count()).select_from(authenticator).where(authenticator.c.officer == officer.c.id)
STANDINGS: Select[Any] = (
    select(
        officer.c.id,
        func.coalesce(admission.c.by, "").label("admitted_by"),
        (_PASSKEYS_OF.scalar_subquery() + _CODES_OF.scalar_subquery()).label("factors"),
    )
    .select_from(officer.outerjoin(admission, admission.c.officer == officer.c.id))
    .where(officer.c.ended_at.is_(None))
)
_STANDING = STANDINGS.where(officer.c.id == _WHOSE)


class SqlFactorRows:
    """Second factors and who let whom in, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def factors(self, officer_id: OfficerId) -> Factors:
        """Give the officer's second factors."""
        return factors_of(self._writing.rows, officer_id)

    def passkey(self, passkey_id: str) -> Passkey | None:
        """Give a passkey by its credential id."""
        row = self._writing.one(_PASSKEY, storable({"which": passkey_id}))
        return None if row is None else decoded(Passkey, row.body, row="passkey")

    def put_passkey(self, value: Passkey) -> None:
        """Keep a passkey, or its use."""
        row = {"officer": value.officer, "body": encoded(value)}
        if not self._writing.run(_CHANGE_PASSKEY.values(row), {"which": value.id}):
            self._writing.run(insert(passkey), {"id": value.id, **row})

    def remove_passkey(self, officer_id: OfficerId, passkey_id: str) -> bool:
        """Take one of the officer's passkeys away; say whether there was one."""
        return self._writing.run(_REMOVE_PASSKEY, storable({"which": passkey_id, "whose": officer_id})) > 0

    def put_code(self, factor: CodeFactor) -> None:
        """Keep the officer's authenticator app, or the last step it was used with."""
        row = {"body": encoded(factor)}
        if not self._writing.run(_CHANGE_CODE.values(row), {"whose": factor.officer}):
            self._writing.run(insert(authenticator), {"officer": factor.officer, **row})

    def remove_code(self, officer_id: OfficerId) -> bool:
        """Take the officer's authenticator app away; say whether there was one."""
        return self._writing.run(_REMOVE_CODE, {"whose": officer_id}) > 0

    def remove_all(self, officer_id: OfficerId) -> None:
        """Take all second factors of the officer away."""
        self._writing.run(_REMOVE_PASSKEYS, {"whose": officer_id})
        self._writing.run(_REMOVE_CODE, {"whose": officer_id})

    def admit(self, officer_id: OfficerId, *, by: str, at: datetime) -> None:
        """Note who added the officer, or last took the officer's second factors away."""
        row = {"by": by, "at": micros(at)}
        if not self._writing.run(_CHANGE_ADMISSION.values(row), {"whose": officer_id}):
            self._writing.run(insert(admission), {"officer": officer_id, **row})

    def standing(self, officer_id: OfficerId) -> Standing:
        """Say who let the officer in, and how many second factors there are."""
        row = self._writing.one(_STANDING, {"whose": officer_id})
        return Standing(officer=officer_id, admitted_by="", factors=0) if row is None else held_standing(row)

    def roster(self) -> tuple[Officer, ...]:
        """Give all officers whose access has not ended, by id, as this transaction sees them."""
        return tuple(held_officer(row) for row in self._writing.rows(_ROSTER))

    def was_officer(self, officer_id: OfficerId) -> bool:
        """Say whether the id is or ever was an officer's."""
        return self._writing.one(_EVER, {"whose": officer_id}) is not None


def factors_of(ask: Ask, officer_id: OfficerId) -> Factors:
    """Read the officer's second factors over a connection."""
    codes = [decoded(CodeFactor, row.body, row="authenticator") for row in ask(_CODE, {"whose": officer_id})]
    keys = [decoded(Passkey, row.body, row="passkey") for row in ask(_PASSKEYS, {"whose": officer_id})]
    return Factors(passkeys=tuple(keys), code=codes[0] if codes else None)


def held_standing(row: Row[Any]) -> Standing:
    """Read a row of standings."""
    return Standing(officer=OfficerId(row.id), admitted_by=row.admitted_by, factors=row.factors)
