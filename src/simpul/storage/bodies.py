"""Bodies of rows: values as bytes, and back.

Records that are hashed keep the bytes their author made. Everything else is written by `encoded`, with every field,
so that whatever a value may hold comes back.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

from simpul.core.errors import TamperedError

T = TypeVar("T")

_DECODERS: dict[object, msgspec.json.Decoder[Any]] = {}
_UNPACKERS: dict[object, msgspec.msgpack.Decoder[Any]] = {}
_PACKER = msgspec.msgpack.Encoder()


def encoded(value: object) -> bytes:
    """Give the bytes of a value; `decoded` gives it back."""
    return msgspec.json.encode(value)


def decoded(kind: type[T], body: bytes, *, row: str) -> T:
    """Read the value that a row's bytes hold.

    Raises:
        TamperedError: they hold no such value; the row is named.
    """
    try:
        return _decoder(kind).decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as exc:
        raise TamperedError(f"{row} cannot be read: {exc}") from exc


def packed(value: object) -> bytes:
    """Give the bytes of a value for another process of the node; `unpacked` gives it back. None are kept."""
    return _PACKER.encode(value)


def unpacked(kind: type[T], body: bytes) -> T:
    """Read the value that the bytes of `packed` hold."""
    found: msgspec.msgpack.Decoder[T] | None = _UNPACKERS.get(kind)
    if found is None:
        found = _UNPACKERS[kind] = msgspec.msgpack.Decoder(kind)
    return found.decode(body)


def row_hash(*columns: object) -> bytes:
    """Give the hash over columns that no signed body holds, so that a change of one of them shows."""
    return hashlib.sha256(msgspec.json.encode(columns)).digest()


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    found: msgspec.json.Decoder[T] | None = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = msgspec.json.Decoder(kind)
    return found
