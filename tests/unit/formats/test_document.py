"""JSON from outside: bounded, and refused with the place."""

import msgspec
import pytest

from simpul.core.draft import ReportDraft
from simpul.core.errors import InputError
from simpul.formats.document import converted, is_canonical, read_json

DRAFT: dict[str, object] = {
    "kind": "information",
    "grading": {"scale": "admiralty-6x6", "source": "B", "information": "2"},
    "handling": {"originator": "XA-NCTC"},
}
CLAIM = {"subject": "a" * 32, "schema": "Person", "property": "name", "value": "Ayu"}


def read(raw: bytes) -> object:
    return read_json(raw, most_bytes=1_000, most_depth=4)


def test_a_document_is_read_with_or_without_a_byte_order_mark() -> None:
    assert read(b'{"a":[1,"b",{"c":null}]}') == {"a": [1, "b", {"c": None}]}
    assert read(b'\xef\xbb\xbf{"a":1}') == {"a": 1}
    assert read('{"é":"👩‍👧 مرحبا"}'.encode()) == {"é": "👩‍👧 مرحبا"}
    assert read(b"1" + b" " * 999) == 1


@pytest.mark.parametrize(
    ("raw", "place", "reason"),
    [
        (b" " * 1_001, "$", "larger than 1000 bytes"),
        (b"", "line 1, column 1", "not JSON"),
        (b'{"a":\n1,}', "line 2, column 3", "not JSON"),
        (b'{"a":1', "line 1, column 7", "not JSON"),
        (b"\xff\xfe{\x00}\x00", "$", "not UTF-8 at byte 0"),
        (b'{"a":"\xc3"}', "$", "not UTF-8 at byte 6"),
        (b'{"a":[{"b":1,"b":2}]}', "$.a[0]", "the key 'b' stands 2 times"),
        (b'{"a":1,"a":1,"a":1}', "$", "the key 'a' stands 3 times"),
        (b'{"a":NaN}', "$.a", "NaN is no JSON"),
        (b"[-Infinity]", "$[0]", "-Infinity is no JSON"),
        (b"[[[[[1]]]]]", "$[0][0][0][0][0]", "deeper than 4 levels"),
        (b'{"a":{"a":{"a":{"a":{"a":1}}}}}', "$.a.a.a.a.a", "deeper than 4 levels"),
        (b'{"a":"\\ud800"}', "$.a", "surrogate"),
        (b'{"b":{"\\udfff":1}}', "$.b", "surrogate"),
    ],
)
def test_what_is_no_document_is_refused_at_its_place(raw: bytes, place: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read(raw)
    assert refused.value.place == place


@pytest.mark.parametrize("raw", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 400 + b"]" * 400])
def test_brackets_without_end_are_refused_and_crash_nothing(raw: bytes) -> None:
    with pytest.raises(InputError, match="deeper than 4 levels"):
        read_json(raw, most_bytes=1_000_000, most_depth=4)


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="too long"):
        read_json(b"9" * 10_000, most_bytes=1_000_000, most_depth=4)


def test_the_place_of_a_long_key_is_short() -> None:
    with pytest.raises(InputError) as refused:
        read_json(b'{"' + b"k" * 5_000 + b'":NaN}', most_bytes=1_000_000, most_depth=4)
    assert refused.value.place == "$." + "k" * 40


def test_a_record_is_read_from_a_document() -> None:
    draft = converted({**DRAFT, "claims": [CLAIM], "title": "T"}, ReportDraft)
    assert (draft.title, draft.claims[0].value, draft.handling.originator) == ("T", "Ayu", "XA-NCTC")


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        ({"titel": "T"}, "$.titel", "unknown field"),
        ({"handling": {"originator": "XA-NCTC", "tlp2": "red"}}, "$.handling.tlp2", "unknown field"),
        ({"claims": [CLAIM, {**CLAIM, "grade": 1}]}, "$.claims[1].grade", "unknown field"),
        ({"claims": [{**CLAIM, "handling": {"x": 1}}]}, "$.claims[0].handling.x", "unknown field"),
        ({"claims": [{**CLAIM, "handling": {"originator": "?"}}]}, "$.claims[0].handling.originator", "not an auth"),
        ({"claims": [{**CLAIM, "value": " "}]}, "$.claims[0].value", "empty value"),
        ({"claims": [{**CLAIM, "schema": "Ghost"}]}, "$.claims[0].schema", "Invalid enum"),
        ({"claims": {}}, "$.claims", "Expected `array`"),
        ({"grading": {"scale": "admiralty-6x6", "source": "G", "information": "1"}}, "$.grading.source", "no source"),
        ({"handling": {"originator": "XA-NCTC", "tlp": "purple"}}, "$.handling.tlp", "Invalid enum"),
        ({"handling": {"originator": "XA-NCTC", "level": 9}}, "$.handling.level", "Invalid enum"),
        ({"handling": {"originator": "XA-NCTC", "expires_at": "soon"}}, "$.handling.expires_at", "RFC3339"),
        ({"handling": {"originator": "XA-NCTC", "retain_until": "2026-02-30"}}, "$.handling.retain_until", "RFC3339"),
        ({"handling": {"originator": "XA-NCTC", "codes": ["H3"]}}, "$.handling.caveat", "H3 needs a caveat"),
        ({"kind": None}, "$.kind", "Expected `str`"),
    ],
)
def test_what_a_record_has_not_is_refused_at_its_place(change: dict[str, object], place: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        converted({**DRAFT, **change}, ReportDraft)
    assert refused.value.place == place


def test_a_record_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(InputError, match="missing required field `handling`"):
        converted({"kind": "information", "grading": DRAFT["grading"]}, ReportDraft)
    with pytest.raises(InputError, match="Expected `object`") as refused:
        converted([], ReportDraft, place="$.draft")
    assert refused.value.place == "$.draft"


@pytest.mark.parametrize("raw", [b'{"a":1,"b":["x"]}', b'"text"', b"0", b'{"a":{}}', '{"a":"é"}'.encode()])
def test_canonical_bytes_are_known(raw: bytes) -> None:
    assert is_canonical(raw)


NOT_CANONICAL = (
    *(b'{"b":1,"a":1}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"a":"\\u0061"}', b'{"a":null}', b'{"a":[]}', b'{"a":""}'),
    *(b'{"a":1.5}', b'{"a":true}', b'{"a":1', b"", b"\xff", b'"\xff"', b"[" * 5_000, b'{"a":[{"b":null}]}'),
)


@pytest.mark.parametrize("raw", NOT_CANONICAL)
def test_other_bytes_are_not_canonical(raw: bytes) -> None:
    assert not is_canonical(raw)


def test_a_decoders_word_without_a_path_is_still_a_place() -> None:
    with pytest.raises(InputError) as refused:
        converted(5, list[int])
    assert refused.value.place == "$"
    assert isinstance(refused.value.__cause__, msgspec.ValidationError)
