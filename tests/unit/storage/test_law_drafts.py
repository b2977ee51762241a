"""Drafts of requests keep every version, and show themselves to whom their terms let them be shown."""

from datetime import datetime

from simpul.core.authority import Level, OfficerId
from simpul.core.lawdraft import CaseHeading, HeldLawDraft, LawDraft, LawVersion
from simpul.storage.store import Store
from tests.holdings import chance, later, sight, terms

AUTHOR = OfficerId("author")
HEADING = CaseHeading(case="XA-2026-1", kind="mla", requesting="XA", requested="XB", charge="Financing")


def version_of(draft_id: str, version: int, document: str, level: Level = Level.RESTRICTED) -> HeldLawDraft:
    at: datetime = later(version)
    draft = LawDraft(handling=terms(level), heading=HEADING, document=document)
    return HeldLawDraft(id=draft_id, draft=draft, author=AUTHOR, version=version, saved_at=at)


def keep(store: Store, *held: HeldLawDraft) -> None:
    for each in held:
        store.ledger.act(lambda tx, one=each: tx.law_drafts.save(one))  # type: ignore[misc]  # bound here


def test_the_present_version_and_every_earlier_one_come_back_as_they_were_saved(store: Store) -> None:
    kept = chance()
    first, second = version_of(kept, 1, "one"), version_of(kept, 2, "two")
    keep(store, first, second)
    assert store.law_drafts.draft(sight(), kept) == second
    assert store.law_drafts.version(sight(), kept, 1) == first
    assert store.law_drafts.version(sight(), kept, 3) is None
    assert store.law_drafts.versions(sight(), kept) == (
        LawVersion(version=2, saved_at=later(2)),
        LawVersion(version=1, saved_at=later(1)),
    )
    assert store.ledger.act(lambda tx: tx.law_drafts.find(kept)) == second


def test_who_is_not_cleared_finds_neither_the_draft_nor_a_version_nor_their_number(store: Store) -> None:
    hidden, shown = chance(), chance()
    keep(store, version_of(hidden, 1, "one", Level.SECRET), version_of(shown, 1, "one"))
    low = sight(clearance=Level.RESTRICTED)
    assert store.law_drafts.draft(low, hidden) is None
    assert store.law_drafts.version(low, hidden, 1) is None
    assert store.law_drafts.versions(low, hidden) == ()
    assert [each.id for each in store.law_drafts.drafts(low, after="", limit=9).items] == [shown]


def test_drafts_come_page_by_page_the_one_saved_last_first(store: Store) -> None:
    names = [chance() for _ in range(3)]
    for number, name in enumerate(names, 1):
        keep(store, version_of(name, number, "text") if number == 1 else _first(name, number))
    first = store.law_drafts.drafts(sight(), after="", limit=2)
    rest = store.law_drafts.drafts(sight(), after=first.after, limit=2)
    assert [each.id for each in (*first.items, *rest.items)] == names[::-1]
    assert rest.after == ""


def _first(name: str, minutes: int) -> HeldLawDraft:
    made = version_of(name, 1, "text")
    return HeldLawDraft(id=made.id, draft=made.draft, author=AUTHOR, version=1, saved_at=later(minutes))


def test_a_discarded_draft_is_gone_with_its_versions(store: Store) -> None:
    kept = chance()
    keep(store, version_of(kept, 1, "one"), version_of(kept, 2, "two"))
    store.ledger.act(lambda tx: tx.law_drafts.discard(kept))
    assert store.law_drafts.draft(sight(), kept) is None
    assert store.law_drafts.versions(sight(), kept) == ()
