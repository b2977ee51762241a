"""What the columns of a table of people mean, and what its rows say."""

import pytest

from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.grid import TableRow
from simpul.formats.people import People, PersonRow


def read(headings: str, *lines: str, said: dict[str, str] | None = None) -> tuple[PersonRow, ...]:
    rows = [TableRow(line=number, cells=tuple(line.split("|"))) for number, line in enumerate(lines, start=2)]
    return People.understood(headings.split("|"), rows, said=said or {}).read(rows)


def test_headings_are_known_in_three_languages() -> None:
    english, indonesian, russian = (
        read(headings, "Budi|14/3/1971|male|Indonesia|A 1")[0].values
        for headings in (
            "name|birth_date|gender|nationality|passport",
            "nama|tgl lahir|jenis kelamin|kewarganegaraan|paspor",
            "имя|дата рождения|пол|гражданство|паспорт",
        )
    )
    assert english == indonesian
    assert english["birthDate"] == ("1971-03-14",)
    assert english["nationality"] == ("ID",)
    assert russian == {key.replace("nationality", "citizenship"): value for key, value in english.items()}


def test_a_name_in_parts_is_put_together_unless_one_column_has_it_whole() -> None:
    (apart,) = read("last_name|first_name|middle_name", "Wijaya|Budi|Surya")
    assert apart.values == {"name": ("Budi Surya Wijaya",)}
    (whole,) = read("full_name|last_name|first_name", "Budi Wijaya|Wijaya|Budi")
    assert whole.values == {"name": ("Budi Wijaya",)}
    (filled,) = read("full_name|last_name|first_name", "|Wijaya|Budi")
    assert filled.values == {"name": ("Budi Wijaya",)}


def test_what_is_said_of_a_column_goes_before_what_its_heading_says() -> None:
    people = read("name|holder|born", "an account|Budi|1971", said={"name": "holder", "birth_date": "born"})
    assert people[0].values == {"name": ("Budi",), "birthDate": ("1971",)}


def test_the_own_reference_and_the_kind_are_kept_apart_from_what_is_asked() -> None:
    (row,) = read("id|name|type", "C-17|PT Maju|company")
    assert row.others["key"] == "C-17"
    assert row.schema is Schema.ORGANIZATION
    assert row.values == {"name": ("PT Maju",)}
    assert read("id|name", "C-17|PT Maju")[0].schema is None


def test_columns_that_say_nothing_to_a_question_reject_no_row() -> None:
    (row,) = read("name|address|notes|shoe size", f"Budi|{'x' * 30_000}|y|44")
    assert row.values == {"name": ("Budi",)}
    assert not row.problems


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("|1971|", "no name"),
        ("Budi|1971-02-30|", "there is no such date"),
        ("Budi|yesterday|", "not a date such as"),
        ("Budi||Atlantis", "no country is called 'Atlantis'"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_line_and_the_reason(line: str, reason: str) -> None:
    good, bad = read("name|dob|nationality", "Sari|1970|Indonesia", line)
    assert not good.problems
    assert bad.problems[0].place.startswith("line 3")
    assert reason in bad.problems[0].reason


def test_day_and_month_have_one_order_for_the_whole_column() -> None:
    first, second = read("name|dob", "Budi|3/14/1971", "Sari|4/5/1972")
    assert first.values["birthDate"] == ("1971-03-14",)
    assert second.values["birthDate"] == ("1972-04-05",)


@pytest.mark.parametrize(
    ("headings", "said", "reason"),
    [
        ("dob|nationality", {}, "no column has a name"),
        ("name|dob", {"name": "full_name"}, "no column has the heading 'full_name'"),
        ("name|dob", {"shoe size": "dob"}, "a column cannot mean 'shoe size'"),
        ("name|address", {"address": "address"}, "a column cannot mean 'address'"),
    ],
)
def test_columns_that_cannot_be_understood_are_refused(headings: str, said: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(headings, "a|b", said=said)
