"""The store: everything that a node keeps, opened as one thing and closed as one thing."""

from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from simpul.core.authority import AuthorityId
from simpul.core.errors import SettingsError
from simpul.core.handling import Handling
from simpul.core.node import Limits
from simpul.storage.access import SqlAccessReads
from simpul.storage.alert_queue import SqlAlerts
from simpul.storage.audiences import Audiences
from simpul.storage.audit import SqlCheckpoints
from simpul.storage.backing_up import back_up
from simpul.storage.drafts import SqlDrafts
from simpul.storage.engine import (
    SHRINKING,
    check_sqlite,
    is_postgresql,
    make_file,
    postgresql_readers,
    postgresql_writer,
    sqlite_at_rest,
    sqlite_readers,
    sqlite_writer,
)
from simpul.storage.law_drafts import SqlLawDrafts
from simpul.storage.law_rows import SqlLawRowReads
from simpul.storage.ledger import SqlLedger
from simpul.storage.lists import SqlLists
from simpul.storage.locking import OwnerLock
from simpul.storage.migrating import current_revision, newest_revision, upgrade
from simpul.storage.officers import SqlRoster
from simpul.storage.partitions import SqlPartitions
from simpul.storage.partners import SqlLinks
from simpul.storage.payment_apart import SqlApart
from simpul.storage.payment_desk import SqlPaymentDesk
from simpul.storage.payment_history import SqlRuleReads
from simpul.storage.payment_npos import SqlNpoReads
from simpul.storage.payment_reviews import SqlLateHits
from simpul.storage.payment_search import SqlPaymentSearch
from simpul.storage.payment_words import SqlPaymentWords
from simpul.storage.payments import SqlPayments
from simpul.storage.profiles import SqlProfiles
from simpul.storage.reading import Reading
from simpul.storage.reports import SqlReports
from simpul.storage.rescreening import SqlRescreenings
from simpul.storage.subjects import SqlSubjects
from simpul.storage.trail import SqlAuditTrail
from simpul.storage.transaction import SqlTransaction
from simpul.storage.travelling import SqlManifests
from simpul.storage.unit_reads import SqlUnits
from simpul.storage.words import Words
from simpul.storage.writing import Writing


class Create(StrEnum):
    """What to do where no database is yet."""

    NEVER = "never"
    IF_ABSENT = "if-absent"


class SqlTerms:
    """Reads the terms that are in use."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def terms(self, audience: int) -> Handling:
        """Give the terms that an interned audience stands for."""
        with self._reading.snapshot() as connection:
            self._reading.audiences.refresh(connection)
            return self._reading.audiences.terms(audience)


class Holdings:
    """What can be read of a database, whether it is in use or at rest."""

    def __init__(self, readers: Engine, words: Words) -> None:
        """Read through these readers."""
        reading = Reading(engine=readers, audiences=Audiences(), words=words)
        self.access = SqlAccessReads(reading)
        self.drafts = SqlDrafts(reading)
        self.reports = SqlReports(reading)
        self.subjects = SqlSubjects(reading)
        self.alerts = SqlAlerts(reading)
        self.lists = SqlLists(reading)
        self.links = SqlLinks(reading)
        self.manifests = SqlManifests(reading)
        self.payments = SqlPayments(reading)
        self.partitions = SqlPartitions(reading)
        self.payment_search = SqlPaymentSearch(reading)
        self.payment_words = SqlPaymentWords(reading)
        self.payment_desk = SqlPaymentDesk(reading)
        self.payment_rules = SqlRuleReads(reading)
        self.law = SqlLawRowReads(reading)
        self.law_drafts = SqlLawDrafts(reading)
        self.units = SqlUnits(reading)
        self.npos = SqlNpoReads(reading)
        self.late_hits = SqlLateHits(reading)
        self.apart = SqlApart(reading)
        self.profiles = SqlProfiles(reading)
        self.rescreenings = SqlRescreenings(reading)
        self.roster = SqlRoster(reading)
        self.audit_trail = SqlAuditTrail(reading)
        self.checkpoints = SqlCheckpoints(reading)
        self.terms = SqlTerms(reading)
        self.reading = reading
        self._readers = readers

    def close(self) -> None:
        """Close the readers."""
        self._readers.dispose()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """The connections to a database in use, and the lock that makes it ours where it is a file."""

    writer: Engine
    readers: Engine
    lock: OwnerLock | None
    path: Path | None

    def close(self) -> None:
        """Let go of everything; the writer last, so that it can put the log into the file and remove it."""
        self.readers.dispose()
        self.writer.dispose()
        if self.lock is not None:
            self.lock.release()


class Store(Holdings):
    """A database in use: `ledger` writes, the rest reads."""

    def __init__(self, opened: _Opened, *, limits: Limits, authority: AuthorityId, words: Words) -> None:
        """Begin to write."""
        super().__init__(opened.readers, words)
        self._opened = opened
        self._connection = opened.writer.connect()
        writing = Writing(self._connection, limits=limits, authority=authority, words=words)
        self.ledger = SqlLedger(writing, SqlTransaction(writing))

    def backup_to(self, path: Path) -> None:
        """Write a copy of the database, as it is at one moment, while it is in use.

        Raises:
            SettingsError: there is a file already, or the database is PostgreSQL, which has `pg_basebackup`.
        """
        if self._opened.path is None:
            raise SettingsError("back PostgreSQL up with pg_basebackup and its write-ahead log")
        back_up(self._opened.readers, path)

    def rest(self) -> None:
        """Give back the memory of connections that nobody uses now: a reader is opened anew for whoever reads next.

        Raises:
            StorageError: the database failed.
        """
        if self._opened.path is not None:
            self.ledger.act(lambda _: self._connection.exec_driver_sql(SHRINKING).close())
            self._readers.dispose()

    def close(self) -> None:
        """Finish what waits, and let another process own the database."""
        self.ledger.close()
        self._connection.close()
        self._opened.close()


def open_store(
    where: str | Path, *, limits: Limits, authority: AuthorityId, words: Words, create: Create = Create.NEVER
) -> Store:
    """Open the database at a path (SQLite) or at an address (`postgresql://...`), brought to the present tables.

    Raises:
        SettingsError: there is none, it is something else, it cannot be reached, or another process owns it.
    """
    with ExitStack() as undone:
        try:
            opened = _open_postgresql(str(where)) if is_postgresql(str(where)) else _open_sqlite(Path(where), create)
            undone.callback(opened.close)
            _migrate(opened, create)
            store = Store(opened, limits=limits, authority=authority, words=words)
        except (SQLAlchemyError, OSError) as exc:
            raise SettingsError(f"the database cannot be opened: {exc}") from exc
        undone.pop_all()
    return store


def open_at_rest(path: Path, *, words: Words) -> Holdings:
    """Open a database that no process has in use, such as a backup, to look at it and to verify it.

    Raises:
        SettingsError: there is none, it cannot be read, it was not closed, or it was made by another edition.
    """
    check_sqlite(path)
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise SettingsError(f"{path} is in use or was not closed; its latest acts stand in {log.name}")
    readers = sqlite_at_rest(path)
    try:
        revision = current_revision(readers)
    except SQLAlchemyError as exc:
        raise SettingsError(f"the database cannot be read: {exc}") from exc
    if revision != newest_revision():
        raise SettingsError(f"the database has revision {revision or 'none'}, this edition has {newest_revision()}")
    return Holdings(readers, words)


def _open_sqlite(path: Path, create: Create) -> _Opened:
    if path.exists():
        check_sqlite(path)
    elif create is Create.NEVER:
        raise SettingsError(f"there is no database at {path}")
    lock = OwnerLock(path)
    with ExitStack() as undone:
        undone.callback(lock.release)
        make_file(path)
        undone.pop_all()
    return _Opened(writer=sqlite_writer(path), readers=sqlite_readers(path), lock=lock, path=path)


def _open_postgresql(url: str) -> _Opened:
    return _Opened(writer=postgresql_writer(url), readers=postgresql_readers(url), lock=None, path=None)


def _migrate(opened: _Opened, create: Create) -> None:
    revision = current_revision(opened.writer)
    if revision is None and create is Create.NEVER:
        raise SettingsError("the database has no tables of ours yet")
    if revision != newest_revision():
        upgrade(opened.writer)
