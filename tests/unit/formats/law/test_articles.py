"""Every article that an answer can cite is in the public texts, as far as they hold it, and its hash is pinned."""

import json

import pytest

from simpul.core.law.grounds import REQUESTED_LAW
from simpul.core.law.provenance import Citation, Mark
from simpul.formats.law.definitions import article_hashes, definitions, hash_for, state_offences
from simpul.formats.law.refusal import refusal_sources
from simpul.formats.law.requirements import requirements
from simpul.formats.law.tables import register
from tests.lawtexts import cleaned, text_hash
from tests.public_data import public_file

IN_THE_TEXTS = {"ece-ap1978": "ece_ap2", "coe-prevention2005": "coe_prevention2005"}
"""Under which names the public texts hold an instrument, where that is another than ours."""


def citations() -> list[Citation]:
    """Everything that an answer on a case can cite from our tables."""
    of_sources = [
        Citation(
            instrument=each.instrument, article=each.article, provenance=each.provenance, text_sha256=each.text_sha256
        )
        for each in refusal_sources()
        if each.instrument != REQUESTED_LAW
    ]
    return [
        *(each.citation for each in definitions()),
        *of_sources,
        *(each.citation for each in requirements()),
    ]


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, str]]:
    said = json.loads(public_file("law", "treaty_articles_en.json").read_text(encoding="utf-8"))
    return {name: {each["n"]: each["text"] for each in held["articles"]} for name, held in said.items()}


def test_every_pinned_hash_is_that_of_the_articles_text(texts: dict[str, dict[str, str]]) -> None:
    for (instrument, article), pinned in article_hashes().items():
        assert text_hash(cleaned(texts[IN_THE_TEXTS.get(instrument, instrument)][article])) == pinned


def test_every_article_that_can_be_cited_is_found_in_the_texts_and_pinned(texts: dict[str, dict[str, str]]) -> None:
    found = 0
    for each in citations():
        held = texts.get(IN_THE_TEXTS.get(each.instrument, each.instrument))
        if held is not None:
            assert each.article.partition("(")[0] in held, each
            assert each.text_sha256 == hash_for(each.instrument, each.article) != "", each
            found += 1
    assert found > 100


def test_the_register_of_treaties_pins_the_same_hashes() -> None:
    both = [each for each in register().provisions if each.text_sha256 and hash_for(each.instrument, each.article)]
    assert len(both) > 20
    for each in both:
        assert each.text_sha256 == hash_for(each.instrument, each.article)


def test_a_changed_word_changes_the_hash(texts: dict[str, dict[str, str]]) -> None:
    article = texts["icsft1999"]["14"]
    assert text_hash(cleaned(article.replace("may not be refused", "may be refused"))) != hash_for("icsft1999", "14")
    assert text_hash(cleaned(article.replace(" ", "\n"))) == hash_for("icsft1999", "14")


def test_what_was_read_in_a_text_names_its_article_and_every_row_its_source_and_day() -> None:
    for each in citations():
        assert each.provenance.source
        assert each.article or each.provenance.mark is Mark.SOURCE


def test_no_law_of_a_real_state_comes_with_the_tables() -> None:
    assert state_offences()
    for each in state_offences():
        assert each.state.startswith("X")
        assert "invented" in each.definition.provenance.source
