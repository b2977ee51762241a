"""A report as STIX 2.1: what stands where."""

import pytest

from simpul.core.export import ExportedReport
from simpul.core.grading import Grading, Scale
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix import mapping
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import write_stix
from tests.exports import a_person, one, reasons, written
from tests.judging import objects_of
from tests.records import (
    AT,
    AYU,
    RED_GATE,
    VESSEL,
    XA,
    a_report,
)


def test_the_report_stands_with_title_summary_moment_and_everything_told() -> None:
    _, objects = written(a_person())
    report = one(objects, type="report")
    assert (report["name"], report["description"]) == (
        "A meeting at the harbour",
        "Two persons met at the harbour of Port Amal.",
    )
    assert report["published"] == report["created"] == report["modified"] == "2026-03-14T09:26:53.000Z"
    assert report["labels"] == ["information"]
    told = {made["id"] for made in objects if made["type"] in ("identity", "note") and "object_marking_refs" in made}
    own_note = one(objects, object_refs=[report["id"]])
    assert set(report["object_refs"]) == told - {own_note["id"]}


def test_a_moment_is_as_precise_as_it_was() -> None:
    _, objects = written(written_at=AT.replace(microsecond=123_456))
    assert one(objects, type="report")["published"] == "2026-03-14T09:26:53.123456Z"


def test_the_originator_is_the_author_of_everything_told() -> None:
    _, objects = written(a_person())
    author = one(objects, name="Centre of Xanadu")
    assert (author["type"], author["identity_class"]) == ("identity", "organization")
    marked = [made for made in objects if "object_marking_refs" in made]
    assert len(marked) == 4
    assert all(made["created_by_ref"] == author["id"] for made in marked)


def test_an_authority_without_a_known_name_goes_by_its_id() -> None:
    exported = ExportedReport(report=a_report(), assertions=())
    assert one(objects_of(write_stix(exported, target=Target.SIMPUL).body), name=XA)["type"] == "identity"


def test_a_person_and_an_organisation_are_identities_with_their_first_name() -> None:
    claims = (
        a_person(asserted_at=AT),
        a_person(value="Ayu P.", asserted_at=AT.replace(hour=10)),
        a_person(subject=RED_GATE, schema=Schema.ORGANIZATION, value="Red Gate"),
    )
    encoded, objects = written(*claims)
    person = one(objects, identity_class="individual")
    assert person["name"] == "Ayu Pelangi"
    assert one(objects, name="Red Gate")["identity_class"] == "organization"
    assert encoded.exported_ids[AYU] == person["id"] == encoded.exported_ids[claims[0].id]


def test_what_identities_have_fields_for_stands_there() -> None:
    _, objects = written(
        a_person(),
        a_person("position", "Treasurer"),
        a_person("email", "ayu@pelangi.example"),
        a_person("phone", "+62 1"),
        a_person("summary", "Met the treasurer."),
        a_person("sector", "energy"),
        a_person("sector", "Smuggling"),
    )
    person = one(objects, identity_class="individual")
    assert (person["roles"], person["sectors"]) == (["Treasurer"], ["energy"])
    assert person["contact_information"] == "ayu@pelangi.example; +62 1"
    assert person["description"] == "Met the treasurer."


@pytest.mark.parametrize("schema", [Schema.VESSEL, Schema.AIRPLANE, Schema.VEHICLE, Schema.BANK_ACCOUNT])
def test_a_thing_is_infrastructure_with_a_label_that_says_which(schema: Schema) -> None:
    claims = (
        a_person(value="MV Sunda", subject=VESSEL, schema=schema),
        a_person("alias", "Sunda Star", subject=VESSEL, schema=schema),
    )
    _, objects = written(*claims)
    thing = one(objects, type="infrastructure")
    assert (thing["name"], thing["labels"]) == ("MV Sunda", [mapping.LABELS[schema]])
    assert thing["aliases"] == ["Sunda Star"]
    encoded, _ = written(*claims, target=Target.PLAIN)
    assert reasons(encoded)[f"subjects.schema: {schema}"] == LossReason.ANOTHER_KIND


def test_an_event_is_an_incident() -> None:
    _, objects = written(a_person("summary", "A meeting", schema=Schema.EVENT))
    assert one(objects, type="incident")["description"] == "A meeting"


def test_an_address_is_a_location_where_its_country_is_known() -> None:
    street = a_person("address", "1 Harbour Road", schema=Schema.ADDRESS)
    country = a_person("country", "XA", schema=Schema.ADDRESS)
    _, objects = written(street, country)
    location = one(objects, type="location")
    assert (location["country"], location["street_address"]) == ("XA", "1 Harbour Road")
    for others in ((), (country, a_person("country", "XB", schema=Schema.ADDRESS))):
        _, objects = written(street, *others)
        assert one(objects, type="infrastructure")["labels"] == ["address", "unnamed"]


def test_an_object_whose_name_is_ours_says_so() -> None:
    _, objects = written(a_person("passportNumber", "A 1"))
    person = one(objects, identity_class="individual")
    assert (person["name"], person["labels"]) == ("Person without a name", ["unnamed"])


@pytest.mark.parametrize(
    ("property_", "relation"),
    [("nationality", "national-of"), ("citizenship", "citizen-of"), ("country", "located-at")],
)
def test_a_country_is_a_location_that_its_people_share(property_: str, relation: str) -> None:
    claims = [a_person(property_, "XA", subject=subject) for subject in (AYU, RED_GATE)]
    encoded, objects = written(*claims)
    location = one(objects, type="location")
    related = [made for made in objects if made["type"] == "relationship"]
    assert location["country"] == "XA"
    assert {made["relationship_type"] for made in related} == {relation}
    assert {made["target_ref"] for made in related} == {location["id"]}
    assert {made["source_ref"] for made in related} == {encoded.exported_ids[AYU], encoded.exported_ids[RED_GATE]}


def test_a_country_that_is_no_code_stays_with_its_subject() -> None:
    encoded, objects = written(a_person("nationality", "Xanadu"), target=Target.PLAIN)
    assert "location" not in {made["type"] for made in objects}
    assert reasons(encoded)["assertions.nationality"] == LossReason.IN_A_NOTE


@pytest.mark.parametrize("property_", sorted(name for name, kind in PROPERTIES.items() if kind is ValueKind.SUBJECT))
def test_a_relation_between_exported_subjects_is_a_relationship(property_: str) -> None:
    grading = Grading(scale=Scale.ADMIRALTY, source="C", information="3")
    claim = a_person(property_, RED_GATE, grading=grading, valid_from="2020-01-02", valid_to="2020-05-06")
    encoded, objects = written(a_person(), claim, a_person(subject=RED_GATE, schema=Schema.ORGANIZATION))
    made = one(objects, type="relationship")
    assert made["relationship_type"] == mapping.RELATIONSHIPS[property_]
    assert (made["source_ref"], made["target_ref"]) == (encoded.exported_ids[AYU], encoded.exported_ids[RED_GATE])
    assert (made["start_time"], made["stop_time"]) == ("2020-01-02T00:00:00.000Z", "2020-05-06T23:59:59.999Z")
    assert made["confidence"] == 50
    assert encoded.exported_ids[claim.id] == made["id"]


@pytest.mark.parametrize("target", Target)
def test_a_relation_to_a_subject_that_is_not_exported_shows_nothing_of_it(target: Target) -> None:
    claim = a_person("memberOf", RED_GATE)
    encoded, objects = written(a_person(), claim, target=target)
    assert "relationship" not in {made["type"] for made in objects}
    assert RED_GATE not in encoded.body.decode()
    assert reasons(encoded)[f"assertions[{claim.id}].memberOf"] == LossReason.NOT_EXPORTED
    assert claim.id not in encoded.exported_ids


def test_what_has_no_place_of_its_own_stands_in_a_note_with_its_grading() -> None:
    claims = (a_person(), a_person("alias", "Si Pelangi", lang="id", valid_from="2020"))
    encoded, objects = written(*claims, target=Target.PLAIN)
    note = one(objects, abstract="Claims")
    assert note["object_refs"] == [encoded.exported_ids[AYU]]
    assert sorted(note["content"].split("\n")) == [
        "alias: Si Pelangi (admiralty-6x6 B2, id, 2020/)",
        "name: Ayu Pelangi (admiralty-6x6 B2)",
    ]


def test_the_grading_and_legal_basis_of_the_report_stand_in_a_note() -> None:
    _, objects = written(target=Target.PLAIN, legal_basis="Law 1")
    assert one(objects, abstract="Grading and legal basis")["content"] == "admiralty-6x6 B2\nLaw 1"


def test_an_object_has_a_confidence_only_where_all_its_claims_agree() -> None:
    other = Grading(scale=Scale.ADMIRALTY, source="A", information="5")
    _, objects = written(a_person(), a_person("alias", "Si", grading=other))
    assert "confidence" not in one(objects, identity_class="individual")
