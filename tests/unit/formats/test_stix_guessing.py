"""STIX 2.1 that other software wrote, as drafts: as far as it says, and nothing dropped in silence."""

from dataclasses import replace

import pytest

from simpul.core.export import ExportedReport
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.formats.losses import LossReason
from simpul.formats.stix.claims import subject_of
from simpul.formats.stix.reading import read_stix
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import write_stix
from tests.bundles import DEFAULT, GROUP, LIMITS, PERSON, RELATION, REPORT, Json, an, imported, lost, said, uuid
from tests.records import VESSEL, XB, a_report, an_assertion, an_open_handling


def test_identities_and_relations_of_other_software_become_claims() -> None:
    bundle = imported(PERSON, GROUP, RELATION, REPORT)
    (draft,) = bundle.drafts
    assert (draft.title, draft.summary, draft.handling) == ("A meeting", "Two met.", DEFAULT)
    assert said(bundle) == [
        ("Person", "name", "Ayu Pelangi"),
        ("Organization", "name", "Red Gate"),
        ("Person", "memberOf", subject_of(GROUP["id"])),
    ]
    assert draft.claims[2].subject == subject_of(PERSON["id"])


def test_every_field_that_stands_for_a_property_is_read() -> None:
    person = {
        **PERSON,
        "roles": ["Treasurer"],
        "sectors": ["energy"],
        "contact_information": "ayu@pelangi.example; +62 (21) 1; ask at the kiosk",
        "description": "Tall.\r\nQuiet.",
    }
    assert said(imported(person, REPORT))[1:] == [
        ("Person", "position", "Treasurer"),
        ("Person", "sector", "energy"),
        ("Person", "email", "ayu@pelangi.example"),
        ("Person", "phone", "+62 (21) 1"),
        ("Person", "notes", "ask at the kiosk"),
        ("Person", "summary", "Tall.\nQuiet."),
    ]


@pytest.mark.parametrize(
    ("made", "schema", "said_of_it"),
    [
        (an("identity", 9, name="N", identity_class="individual"), Schema.PERSON, "exact"),
        (an("identity", 9, name="N", identity_class="organization"), Schema.ORGANIZATION, "exact"),
        (an("identity", 9, name="N", identity_class="group"), Schema.ORGANIZATION, "exact"),
        (an("identity", 9, name="N", identity_class="class"), Schema.ORGANIZATION, LossReason.ANOTHER_KIND),
        (an("identity", 9, name="N"), Schema.ORGANIZATION, LossReason.ANOTHER_KIND),
        (an("threat-actor", 9, name="N"), Schema.ORGANIZATION, LossReason.ANOTHER_KIND),
        (an("intrusion-set", 9, name="N"), Schema.ORGANIZATION, LossReason.ANOTHER_KIND),
        (an("incident", 9, name="N"), Schema.EVENT, "exact"),
        (an("infrastructure", 9, name="N", labels=["vessel"]), Schema.VESSEL, "exact"),
        (an("infrastructure", 9, name="N", labels=["bank-account"]), Schema.BANK_ACCOUNT, "exact"),
        (an("location", 9, name="N", street_address="1 Road", country="XA"), Schema.ADDRESS, "exact"),
    ],
)
def test_each_object_is_the_subject_that_comes_nearest_and_says_when_that_is_not_exact(
    made: Json, schema: Schema, said_of_it: str
) -> None:
    bundle = imported(made, REPORT)
    assert (schema, "name", "N") in said(bundle)
    assert lost(bundle).get("$.objects[0].type", "exact") == said_of_it


@pytest.mark.parametrize(
    "made",
    [
        an("malware", 9, name="N"),
        an("infrastructure", 9, name="N", labels=["botnet"]),
        an("location", 9, country="XA"),
        an("x-other-thing", 9, name="N"),
        an("indicator", 9, pattern="[ipv4-addr:value = '198.51.100.1']"),
    ],
)
def test_what_is_no_subject_is_named_among_the_losses(made: Json) -> None:
    assert lost(imported(made, PERSON, REPORT))["$.objects[0]"] == LossReason.NO_PLACE


def test_fields_that_nobody_reads_are_named_among_the_losses() -> None:
    person = {
        **PERSON,
        "external_references": [{"source_name": "x", "description": "y"}],
        "x_other": 1,
        "labels": ["unnamed", "vip"],
        "extensions": {"extension-definition--" + uuid(7): {"extension_type": "property-extension"}},
    }
    losses = lost(imported(person, RELATION, GROUP, {**REPORT, "lang": "id", "report_types": ["campaign"]}))
    for name in ("external_references", "x_other", "labels", f"extensions.extension-definition--{uuid(7)}"[:71]):
        assert losses[f"$.objects[0].{name}"] == LossReason.NO_PLACE
    assert losses["$.objects[3].lang"] == losses["$.objects[3].report_types"] == LossReason.NO_PLACE


def test_a_relation_that_is_none_of_ours_is_named_among_the_losses() -> None:
    bundle = imported(PERSON, GROUP, {**RELATION, "relationship_type": "related-to"}, REPORT)
    assert lost(bundle)["$.objects[2].relationship_type"] == LossReason.NO_PLACE
    assert len(bundle.drafts[0].claims) == 2


def test_a_place_becomes_country_and_address() -> None:
    place = an("location", 9, country="XA", city="Port Amal", street_address="1 Harbour Road", postal_code="10")
    lives = an("relationship", 8, relationship_type="located-at", source_ref=PERSON["id"], target_ref=place["id"])
    born = {**lives, "id": f"relationship--{uuid(7)}", "relationship_type": "national-of"}
    assert said(imported(PERSON, place, lives, born, REPORT))[1:] == [
        ("Person", "country", "XA"),
        ("Person", "address", "1 Harbour Road, Port Amal, 10"),
        ("Person", "nationality", "XA"),
    ]
    nowhere = an("location", 9, region="asia", latitude=1.5, longitude=2.5)
    bundle = imported(PERSON, nowhere, {**lives, "target_ref": nowhere["id"]}, REPORT)
    for name in ("$.objects[2].relationship_type", "$.objects[1].region", "$.objects[1].latitude"):
        assert lost(bundle)[name] == LossReason.NO_PLACE


def test_days_of_a_relation_are_kept_and_a_time_of_day_is_named_among_the_losses() -> None:
    period = {"start_time": "2020-01-02T00:00:00Z", "stop_time": "2021-05-06T13:00:00.000Z"}
    bundle = imported(PERSON, GROUP, {**RELATION, **period}, REPORT)
    claim = bundle.drafts[0].claims[2]
    assert (claim.valid_from, claim.valid_to) == ("2020-01-02", "2021-05-06")
    assert lost(bundle)["$.objects[2].stop_time"] == LossReason.CONVERTED
    assert "$.objects[2].start_time" not in lost(bundle)


def test_a_note_becomes_a_claim_about_each_subject_that_it_is_about() -> None:
    note = an("note", 9, content="Seen together.", object_refs=[PERSON["id"], GROUP["id"], REPORT["id"]])
    assert said(imported(PERSON, GROUP, note, REPORT))[2:] == [
        ("Person", "notes", "Seen together."),
        ("Organization", "notes", "Seen together."),
    ]
    alone = imported(PERSON, {**note, "object_refs": [REPORT["id"]]}, REPORT)
    assert lost(alone)["$.objects[1]"] == LossReason.NO_PLACE


def test_a_value_that_we_cannot_hold_is_named_among_the_losses() -> None:
    person = {**PERSON, "roles": ["x" * 4_001, "bell\x07", "Treasurer"]}
    bundle = imported(person, REPORT)
    assert said(bundle)[1:] == [("Person", "position", "Treasurer")]
    assert lost(bundle)["$.objects[0].roles[0]"] == lost(bundle)["$.objects[0].roles[1]"] == LossReason.NOT_HELD


@pytest.mark.parametrize(
    ("confidence", "credibility"),
    [(100, "1"), (80, "1"), (79, "2"), (60, "2"), (59, "3"), (40, "3"), (39, "4"), (20, "4"), (19, "5"), (0, "5")],
)
def test_a_confidence_is_the_credibility_that_stix_gives_it_and_no_reliability(
    confidence: int, credibility: str
) -> None:
    bundle = imported({**PERSON, "confidence": confidence}, REPORT)
    expected = Grading(scale=Scale.ADMIRALTY, source="F", information=credibility)
    assert bundle.drafts[0].claims[0].grading == expected
    assert lost(bundle)["$.objects[0].confidence"] == LossReason.CONVERTED


def test_without_a_confidence_nothing_can_be_judged() -> None:
    bundle = imported(PERSON, REPORT)
    assert bundle.drafts[0].grading == Grading(scale=Scale.ADMIRALTY, source="F", information="6")
    assert lost(bundle)["$.objects[0].confidence"] == LossReason.ABSENT


def test_whoever_only_wrote_is_no_subject() -> None:
    author = an("identity", 9, name="Feed of Xobia", identity_class="organization")
    bundle = imported(author, {**PERSON, "created_by_ref": author["id"]}, REPORT)
    assert said(bundle) == [("Person", "name", "Ayu Pelangi")]
    assert lost(bundle)["$.objects[0]"] == LossReason.AUTHOR


def test_whoever_wrote_and_is_told_about_is_a_subject() -> None:
    bundle = imported(PERSON, {**GROUP, "created_by_ref": PERSON["id"]}, RELATION, REPORT)
    assert ("Person", "name", "Ayu Pelangi") in said(bundle)


def test_what_was_revoked_is_left_out_in_every_version() -> None:
    later = {**PERSON, "modified": "2026-02-01T00:00:00.000Z", "revoked": True}
    bundle = imported(PERSON, later, GROUP, {**REPORT, "object_refs": [GROUP["id"]]})
    assert said(bundle) == [("Organization", "name", "Red Gate")]
    assert lost(bundle)["$.objects[0]"] == lost(bundle)["$.objects[1]"] == LossReason.REVOKED


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_versions_the_later_holds(order: int) -> None:
    later = {**PERSON, "modified": "2026-02-01T00:00:00.000Z", "name": "Ayu P."}
    bundle = imported(*[PERSON, later][::order], REPORT)
    assert said(bundle) == [("Person", "name", "Ayu P.")]
    assert LossReason.OLDER_VERSION in lost(bundle).values()


def test_the_same_object_twice_is_one() -> None:
    assert said(imported(PERSON, PERSON, REPORT)) == [("Person", "name", "Ayu Pelangi")]


@pytest.mark.parametrize("kind", ReportKind)
def test_the_label_of_a_report_says_its_kind(kind: ReportKind) -> None:
    (draft,) = imported(PERSON, {**REPORT, "labels": ["other", kind.value]}).drafts
    assert draft.kind is kind


def test_a_report_without_a_description_says_so() -> None:
    bundle = imported(PERSON, {name: value for name, value in REPORT.items() if name != "description"})
    assert bundle.drafts[0].summary == ""
    assert lost(bundle)["$.objects[1].description"] == LossReason.ABSENT


def test_objects_without_a_report_make_a_draft_of_their_own() -> None:
    bundle = imported(PERSON, GROUP, RELATION)
    (draft,) = bundle.drafts
    assert (draft.title, draft.handling, len(draft.claims)) == (f"bundle--{uuid(0)}", DEFAULT, 3)
    assert lost(bundle)["$.objects: report"] == LossReason.ABSENT


def test_each_report_of_a_bundle_makes_a_draft_of_what_it_refers_to() -> None:
    other = {**REPORT, "id": f"report--{uuid(30)}", "name": "Another", "object_refs": [GROUP["id"]]}
    first = {**REPORT, "object_refs": [PERSON["id"], GROUP["id"]]}
    note = an("note", 9, content="Seen.", object_refs=[GROUP["id"]])
    stray = an("identity", 31, name="Nobody told", identity_class="individual")
    bundle = imported(PERSON, GROUP, RELATION, first, other, note, stray)
    one, two = bundle.drafts
    assert [claim.property for claim in one.claims] == ["name", "name", "memberOf", "notes"]
    assert [claim.property for claim in two.claims] == ["name", "notes"]
    assert (one.title, two.title) == ("A meeting", "Another")
    assert lost(bundle)["$.objects[6]"] == LossReason.NO_PLACE


def test_plain_stix_of_ours_comes_back_as_far_as_stix_says_it() -> None:
    terms = an_open_handling(tlp=Tlp.GREEN)
    claims = (
        an_assertion(handling=terms),
        an_assertion("alias", "Si Pelangi", handling=terms),
        an_assertion("nationality", "XA", handling=terms),
        an_assertion("ownerOf", VESSEL, handling=terms),
        an_assertion("name", "MV Sunda", subject=VESSEL, schema=Schema.VESSEL, handling=terms),
    )
    report = a_report(handling=terms)
    encoded = write_stix(ExportedReport(report=report, assertions=claims), target=Target.PLAIN)
    bundle = read_stix(encoded.body, limits=LIMITS, importer=XB)
    (draft,) = bundle.drafts
    assert draft.handling == replace(DEFAULT, tlp=Tlp.GREEN)
    found = {(claim.schema, claim.property) for claim in draft.claims}
    assert found == {
        *((Schema.PERSON, name) for name in ("name", "nationality", "ownerOf", "notes")),
        *((Schema.VESSEL, name) for name in ("name", "notes")),
    }
    assert any("alias: Si Pelangi" in claim.value for claim in draft.claims if claim.property == "notes")


def test_an_object_that_says_nothing_claims_nothing() -> None:
    silent = an("identity", 9, identity_class="individual")
    assert said(imported(silent, PERSON, REPORT)) == [("Person", "name", "Ayu Pelangi")]


def test_what_is_read_is_not_named_among_the_losses() -> None:
    vessel = an("infrastructure", 9, name="MV Sunda", labels=["vessel"], aliases=["Sunda Star"])
    bundle = imported(PERSON, GROUP, RELATION, vessel, {**REPORT, "labels": ["assessment"]})
    assert set(lost(bundle).values()) <= {LossReason.UNMARKED, LossReason.ABSENT, LossReason.NO_PLACE}
    assert [field for field, reason in lost(bundle).items() if reason == LossReason.NO_PLACE] == [
        "$.objects[4].published"
    ]


def test_a_relation_of_places_to_a_subject_is_no_country() -> None:
    bundle = imported(PERSON, GROUP, {**RELATION, "relationship_type": "located-at"}, REPORT)
    assert [name for _, name, _ in said(bundle)] == ["name", "name"]
    assert lost(bundle)["$.objects[2].relationship_type"] == LossReason.NO_PLACE
