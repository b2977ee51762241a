"""Native JSON: reports, subjects, alerts and drafts in files, as exactly as over a link."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from simpul.core.alert import Alert, AlertDecision, AlertKind, Evidence, MatchDecision, Seriousness, Verdict
from simpul.core.authority import OfficerId
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError, TamperedError
from simpul.core.export import ExportedReport
from simpul.core.holding import HeldAlert
from simpul.core.ids import canonical_bytes
from simpul.core.log import leaf_hash
from simpul.core.node import Limits
from simpul.core.report import Disclosure, ReportKind
from simpul.core.vocabulary import Schema
from simpul.formats.native import (
    REPORT_TYPE,
    NativeEncoder,
    SubjectDocument,
    read_alert,
    read_draft,
    read_native_report,
    read_subject,
    write_alert,
    write_draft,
    write_native_report,
    write_subject,
)
from tests.records import AT, AYU, B2, RED_GATE, XA, XB, XC, a_disclosure, a_handling, an_assertion

LIMITS = Limits()
CLAIMS = (an_assertion(), an_assertion("alias", "Si Pelangi"), an_assertion("nationality", "XA"))
DISCLOSURE = a_disclosure(CLAIMS, shown=CLAIMS[:2])
DRAFT = ReportDraft(
    kind=ReportKind.ASSESSMENT,
    title="A meeting",
    summary="Two met.",
    grading=B2,
    handling=a_handling(XB),
    claims=(
        Claim(subject=AYU, schema=Schema.PERSON, property="name", value="Ayu Pelangi"),
        Claim(subject=AYU, schema=Schema.PERSON, property="memberOf", value=RED_GATE, valid_from="2020"),
    ),
)
Json = dict[str, Any]


def read(document: Json) -> Disclosure:
    return read_native_report(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode(), limits=LIMITS)


def a_document() -> Json:
    document: Json = json.loads(write_native_report(DISCLOSURE))
    return document


# --- reports --------------------------------------------------------------------------------------------------------


def test_a_report_comes_back_byte_for_byte() -> None:
    body = write_native_report(DISCLOSURE)
    again = read_native_report(body, limits=LIMITS)
    assert again == DISCLOSURE
    assert write_native_report(again) == body
    bodies = [DISCLOSURE.signed.report.body, *(claim.body for claim in DISCLOSURE.assertions)]
    assert all(record in body for record in bodies)
    assert CLAIMS[2].body not in body


def test_an_exported_report_is_that_document() -> None:
    signed = DISCLOSURE.signed
    exported = ExportedReport(
        report=signed.report, assertions=DISCLOSURE.assertions, signature=signed.signature, leaves=signed.leaves
    )
    encoded = NativeEncoder().encode(exported)
    assert (encoded.body, encoded.media_type, encoded.losses) == (write_native_report(DISCLOSURE), REPORT_TYPE, ())
    ids = [signed.report.id, *(claim.id for claim in DISCLOSURE.assertions)]
    assert encoded.exported_ids == {record: record for record in ids}
    with pytest.raises(InputError, match="without its signature"):
        NativeEncoder().encode(replace(exported, signature=b""))
    with pytest.raises(TamperedError, match="do not give the root"):
        NativeEncoder().encode(replace(exported, leaves=()))


def test_what_we_do_not_know_in_a_record_is_kept_in_its_bytes() -> None:
    known = json.loads(CLAIMS[0].body)
    body = json.dumps({**known, "witness": "later edition"}, sort_keys=True, separators=(",", ":")).encode()
    disclosure = a_disclosure([replace(CLAIMS[0], body=body)])
    (claim,) = read_native_report(write_native_report(disclosure), limits=LIMITS).assertions
    assert claim.body == body
    assert claim.value == CLAIMS[0].value
    assert claim.id != CLAIMS[0].id


BROKEN: list[tuple[str, str, Callable[[Json], object]]] = [
    ("$.document", "not a document simpul/report/1", lambda said: said.update(document="simpul/report/2")),
    ("$.document", "not a document", lambda said: said.pop("document")),
    ("$", "unknown field `more`", lambda said: said.update(more=1)),
    ("$", "missing required field `leaves`", lambda said: said.pop("leaves")),
    ("$.leaves", "Expected `array`", lambda said: said.update(leaves=[])),
    ("$.leaves", "no report has so many", lambda said: said["leaves"].append("0" * 64)),
    ("$.leaves[3]", "not 64 hexadecimal", lambda said: said["leaves"].__setitem__(3, "0" * 63)),
    ("$.leaves[0]", "Expected `str`", lambda said: said["leaves"].__setitem__(0, 5)),
    ("$.signature", "not 128 hexadecimal", lambda said: said.update(signature="0" * 127)),
    ("$.signature", "not 128 hexadecimal", lambda said: said.update(signature="G" * 128)),
    ("$.assertions", "twice", lambda said: said["assertions"].append(said["assertions"][0])),
    ("$.assertions[0]", "not canonical", lambda said: said["assertions"].__setitem__(0, {"b": 1, "a": 2})),
    ("$.assertions[0]", "not canonical", lambda said: said["assertions"][0].update(zz=1.5)),
    ("$.assertions[0]", "not canonical", lambda said: said["assertions"][0].update(zz=None)),
    ("$.assertions[1].value", "empty value", lambda said: said["assertions"][1].update(value=" ")),
    ("$.assertions[1].property", "no property", lambda said: said["assertions"][1].update(property="shoeSize")),
    ("$.assertions[0].handling", "terms that we do not know", lambda said: _handling(said).update(zz="secret")),
    ("$.assertions[0].handling", "terms that we do not know", lambda said: _handling(said).pop("edition")),
    ("$.assertions[0].handling.tlp", "Invalid enum", lambda said: _handling(said).update(tlp="purple")),
    (
        "$.assertions[0].grading",
        "terms that we do not know",
        lambda said: said["assertions"][0]["grading"].update(z="1"),
    ),
    ("$.assertions[0].asserted_at", "as we write it", lambda said: _moved(said["assertions"][0], "asserted_at")),
    ("$.report.written_at", "as we write it", lambda said: _moved(said["report"], "written_at")),
    ("$.report.title", "needs a title", lambda said: said["report"].update(title=" ")),
    ("$.report", "Expected `object`", lambda said: said.update(report="text")),
]


def _handling(document: Json) -> Json:
    handling: Json = document["assertions"][0]["handling"]
    return handling


def _moved(record: Json, name: str) -> None:
    record[name] = "2026-03-14T10:26:53+01:00"


@pytest.mark.parametrize(("place", "reason", "change"), BROKEN)
def test_a_broken_document_is_refused_with_its_json_path(
    place: str, reason: str, change: Callable[[Json], object]
) -> None:
    document = a_document()
    change(document)
    with pytest.raises(InputError, match=reason) as refused:
        read(document)
    assert refused.value.place == place


def test_a_forged_leaf_a_foreign_claim_and_a_changed_head_show() -> None:
    document = a_document()
    document["leaves"][5] = leaf_hash(b"forged").hex()
    with pytest.raises(TamperedError, match="do not give the root"):
        read(document)
    document = a_document()
    document["assertions"][0]["value"] = "Eva Pelangi"
    with pytest.raises(TamperedError, match=r"assertions\[0\] is not part"):
        read(document)
    document = a_document()
    document["report"]["title"] = "Another"
    assert read(document).signed.report.id != DISCLOSURE.signed.report.id


def test_another_originators_claim_is_refused() -> None:
    foreign = an_assertion(handling=a_handling(XA, originator=XB))
    leaves = a_disclosure([CLAIMS[0], foreign])
    with pytest.raises(InputError, match="another originator"):
        write_native_report(leaves)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "line 1, column 1"),
        (b"[]", "$.document"),
        (b"\xff", "$"),
        (b'{"document":"simpul/report/1","document":"simpul/report/1"}', "$"),
        (b'{"document":' + b"[" * 40 + b"]" * 40 + b"}", "$.document" + "[0]" * 16),
        (b" " * (LIMITS.max_envelope_bytes + 1), "$"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, place: str) -> None:
    for reader in (read_native_report, read_subject):
        with pytest.raises(InputError) as refused:
            reader(raw, limits=LIMITS)
        assert refused.value.place == place


def test_bytes_with_blanks_inside_a_record_are_not_those_that_were_signed() -> None:
    body = write_native_report(DISCLOSURE)
    with pytest.raises(InputError, match="not canonical") as refused:
        read_native_report(body.replace(b'"report":{', b'"report":{ '), limits=LIMITS)
    assert refused.value.place == "$.report"
    assert read_native_report(body.replace(b'"report":{', b'"report": {'), limits=LIMITS) == DISCLOSURE


# --- subjects and alerts --------------------------------------------------------------------------------------------

MATCH = MatchDecision(
    id="e" * 32,
    left=AYU,
    right="list:xa:XAi.001",
    judgement=Verdict.SAME,
    by=OfficerId("a.surya"),
    at=AT,
    reason="Same passport",
    handling=a_handling(),
)
ALERT = Alert(
    id="f" * 32,
    kind=AlertKind.LIST_HIT,
    subject=AYU,
    against="list:xa:XAi.001",
    score=900,
    seriousness=Seriousness.HIGH,
    handling=a_handling(),
    raised_at=AT,
    evidence=(Evidence(code="name.same", arguments=("Ayu",), weight=80),),
)


def test_a_subject_comes_back_with_its_claims_byte_for_byte() -> None:
    for document in (
        SubjectDocument(subject=AYU, assertions=CLAIMS, judgements=(MATCH,)),
        SubjectDocument(subject=AYU, assertions=()),
    ):
        assert read_subject(write_subject(document), limits=LIMITS) == document


def test_a_subject_without_an_id_or_with_a_strange_judgement_is_refused() -> None:
    good = write_subject(SubjectDocument(subject=AYU, assertions=(), judgements=(MATCH,)))
    for wrong, place in (
        (good.replace(AYU.encode(), b"nobody", 1), "$.subject"),
        (good[:-3] + b',"x":1}]}', "$.judgements[0].x"),
    ):
        with pytest.raises(InputError) as refused:
            read_subject(wrong, limits=LIMITS)
        assert refused.value.place == place


def test_an_alert_comes_back_with_its_decisions() -> None:
    taken = AlertDecision(alert=ALERT.id, verdict=Verdict.TAKE, by=OfficerId("a.surya"), at=AT)
    for held in (HeldAlert(alert=ALERT), HeldAlert(alert=ALERT, decisions=(taken,))):
        assert read_alert(write_alert(held), limits=LIMITS) == held


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"document": "simpul/report/1"}, "$.document"),
        ({"more": "x"}, "$.more"),
        ({"decisions": [{"alert": "a"}]}, "$.decisions[0]"),
        ({"alert": {}}, "$.alert"),
    ],
)
def test_what_is_no_alert_is_refused_at_its_place(change: Json, place: str) -> None:
    document = {**json.loads(write_alert(HeldAlert(alert=ALERT))), **change}
    with pytest.raises(InputError) as refused:
        read_alert(json.dumps(document).encode(), limits=LIMITS)
    assert refused.value.place == place


# --- drafts ---------------------------------------------------------------------------------------------------------


def test_a_draft_comes_back_and_can_be_read_by_people() -> None:
    body = write_draft(DRAFT)
    assert read_draft(body, limits=LIMITS) == DRAFT
    assert body.count(b"\n") > 20
    assert json.loads(body) == json.loads(canonical_bytes(DRAFT))


def test_what_a_person_leaves_empty_is_absent() -> None:
    said = {**json.loads(write_draft(DRAFT)), "legal_basis": "", "supersedes": ""}
    said["handling"] |= {"expires_at": None, "codes": [], "caveat": ""}
    assert read_draft(json.dumps(said).encode(), limits=LIMITS) == DRAFT


DRAFTED: list[tuple[str, str, Callable[[Json], object]]] = [
    ("$.titel", "unknown field", lambda said: said.update(titel="x")),
    ("$.handling.tlp2", "unknown field", lambda said: said["handling"].update(tlp2="red")),
    ("$.claims[1].grade", "unknown field", lambda said: said["claims"][1].update(grade="B2")),
    ("$.kind", "Invalid enum", lambda said: said.update(kind="rumour")),
    ("$.title", "needs a title", lambda said: said.pop("title")),
    ("$.summary", "needs a summary", lambda said: said.update(summary=" ")),
    ("$.title", "longer than 200", lambda said: said.update(title="x" * 201)),
    ("$.legal_basis", "longer than 300", lambda said: said.update(legal_basis="x" * 301)),
    ("$.supersedes", "not an id", lambda said: said.update(supersedes="1")),
    ("$.retracts", "not both", lambda said: said.update(supersedes="1" * 64, retracts="2" * 64)),
    ("$.grading.source", "no source grade", lambda said: said["grading"].update(source="G")),
    ("$.handling.originator", "not an authority", lambda said: said["handling"].update(originator="?")),
    ("$.claims[0].subject", "32 hexadecimal", lambda said: said["claims"][0].update(subject="ayu")),
    ("$.claims[0].value", "empty value", lambda said: said["claims"][0].update(value="")),
    ("$.claims[1].value", "not a subject's id", lambda said: said["claims"][1].update(value="Red Gate")),
    ("$.claims[1].valid_from", "not a date", lambda said: said["claims"][1].update(valid_from="spring")),
    ("$.claims[1].lang", "longer than 16", lambda said: said["claims"][1].update(lang="x" * 17)),
    (
        "$.claims[0].handling.originator",
        "another originator",
        lambda said: said["claims"][0].update(handling={"originator": XC}),
    ),
]


@pytest.mark.parametrize(("place", "reason", "change"), DRAFTED)
def test_a_draft_that_could_not_be_released_is_refused_at_its_place(
    place: str, reason: str, change: Callable[[Json], object]
) -> None:
    said = json.loads(write_draft(DRAFT))
    change(said)
    with pytest.raises(InputError, match=reason) as refused:
        read_draft(json.dumps(said).encode(), limits=LIMITS)
    assert refused.value.place == place


def test_a_draft_that_says_something_twice_is_refused() -> None:
    body = write_draft(DRAFT).replace(b'"title"', b'"title": "Another", "title"')
    with pytest.raises(InputError, match="stands 2 times"):
        read_draft(body, limits=LIMITS)


def test_a_draft_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 100 bytes"):
        read_draft(write_draft(DRAFT), limits=replace(LIMITS, max_envelope_bytes=100))
