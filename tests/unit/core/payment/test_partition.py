"""Partitions: an account always goes to the same one, and who owns which follows from who lives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.payment.facts import facts_of
from simpul.core.payment.findings import CheckStatus, Screening
from simpul.core.payment.keeping import payment_terms
from simpul.core.payment.partition import (
    MOST_PARTITIONS,
    Claim,
    assigned,
    partition_of,
    partitions_in,
    payer_of,
    written_partitions,
)
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, account_of
from simpul.core.payment.payment import Payment
from tests.payments import AT, IBAN_XA, IBAN_XB, a_party, a_payment, looked_at
from tests.world import authority

OWNERS = st.dictionaries(st.sampled_from("ABCDE"), st.frozensets(st.integers(0, 11), min_size=1), max_size=5)
HELD = st.dictionaries(st.integers(0, 11), st.sampled_from(["", *"ABCDEFG"]))


def pays(payment: Payment) -> str:
    terms = payment_terms(authority("XA"), on=AT.date())
    screening = Screening(status=CheckStatus.TIMED_OUT)
    return facts_of(looked_at(payment, screening=screening, handling=terms), sequence=1, after=0, taken=AT).sender


@pytest.mark.parametrize(
    "payment",
    [
        a_payment(),
        a_payment(a_party(account=None)),
        a_payment(a_party(name="", account=None)),
        a_payment(a_party(PartyRole.UNDERLYING_ORIGINATOR, "Rina Wulan", account=account_of(IBAN_XB))),
        a_payment(
            a_party(account=account_of("12-34 56")), agents=(Agent(role=AgentRole.ORIGINATOR_AGENT, name="Bank"),)
        ),
    ],
)
def test_who_pays_is_known_by_what_patterns_know_the_account_by(payment: Payment) -> None:
    assert payer_of(payment) == pays(payment)


def test_an_account_is_in_the_same_partition_in_every_process_and_edition() -> None:
    assert [partition_of(account, 8) for account in (IBAN_XA, IBAN_XB, "")] == [5, 7, 4]
    assert partition_of(IBAN_XA.encode(), 8) == partition_of(IBAN_XA, 8)


@given(st.text(), st.integers(1, MOST_PARTITIONS))
def test_an_account_is_in_one_of_the_partitions(account: str, partitions: int) -> None:
    assert 0 <= partition_of(account, partitions) < partitions


def test_accounts_are_spread_evenly() -> None:
    counts = [0] * 8
    for number in range(8_000):
        counts[partition_of(f"XA{number:020}", 8)] += 1
    assert min(counts) > 850
    assert max(counts) < 1_150


@pytest.mark.parametrize("partitions", [0, -1, MOST_PARTITIONS + 1])
def test_there_is_no_such_number_of_partitions(partitions: int) -> None:
    with pytest.raises(InputError, match="partitions"):
        partition_of("account", partitions)


@pytest.mark.parametrize(("partition", "epoch"), [(-1, 1), (MOST_PARTITIONS, 1), (0, 0)])
def test_a_claim_is_of_a_partition_and_has_an_epoch(partition: int, epoch: int) -> None:
    with pytest.raises(InputError, match="partition"):
        Claim(partition=partition, epoch=epoch)


def test_partitions_are_all_or_numbers_and_ranges() -> None:
    assert partitions_in("all", 4) == frozenset({0, 1, 2, 3})
    assert partitions_in("0-1 3", 4) == frozenset({0, 1, 3})


@pytest.mark.parametrize("said", ["", "4", "0-4", "a", "1-", "-1", "2-1", "0,1", "0-99999999999999999999", "٣٤"])
def test_what_names_no_partition_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="partitions"):
        partitions_in(said, 4)


@given(st.frozensets(st.integers(0, MOST_PARTITIONS - 1), min_size=1))
def test_partitions_are_read_as_they_are_written(partitions: frozenset[int]) -> None:
    assert partitions_in(written_partitions(partitions), MOST_PARTITIONS) == partitions


@given(OWNERS, HELD)
def test_each_partition_goes_to_somebody_who_lives_and_may_own_it(
    living: dict[str, frozenset[int]], held: dict[int, str]
) -> None:
    owners = assigned(12, living, held)
    able = {number for number in range(12) if any(number in may for may in living.values())}
    assert owners.keys() == able
    assert all(number in living[name] for number, name in owners.items())


@given(st.sets(st.sampled_from("ABCDE"), min_size=1), HELD)
def test_owners_who_may_own_all_have_as_many_but_for_one(names: set[str], held: dict[int, str]) -> None:
    owners = list(assigned(12, dict.fromkeys(names, frozenset(range(12))), held).values())
    loads = [owners.count(name) for name in names]
    assert max(loads) - min(loads) <= 1


@given(OWNERS, HELD)
def test_what_is_assigned_stays_assigned(living: dict[str, frozenset[int]], held: dict[int, str]) -> None:
    owners = assigned(12, living, held)
    assert assigned(12, living, owners) == owners


def test_an_owner_keeps_what_it_has_when_another_comes_who_has_as_much() -> None:
    everything = frozenset(range(4))
    living = {"A": everything, "B": everything}
    assert assigned(4, living, {0: "B", 1: "A", 2: "B", 3: "A"}) == {0: "B", 1: "A", 2: "B", 3: "A"}
    assert assigned(4, {"A": everything}, {0: "A", 1: "B", 2: "", 3: "B"}) == dict.fromkeys(range(4), "A")
    assert assigned(4, living, dict.fromkeys(range(4), "A")) == {0: "A", 1: "A", 2: "B", 3: "B"}


def test_a_party_without_a_name_or_an_account_pays_as_nobody() -> None:
    nobody = Party(role=PartyRole.ORIGINATOR, name="")
    assert payer_of(a_payment(nobody)) == ""
