"""Passenger lists as tables. Everybody on board is invented; the states are nobody's."""

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.travel import DocumentKind, Flight, Manifest, ManifestForm, TravellerKind
from simpul.formats.manifests import read_manifest

HEADINGS = (
    "flight,from,to,departs at,surname,given names,dob,nationality,document number,document type,issuing country,pnr"
)
SURYA = "XQ123,QAA,QBB,2026-11-22 13:10,Wijaya,Surya Budi,7/9/1972,Indonesia,MB140241,P,Indonesia,MFVYRK"
FLIGHT = Flight(number="XQ9", departure="QAA", arrival="QBB")


def read(*lines: str, flight: Flight | None = None) -> Manifest:
    raw = "\n".join(lines).encode()
    return read_manifest(raw, filename="manifest.csv", flight=flight, limits=Limits())


def test_a_table_with_the_flight_in_its_columns_is_read() -> None:
    manifest = read(HEADINGS, SURYA)
    assert manifest.form is ManifestForm.TABLE
    assert manifest.flight == Flight(number="XQ123", departure="QAA", arrival="QBB", departs_at="2026-11-22T13:10")
    (traveller,) = manifest.travellers
    assert traveller.names == ("Surya Budi Wijaya",)
    assert (traveller.birth_date, traveller.nationality, traveller.booking) == ("1972-09-07", "ID", "MFVYRK")
    assert [(each.kind, each.number, each.issuer) for each in traveller.documents] == [
        (DocumentKind.PASSPORT, "MB140241", "ID")
    ]


def test_the_flight_may_be_said_beside_the_table() -> None:
    manifest = read("nama,tgl lahir,jenis penumpang", "Budi,1990,awak", "Sari,,", flight=FLIGHT)
    assert manifest.flight == FLIGHT
    assert [each.kind for each in manifest.travellers] == [TravellerKind.CREW, TravellerKind.PASSENGER]


def test_a_table_of_no_flight_or_of_two_is_refused() -> None:
    with pytest.raises(InputError, match="names no flight"):
        read("name", "Budi")
    with pytest.raises(InputError, match="more than one flight") as refused:
        read(HEADINGS, SURYA, SURYA.replace("XQ123", "XQ124"))
    assert refused.value.place == "line 3"


def test_nobody_is_hidden_by_a_cell_that_cannot_be_read_and_who_has_no_name_is_rejected() -> None:
    manifest = read(
        "name,dob,nationality,issuing country", "Budi,1990-02-31,Atlantis,Lemuria", ",1990,,", flight=FLIGHT
    )
    (traveller,) = manifest.travellers
    assert traveller.names == ("Budi",)
    assert len(traveller.unread) == 3
    assert [(each.place, each.reason) for each in manifest.rejected] == [("line 3", "no name")]


def test_a_list_that_names_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="names nobody"):
        read(HEADINGS)


def test_an_interchange_is_known_whatever_the_file_is_called() -> None:
    raw = b"UNB+UNOA:4'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'TDT+20+XQ1'NAD+FL+++SARI'UNT+5+1'UNZ+1'"
    manifest = read_manifest(raw, filename="manifest.csv", flight=None, limits=Limits())
    assert manifest.form is ManifestForm.PAXLST
