"""The two ends of a payment: whose it is, behind a cover payment too, and what their accounts are known by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.payment.ends import account_key, ends_of
from simpul.core.payment.marking import marks_of
from simpul.core.payment.party import (
    Account,
    Agent,
    AgentRole,
    Identifier,
    IdentifierKind,
    Party,
    PartyRole,
    account_of,
)
from tests.payments import IBAN_XA, IBAN_XB, a_party, a_payment

BANK = Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXAXXX")
NOTHING = st.sampled_from(["NOTPROVIDED", "NONREF", "notprovided", " NOT PROVIDED ", "NonRef"])
BANKS = st.sampled_from([None, BANK, Agent(role=AgentRole.ORIGINATOR_AGENT, name="Bank of the Harbour")])


def unnamed(said: str) -> Agent:
    """An institution of which nothing is said but what fills the field."""
    return Agent(role=AgentRole.ORIGINATOR_AGENT, name=said)


@given(said=NOTHING, bank=BANKS)
def test_what_only_fills_a_field_is_nobodys_account(said: str, bank: Agent | None) -> None:
    for account in (Account(iban=said), Account(other=said), Account(proxy=said), account_of(said)):
        assert account_key(a_party(name="", account=account), bank) == ""
        assert account_key(a_party(name=said, account=account), bank) == ""


@given(said=NOTHING, one=st.text(min_size=1, max_size=30), other=st.text(min_size=1, max_size=30), bank=BANKS)
def test_two_people_without_an_account_have_not_the_same_one(said: str, one: str, other: str, bank: Agent) -> None:
    names = [" ".join(name.casefold().split()) for name in (one, other)]
    if names[0] == names[1] or not (one.isprintable() and other.isprintable()):
        return
    keys = [account_key(a_party(name=name, account=Account(other=said)), bank) for name in (one, other)]
    assert keys[0] != keys[1] or keys == ["", ""]


@given(said=NOTHING)
def test_an_institution_that_only_fills_a_field_is_none(said: str) -> None:
    member = Identifier(kind=IdentifierKind.CLEARING_MEMBER, value=said)
    for bank in (unnamed(said), Agent(role=AgentRole.ORIGINATOR_AGENT, identifiers=(member,)), None):
        assert account_key(a_party(), bank) == ""
        assert account_key(a_party(account=account_of("12 3")), bank) == "123"
        assert account_key(a_party(account=account_of(IBAN_XA)), bank) == IBAN_XA
    known = Agent(role=AgentRole.ORIGINATOR_AGENT, identifiers=(member,), name="Bank of the Harbour")
    assert account_key(a_party(), known) == "tarik amri@bank of the harbour"


def test_who_has_no_account_is_known_by_name_at_the_institution_and_nowhere_else() -> None:
    filled = a_party(account=Account(other="NOTPROVIDED"))
    assert account_key(filled, BANK) == account_key(a_party(account=None), BANK) == "tarik amri@SIMPXAXA"
    assert account_key(filled, None) == ""


def cover(*others: Party, agents: tuple[Agent, ...] = ()) -> tuple[Party, ...]:
    """The ends of a cover payment between two institutions."""
    said = a_payment(*others, agents=(*agents, Agent(role=AgentRole.BENEFICIARY_AGENT, bic="SIMPXBXB")))
    ends = ends_of(said)
    assert (marks_of(said).payer, marks_of(said).payee) == (ends.sender, ends.receiver)
    return ends.originator, ends.beneficiary


def test_the_ends_of_a_cover_payment_are_the_customers_behind_it() -> None:
    rina = a_party(PartyRole.UNDERLYING_ORIGINATOR, "Rina Wulan", account=account_of(IBAN_XB))
    dewi = a_party(PartyRole.UNDERLYING_BENEFICIARY, "Dewi Anggun", account=account_of("77"))
    assert cover(rina, dewi) == (rina, dewi)
    assert cover(rina)[1].name == "Harbour Society"


@pytest.mark.parametrize(
    ("role", "expected"),
    [(AgentRole.UNDERLYING_BENEFICIARY_AGENT, "77@SIMPXCXC"), (AgentRole.INTERMEDIARY_1, "77@SIMPXBXB")],
)
def test_the_account_of_a_customer_is_at_the_institution_that_is_said_of_it(role: AgentRole, expected: str) -> None:
    dewi = a_party(PartyRole.UNDERLYING_BENEFICIARY, "Dewi Anggun", account=account_of("77"))
    agents = (Agent(role=AgentRole.BENEFICIARY_AGENT, bic="SIMPXBXB"), Agent(role=role, bic="SIMPXCXC"))
    assert ends_of(a_payment(dewi, agents=agents)).receiver == expected
