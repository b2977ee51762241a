"""Canonical bytes, and the ids made of them.

Rules:
1. Canonical bytes are UTF-8 JSON with sorted keys and no blanks, of objects, lists, strings and integers only.
   No floats and no nulls: what is absent is left out, so one value has exactly one sequence of bytes.
2. A record's id is SHA-256 over a domain word, a zero byte and the canonical bytes: bytes of one kind can never
   be taken for another kind.
3. Random ids come from the `Ids` port of the services; nothing here makes chance.
"""

import dataclasses
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache, partial
from json import encoder
from typing import Any, Generic, TypeVar

from simpul.core.errors import InputError

T = TypeVar("T")

_QUOTED = encoder.encode_basestring
"""Writes a text as JSON, in C where Python has that."""

HASH_ID = re.compile(r"[0-9a-f]{64}")
RANDOM_ID = re.compile(r"[0-9a-f]{32}")


class Domain(StrEnum):
    """What the bytes under an id are; the word is hashed with them."""

    ASSERTION = "simpul/assertion/1"
    REPORT = "simpul/report/1"
    DRAFT = "simpul/draft/1"
    HANDLING = "simpul/handling/1"
    DESIGNATION = "simpul/designation/1"
    PROFILE = "simpul/profile/1"
    TRAVELLER = "simpul/traveller/1"
    ENVELOPE = "simpul/envelope/1"
    INTRODUCTION = "simpul/introduction/1"
    RECEIPT = "simpul/receipt/1"
    REQUEST = "simpul/request/1"
    AUDIT = "simpul/audit/1"
    MATCH = "simpul/match/1"
    CHECKPOINT = "simpul/checkpoint/1"
    NODE_KEY = "simpul/node-key/1"
    LAW_ROWS = "simpul/law-rows/1"
    LAW_DECISION = "simpul/law-decision/1"
    PAYMENT = "simpul/payment/1"
    PAYMENT_CASE = "simpul/payment-case/1"
    PAYMENT_DECISION = "simpul/payment-decision/1"
    PAYMENT_LATE = "simpul/payment-late/1"
    PAYMENT_APART = "simpul/payment-apart/1"
    NPO_PROPOSAL = "simpul/npo-proposal/1"
    NPO_VERDICT = "simpul/npo-verdict/1"
    CASE = "simpul/case/1"
    CASE_ENTRY = "simpul/case-entry/1"
    FREEZE_REQUEST = "simpul/freeze-request/1"
    FREEZE_WORD = "simpul/freeze-word/1"
    EVIDENCE_ITEM = "simpul/evidence-item/1"
    CUSTODY_ENTRY = "simpul/custody-entry/1"
    CUSTODY_LINK = "simpul/custody-link/1"
    EVIDENCE_CHAIN = "simpul/evidence-chain/1"
    TEAM_AGREEMENT = "simpul/team-agreement/1"
    TEAM_ENTRY = "simpul/team-entry/1"
    COOPERATION_REQUEST = "simpul/cooperation-request/1"
    COOPERATION_WORD = "simpul/cooperation-word/1"
    PROSECUTION = "simpul/prosecution/1"
    PAYMENT_RULE = "simpul/payment-rule/1"
    PAYMENT_RULE_PROPOSAL = "simpul/payment-rule-proposal/1"
    PAYMENT_RULE_VERDICT = "simpul/payment-rule-verdict/1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Generic[T]):
    """A record as its author made it: the exact bytes, their id, and our reading of them.

    What we do not understand in the bytes is kept with them.
    """

    id: str
    body: bytes
    value: T


def canonical_bytes(value: object) -> bytes:
    """Give the one sequence of bytes of a value of dataclasses, mappings, lists, strings and integers.

    Raises:
        InputError: the value holds something that canonical bytes cannot hold.
    """
    try:
        text = _written(value)
    except _UnholdableError as odd:
        raise InputError(str(odd), place="$" + "".join(reversed(odd.way))) from odd
    try:
        return text.encode()
    except UnicodeEncodeError as exc:
        raise InputError("holds half of a surrogate pair", place="$") from exc


def record_id(domain: Domain, body: bytes) -> str:
    """Give the id of a record: 64 hexadecimal digits that depend on its kind and on every byte of it."""
    return hashlib.sha256(domain.encode() + b"\x00" + body).hexdigest()


def seal(domain: Domain, value: T) -> Sealed[T]:
    """Make the sealed record of a value of our own."""
    body = canonical_bytes(value)
    return Sealed(id=record_id(domain, body), body=body, value=value)


@lru_cache(maxsize=256)
def timestamp(at: datetime) -> str:
    """Write a moment the one way we write it: RFC 3339 in UTC, ending in Z.

    Raises:
        InputError: the moment has no time zone, or is outside the years 1 to 9999 in UTC.
    """
    if at.tzinfo is None:
        raise InputError("a moment needs a time zone")
    try:
        return at.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
    except OverflowError as exc:
        raise InputError("a moment that UTC cannot say") from exc


def checked_hash_id(value: str, *, place: str) -> str:
    """Give the id back when it is 64 hexadecimal digits.

    Raises:
        InputError: it is not.
    """
    if not HASH_ID.fullmatch(value):
        raise InputError("not an id of 64 hexadecimal digits", place=place)
    return value


def bounded_text(value: str, *, place: str, most: int) -> str:
    """Give the text back when it is at most `most` characters long and holds no control characters but line breaks.

    Raises:
        InputError: it is longer, or holds such characters or half of a surrogate pair.
    """
    if len(value) > most:
        raise InputError(f"longer than {most} characters", place=place)
    if value.isprintable():
        return value
    for character in value:
        if (character < " " and character not in "\n\t") or "\ud800" <= character <= "\udfff" or character == "\x7f":
            raise InputError(f"holds the character U+{ord(character):04X}", place=place)
    return value


class _UnholdableError(Exception):
    """Carries what canonical bytes cannot hold, and the way to it from the inside out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.way: list[str] = []


MOST_KEPT = 4_096
"""Values of which what was written is kept; then all are forgotten and it begins anew."""

_Writer = Callable[[Any], str]
_Fields = tuple[tuple[str, str], ...]
"""The names of fields in the order in which they are written, and what stands before each."""

_SHARED: set[type] = set()
_KEPT: dict[int, tuple[object, str]] = {}
"""What was written of shared values, by their identity; each is held here, so that no other can have it."""


def shared(kind: type[T]) -> type[T]:
    """Declare of a frozen dataclass that the same few values stand in many records: what is written of one is kept.

    So is what is written of a tuple of such values.
    """
    _SHARED.add(kind)
    return kind


_WRITERS: dict[type, _Writer] = {}
"""How a value of each type that was met is written: what the type itself says."""


def _written(value: object) -> str:
    kind = type(value)
    return (_WRITERS.get(kind) or _writer_of(kind))(value)


def _writer_of(kind: type) -> _Writer:
    """Give how values of a type are written.

    Raises:
        _UnholdableError: canonical bytes cannot hold such a value.
    """
    writer = _fields_writer(kind) if dataclasses.is_dataclass(kind) else _plain_writer(kind)
    if writer is None:
        raise _UnholdableError(f"canonical bytes cannot hold a {kind.__name__}")
    _WRITERS[kind] = writer
    return writer


def _plain_writer(kind: type) -> _Writer | None:
    if issubclass(kind, str):
        return _QUOTED
    if issubclass(kind, tuple | list):
        return _listed
    if issubclass(kind, datetime):
        return lambda at: f'"{timestamp(at)}"'
    if issubclass(kind, date):
        return lambda day: f'"{day.isoformat()}"'
    if issubclass(kind, int) and not issubclass(kind, bool):
        return int.__repr__
    return _keyed if issubclass(kind, Mapping) else None


def _fields_writer(kind: type) -> _Writer:
    fields = tuple((name, f'"{name}":') for name in sorted(field.name for field in dataclasses.fields(kind)))
    return partial(_kept, fields) if kind in _SHARED else partial(_named, fields)


def _kept(fields: _Fields, value: object) -> str:
    found = _KEPT.get(id(value))
    return found[1] if found is not None else _keep(value, _named(fields, value))


def _keep(value: object, written: str) -> str:
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(value)] = (value, written)
    return written


def _named(fields: _Fields, value: object) -> str:
    parts: list[str] = []
    name = ""
    try:
        for name, written in fields:
            item = getattr(value, name)
            kind = type(item)
            if kind is str:
                if item:
                    parts.append(written + _QUOTED(item))
            elif item or (item is not None and _said(item)):
                parts.append(written + (_WRITERS.get(kind) or _writer_of(kind))(item))
    except _UnholdableError as odd:
        odd.way.append(f".{name}")
        raise
    return "{" + ",".join(parts) + "}"


def _listed(items: Sequence[object]) -> str:
    if type(items) is tuple and items and type(items[0]) in _SHARED:
        found = _KEPT.get(id(items))
        if found is not None:
            return found[1]
        if all(type(item) in _SHARED for item in items):
            return _keep(items, _each(items))
    return _each(items)


def _each(items: Sequence[object]) -> str:
    parts: list[str] = []
    try:
        parts.extend(map(_written, items))  # those before one that cannot be held are in it
    except _UnholdableError as odd:
        odd.way.append(f"[{len(parts)}]")
        raise
    return "[" + ",".join(parts) + "]"


def _keyed(items: Mapping[object, object]) -> str:
    said = {_key(key): item for key, item in items.items() if _said(item)}
    parts: list[str] = []
    for key in sorted(said):
        try:
            parts.append(f"{_QUOTED(key)}:{_written(said[key])}")
        except _UnholdableError as odd:
            odd.way.append(f".{key}")
            raise
    return "{" + ",".join(parts) + "}"


def _said(value: object) -> bool:
    return value is not None and (bool(value) or not isinstance(value, str | tuple | list))


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise _UnholdableError("a key is not a string")
    return key
