"""The places that provisions name: found in the texts of the treaties, quoted as they stand, and pinned by hash."""

import re

import pytest

from simpul.core.law.provision import Effect, Provision, ProvisionKind
from simpul.formats.law.tables import register
from tests.lawtables import TEXTS, articles
from tests.lawtexts import cleaned, paragraph_of, quoted, text_hash

PINNED = [place for place in register().provisions if place.text_sha256]


def article_of(place: Provision) -> str:
    found = re.match(r"[0-9IVX]+(?:bis|ter|quater)?", place.article)
    assert found
    return found[0]


def test_every_place_is_in_the_text_that_is_at_hand_and_its_hash_is_that_of_the_article() -> None:
    texts = articles()
    for place in register().provisions:
        text = texts.get(TEXTS.get(place.instrument, place.instrument), {}).get(article_of(place), "")
        assert place.text_sha256 == (text_hash(text) if text else "")
        assert not text or place.quote == quoted(paragraph_of(text, place.article))
        assert not text or place.quote.removesuffix(" …") in text


def test_all_but_one_convention_of_the_matrix_have_their_text_pinned() -> None:
    without = {place.instrument for place in register().provisions if not place.text_sha256}
    assert without == {"protected1973"}
    assert len(PINNED) > 160


def test_hostages_has_no_clause_on_political_offences_and_the_financing_convention_has_one() -> None:
    held = register()
    kinds = {
        code: {place.kind for place in held.provisions if place.instrument == code}
        for code in ("hostages1979", "icsft1999")
    }
    assert ProvisionKind.NO_POLITICAL_REFUSAL not in kinds["hostages1979"]
    assert ProvisionKind.NO_POLITICAL_REFUSAL in kinds["icsft1999"]
    (hostages,) = held.provisions_of("hostages1979", ProvisionKind.PERSECUTION)
    (financing,) = held.provisions_of("icsft1999", ProvisionKind.PERSECUTION)
    assert (hostages.article, hostages.effect) == ("9(1)", Effect.REQUIRES_REFUSAL)
    assert (financing.article, financing.effect) == ("15", Effect.PERMITS_REFUSAL)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("####Extradition\n\n1. States  may.", "1. States may."),
        ("Treedt in werking op een nader te bepalen tijdstip \n\nNone of it.", "None of it."),
        ("See [Article 102](../../x/README.md) and *inter alia*.", "See Article 102 and inter alia."),
        ("1. It ends.\n\nIN WITNESS WHEREOF they signed.", "1. It ends."),
        ("It ends.\n\n####Technical annex\nmore", "It ends."),
    ],
)
def test_a_text_is_cleaned_of_what_is_not_its_own(raw: str, text: str) -> None:
    assert cleaned(raw) == text


def test_a_place_is_cut_out_of_its_article() -> None:
    text = "1. One. 2. Two: a) the first; b) the second, by article 3; and so on. 3. Three."
    assert paragraph_of(text, "9(2)") == "Two: a) the first; b) the second, by article 3; and so on."
    assert paragraph_of(text, "9(2)(b)") == "the second, by article 3; and so on."
    assert paragraph_of(text, "9") == text
    assert paragraph_of(text, "9(4)") == ""
