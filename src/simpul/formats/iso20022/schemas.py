"""Validation by the schemas of the messages, which the user supplies: the schemas are not ours to ship.

A folder holds them as the registration authority names them (`pacs.008.001.08.xsd`), at any depth. Each is loaded when
its message first comes; the result names the schema by the SHA-256 of its bytes.
"""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from simpul.core.errors import InputError, SettingsError
from simpul.formats.iso20022.document import Document
from simpul.formats.xml import XmlBounds, whole

FILE = re.compile(r"[a-z]{4}\.[0-9]{3}\.[0-9]{3}\.[0-9]{2}\.xsd")
MOST_FILES = 5_000
BOUNDS = XmlBounds(max_bytes=16 * 1024 * 1024)
NAMESPACE_IN_MESSAGE = re.compile(r"\{[^}]{0,200}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSchema:
    """A schema that is ready, and the SHA-256 of its bytes."""

    sha256: str
    schema: etree.XMLSchema


@dataclass(slots=True)
class Schemas:
    """The schemas of a folder, by the name of their message."""

    folder: Path
    _files: dict[str, Path] = field(init=False)
    _loaded: dict[str, LoadedSchema] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the schemas.

        Raises:
            SettingsError: there is no such folder, or it has no schema.
        """
        found = (path for path in self.folder.rglob("*.xsd") if FILE.fullmatch(path.name))
        self._files = {path.stem: path for path, _ in zip(found, range(MOST_FILES), strict=False)}
        if not self._files:
            raise SettingsError(f"no schema of a message in the folder {self.folder.name!r}")

    @property
    def names(self) -> tuple[str, ...]:
        """The messages that there is a schema of."""
        return tuple(sorted(self._files))

    def valid(self, found: Document) -> str:
        """Give the SHA-256 of the schema that a message is valid by.

        Raises:
            InputError: there is no schema of its version here, or it is not valid; with the line.
        """
        if found.name not in self._files or not found.namespace.endswith(found.name):
            raise InputError(f"no schema of {found.namespace[-60:]!r} was supplied", place="line 1")
        loaded = self._loaded.get(found.name) or self._load(found.name)
        if loaded.schema.validate(found.element):
            return loaded.sha256
        faults: Any = loaded.schema.error_log
        reason, line = (faults[0].message, faults[0].line) if len(faults) else ("for no stated reason", 1)
        said = NAMESPACE_IN_MESSAGE.sub("", reason)[:400]
        raise InputError(f"not valid by {found.name}: {said}", place=f"line {line}")

    def _load(self, name: str) -> LoadedSchema:
        raw = self._files[name].read_bytes()
        try:
            schema = etree.XMLSchema(whole(raw, bounds=BOUNDS))
        except (InputError, etree.XMLSchemaParseError) as exc:
            raise SettingsError(f"the schema {name} cannot be used: {exc}") from exc
        self._loaded[name] = LoadedSchema(sha256=hashlib.sha256(raw).hexdigest(), schema=schema)
        return self._loaded[name]
