"""XML that means harm is refused with its line, and nothing outside is ever opened."""

from pathlib import Path

import pytest

from simpul.core.errors import InputError
from simpul.formats.iso20022.document import BOUNDS
from simpul.formats.iso20022.reading import read_iso20022
from tests.isomessages import pacs008, transfer

LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 12))


def with_doctype(inside: str, name: str = "&l0;") -> bytes:
    body = pacs008(transfer(debtor=f"<Nm>{name}</Nm>")).decode()
    return f"<!DOCTYPE Document [{inside}]>{body}".encode()


@pytest.mark.parametrize(
    "raw",
    [
        with_doctype('<!ENTITY l0 SYSTEM "file:///etc/passwd">'),
        with_doctype('<!ENTITY l0 SYSTEM "http://127.0.0.1:9/x">'),
        with_doctype(f'<!ENTITY l0 "ha">{LAUGHS}', "&l11;"),
        with_doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;', "x"),
        b'<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">' + pacs008(),
        b"<!-- <a --><!DOCTYPE Document []>" + pacs008(),
        with_doctype("").decode().encode("utf-16"),
    ],
    ids=["file", "network", "laughs", "parameter", "external-dtd", "hidden", "utf-16"],
)
def test_a_document_with_a_doctype_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="DOCTYPE") as refused:
        read_iso20022(raw)
    assert refused.value.place == "line 1"


def test_an_entity_that_is_not_declared_is_not_read() -> None:
    with pytest.raises(InputError, match="not well-formed"):
        read_iso20022(pacs008(transfer(debtor="<Nm>&other;</Nm>")))


def test_a_document_that_asks_for_another_is_not_given_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<Nm>Omar Saleh</Nm>")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/>'
    (payment,) = read_iso20022(pacs008(transfer(debtor=f"<Nm>Tarik</Nm>{include}"))).payments
    assert "Omar" not in str(payment)
    assert payment.unread == ("Dbtr/include",)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<Document>" * 300, "not well-formed"),
        (b"", "not well-formed"),
        (b"\x00", "not UTF-8"),
        (pacs008().replace(b"Tarik", b"Tar\xe9k"), "not well-formed"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>' + pacs008(), "only UTF-8"),
        (pacs008()[:-20], "not well-formed"),
        (b"<a>" + b"x" * (BOUNDS.max_bytes + 1), "larger than"),
        (b"<a>" + b"<b/>" * 1_600_000, "more than 750000 elements"),
    ],
    ids=["deep", "empty", "nul", "latin", "declared", "cut", "large", "elements"],
)
def test_what_is_no_document_or_too_much_of_one_is_refused_with_its_place(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read_iso20022(raw)
    assert refused.value.place


def test_a_message_in_utf_16_is_read_as_well() -> None:
    assert len(read_iso20022(pacs008().decode().encode("utf-16")).payments) == 1


def test_a_bidirectional_mark_is_kept_as_said_and_a_control_character_is_refused() -> None:
    (found,) = read_iso20022(pacs008(transfer(debtor="<Nm>Tarik\u202eirmA</Nm>"))).payments
    assert found.originator.name == "Tarik\u202eirmA"
    (refused,) = read_iso20022(pacs008(transfer(debtor="<Nm>Tarik&#127;</Nm>"))).rejected
    assert "U+007F" in refused.reason
