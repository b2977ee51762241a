"""The reports of the public folder: none is valid by the schema as it came, all are by the repaired one."""

import re
from functools import cache
from pathlib import Path

import pytest

from simpul.core.errors import InputError
from simpul.formats.goaml.reading import read_goaml
from simpul.formats.goaml.schema import GoamlSchema, Repair, load_goaml_schema
from simpul.formats.goaml.writing import write_goaml
from tests.public_data import public_file

GOLDEN = ("AIF", "AIFT", "DPMSR", "ECDD", "ECDDT", "SAR", "STR")
SAMPLES = ("TR.2079.200000309.xml", "TR.2079.200000310.xml", "USG-dpmsr-activity.xml")
REPORTS = [*(f"golden/{name}.xml" for name in GOLDEN), *(f"samples/{name}" for name in SAMPLES)]
WRONG = ("thecury_goAMLSchema.xsd.xml", "thecury_report.xml")


def file(name: str) -> Path:
    return public_file("payments", "goaml", *name.split("/"))


@cache
def schema(repair: Repair) -> GoamlSchema:
    return load_goaml_schema(file("goAMLSchema.xsd").read_bytes(), repair=repair)


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_is_valid_by_the_schema_as_it_came(name: str) -> None:
    with pytest.raises(
        InputError, match=r"^line \d+: not valid by the goAML schema: .* is not accepted by the pattern"
    ):
        read_goaml(file(name).read_bytes(), schema=schema(Repair.NONE))


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_valid_by_the_repaired_schema_and_read_whole(name: str) -> None:
    found = read_goaml(file(name).read_bytes(), schema=schema(Repair.PATTERNS))
    assert found.unread == ()
    assert found.validity is not None
    assert (found.validity.repaired, found.validity.edition) == (27, "5.0.2")


def test_a_schema_that_somebody_patched_by_hand_needs_no_repair() -> None:
    patched = load_goaml_schema(file("goAMLSchema-5.0.2-patched.xsd").read_bytes())
    assert patched.validity.repaired == 0
    assert all(read_goaml(file(name).read_bytes(), schema=patched).validity for name in REPORTS)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_report_that_is_written_again_is_valid_and_the_same(name: str) -> None:
    found = read_goaml(file(f"golden/{name}.xml").read_bytes()).report
    again = read_goaml(write_goaml(found, schema=schema(Repair.PATTERNS)), schema=schema(Repair.PATTERNS))
    assert again.report == found


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        (rb"<rentity_id>\d+<", b"<rentity_id>none<"),
        (rb"<currency_code_local>\w+<", b"<currency_code_local>EURO<"),
        (rb"<first_name>\w+<", b"<first_name>S@ra<"),
        (rb"<submission_date>[^<]+<", b"<submission_date>yesterday<"),
        (rb"<report_indicators>", b"<report_indicator>"),
    ],
)
@pytest.mark.parametrize("name", GOLDEN)
def test_a_damaged_report_is_refused_with_its_line(name: str, pattern: bytes, damage: bytes) -> None:
    raw = file(f"golden/{name}.xml").read_bytes()
    damaged, count = re.subn(pattern, damage, raw, count=1)
    assert count == 1
    line = raw[: re.search(pattern, raw).start()].count(b"\n") + 1  # type: ignore[union-attr]  # it was just found
    with pytest.raises(InputError) as refused:
        read_goaml(damaged, schema=schema(Repair.PATTERNS))
    told = re.fullmatch(r"line (\d+)", refused.value.place or "")
    assert told is not None
    assert int(told[1]) >= line


@pytest.mark.parametrize("name", WRONG)
def test_an_instance_that_a_tool_filled_is_refused_with_its_line(name: str) -> None:
    for used in (None, schema(Repair.PATTERNS)):
        with pytest.raises(InputError, match=r"^line \d+: "):
            read_goaml(file(f"samples/{name}").read_bytes(), schema=used)


def test_the_schema_of_report_data_is_no_schema_of_a_report_that_takes_these() -> None:
    other = load_goaml_schema(file("goAMLReportDataSchema.xsd").read_bytes())
    with pytest.raises(InputError, match="not valid"):
        read_goaml(file("golden/STR.xml").read_bytes(), schema=other)
