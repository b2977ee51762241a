"""Indonesia's list: everything a row says is in its entry, and what cannot be read is named."""

import csv
from io import StringIO

import pytest

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListEdition,
    ListedName,
    ListedPlace,
    NameQuality,
    RejectedEntry,
    compare,
    content_of,
)
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.dttot.reading import AUTHORITY, BASIS, MOST_REJECTED, reference_of
from simpul.formats.registry import read_list

HEADINGS = ("Nama", "Deskripsi", "Terduga", "Kode Densus", "Tpt Lahir", "Tgl Lahir", "WN", "Alamat")


def row(name: str = "AYU PELANGI", *, kind: str = "Orang", code: str = "IXX-001", **said: str) -> tuple[str, ...]:
    others = {heading.replace("_", " "): cell for heading, cell in said.items()}
    found = {"Nama": name, "Terduga": kind, "Kode Densus": code, **others}
    return tuple(found.get(heading, "") for heading in HEADINGS)


def edition_of(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> ListEdition:
    text = StringIO()
    csv.writer(text).writerows((headings, *rows))
    return read_list("dttot", {"dttot.csv": text.getvalue().encode()}, limits=Limits())


def entry_of(name: str = "AYU PELANGI", **said: str) -> Designation:
    edition = edition_of(row(name, **said))
    assert edition.rejected == ()
    (entry,) = edition.entries
    return entry


FULL = row(
    "AYU PELANGI أيو بلانجي alias  SI PELANGI ALIAS Аю alias AYU PELANGI a.k.a. EMBUN;\nALLIAS MENDUNG -;",
    Deskripsi="- NIK 3275110504960002\n2. no. paspor B 2800961 (berlaku)\nistri: NIK 3275110504960003, lihat XXe.115",
    Tpt_Lahir="Pelabuhan, Utara, Indonesia atau Mesir",
    Tgl_Lahir="5 Oktober 1991; atau 00/00/1990",
    WN="Indonesia, Mesir",
    Alamat="- Jl. Pelangi no. 1;\n- Jl. Embun no. 2;\t\n",
)


def test_an_entry_is_read_with_everything_that_its_row_says() -> None:
    edition = edition_of(FULL)
    assert (edition.list_id, edition.dated, edition.rejected) == ("dttot", "", ())
    assert edition.entries == (
        Designation(
            list_id="dttot",
            reference=reference_of("IXX-001", "Ayu Pelangi"),
            schema=Schema.PERSON,
            names=(
                ListedName(value="AYU PELANGI", quality=NameQuality.PRIMARY),
                ListedName(value="أيو بلانجي", quality=NameQuality.ORIGINAL_SCRIPT),
                ListedName(value="SI PELANGI", quality=NameQuality.ALSO_KNOWN_AS),
                ListedName(value="Аю", quality=NameQuality.ORIGINAL_SCRIPT),
                ListedName(value="EMBUN", quality=NameQuality.ALSO_KNOWN_AS),
                ListedName(value="MENDUNG", quality=NameQuality.ALSO_KNOWN_AS),
            ),
            programme="DTTOT",
            listed_by=AUTHORITY,
            basis=(BASIS,),
            birth_dates=(
                ListedDate(kind=DateKind.UNSTATED, value="1991-10-05"),
                ListedDate(kind=DateKind.UNSTATED, value="1990"),
            ),
            birth_places=(
                ListedPlace(city="Pelabuhan", province="Utara", country="Indonesia"),
                ListedPlace(country="Mesir"),
            ),
            nationalities=("Indonesia", "Mesir"),
            documents=(
                ListedDocument(kind="NIK", number="3275110504960002"),
                ListedDocument(kind="Paspor", number="B2800961"),
            ),
            addresses=(ListedPlace(street="Jl. Pelangi no. 1"), ListedPlace(street="Jl. Embun no. 2")),
            comments=FULL[1],
            source_id="IXX-001",
        ),
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("KHALED A.\nAL-AMRI alias TALIASSA", ["KHALED A. AL-AMRI", "TALIASSA"]),
        ("SALEH Alias: OMAR aLiAs OMAR", ["SALEH", "OMAR"]),
        ("Katiba (KXJ) alias Катиба 2 ат-Таухид", ["Katiba (KXJ)", "Катиба 2 ат-Таухид"]),
        ("YULIA D’ÉSTE alias -", ["YULIA D’ÉSTE"]),
        ("ʿUMAR AL-ṬĀRIQ", ["ʿUMAR AL-ṬĀRIQ"]),
    ],
)
def test_names_stand_in_one_cell_and_are_parted_by_alias(cell: str, names: list[str]) -> None:
    assert [name.value for name in entry_of(cell).names] == names


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("05/04/1996", ["1996-04-05"]),
        ("00/00/0000", []),
        ("00/04/1996", ["1996-04"]),
        ("-", []),
        ("1 Oktober 1983 atau\n15 Maret 1983 atau\n1 Januari 1980", ["1983-10-01", "1983-03-15", "1980-01-01"]),
        ("Nopember 1983", ["1983-11"]),
        ("1978-06-26", ["1978-06-26"]),
        ("28667", ["1978-06-26"]),
        ("1975", ["1975"]),
    ],
)
def test_a_birth_date_is_read_in_each_of_its_forms(cell: str, dates: list[str]) -> None:
    born = entry_of(Tgl_Lahir=cell).birth_dates
    assert [each.value for each in born] == dates
    assert {each.kind for each in born} <= {DateKind.UNSTATED}


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("sekitar tahun 1975", ListedDate(kind=DateKind.APPROXIMATELY, value="1975")),
        ("31/02/1996", ListedDate(kind=DateKind.UNSTATED, note="31/02/1996")),
        ("5 Embun 1996", ListedDate(kind=DateKind.UNSTATED, note="5 Embun 1996")),
        ("17/08/0000", ListedDate(kind=DateKind.UNSTATED, note="17/08/0000")),
    ],
)
def test_a_birth_date_that_is_not_sure_or_none_is_kept_as_it_is_said(cell: str, date: ListedDate) -> None:
    assert entry_of(Tgl_Lahir=cell).birth_dates == (date,)


@pytest.mark.parametrize(
    ("cell", "countries"),
    [
        ("Aljazair,Jerman", ("Aljazair", "Jerman")),
        ("Trinidad dan Tobago; Mesir dan Yaman", ("Trinidad dan Tobago", "Mesir", "Yaman")),
        ("Mesir/Mesir\n-", ("Mesir",)),
        ("", ()),
    ],
)
def test_countries_are_parted_unless_the_words_between_are_a_countrys_own(
    cell: str, countries: tuple[str, ...]
) -> None:
    assert entry_of(WN=cell).nationalities == countries
    organisation = entry_of(WN=cell, kind="Korporasi")
    assert (organisation.nationalities, organisation.countries) == ((), countries)


def test_rows_with_the_same_code_are_different_entries_and_neither_depends_on_the_other() -> None:
    one, other = row("AYU PELANGI"), row("OMAR SALEH")
    both = [entry.reference for entry in edition_of(one, other).entries]
    assert len(set(both)) == 2
    assert [edition_of(each).entries[0].reference for each in (one, other)] == both
    assert [entry.source_id for entry in edition_of(one, other).entries] == ["IXX-001", "IXX-001"]


def test_another_spelling_of_the_same_letters_leaves_the_reference_as_it_was() -> None:
    assert entry_of("Ayu  PELANGI,").reference == entry_of("ayu pelangi alias EMBUN").reference


def test_what_came_changed_and_left_is_told_by_code_and_name() -> None:
    older = edition_of(row("AYU PELANGI"), row("OMAR SALEH"), row("SARI EMBUN", code="IXX-002"))
    newer = edition_of(row("SARI EMBUN", code="IXX-002"), row("AYU PELANGI", WN="Mesir"), row("TARIK AMRI"))
    contents = [{entry.reference: content_of(entry) for entry in edition.entries} for edition in (older, newer)]
    delta = compare(*contents)
    assert delta.added == (reference_of("IXX-001", "TARIK AMRI"),)
    assert delta.changed == (reference_of("IXX-001", "AYU PELANGI"),)
    assert delta.removed == (reference_of("IXX-001", "OMAR SALEH"),)


REFERENCE = reference_of("IXX-002", "OMAR SALEH")


@pytest.mark.parametrize(
    ("bad", "rejection"),
    [
        (row(" - ;"), RejectedEntry(place="line 3", reason="nama: an entry needs a name")),
        (row(code=""), RejectedEntry(place="line 3", reason="kode densus: no code of an entry: ''")),
        (row(), RejectedEntry(place="line 3", reason="kode densus: the same code and name stand on line 2")),
        (
            row("OMAR SALEH", code="IXX-002", kind="Bulan"),
            RejectedEntry(
                place="line 3", reason="terduga: a subject of the kind 'Bulan' is not known", reference=REFERENCE
            ),
        ),
        (
            row("OMAR SALEH", code="IXX-002", Alamat="bell\x07"),
            RejectedEntry(place="line 3", reason="alamat: holds the character U+0007", reference=REFERENCE),
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(bad: tuple[str, ...], rejection: RejectedEntry) -> None:
    edition = edition_of(row(), bad)
    assert [entry.primary_name for entry in edition.entries] == ["AYU PELANGI"]
    assert edition.rejected == (rejection,)


def test_a_further_column_is_kept_and_other_spellings_of_a_heading_are_known() -> None:
    headings = ("NAMA", "Terduga", "Kode  Densus", "Tanggal Lahir", "Catatan")
    (entry,) = edition_of(("AYU", "orang", "IXX-1", "05/04/1996", "penting"), headings=headings).entries
    assert entry.birth_dates == (ListedDate(kind=DateKind.UNSTATED, value="1996-04-05"),)
    assert entry.unread == ("catatan (5): penting",)


@pytest.mark.parametrize(
    ("headings", "rows", "reason"),
    [
        (("Nama", "Terduga"), (), "the table has no column kode densus"),
        ((*HEADINGS, "Tanggal Lahir"), (), "the column tgl lahir stands twice"),
        (HEADINGS, (), "the list has no row"),
        (HEADINGS, (row("-"),) * (MOST_REJECTED + 1), "more than 1000 rows cannot be read"),
    ],
)
def test_a_table_that_is_not_the_list_is_refused(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        edition_of(*rows, headings=headings)
