"""Heads of logs: how far each log has come, so that appending reads no leaves.

The logs are RFC 9162 trees (`core.log`): `node`, whose leaves are the hashes of the entries of the chain of acts, and
one for each link and direction, whose leaves are the leaf hashes of envelope ids (32 bytes) in order of number.

On PostgreSQL a writing transaction begins with a lock on the head of `node`. So writers of several processes follow
each other, and every log is without gaps.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import OperationalError

from simpul.core.audit import FIRST_PREVIOUS
from simpul.core.authority import AuthorityId
from simpul.core.log import Frontier, leaf_hash
from simpul.storage.engine import is_sqlite
from simpul.storage.often import Often
from simpul.storage.remembered import Remembered
from simpul.storage.silence import HeldUpError, is_held_up
from simpul.storage.tables.acts import head

NODE = "node"
_HASH = 32
_EMPTY = Frontier()

_FIND = select(head.c.size, head.c.roots, head.c.last).where(head.c.log == bindparam("which"))
_LOCK = select(head.c.size).where(head.c.log == NODE).with_for_update()
_MOVE = (
    update(head)
    .where(head.c.log == bindparam("which"))
    .values(size=bindparam("has"), roots=bindparam("stands_on"), last=bindparam("ends_with"))
)
_START = insert(head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a log stands: its tree, and its last leaf as text."""

    frontier: Frontier = _EMPTY
    last: str = FIRST_PREVIOUS

    @property
    def root(self) -> str:
        """The root of the tree, as text."""
        return self.frontier.root.hex()


def log_out(peer: AuthorityId) -> str:
    """Name the log of what goes to the peer."""
    return f"link-out:{peer}"


def log_in(peer: AuthorityId) -> str:
    """Name the log of what comes from the peer."""
    return f"link-in:{peer}"


def envelope_leaf(envelope_id: str) -> bytes:
    """Give the leaf hash of an envelope in the log of its link."""
    return leaf_hash(bytes.fromhex(envelope_id))


def frontier_of(size: int, roots: bytes) -> Frontier:
    """Read a tree as a row holds it."""
    return Frontier(size=size, roots=tuple(roots[at : at + _HASH] for at in range(0, len(roots), _HASH)))


class Heads:
    """The heads as the writer knows them."""

    def __init__(self, connection: Connection, often: Often) -> None:
        """Know nothing yet; heads are read when they are first asked for."""
        self._connection = connection
        self._often = often
        self._heads: Remembered[str, Head] = Remembered()
        self._moved: set[str] = set()
        self._in_database: set[str] = set()

    def begin(self) -> None:
        """Begin a transaction: alone on PostgreSQL, where others may have written since.

        Raises:
            HeldUpError: another has been writing for long, or has fallen silent.
        """
        if is_sqlite(self._connection.dialect):
            return
        self.forget()
        try:
            self._connection.execute(_LOCK)
        except OperationalError as error:
            if is_held_up(error):
                raise HeldUpError("another process writes for long") from error
            raise

    def head(self, log: str) -> Head:
        """Give where the log stands."""
        known = self._heads.get(log)
        if known is None:
            known = self._read(log)
            self._heads.learn(log, known)
        return known

    def append(self, log: str, leaf: bytes) -> Head:
        """Append a leaf hash to the log and give where it stands now."""
        moved = Head(frontier=self.head(log).frontier.with_leaves([leaf]), last=leaf.hex())
        self._heads.change(log, moved)
        return moved

    def keep(self) -> None:
        """Let what the present act appended stand."""
        self._moved.update(self._heads.keep())

    def undo(self) -> None:
        """Forget what the present act appended."""
        self._heads.undo()

    def forget(self) -> None:
        """Forget everything after a transaction that failed; the database is read again."""
        self._heads.forget()
        self._moved.clear()
        self._in_database.clear()

    def flush(self) -> None:
        """Write every head that moved, before the commit."""
        for log in sorted(self._moved):
            known = self.head(log)
            size, roots = known.frontier.size, b"".join(known.frontier.roots)
            if log in self._in_database:
                self._often.run(_MOVE, {"which": log, "has": size, "stands_on": roots, "ends_with": known.last})
            else:
                self._often.run(_START, {"log": log, "size": size, "roots": roots, "last": known.last})
                self._in_database.add(log)
        self._moved.clear()

    def _read(self, log: str) -> Head:
        row = self._connection.execute(_FIND, {"which": log}).one_or_none()
        if row is None:
            return Head()
        self._in_database.add(log)
        return Head(frontier=frontier_of(row.size, row.roots), last=row.last)
