"""The facts that rules are evaluated on, and the one order of payments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from simpul.core.authority import AuthorityId, Level
from simpul.core.payment.facts import PaymentFacts, facts_of, micros, placed
from simpul.core.payment.findings import CheckStatus, Screening
from simpul.core.payment.keeping import payment_terms
from simpul.core.payment.party import Account, Agent, AgentRole, PartyRole, account_of
from simpul.core.payment.payment import Payment
from tests.payments import AT, IBAN_XA, UN, a_hit, a_party, a_payment, looked_at

US = AuthorityId("XA-FIU")
SCREENED = Screening(status=CheckStatus.COMPLETE, lists=(UN,))


def facts(payment: Payment | None = None, *, after: int = 0, screening: Screening = SCREENED) -> PaymentFacts:
    handling = payment_terms(US, on=AT.date())
    told = looked_at(payment or a_payment(), screening=screening, handling=handling)
    return facts_of(told, sequence=1, after=after, taken=AT)


@pytest.mark.parametrize(
    ("created_at", "settled_on", "expected"),
    [
        ("2026-03-10T08:00:00Z", "2026-03-11", datetime(2026, 3, 10, 8, tzinfo=UTC)),
        ("2026-03-10T08:00:00", "", datetime(2026, 3, 10, 8, tzinfo=UTC)),
        ("", "2026-03-11", datetime(2026, 3, 11, tzinfo=UTC)),
        ("no moment", "", AT),
        ("2027-01-01T00:00:00Z", "", AT),
    ],
)
def test_the_time_of_a_payment_is_what_it_says_and_never_later_than_it_was_taken(
    created_at: str, settled_on: str, expected: datetime
) -> None:
    assert facts(a_payment(created_at=created_at, settled_on=settled_on)).at == micros(expected)


def test_no_payment_goes_before_the_one_in_front_of_it() -> None:
    late = a_payment(created_at="2026-03-01T00:00:00Z")
    before = micros(AT - timedelta(days=2))
    assert facts(late, after=before).at == before


def test_an_account_is_its_iban_or_a_number_at_an_institution_or_a_name_there() -> None:
    bank = Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXAXXX")
    known = {
        IBAN_XA: account_of(IBAN_XA),
        "0012 3@SIMPXAXA".replace(" ", ""): Account(other="0012 3"),
        "tarik amri@SIMPXAXA": None,
    }
    for key, account in known.items():
        assert facts(a_payment(a_party(account=account), agents=(bank,))).sender == key
    nobody = a_payment(a_party(name="", account=None), agents=(bank,))
    assert facts(nobody).sender == ""


def test_a_long_name_is_one_account_all_the_same() -> None:
    bank = (Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXAXXX"),)
    one = facts(a_payment(a_party(name="a" * 390, account=None), agents=bank)).sender
    other = facts(a_payment(a_party(name="a" * 389 + "b", account=None), agents=bank)).sender
    assert one != other
    assert len(one) < 100


def test_a_corridor_runs_between_the_institutions_or_the_accounts() -> None:
    assert (facts().origin, facts().destination) == ("XA", "XB")
    plain = a_payment(agents=())
    assert (facts(plain).origin, facts(plain).destination) == ("XA", "XB")
    unsaid = a_payment(
        a_party(account=None), a_party(PartyRole.BENEFICIARY, "Harbour Society", account=None), agents=()
    )
    assert (facts(unsaid).origin, facts(unsaid).destination) == ("", "")


def test_hits_are_the_lists_and_a_screening_that_did_not_end_says_so() -> None:
    hit = Screening(status=CheckStatus.COMPLETE, lists=(UN,), hits=(a_hit(), a_hit()))
    assert facts(screening=hit).hits == "un"
    assert facts().hits == ""
    assert facts(screening=Screening(status=CheckStatus.TIMED_OUT)).hits == "?"


def test_a_payment_under_stricter_terms_moves_no_time_and_counts_nowhere() -> None:
    plain = payment_terms(US, on=AT.date())
    stricter = replace(plain, level=Level.SECRET)
    told = [
        looked_at(a_payment(number=number), screening=SCREENED, handling=handling)
        for number, handling in enumerate((plain, stricter, plain), 1)
    ]
    first, hidden, last = placed(told, behind=(4, "before", 0), taken=AT)
    assert [each.sequence for each in (first, hidden, last)] == [5, 6, 7]
    assert [each.apart for each in (first, hidden, last)] == [0, 1, 0]
    (alone,) = placed(told[1:2], behind=(4, "before", 3), taken=AT)
    assert (alone.at, alone.taken) == (3, micros(AT))
