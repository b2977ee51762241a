"""The table of countries: complete, without doubles, and wide enough to know what the lists call them."""

import csv
from io import StringIO

import pytest

from simpul.core.errors import NotFoundError
from simpul.formats.countries import Country, countries, country_code
from simpul.formats.reference import reference_bytes
from tests.public_data import public_file


def real() -> list[Country]:
    return [country for country in countries().values() if not country.code.startswith("X")]


def test_every_country_has_two_codes_and_two_names() -> None:
    assert len(real()) == 249
    assert len({country.alpha3 for country in real()}) == 249
    assert all(country.english and country.indonesian for country in real())


def test_no_name_means_two_countries() -> None:
    for country in countries().values():
        assert {country_code(name) for name in country.names} == {country.code}


def test_every_row_of_the_table_has_its_source_and_date() -> None:
    rows = list(csv.DictReader(StringIO(reference_bytes("countries.csv").decode())))
    assert {(row["source"], row["as_of"]) for row in rows} == {("ISO 3166-1", "2026-05-15")}
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)


def test_the_codes_are_those_of_the_public_table() -> None:
    rows = csv.DictReader(StringIO(public_file("law", "country-codes.csv").read_text(encoding="utf-8-sig")))
    public = {row["ISO3166-1-Alpha-2"]: (row["ISO3166-1-Alpha-3"], row["official_name_en"]) for row in rows}
    assert {country.code: country.alpha3 for country in real()} == {
        code: alpha3 for code, (alpha3, _) in public.items()
    }
    assert {country_code(name) for _, name in public.values()} == public.keys()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Indonesia", "ID"),
        ("RUSIA", "RU"),
        ("Perancis", "FR"),
        ("the Netherlands", "NL"),
        ("Côte d’Ivoire", "CI"),
        ("Turkiye", "TR"),
        ("democratic people's republic of korea", "KP"),
        ("Congo", "CG"),
        ("xa", "XA"),
        ("State XZ", "XZ"),
        ("Negara XB", "XB"),
        ("Korea, North", "KP"),
        ("Congo, Republic of the", "CG"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Palestinian", "PS"),
        ("Occupied Palestinian Territories", "PS"),
        ("Congo (Democratic Republic)", "CD"),
        ("CONGO, Democratic Republic of (was Zaire)", "CD"),
        ("Congo (Republic)", "CG"),
        ("Myanmar (Burma)", "MM"),
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        ("KOREA, REPUBLIC OF", "KR"),
        ("MOLDOVA, REPUBLIC OF", "MD"),
        ("Region: Gaza", "PS"),
        ("Republik Arab Suriah", "SY"),
        ("Korea", None),
        ("Guinea Bissau and Guinea", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_name_means_one_country_or_none(said: str, code: str | None) -> None:
    assert country_code(said) == code


def test_codes_from_xa_to_xz_are_invented_states() -> None:
    invented = [country for country in countries().values() if country.code.startswith("X")]
    assert [country.code for country in invented] == [f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert {country.english for country in invented} == {f"State {country.code}" for country in invented}


@pytest.mark.parametrize("name", ["absent.csv", "../core/ids.py", "story", "", "/etc/hostname", "Countries.csv"])
def test_only_files_of_the_reference_folder_are_given(name: str) -> None:
    with pytest.raises(NotFoundError):
        reference_bytes(name)
