"""A return is a payment: the sides change places, who returns it by the message's own word stands, nobody is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.payment.original import OriginalPayment, StatedReason
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, account_of
from simpul.core.payment.payment import Payment, References
from simpul.core.payment.returning import ReturnSaid, payment_of_return
from tests.payments import IBAN_XA, IBAN_XB, a_party, euros

PAYER = a_party(account=account_of(IBAN_XA))
PAYEE = a_party(PartyRole.BENEFICIARY, "Harbour Society", account=account_of(IBAN_XB))
AGENTS = (
    Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXA"),
    Agent(role=AgentRole.BENEFICIARY_AGENT, bic="SIMPXBXB"),
    Agent(role=AgentRole.INTERMEDIARY_1, bic="SIMPXCXC"),
)
ORIGINAL = OriginalPayment(references=References(end_to_end="E-1", transaction="T-1", uetr="u-1"))
NAMES = st.sampled_from(["Tarik Amri", "Harbour Society", "Sari Lestari", "Nadia Bay", ""])


def returned(
    *parties: Party, chain: Sequence[Party] = (), agents: Sequence[Agent] = AGENTS, own: str = "R-1"
) -> Payment:
    said = ReturnSaid(
        number=1,
        return_id=own,
        original=ORIGINAL,
        parties=parties,
        agents=agents,
        chain_parties=chain,
        reasons=(StatedReason(code="AC04", words=("closed",), by="Bank of Bay"),),
    )
    return payment_of_return(said, euros("1200.00"), message="pacs.004.001.09", message_id="M-1", created_at="")


def test_who_was_paid_pays_and_who_paid_is_paid() -> None:
    found = returned(PAYER, PAYEE)
    assert (found.originator.name, found.beneficiary.name) == ("Harbour Society", "Tarik Amri")
    assert (found.originator.account, found.beneficiary.account) == (PAYEE.account, PAYER.account)
    assert {each.role: each.bic for each in found.agents} == {
        AgentRole.BENEFICIARY_AGENT: "SIMPXAXA",
        AgentRole.ORIGINATOR_AGENT: "SIMPXBXB",
        AgentRole.INTERMEDIARY_1: "SIMPXCXC",
    }
    assert found.beside == ("AC04", "closed", "Bank of Bay")


def test_whom_the_message_names_as_returning_it_stands_and_whom_the_original_named_is_still_screened() -> None:
    other = a_party(PartyRole.BENEFICIARY, "Nadia Bay")
    found = returned(PAYER, PAYEE, chain=(other,))
    assert (found.originator.name, found.beneficiary.name) == ("Harbour Society", "Nadia Bay")
    assert {"Tarik Amri", IBAN_XA} <= set(found.beside)


def test_where_nobody_is_named_nobody_is_made_up() -> None:
    found = returned()
    assert [(each.role, each.name) for each in found.parties] == [
        (PartyRole.ORIGINATOR, ""),
        (PartyRole.BENEFICIARY, ""),
    ]


def test_a_return_is_known_by_its_own_id_and_else_by_the_references_of_the_original() -> None:
    assert returned(PAYER, PAYEE).references == References(end_to_end="E-1", transaction="R-1")
    assert returned(PAYER, PAYEE, own="").references == ORIGINAL.references


@given(
    original=st.lists(st.tuples(st.sampled_from(PartyRole), NAMES), unique_by=lambda each: each[0]),
    chain=st.lists(st.tuples(st.sampled_from(PartyRole), NAMES), unique_by=lambda each: each[0]),
)
def test_everybody_whom_a_return_names_is_in_the_payment(
    original: list[tuple[PartyRole, str]], chain: list[tuple[PartyRole, str]]
) -> None:
    first, own = ([Party(role=role, name=name) for role, name in each] for each in (original, chain))
    found = returned(*first, chain=own, agents=())
    there = {each.name for each in found.parties} | set(found.beside)
    assert {each.name for each in (*first, *own) if each.name} <= there
    assert len({each.role for each in found.parties}) == len(found.parties)
