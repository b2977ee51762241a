"""Papers: what cannot be one cannot be built."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.paper import MOST_CHARACTERS, MOST_SECTIONS, Paper, PaperSignature
from tests.papers import paper


def test_the_texts_of_a_paper_are_all_that_a_reader_reads_in_its_order() -> None:
    assert list(paper("One.").texts) == [
        *("Request for mutual legal assistance", "From", "Central Authority of XA", "To", "Central Authority of XB"),
        *("1. Facts", "One.", "the statements of one account", "a hearing\nby video"),
        *("Name", "Bram Contoh", "Born", "1971-03-14"),
    ]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (lambda: replace(paper(), title=" "), "paper.title"),
        (lambda: replace(paper(), sections=()), "paper.sections"),
        (lambda: replace(paper(), sections=paper().sections * (MOST_SECTIONS + 1)), "paper.sections"),
        (lambda: paper(language="xx"), "paper.language"),
        (lambda: paper("x" * MOST_CHARACTERS), "paper"),
    ],
)
def test_a_paper_without_title_body_or_end_is_refused(wrong: Callable[[], Paper], place: str) -> None:
    with pytest.raises(InputError) as refused:
        wrong()
    assert refused.value.place == place


@pytest.mark.parametrize("unseen", ["\x00", "\x1b", "\x85", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff"])
def test_a_character_that_could_make_a_paper_say_what_it_does_not_is_refused(unseen: str) -> None:
    with pytest.raises(InputError, match=f"U\\+{ord(unseen):04X}"):
        paper(f"he paid {unseen}100")


@pytest.mark.parametrize("broken", ["intact", "whole", "trusted"])
def test_a_signature_holds_when_nothing_of_it_fails(broken: str) -> None:
    sound = PaperSignature(signer="XA", signed_at=None, intact=True, whole=True, trusted=True, exact=True)
    assert sound.holds
    assert not replace(sound, **{broken: False}).holds  # type: ignore[arg-type] # the three are all of bool
