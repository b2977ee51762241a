"""What we write as STIX, before judges that we did not write; and the judges, before files that are bad."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from simpul.core.authority import Authority, Level
from simpul.core.export import ExportedReport
from simpul.core.grading import INFORMATION, SOURCES, Grading, Scale
from simpul.core.handling import HandlingCode, Tlp
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import MEDIA_TYPE, StixEncoder
from tests.judging import SET_ASIDE, complaints, objects_of
from tests.records import AYU, RED_GATE, VESSEL, XA, XB, a_handling, a_report, an_assertion, an_open_handling
from tests.unit.core.test_assertion import GOOD_VALUES

NAMES = (Authority(id=XA, name="Centre of Xanadu"),)


def everything(country: str = "XA") -> ExportedReport:
    """A report that claims every property of every kind of subject, with relations among them."""
    handling = an_open_handling()
    claims = []
    for number, schema in enumerate(Schema):
        subject = f"{number:032x}"
        for name, kind in PROPERTIES.items():
            value = {ValueKind.COUNTRY: country, ValueKind.SUBJECT: "0" * 32}.get(kind, GOOD_VALUES[kind])
            claims.append(an_assertion(name, value, subject=subject, schema=schema, handling=handling))
    return ExportedReport(
        report=a_report(handling=handling, legal_basis="Law 1"), assertions=tuple(claims), authorities=NAMES
    )


def small(target: Target) -> bytes:
    exported = ExportedReport(report=a_report(handling=an_open_handling()), assertions=())
    return StixEncoder(target=target).encode(exported).body


@pytest.mark.parametrize("target", Target)
def test_every_property_of_every_kind_of_subject_passes_both_judges(target: Target) -> None:
    encoded = StixEncoder(target=target).encode(everything())
    assert complaints(encoded.body) == []
    assert encoded.media_type == MEDIA_TYPE


@pytest.mark.parametrize("target", Target)
def test_with_a_country_of_iso_3166_nothing_about_countries_is_set_aside(target: Target) -> None:
    encoded = StixEncoder(target=target).encode(everything("ID"))
    assert complaints(encoded.body, set_aside=SET_ASIDE) == []


@pytest.mark.parametrize("target", Target)
def test_a_report_without_any_claim_passes(target: Target) -> None:
    assert complaints(small(target)) == []


@pytest.mark.parametrize("tlp", Tlp)
def test_terms_of_every_colour_pass(tlp: Tlp) -> None:
    strict = a_handling(
        XB, tlp=tlp, level=Level.SECRET, codes=(HandlingCode.H1, HandlingCode.H3), caveat="“Ask” before arrest\n؟"
    )
    report = ExportedReport(report=a_report(handling=strict), assertions=(an_assertion(handling=strict),))
    assert complaints(StixEncoder(target=Target.SIMPUL).encode(report).body) == []


def test_every_grading_passes_and_confidence_is_that_of_an_admiralty_credibility() -> None:
    for scale in Scale:
        for source in SOURCES[scale]:
            for information in INFORMATION[scale]:
                grading = Grading(scale=scale, source=source, information=information)
                exported = ExportedReport(report=a_report(grading=grading), assertions=(an_assertion(grading=grading),))
                body = StixEncoder(target=Target.SIMPUL).encode(exported).body
                told = (
                    {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}.get(information) if scale is Scale.ADMIRALTY else None
                )
                by_type = {made["type"]: made for made in objects_of(body) if "object_marking_refs" in made}
                assert [by_type[kind].get("confidence") for kind in ("report", "identity")] == [told, told]
                assert information != "1" or complaints(body) == []


def test_dates_of_relations_pass_whatever_their_order_and_precision() -> None:
    periods = [("2020-01-02", "2020-01-02"), ("2021-01-01", "2020-01-01"), ("2020", "2021-05"), ("", "2020-01-01")]
    claims = [
        an_assertion("memberOf", RED_GATE, valid_from=start, valid_to=stop, handling=an_open_handling())
        for start, stop in periods
    ]
    claims.append(an_assertion(subject=RED_GATE, schema=Schema.ORGANIZATION, handling=an_open_handling()))
    for target in Target:
        exported = ExportedReport(report=a_report(handling=an_open_handling()), assertions=tuple(claims))
        assert complaints(StixEncoder(target=target).encode(exported).body) == []


def spoilt(change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    document = json.loads(small(Target.SIMPUL))
    change(document["objects"])
    return json.dumps(document).encode()


def first(objects: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(made for made in objects if made["type"] == kind)


BAD: list[tuple[str, Callable[[list[dict[str, Any]]], object]]] = [
    ("'name' is a required property", lambda objects: first(objects, "identity").pop("name")),
    ("'published' is a required property", lambda objects: first(objects, "report").pop("published")),
    ("created_by_ref", lambda objects: first(objects, "report").update(created_by_ref="Xanadu")),
    ("confidence", lambda objects: first(objects, "report").update(confidence=101)),
    ("surprise", lambda objects: first(objects, "report").update(surprise="value")),
    ("modified", lambda objects: first(objects, "report").update(modified="2019-01-01T00:00:00.000Z")),
    ("identity_class", lambda objects: first(objects, "identity").update(identity_class="Person")),
]


@pytest.mark.parametrize(("reason", "change"), BAD)
def test_a_bad_file_fails_for_its_reason_where_the_good_one_passes(
    reason: str, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    assert complaints(small(Target.SIMPUL)) == []
    assert any(reason in complaint for complaint in complaints(spoilt(change)))


def test_the_judges_do_look_at_what_is_usually_set_aside() -> None:
    body = StixEncoder(target=Target.SIMPUL).encode(everything()).body
    found = complaints(body, set_aside=())
    assert any("UUIDv4" in complaint for complaint in found)
    assert any("relationship" in complaint for complaint in found)
    assert any("ISO 3166-1" in complaint for complaint in found)


def test_a_reference_to_nothing_is_seen() -> None:
    claims = (an_assertion("ownerOf", VESSEL), an_assertion(subject=VESSEL, schema=Schema.VESSEL))
    body = StixEncoder(target=Target.SIMPUL).encode(ExportedReport(report=a_report(), assertions=claims)).body
    document = json.loads(body)
    document["objects"] = [made for made in document["objects"] if made["type"] != "infrastructure"]
    assert complaints(body) == []
    found = complaints(json.dumps(document).encode())
    assert found
    assert all("infrastructure--" in complaint for complaint in found)


def test_the_subject_of_a_claim_alone_makes_no_other_subject() -> None:
    exported = ExportedReport(report=a_report(), assertions=(an_assertion("memberOf", RED_GATE, subject=AYU),))
    encoded = StixEncoder(target=Target.SIMPUL).encode(exported)
    assert [made for made in objects_of(encoded.body) if made["type"] == "relationship"] == []
    assert complaints(encoded.body) == []
