"""Columns get a meaning, rows become claims, and a row that cannot be read is named by cell."""

from collections.abc import Callable
from itertools import count

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.grid import Table
from simpul.formats.mapping import (
    CellProblem,
    Column,
    ColumnUse,
    DateOrder,
    Mapping,
    PreviewRow,
    RejectedRow,
    claims,
    preview,
    suggest_mapping,
)
from simpul.formats.tables import read_table


def table_of(text: str) -> Table:
    return read_table(text.encode(), filename="subjects.csv", limits=Limits())


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def of(name: str, **rest: object) -> Column:
    return Column(use=ColumnUse.PROPERTY, property=name, **rest)  # type: ignore[arg-type] # a test names what it sets


KEY = Column(use=ColumnUse.KEY)
KIND = Column(use=ColumnUse.SCHEMA)
IGNORED = Column()


@pytest.mark.parametrize(
    "headings",
    [
        ("Reference", "Type", "Full name", "A.K.A.", "Date of birth", "Nationality", "Sex", "Passport no.", "Row"),
        (
            "Kode",
            "Jenis",
            "Nama lengkap",
            "Nama alias",
            "Tanggal Lahir",
            "Kewarganegaraan",
            "Kelamin",
            "No. Paspor",
            "No",
        ),
        ("Код", "Тип", "Ф.И.О.", "Псевдонимы", "Дата рождения", "Nationality", "Пол", "Номер паспорта", "№"),
        ("key", "schema", "name", "alias", "birthDate", "nationality", "gender", "passportNumber", "row"),
    ],
)
def test_headings_in_three_languages_are_known(headings: tuple[str, ...]) -> None:
    mapping = suggest_mapping(table_of(";".join(headings) + "\n"))
    assert mapping.columns == (
        KEY,
        KIND,
        of("name"),
        of("alias"),
        of("birthDate"),
        of("nationality"),
        of("gender"),
        of("passportNumber"),
        IGNORED,
    )


@pytest.mark.parametrize("name", [each for each, kind in PROPERTIES.items() if kind is not ValueKind.SUBJECT])
def test_every_property_that_a_cell_can_hold_is_known_by_its_own_name(name: str) -> None:
    assert suggest_mapping(table_of(f"{name}\nx\n")).columns == (of(name),)


def test_where_no_heading_is_known_the_first_column_is_taken_for_names() -> None:
    assert suggest_mapping(table_of("foo,bar\n1,2\n")).columns == (of("name"), IGNORED)


def test_a_second_key_is_left_to_a_person() -> None:
    assert suggest_mapping(table_of("id,reference,name\n")).columns == (KEY, IGNORED, of("name"))


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (("14/03/1971", "01/02/1980"), DateOrder.DAY_FIRST),
        (("03/14/1971", "01/02/1980"), DateOrder.MONTH_FIRST),
        (("01/02/1980",), DateOrder.DAY_FIRST),
        (("03/14/1971", "14/03/1971"), DateOrder.DAY_FIRST),
    ],
)
def test_the_order_of_days_is_suggested_from_those_that_leave_no_doubt(days: tuple[str, ...], order: DateOrder) -> None:
    assert suggest_mapping(table_of("dob\n" + "\n".join(days))).columns == (of("birthDate", dates=order),)


def test_a_separator_is_suggested_where_cells_hold_several_values() -> None:
    columns = suggest_mapping(table_of('name|alias|nationality|notes\nA|"B\nC"|XA, XB|x; y\nD|E;F||\n')).columns
    assert [column.separator for column in columns] == ["", ";", ",", ""]


def test_rows_with_a_key_speak_of_one_subject_and_those_without_of_their_own() -> None:
    table = table_of(
        "key,type,name,alias\nK1,orang,Tarik,Abu Kapal; Abu Laut\nK1,,Tarik Amri,\n,Korporasi,Quay,\n,,Amri,\n"
    )
    made, rejected = claims(table, suggest_mapping(table), new_id=ids())
    assert rejected == ()
    assert [(claim.subject[-1], claim.schema, claim.property, claim.value) for claim in made] == [
        ("1", Schema.PERSON, "name", "Tarik"),
        ("1", Schema.PERSON, "alias", "Abu Kapal"),
        ("1", Schema.PERSON, "alias", "Abu Laut"),
        ("1", Schema.PERSON, "name", "Tarik Amri"),
        ("2", Schema.ORGANIZATION, "name", "Quay"),
        ("3", Schema.PERSON, "name", "Amri"),
    ]


def test_a_preview_shows_what_a_row_says_and_why_a_cell_cannot_be_read() -> None:
    table = table_of("name,dob,gender\nTarik,14.3.1971,laki-laki\nAmri,31.2.1971,unknown\n")
    assert preview(table, suggest_mapping(table)) == (
        PreviewRow(
            line=2,
            key="",
            schema=Schema.PERSON,
            values=(("name", "Tarik"), ("birthDate", "1971-03-14"), ("gender", "male")),
            problems=(),
        ),
        PreviewRow(
            line=3,
            key="",
            schema=Schema.PERSON,
            values=(("name", "Amri"),),
            problems=(
                CellProblem(column=1, place='line 3, column "dob"', reason="there is no such date: 1971-02-31"),
                CellProblem(column=2, place='line 3, column "gender"', reason="no gender is called 'unknown'"),
            ),
        ),
    )


def test_a_row_with_one_bad_cell_makes_no_claim_at_all() -> None:
    table = table_of("name,dob\nTarik,31/02/1971\nAmri,1971\n")
    made, rejected = claims(table, suggest_mapping(table), new_id=ids())
    assert [claim.value for claim in made] == ["Amri", "1971"]
    problem = CellProblem(column=1, place='line 2, column "dob"', reason="there is no such date: 1971-02-31")
    assert rejected == (RejectedRow(line=2, problems=(problem,)),)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("1971", "1971"),
        ("1971-03", "1971-03"),
        ("1971-03-14", "1971-03-14"),
        ("4/3/1971", "1971-03-04"),
        ("04-03-1971", "1971-03-04"),
        ("4.3.1971", "1971-03-04"),
        ("3/1971", "1971-03"),
        ("14 March 1971", "1971-03-14"),
        ("14 Maret 1971", "1971-03-14"),
        ("5 Oktober 1991", "1991-10-05"),
        ("14 марта 1971", "1971-03-14"),
        ("Mar. 1971", "1971-03"),
        ("00/00/0000", ""),
        ("-", ""),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(said: str, read: str) -> None:
    (row,) = preview(table_of(f"name;dob\nTarik;{said}\n"), Mapping(columns=(of("name"), of("birthDate"))))
    assert row.problems == ()
    assert dict(row.values).get("birthDate", "") == read


def test_the_month_comes_first_where_the_mapping_says_so() -> None:
    mapping = Mapping(columns=(of("birthDate", dates=DateOrder.MONTH_FIRST),))
    rows = preview(table_of("dob\n03/04/1971\n1971-03-04\n13/04/1971\n"), mapping)
    assert [row.values for row in rows] == [(("birthDate", "1971-03-04"),), (("birthDate", "1971-03-04"),), ()]
    assert rows[2].problems[0].reason == "there is no such date: 1971-13-04"


@pytest.mark.parametrize(
    ("column", "said", "reason"),
    [
        (of("birthDate"), "14/03/71", "not a date such as 1971, 1971-03, 1971-03-14 or 14/3/1971: '14/03/71'"),
        (of("birthDate"), "31 September 1971", "there is no such date: 1971-09-31"),
        (of("birthDate"), "14 Smarch 1971", "not a date such as"),
        (of("nationality"), "Atlantis", "no country is called 'Atlantis'"),
        (of("gender"), "both", "no gender is called 'both'"),
        (of("name"), "x" * 4_001, "longer than 4000 characters"),
        (of("name"), "a\x07b", "holds the character U+0007"),
        (KIND, "ghost", "no kind of subject is called 'ghost'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_reason(column: Column, said: str, reason: str) -> None:
    (row,) = preview(table_of(f"a,b\n{said},Tarik\n"), Mapping(columns=(column, of("name"))))
    (problem,) = row.problems
    assert (problem.column, problem.place) == (0, 'line 2, column "a"')
    assert problem.reason.startswith(reason)


@pytest.mark.parametrize(
    ("said", "code"), [("id", "ID"), ("IDN", "ID"), ("Mesir", "EG"), ("Iran (Islamic Republic of)", "IR"), ("XQ", "XQ")]
)
def test_a_country_becomes_its_code(said: str, code: str) -> None:
    (row,) = preview(table_of(f"country\n{said}\n"), Mapping(columns=(of("country"),)))
    assert row.values == (("country", code),)


def test_a_value_said_twice_in_a_row_is_claimed_once() -> None:
    (row,) = preview(table_of("name,aka\nTarik,x; x\n"), Mapping(columns=(of("name"), of("alias", separator=";"))))
    assert row.values == (("name", "Tarik"), ("alias", "x"))


def test_a_row_that_says_nothing_of_its_subject_is_rejected() -> None:
    (row,) = preview(table_of("key,name\nK1,\n"), Mapping(columns=(KEY, of("name"))))
    assert [problem.reason for problem in row.problems] == ["the row claims nothing"]


def test_one_key_is_one_kind_of_subject() -> None:
    table = table_of("key,type,name\nK1,person,Tarik\nK1,company,Quay\n")
    (_, row) = preview(table, suggest_mapping(table))
    assert [(problem.place, problem.reason) for problem in row.problems] == [
        ('line 3, column "key"', "the same key stands for Person on line 2 and for Organization here")
    ]


def test_a_column_without_a_heading_is_named_by_its_number() -> None:
    (row,) = preview(table_of("name,,x\nTarik,1,\n"), Mapping(columns=(of("name"), of("gender"), IGNORED)))
    assert row.problems[0].place == "line 2, column 2"


@pytest.mark.parametrize(
    "build",
    [
        lambda: of("shoeSize"),
        lambda: of("memberOf"),
        lambda: of(""),
        lambda: Column(use=ColumnUse.KEY, property="name"),
        lambda: of("name", separator=";;;;"),
        lambda: Mapping(columns=(KEY, KIND)),
        lambda: Mapping(columns=()),
        lambda: Mapping(columns=(KEY, KEY, of("name"))),
        lambda: Mapping(columns=(KIND, KIND, of("name"))),
        lambda: preview(table_of("a,b\n"), Mapping(columns=(of("name"),))),
    ],
)
def test_a_mapping_that_makes_no_sense_cannot_be_made(build: Callable[[], object]) -> None:
    with pytest.raises(InputError):
        build()
