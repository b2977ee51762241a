"""Indonesia's official list: what is read equals what another reader of workbooks and a count of words find in it."""

import re
from collections import Counter
from datetime import datetime
from functools import cache

import openpyxl

from simpul.core.designation import ListEdition
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.countries import country_code
from simpul.formats.registry import read_list
from tests.public_data import public_file

FILE = "dttot-2022-07.xlsx"
HEADINGS = ("Nama", "Deskripsi", "Terduga", "Kode Densus", "Tpt Lahir", "Tgl Lahir", "WN", "Alamat")


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The rows as openpyxl reads them, a day in ISO order."""
    sheet = openpyxl.load_workbook(public_file("lists", FILE)).worksheets[0]
    headings, *others = sheet.iter_rows(values_only=True)
    assert headings == HEADINGS
    return tuple(dict(zip(HEADINGS, map(text, cells), strict=True)) for cells in others)


def text(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell or "").strip()


@cache
def edition() -> ListEdition:
    return read_list("dttot", {FILE: public_file("lists", FILE)}, limits=Limits())


def test_every_row_is_there_and_none_is_rejected() -> None:
    assert len(rows()) == 527
    assert edition().rejected == ()
    assert [entry.source_id for entry in edition().entries] == [row["Kode Densus"] for row in rows()]
    assert Counter(entry.schema for entry in edition().entries) == {Schema.PERSON: 412, Schema.ORGANIZATION: 115}


def test_the_references_are_keys_though_the_codes_are_none() -> None:
    assert len({entry.source_id for entry in edition().entries}) == 522
    assert len({entry.reference for entry in edition().entries}) == 527
    twice = {code for code, count in Counter(entry.source_id for entry in edition().entries).items() if count > 1}
    assert twice == {"IDD-012", "IDD-013", "IDD-014", "ELQ-010", "ELQ-076"}


def test_every_word_of_every_name_is_there_and_nothing_else() -> None:
    for row, entry in zip(rows(), edition().entries, strict=True):
        counted = re.sub(r"\balias\b|\ballias\b|a\.k\.a\.", " ", row["Nama"], flags=re.IGNORECASE)
        read = " ".join(name.value for name in entry.names)
        assert set(re.findall(r"\w+", read)) == set(re.findall(r"\w+", counted)), entry.reference
        parted = re.split(r"\bal{1,2}ias\b|a\.k\.a\.", row["Nama"], flags=re.IGNORECASE)
        written = {" ".join(part.split()).strip(" -;,.") for part in parted} - {""}
        assert len(written) <= len(entry.names) <= len(written) + row["Nama"].count(";") + 1, entry.reference


def test_every_known_birth_date_is_there() -> None:
    cells = [row["Tgl Lahir"] for row in rows()]
    assert cells.count("00/00/0000") == 246
    assert cells.count("") == 45
    figures = [match for cell in cells if (match := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell))]
    assert len(figures) == 475
    known = ["-".join(reversed(match.groups())) for match in figures if match[0] != "00/00/0000"]
    read = [born.value for entry in edition().entries for born in entry.birth_dates]
    assert not Counter(known) - Counter(read)
    assert all(born.value for entry in edition().entries for born in entry.birth_dates)
    in_words = ["1991-10-05", "1994-10-28", "1967-07-14", "1983-10-01", "1983-03-15", "1980-01-01"]
    others = [*in_words, "1972-08-17", "1972-01-01", "1978-06-26", "1976-10-05", "1976-10-01"]
    assert Counter(read) - Counter(known) == Counter(others)


def test_every_country_has_its_code() -> None:
    said = {country for entry in edition().entries for country in (*entry.nationalities, *entry.countries)}
    unknown = {country for country in said if country_code(country) is None}
    assert unknown == {"officially the United Republic of Tanzania"}
    assert sum(bool(entry.nationalities or entry.countries) for entry in edition().entries) == sum(
        row["WN"] not in ("", "-") for row in rows()
    )


def test_no_text_of_a_row_is_lost() -> None:
    for row, entry in zip(rows(), edition().entries, strict=True):
        assert entry.comments == row["Deskripsi"]
        places = " ".join(place.street for place in entry.addresses)
        words = set(re.findall(r"\w+", row["Alamat"])) - {"atau", "na", "NA", "N", "A"}
        assert words <= set(re.findall(r"\w+", places)), entry.reference
        assert entry.unread == ()
