"""Passkeys, loaded when the first officer comes with one: their library takes 7 MB of every process."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import Officer, OfficerId
from simpul.core.credentials import Passkey
from simpul.services.ports.access import Passkeys

_PASSKEYS = "simpul.formats.passkeys"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePasskeys:
    """The passkeys of `simpul.formats.passkeys` for one node; every promise and refusal is theirs."""

    base_url: str
    name: str

    def creation_options(self, officer: Officer, *, challenge: str, known: Sequence[Passkey]) -> str:
        """Give the options, as JSON, with which a browser makes a passkey."""
        return self._loaded().creation_options(officer, challenge=challenge, known=known)

    def request_options(self, *, challenge: str) -> str:
        """Give the options, as JSON, with which a browser shows any passkey it has for this node."""
        return self._loaded().request_options(challenge=challenge)

    def created(self, answer: str, *, challenge: str, officer: OfficerId, name: str, at: datetime) -> Passkey:
        """Give the passkey that the browser made."""
        return self._loaded().created(answer, challenge=challenge, officer=officer, name=name, at=at)

    def credential(self, answer: str) -> str:
        """Give the credential id that the answer speaks of; nothing is proved by it."""
        return self._loaded().credential(answer)

    def counter(self, answer: str, *, challenge: str, passkey: Passkey) -> int:
        """Give the passkey's new use counter."""
        return self._loaded().counter(answer, challenge=challenge, passkey=passkey)

    def _loaded(self) -> Passkeys:
        made: Passkeys = importlib.import_module(_PASSKEYS).BrowserPasskeys(base_url=self.base_url, name=self.name)
        return made
