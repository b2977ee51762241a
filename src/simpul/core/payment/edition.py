"""Editions: which version of a rule or a list something was decided by, written `id@version`."""

import re
from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.ids import shared

ID = re.compile(r"[a-z0-9][a-z0-9./_-]*")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:+_-]*")
MOST = 120


@shared
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edition:
    """One edition of a rule or of a list."""

    id: str
    version: str

    def __post_init__(self) -> None:
        """Refuse what cannot be written as `id@version` and read back."""
        if len(self.id) > MOST or not ID.fullmatch(self.id):
            raise InputError(f"not the id of a rule or a list: {self.id[:40]!r}", place="edition.id")
        if len(self.version) > MOST or not VERSION.fullmatch(self.version):
            raise InputError(f"not a version: {self.version[:40]!r}", place="edition.version")

    def __str__(self) -> str:
        """Write it as `id@version`."""
        return f"{self.id}@{self.version}"


def edition(said: str) -> Edition:
    """Read `id@version`.

    Raises:
        InputError: it is not written so.
    """
    name, _, version = said.partition("@")
    return Edition(id=name, version=version)
