"""Officers of a world at their browsers: the real web room of a real node, asked in process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from fastapi import FastAPI
from starlette.testclient import TestClient

from simpul.core.credentials import Stage, form_key
from simpul.services.signing_in import Proof
from simpul.web.access.cookies import cookie_name
from simpul.web.application import create_app
from tests.world import Place

Fields = dict[str, str | list[str]]


class Answer(Protocol):
    """What came back."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def text(self) -> str: ...

    @property
    def content(self) -> bytes: ...

    def json(self) -> Any: ...  # noqa: ANN401  any document


@dataclass(slots=True, kw_only=True)
class Browser:
    """One officer's browser, signed in; it follows no redirection."""

    client: TestClient
    key: str

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address."""
        return self.client.get(address, headers=_named(headers))

    def post(self, address: str, fields: Fields | None = None, **headers: str) -> Answer:
        """Send a form with the form key of the session."""
        return self.client.post(address, data={"form_key": self.key, **(fields or {})}, headers=_named(headers))

    def uploads(self, address: str, name: str, content: bytes, fields: Fields | None = None) -> Answer:
        """Send a form with a file."""
        return self.client.post(address, data={"form_key": self.key, **(fields or {})}, files={"file": (name, content)})

    def speaks(self, language: str) -> None:
        """Choose a language for what follows."""
        self.client.cookies.set("simpul-language", language)

    def page(self, address: str) -> str:
        """Give the text of a page that is there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:400])
        return answer.text


@dataclass(slots=True)
class Office:
    """The web room of one place, and its officers' browsers."""

    place: Place
    app: FastAPI = field(init=False)
    browsers: dict[str, Browser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the application."""
        self.app = create_app(self.place.node)

    def __getitem__(self, name: str) -> Browser:
        """Give the browser of an officer."""
        if name not in self.browsers:
            self.browsers[name] = self._signed_in(name)
        return self.browsers[name]

    @property
    def nobody(self) -> Browser:
        """A browser that nobody has signed in with."""
        return Browser(client=self._client(), key="")

    def _client(self) -> TestClient:
        base = self.place.node.profile.base_url
        return TestClient(self.app, base_url=base, follow_redirects=False, client=("192.0.2.1", 50_000))

    def _signed_in(self, name: str) -> Browser:
        node, officer = self.place.node, self.place.officers[name]
        proof = Proof(officer=officer, stage=Stage.FULL, how="test")
        admitted = node.store.ledger.act(lambda tx: node.access.signing_in.begin(tx, proof))
        client = self._client()
        client.cookies.set(cookie_name(node.profile), admitted.secret)
        return Browser(client=client, key=form_key(admitted.secret))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
