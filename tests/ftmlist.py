"""Small files of FollowTheMoney lines for tests; the people are invented."""

import json
from collections.abc import Sequence

from simpul.core.designation import Designation
from simpul.core.node import Limits
from simpul.formats.ftm import read_ftm

LIMITS = Limits()
Line = dict[str, object]


def line(reference: str, schema: str, *, more: Line | None = None, **properties: str | Sequence[object]) -> Line:
    """Write an entity; a property said as one text is a list of one."""
    said = {name: [value] if isinstance(value, str) else list(value) for name, value in properties.items()}
    usual: Line = {"datasets": ["xa_list"], "referents": [], "first_seen": "2026-01-01T10:00:00"}
    return {"id": reference, "schema": schema, "caption": "", "properties": said, **usual, **(more or {})}


def person(reference: str = "xa-1", *, more: Line | None = None, **properties: str | Sequence[object]) -> Line:
    """Write a person called Tarik Amri, unless named otherwise."""
    return line(reference, "Person", more=more, **{"name": "Tarik Amri", **properties})


def file_of(*lines: Line) -> bytes:
    """Write a file of these lines."""
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in lines)


def entry_of(*lines: Line) -> Designation:
    """Read the one subject of these lines."""
    edition = read_ftm(file_of(*lines), limits=LIMITS)
    assert edition.rejected == ()
    (entry,) = edition.entries
    return entry
