"""Terms in words: nothing that they allow is forbidden, nothing that they forbid is allowed, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from simpul.core.authority import AuthorityId, Purpose
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp, public_terms
from simpul.web.language import language
from simpul.web.words.terms import TermsInWords, terms_in_words

XA, XB, XC = AuthorityId("XA-NCTC"), AuthorityId("XB-NCTC"), AuthorityId("XC-FIU")
STRICT = Handling(originator=XA, releasable_to=(XB, XC), purposes=(Purpose.COUNTER_TERRORISM,))


def said(terms: Handling, code: str = "en") -> TermsInWords:
    """The terms in words."""
    return terms_in_words(terms, language(code))


def test_terms_name_who_may_read_and_what_for() -> None:
    assert said(STRICT).may == (
        "XA-NCTC, XB-NCTC and XC-FIU may read it.",
        "May be used for counter-terrorism.",
    )
    assert said(STRICT, "id").may == (
        "XA-NCTC, XB-NCTC dan XC-FIU boleh membacanya.",
        "Boleh dipakai untuk penanggulangan terorisme.",
    )


def test_strict_terms_say_that_nobody_passes_it_on_and_no_court_sees_it() -> None:
    assert said(STRICT).may_not == ("Nobody may pass it on.", "Not for use in court.")


def test_terms_that_name_nobody_are_for_their_originator_alone() -> None:
    alone = replace(STRICT, releasable_to=())
    assert said(alone).may[0] == "Only XA-NCTC may read it."


def test_terms_without_a_purpose_say_that_recipients_have_none() -> None:
    assert any("no purpose" in line for line in said(replace(STRICT, purposes=())).may_not)


def test_public_terms_forbid_nothing() -> None:
    words = said(public_terms(XA))
    assert words.may_not == ()
    assert "Any authority of the community may read it." in words.may
    assert "May be used in court." in words.may


@pytest.mark.parametrize("code", ["en", "id"])
def test_h1_keeps_it_out_of_court_whatever_the_court_rule_says(code: str) -> None:
    words = said(replace(STRICT, court=CourtUse.ALLOWED, codes=(HandlingCode.H1,)), code)
    assert not any("court" in line or "pengadilan" in line for line in words.may)
    assert any("H1" in line for line in words.heed)


def test_free_onward_under_a_strict_tlp_is_not_called_open() -> None:
    words = said(replace(STRICT, onward=Onward.FREE, tlp=Tlp.AMBER))
    assert not any("community" in line for line in words.may)


PASSED_ON = "Recipients may pass it on."


def test_what_recipients_may_pass_on_is_allowed_and_not_forbidden() -> None:
    free = replace(STRICT, onward=Onward.FREE, tlp=Tlp.AMBER)
    assert PASSED_ON in said(free).may
    assert said(free).may_not == ("Not for use in court.",)
    assert said(public_terms(XA)).may.count(PASSED_ON) == 1


@pytest.mark.parametrize(
    ("stricter", "line"),
    [
        (replace(STRICT, onward=Onward.FREE, tlp=Tlp.RED), "Nobody may pass it on."),
        (replace(STRICT, onward=Onward.FREE, tlp=Tlp.AMBER_STRICT), "Nobody may pass it on."),
        (
            replace(STRICT, onward=Onward.FREE, tlp=Tlp.AMBER, codes=(HandlingCode.H2,)),
            "Ask the originator before passing it on.",
        ),
    ],
)
def test_what_a_stricter_term_keeps_is_not_said_to_go_on(stricter: Handling, line: str) -> None:
    assert PASSED_ON not in said(stricter).may
    assert line in said(stricter).may_not


def test_ends_and_sources_are_to_be_heeded() -> None:
    words = said(
        replace(
            STRICT,
            contributors=(XB,),
            expires_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
            retain_until=date(2027, 1, 31),
        )
    )
    assert words.heed == (
        "Made from what XB-NCTC gave; their terms hold too.",
        "Its terms end on 1 May 2026, 12:00 UTC.",
        "Destroy it after 31 Jan 2027.",
    )
