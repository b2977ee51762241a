import hashlib
import json
from dataclasses import replace

import pytest

from simpul.core.cases.freezing import Word
from simpul.core.cases.parts import Attachment, CaseNote, MediaType
from simpul.core.errors import InputError
from simpul.core.ids import canonical_bytes, seal
from simpul.core.node import Limits
from simpul.core.units.record import DOMAIN_OF, SignedRecord, UnitRecord, kind_of
from simpul.peers.records import UnitPayloads
from tests.cases import a_head, a_request, a_word, an_end, an_entry, paid
from tests.evidence import XB, a_chain, an_item
from tests.teams import an_agreement, changes, signs

PAYLOADS = UnitPayloads(limits=Limits())
FILE = b"a,b\n1,2\n"
ATTACHMENT = Attachment(
    name="rows.csv", media_type=MediaType.TABLE, size=len(FILE), digest=hashlib.sha256(FILE).hexdigest()
)


def signed(value: UnitRecord, content: bytes = b"") -> SignedRecord:
    return SignedRecord(record=seal(DOMAIN_OF[kind_of(value)], value), signature=b"s" * 64, content=content)


RECORDS = (
    signed(a_head()),
    signed(an_entry(CaseNote(text='Ayu said: \u2028 "no"'))),
    signed(an_entry(paid(an_end(), an_end("Sari", "XB9")))),
    signed(an_entry(ATTACHMENT), FILE),
    signed(a_request()),
    signed(a_word(Word.FROZEN)),
    signed(a_word(Word.REFUSED)),
    signed(an_item()),
    signed(a_chain(an_item())[4]),
    signed(an_agreement().value),
    signed(signs(XB, days=1).value),
    signed(changes(XB, days=2).value),
)


def refused(payload: bytes) -> InputError:
    with pytest.raises(InputError) as found:
        PAYLOADS.decode(payload)
    return found.value


def changed(index: int, **fields: object) -> bytes:
    """Give the payload with fields of one record changed, its bodies canonical."""
    payload = json.loads(PAYLOADS.encode(RECORDS))
    payload["records"][index] |= fields
    written = []
    for each in payload["records"]:
        body = canonical_bytes(each["body"]).decode()
        rest = "".join(f',"{name}":{json.dumps(each[name])}' for name in ("signature", "content") if name in each)
        written.append(f'{{"kind":"{each["kind"]}","body":{body}{rest}}}')
    return ('{"records":[' + ",".join(written) + "]}").encode()


def test_what_is_encoded_is_what_is_decoded() -> None:
    assert PAYLOADS.decode(PAYLOADS.encode(RECORDS)) == RECORDS
    assert changed(0) == PAYLOADS.encode(RECORDS)


def test_records_stand_in_it_byte_for_byte() -> None:
    payload = PAYLOADS.encode(RECORDS)
    assert all(each.record.body in payload for each in RECORDS)


@pytest.mark.parametrize(
    ("index", "path", "value"),
    [
        (0, "frm", "x"),
        (0, "title", ""),
        (1, "case", "d" * 31),
        (4, "urgency", "soon"),
        (4, "recipient", "XA-FIU"),
        (5, "authority", ""),
        (5, "written_at", "2026-03-14T09:10:00+00:00"),
        (6, "ground", "mood"),
    ],
)
def test_a_body_that_says_something_else_than_we_read_is_refused_with_its_place(
    index: int, path: str, value: object
) -> None:
    body = json.loads(RECORDS[index].record.body)
    body[path] = value
    found = refused(changed(index, body={name: each for name, each in body.items() if each != ""}))
    assert (found.place or "").startswith(f"records[{index}]")


def test_unknown_terms_are_refused() -> None:
    body = json.loads(RECORDS[0].record.body)
    body["handling"]["secret_field"] = "1"
    assert (refused(changed(0, body=body)).place or "").startswith("records[0].body")


def test_the_bytes_of_a_file_are_those_that_its_entry_names() -> None:
    for content in ("", "bm90IGl0", "%%%", "YSxiCjEsMgo"):
        assert (refused(changed(3, content=content)).place or "").startswith("records[3].content")
    assert (refused(changed(1, content="YSxiCjEsMgo=")).place or "") == "records[1].content"


def test_a_file_in_another_form_than_its_entry_says_is_refused() -> None:
    pdf = replace(ATTACHMENT, name="x.pdf", media_type=MediaType.PDF)
    payload = PAYLOADS.encode([signed(an_entry(pdf), FILE)])
    assert (refused(payload).place or "").startswith("records[0].content")


def test_a_record_stands_in_it_once() -> None:
    assert "twice" in refused(PAYLOADS.encode([RECORDS[0], RECORDS[0]])).reason


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{}",
        b'{"records":[]}',
        b'{"records":[{}]}',
        PAYLOADS.encode(RECORDS) + b" ",
        PAYLOADS.encode(RECORDS).replace(b'{"kind":"case",', b'{"kind":"case" ,', 1),
        PAYLOADS.encode(RECORDS).replace(b'"kind":"case"', b'"kind":"report"', 1),
        PAYLOADS.encode(RECORDS).replace(b'"kind":"case"', b'"kind":"freeze-word"', 1),
        b"x" * (16 * 1024 * 1024 + 1),
    ],
)
def test_whatever_is_no_payload_is_refused(payload: bytes) -> None:
    refused(payload)


def test_a_signature_is_64_bytes() -> None:
    assert refused(changed(0, signature="00")).place == "records[0].signature"
