"""Signing in: links, sessions, failed tries and spent challenges, by the hashes of their secrets."""

from datetime import datetime

from sqlalchemy import BindParameter, Delete, Table, bindparam, delete, func, insert, select

from simpul.core.access import Tries
from simpul.core.authority import OfficerId
from simpul.core.credentials import Link, Session
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.reading import storable
from simpul.storage.tables.access import officer_session, sign_in_link, sign_in_try, spent_challenge
from simpul.storage.writing import Writing

_SECRET: BindParameter[str] = bindparam("which")
_OFFICER: BindParameter[str] = bindparam("whose")
_AT: BindParameter[int] = bindparam("at")
_LINK = select(sign_in_link.c.body).where(sign_in_link.c.secret == _SECRET, sign_in_link.c.ends_at > _AT)
_TAKE_LINK = delete(sign_in_link).where(sign_in_link.c.secret == _SECRET)
_VOID_LINKS = delete(sign_in_link).where(sign_in_link.c.officer == _OFFICER)
SESSION = select(officer_session.c.body).where(officer_session.c.secret == _SECRET, officer_session.c.ends_at > _AT)
_END = delete(officer_session).where(officer_session.c.id == _SECRET, officer_session.c.officer == _OFFICER)
_END_ALL = delete(officer_session).where(officer_session.c.officer == _OFFICER)
_NUMBER = select(func.coalesce(func.max(sign_in_try.c.number), 0) + 1)
_TRIES = select(func.count()).select_from(sign_in_try).where(sign_in_try.c.at > _AT)
_BY_NAME = _TRIES.where(sign_in_try.c.name == _SECRET)
_BY_SOURCE = _TRIES.where(sign_in_try.c.source == _SECRET)
_SPENT = select(spent_challenge.c.challenge).where(spent_challenge.c.challenge == _SECRET)
_SWEEP_TRIES = delete(sign_in_try).where(sign_in_try.c.at <= _AT)


class SqlSignInRows:
    """Links, sessions, tries and spent challenges, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add_link(self, secret: str, link: Link) -> None:
        """Keep a link; the officer's earlier links serve no more."""
        self.void_links(link.officer)
        row = {"secret": secret, "officer": link.officer, "body": encoded(link), "ends_at": micros(link.ends_at)}
        self._writing.run(insert(sign_in_link), row)

    def take_link(self, secret: str, *, at: datetime) -> Link | None:
        """Use a link up and give it, unless it was used, has ended or was never there."""
        row = self._writing.one(_LINK, {"which": secret, "at": micros(at)})
        if row is None:
            return None
        self._writing.run(_TAKE_LINK, {"which": secret})
        return decoded(Link, row.body, row="sign_in_link")

    def void_links(self, officer: OfficerId) -> None:
        """Let the officer's links serve no more."""
        self._writing.run(_VOID_LINKS, {"whose": officer})

    def add_session(self, secret: str, session: Session) -> None:
        """Keep a session."""
        row = {
            "secret": secret,
            "id": session.id,
            "officer": session.officer,
            "body": encoded(session),
            "ends_at": micros(session.ends_at),
        }
        self._writing.run(insert(officer_session), row)

    def session(self, secret: str, *, at: datetime) -> Session | None:
        """Give a session that has not ended."""
        row = self._writing.one(SESSION, {"which": secret, "at": micros(at)})
        return None if row is None else decoded(Session, row.body, row="officer_session")

    def end_session(self, officer: OfficerId, session_id: str) -> bool:
        """End one of the officer's sessions; say whether there was one."""
        return self._writing.run(_END, storable({"which": session_id, "whose": officer})) > 0

    def end_sessions(self, officer: OfficerId) -> None:
        """End all sessions of the officer."""
        self._writing.run(_END_ALL, {"whose": officer})

    def tries(self, *, name: str, source: str, since: datetime, long_since: datetime) -> Tries:
        """Count the failed tries for this name and from this source; an empty name counts for nothing."""
        return Tries(
            name=self._count(name, since, by_source=False),
            source=self._count(source, since, by_source=True),
            name_long=self._count(name, long_since, by_source=False),
        )

    def add_try(self, *, name: str, source: str, at: datetime) -> None:
        """Count one failed try."""
        number = self._writing.rows(_NUMBER)[0][0]
        row = {"number": number, "name": name, "source": source, "at": micros(at)}
        self._writing.run(insert(sign_in_try), row)

    def spend(self, challenge: str, *, ends_at: datetime) -> bool:
        """Use a challenge up until it would end anyway; say whether it was unspent."""
        if self._writing.one(_SPENT, {"which": challenge}) is not None:
            return False
        self._writing.run(insert(spent_challenge), {"challenge": challenge, "ends_at": micros(ends_at)})
        return True

    def sweep(self, *, at: datetime, tries_before: datetime) -> None:
        """Take away what has ended: links, sessions, challenges, and tries that count no more."""
        for table in (sign_in_link, officer_session, spent_challenge):
            self._writing.run(_ended(table), {"at": micros(at)})
        self._writing.run(_SWEEP_TRIES, {"at": micros(tries_before)})

    def _count(self, which: str, since: datetime, *, by_source: bool) -> int:
        if not which:
            return 0
        counted = _BY_SOURCE if by_source else _BY_NAME
        return int(self._writing.rows(counted, {"which": which, "at": micros(since)})[0][0])


def _ended(table: Table) -> Delete:
    return delete(table).where(table.c.ends_at <= _AT)
