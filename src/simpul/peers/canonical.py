"""Canonical bytes as they arrive: checked, not repaired.

Received bytes are canonical when they are what `core.ids.canonical_bytes` would have written: an object with sorted
keys, each once, no blanks, no floats, no nulls, nothing empty, text in UTF-8 without needless escapes, nested no deeper
than allowed. Fields that we do not know may be in it; whoever calls decides about those.
"""

import re
from typing import Never, TypeVar

import msgspec

from simpul.core.errors import InputError
from simpul.core.ids import canonical_bytes

T = TypeVar("T")

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_SQUARE = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
_INDEXED = re.compile(r"s?\[\d+\]$")
_KEY = re.compile(r"[A-Za-z_]{1,40}")
_PATH = re.compile(r"(?P<reason>.*?) - at `\$(?P<path>[^`]*)`", re.DOTALL)


def _no_floats(text: str) -> Never:
    raise InputError(f"a number that is no integer: {text[:40]}")


_DECODER = msgspec.json.Decoder(float_hook=_no_floats)
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical_object(raw: bytes, *, most_depth: int, place: str) -> dict[str, object]:
    """Read an object whose bytes must be canonical.

    Raises:
        InputError: they are not, with the place.
    """
    check_depth(raw, most=most_depth, place=place)
    value = decoded(_DECODER, raw, place=place)
    if not isinstance(value, dict):
        raise InputError("not an object", place=place)
    if _ENCODER.encode(value) != raw:
        raise InputError("not canonical: keys sorted and each once, no blanks, no needless escapes", place=place)
    if b"null" in raw or b"true" in raw or b"false" in raw or b'""' in raw or b"[]" in raw:
        _check_said(value, place)
    return value


def check_depth(raw: bytes, *, most: int, place: str) -> None:
    """Check in linear time that the brackets outside strings match and are nested no deeper than allowed.

    Raises:
        InputError: they do not, or are.
    """
    if raw.count(b"{") + raw.count(b"[") <= most:
        return
    brackets = _STRING.sub(b"", raw).translate(_SQUARE, _NOT_BRACKETS)
    for _ in range(most):
        brackets = brackets.replace(b"[]", b"")
    if brackets:
        raise InputError(f"nested deeper than {most}, or with brackets that do not match", place=place)


def decoded(decoder: msgspec.json.Decoder[T], raw: bytes | msgspec.Raw, *, place: str) -> T:
    """Decode JSON.

    Raises:
        InputError: it is malformed, or not what the decoder expects, with the place.
    """
    try:
        return decoder.decode(raw)
    except msgspec.DecodeError as exc:
        raise _refused(exc, place) from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8: {exc.reason}", place=place) from exc
    except RecursionError as exc:
        raise InputError("nested too deep", place=place) from exc


def check_spelling(value: object, raw: bytes, *, place: str) -> None:
    """Check that a value is written as the very bytes it was read from: no field more, none less, none otherwise.

    Raises:
        InputError: it is not.
    """
    try:
        again = canonical_bytes(value)
    except InputError as exc:
        raise inside(place, exc) from exc
    if again != raw:
        raise InputError("lacks a field, has one that we do not know, or spells one another way", place=place)


def inside(place: str, refused: InputError) -> InputError:
    """Give the same refusal with its place inside another: `assertion.value` in `assertions[3]` is one of its value."""
    inner = refused.place or ""
    outermost, _, rest = inner.partition(".")
    if outermost == _INDEXED.sub("", place.rpartition(".")[2]):
        inner = rest
    return InputError(refused.reason, place=f"{place}.{inner}" if inner else place)


def spelled(key: str) -> str:
    """Give a key that somebody else chose as it may stand in a place: short, and with nothing that is not printed."""
    return key if _KEY.fullmatch(key) else repr(key[:40])


def _refused(exc: msgspec.DecodeError, place: str) -> InputError:
    if isinstance(exc.__cause__, InputError):
        return inside(place, exc.__cause__)
    found = _PATH.fullmatch(str(exc))
    if found is None:
        return InputError(str(exc), place=place)
    return InputError(found["reason"], place=place + found["path"])


def _check_said(value: object, place: str) -> None:
    if value is None or isinstance(value, bool):
        raise InputError("neither text nor integer, list nor object", place=place)
    if isinstance(value, list):
        for index, item in enumerate(value):
            _check_said(item, f"{place}[{index}]")
    if isinstance(value, dict):
        for key, item in value.items():
            if item in ("", []):
                raise InputError("what is absent is left out", place=f"{place}.{spelled(key)}")
            _check_said(item, f"{place}.{spelled(key)}")
