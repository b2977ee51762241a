"""Bundles that are none, or that are too much: each is refused with its JSON path."""

from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.report import MOST_ASSERTIONS
from simpul.formats.stix import extensions
from simpul.formats.stix.claims import subject_of
from simpul.formats.stix.reading import MOST_REPORTS, read_stix
from tests.bundles import LIMITS, PERSON, REPORT, Json, a_bundle, a_marking, an, imported, said, uuid
from tests.records import AYU, XB

REFUSED: dict[str, tuple[bytes, str]] = {
    "not json": (b"<xml/>", "line 1, column 1"),
    "no bundle": (b'{"type":"report"}', "$.type"),
    "a list": (b"[]", "$.type"),
    "stix 2.0": (a_bundle(PERSON, spec_version="2.0"), "$.spec_version"),
    "an object of stix 2.0": (a_bundle({**PERSON, "spec_version": "2.0"}), "$.objects[0].spec_version"),
    "no objects": (a_bundle(), "$.objects"),
    "objects that are none": (a_bundle(objects={}), "$.objects"),
    "an object that is none": (a_bundle(PERSON, []), "$.objects[1]"),  # type: ignore[arg-type]  # wrong on purpose
    "no type": (a_bundle({"id": PERSON["id"]}), "$.objects[0].type"),
    "an id of another type": (a_bundle({**PERSON, "type": "incident"}), "$.objects[0].id"),
    "an id that is none": (a_bundle({**PERSON, "id": "identity--1"}), "$.objects[0].id"),
    "no id of the bundle": (a_bundle(PERSON, id=5), "$.id"),
    "one id with two contents": (a_bundle(PERSON, {**PERSON, "name": "Eva"}), "$.objects[1].id"),
    "a key twice": (b'{"type":"bundle","type":"bundle"}', "$"),
    "nothing to import": (a_bundle(an("malware", 9, name="N")), "$.objects"),
    "a name that is no text": (a_bundle({**PERSON, "name": 5}, REPORT), "$.objects[0].name"),
    "roles that are no list": (a_bundle({**PERSON, "roles": "x"}, REPORT), "$.objects[0].roles"),
    "roles without end": (a_bundle({**PERSON, "roles": ["x"] * 70_000}, REPORT), "$.objects[0].roles"),
    "a role that is no text": (a_bundle({**PERSON, "roles": [1]}, REPORT), "$.objects[0].roles"),
    "a confidence above 100": (a_bundle({**PERSON, "confidence": 101}, REPORT), "$.objects[0].confidence"),
    "a confidence that is true": (a_bundle({**PERSON, "confidence": True}, REPORT), "$.objects[0].confidence"),
    "a marking whose extensions are a list": (
        a_bundle({**PERSON, "object_marking_refs": [f"marking-definition--{uuid(9)}"]}, a_marking(9, extensions=[])),
        "$.objects[1].extensions",
    ),
    "extensions that are a list": (a_bundle({**PERSON, "extensions": []}, REPORT), "$.objects[0].extensions"),
    "an extension that is none": (
        a_bundle({**PERSON, "extensions": {extensions.SUBJECT: 1}}, REPORT),
        f"$.objects[0].extensions.{extensions.SUBJECT}",
    ),
    "markings that are no list": (a_bundle({**PERSON, "granular_markings": 1}), "$.objects[0].granular_markings"),
    "a marking that is none": (a_bundle({**PERSON, "granular_markings": [1]}), "$.objects[0].granular_markings[0]"),
    "a title without end": (a_bundle(PERSON, {**REPORT, "name": "x" * 201}), "$.objects[1].name"),
    "a summary without end": (a_bundle(PERSON, {**REPORT, "description": "x" * 20_001}), "$.objects[1].description"),
    "too many reports": (
        a_bundle(*({**REPORT, "id": f"report--{uuid(number)}"} for number in range(MOST_REPORTS + 1))),
        "$.objects",
    ),
    "too many claims": (
        a_bundle(PERSON | {"roles": [str(number) for number in range(MOST_ASSERTIONS)]}, REPORT),
        f"$.objects[0].roles[{MOST_ASSERTIONS - 1}]",
    ),
    "an authority that is a note": (
        a_bundle(an("note", 9, content="x", extensions={extensions.SUBJECT: {"authority": "XA-NCTC"}}), PERSON),
        f"$.objects[0].extensions.{extensions.SUBJECT}",
    ),
}


@pytest.mark.parametrize(("raw", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_bundle_is_refused_with_its_json_path(raw: bytes, place: str) -> None:
    with pytest.raises(InputError) as refused:
        read_stix(raw, limits=LIMITS, importer=XB)
    assert refused.value.place == place


def test_a_bundle_that_is_too_large_or_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 1000 bytes"):
        read_stix(a_bundle(PERSON, x="y" * 1_000), limits=replace(LIMITS, max_envelope_bytes=1_000), importer=XB)
    deep: Json = {}
    for _ in range(LIMITS.max_depth):
        deep = {"deeper": deep}
    with pytest.raises(InputError, match="deeper than 16 levels") as refused:
        imported({**PERSON, "x_deep": deep})
    assert (refused.value.place or "").startswith("$.objects[0].x_deep.deeper")


def test_too_many_objects_are_refused() -> None:
    raw = b'{"type":"bundle","id":"bundle--' + uuid(0).encode() + b'","objects":[' + b",".join([b"0"] * 40_000) + b"]}"
    with pytest.raises(InputError, match="more than 32768 objects"):
        read_stix(raw, limits=LIMITS, importer=XB)


def test_ids_in_capital_letters_are_ids() -> None:
    loud = PERSON["id"].replace("0000-4000", "00AB-4000")
    assert said(imported({**PERSON, "id": loud}, REPORT)) == [("Person", "name", "Ayu Pelangi")]
    assert subject_of(loud) != subject_of(AYU)
