"""Terms of handling in STIX 2.1: expressed exactly, or the export is refused."""

import json
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from simpul.core.authority import ALL_PURPOSES, Level
from simpul.core.errors import RefusedError
from simpul.core.export import ExportedReport
from simpul.core.handling import CourtUse, HandlingCode, Onward, Tlp
from simpul.core.ids import canonical_bytes
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions
from simpul.formats.stix.refusal import STIX_GROUNDS, Target, export_refusal, inexpressible
from simpul.formats.stix.writing import write_stix
from tests.exports import OPEN, STRICT, a_person, one, reasons, written
from tests.records import (
    AT,
    XB,
    XC,
    a_report,
    an_assertion,
)


def test_the_terms_stand_exactly_in_a_marking_of_ours_beside_tlp_2() -> None:
    _, objects = written(an_assertion(handling=STRICT))
    report = one(objects, type="report")
    tlp, ours = (one(objects, id=ref) for ref in report["object_marking_refs"])
    assert tlp == {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
        "created": "2022-10-01T00:00:00.000Z",
        "name": "TLP:RED",
        "extensions": {
            "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {
                "extension_type": "property-extension",
                "tlp_2_0": "red",
            }
        },
    }
    assert ours["extensions"] == {
        extensions.HANDLING: {"extension_type": "property-extension", **json.loads(canonical_bytes(STRICT))}
    }


@pytest.mark.parametrize(
    ("tlp", "published"),
    [
        (Tlp.CLEAR, ("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear")),
        (Tlp.GREEN, ("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", "green")),
        (Tlp.AMBER, ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", "amber")),
        (Tlp.AMBER_STRICT, ("939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict")),
        (Tlp.RED, ("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red")),
    ],
)
def test_the_ids_of_tlp_2_are_those_that_oasis_published(tlp: Tlp, published: tuple[str, str, str]) -> None:
    made = extensions.tlp_2_marking(tlp)
    told = made["extensions"]
    assert isinstance(told, dict)
    assert (made["id"], made["name"]) == (f"marking-definition--{published[0]}", published[1])
    assert told[extensions.TLP_2]["tlp_2_0"] == published[2]


def test_every_extension_is_defined_once_in_the_bundle() -> None:
    _, objects = written(a_person())
    defined = [made["id"] for made in objects if made["type"] == "extension-definition"]
    used = {family for made in objects for family in made.get("extensions", {})}
    assert sorted(defined) == sorted(used - {extensions.TLP_2})
    assert set(defined) == {extensions.HANDLING, extensions.SUBJECT, extensions.GRADING, extensions.REPORT}


def test_an_object_is_under_the_strictest_terms_of_its_claims_and_each_claim_keeps_its_own() -> None:
    strict = replace(OPEN, tlp=Tlp.RED, level=Level.SECRET, releasable_to=(XB,), onward=Onward.NONE)
    _, objects = written(a_person(), a_person("alias", "Si", handling=strict))
    person = one(objects, identity_class="individual")
    by_id = {made["id"]: made for made in objects}
    assert by_id[person["object_marking_refs"][0]]["name"] == "TLP:RED"
    own = {each["value"]: each.get("terms_ref") for each in person["extensions"][extensions.SUBJECT]["claims"]}
    held = by_id[own["Ayu Pelangi"]]["extensions"][extensions.HANDLING]
    assert held["tlp"] == "clear"
    together = by_id[person["object_marking_refs"][1]]["extensions"][extensions.HANDLING]
    assert (together["tlp"], together["level"], together.get("releasable_to")) == ("red", 3, None)
    assert by_id[own["Si"]]["extensions"][extensions.HANDLING]["releasable_to"] == [XB]


def test_a_shared_country_is_as_strict_as_the_strictest_claim_that_names_it() -> None:
    strict = replace(OPEN, tlp=Tlp.AMBER)
    _, objects = written(a_person("nationality", "XA"), a_person("country", "XA", handling=strict))
    location = one(objects, type="location")
    assert extensions.TLP_2_IDS[Tlp.AMBER] in location["object_marking_refs"]


def test_plain_stix_says_tlp_1_and_a_caveat_in_words() -> None:
    caveat = replace(OPEN, tlp=Tlp.GREEN, caveat="Ask before arrest")
    encoded, objects = written(a_person(handling=caveat), target=Target.PLAIN)
    refs = one(objects, type="report")["object_marking_refs"]
    assert refs[0] == "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"
    assert one(objects, id=refs[1])["definition"] == {"statement": "Ask before arrest"}
    assert b"extension" not in encoded.body


CANNOT: dict[str, dict[str, object]] = {
    "stix.edition": {"edition": "handling/9"},
    "stix.level": {"level": Level.RESTRICTED},
    "stix.tlp": {"tlp": Tlp.AMBER},
    "stix.codes": {"codes": (HandlingCode.H0,)},
    "stix.releasable-to": {"releasable_to": (XB,), "onward": Onward.NONE},
    "stix.purposes": {"purposes": ()},
    "stix.onward": {"onward": Onward.ASK},
    "stix.court": {"court": CourtUse.FORBIDDEN},
    "stix.expiry": {"expires_at": AT},
    "stix.retention": {"retain_until": date(2030, 1, 1)},
}


def test_every_ground_of_refusal_has_its_case() -> None:
    assert set(CANNOT) == set(STIX_GROUNDS)


@pytest.mark.parametrize("ground", STIX_GROUNDS)
def test_what_plain_stix_cannot_express_is_refused_with_its_ground_and_place(ground: str) -> None:
    terms = replace(OPEN, **CANNOT[ground])  # type: ignore[arg-type]  # one field or two each
    strict = a_person(handling=terms)
    exported = ExportedReport(report=a_report(handling=OPEN), assertions=(a_person(), strict))
    refusal = export_refusal(exported, target=Target.PLAIN)
    assert refusal is not None
    assert ground in refusal.grounds
    assert f"assertions[{strict.id}].handling: {ground}" in refusal.places
    assert all(place.startswith(f"assertions[{strict.id}]") for place in refusal.places)
    with pytest.raises(RefusedError) as refused:
        write_stix(exported, target=Target.PLAIN)
    assert refused.value.grounds == refusal.grounds
    assert export_refusal(exported, target=Target.SIMPUL) is None


def test_the_terms_of_the_report_itself_are_looked_at_too() -> None:
    with pytest.raises(RefusedError) as refused:
        written(target=Target.PLAIN, terms=STRICT)
    assert refused.value.grounds == tuple(ground for ground in STIX_GROUNDS if ground != "stix.edition")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_combination_of_terms_slips_through(count: int) -> None:
    for grounds in combinations(STIX_GROUNDS, count):
        fields = {name: value for ground in grounds for name, value in CANNOT[ground].items()}
        terms = replace(OPEN, **fields)  # type: ignore[arg-type]  # some fields each
        assert set(grounds) <= set(inexpressible(terms, target=Target.PLAIN))
        assert inexpressible(terms, target=Target.SIMPUL) == ()


def test_names_of_recipients_of_what_is_open_to_all_are_no_rule_and_are_lost() -> None:
    named = replace(OPEN, releasable_to=(XB,), contributors=(XC,))
    encoded, _ = written(a_person(handling=named), target=Target.PLAIN)
    lost = reasons(encoded)
    assert lost["report.handling.releasable_to"] == lost["report.handling.contributors"] == LossReason.NO_PLACE
    assert lost["assertions.handling.releasable_to"] == LossReason.NO_PLACE


def test_purposes_that_leave_none_out_are_no_limit() -> None:
    assert set(OPEN.purposes) == set(ALL_PURPOSES)
    assert inexpressible(OPEN, target=Target.PLAIN) == ()
