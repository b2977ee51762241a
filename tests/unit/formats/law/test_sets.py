"""Sets of states as they are said, the map, and the register's own answer for all members of the United Nations."""

import time
from datetime import date

import pytest

from simpul.core.errors import InputError
from simpul.core.law.harmony import Counted, harmony
from simpul.core.law.instrument import RequestKind
from simpul.core.law.matrix import pair_links
from simpul.formats.law.sets import MOST_LETTERS, states_said
from simpul.formats.law.tables import register
from simpul.formats.law.tiles import squares

ON = date(2014, 7, 10)
TEN = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("asean10", TEN),
        ("ASEAN", tuple(sorted((*TEN, "TL")))),
        ("id my", ("ID", "MY")),
        ("Indonesia, Viet Nam;MY", ("ID", "MY", "VN")),
        (" ID\nSG\n", ("ID", "SG")),
        ("XA XB XA", ("XA", "XB")),
    ],
)
def test_a_set_is_named_by_states_or_by_its_name(said: str, expected: tuple[str, ...]) -> None:
    assert states_said(register(), said, ON) == expected


def test_all_are_the_members_and_a_code_is_its_parties_on_the_day() -> None:
    assert set(states_said(register(), "all", ON)) == register().members
    assert len(states_said(register(), "nuclear2005", ON)) == 94
    assert "EU" not in states_said(register(), "untoc2000", ON)
    assert len(states_said(register(), "nuclear2005", date(2008, 1, 1))) < 94


@pytest.mark.parametrize("said", ["", " , ", "Nowhere", "ID, Atlantis", "x" * (MOST_LETTERS + 1), "hague1970"])
def test_what_names_no_state_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="states"):
        states_said(register(), said, ON)


def test_every_member_has_one_square_of_its_own_about_where_it_lies() -> None:
    held = {each.state: each for each in squares()}
    assert set(held) == register().members
    assert len({(each.column, each.row) for each in squares()}) == len(held) == 193
    for west, east in (
        ("US", "GB"),
        ("PT", "DE"),
        ("BR", "NG"),
        ("EG", "IN"),
        ("IN", "CN"),
        ("ID", "FJ"),
        ("CN", "JP"),
    ):
        assert held[west].column < held[east].column
    for north, south in (
        ("NO", "IT"),
        ("IT", "LY"),
        ("RU", "IN"),
        ("CA", "MX"),
        ("MX", "PE"),
        ("TH", "AU"),
        ("EG", "ZA"),
    ):
        assert held[north].row < held[south].row


def test_of_all_members_the_pairs_are_those_of_the_matrix_within_a_second() -> None:
    held, counted = register(), ("protected1973", "hostages1979", "bombings1997", "icsft1999", "nuclear2005")
    before = time.process_time()
    found = harmony(held, held.members, ON, RequestKind.EXTRADITION, Counted.OFFENCES)
    assert time.process_time() - before < 1
    linked = {(each.a, each.b) for each in pair_links(held, held.members, ON, counted)}
    treaties = {(min(each.a, each.b), max(each.a, each.b)) for each in held.bilaterals if each.holds_on(ON)}
    assert set(found.shared) == linked | treaties
    assert (len(found.shared), len(found.open_pairs), found.pairs) == (17_346, 1_182, 18_528)
    assert [each.instrument for each in found.reaches] == list(counted)
    best = found.gains[0]
    assert (best.state, best.instrument, len(best.partners)) == ("ER", "icsft1999", 183)
