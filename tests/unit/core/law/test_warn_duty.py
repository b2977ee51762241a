"""The duty to warn: cited, three-valued, never made of what only exchanges, the same for both states."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.core.errors import InputError
from simpul.core.law.offence import Asserted
from simpul.core.law.provision import Effect
from simpul.core.law.truth import Truth
from simpul.core.law.warn_duty import Lacking, Threat, WarningDuty, warn_duty
from simpul.formats.law.tables import register as seed
from tests.lawregister import acted, register

JOINED = (acted("XA", date(2003, 1, 1)), acted("XB", date(2005, 6, 1)))
DAY = date(2015, 1, 1)
KNOWN = Threat(asserted=Asserted(offence="arson"), knowledge=Truth.TRUE)


def duty_of(threat: Threat) -> WarningDuty:
    (found,) = warn_duty(register(*JOINED), "XA", "XB", threat, DAY)
    return found


def test_a_clause_that_obliges_is_a_duty_where_link_offence_and_knowledge_are_there() -> None:
    found = duty_of(KNOWN)
    assert (found.instrument, found.article, found.duty, found.since) == (
        "arson2000",
        "18",
        Truth.TRUE,
        date(2005, 7, 1),
    )
    assert found.citations


def test_what_is_not_known_leaves_the_duty_unknown_and_is_named() -> None:
    assert duty_of(replace(KNOWN, knowledge=Truth.UNKNOWN)).lacking == (Lacking.KNOWLEDGE,)
    assert duty_of(Threat(asserted=Asserted(offence="nobody knows it"))).lacking == (Lacking.SCOPE, Lacking.KNOWLEDGE)
    assert duty_of(replace(KNOWN, knowledge=Truth.FALSE)).duty is Truth.FALSE


def test_a_duty_by_a_clause_that_only_exchanges_cannot_be_made() -> None:
    with pytest.raises(InputError, match="is no duty"):
        replace(duty_of(KNOWN), effect=Effect.EXCHANGES)


def test_a_state_does_not_warn_itself() -> None:
    with pytest.raises(InputError, match="does not warn itself"):
        warn_duty(register(), "XA", "XA", KNOWN, DAY)


def test_of_the_treaties_only_nuclear_terrorism_can_be_a_duty_by_what_is_known_of_parties() -> None:
    threat = Threat(asserted=Asserted(offence="nuclear-terrorism"), knowledge=Truth.TRUE)
    found = {each.instrument: each for each in warn_duty(seed(), "KE", "IN", threat, date(2014, 1, 1))}
    assert found["nuclear2005"].duty is Truth.TRUE
    assert (found["nuclear2005"].article, found["nuclear2005"].since) == ("7(1)(b)", date(2007, 7, 7))
    assert {code for code, each in found.items() if each.duty is Truth.TRUE} == {"nuclear2005"}
    assert all(each.citations for each in found.values())


@pytest.mark.parametrize("offence", ["hostage-taking", "terrorist-bombing", "terrorist-financing"])
def test_conventions_that_exchange_information_are_never_a_duty_to_warn(offence: str) -> None:
    threat = Threat(asserted=Asserted(offence=offence), knowledge=Truth.TRUE)
    found = warn_duty(seed(), "GB", "FR", threat, date(2014, 1, 1))
    assert all(each.duty is not Truth.TRUE for each in found)


def test_a_duty_without_a_party_table_is_unknown_for_want_of_the_link() -> None:
    threat = Threat(asserted=Asserted(offence="maritime-safety"), knowledge=Truth.TRUE)
    found = {each.instrument: each for each in warn_duty(seed(), "ID", "MY", threat, date(2014, 1, 1))}
    assert (found["sua1988"].duty, found["sua1988"].lacking) == (Truth.UNKNOWN, (Lacking.LINK,))


def test_the_two_states_swapped_give_the_same() -> None:
    threat = Threat(asserted=Asserted(offence="nuclear-terrorism"), knowledge=Truth.TRUE)
    there, back = (warn_duty(seed(), *pair, threat, date(2014, 1, 1)) for pair in (("KE", "IN"), ("IN", "KE")))
    assert [(each.duty, each.since) for each in there] == [(each.duty, each.since) for each in back]
