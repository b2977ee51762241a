"""What waits to be screened, and the profiles that screening compares."""

import pytest

from simpul.core.authority import Level
from simpul.core.designation import DateKind, ListedDate, ListedDocument, ListedName, NameQuality
from simpul.core.errors import InputError
from simpul.core.holding import Change, Profile
from simpul.storage.store import Store
from tests.holdings import claim, delist, entry_of, holds, lists, sight, terms


def profiles(store: Store) -> dict[str, Profile]:
    return {profile.id: profile for profile in store.profiles.every()}


def test_claims_about_one_subject_under_different_terms_are_different_profiles(store: Store) -> None:
    low, high = terms(), terms(Level.SECRET)
    name = claim("Bahrul", handling=low)
    subject = name.value.subject
    holds(
        store,
        name,
        claim("Abu Harb", name="alias", subject=subject, handling=high),
        claim("1971", name="birthDate", subject=subject, handling=low),
    )
    found = profiles(store)
    assert {profile.subject for profile in found.values()} == {subject}
    by_terms = {profile.handling: profile.values for profile in found.values()}
    assert by_terms == {low: {"name": ("Bahrul",), "birthDate": ("1971",)}, high: {"alias": ("Abu Harb",)}}
    for profile in found.values():
        audience = int(profile.id.removeprefix(f"{subject}/"))
        assert store.terms.terms(audience) == profile.handling


def test_a_profile_says_what_is_current(store: Store) -> None:
    old = claim("Bahrul Santosa")
    new = claim("Bahrul Santoso", subject=old.value.subject)
    signed = holds(store, old, new)
    store.ledger.act(lambda tx: tx.reports.replace_assertion(old.id, by=new.id, how=Change.REMOVED))
    (profile,) = profiles(store).values()
    assert profile.values == {"name": ("Bahrul Santoso",)}
    ids = store.ledger.act(lambda tx: tx.screening.profiles_of_report(signed.report.id))
    assert ids == (profile.id,)
    store.ledger.act(lambda tx: tx.screening.queue(ids))
    assert store.ledger.act(lambda tx: tx.screening.waiting(9)) == (profile,)


def test_an_entry_of_a_list_is_a_profile_with_the_lists_word_on_each_name(store: Store) -> None:
    held = entry_of(
        "Z.001",
        names=(
            ListedName(value="Bahrul Santosa", quality=NameQuality.PRIMARY),
            ListedName(value="بهرول", quality=NameQuality.ORIGINAL_SCRIPT),
            ListedName(value="Abu Harb", quality=NameQuality.GOOD),
            ListedName(value="The Tall", quality=NameQuality.LOW),
            ListedName(value="Bahrul Former", quality=NameQuality.FORMER),
        ),
        birth_dates=(
            ListedDate(kind=DateKind.EXACT, value="1971-03-14"),
            ListedDate(kind=DateKind.BETWEEN, value="1960", until="1965"),
            ListedDate(kind=DateKind.BETWEEN, value="1965", until="1960"),
        ),
        nationalities=("XA",),
        genders=("male",),
        documents=(
            ListedDocument(kind="Passport", number="X123"),
            ListedDocument(kind="National Identification Number", number="42"),
        ),
    )
    lists(store, held)
    (profile,) = profiles(store).values()
    assert (profile.id, profile.subject, profile.handling) == ("list:XZ:Z.001", "list:XZ:Z.001", terms())
    assert profile.values == {
        "name": ("Bahrul Santosa", "بهرول"),
        "alias": ("Abu Harb",),
        "weakAlias": ("The Tall",),
        "previousName": ("Bahrul Former",),
        "birthDate": ("1971-03-14", "1960/1965", "1965", "1960"),
        "nationality": ("XA",),
        "gender": ("male",),
        "passportNumber": ("X123",),
        "idNumber": ("42",),
    }


def test_an_entry_that_has_left_waits_without_values(store: Store) -> None:
    lists(store, entry_of("Z.001"))
    delist(store, "Z.001")
    ids = ["list:XZ:Z.001", "list:XZ:never", f"{'0' * 32}/1", f"{'0' * 32}/99"]
    store.ledger.act(lambda tx: tx.screening.queue(ids))
    waiting = store.ledger.act(lambda tx: tx.screening.waiting(9))
    assert [profile.values for profile in waiting] == [{}, {}, {}, {}]
    assert profiles(store) == {}


def test_what_waits_waits_once_and_the_longest_comes_first(store: Store) -> None:
    ids = [f"list:XZ:Z.{number:03}" for number in range(5)]
    store.ledger.act(lambda tx: tx.screening.queue(ids[:3]))
    store.ledger.act(lambda tx: tx.screening.queue([ids[4], ids[1], ids[3], ids[4]]))

    def waiting(limit: int) -> list[str]:
        return [profile.id for profile in store.ledger.act(lambda tx: tx.screening.waiting(limit))]

    assert waiting(4) == [ids[0], ids[1], ids[2], ids[4]]
    store.ledger.act(lambda tx: tx.screening.done(ids[:2]))
    store.ledger.act(lambda tx: tx.screening.queue(ids[:1]))
    assert waiting(9) == [ids[2], ids[4], ids[3], ids[0]]


def test_what_is_no_profile_does_not_wait(store: Store) -> None:
    for wrong in ("", "list:", "list:XZ", "Bahrul", f"{'0' * 32}/x"):
        with pytest.raises(InputError):
            store.ledger.act(lambda tx: tx.screening.queue([wrong]))  # noqa: B023  runs at once


def test_profiles_are_for_the_machine_and_hidden_from_no_read(store: Store) -> None:
    holds(store, claim(handling=terms(Level.SECRET)))
    assert store.subjects.subjects(sight(Level.RESTRICTED), text="", after="", limit=9).items == ()
    assert len(profiles(store)) == 1
