"""Registers of non-profit organisations as tables: read whole, or refused with the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.ends import account_key
from simpul.core.payment.npo import NpoEntry
from simpul.core.payment.party import Agent, AgentRole, PartyRole, account_of
from simpul.formats.npo_table import read_npos
from simpul.formats.tables import write_csv
from tests.payments import IBAN_XA, IBAN_XB, a_party

COLUMNS = ("reference", "name", "account", "institution", "country", "registration", "work")


def read(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> tuple[NpoEntry, ...]:
    return read_npos(write_csv(columns, rows), filename="register.csv", limits=Limits())


def test_an_organisation_has_as_many_accounts_as_it_has_rows() -> None:
    light = ("Harbour Light Relief", "XA", "1977/3", "relief")
    first, second = (("R-1", light[0], iban, "", *light[1:]) for iban in (IBAN_XA, IBAN_XB))
    (entry,) = read(first, second)
    assert entry == NpoEntry(
        reference="R-1",
        name="Harbour Light Relief",
        accounts=(IBAN_XA, IBAN_XB),
        country="XA",
        number="1977/3",
        work="relief",
    )


def test_an_account_is_named_as_payments_name_it() -> None:
    (entry,) = read(("R-1", "Harbour Light Relief", "12 345", "SIMPXAXX", "", "", ""))
    party = a_party(PartyRole.ORIGINATOR, "Harbour Light Relief", account=account_of("12345"))
    assert entry.accounts == (account_key(party, Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXXABC")),)


def test_headings_may_be_indonesian_and_columns_that_mean_nothing_are_passed_over() -> None:
    (entry,) = read(("R-1", "Jaringan Pelabuhan", "?"), columns=("Nomor", "Nama", "Warna"))
    assert (entry.reference, entry.name, entry.accounts) == ("R-1", "Jaringan Pelabuhan", ())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("R-1", "A", "", "", "", "", ""), ("R-1", "B", "", "", "", "", "")), "line 3: the same reference"),
        ((("R-1", "", IBAN_XA, "", "", "", ""),), "line 2, npo.reference"),
        ((("R-1", "A", "", "", "Nowhere", "", ""),), "line 2, npo.country"),
        ((), "1 to"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(rows: tuple[tuple[str, ...], ...], said: str) -> None:
    with pytest.raises(InputError) as refused:
        read(*rows)
    assert said in f"{refused.value.place}: {refused.value.reason}"


def test_a_table_without_a_reference_or_with_one_twice_is_refused() -> None:
    with pytest.raises(InputError, match="there is no column"):
        read(("A",), columns=("name",))
    with pytest.raises(InputError, match="stands twice"):
        read(("R-1", "A", "B"), columns=("reference", "name", "nama"))


@given(st.lists(st.sampled_from([IBAN_XA, IBAN_XB, "77", "78"]), min_size=1, max_size=4, unique=True))
def test_every_account_of_every_row_is_in_the_register(accounts: list[str]) -> None:
    found = read(*(("R-1", "A", account, "", "", "", "") for account in accounts))
    assert [set(each.accounts) for each in found] == [set(accounts)]


def test_an_account_that_only_fills_the_column_is_none() -> None:
    (entry,) = read(("R-1", "Harbour Light Relief", "NOTPROVIDED", "SIMPXAXA", "XA", "1977/3", "relief"))
    assert entry.accounts == ()
