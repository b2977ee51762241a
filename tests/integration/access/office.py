"""An office: a real database, a real vault, real codes and passkeys, and a clock that the test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
from sqlalchemy import Engine, event

from simpul.app.chance import SystemIds
from simpul.core.access import SecondFactor
from simpul.core.audit import AuditEntry, Outcome
from simpul.core.authority import Authority, AuthorityId, Level, Officer, OfficerId, Role, Sight, viewer_of
from simpul.core.credentials import SignedIn
from simpul.core.node import NodeProfile
from simpul.formats.codes import AuthenticatorCodes
from simpul.formats.passkeys import BrowserPasskeys
from simpul.peers.vault import KeyVault
from simpul.services.access import Access, Means
from simpul.services.recording import Recorder
from simpul.services.signing_in import Admitted, Answer, Failure, NotAdmitted
from simpul.storage.store import Create, Store, open_store
from tests.authenticator import Authenticator

US = AuthorityId("XA-NCTC")
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
BASE_URL = "https://node.xa.example"
PROFILE = NodeProfile(authority=Authority(id=US, name="National Centre of XA"), base_url=BASE_URL)


@dataclass(slots=True)
class SetClock:
    """A clock that stands until the test moves it."""

    present: datetime = START

    def now(self) -> datetime:
        """Give the present moment of the test."""
        return self.present

    def passes(self, span: timedelta) -> None:
        """Let time pass."""
        self.present += span


@dataclass(kw_only=True)
class Office:
    """One node's access, and what its people have in their hands."""

    store: Store
    access: Access
    clock: SetClock
    apps: dict[str, pyotp.TOTP] = field(default_factory=dict)

    def employs(self, name: str, *roles: Role, clearance: Level = Level.RESTRICTED) -> Officer:
        """Let the operator add an officer."""
        officer = Officer(id=OfficerId(name), name=name.title(), roles=roles, clearance=clearance)
        self.access.officers.enrol(officer)
        return officer

    def sight(self, name: str) -> Sight:
        """Give an officer's sight, as he or she is now."""
        officer = self.store.roster.officer(OfficerId(name))
        assert officer is not None
        return Sight(viewer=viewer_of(officer, authority=US), at=self.clock.now())

    def link(self, name: str) -> str:
        """Give the secret of a link that the operator issues."""
        return self.access.officers.issue_link_as_operator(OfficerId(name)).secret

    def comes_in(self, name: str) -> Admitted:
        """Let an officer redeem a link of the operator's and set an authenticator app up."""
        waiting = admitted(self.access.signing_in.redeem(self.link(name), source="192.0.2.1"))
        full = self.sets_up(self.who(waiting))
        assert full is not None
        return full

    def sets_up(self, signed: SignedIn) -> Admitted | None:
        """Let an officer set an authenticator app up."""
        begun = self.access.factors.begin_code(signed)
        app = pyotp.TOTP(begun.secret)
        self.apps[signed.officer.id] = app
        done = self.access.factors.finish_code(signed, begun.ticket, app.at(self.clock.now()))
        self.clock.passes(timedelta(seconds=31))
        return done

    def code(self, name: str) -> str:
        """Give the code that the officer's app shows now."""
        return self.apps[name].at(self.clock.now())

    def who(self, entered: Admitted) -> SignedIn:
        """Say who is signed in with what was just handed over."""
        signed = self.access.signing_in.who(entered.secret)
        assert signed is not None
        return signed

    def record(self) -> tuple[AuditEntry, ...]:
        """Give the chain of acts, the first first."""
        return tuple(
            held.entry for held in reversed(self.store.audit_trail.entries(text="", after="", limit=200).items)
        )

    def refusals(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give every refusal: the act and its grounds."""
        return [(entry.act.value, entry.grounds) for entry in self.record() if entry.outcome is Outcome.REFUSED]


def admitted(answer: Answer) -> Admitted:
    """Give the admission that an answer is."""
    assert isinstance(answer, Admitted), answer
    return answer


def failure(answer: Answer) -> Failure:
    """Give why an answer is none."""
    assert isinstance(answer, NotAdmitted), answer
    return answer.failure


@contextmanager
def opened(
    where: Path | str, *, clock: SetClock | None = None, second_factor: SecondFactor = SecondFactor.REQUIRED
) -> Iterator[Office]:
    """Open the office that is kept at a place, as after a start of the node."""
    store = open_store(where, limits=PROFILE.limits, authority=US, words=str.split, create=Create.IF_ABSENT)
    present = clock or SetClock()
    try:
        yield Office(store=store, access=access_over(store, present, second_factor), clock=present)
    finally:
        store.close()


@contextmanager
def watched() -> Iterator[list[str]]:
    """Note every statement that is sent to the database."""
    said: list[str] = []

    def note(*sent: object) -> None:
        said.append(str(sent[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield said
    event.remove(Engine, "before_cursor_execute", note)


def access_over(store: Store, clock: SetClock, second_factor: SecondFactor) -> Access:
    """Wire the services of access over a store."""
    return Means(
        profile=PROFILE,
        second_factor=second_factor,
        clock=clock,
        ids=SystemIds(),
        ledger=store.ledger,
        reads=store.access,
        roster=store.roster,
        vault=KeyVault(key=bytes(range(32))),
        codes=AuthenticatorCodes(issuer=US),
        passkeys=BrowserPasskeys(base_url=BASE_URL, name=US),
        recorder=Recorder(clock=clock, ledger=store.ledger),
    ).access()


def device(number: int = 7) -> Authenticator:
    """Give an authenticator in an officer's hand."""
    return Authenticator(origin=BASE_URL, host="node.xa.example", credential=bytes([number]) * 32)


def bytes_at_rest(folder: Path) -> bytes:
    """Give everything that lies on the disk below a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
