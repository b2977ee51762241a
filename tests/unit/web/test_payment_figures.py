"""What a score is said to rest on, in both languages, and the payments that it names."""

import pytest

from simpul.engines.suspicion.circumstance import OF_ACCOUNT as TOLD_OF_ACCOUNT
from simpul.engines.suspicion.circumstance import OF_PAYMENT as TOLD_OF_PAYMENT
from simpul.formats.payment_rules import shipped_rules
from simpul.web.language import language
from simpul.web.words.payment_figures import CAPPED, COUNTED, OF_ACCOUNT, OF_PAYMENT, behind, figure_in

SAID = ("alert", "Title", "Judul", "score 2026-11-22: 0.7134", "sender_lent_share: 0.5 <- 0a1b, 2c3d", "x_1: 2 <- 0a1b")


def test_every_circumstance_has_its_words() -> None:
    assert set(OF_PAYMENT) == set(TOLD_OF_PAYMENT)
    assert set(OF_ACCOUNT) == set(TOLD_OF_ACCOUNT)


@pytest.mark.parametrize("code", ["en", "id"])
def test_a_ground_is_said_in_words_and_without_ids(code: str) -> None:
    spoken = language(code)
    said = [figure_in(spoken, each) for each in SAID[3:]]
    assert "0.7134" in said[0]
    assert said[1].endswith(": 0.5")
    assert "lent_share" not in said[1]
    assert said[2] == "x_1: 2"


def test_a_figure_of_another_kind_stays_as_it_is() -> None:
    assert figure_in(language("en"), "new_blocks: 2") == "new_blocks: 2"


@pytest.mark.parametrize("code", ["en", "id"])
@pytest.mark.parametrize("banded", ["", " banded"])
def test_what_was_counted_in_a_window_is_said_in_words(code: str, banded: str) -> None:
    spoken, said = language(code), set()
    for whose in ("sender", "receiver"):
        for counted in COUNTED:
            told = figure_in(spoken, f"{whose} {counted} 7d{banded}: 31")
            assert all(each in told for each in ("7", "31"))
            assert "banded" not in told
            said.add(told)
    assert len(said) == 2 * len(COUNTED)
    assert figure_in(spoken, "capped") == spoken.say(CAPPED)


def test_payments_are_named_once_in_their_order() -> None:
    assert behind(SAID) == "0a1b 2c3d"
    assert behind(("list-hit", "a")) == ""


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_figure_that_a_rule_of_simpul_asks_for_has_words(code: str) -> None:
    asked = {feature for rule in shipped_rules() for feature in rule.features}
    assert {"sender_passed_on_25d", "tie_payments", "rapid_share"} <= asked
    for feature in asked:
        told = figure_in(language(code), f"{feature}: 3")
        assert feature not in told
        assert told.endswith(": 3")
