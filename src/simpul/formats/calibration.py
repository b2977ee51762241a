"""Calibrations as documents: what `simpul screening calibrate --json` says, read to show how groups fare.

A node that was calibrated with its own lists and names keeps the document as `calibration.json` in its home folder;
without one, the calibration that comes with Simpul is shown, and said to be that.
"""

import json
from collections.abc import Mapping

from simpul.core.errors import InputError
from simpul.core.fairness import FalseAlarms, GroupRate, Share
from simpul.core.node import Limits
from simpul.formats.document import read_json
from simpul.formats.reference import reference_bytes

FILE = "calibration.json"
MOST_BYTES = 1_000_000
MOST_GROUPS = 1_000


def shipped_calibration() -> FalseAlarms:
    """Give the calibration that comes with Simpul."""
    return read_calibration(reference_bytes(FILE))


def read_calibration(raw: bytes) -> FalseAlarms:
    """Read a calibration.

    Raises:
        InputError: it is none, with the place.
    """
    said = read_json(raw, most_bytes=MOST_BYTES, most_depth=Limits().max_depth)
    if not isinstance(said, Mapping):
        raise InputError("not the document of a calibration", place="$")
    return FalseAlarms(
        tolerated=_number(said, "tolerated", place="$"),
        threshold=_number(said, "threshold", place="$"),
        entries=_count(said, "entries", place="$"),
        overall=_share(said.get("overall"), place="$.overall"),
        by_script=_rates(said, "by_script"),
        by_origin=_rates(said, "by_origin"),
        source=str(said.get("source", ""))[:300],
    )


def write_calibration(document: Mapping[str, object], *, source: str) -> bytes:
    """Write a calibration with where its lists and names come from."""
    return json.dumps({**document, "source": source}, indent=1, sort_keys=True).encode() + b"\n"


def _rates(said: Mapping[str, object], name: str) -> tuple[GroupRate, ...]:
    listed = said.get(name)
    if not isinstance(listed, list) or len(listed) > MOST_GROUPS:
        raise InputError("not a list of groups", place=f"$.{name}")
    return tuple(_rate(item, place=f"$.{name}[{index}]") for index, item in enumerate(listed))


def _rate(said: object, *, place: str) -> GroupRate:
    if not isinstance(said, Mapping) or not isinstance(said.get("group"), str):
        raise InputError("not the rate of a group", place=place)
    return GroupRate(group=said["group"][:120], share=_share(said.get("rate"), place=f"{place}.rate"))


def _share(said: object, *, place: str) -> Share:
    if not isinstance(said, Mapping):
        raise InputError("not a rate", place=place)
    return Share(part=_count(said, "alarms", place=place), whole=_count(said, "people", place=place))


def _count(said: Mapping[str, object], name: str, *, place: str) -> int:
    value = said.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputError("not a count", place=f"{place}.{name}")
    return value


def _number(said: Mapping[str, object], name: str, *, place: str) -> float:
    value = said.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise InputError("not a number between 0 and 1", place=f"{place}.{name}")
    return float(value)
