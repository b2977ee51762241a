"""The register that comes with Simpul: the dates it gives, against its own consents, by hand, and by another way."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date

import pytest

from simpul.core.law.answer import BasisAnswer
from simpul.core.law.basis import basis
from simpul.core.law.binding import bound, link
from simpul.core.law.instrument import Instrument, RequestKind
from simpul.core.law.matrix import pair_links, parties
from simpul.core.law.offence import Asserted
from simpul.core.law.provenance import Mark
from simpul.core.law.question import Question
from simpul.core.law.standing import computed_in_force
from simpul.core.law.status import CONSENTS
from simpul.core.law.truth import Truth
from simpul.formats.law.tables import ORGANISATIONS, register
from simpul.formats.reference import reference_bytes
from tests import lawtables
from tests.public_data import public_file
from tests.unit.formats.law.handchecked import HAND_CHECKED

CODES = (
    "hague1970 montreal1971 protected1973 hostages1979 cppnm1980 sua1988 platforms1988 plastic1991 bombings1997 "
    "icsft1999 nuclear2005 beijing2010 untoc2000 uncac2003 iccpr1966 cat1984 refugee1951"
).split()
ON = date(2014, 7, 10)
AGAINST_TERRORISM = {"hostages1979", "protected1973", "bombings1997", "icsft1999", "nuclear2005"}
DIFFERING = {"protected1973": date(1977, 4, 13), "iccpr1966": date(1976, 9, 11)}
"""Computed a little too late: states that ratified and are no more (the German Democratic Republic, Czechoslovakia,
Yugoslavia, the Byelorussian SSR under that name) are not in the lists of today. United Nations Treaty Series, volume
999, page 172, names them among the first thirty-five of the Covenant."""


def computed(instrument: Instrument) -> date | None:
    """The day on which an instrument entered into force by the consents of states that the register holds."""
    acts = register().statuses
    return computed_in_force(
        instrument, (act for act in acts if act.instrument == instrument.code and act.state not in ORGANISATIONS)
    )


def dated() -> list[Instrument]:
    return [each for each in register().instruments.values() if each.parties and each.final_clause]


def test_every_instrument_that_is_promised_is_there() -> None:
    assert set(CODES) <= set(register().instruments)


def test_the_consents_give_the_days_of_entry_into_force_and_two_differ_for_a_known_cause() -> None:
    assert len(dated()) == 10
    differing = {each.code: computed(each) for each in dated() if computed(each) != each.in_force}
    assert differing == DIFFERING
    assert all(each.in_force and each.in_force < DIFFERING[each.code] for each in dated() if each.code in DIFFERING)


def test_the_states_that_are_no_more_are_not_among_the_parties() -> None:
    assert not {act.state for act in register().statuses} & {"DD", "CS", "YU", "SU"}


def test_the_days_of_the_nine_instruments_are_those_generally_known() -> None:
    known = {
        "hostages1979": "1983-06-03",
        "bombings1997": "2001-05-23",
        "icsft1999": "2002-04-10",
        "nuclear2005": "2007-07-07",
        "untoc2000": "2003-09-29",
        "uncac2003": "2005-12-14",
        "cat1984": "1987-06-26",
        "protected1973": "1977-02-20",
        "iccpr1966": "1976-03-23",
    }
    assert {code: str(register().instruments[code].in_force) for code in known} == known


def test_every_row_has_its_source_its_day_and_its_mark() -> None:
    held = register()
    found = [
        *(each.provenance for each in held.instruments.values()),
        *(each.provenance for each in held.statuses),
        *(each.provenance for each in held.provisions),
        *(each.provenance for each in held.bilaterals),
        *(each.provenance for each in held.offences),
    ]
    assert all(each.source and each.row for each in found)
    assert {each.mark for each in found} == {Mark.TEXT, Mark.SOURCE, Mark.DATA}


def test_no_party_is_known_of_an_instrument_without_a_party_table() -> None:
    for code in ("hague1970", "montreal1971", "cppnm1980", "sua1988", "platforms1988", "plastic1991", "beijing2010"):
        found = parties(register(), code, ON)
        assert found.since == {}
        assert len(found.unknown) > 250 or (register().instruments[code].in_force or ON) > ON


@pytest.mark.parametrize(
    ("code", "a", "first", "b", "second", "day", "since"),
    HAND_CHECKED,
    ids=[f"{row[1]}-{row[3]} {row[0]} {row[5]}" for row in HAND_CHECKED],
)
def test_pairs_worked_out_by_hand(
    code: str, a: str, first: str, b: str, second: str, day: str, since: str | None
) -> None:
    held = register()
    deposits = [
        next((str(act.deposited) for act in held.acts.get((code, state), ()) if act.action in CONSENTS), "")
        for state in (a, b)
    ]
    found = link(held, code, a, b, date.fromisoformat(day))
    assert deposits == [first, second]
    assert found.since == (date.fromisoformat(since) if since else None)
    assert found.value is (Truth.TRUE if since else Truth.FALSE)


def test_there_are_at_least_forty_of_them() -> None:
    assert len(HAND_CHECKED) >= 40


LINKS = """
with counted as (
    select c.instrument, c.state, i.in_force, case i.unit
        when 'days' then date(c.deposited, '+' || i.delay || ' days')
        when 'months' then min(
            date(c.deposited, '+' || i.delay || ' months'),
            date(c.deposited, 'start of month', '+' || (i.delay + 1) || ' months', '-1 day')
        ) end as effective
    from consent c join instrument i on i.code = c.instrument
), bound as (
    select instrument, state, max(in_force, effective) as since from counted
)
select one.state, two.state, one.instrument, max(one.since, two.since)
from bound one join bound two on one.instrument = two.instrument and one.state < two.state
where max(one.since, two.since) <= ?
"""


def recomputed(day: date) -> set[tuple[str, str, str, str]]:
    """Every link of members of the United Nations, by SQL from the rows alone."""
    held = register()
    consents = [act for act in held.statuses if act.action in CONSENTS and act.state in held.members]
    clauses = [(each, each.final_clause.later) for each in dated() if each.final_clause]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create table consent (instrument text, state text, deposited text)")
        database.execute("create table instrument (code text, in_force text, delay integer, unit text)")
        database.executemany(
            "insert into consent values (?, ?, ?)",
            [(act.instrument, act.state, act.deposited.isoformat()) for act in consents],
        )
        database.executemany(
            "insert into instrument values (?, ?, ?, ?)",
            [(each.code, str(each.in_force), later.count, str(later.unit)) for each, later in clauses],
        )
        return set(database.execute(LINKS, (day.isoformat(),)))


@pytest.mark.parametrize("day", [date(1985, 1, 1), date(2006, 7, 28), date(2006, 7, 29), ON, date(2026, 11, 22)])
def test_all_pairs_and_instruments_are_those_of_an_independent_recomputation(day: date) -> None:
    links = [
        (each.a, each.b, each.instrument, str(each.since)) for each in pair_links(register(), register().members, day)
    ]
    assert len(links) == len(set(links))
    assert set(links) == recomputed(day)


def test_the_pairs_are_18528_and_their_numbers_are_those_of_the_seed() -> None:
    members = register().members
    assert len(members) * (len(members) - 1) // 2 == 18_528
    links = list(pair_links(register(), members, ON))
    counted = Counter(each.instrument for each in links)
    assert {code: counted[code] for code in (*sorted(AGAINST_TERRORISM), "untoc2000", "uncac2003")} == {
        "bombings1997": 13_861,
        "hostages1979": 14_706,
        "icsft1999": 16_653,
        "nuclear2005": 4_371,
        "protected1973": 15_051,
        "untoc2000": 15_225,
        "uncac2003": 14_028,
    }
    linked = {(each.a, each.b) for each in links if each.instrument in AGAINST_TERRORISM}
    assert 18_528 - len(linked) == 1_182


RAW = {
    "18-5": "hostages1979",
    "18-7": "protected1973",
    "18-9": "bombings1997",
    "18-11": "icsft1999",
    "18-12": "untoc2000",
    "18-14": "uncac2003",
    "18-15": "nuclear2005",
}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@pytest.mark.parametrize("number", RAW)
def test_the_consents_are_those_of_the_tables_as_the_united_nations_gave_them(number: str) -> None:
    lines = public_file("law", "untreaties", f"treaties-{number}.csv").read_text(encoding="utf-8").splitlines()
    last = [re.fullmatch(r".*,(\d+) (\w{3}) (\d{4})(?: \w+)?", line) for line in lines[1:]]
    raw = Counter(date(int(row[3]), MONTHS.index(row[2]) + 1, int(row[1])) for row in last if row)
    held = Counter(
        act.deposited for act in register().statuses if act.instrument == RAW[number] and act.action in CONSENTS
    )
    assert held == raw


@pytest.mark.parametrize("name", lawtables.MADE)
def test_the_tables_are_those_that_the_public_data_give(name: str) -> None:
    public_file("law", "parties_2015.csv")
    assert lawtables.written(lawtables.MADE[name]()) == reference_bytes(name)


def asked(requesting: str, requested: str, offence: str, kind: RequestKind, day: date = ON) -> BasisAnswer:
    return basis(
        register(),
        Question(
            requesting=requesting,
            requested=requested,
            kind=kind,
            asserted=Asserted(offence=offence),
            conduct_dates=(date(2010, 1, 1) if day > date(2010, 1, 1) else date(2005, 6, 1),),
            request_date=day,
        ),
    )


def test_indonesia_may_ask_malaysia_on_the_financing_convention() -> None:
    found = asked("ID", "MY", "terrorist-financing", RequestKind.EXTRADITION)
    first = found.bases[0]
    assert (first.instrument, first.article, first.since, first.as_of) == (
        "icsft1999",
        "11(1)",
        date(2007, 6, 28),
        date(2014, 7, 10),
    )


def test_before_2006_the_two_had_no_basis_and_iran_and_indonesia_have_only_one_instrument() -> None:
    early = asked("ID", "MY", "terrorist-financing", RequestKind.EXTRADITION, date(2006, 1, 1))
    assert early.bases == ()
    for offence in ("terrorist-financing", "hostage-taking", "corruption"):
        found = asked("IR", "ID", offence, RequestKind.ASSISTANCE)
        assert {*(each.instrument for each in found.bases), *(each.instrument for each in found.aside)} == {"uncac2003"}
        assert found.bases[0].since == date(2009, 5, 20)


def test_kenya_and_somalia_share_no_instrument_so_that_reciprocity_is_the_way() -> None:
    found = asked("KE", "SO", "terrorist-bombing", RequestKind.EXTRADITION)
    assert (found.bases, found.aside) == ((), ())
    assert found.reciprocity.citations


def test_the_asean_treaty_on_extradition_is_signed_and_not_in_force() -> None:
    held = register()
    code = "asean-extradition2025"
    assert bound(held, code, "ID", date(2025, 11, 14)).value is Truth.FALSE
    assert bound(held, code, "ID", date(2025, 11, 15)).value is Truth.UNKNOWN
    assert bound(held, code, "KE", date(2026, 11, 15)).value is Truth.FALSE


def test_the_united_kingdom_has_old_treaties_that_come_first() -> None:
    found = asked("PL", "GB", "terrorist-bombing", RequestKind.EXTRADITION)
    assert (found.bases[0].tier.name, found.bases[0].since) == ("BILATERAL", date(1934, 3, 12))
