"""Calibrations as documents: what the console says is read back, and what is none is refused with its place."""

import json

import pytest

from simpul.core.errors import InputError
from simpul.core.fairness import GroupRate, Share
from simpul.formats.calibration import read_calibration, shipped_calibration, write_calibration

RATE = {"people": 2_000, "alarms": 18, "share": 0.009, "low": 0.005, "high": 0.014}
DOCUMENT: dict[str, object] = {
    "entries": 800,
    "asked": "name",
    "tolerated": 0.01,
    "threshold": 0.62,
    "interval": {"low": 0.6, "high": 0.63},
    "at_least": False,
    "overall": RATE,
    "by_script": [{"group": "latin", "rate": RATE}],
    "by_origin": [],
}


def test_what_the_console_says_is_read_back() -> None:
    said = read_calibration(write_calibration(DOCUMENT, source="Our own lists"))
    assert (said.entries, said.tolerated, said.threshold, said.source) == (800, 0.01, 0.62, "Our own lists")
    assert said.overall == Share(part=18, whole=2_000)
    assert said.by_script == (GroupRate(group="latin", share=Share(part=18, whole=2_000)),)
    assert read_calibration(json.dumps(DOCUMENT).encode()).source == ""


def test_a_calibration_comes_with_simpul_and_tells_of_every_script_and_origin() -> None:
    shipped = shipped_calibration()
    assert shipped.overall.whole >= 20_000
    for rates in (shipped.by_script, shipped.by_origin):
        assert sum(rate.share.whole for rate in rates) == shipped.overall.whole
        assert sum(rate.share.part for rate in rates) == shipped.overall.part
    assert {"latin", "arabic", "cyrillic", "cjk", "hangul"} <= {rate.group for rate in shipped.by_script}
    assert shipped.source


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"tolerated": 2}, "tolerated"),
        ({"threshold": "high"}, "threshold"),
        ({"entries": -1}, "entries"),
        ({"entries": True}, "entries"),
        ({"overall": None}, "overall"),
        ({"overall": {"people": 1, "alarms": 2}}, "share"),
        ({"by_script": {}}, "by_script"),
        ({"by_script": [{"rate": RATE}]}, "by_script"),
        ({"by_origin": [{"group": "x", "rate": {"people": 1}}]}, "by_origin"),
        ({"by_origin": [{"group": "x", "rate": RATE}] * 1_001}, "by_origin"),
    ],
)
def test_what_is_no_calibration_is_refused_with_its_place(change: dict[str, object], place: str) -> None:
    with pytest.raises(InputError) as refused:
        read_calibration(json.dumps({**DOCUMENT, **change}).encode())
    assert place in str(refused.value.place)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'"text"', b"\xff", b"{}" + b" " * 1_000_001])
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_calibration(raw)
