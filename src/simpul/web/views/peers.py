"""Partners as documents.

How much passes over a link is told to key officers and auditors only: a count that grows with what an analyst may not
see would tell him that it is there.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, Role, Sight
from simpul.core.holding import LinkState, Page, Partner, Quarantined
from simpul.core.node import NodeProfile

WATCHERS = frozenset({Role.KEY_OFFICER, Role.AUDITOR})
MOST_SHOWN_BYTES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """How a link stands, in figures, with its last error in words."""

    sent: int
    waiting: int
    received: int
    set_aside: int
    oldest_waiting: datetime | None
    last_contact: datetime | None
    last_error: str
    last_error_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """One partner; `traffic` only for those who watch links."""

    id: AuthorityId
    name: str
    base_url: str
    fingerprint: str
    added_at: datetime
    suspended: str
    traffic: Traffic | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeersPage:
    """All partners, and our own fingerprint to read out to them."""

    peers: tuple[PeerRow, ...]
    us: AuthorityId
    name: str
    fingerprint: str
    watches: bool
    manages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPeer:
    """An introduction that was read and not accepted yet; `signed` is what came, for the next step."""

    id: AuthorityId
    name: str
    base_url: str
    fingerprint: str
    made_at: datetime
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineRow:
    """What was refused or set aside; `evidence` is the beginning of its bytes, for key officers."""

    id: str
    link: str
    reason: str
    place: str
    at: datetime
    size: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinePage:
    """A part of what was refused or set aside."""

    items: tuple[QuarantineRow, ...]
    after: str


def peers_page(states: tuple[LinkState, ...], own: Partner, profile: NodeProfile, sight: Sight) -> PeersPage:
    """Give the partners as a document."""
    watches = not WATCHERS.isdisjoint(sight.viewer.roles)
    return PeersPage(
        peers=tuple(peer_row(state, sight) for state in states),
        us=profile.authority.id,
        name=profile.authority.name,
        fingerprint=own.fingerprint,
        watches=watches,
        manages=Role.KEY_OFFICER in sight.viewer.roles,
    )


def peer_row(state: LinkState, sight: Sight) -> PeerRow:
    """Give a partner as a row."""
    partner = state.partner
    watches = not WATCHERS.isdisjoint(sight.viewer.roles)
    return PeerRow(
        id=partner.introduction.authority.id,
        name=partner.introduction.authority.name,
        base_url=partner.introduction.base_url,
        fingerprint=partner.fingerprint,
        added_at=partner.added_at,
        suspended=partner.suspended,
        traffic=_traffic(state) if watches else None,
    )


def offered_peer(partner: Partner) -> OfferedPeer:
    """Give an introduction that was read."""
    return OfferedPeer(
        id=partner.introduction.authority.id,
        name=partner.introduction.authority.name,
        base_url=partner.introduction.base_url,
        fingerprint=partner.fingerprint,
        made_at=partner.introduction.made_at,
        signed=partner.signed_introduction.hex(),
    )


def quarantine_page(page: Page[Quarantined]) -> QuarantinePage:
    """Give what was refused or set aside as a document."""
    return QuarantinePage(
        items=tuple(
            QuarantineRow(
                id=item.id,
                link=item.link,
                reason=item.reason,
                place=item.place,
                at=item.at,
                size=item.size,
                evidence=item.evidence[:MOST_SHOWN_BYTES].hex(" ", 2),
            )
            for item in page.items
        ),
        after=page.after,
    )


def _traffic(state: LinkState) -> Traffic:
    return Traffic(
        sent=state.sent,
        waiting=state.waiting,
        received=state.received,
        set_aside=state.set_aside,
        oldest_waiting=state.oldest_waiting,
        last_contact=state.last_contact,
        last_error=state.last_error,
        last_error_at=state.last_error_at,
    )
