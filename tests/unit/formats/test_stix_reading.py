"""STIX 2.1 that we wrote, read again: exactly, or refused with its JSON path."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.authority import Level
from simpul.core.errors import InputError
from simpul.core.grading import INFORMATION, SOURCES, Grading, Scale
from simpul.core.handling import Tlp, most_restrictive
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions
from simpul.formats.stix.claims import subject_of
from tests.bundles import CLAIMS, OUR_TERMS, Json, extension_of, lost, ours, read_again, uuid
from tests.records import AT, B2, RED_GATE, VESSEL, XA, XB, a_handling, an_assertion


def test_what_went_out_comes_back_with_every_term_of_every_claim() -> None:
    bundle = read_again(ours(*CLAIMS, legal_basis="Law 1", supersedes="1" * 64))
    (draft,) = bundle.drafts
    assert (draft.kind, draft.title) == (ReportKind.INFORMATION, "A meeting at the harbour")
    assert (draft.grading, draft.handling, draft.legal_basis) == (B2, OUR_TERMS, "Law 1")
    assert (draft.supersedes, draft.retracts) == ("1" * 64, "")
    said = {(claim.property, claim.value): claim for claim in draft.claims}
    alias = said["alias", "Si Pelangi"]
    assert {claim.schema for claim in draft.claims} == {Schema.PERSON, Schema.ORGANIZATION}
    assert (alias.handling, alias.lang, alias.valid_from) == (a_handling(XB), "id", "2020")
    member = next(claim for claim in draft.claims if claim.property == "memberOf")
    gate = next(claim for claim in draft.claims if claim.value == "Red Gate")
    assert (member.value, member.valid_to, member.handling) == (gate.subject, "2021-05", None)
    assert set(lost(bundle)) == {next(iter(lost(bundle))), "claims.asserted_at"}
    assert all(reason == LossReason.NO_PLACE for reason in lost(bundle).values())


@pytest.mark.parametrize("scale", Scale)
def test_every_grading_comes_back_as_it_was_given(scale: Scale) -> None:
    for source in SOURCES[scale]:
        for information in INFORMATION[scale]:
            grading = Grading(scale=scale, source=source, information=information)
            claim = an_assertion(grading=grading, handling=OUR_TERMS)
            for head in (grading, B2):
                (draft,) = read_again(ours(claim, grading=head)).drafts
                assert draft.grading == head
                assert (draft.claims[0].grading or draft.grading) == grading


def test_the_same_bundle_gives_the_same_subjects_and_nobody_can_choose_them() -> None:
    document = ours(*CLAIMS)
    first, second = read_again(document), read_again(document)
    assert first == second
    subjects = {claim.subject for claim in first.drafts[0].claims}
    assert subjects == {subject_of(made["id"]) for made in document["objects"] if made["type"] == "identity"} & subjects
    assert not any(subject in json.dumps(document) for subject in subjects)


def marked_red(document: Json) -> Json:
    for made in document["objects"]:
        if made.get("identity_class") == "individual":
            made["object_marking_refs"].append(extensions.TLP_2_IDS[Tlp.RED])
    return document


def test_a_marking_that_somebody_added_holds_for_every_claim_of_the_object() -> None:
    loose = replace(OUR_TERMS, level=Level.RESTRICTED)
    bundle = read_again(marked_red(ours(an_assertion("alias", "Si", handling=loose), *CLAIMS[:1])))
    (draft,) = bundle.drafts
    assert {(claim.handling or draft.handling).tlp for claim in draft.claims} == {Tlp.RED}
    assert {(claim.handling or draft.handling).level for claim in draft.claims} == {Level.CONFIDENTIAL}
    assert LossReason.STRICTER_TERMS in lost(bundle).values()


BROKEN: list[tuple[str, str, Callable[[Json], object]]] = [
    (".claims[0].propertee", "unknown field", lambda said: said["claims"][0].update(propertee="x")),
    (".claims[0].property", "no property", lambda said: said["claims"][0].update(property="shoeSize")),
    (".claims[0].value", "empty value", lambda said: said["claims"][0].update(value="  ")),
    (".claims[0].value", "without a value", lambda said: said["claims"][0].update(value="")),
    (".claims[0].value", "longer than", lambda said: said["claims"][0].update(value="x" * 4_001)),
    (".claims[0].grading.source", "no source grade", lambda said: said["claims"][0]["grading"].update(source="G")),
    (".claims[0]", "missing required", lambda said: said["claims"][0].pop("grading")),
    (".claims[0].lang", "longer than 16", lambda said: said["claims"][0].update(lang="x" * 17)),
    (".claims[0].valid_from", "no such date", lambda said: said["claims"][0].update(valid_from="2020-02-30")),
    (".claims[0].supersedes", "not an id", lambda said: said["claims"][0].update(supersedes="1")),
    (".schema", "Invalid enum", lambda said: said.update(schema="Ghost")),
    ("", "means nothing on a", lambda said: said.update(rendition_of="identity--1")),
]


@pytest.mark.parametrize(("place", "reason", "change"), BROKEN)
def test_what_breaks_our_extension_is_refused_with_its_json_path(
    place: str, reason: str, change: Callable[[Json], object]
) -> None:
    document = ours(*CLAIMS[:1])
    index = next(i for i, made in enumerate(document["objects"]) if made.get("identity_class") == "individual")
    change(extension_of(document, "identity", extensions.SUBJECT))
    with pytest.raises(InputError, match=reason) as refused:
        read_again(document)
    path = f"$.objects[{index}].extensions.{extensions.SUBJECT}"
    assert refused.value.place == path + place


def test_a_relation_whose_ends_are_not_in_the_bundle_is_refused() -> None:
    for end in ("source_ref", "target_ref"):
        document = ours(*CLAIMS)
        made = next(made for made in document["objects"] if made.get("relationship_type") == "member-of")
        made[end] = f"identity--{uuid(99)}"
        with pytest.raises(InputError, match="refers to nothing") as refused:
            read_again(document)
        assert (refused.value.place or "").endswith(end)


def test_claims_about_what_is_no_subject_are_refused() -> None:
    document = ours(*CLAIMS[:1])
    note = next(made for made in document["objects"] if made["type"] == "note")
    said = extension_of(document, "identity", extensions.SUBJECT)
    note["extensions"][extensions.SUBJECT] = {name: said[name] for name in ("extension_type", "claims")}
    with pytest.raises(InputError, match="no subject"):
        read_again(document)


def test_a_claims_own_terms_that_cannot_be_read_forbid_it() -> None:
    document = ours(*CLAIMS[:2])
    claims = extension_of(document, "identity", extensions.SUBJECT)["claims"]
    alias = next(claim for claim in claims if claim["property"] == "alias")
    alias["terms_ref"] = f"marking-definition--{uuid(99)}"
    bundle = read_again(document)
    (draft,) = bundle.drafts
    assert next(claim.handling for claim in draft.claims if claim.property == "alias") == most_restrictive(XA)
    assert LossReason.UNREADABLE_TERMS in lost(bundle).values()


def test_a_marking_of_ours_that_somebody_took_away_is_said() -> None:
    document = ours(*CLAIMS[:1])
    people = [(i, made) for i, made in enumerate(document["objects"]) if made.get("identity_class") == "individual"]
    ((index, person),) = people
    del person["object_marking_refs"]
    bundle = read_again(document)
    assert lost(bundle)[f"$.objects[{index}]"] == LossReason.UNMARKED
    assert bundle.drafts[0].claims[0].handling == most_restrictive(XA)


def test_a_relation_of_an_address_is_about_an_address() -> None:
    address = an_assertion("country", "XA", subject=VESSEL, schema=Schema.ADDRESS, handling=OUR_TERMS)
    owner = an_assertion("ownerOf", RED_GATE, subject=VESSEL, schema=Schema.ADDRESS, handling=OUR_TERMS)
    (draft,) = read_again(ours(address, owner, CLAIMS[4])).drafts
    assert {claim.property: claim.schema for claim in draft.claims if claim.property != "name"} == {
        "country": Schema.ADDRESS,
        "ownerOf": Schema.ADDRESS,
    }


def test_a_claim_of_another_kind_than_its_subjects_first_keeps_its_kind() -> None:
    other = an_assertion("alias", "MV Sunda", schema=Schema.VESSEL, asserted_at=AT.replace(hour=23), handling=OUR_TERMS)
    (draft,) = read_again(ours(CLAIMS[0], other)).drafts
    assert {claim.value: claim.schema for claim in draft.claims} == {
        "Ayu Pelangi": Schema.PERSON,
        "MV Sunda": Schema.VESSEL,
    }


def test_a_relation_to_a_country_without_the_country_is_refused() -> None:
    document = ours(*CLAIMS)
    made = next(made for made in document["objects"] if made.get("relationship_type") == "national-of")
    del made["extensions"][extensions.SUBJECT]["claims"][0]["value"]
    with pytest.raises(InputError, match="without a value"):
        read_again(document)
