"""Payments of an earlier edition, by which all who have no account had one: read anew, and never decided anew."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from simpul.core.payment.party import Account, PartyRole
from simpul.core.payment.payment import Payment, References
from simpul.core.payment.rulebook import Standing, Verdict
from simpul.storage.migrating import newest_revision
from simpul.storage.payment_archive import FILE as ARCHIVE
from tests.paymentrules import a_payment_rule
from tests.payments import a_party, a_payment, euros
from tests.scenarios.test_payment_rules import runs, takes
from tests.scenarios.test_payments import is_sound, takes_in
from tests.world import START, Place, World

FILLED = Account(other="NOTPROVIDED")
OFTEN = a_payment_rule()


def filled(number: int) -> Payment:
    """A payment of somebody else each time, all without an account, to somebody else each time."""
    at = START - timedelta(days=1) + timedelta(minutes=number)
    return a_payment(
        a_party(name=f"Sender {number}", account=FILLED),
        a_party(PartyRole.BENEFICIARY, f"Receiver {number}", account=FILLED),
        amount=euros("950.00"),
        references=References(end_to_end=f"F-{number}"),
        created_at=at.isoformat(),
    )


BACK = (
    "UPDATE alembic_version SET version_num = '0018'",
    "DROP TABLE payment_count",
    "DROP TABLE payment_passed",
    "DROP TABLE payment_word",
    "DELETE FROM payment_walk WHERE what = 'tallies'",
)
AS_BEFORE = (
    "UPDATE payment SET payer = 'NOTPROVIDED@SIMPXAXA', payee = 'NOTPROVIDED@SIMPXBXB'",
    "UPDATE payment_fact SET sender = 'NOTPROVIDED@SIMPXAXA', receiver = 'NOTPROVIDED@SIMPXBXB'",
    "UPDATE payment_fact SET npos = 'receiver'",
)
"""As the earlier edition read accounts: one at each institution for all who have none."""


def is_of_the_earlier_edition(home: Path, *changes: str) -> None:
    """Leave the database with the tables of the earlier edition, and with what it had put there."""
    engine = create_engine(f"sqlite:///{next(home.rglob('simpul.db'))}")
    with engine.begin() as connection:
        for change in (*changes, *BACK):
            connection.execute(text(change))
    engine.dispose()
    for archive in home.rglob(ARCHIVE):
        archive.unlink()


def opened_again(folder: Path) -> World:
    """The node under this edition, with the rule in force."""
    return World.reopened(folder, "XA")


def puts_in_force(place: Place) -> None:
    made = place.node.ruling.propose(place.sight(), OFTEN, Standing.IN_FORCE, reason="to see them")
    place.node.ruling.decide(place.sight("releasing"), made.id, Verdict.APPROVED, reason="yes")


def test_accounts_are_read_anew_and_what_was_decided_stays(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    takes_in(world["XA"], "Somebody Else Altogether")
    puts_in_force(world["XA"])
    before = takes(world["XA"], *(filled(number) for number in range(1, 5)))
    world.closes()
    is_of_the_earlier_edition(tmp_path, *AS_BEFORE)
    world = opened_again(tmp_path)
    place = world["XA"]
    assert newest_revision() >= "0019"
    told = runs(place)
    assert [facts.sender for facts, _ in told] == [f"sender {number}@SIMPXAXA" for number in range(1, 5)]
    assert [facts.receiver for facts, _ in told] == [f"receiver {number}@SIMPXBXB" for number in range(1, 5)]
    assert {facts.npos for facts, _ in told} == {""}
    assert is_sound(place)
    assert takes(place, *(filled(number) for number in range(1, 5))) == before
    world.closes()


def test_no_back_test_compares_what_rules_said_by_accounts_as_they_were_read_before(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    takes_in(world["XA"], "Somebody Else Altogether")
    puts_in_force(world["XA"])
    takes(world["XA"], *(filled(number) for number in range(1, 5)))
    tried = world["XA"].node.ruling.backtest(world["XA"].sight(), OFTEN)
    assert (tried.payments, tried.live, tried.differences) == (4, 4, 0)
    world.closes()
    is_of_the_earlier_edition(tmp_path, *AS_BEFORE)
    world = opened_again(tmp_path)
    takes(world["XA"], *(filled(number) for number in range(1, 8)))
    tried = world["XA"].node.ruling.backtest(world["XA"].sight(), OFTEN)
    assert (tried.payments, tried.live, tried.differences, tried.alerted) == (7, 3, 0, 0)
    world.closes()


def test_payments_whose_accounts_are_read_as_before_are_compared_as_before(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    takes_in(world["XA"], "Somebody Else Altogether")
    puts_in_force(world["XA"])
    takes(world["XA"], *(filled(number) for number in range(1, 5)))
    world.closes()
    is_of_the_earlier_edition(tmp_path)
    world = opened_again(tmp_path)
    tried = world["XA"].node.ruling.backtest(world["XA"].sight(), OFTEN)
    assert (tried.live, tried.differences) == (4, 0)
    world.closes()
