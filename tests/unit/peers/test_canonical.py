import time

import pytest

from simpul.core.errors import InputError
from simpul.peers.canonical import canonical_object, check_depth, inside


def test_what_is_canonical_is_read() -> None:
    raw = '{"a":[1,{"b":"ü"}],"c":"null [] \\"{\\n"}'.encode()
    assert canonical_object(raw, most_depth=3, place="x") == {"a": [1, {"b": "ü"}], "c": 'null [] "{\n'}


def test_depth_counts_brackets_outside_strings_only() -> None:
    for raw in (b'{"a":"[[[[[[[["}', b'{"a":"\\"[[[[[[[["}', b'{"a":"\\\\","b":[]}', b"[{},{},{},{},{},{},[[]]]"):
        check_depth(raw, most=3, place="x")


@pytest.mark.parametrize("raw", [b"[[[[]]]]", b'{"a":{"b":[{}]}}', b'["x",[["y",["z"]]]]', b"[[][[[]]]]"])
def test_one_level_too_many_is_refused(raw: bytes) -> None:
    check_depth(raw, most=4, place="x")
    with pytest.raises(InputError, match="nested deeper than 3"):
        check_depth(raw, most=3, place="x")


@pytest.mark.parametrize(
    "raw",
    [
        b'"' + b'\\"' * 500_000,
        b'"' + b"\\" * 1_000_001,
        b'""' * 500_000,
        b"[" * 1_000_000,
        b"[]" * 500_000,
        b'["' * 500_000,
    ],
)
def test_a_megabyte_made_to_be_slow_is_not(raw: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(InputError):
        canonical_object(b"[[[[" + raw, most_depth=4, place="x")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("inner", "place"),
    [
        ("assertion.value", "assertions[3].value"),
        ("handling.caveat", "assertions[3].handling.caveat"),
        (None, "assertions[3]"),
    ],
)
def test_a_place_inside_another_names_the_way_to_it_once(inner: str | None, place: str) -> None:
    assert inside("assertions[3]", InputError("why", place=inner)).place == place
