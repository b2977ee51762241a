"""An officer of the story who asks a node over its interface, as software of that authority would."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec

from simpul.app.node import Node
from simpul.cli.demo.seeding import opened_nodes
from simpul.cli.demo.stage import Stage
from simpul.core.access import scopes_of
from simpul.core.authority import Level, Officer, Role
from simpul.core.credentials import CredentialKind, SignedIn
from simpul.core.credentials import Stage as SignInStage
from simpul.core.errors import Error

ANSWER_SECONDS = 60.0
TOKEN_DAYS = timedelta(days=1)
LOOK_EVERY = 0.03
INTERFACE = "/api/v1"
NO_TLS = False
"""The nodes of the demonstration are on this machine, without TLS: there is no certificate to check."""

T = TypeVar("T")


class StepFailedError(Error):
    """Says that something of the story does not hold, and what was found instead."""

    code = "step-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer: its status, its bytes, and the document in it."""

    status: int
    body: bytes
    document: object

    def at(self, *path: str | int) -> object:
        """Give what stands at a place of the document.

        Raises:
            StepFailedError: nothing stands there.
        """
        found = self.document
        for part in path:
            try:
                found = found[part]  # type: ignore[index]  # a wrong kind of part is the TypeError below
            except (KeyError, IndexError, TypeError) as missing:
                raise StepFailedError(f"the answer has no {'.'.join(map(str, path))}") from missing
        return found

    def rows(self, *path: str | int) -> list[dict[str, object]]:
        """Give the list of objects at a place of the document."""
        found = self.at(*path)
        if not isinstance(found, list):
            raise StepFailedError(f"{'.'.join(map(str, path))} is no list")
        return [row for row in found if isinstance(row, dict)]

    def text(self, *path: str | int) -> str:
        """Give the text at a place of the document."""
        return str(self.at(*path))


class Asker:
    """One officer at one node, over one connection."""

    def __init__(self, address: str, token: str) -> None:
        """Connect to nothing yet."""
        self._client = httpx.Client(
            base_url=address,
            headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"},
            timeout=ANSWER_SECONDS,
            trust_env=False,
            verify=NO_TLS,
        )

    def __enter__(self) -> Self:
        """Be ready to ask."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._client.close()

    def ask(self, method: str, path: str, **more: object) -> Said:
        """Ask, and give whatever is answered.

        Raises:
            StepFailedError: nobody answers.
        """
        try:
            answered = self._client.request(method, path, **more)  # type: ignore[arg-type]  # passed on as they came
        except httpx.HTTPError as failed:
            raise StepFailedError(f"{method} {path}: {failed}") from failed
        return Said(status=answered.status_code, body=answered.content, document=_decoded(answered))

    def get(self, path: str, **query: str) -> Said:
        """Ask for something that must be there.

        Raises:
            StepFailedError: it is not.
        """
        return _held(self.ask("GET", INTERFACE + path, params=query), "GET", path)

    def post(self, path: str, body: object = None) -> Said:
        """Do something that must be done.

        Raises:
            StepFailedError: it is not.
        """
        return _held(self.ask("POST", INTERFACE + path, json=body), "POST", path)

    def pages(self, path: str, key: str, **query: str) -> list[dict[str, object]]:
        """Give all rows of a list that comes in parts."""
        rows: list[dict[str, object]] = []
        after = ""
        while True:
            part = self.get(path, after=after, **query)
            rows.extend(part.rows(key))
            after = part.text("after")
            if not after:
                return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The officers' tokens, by authority's state and sign-in name, and where the nodes are."""

    stage: Stage
    tokens: dict[tuple[str, str], str]

    def officer(self, state: str, officer: Officer) -> Asker:
        """Give an officer at a node."""
        return Asker(self.stage.node(state).settings.base_url, self.tokens[state, officer.id])

    def analyst(self, state: str) -> Asker:
        """Give the analyst with the highest clearance."""
        return self.officer(state, self._player_officer(state, Role.ANALYST, Level.SECRET))

    def junior(self, state: str) -> Asker:
        """Give the analyst with the lower clearance."""
        return self.officer(state, self._player_officer(state, Role.ANALYST, Level.RESTRICTED))

    def releasing(self, state: str, which: int = 0) -> Asker:
        """Give one of the releasing officers."""
        return self.officer(state, self.stage.node(state).player.releasing[which])

    def auditor(self, state: str) -> Asker:
        """Give the auditor."""
        return self.officer(state, self._player_officer(state, Role.AUDITOR, None))

    def key_officer(self, state: str) -> Asker:
        """Give the key officer."""
        return self.officer(state, self._player_officer(state, Role.KEY_OFFICER, None))

    def _player_officer(self, state: str, role: Role, clearance: Level | None) -> Officer:
        return self.stage.node(state).player.officer(role, clearance=clearance)


def tokens_for(stage: Stage) -> dict[tuple[str, str], str]:
    """Issue a token to every officer of the story; the nodes are not running yet."""
    issued: dict[tuple[str, str], str] = {}
    with opened_nodes(stage) as nodes:
        for each, node in zip(stage.nodes, nodes, strict=True):
            for officer in each.player.officers:
                issued[each.player.authority.state, officer.id] = _token(node, officer)
    return issued


def awaited(look: Callable[[], T | None], *, what: str, within: float) -> T:
    """Look until something is there.

    Raises:
        StepFailedError: it is not there in time.
    """
    ends = time.monotonic() + within
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > ends:
            raise StepFailedError(f"{what}: not within {within:.0f} seconds")
        time.sleep(LOOK_EVERY)


def require(holds: bool, what: str) -> None:
    """Check one thing of the story.

    Raises:
        StepFailedError: it does not hold.
    """
    if not holds:
        raise StepFailedError(what)


def _token(node: Node, officer: Officer) -> str:
    scopes = scopes_of(officer.roles)
    signed_in = SignedIn(
        officer=officer,
        kind=CredentialKind.SESSION,
        credential="",
        stage=SignInStage.FULL,
        scopes=scopes,
        ends_at=node.clock.now() + TOKEN_DAYS,
    )
    return node.access.tokens.issue(signed_in, name="demonstration", scopes=scopes, length=TOKEN_DAYS).secret


def _held(said: Said, method: str, path: str) -> Said:
    if said.status != httpx.codes.OK:
        raise StepFailedError(f"{method} {path}: status {said.status}: {said.body[:300].decode('utf-8', 'replace')}")
    return said


def _decoded(answered: httpx.Response) -> object:
    try:
        return msgspec.json.decode(answered.content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
