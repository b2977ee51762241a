import json
from dataclasses import replace
from typing import Any

import pytest

from simpul.core.errors import InputError, TamperedError
from simpul.core.node import Limits
from simpul.core.report import MOST_ASSERTIONS, Disclosure, check_disclosure
from simpul.peers.payloads import ReportPayloads
from tests.peering import LIMITS, XA, assertion, disclosure

PAYLOADS = ReportPayloads(limits=LIMITS)


def said(given: Disclosure) -> dict[str, object]:
    """What a payload says, to be changed by a test."""
    found = json.loads(PAYLOADS.encode(given))
    assert isinstance(found, dict)
    return found


def written(payload: dict[str, object]) -> bytes:
    """A payload with its records canonical, whatever is in them; the order of its own fields stays."""
    records = {name: _canonical(value) for name, value in payload.items()}
    return ("{" + ",".join(f'"{name}":{value}' for name, value in records.items()) + "}").encode()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def changed(record: str, *path: str, value: object) -> bytes:
    """A payload in which one place of the report, or of the second assertion, is another."""
    payload: dict[str, Any] = said(disclosure())
    place = payload["report"] if record == "report" else payload["assertions"][1]
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return written(payload)


def refusal_of(payload: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        PAYLOADS.decode(payload)
    return refused.value


def test_what_is_encoded_is_what_is_decoded() -> None:
    given = disclosure()
    assert PAYLOADS.decode(PAYLOADS.encode(given)) == given


def test_report_and_assertions_stand_in_it_byte_for_byte() -> None:
    given = disclosure()
    payload = PAYLOADS.encode(given)
    assert given.signed.report.body in payload
    assert all(item.body in payload for item in given.assertions)
    assert payload == written(said(given))


def test_what_is_decoded_holds_against_the_signed_root() -> None:
    check_disclosure(PAYLOADS.decode(PAYLOADS.encode(disclosure())))


def test_a_part_of_the_assertions_holds_too() -> None:
    whole = disclosure()
    part = replace(whole, assertions=whole.assertions[1:2])
    decoded = PAYLOADS.decode(PAYLOADS.encode(part))
    check_disclosure(decoded)
    assert decoded.assertions == whole.assertions[1:2]


def test_a_report_without_assertions_is_a_report() -> None:
    part = replace(disclosure(), assertions=())
    assert PAYLOADS.decode(PAYLOADS.encode(part)) == part


def test_an_assertion_of_another_report_is_noticed() -> None:
    foreign = replace(disclosure(), assertions=(assertion(99),))
    with pytest.raises(TamperedError, match="not part of the report"):
        check_disclosure(PAYLOADS.decode(PAYLOADS.encode(foreign)))


def test_text_of_every_script_survives() -> None:
    claims = tuple(
        assertion(index, value)
        for index, value in enumerate(("محمد المثال", "Мухаммад Образцов", "Ñoño Örnek 例え", "a\nb\tc", '"\\/'))
    )
    given = disclosure(*claims)
    assert PAYLOADS.decode(PAYLOADS.encode(given)) == given


def test_a_field_that_we_do_not_know_is_kept_in_the_bytes_and_means_nothing() -> None:
    payload = changed("assertion", "weight", value=7)
    decoded = PAYLOADS.decode(payload)
    assert b'"weight":7' in decoded.assertions[1].body
    assert decoded.assertions[1].value == disclosure().assertions[1].value
    assert decoded.assertions[1].id != disclosure().assertions[1].id


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("handling", "tlp"), "amber+", "handling.tlp"),
        (("handling", "tlp"), "AMBER", "handling.tlp"),
        (("handling", "level"), 7, "handling.level"),
        (("handling", "level"), "2", "handling.level"),
        (("handling", "codes"), ["H4"], "handling.codes[0]"),
        (("handling", "codes"), ["H3"], "handling.caveat"),
        (("handling", "purposes"), ["marketing"], "handling.purposes[0]"),
        (("handling", "onward"), "sometimes", "handling.onward"),
        (("handling", "court"), "perhaps", "handling.court"),
        (("handling", "releasable_to"), ["XB"], "handling.releasable_to[0]"),
        (("handling", "releasable_to"), ["XC-A", "XB-A"], "handling.releasable_to"),
        (("handling", "releasable_to"), [f"XB-{n:04}" for n in range(201)], "handling.releasable_to"),
        (("handling", "originator"), "XC-BORDER", "handling.originator"),
        (("handling", "expires_at"), "tomorrow", "handling.expires_at"),
        (("handling", "expires_at"), "2026-03-14T09:26:53+00:00", "handling"),
        (("handling", "expires_at"), "0001-01-01T00:00:00+14:00", "handling"),
        (("handling", "retain_until"), "2026-02-30", "handling.retain_until"),
        (("handling", "no_copies"), "true", "handling"),
        (("handling", "level"), None, "handling"),
        (("handling", "tlp"), None, "handling"),
        (("handling", "edition"), None, "handling"),
        (("handling", "originator"), None, "handling"),
        (("handling",), None, ""),
        (("handling",), "amber", "handling"),
        (("grading", "scale"), "stars", "grading.scale"),
        (("grading", "source"), "G", "grading.source"),
        (("grading", "information"), "9", "grading.information"),
        (("grading", "sure"), "very", "grading"),
        (("grading",), None, ""),
    ],
)
@pytest.mark.parametrize("record", ["report", "assertion"])
def test_terms_that_cannot_be_read_are_refused_with_their_place(
    record: str, path: tuple[str, ...], value: object, place: str
) -> None:
    refused = refusal_of(changed(record, *path, value=value))
    whole = "report" if record == "report" else "assertions[1]"
    assert refused.place == (f"{whole}.{place}" if place else whole)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("schema", "Ghost", "assertions[1].schema"),
        ("property", "shoeSize", "assertions[1].property"),
        ("value", "   ", "assertions[1].value"),
        ("value", "x" * 4_001, "assertions[1].value"),
        ("value", "a\x07b", "assertions[1].value"),
        ("subject", "1", "assertions[1].subject"),
        ("salt", "z" * 32, "assertions[1].salt"),
        ("originator", "XC-BORDER", "assertions[1].handling.originator"),
        ("asserted_at", "2026-03-14 09:26:53Z", "assertions[1].asserted_at"),
        ("asserted_at", "2026-03-14T09:26:53+00:00", "assertions[1].asserted_at"),
        ("asserted_at", "2026-03-14T09:26:53", "assertions[1].asserted_at"),
        ("asserted_at", "2026-02-30T09:26:53Z", "assertions[1].asserted_at"),
        ("asserted_at", "0001-01-01T00:00:00+14:00", "assertions[1].asserted_at"),
        ("asserted_at", "9999-12-31T23:59:59-14:00", "assertions[1].asserted_at"),
        ("valid_from", "1971-13", "assertions[1].valid_from"),
        ("supersedes", "abc", "assertions[1].supersedes"),
        ("salt", None, "assertions[1]"),
        ("lang", "x" * 17, "assertions[1].lang"),
        ("lang", "", "assertions[1].lang"),
        ("note", [], "assertions[1].note"),
    ],
)
def test_a_claim_that_is_none_is_refused_with_its_place(path: str, value: object, place: str) -> None:
    assert refusal_of(changed("assertion", path, value=value)).place == place


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("kind", "rumour", "report.kind"),
        ("title", " ", "report.title"),
        ("title", "x" * 201, "report.title"),
        ("root", "0", "report.root"),
        ("written_at", "never", "report.written_at"),
        ("retracts", "1", "report.retracts"),
        ("summary", None, "report"),
    ],
)
def test_a_report_that_is_none_is_refused_with_its_place(path: str, value: object, place: str) -> None:
    assert refusal_of(changed("report", path, value=value)).place == place


@pytest.mark.parametrize(
    ("instead", "place"),
    [
        (b'"lang":"id","lang":"id"', "assertions[1]"),
        (b'"lang": "id"', "assertions[1]"),
        (b'"lang":"\\u0069d"', "assertions[1]"),
        (b'"lang":"id","more":1.5', "assertions[1]"),
        (b'"lang":"id","kind":"x"', "assertions[1]"),
        (b'"lang":"\xff"', "assertions[1]"),
        (b'"lang":"id","more":null', "assertions[1].more"),
        (b'"lang":"id","more":[{"deep":false}]', "assertions[1].more[0].deep"),
    ],
)
def test_records_that_are_not_canonical_are_refused(instead: bytes, place: str) -> None:
    body = disclosure().assertions[1].body
    spoiled = PAYLOADS.encode(disclosure()).replace(body, body.replace(b'"lang":"id"', instead))
    assert refusal_of(spoiled).place == place


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        (b"", "payload"),
        (b"null", "payload"),
        (b"[]", "payload"),
        (b"{}", "payload"),
        (b"\xff", "payload"),
        (b'{"report":' * 100_000, "payload"),
        (b"[" * 100_000, "payload"),
        (b'{"report":{},"signature":"","leaves":[],"assertions":[]}', "payload.leaves"),
    ],
)
def test_what_is_no_payload_is_refused(payload: bytes, place: str) -> None:
    assert refusal_of(payload).place == place


def test_a_payload_written_another_way_is_refused() -> None:
    payload = said(disclosure())
    other_order = {name: payload[name] for name in ("signature", "report", "leaves", "assertions")}
    assert "another order" in refusal_of(written(other_order)).reason
    assert (
        "another order"
        in refusal_of(PAYLOADS.encode(disclosure()).replace(b'],"assertions"', b'], "assertions"')).reason
    )
    twice = PAYLOADS.encode(disclosure()).replace(b',"leaves":[', b',"leaves":[],"leaves":[')
    assert refusal_of(twice).place == "payload.leaves"
    extra = written({**payload, "more": 1})
    assert refusal_of(extra).place == "payload"


def test_nesting_deeper_than_allowed_is_refused() -> None:
    nested: object = "x"
    for _ in range(LIMITS.max_depth):
        nested = [nested]
    refused = refusal_of(changed("assertion", "more", value=nested))
    assert refused.place == "assertions[1]"
    assert "nested deeper" in refused.reason


@pytest.mark.parametrize("field", ["signature", "leaves"])
def test_what_is_no_hash_or_signature_is_refused(field: str) -> None:
    payload = said(disclosure())
    if field == "signature":
        payload["signature"] = "g" * 128
        assert refusal_of(written(payload)).place == "payload.signature"
    else:
        leaves = payload["leaves"]
        assert isinstance(leaves, list)
        payload["leaves"] = [*leaves[:-1], leaves[-1].upper()]
        assert refusal_of(written(payload)).place == "payload.leaves[31]"


def test_a_tree_has_as_many_leaves_as_its_padding_makes() -> None:
    payload = said(disclosure())
    leaves = payload["leaves"]
    assert isinstance(leaves, list)
    assert refusal_of(written({**payload, "leaves": [*leaves, "0" * 64]})).place == "payload.leaves"
    assert refusal_of(written({**payload, "leaves": leaves[:-1]})).place == "payload.leaves"


def test_more_assertions_than_a_report_can_hold_are_refused() -> None:
    payload = said(disclosure())
    assert refusal_of(written({**payload, "assertions": [1] * (MOST_ASSERTIONS + 1)})).place == "payload.assertions"


def test_the_same_assertion_twice_is_refused() -> None:
    whole = disclosure()
    twice = replace(whole, assertions=(*whole.assertions, whole.assertions[0]))
    assert refusal_of(PAYLOADS.encode(twice)).place == "payload.assertions"


def test_a_payload_longer_than_an_envelope_is_refused() -> None:
    small = ReportPayloads(limits=Limits(max_envelope_bytes=100))
    with pytest.raises(InputError, match="longer than 100 bytes"):
        small.decode(PAYLOADS.encode(disclosure()))


def test_the_sender_is_for_the_receiving_service_to_check() -> None:
    """The codec reads what is there; whose it may be is decided in `services.receiving`."""
    assert PAYLOADS.decode(PAYLOADS.encode(disclosure())).signed.report.value.originator == XA
