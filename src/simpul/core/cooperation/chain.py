"""A chain of custody in one document: what whoever let it leave says of it, so that it is checked without a node."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cooperation.evidence import MOST_NAME, said, zoned
from simpul.core.errors import InputError
from simpul.core.ids import HASH_ID, checked_hash_id

FORMAT = "simpul/evidence-chain/1"
MOST_KEYS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorKey:
    """By which key an authority signed: as whoever let the chain leave knows it."""

    authority: AuthorityId
    name: str
    identity_key: str

    def __post_init__(self) -> None:
        """Refuse a key that is none."""
        authority_id(self.authority, place="key.authority")
        said("key.name", self.name, MOST_NAME)
        if not HASH_ID.fullmatch(self.identity_key):
            raise InputError("not 64 hexadecimal digits", place="key.identity_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStatement:
    """What whoever let a chain leave signs: which item, how many links, which was the last, and every byte of them.

    A chain that is cut short afterwards is thereby found out, which no chain can tell by itself.
    """

    exporter: AuthorityId
    at: datetime
    item: str
    links: int
    last: str
    records: str
    keys: tuple[AuthorKey, ...]
    format: str = FORMAT

    def __post_init__(self) -> None:
        """Refuse another format, and a statement of somebody whose key is not in it."""
        if self.format != FORMAT:
            raise InputError(f"a format that we do not know: {self.format[:60]!r}", place="statement.format")
        zoned("statement.at", self.at)
        for name in ("item", "last", "records"):
            checked_hash_id(getattr(self, name), place=f"statement.{name}")
        names = [each.authority for each in self.keys]
        if names != sorted(set(names)) or len(names) > MOST_KEYS:
            raise InputError("keys are named once, in order", place="statement.keys")
        if self.exporter not in names:
            raise InputError("the exporter's own key is missing", place="statement.keys")

    def key_of(self, authority: str) -> str:
        """Give the key by which an authority signed; empty where none is said."""
        return next((each.identity_key for each in self.keys if each.authority == authority), "")
