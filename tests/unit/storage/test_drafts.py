"""Drafts keep their present text and the approvals of exactly that text."""

from dataclasses import replace

from simpul.core.authority import Level, OfficerId
from simpul.core.draft import Claim, ReportDraft
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.storage.store import Store
from tests.holdings import GRADING, NOW, chance, later, sight, terms

AUTHOR, OTHER = OfficerId("author"), OfficerId("other")


def text(*claims: Claim, level: Level = Level.RESTRICTED) -> ReportDraft:
    return ReportDraft(
        kind=ReportKind.INFORMATION, title="", summary="", grading=GRADING, handling=terms(level), claims=claims
    )


def save(store: Store, draft_id: str, draft: ReportDraft, minutes: int = 0) -> None:
    store.ledger.act(lambda tx: tx.drafts.save(draft_id, draft, author=AUTHOR, at=later(minutes)))


def test_a_draft_comes_back_as_it_was_saved_last(store: Store) -> None:
    kept, first = chance(), text()
    save(store, kept, first)
    second = replace(first, title="A meeting was seen")
    save(store, kept, second, minutes=1)
    held = store.drafts.draft(sight(), kept)
    assert held is not None
    assert (held.draft, held.author, held.saved_at) == (second, AUTHOR, later(1))
    assert held == store.ledger.act(lambda tx: tx.drafts.find(kept))


def test_an_approval_is_of_one_text_and_a_change_voids_it(store: Store) -> None:
    kept, first = chance(), text()
    save(store, kept, first)
    for _ in range(2):
        store.ledger.act(lambda tx: tx.drafts.approve(kept, first.digest, officer=OTHER, at=NOW))
    held = store.drafts.draft(sight(), kept)
    assert held is not None
    assert held.approvals == (OTHER,)
    save(store, kept, replace(first, title="Changed"))
    changed = store.drafts.draft(sight(), kept)
    assert changed is not None
    assert changed.approvals == ()
    save(store, kept, first)
    assert store.drafts.drafts(sight(), after="", limit=9).items[0].approvals == (OTHER,)


def test_a_discarded_draft_is_gone_with_its_approvals(store: Store) -> None:
    kept, first = chance(), text()
    save(store, kept, first)
    store.ledger.act(lambda tx: tx.drafts.approve(kept, first.digest, officer=OTHER, at=NOW))
    store.ledger.act(lambda tx: tx.drafts.discard(kept))
    assert store.drafts.draft(sight(), kept) is None
    save(store, kept, first)
    again = store.drafts.draft(sight(), kept)
    assert again is not None
    assert again.approvals == ()


def test_a_draft_with_a_stricter_claim_is_seen_by_those_who_may_see_the_claim(store: Store) -> None:
    strict = Claim(
        subject=chance(), schema=Schema.PERSON, property="name", value="Bahrul", handling=terms(Level.SECRET)
    )
    save(store, hidden := chance(), text(strict))
    save(store, plain := chance(), text())
    assert store.drafts.draft(sight(Level.RESTRICTED), hidden) is None
    low = store.drafts.drafts(sight(Level.RESTRICTED), after="", limit=9)
    assert [held.id for held in low.items] == [plain]
    assert store.drafts.draft(sight(Level.SECRET), hidden) is not None


def test_drafts_come_latest_first_page_by_page(store: Store) -> None:
    ids = [chance() for _ in range(5)]
    for number, kept in enumerate(ids):
        save(store, kept, text(), minutes=number)
    first = store.drafts.drafts(sight(), after="", limit=3)
    rest = store.drafts.drafts(sight(), after=first.after, limit=3)
    assert [held.id for held in (*first.items, *rest.items)] == ids[::-1]
    assert rest.after == ""
