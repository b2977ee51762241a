"""JSON documents from outside: read once, bounded, with the place of whatever is refused.

Rules:
1. Size and depth are bounded; nothing is built of a document that is larger or deeper.
2. A key that stands twice in an object is refused: two readers would take different values.
3. What a document says beyond what we know is refused where `converted` is used, never dropped in silence.

A place is a JSON path: `$.objects[3].name`.
"""

import dataclasses
import functools
import json
import re
import types
import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from simpul.core.errors import InputError

T = typing.TypeVar("T")

_PATH = re.compile(r"^(.*?)(?: - at `(.*)`)?$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unreadable:
    """Stands in the tree where something is that JSON does not have one meaning for."""

    reason: str


def read_json(raw: bytes, *, most_bytes: int, most_depth: int) -> object:
    """Give the value of a JSON document.

    Raises:
        InputError: it is too large, too deep, not UTF-8, not JSON, or has a key twice; with the place.
    """
    if len(raw) > most_bytes:
        raise InputError(f"larger than {most_bytes} bytes", place="$")
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode()
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}", place="$") from exc
    except RecursionError as exc:
        raise InputError(f"deeper than {most_depth} levels", place="$") from exc
    except json.JSONDecodeError as exc:
        raise InputError(f"not JSON: {exc.msg}", place=f"line {exc.lineno}, column {exc.colno}") from exc
    except ValueError as exc:  # an integer of more digits than Python reads
        raise InputError("a number is too long", place="$") from exc
    for path, part, depth in _parts(value):
        if depth > most_depth:
            raise InputError(f"deeper than {most_depth} levels", place=path)
        if isinstance(part, _Unreadable):
            raise InputError(part.reason, place=path)
        if isinstance(part, str) and not _is_text(part):
            raise InputError("holds half of a surrogate pair", place=path.encode(errors="replace").decode())
    return value


def converted(value: object, type_: type[T], *, place: str = "$") -> T:
    """Give the value as one of our records; strict: what the record does not have is refused.

    Raises:
        InputError: a field is unknown, missing or not of its kind, with its place.
    """
    unknown = next(_unknown_fields(value, type_, place), None)
    if unknown is not None:
        raise InputError("unknown field", place=unknown)
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as exc:
        raise refused_by(exc, place=place) from exc


def refused_by(error: msgspec.ValidationError, *, place: str) -> InputError:
    """Give our error for the decoder's: its path, and inside it the field that one of our records refused."""
    said = _PATH.fullmatch(str(error))
    reason, path = (said.group(1), said.group(2) or "$") if said else (str(error), "$")
    cause = error.__cause__
    if isinstance(cause, InputError):
        _, dot, inside = (cause.place or "").partition(".")
        reason, path = cause.reason, path + dot + inside
    return InputError(reason, place=place + path.removeprefix("$"))


def is_canonical(raw: bytes) -> bool:
    """Say whether the bytes are canonical JSON as `core.ids` makes it.

    Keys are sorted and named once, there are no blanks, and nothing but objects, lists, strings and integers that say
    something. The depth is the caller's to bound.
    """
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return msgspec.json.encode(value, order="sorted") == raw and _says_something(value)


def _says_something(value: object) -> bool:
    if isinstance(value, dict):
        return all(_says_something(item) for item in value.values())
    if isinstance(value, list):
        return bool(value) and all(_says_something(item) for item in value)
    return (isinstance(value, str) and value != "") or (isinstance(value, int) and not isinstance(value, bool))


def _once(pairs: list[tuple[str, object]]) -> object:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice, times = Counter(key for key, _ in pairs).most_common(1)[0]
    return _Unreadable(reason=f"the key {twice[:40]!r} stands {times} times")


def _no_number(name: str) -> object:
    return _Unreadable(reason=f"{name} is no JSON")


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _parts(value: object) -> Iterator[tuple[str, object, int]]:
    """Walk through all parts with their paths and depths; keys come as parts too. A path shows 40 letters of a key."""
    waiting = [("$", value, 0)]
    while waiting:
        path, part, depth = waiting.pop()
        yield path, part, depth
        if isinstance(part, dict):
            yield from ((path, key, depth) for key in part)
            waiting.extend((f"{path}.{key[:40]}", item, depth + 1) for key, item in part.items())
        elif isinstance(part, list):
            waiting.extend((f"{path}[{index}]", item, depth + 1) for index, item in enumerate(part))


def _unknown_fields(value: object, type_: object, path: str) -> Iterator[str]:
    """Name each field that the type does not have, at any depth."""
    if dataclasses.is_dataclass(type_) and isinstance(value, dict):
        hints = _hints(type_ if isinstance(type_, type) else type(type_))
        for key, item in value.items():
            if key in hints:
                yield from _unknown_fields(item, hints[key], f"{path}.{key}")
            else:
                yield f"{path}.{key[:40]}"
    elif typing.get_origin(type_) is tuple and isinstance(value, list):
        inner = typing.get_args(type_)[0]
        for index, item in enumerate(value):
            yield from _unknown_fields(item, inner, f"{path}[{index}]")
    elif typing.get_origin(type_) is dict and isinstance(value, dict):
        inner = typing.get_args(type_)[1]
        for key, item in value.items():
            yield from _unknown_fields(item, inner, f"{path}.{key[:40]}")
    elif isinstance(type_, types.UnionType):
        for choice in typing.get_args(type_):
            yield from _unknown_fields(value, choice, path)


@functools.cache
def _hints(type_: type) -> dict[str, object]:
    return typing.get_type_hints(type_)
