"""Passenger lists in UN/EDIFACT. Everybody on board is invented; the states are nobody's."""

import pytest

from simpul.core.errors import InputError
from simpul.core.travel import DocumentKind, Flight, ManifestForm, TravelDocument, TravellerKind
from simpul.formats.edifact import is_interchange, read_segments
from simpul.formats.paxlst import read_paxlst

HEAD = (
    "UNA:+.? '\r\n"
    "UNB+UNOA:4+APIS*XQ+XADHS+261122:0900+000000001++APIS'\r\n"
    "UNG+PAXLST+INVENTED AIR+XADHS+261122:0900+000000001+UN+D:12B'\r\n"
)
BEGIN = (
    "UNH+PAX001+PAXLST:D:12B:UN:IATA+XQ0123/261122/1310+01:F'BGM+745'"
    "NAD+MS+++INVENTED AIR'COM+202 555 0100:TE'"
    "TDT+20+XQ123+++XQ'LOC+125+QAA'DTM+189:2611221310:201'LOC+87+QBB'DTM+232:2611221530:201'"
)
SURYA = (
    "NAD+FL+++WIJAYA:SURYA:BUDI+20 INVENTED ST+KOTA++20001+XAA'ATT+2++M'DTM+329:720907'MEA+CT++:1'"
    "LOC+22+QBB'LOC+174+IDN'LOC+178+QAA'LOC+179+QBB'NAT+2+IDN'RFF+AVF:MFVYRK'RFF+SEA:23A'"
    "DOC+P:110:111+MB140241'DTM+36:301021'LOC+91+IDN'DOC+V:110:111+V77'LOC+91+XBB'"
)
CREW = "NAD+FM+++SARI'ATT+2++F'DTM+329:19800102'NAT+2+D'DOC+AC:110:111+C9'"
TAIL = "UNE+1+000000001'UNZ+1+000000001'"


def message(*people: str, begin: str = BEGIN, count: str = "") -> str:
    body = begin + "".join(people) + (f"CNT+42:{count}'" if count else "")
    return f"{body}UNT+{body.count(chr(39)) + 1}+PAX001'"


def interchange(*messages: str) -> bytes:
    return (HEAD + "".join(messages) + TAIL).encode("ascii")


def test_a_list_is_read_with_its_flight_and_everything_that_screening_needs() -> None:
    manifest = read_paxlst(interchange(message(SURYA, CREW, count="2")))
    assert manifest.form is ManifestForm.PAXLST
    assert manifest.flight == Flight(
        number="XQ123", departure="QAA", arrival="QBB", departs_at="2026-11-22T13:10", arrives_at="2026-11-22T15:30"
    )
    passenger, crew = manifest.travellers
    assert passenger.names == ("SURYA BUDI WIJAYA",)
    assert (passenger.kind, passenger.gender, passenger.birth_date) == (TravellerKind.PASSENGER, "male", "1972-09-07")
    assert (passenger.nationality, passenger.residence) == ("ID", "ID")
    assert (passenger.embarks, passenger.disembarks) == ("QAA", "QBB")
    assert (passenger.booking, passenger.seat) == ("MFVYRK", "23A")
    assert passenger.documents == (
        TravelDocument(kind=DocumentKind.PASSPORT, number="MB140241", issuer="ID", expires_on="2030-10-21"),
        TravelDocument(kind=DocumentKind.VISA, number="V77", issuer="XB"),
    )
    assert (crew.kind, crew.names, crew.nationality) == (TravellerKind.CREW, ("SARI",), "DE")
    assert crew.birth_date == "1980-01-02"
    assert (manifest.rejected, manifest.remarks) == ((), ())


def test_a_long_list_in_several_messages_is_one_manifest() -> None:
    manifest = read_paxlst(interchange(message(SURYA), message(CREW)))
    assert [each.names[0] for each in manifest.travellers] == ["SURYA BUDI WIJAYA", "SARI"]


def test_somebody_without_a_name_is_rejected_with_the_segment_and_hides_nobody() -> None:
    manifest = read_paxlst(interchange(message("NAD+FL+++FNU:XXX'DTM+329:720907'", SURYA)))
    assert [(each.place, each.reason) for each in manifest.rejected] == [("segment 12 (NAD)", "no name")]
    assert len(manifest.travellers) == 1


def test_what_cannot_be_read_is_named_and_the_traveller_is_screened_all_the_same() -> None:
    odd = "NAD+FL+++WIJAYA:SURYA'ATT+2++Q'DTM+329:721332'NAT+2+QQQ'DOC+P+'"
    (traveller,) = read_paxlst(interchange(message(odd))).travellers
    assert traveller.names == ("SURYA WIJAYA",)
    assert [each.split(": ")[0] for each in traveller.unread] == [
        "segment 13 (ATT)",
        "segment 14 (DTM)",
        "segment 15 (NAT)",
    ]
    assert not traveller.documents


@pytest.mark.parametrize(
    ("told", "born"),
    [
        ("720907", "1972-09-07"),
        ("260101", "2026-01-01"),
        ("261123", "1926-11-23"),
        ("270101", "1927-01-01"),
        ("19720907", "1972-09-07"),
        ("720900", "1972-09"),
        ("720000", "1972"),
    ],
)
def test_a_year_of_two_figures_is_the_latest_before_the_flight(told: str, born: str) -> None:
    person = f"NAD+FL+++WIJAYA:SURYA'DTM+329:{told}'"
    assert read_paxlst(interchange(message(person))).travellers[0].birth_date == born


def test_names_keep_escaped_signs_and_lose_placeholders() -> None:
    person = "NAD+FL+++O?'NEIL?+SON:FNU'"
    assert read_paxlst(interchange(message(person))).travellers[0].names == ("O'NEIL+SON",)


def test_counts_that_do_not_agree_are_remarked() -> None:
    wrong = message(SURYA, count="9").replace("UNT+", "UNT+1")
    people, segments = (each.split(": ")[1] for each in read_paxlst(interchange(wrong)).remarks)
    assert people == "9 told, 1 read"
    assert segments.endswith("segments told, 27 read")


def test_every_kind_of_traveller_is_known_and_no_other() -> None:
    people = [f"NAD+{code}+++SARI:DEWI'" for code in ("FL", "FM", "DDU", "DDT", "ZZZ")]
    manifest = read_paxlst(interchange(message(*people)))
    assert [each.kind for each in manifest.travellers] == list(TravellerKind)
    assert "not a kind of traveller" in manifest.rejected[0].reason


def test_an_interchange_in_another_repertoire_and_without_una_is_read() -> None:
    text = HEAD.partition("\n")[2].replace("UNOA:4", "UNOE:4") + message("NAD+FL+++СУРЬЯ:БУДИ'") + TAIL
    assert read_paxlst(text.encode("iso8859-5")).travellers[0].names == ("БУДИ СУРЬЯ",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "does not begin with UNA or UNB"),
        (b"name,flight\n", "does not begin with UNA or UNB"),
        (b"UNB+UNOA:4'", "ends without UNZ"),
        (b"UNB+UNOQ:4'UNZ+0'", "no repertoire is called 'UNOQ'"),
        ("UNB+UNOA:4+é'UNZ+0'".encode(), "is not UNOA"),
        (b"UNA:::? 'UNB:UNOA:4'", "not four different signs"),
        (b"UNA+:", "no repertoire"),
        (b"UNB+UNOA:4'UNZ+0", "not a segment"),
        (b"UNB+UNOA:4'+'UNZ+0'", "not the tag of a segment"),
        (b"UNB+UNOA:4'NAD+" + b"x" * 600 + b"'UNZ+0'", "longer than 512"),
        (b"UNB+UNOA:4'NAD" + b"+" * 100 + b"'UNZ+0'", "more elements than"),
        (b"UNB+UNOA:4'NAD+x" + b":" * 100 + b"y'UNZ+0'", "more elements than"),
        (b"UNB+UNOA:4'UNZ+0'", "no message PAXLST"),
        (b"UNB" + b"'" * 300_000, "no repertoire"),
        (b"UNB+UNOA:4" + b"'" * 300_000, "more than 250000 segments"),
        (b"UNB+UNOA:4+" + b"x" * 5_000_000, "larger than"),
    ],
)
def test_what_is_no_passenger_list_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_paxlst(raw)


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([message(SURYA).replace("PAXLST", "CUSRES")], "not a message PAXLST"),
        ([message(SURYA).replace("BGM+745", "BGM+266")], "names nobody to be screened"),
        ([message(SURYA).replace("TDT+", "FTX+")], "names no flight"),
        ([message(SURYA), message(SURYA).replace("XQ123", "XQ124")], "of more than one flight"),
        ([message(SURYA).replace("2611221310", "2613221310")], "not a time such as"),
        ([message(SURYA).replace(":2611221310", ":26-1122")], "not a time of six to twelve figures"),
        ([message()], "names nobody"),
        ([message(SURYA).rpartition("UNT")[0]], "ends without UNT"),
        ([message(SURYA).rpartition("UNT")[0], message(SURYA)], "before the one before it has ended"),
        (["UNT+1+X'"], "ends that has not begun"),
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused_whole(messages: list[str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_paxlst(interchange(*messages))


def test_an_interchange_is_known_by_its_beginning() -> None:
    assert is_interchange(b"\r\n UNA:+.? '")
    assert is_interchange(b"UNB+UNOA:4")
    assert not is_interchange(b"name,UNB")
    assert [each.tag for each in read_segments(b"UNB+UNOA:4'UNZ+0'")] == ["UNB", "UNZ"]
