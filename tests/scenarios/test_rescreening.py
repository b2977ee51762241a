"""Rescreening: everything held is compared anew with the lists, in the background, and once whatever happens."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.app.beside import Beside
from simpul.app.crowd import ProcessCrowd
from simpul.core.alert import AlertKind
from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import ConflictError, DeniedError, InputError
from simpul.core.vocabulary import Schema
from tests.world import Place, World

Made = Callable[..., World]
LISTED = ("Bahrul Santosa", "Zulkifli Wandira", "Лев Брунов")


def holds_unscreened(place: Place, people: int) -> list[str]:
    """Let the node hold people, every tenth named as on a list, none of them screened yet; give the tenths."""
    names = [LISTED[index // 10 % 3] if index % 10 == 0 else f"Person Nobody{index:04}" for index in range(people)]
    claims = [place.claim(name) for name in names]
    place.node.sharing.record(place.sight(), place.draft(*claims, handling=place.terms()))
    entries = tuple(
        Designation(
            list_id="test",
            reference=f"TEi.{index:03}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for index, name in enumerate(LISTED)
    )
    place.node.listing.take_in(place.sight(), ListEdition(list_id="test", dated="2026-01-15", entries=entries))
    ids = [profile.id for profile in place.node.store.profiles.every()]
    place.node.store.ledger.act(lambda tx: tx.screening.done(ids))
    place.node.screening.prepare()
    return [claim.subject for claim in claims[::10]]


def subjects_hit(place: Place, name: str = "analyst") -> list[str]:
    page = place.node.alerting.queue(place.sight(name), limit=200)
    return sorted(held.alert.subject for held in page.items if held.alert.kind is AlertKind.LIST_HIT)


def test_what_was_held_before_is_found_when_everything_is_screened_anew(made: Made) -> None:
    place = made("XA")["XA"]
    expected = holds_unscreened(place, 40)
    assert subjects_hit(place) == []
    run = place.node.rescreener.begin(place.sight(), reason="The way names are compared has changed.")
    assert (run.hundredths, place.node.rescreener.latest(place.sight())) == (0, (run,))
    assert place.node.rescreener.carry_on(lambda: True) is False
    assert subjects_hit(place) == sorted(expected)
    (ended,) = place.node.rescreener.latest(place.sight())
    assert (ended.hundredths, ended.done) == (100, 40)
    acts = [held.entry.act for held in place.node.store.audit_trail.entries(text="", after="", limit=200).items]
    assert acts.count(Act.RESCREENING_BEGIN) == acts.count(Act.RESCREENING_END) == 1


def test_a_run_pauses_for_what_comes_and_goes_on_where_it_was(made: Made) -> None:
    place = made("XA")["XA"]
    expected = holds_unscreened(place, 40)
    rescreener = replace(place.node.rescreener, page=7)
    rescreener.begin(place.sight(), reason="A check.")
    pages = 1
    while rescreener.carry_on(lambda: False):
        pages += 1
        (run,) = rescreener.latest(place.sight())
        assert 0 < run.hundredths < 100
    assert pages == 6 + 1
    assert subjects_hit(place) == sorted(expected)


def test_screening_twice_raises_nothing_twice(made: Made) -> None:
    place = made("XA")["XA"]
    expected = holds_unscreened(place, 30)
    for _ in range(2):
        place.node.rescreener.begin(place.sight(), reason="A check.")
        place.node.rescreener.carry_on(lambda: True)
    assert subjects_hit(place) == sorted(expected)


def test_processes_find_what_one_thread_finds(made: Made) -> None:
    place = made("XA")["XA"]
    expected = holds_unscreened(place, 40)
    crowd = ProcessCrowd(beside=Beside(2), worth=1)
    rescreener = replace(place.node.rescreener, crowd=crowd)
    rescreener.begin(place.sight(), reason="A check.")
    rescreener.carry_on(lambda: True)
    assert subjects_hit(place) == sorted(expected)


def test_one_run_goes_on_at_a_time_and_needs_a_reason_and_an_analyst(made: Made) -> None:
    place = made("XA")["XA"]
    with pytest.raises(InputError, match="a reason is needed"):
        place.node.rescreener.begin(place.sight(), reason=" ")
    with pytest.raises(DeniedError):
        place.node.rescreener.begin(place.sight("admin"), reason="A check.")
    place.node.rescreener.begin(place.sight(), reason="A check.")
    with pytest.raises(ConflictError):
        place.node.rescreener.begin(place.sight(), reason="Another.")


def test_a_run_tells_nobody_of_what_he_may_not_see(made: Made) -> None:
    place = made("XA")["XA"]
    secret = place.claim(LISTED[0])
    place.node.sharing.record(place.sight(), place.draft(secret, handling=place.terms(level=Level.SECRET)))
    holds_unscreened(place, 10)
    place.node.rescreener.begin(place.sight(), reason="A check.")
    place.node.rescreener.carry_on(lambda: True)
    assert secret.subject in subjects_hit(place)
    assert secret.subject not in subjects_hit(place, "junior")
