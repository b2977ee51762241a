"""What the programmes of lists stand on."""

import csv
from io import StringIO

from simpul.formats.instruments import FILE, instrument_of, instruments
from simpul.formats.reference import reference_bytes
from simpul.formats.registry import FORMS


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(reference_bytes(FILE).decode())))


def test_every_row_has_its_source_and_its_date_and_stands_once() -> None:
    assert all(row["instrument"] and row["source"] and row["as_of"] == "2026-11-22" for row in rows())
    assert len(instruments()) == len(rows())
    assert {row["list"] for row in rows()} <= {form.list_id for form in FORMS.values()}


def test_a_programme_stands_on_its_instrument_and_an_unknown_one_on_none() -> None:
    assert instrument_of("un", "Taliban") == "Security Council resolution 1988 (2011)"
    assert instrument_of("ofac", "SDGT") == "Executive Order 13224 (2001); 31 CFR part 594"
    assert instrument_of("ofac", "Taliban") == ""
    assert instrument_of("own", "SDGT") == ""
