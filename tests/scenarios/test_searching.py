"""An officer finds a payment by what it says, in whatever state; and nothing of those that are hidden from her."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.party import PartyRole
from simpul.core.payment.payment import Payment, References, payment_id
from simpul.services.searching import Searching
from simpul.storage.payment_search import MOST_READ
from tests.payments import IBAN_XB, a_party, a_payment, euros
from tests.scenarios.test_kept_apart import lists_secretly
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.stores import database
from tests.world import Place, World

__all__ = ["database"]

Made = Callable[..., World]
SECRET = "Zulkarnain Tirtayasa"
UETR = "7f9c2a10-0b1c-4d2e-8f3a-001122334455"


@pytest.fixture
def place(made: Made) -> Place:
    """A node with an open list and a secret one, and three payments: one held, one released, and one hidden."""
    found = made("XA")["XA"]
    takes_in(found, LISTED)
    lists_secretly(found, SECRET)
    for each in (HELD, RELEASED, HIDDEN):
        taken(found, each)
    return found


HELD = paid(LISTED, number="INV-2024/77")
RELEASED = paid("Дарья О'Лебедева", number="E-2")
HIDDEN = paid(SECRET, number="INV-2024/78")


def finds(place: Place, text: str, name: str = "analyst") -> list[str]:
    return [line.id for line in place.node.searching.find(place.sight(name), text).page.items]


def follows(place: Place) -> None:
    """Keep the words of all payments, as the running node does."""
    while Searching.carry_on(place.node.searching):
        pass
    assert place.node.store.payment_words.waiting(10).payments == ()


BY = {
    LISTED: HELD,
    "wirat bahr": HELD,
    "INV-2024/77": HELD,
    "inv 2024 77": HELD,
    "inv202477": HELD,
    "darya": RELEASED,
    "Дарья": RELEASED,
    "o'lebed": RELEASED,
    payment_id(HELD)[:8]: HELD,
    payment_id(RELEASED).upper(): RELEASED,
}


@pytest.mark.parametrize("followed", [False, True])
@pytest.mark.parametrize("text", BY)
def test_a_payment_is_found_by_names_reference_account_and_id_as_soon_as_it_is_here(
    place: Place, text: str, *, followed: bool
) -> None:
    if followed:
        follows(place)
    assert finds(place, text) == [payment_id(BY[text])]


@pytest.mark.parametrize("followed", [False, True])
def test_what_all_have_finds_all_the_latest_first_and_what_none_has_nothing(place: Place, *, followed: bool) -> None:
    if followed:
        follows(place)
    every = [payment_id(each) for each in (HIDDEN, RELEASED, HELD)]
    figure = HELD.amount.figure
    for text in (figure, f"{figure} {HELD.amount.currency}", HELD.originator.name, IBAN_XB):
        seen = finds(place, text)
        assert seen == [each for each in every if each in seen], text
        assert seen, text
    for text in ("", "   ", "---", "%", "_", "*", "nobody at all", "Wiratama Nobody", "0" * 64, f"{figure} XXX"):
        assert finds(place, text) == [], text


@pytest.mark.parametrize("followed", [False, True])
def test_what_is_hidden_from_an_officer_is_found_by_nothing(place: Place, *, followed: bool) -> None:
    if followed:
        follows(place)
    said = payment_id(HIDDEN)
    for text in (SECRET, "Zulkarnain", "INV-2024/78", said[:8], said, HIDDEN.amount.figure, IBAN_XB):
        assert said in finds(place, text), text
        assert said not in finds(place, text, "junior"), text


def test_a_page_goes_on_where_it_ended_and_a_hidden_payment_leads_nowhere(place: Place) -> None:
    follows(place)
    for number in range(5):
        taken(place, paid("Sari Embun", number=f"P-{number}"))
    sight, seen, after = place.sight(), list[str](), ""
    while True:
        page = place.node.searching.find(sight, "Sari", after=after, limit=2).page
        seen += [line.payment.references.end_to_end for line in page.items]
        after = page.after
        if not after:
            break
    assert seen == [f"P-{number}" for number in reversed(range(5))]
    with pytest.raises(InputError):
        place.node.searching.find(sight, "Sari", after="nonsense")


def test_a_payment_that_comes_under_other_terms_takes_its_words_along(place: Place) -> None:
    follows(place)
    assert finds(place, LISTED, "junior") == [payment_id(HELD)]

    def moves(audience: int) -> None:
        place.node.store.ledger.act(lambda tx: tx.payment_words.moved(payment_id(HELD), audience_of(HELD), audience))

    def audience_of(said: Payment) -> int:
        with place.node.store.reading.snapshot() as connection:
            asked = "SELECT audience FROM payment WHERE id = '" + payment_id(said) + "'"
            return int(connection.exec_driver_sql(asked).scalar_one())

    moves(audience_of(HIDDEN))
    assert finds(place, LISTED, "junior") == []
    assert finds(place, LISTED) == [payment_id(HELD)]


def test_words_are_kept_once_though_two_keep_them(place: Place) -> None:
    store = place.node.store
    waiting = store.payment_words.waiting(2)
    for _ in range(2):
        store.ledger.act(lambda tx: tx.payment_words.keep(waiting))
    assert len(store.payment_words.waiting(10).payments) == 1
    follows(place)
    assert finds(place, LISTED) == [payment_id(HELD)]


def test_a_payment_of_very_many_names_is_kept_and_found(place: Place) -> None:
    invoicers = (a_party(PartyRole.INVOICER, f"Kota {number} Harapan Jaya {number * 7}") for number in range(35))
    many = a_payment(
        *paid("Sari Embun").parties, references=References(end_to_end="MANY-1", uetr=UETR), amount=euros("7.77")
    )
    wide = replace(many, parties=(*many.parties, *invoicers))
    taken(place, wide)
    follows(place)
    for text in ("MANY-1", UETR, UETR.replace("-", ""), "7,77", "Sari Emb", "Kota Harapan"):
        assert finds(place, text) == [payment_id(wide)], text


def test_where_more_wait_for_their_words_than_are_read_the_officer_is_told(place: Place) -> None:
    follows(place)
    place.node.monitoring.take([paid("Sari Embun", number=f"P-{number}") for number in range(MOST_READ + 1)])
    first, last = payment_id(paid("Sari Embun", number="P-0")), "P-500"
    assert place.node.searching.find(place.sight(), last).page.items
    found = place.node.searching.find(place.sight(), "P-0")
    assert (found.page.items, found.is_whole) == ((), False)
    assert finds(place, first) == [first]
    follows(place)
    again = place.node.searching.find(place.sight(), "P-0")
    assert [line.id for line in again.page.items] == [first]
    assert again.is_whole


def test_hidden_payments_that_wait_for_their_words_push_none_out_and_say_nothing(place: Place) -> None:
    follows(place)
    taken(place, paid("Sari Embun", number="P-0"))
    place.node.monitoring.take([paid(SECRET, number=f"S-{number}") for number in range(MOST_READ + 1)])
    found = place.node.searching.find(place.sight("junior"), "P-0")
    assert [line.payment.references.end_to_end for line in found.page.items] == ["P-0"]
    assert found.is_whole
    assert not place.node.searching.find(place.sight(), "P-0").is_whole
