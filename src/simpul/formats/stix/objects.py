"""The objects of a STIX 2.1 bundle as they came: bounded, each id once, each with its place in the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from simpul.core.errors import InputError
from simpul.core.export import Loss
from simpul.core.node import Limits
from simpul.core.report import MOST_ASSERTIONS
from simpul.formats.document import read_json
from simpul.formats.losses import LossReason
from simpul.formats.stix.extensions import Json

MOST_OBJECTS = 8 * MOST_ASSERTIONS
MOST_REFS = 2 * MOST_OBJECTS

_ID = re.compile(r"[a-z][a-z0-9-]{1,248}--[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class StixObject:
    """One object: its place in the file, its type and id, and all its fields."""

    place: str
    type: str
    id: str
    fields: Json

    def text(self, name: str) -> str:
        """Give a text, with the line ends of our records; nothing where there is none.

        Raises:
            InputError: it is no text.
        """
        value = self.fields.get(name, "")
        if not isinstance(value, str):
            raise InputError("not a string", place=f"{self.place}.{name}")
        return value.replace("\r\n", "\n")

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts, each once.

        Raises:
            InputError: it is no list of texts, or a very long one.
        """
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputError("not a list of strings", place=f"{self.place}.{name}")
        if len(value) > MOST_REFS:
            raise InputError(f"more than {MOST_REFS} entries", place=f"{self.place}.{name}")
        return tuple(dict.fromkeys(value))

    def mapping(self, name: str) -> Json:
        """Give an object inside this one; an empty one where there is none.

        Raises:
            InputError: it is no object.
        """
        value = self.fields.get(name, {})
        if not isinstance(value, dict):
            raise InputError("not an object", place=f"{self.place}.{name}")
        return value

    def extension(self, family: str) -> Json | None:
        """Give the fields of an extension, without its `extension_type`; nothing where the object has none.

        Raises:
            InputError: it is no object.
        """
        value = self.mapping("extensions").get(family)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise InputError("not an object", place=f"{self.place}.extensions.{family}")
        return {name: item for name, item in value.items() if name != "extension_type"}

    def confidence(self) -> int | None:
        """Give the confidence, 0 to 100; nothing where there is none.

        Raises:
            InputError: it is no such number.
        """
        value = self.fields.get("confidence")
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
            raise InputError("not a whole number from 0 to 100", place=f"{self.place}.confidence")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle as it came: its id, its objects by id in their order, and what was left out of it.

    `read` keeps what was read of an object once, so that a thousand references to it cost one reading.
    """

    id: str
    objects: dict[str, StixObject]
    losses: dict[Loss, None] = field(default_factory=dict)
    read: dict[str, object] = field(default_factory=dict)

    def of_type(self, *types: str) -> Iterator[StixObject]:
        """Give the objects of these types, in order."""
        return (each for each in self.objects.values() if each.type in types)

    def lose(self, place: str, reason: LossReason) -> None:
        """Note a loss, once."""
        self.losses[Loss(field=place, reason=reason)] = None


def read_bundle(raw: bytes, *, limits: Limits) -> Bundle:
    """Read the objects of a STIX 2.1 bundle.

    Raises:
        InputError: it is too large or deep, no bundle, of another version, or has one id with two contents.
    """
    document = read_json(raw, most_bytes=limits.max_envelope_bytes, most_depth=limits.max_depth)
    if not isinstance(document, dict) or document.get("type") != "bundle":
        raise InputError("not a STIX bundle", place="$.type")
    if document.get("spec_version", "2.1") != "2.1":
        raise InputError("not STIX 2.1", place="$.spec_version")
    objects = document.get("objects", [])
    if not isinstance(objects, list) or not objects:
        raise InputError("a bundle without objects", place="$.objects")
    if len(objects) > MOST_OBJECTS:
        raise InputError(f"more than {MOST_OBJECTS} objects", place="$.objects")
    bundle = Bundle(id=_checked_id(document.get("id"), type_="bundle", place="$"), objects={})
    found = [_object(fields, place=f"$.objects[{index}]") for index, fields in enumerate(objects)]
    revoked = {each.id for each in found if each.fields.get("revoked") is True}
    for each in found:
        if each.id in revoked:
            bundle.lose(each.place, LossReason.REVOKED)
        else:
            _take(bundle, each)
    return bundle


def _object(fields: object, *, place: str) -> StixObject:
    if not isinstance(fields, dict):
        raise InputError("not an object", place=place)
    type_ = fields.get("type")
    if not isinstance(type_, str):
        raise InputError("an object without a type", place=f"{place}.type")
    if fields.get("spec_version", "2.1") != "2.1":
        raise InputError("not STIX 2.1", place=f"{place}.spec_version")
    return StixObject(
        place=place, type=type_, id=_checked_id(fields.get("id"), type_=type_, place=place), fields=fields
    )


def _checked_id(value: object, *, type_: str, place: str) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value) or value.rpartition("--")[0] != type_:
        raise InputError(f"not an id of a {type_[:40]}", place=f"{place}.id")
    return value


def _take(bundle: Bundle, each: StixObject) -> None:
    """Take an object in; of two versions of one the later (STIX 2.1, section 3.6)."""
    known = bundle.objects.get(each.id)
    if known is None or known.fields == each.fields:
        bundle.objects.setdefault(each.id, each)
        return
    earlier, later = sorted((known, each), key=lambda version: version.text("modified"))
    if earlier.text("modified") == later.text("modified"):
        raise InputError(f"the same id and version as {known.place}, and other content", place=f"{each.place}.id")
    bundle.objects[each.id] = later
    bundle.lose(earlier.place, LossReason.OLDER_VERSION)
