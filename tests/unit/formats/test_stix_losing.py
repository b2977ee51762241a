"""Copies in STIX 2.1: their ids, and what each has lost."""

from dataclasses import replace
from itertools import combinations

import pytest

from simpul.core.authority import Authority
from simpul.core.errors import InputError
from simpul.core.export import ExportedReport
from simpul.core.handling import Tlp
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix import mapping
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import write_stix
from tests.exports import OPEN, a_person, reasons, written
from tests.judging import objects_of
from tests.records import (
    AYU,
    XA,
    XB,
    a_report,
    an_assertion,
    an_open_handling,
)


def test_the_same_copy_has_the_same_bytes_whatever_the_order_of_its_claims() -> None:
    claims = (a_person(), a_person("alias", "Si"), a_person("nationality", "XA"))
    report = a_report(handling=OPEN)
    bodies = {
        write_stix(ExportedReport(report=report, assertions=order), target=Target.SIMPUL).body
        for order in (claims, claims[::-1], (claims[1], claims[0], claims[2]))
    }
    assert len(bodies) == 1


def test_two_copies_that_differ_in_anything_share_no_id_of_what_is_told() -> None:
    claims = (a_person(), a_person("alias", "Si"))
    report = a_report(handling=OPEN)
    whole = ExportedReport(report=report, assertions=claims)
    others = [
        (whole, Target.PLAIN),
        (replace(whole, assertions=claims[:1]), Target.SIMPUL),
        (replace(whole, report=a_report(handling=OPEN, title="Another")), Target.SIMPUL),
        (replace(whole, authorities=(Authority(id=XA, name="Another"),)), Target.SIMPUL),
    ]
    told = []
    for exported, target in [(whole, Target.SIMPUL), *others]:
        objects = objects_of(write_stix(exported, target=target).body)
        told.append({made["id"] for made in objects if "object_marking_refs" in made})
    assert all(not one & other for one, other in combinations(told, 2))


def test_our_own_ids_and_salts_do_not_leave() -> None:
    claims = (a_person(), a_person("nationality", "XA"))
    for target in Target:
        encoded, _ = written(*claims, target=target)
        text = encoded.body.decode()
        report = a_report(handling=OPEN).value
        for secret in (AYU, report.salt, report.root, *(c.id for c in claims), *(c.value.salt for c in claims)):
            assert secret not in text


def test_what_every_copy_loses_is_told() -> None:
    encoded, _ = written(a_person())
    assert reasons(encoded) == {
        "report.id": LossReason.NEW_ID,
        "report.signature": LossReason.NO_PROOF,
        "report.root": LossReason.NO_PROOF,
        "report.salt": LossReason.NO_PROOF,
        "assertions.id": LossReason.NEW_ID,
        "assertions.subject": LossReason.NEW_ID,
        "assertions.salt": LossReason.NO_PROOF,
    }
    encoded, _ = written()
    assert "assertions.id" not in reasons(encoded)


def test_what_plain_stix_loses_besides_is_told() -> None:
    green = replace(OPEN, tlp=Tlp.GREEN)
    claims = (
        a_person(lang="id", valid_from="2020", valid_to="2021", supersedes="1" * 64, legal_basis="Law 2"),
        a_person("alias", "Si", handling=green, retracts="2" * 64),
        a_person("nationality", "XA", valid_from="2020", valid_to="2021-05-06"),
    )
    encoded, _ = written(*claims, target=Target.PLAIN, legal_basis="Law 1", supersedes="3" * 64)
    lost = reasons(encoded)
    in_a_note = {name for name, reason in lost.items() if reason == LossReason.IN_A_NOTE}
    no_place = {name for name, reason in lost.items() if reason == LossReason.NO_PLACE}
    assert in_a_note == {
        *("report.grading", "report.legal_basis", "assertions.grading", "assertions.lang"),
        *("assertions.valid_from", "assertions.valid_to", "assertions.alias"),
    }
    assert no_place == {
        *("report.supersedes", "assertions.supersedes", "assertions.retracts"),
        *("assertions.asserted_at", "assertions.legal_basis"),
    }
    assert lost["assertions.handling"] == LossReason.STRICTER_TERMS


def test_days_that_a_relationship_can_say_are_not_lost() -> None:
    encoded, _ = written(
        a_person("nationality", "XA", valid_from="2020-01-01", valid_to="2021-05-06"), target=Target.PLAIN
    )
    assert not {"assertions.valid_from", "assertions.valid_to"} & set(reasons(encoded))


def test_no_loss_is_told_twice() -> None:
    encoded, _ = written(a_person("alias", "A"), a_person("alias", "B"), target=Target.PLAIN)
    assert len(set(encoded.losses)) == len(encoded.losses)


def test_another_originators_claim_or_one_twice_is_refused() -> None:
    foreign = an_assertion(handling=an_open_handling(XB))
    with pytest.raises(InputError, match="another originator") as refused:
        written(a_person(), foreign)
    assert refused.value.place == "assertions[1].originator"
    twice = a_person()
    with pytest.raises(InputError, match="twice"):
        written(twice, twice)


def test_relations_and_kinds_cover_the_vocabulary() -> None:
    pointing = {name for name, kind in PROPERTIES.items() if kind in (ValueKind.SUBJECT, ValueKind.COUNTRY)}
    assert set(mapping.RELATIONSHIPS) == pointing
    assert set(mapping.OBJECT_TYPES) == set(Schema)
    assert len(set(mapping.RELATIONSHIPS.values())) == len(mapping.RELATIONSHIPS)


def test_every_reason_of_a_loss_has_a_word_of_its_own() -> None:
    assert all(reason.startswith("loss.") for reason in LossReason)
