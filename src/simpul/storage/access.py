"""Access: API tokens in a transaction, and what signing in reads."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, insert, select, update

from simpul.core.access import Standing
from simpul.core.authority import OfficerId
from simpul.core.credentials import Factors, Session, Token
from simpul.storage.bodies import decoded, encoded
from simpul.storage.factors import STANDINGS, factors_of, held_standing
from simpul.storage.moments import micros, moment_if_any
from simpul.storage.reading import Reading, storable
from simpul.storage.sign_in import SESSION
from simpul.storage.tables.access import api_token, officer_session
from simpul.storage.writing import Writing

_WHICH: BindParameter[str] = bindparam("which")
_WHOSE: BindParameter[str] = bindparam("whose")
_AT: BindParameter[int] = bindparam("at")
_SERVES = (api_token.c.ends_at > _AT, api_token.c.withdrawn_at.is_(None))
_TOKEN = select(api_token).where(api_token.c.secret == _WHICH, *_SERVES)
_TOKENS_OF = select(api_token).where(api_token.c.officer == _WHOSE, *_SERVES)
_HELD = select(func.count()).select_from(api_token).where(api_token.c.officer == _WHOSE, *_SERVES)
_OF_OFFICER = update(api_token).where(api_token.c.officer == _WHOSE, api_token.c.withdrawn_at.is_(None))
_WITHDRAW = _OF_OFFICER.where(api_token.c.id == _WHICH, api_token.c.ends_at > _AT)
_NOTE = update(api_token).where(api_token.c.id == _WHICH)
_SESSIONS = select(officer_session.c.body).where(officer_session.c.officer == _WHOSE, officer_session.c.ends_at > _AT)


class SqlTokenRows:
    """API tokens, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(self, secret: str, token: Token) -> None:
        """Keep a token under the hash of its secret."""
        row = {
            "secret": secret,
            "id": token.id,
            "officer": token.officer,
            "body": encoded(token),
            "ends_at": micros(token.ends_at),
            "last_used_at": None,
            "withdrawn_at": None,
        }
        self._writing.run(insert(api_token), row)

    def held(self, officer: OfficerId, *, at: datetime) -> int:
        """Count the officer's tokens that serve at this moment."""
        return int(self._writing.rows(_HELD, {"whose": officer, "at": micros(at)})[0][0])

    def withdraw(self, officer: OfficerId, token_id: str, *, at: datetime) -> bool:
        """Withdraw one of the officer's tokens; say whether there was one that served."""
        which = storable({"which": token_id, "whose": officer, "at": micros(at)})
        return self._writing.run(_WITHDRAW.values(withdrawn_at=micros(at)), which) > 0

    def withdraw_all(self, officer: OfficerId, *, at: datetime) -> None:
        """Withdraw all tokens of the officer."""
        self._writing.run(_OF_OFFICER.values(withdrawn_at=micros(at)), {"whose": officer})

    def note_use(self, token_id: str, *, at: datetime) -> None:
        """Keep when a token was last used."""
        self._writing.run(_NOTE.values(last_used_at=micros(at)), {"which": token_id})


class SqlAccessReads:
    """Reads sessions, tokens and factors."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def session(self, secret: str, *, at: datetime) -> Session | None:
        """Give a session that has not ended, by the hash of its secret."""
        with self._reading.snapshot() as connection:
            row = connection.execute(SESSION, {"which": secret, "at": micros(at)}).one_or_none()
        return None if row is None else _session(row)

    def token(self, secret: str, *, at: datetime) -> Token | None:
        """Give a token that serves, by the hash of its secret."""
        with self._reading.snapshot() as connection:
            row = connection.execute(_TOKEN, {"which": secret, "at": micros(at)}).one_or_none()
        return None if row is None else _token(row)

    def sessions_of(self, officer: OfficerId, *, at: datetime) -> tuple[Session, ...]:
        """Give the officer's sessions that have not ended, latest first."""
        with self._reading.snapshot() as connection:
            rows = connection.execute(_SESSIONS, {"whose": officer, "at": micros(at)}).all()
        return tuple(sorted(map(_session, rows), key=lambda each: (each.started_at, each.id), reverse=True))

    def tokens_of(self, officer: OfficerId, *, at: datetime) -> tuple[Token, ...]:
        """Give the officer's tokens that serve, latest first."""
        with self._reading.snapshot() as connection:
            rows = connection.execute(_TOKENS_OF, {"whose": officer, "at": micros(at)}).all()
        return tuple(sorted(map(_token, rows), key=lambda each: (each.issued_at, each.id), reverse=True))

    def factors_of(self, officer: OfficerId) -> Factors:
        """Give the officer's second factors."""
        with self._reading.snapshot() as connection:
            return factors_of(lambda ask, given: connection.execute(ask, given).all(), officer)

    def standings(self) -> tuple[Standing, ...]:
        """Say of every officer who let him or her in, and how many second factors there are."""
        with self._reading.snapshot() as connection:
            return tuple(held_standing(row) for row in connection.execute(STANDINGS))


def _session(row: Row[Any]) -> Session:
    return decoded(Session, row.body, row="officer_session")


def _token(row: Row[Any]) -> Token:
    token = decoded(Token, row.body, row="api_token")
    return replace(token, last_used_at=moment_if_any(row.last_used_at))
