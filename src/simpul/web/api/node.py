"""The interface: the node itself, its partners and its record of acts."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.authority import AuthorityId, Level, OfficerId, Purpose, Role
from simpul.services.auditing import Verification
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.bodies import IntroductionBody, SuspensionBody
from simpul.web.asked import After, Anybody, Auditor, Key, KeyOfficer, Text, Watcher
from simpul.web.pages.audit import AuditPage
from simpul.web.site import site_of
from simpul.web.version import VERSION
from simpul.web.views.peers import OfferedPeer, PeersPage, QuarantinePage, offered_peer, peers_page, quarantine_page

router = described_router("node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whoami:
    """Whose node this is, and who the caller is to it."""

    authority: AuthorityId
    name: str
    version: str
    officer: OfficerId
    roles: tuple[Role, ...]
    clearance: Level
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The partner that was changed."""

    id: AuthorityId


@router.get("/me", responses=gives(Whoami))
def get_me(request: Request, signed: Anybody) -> Response:
    """Say whose node this is and who the caller is."""
    profile = site_of(request).node.profile
    return document(
        Whoami(
            authority=profile.authority.id,
            name=profile.authority.name,
            version=VERSION,
            officer=signed.officer.id,
            roles=signed.officer.roles,
            clearance=signed.officer.clearance,
            purposes=signed.officer.purposes,
        )
    )


@router.get("/peers", responses=gives(PeersPage))
def get_peers(request: Request, signed: Anybody) -> Response:
    """Give the partners; how much passes over a link is for key officers and auditors."""
    node = site_of(request).node
    own = node.partnering.read(node.introduction)
    return document(peers_page(node.partnering.states(), own, node.profile, signed.sight))


@router.post("/peers", responses=gives(OfferedPeer))
def post_peer(request: Request, signed: KeyOfficer, body: IntroductionBody) -> Response:
    """Accept a partner whose fingerprint was compared."""
    partnering = site_of(request).node.partnering
    partner = partnering.add(signed.sight, body.introduction.encode(), fingerprint=body.fingerprint)
    return document(offered_peer(partner))


@router.post("/peers/{peer}/suspend", responses=gives(Changed))
def suspend_peer(request: Request, signed: KeyOfficer, peer: Key, body: SuspensionBody) -> Response:
    """Stop a link."""
    site_of(request).node.partnering.suspend(signed.sight, AuthorityId(peer), reason=body.reason)
    return document(Changed(id=AuthorityId(peer)))


@router.post("/peers/{peer}/resume", responses=gives(Changed))
def resume_peer(request: Request, signed: KeyOfficer, peer: Key) -> Response:
    """Let a suspended link go on."""
    site_of(request).node.partnering.resume(signed.sight, AuthorityId(peer))
    return document(Changed(id=AuthorityId(peer)))


@router.get("/quarantine", responses=gives(QuarantinePage))
def get_quarantine(request: Request, signed: Watcher, after: After = "") -> Response:
    """Give what was refused or set aside, latest first."""
    return document(quarantine_page(site_of(request).node.partnering.quarantined(signed.sight, after=after)))


@router.get("/audit", responses=gives(AuditPage))
def get_audit(request: Request, signed: Auditor, text: Text = "", after: After = "") -> Response:
    """Give the acts, latest first."""
    page = site_of(request).node.auditing.entries(signed.sight, text=text, after=after)
    return document(AuditPage(entries=page.items, after=page.after, text=text))


@router.post("/audit/verification", responses=gives(Verification))
def verify(request: Request, signed: Auditor) -> Response:
    """Check everything that is recorded."""
    return document(site_of(request).node.auditing.verify(signed.sight))
