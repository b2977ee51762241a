"""Partners: the peers that were accepted, and how the link with each of them stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, tuple_, update

from simpul.core.authority import AuthorityId
from simpul.core.exchange import Introduction
from simpul.core.holding import LinkState, OutgoingEnvelope, Page, Partner, Quarantined
from simpul.storage.bodies import decoded, encoded
from simpul.storage.heads import log_in, log_out
from simpul.storage.links import new_link
from simpul.storage.moments import micros, moment, moment_if_any
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import Reading, storable
from simpul.storage.tables.acts import head
from simpul.storage.tables.exchange import link, outbox, partner, quarantine
from simpul.storage.writing import Writing

MOST_FRAMES = 1_000

_ADD = insert(partner)
_CHANGE = update(partner).where(partner.c.peer == bindparam("which"))
_ONE = select(partner).where(partner.c.peer == bindparam("which"))
_ALL = select(partner).order_by(partner.c.peer)
_ADD_LINK = insert(link)
_CHANGE_LINK = update(link).where(link.c.peer == bindparam("which"))
_LINKS = select(link)
_SIZES = select(head.c.log, head.c.size)
_ASIDE = select(quarantine.c.link, func.count().label("how_many")).group_by(quarantine.c.link)
_OLDEST = select(outbox.c.at).where(outbox.c.peer == bindparam("which"), outbox.c.number == bindparam("number"))
_OUTGOING = (
    select(outbox)
    .where(outbox.c.peer == bindparam("which"), outbox.c.number > bindparam("after"))
    .order_by(outbox.c.number)
    .limit(bindparam("most"))
)
_LATEST_ASIDE = (
    select(quarantine)
    .where(tuple_(quarantine.c.at, quarantine.c.id) < tuple_(bindparam("at"), bindparam("last")))
    .order_by(quarantine.c.at.desc(), quarantine.c.id.desc())
    .limit(bindparam("most"))
)


class SqlPeerRows:
    """Peers, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def put(self, partner: Partner) -> None:
        """Keep a peer, or what changed about it."""
        peer = partner.introduction.authority.id
        row = {
            "introduction": encoded(partner.introduction),
            "signed_introduction": partner.signed_introduction,
            "fingerprint": partner.fingerprint,
            "added_at": micros(partner.added_at),
            "suspended": partner.suspended,
        }
        if not self._writing.run(_CHANGE.values(row), {"which": peer}):
            self._writing.run(_ADD, {"peer": peer, **row})
        self._writing.touch("peers", "links")

    def find(self, peer: AuthorityId) -> Partner | None:
        """Give a peer by the id of its authority."""
        row = self._writing.one(_ONE, {"which": peer})
        return None if row is None else held_partner(row)

    def note_contact(self, peer: AuthorityId, *, at: datetime, error: str) -> None:
        """Keep when the peer was last tried and the error in words, empty when there was none."""
        worked = {"last_contact": micros(at), "last_error": "", "last_error_at": None}
        changed = {"last_error": error, "last_error_at": micros(at)} if error else worked
        if not self._writing.run(_CHANGE_LINK.values(changed), {"which": peer}):
            self._writing.run(_ADD_LINK, {**new_link(peer), **changed})
        self._writing.touch("links")


class SqlLinks:
    """Reads peers and links."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def partners(self) -> tuple[Partner, ...]:
        """Give the peers."""
        with self._reading.snapshot() as connection:
            return tuple(held_partner(row) for row in connection.execute(_ALL))

    def partner(self, peer: AuthorityId) -> Partner | None:
        """Give a peer by the id of its authority."""
        with self._reading.snapshot() as connection:
            row = connection.execute(_ONE, storable({"which": peer})).one_or_none()
            return None if row is None else held_partner(row)

    def states(self) -> tuple[LinkState, ...]:
        """Say how each link stands."""
        with self._reading.snapshot() as connection:
            links = {row.peer: row for row in connection.execute(_LINKS)}
            sizes = {row.log: row.size for row in connection.execute(_SIZES)}
            aside = {row.link: row.how_many for row in connection.execute(_ASIDE)}
            return tuple(
                _state(connection, held_partner(row), links.get(row.peer), sizes, aside)
                for row in connection.execute(_ALL).all()
            )

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        """Give the envelopes to the peer whose number is above `after`, in order; at most `MOST_FRAMES`."""
        most = max(1, min(limit, MOST_FRAMES))
        with self._reading.snapshot() as connection:
            rows = connection.execute(_OUTGOING, storable({"which": peer, "after": after, "most": most}))
            return tuple(
                OutgoingEnvelope(recipient=peer, number=row.number, id=row.id, frame=row.frame) for row in rows
            )

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        """Give what was refused or set aside, latest first."""
        at, last = position(after, tuple[int, str], start=(2**63 - 1, ""))
        with self._reading.snapshot() as connection:
            rows = connection.execute(_LATEST_ASIDE, {"at": at, "last": last, "most": bounded(limit) + 1}).all()
            return page_of(rows, limit=bounded(limit), item=_quarantined, key=lambda row: (row.at, row.id))


def held_partner(row: Row[Any]) -> Partner:
    """Read a row of peers.

    Raises:
        TamperedError: it holds no introduction.
    """
    return Partner(
        introduction=decoded(Introduction, row.introduction, row=f"partner {row.peer}"),
        signed_introduction=row.signed_introduction,
        fingerprint=row.fingerprint,
        added_at=moment(row.added_at),
        suspended=row.suspended,
    )


def _state(
    connection: Connection,
    peer: Partner,
    row: Row[Any] | None,
    sizes: Mapping[str, int],
    aside: Mapping[str, int],
) -> LinkState:
    name = peer.introduction.authority.id
    sent, settled = sizes.get(log_out(name), 0), 0 if row is None else row.settled
    oldest = None
    if sent > settled:
        oldest = connection.execute(_OLDEST, {"which": name, "number": settled + 1}).scalar_one_or_none()
    return LinkState(
        partner=peer,
        sent=sent,
        settled=settled,
        received=sizes.get(log_in(name), 0),
        set_aside=aside.get(name, 0),
        oldest_waiting=moment_if_any(oldest),
        last_contact=None if row is None else moment_if_any(row.last_contact),
        last_error="" if row is None else row.last_error,
        last_error_at=None if row is None else moment_if_any(row.last_error_at),
    )


def _quarantined(row: Row[Any]) -> Quarantined:
    return Quarantined(
        id=row.id,
        link=row.link,
        reason=row.reason,
        place=row.place,
        evidence=row.evidence,
        at=moment(row.at),
        size=row.size,
    )
