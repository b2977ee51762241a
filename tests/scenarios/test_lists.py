"""Editions of official lists, one after the other: what came, changed and left is told by the lists' own ids."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from simpul.core.alert import AlertKind
from simpul.core.designation import ListEdition
from simpul.core.errors import NotFoundError
from simpul.core.holding import ListImport
from simpul.formats.countries import country_code
from simpul.formats.dttot.reading import reference_of
from simpul.formats.registry import ListFiles, read_list
from simpul.services.listed import subject_of_entry
from simpul.services.screening import subject_of
from tests.ofaclist import LIMITS, row, sdn, tables
from tests.world import Place, World

Made = Callable[..., World]


def ofac(*names: str, alt: str = "") -> ListEdition:
    return read_list("ofac", tables(*names, alt=alt), limits=LIMITS)


def dttot(*names: tuple[str, str]) -> ListEdition:
    text = StringIO()
    rows = [(name, "Orang", code, "00/00/0000") for code, name in names]
    csv.writer(text).writerows((("Nama", "Terduga", "Kode Densus", "Tgl Lahir"), *rows))
    files: ListFiles = {"dttot.csv": text.getvalue().encode()}
    return read_list("dttot", files, limits=LIMITS)


def taken_in(place: Place, edition: ListEdition) -> ListImport:
    return place.node.listing.take_in(place.sight(), edition)


def changes(place: Place, done: ListImport) -> dict[str, str]:
    page = place.node.listing.changes(place.sight(), done.id, limit=200)
    return {change.reference: change.change.value for change in page.items}


def today(place: Place) -> str:
    return place.sight().at.date().isoformat()


def test_a_second_edition_of_the_american_list_changes_what_it_says_and_nothing_else(made: Made) -> None:
    place = made("XA")["XA"]
    assert taken_in(place, ofac(sdn("1"), sdn("2", "SALEH, Omar"), sdn("3", "EMBUN, Sari"))).added == 3
    done = taken_in(
        place,
        ofac(
            sdn("4", "LAUT, Budi"),
            sdn("3", "EMBUN, Sari"),
            sdn("2", "SALEH, Omar"),
            alt=row("2", "9", "aka", "O. S.", width=5),
        ),
    )
    assert changes(place, done) == {"1": "removed", "2": "changed", "4": "added"}
    gone = place.node.listing.entry(place.sight(), "ofac", "1")
    assert (gone.left_on, gone.entry.primary_name) == (today(place), "Tarik AMRI")
    assert [held.entry.reference for held in place.node.listing.entries(place.sight(), "ofac").items] == ["2", "3", "4"]
    again = taken_in(place, ofac(sdn("3", "EMBUN, Sari"), sdn("4", "LAUT, Budi"), sdn("2", "SALEH, Omar")))
    assert changes(place, again) == {"2": "changed"}


def test_a_row_that_cannot_be_read_takes_nobody_off_the_list(made: Made) -> None:
    place = made("XA")["XA"]
    taken_in(place, ofac(sdn("1"), sdn("2", "SALEH, Omar")))
    done = taken_in(place, ofac(sdn("2", "SALEH, Omar"), row("1", "AMRI, Tarik", width=11)))
    assert (changes(place, done), len(done.rejected)) == ({}, 1)
    assert place.node.listing.entry(place.sight(), "ofac", "1").left_on == ""


def test_rows_of_the_indonesian_list_with_the_same_code_come_and_leave_by_themselves(made: Made) -> None:
    place = made("XA")["XA"]
    taken_in(place, dttot(("IXX-001", "AYU PELANGI"), ("IXX-002", "OMAR SALEH")))
    second = taken_in(
        place, dttot(("IXX-001", "SARI EMBUN"), ("IXX-002", "OMAR SALEH alias ABU LAUT"), ("IXX-001", "AYU PELANGI"))
    )
    assert changes(place, second) == {
        reference_of("IXX-001", "SARI EMBUN"): "added",
        reference_of("IXX-002", "OMAR SALEH"): "changed",
    }
    third = taken_in(place, dttot(("IXX-002", "OMAR SALEH alias ABU LAUT"), ("IXX-001", "SARI EMBUN")))
    ayu = reference_of("IXX-001", "AYU PELANGI")
    assert changes(place, third) == {ayu: "removed"}
    assert place.node.listing.entry(place.sight(), "dttot", ayu).left_on == today(place)


@pytest.mark.parametrize(
    ("edition", "reference"),
    [
        (ofac(sdn("1", "SANTOSA, Bahrul")), "list:ofac:1"),
        (dttot(("IXX-001", "BAHRUL SANTOSA")), f"list:dttot:{reference_of('IXX-001', 'BAHRUL SANTOSA')}"),
    ],
)
def test_who_comes_onto_a_list_is_compared_with_the_holdings(made: Made, edition: ListEdition, reference: str) -> None:
    place = made("XA")["XA"]
    place.shares(place.writes(place.claim("Bahrul Santosa")))
    taken_in(place, edition)
    place.screens()
    hits = [held.alert for held in place.node.alerting.queue(place.sight(), limit=200).items]
    assert [alert.against for alert in hits if alert.kind is AlertKind.LIST_HIT] == [reference]


def test_a_list_of_ones_own_stands_beside_the_others(made: Made) -> None:
    place = made("XA")["XA"]
    own: ListFiles = {"own.csv": b"id,name,review date\n1,Ayu Pelangi,2020-01-01\n"}
    taken_in(place, read_list("table", own, limits=LIMITS, list_id="own"))
    taken_in(place, ofac(sdn("1")))
    assert [held.list_id for held in place.node.listing.overview(place.sight())] == ["ofac", "own"]
    held = place.node.listing.entry(place.sight(), "own", "1")
    assert held.entry.is_review_overdue(on=place.sight().at.date())
    with pytest.raises(NotFoundError):
        place.node.listing.entry(place.sight(), "own", "2")


def test_an_entry_is_screened_as_it_stands_on_the_list_whoever_screens(made: Made) -> None:
    place = made("XA")["XA"]
    remarks = (
        "DOB 1951 to 1953; nationality Egypt; citizen Korea, North; a.k.a. 'KAPAL'; Gender Male; Passport P1 (XA)."
    )
    edition = ofac(sdn("1", remarks=remarks))
    taken_in(place, edition)
    profiles = place.node.store.profiles.every()
    (held,) = [subject_of(profile, country_code) for profile in profiles if profile.is_listed]
    (read,) = [subject_of_entry(entry, country_code) for entry in edition.entries]
    assert held == read
    assert (read.countries, read.birth_dates, read.identifiers) == (("EG", "KP"), ("1951/1953",), ("P1",))
