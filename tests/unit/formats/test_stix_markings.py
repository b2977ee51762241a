"""What the markings of STIX 2.1 say about handling, and what we do with those that we cannot read."""

from dataclasses import replace

import pytest

from simpul.core.authority import Level
from simpul.core.handling import Handling, Tlp, most_restrictive
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions
from tests.bundles import DEFAULT, PERSON, REPORT, Json, a_marking, handling_marking, imported, lost, uuid
from tests.records import XB, XC


def terms_under(*markings: Json, refs: list[str] | None = None, **fields: object) -> tuple[Handling, dict[str, str]]:
    told = [marking["id"] for marking in markings] if refs is None else refs
    marked = {**PERSON, **fields, **({"object_marking_refs": told} if told else {})}
    bundle = imported(marked, *markings, {**REPORT, "object_refs": [PERSON["id"]]})
    (draft,) = bundle.drafts
    return draft.claims[0].handling or draft.handling, lost(bundle)


@pytest.mark.parametrize("tlp", Tlp)
@pytest.mark.parametrize("is_in_bundle", ["in the bundle", "known by its id"])
def test_tlp_2_is_understood_and_everything_else_is_the_strict_default(tlp: Tlp, is_in_bundle: str) -> None:
    markings = [extensions.tlp_2_marking(tlp)] if is_in_bundle == "in the bundle" else []
    terms, _ = terms_under(*markings, refs=[extensions.TLP_2_IDS[tlp]])
    assert terms == replace(DEFAULT, tlp=tlp)


@pytest.mark.parametrize(
    ("colour", "tlp"), [("white", Tlp.CLEAR), ("green", Tlp.GREEN), ("amber", Tlp.AMBER), ("red", Tlp.RED)]
)
def test_tlp_1_is_understood(colour: str, tlp: Tlp) -> None:
    assert terms_under(extensions.tlp_1_marking(colour))[0].tlp is tlp
    assert terms_under(refs=[extensions.TLP_1_IDS[colour]])[0].tlp is tlp
    other = a_marking(9, definition_type="tlp", definition={"tlp": colour})
    assert terms_under(other)[0].tlp is tlp


def test_a_statement_becomes_the_caveat() -> None:
    one = a_marking(8, definition_type="statement", definition={"statement": "Ask before arrest"})
    other = a_marking(9, definition_type="statement", definition={"statement": "Copyright"})
    assert terms_under(one, other)[0] == replace(DEFAULT, caveat="Ask before arrest; Copyright")


def test_the_strictest_of_several_markings_holds() -> None:
    markings = [extensions.tlp_2_marking(tlp) for tlp in (Tlp.GREEN, Tlp.AMBER, Tlp.CLEAR)]
    assert terms_under(*markings)[0].tlp is Tlp.AMBER


def test_the_marking_of_a_part_holds_for_the_whole() -> None:
    part = {"selectors": ["name"], "marking_ref": extensions.TLP_2_IDS[Tlp.RED]}
    language = {"selectors": ["name"], "lang": "id"}
    terms, losses = terms_under(extensions.tlp_2_marking(Tlp.GREEN), granular_markings=[part, language])
    assert terms.tlp is Tlp.RED
    assert losses["$.objects[0].granular_markings"] == LossReason.STRICTER_TERMS


def test_what_is_marked_with_nothing_is_under_the_strict_default_and_says_so() -> None:
    terms, losses = terms_under()
    assert terms == DEFAULT
    assert losses["$.objects[0]"] == LossReason.UNMARKED


UNREADABLE: dict[str, list[Json]] = {
    "an unknown extension": [a_marking(9, extensions={"extension-definition--" + uuid(7): {"x": "y"}})],
    "ours and another": [
        a_marking(9, extensions={**handling_marking()["extensions"], extensions.TLP_2: {"tlp_2_0": "clear"}})
    ],
    "an unknown colour": [a_marking(9, extensions={extensions.TLP_2: {"tlp_2_0": "purple"}})],
    "a colour that is no text": [a_marking(9, extensions={extensions.TLP_2: {"tlp_2_0": ["clear"]}})],
    "an unknown colour of tlp 1": [a_marking(9, definition_type="tlp", definition={"tlp": "purple"})],
    "no text for a colour of tlp 1": [a_marking(9, definition_type="tlp", definition={"tlp": []})],
    "an unknown type": [a_marking(9, definition_type="iep", definition={"iep": "x"})],
    "an empty statement": [a_marking(9, definition_type="statement", definition={"statement": " "})],
    "a statement and more": [a_marking(9, definition_type="statement", definition={"statement": "x", "iep": "y"})],
    "a statement too long": [a_marking(9, definition_type="statement", definition={"statement": "x" * 501})],
    "nothing": [a_marking(9)],
    "an unknown term": [handling_marking(compartment="X")],
    "an unknown value": [handling_marking(onward="sometimes")],
    "an unknown code": [handling_marking(codes=["H9"])],
    "a broken date": [handling_marking(retain_until="2026-02-30")],
    "no originator": [a_marking(9, extensions={extensions.HANDLING: {"extension_type": "property-extension"}})],
    "a known id that says something else": [
        {**extensions.tlp_2_marking(Tlp.CLEAR), "id": extensions.TLP_2_IDS[Tlp.RED]}
    ],
    "two originators who name each other": [
        handling_marking(releasable_to=[XC]),
        {**handling_marking(originator=XC, releasable_to=[XB]), "id": f"marking-definition--{uuid(8)}"},
    ],
    "two originators": [
        handling_marking(),
        {**handling_marking(originator=XC), "id": f"marking-definition--{uuid(8)}"},
    ],
}


@pytest.mark.parametrize("markings", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_we_cannot_read_is_under_the_most_restrictive_terms_and_says_so(markings: list[Json]) -> None:
    terms, losses = terms_under(*markings)
    assert terms == most_restrictive(XB)
    assert losses["$.objects[0]"] == LossReason.UNREADABLE_TERMS


def test_a_marking_that_is_not_in_the_bundle_cannot_be_read() -> None:
    terms, _ = terms_under(refs=[f"marking-definition--{uuid(50)}"])
    assert terms == most_restrictive(XB)
    terms, _ = terms_under(refs=[REPORT["id"]])
    assert terms == most_restrictive(XB)


def test_an_unreadable_marking_beside_a_readable_one_wins() -> None:
    (unknown,) = UNREADABLE["an unknown type"]
    terms, _ = terms_under(extensions.tlp_2_marking(Tlp.CLEAR), unknown)
    assert terms == most_restrictive(XB)


def test_a_part_marked_with_nothing_we_know_cannot_be_read() -> None:
    terms, _ = terms_under(granular_markings=[{"selectors": ["name"]}])
    assert terms == most_restrictive(XB)


def test_our_own_marking_with_a_stricter_colour_beside_it_is_stricter() -> None:
    terms, _ = terms_under(handling_marking(), extensions.tlp_2_marking(Tlp.RED))
    assert terms == Handling(originator=XB, tlp=Tlp.RED)


def test_two_markings_of_ours_by_one_originator_give_the_strictest() -> None:
    other = {**handling_marking(level=3), "id": f"marking-definition--{uuid(8)}"}
    terms, _ = terms_under(handling_marking(), other)
    assert terms == Handling(originator=XB, tlp=Tlp.AMBER, level=Level.SECRET)


def test_what_bears_anothers_terms_than_the_report_is_under_the_most_restrictive() -> None:
    marking = handling_marking(originator=XC)
    person = {**PERSON, "object_marking_refs": [marking["id"]]}
    bundle = imported(person, marking, {**REPORT, "object_refs": [PERSON["id"]]})
    (draft,) = bundle.drafts
    assert draft.handling.originator == XB
    assert draft.claims[0].handling == most_restrictive(XB)
    assert LossReason.UNREADABLE_TERMS in lost(bundle).values()
