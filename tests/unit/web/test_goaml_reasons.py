"""Whoever files a report reads what is wrong with it in the page's language, and the library's words as a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.formats.goaml.reading import read_goaml
from simpul.formats.goaml.schema import load_goaml_schema
from simpul.web.language import language
from simpul.web.words.reasons import is_known, place_in, reason_in
from tests.goamlreports import report

INDONESIAN = language("id")
XSD = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
SAYS = "; kata pustaka XML: "


def schema(of_reference: str) -> bytes:
    """A schema whose reports may hold anything, but a reference of this type."""
    return (
        f'<xs:schema {XSD}><xs:element name="report"><xs:complexType><xs:sequence>'
        '<xs:element name="rentity_id" type="xs:int"/>'
        '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>'
        "</xs:sequence></xs:complexType></xs:element>"
        f'<xs:element name="entity_reference">{of_reference}</xs:element></xs:schema>'
    ).encode()


def restricted(facet: str, kind: str = "xs:string") -> bytes:
    return schema(f'<xs:simpleType><xs:restriction base="{kind}">{facet}</xs:restriction></xs:simpleType>')


ANY = restricted("")
FAULTS = {
    "pattern": (restricted('<xs:pattern value="[0-9]+"/>'), report(), "bentuknya lain"),
    "code": (restricted('<xs:enumeration value="A"/>'), report(), "bukan salah satu kode"),
    "long": (restricted('<xs:maxLength value="2"/>'), report(), "terlalu panjang"),
    "short": (restricted('<xs:minLength value="90"/>'), report(), "terlalu pendek"),
    "bound": (restricted('<xs:maxInclusive value="5"/>', "xs:int"), report(reference="77"), "di luar batasnya"),
    "kind": (restricted("", "xs:int"), report(), "jenisnya lain"),
    "missing": (ANY, b"<report/>", "ada unsur yang kurang"),
    "other": (ANY, report().replace(b"<entity_reference>", b'<entity_reference x="1">'), "tidak sebagaimana mestinya"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_schema_finds_is_said_in_the_language_and_the_library_is_quoted(fault: str) -> None:
    made, raw, said = FAULTS[fault]
    with pytest.raises(InputError) as refused:
        read_goaml(raw, schema=load_goaml_schema(made))
    ours, _, quoted = reason_in(INDONESIAN, refused.value.reason).partition(SAYS)
    assert said in ours
    assert ours.startswith("tidak sah menurut skema goAML: ")
    assert "<entity_reference>" in ours or fault == "missing"
    assert quoted.startswith('"Element ')
    assert quoted.endswith('"')
    assert place_in(INDONESIAN, refused.value.place or "").startswith("baris ")


@pytest.mark.parametrize("made", [schema("<xs:nothing/>"), restricted('<xs:pattern value="[a-"/>'), b"<x", b"<x/>"])
def test_what_is_wrong_with_a_schema_is_said_in_the_language(made: bytes) -> None:
    with pytest.raises(InputError) as refused:
        load_goaml_schema(made)
    ours = reason_in(INDONESIAN, refused.value.reason).partition(SAYS)[0]
    assert ours in ("skema tidak dapat dipakai", "XML tidak tersusun baik", "bukan skema laporan goAML")
    assert place_in(INDONESIAN, refused.value.place or "").startswith("baris ")


@given(st.integers(min_value=0, max_value=len(report())), st.binary(max_size=6))
def test_however_a_report_is_damaged_the_reason_has_its_words(at: int, put: bytes) -> None:
    found = refusal_of(report()[:at] + put + report()[at + len(put) :])
    if found is not None:
        assert is_known(found.reason), found.reason
        assert place_in(INDONESIAN, found.place or "").startswith(("baris ", "bita "))


def refusal_of(raw: bytes) -> InputError | None:
    """Give why a report is refused, or nothing where it is read."""
    try:
        read_goaml(raw, schema=load_goaml_schema(ANY))
    except InputError as refused:
        return refused
    return None
