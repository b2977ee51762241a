"""Grounds of refusal: the strictest in force, all listed, barred where a convention bars them, unknown never no."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.law.assessing import assess_refusal, ties_in, ties_of
from simpul.core.law.case import FORMAT, Charged, LawCase, LinkSaid
from simpul.core.law.elements import Element
from simpul.core.law.grounds import Ground, Matter, RefusalEffect
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Mark
from simpul.core.law.refusal import GroundFinding, Refusals
from simpul.core.law.truth import Fact, Truth
from simpul.formats.law.cases import law_at_hand
from simpul.formats.law.tables import register
from tests.lawcases import fact, facts_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
LAW = law_at_hand()
CODES = sorted({each.link for each in LAW.sources if each.link and ":" not in each.link})
GIVES = "provide_funds unlawful intent funds_known funded_target intimidate_population principal"
HOLDS = "seize_hostage threaten_hostage compel_another condition_for_release principal"
M = Matter


def link(code: str, both: Truth) -> LinkSaid:
    since = date(2007, 6, 28) if both is T else None
    return LinkSaid(
        instrument=code, both=both, requested=both, source="depositary", as_of=date(2026, 9, 1), since=since
    )


def a_case(
    pattern: str = "...",
    *,
    links: Mapping[str, Truth] | None = None,
    kind: RequestKind = RequestKind.EXTRADITION,
    matters: Mapping[Matter, Truth] | None = None,
    law: Mapping[Ground, Truth] | None = None,
    reserved: Mapping[str, Truth] | None = None,
    requesting: str = "XA",
    requested: str = "XB",
) -> LawCase:
    return LawCase(
        format=FORMAT,
        case="XA-7",
        kind=kind,
        requesting=requesting,
        requested=requested,
        request_date=date(2026, 10, 5),
        conduct_dates=(date(2025, 3, 2),),
        charge=Charged(title="A charge", penalty_max_months=240),
        elements=facts_of(pattern),
        matters={each: fact(value) for each, value in (matters or {}).items()},
        requested_law={each: fact(value) for each, value in (law or {}).items()},
        reservations={each: fact(value) for each, value in (reserved or {}).items()},
        links=tuple(link(code, both) for code, both in (links or {}).items()),
    )


def found_in(case: LawCase) -> Refusals:
    return assess_refusal(case, LAW, ties_of(case), ())


def ground(case: LawCase, which: Ground) -> GroundFinding:
    return found_in(case).of(which)


def only(*codes: str) -> dict[str, Truth]:
    """These instruments are in force, and no other."""
    return {code: T if code in codes else F for code in CODES}


POLITICAL = {M.REGARDED_AS_POLITICAL: T}
KNOWS_IT = {Ground.POLITICAL_OFFENCE: T}


def test_icsft_1999_takes_the_political_offence_away_and_hostages_1979_does_not() -> None:
    money = a_case(GIVES, links=only("icsft1999"), matters=POLITICAL, law=KNOWS_IT, reserved={"icsft1999": F})
    hostage = a_case(HOLDS, links=only("hostages1979"), matters=POLITICAL, law=KNOWS_IT, reserved={"hostages1979": F})
    barred, open_to_it = (ground(each, Ground.POLITICAL_OFFENCE) for each in (money, hostage))
    assert (barred.value, barred.kind) == (F, RefusalEffect.BARS)
    assert [each.citation.article for each in barred.sources if each.value is T and each.source.effect == "bars"] == [
        "14"
    ]
    assert (open_to_it.value, open_to_it.kind) == (T, RefusalEffect.BY_LAW)


def test_persecution_is_mandatory_by_hostages_1979_and_optional_by_icsft_1999() -> None:
    feared = {M.PERSECUTION_PURPOSE: T}
    hostage = ground(a_case(HOLDS, links=only("hostages1979"), matters=feared), Ground.PERSECUTION)
    money = ground(a_case(GIVES, links=only("icsft1999"), matters=feared), Ground.PERSECUTION)
    assert (hostage.value, hostage.kind) == (T, RefusalEffect.MANDATORY)
    assert (money.value, money.kind) == (T, RefusalEffect.OPTIONAL)


def test_only_hostages_1979_has_the_limb_of_consular_communication() -> None:
    cut_off = {M.PERSECUTION_PURPOSE: F, M.PERSECUTION_PREJUDICE: F, M.CONSULAR_COMMUNICATION_IMPOSSIBLE: T}
    assert ground(a_case(HOLDS, links=only("hostages1979"), matters=cut_off), Ground.PERSECUTION).value is T
    assert ground(a_case(GIVES, links=only("icsft1999"), matters=cut_off), Ground.PERSECUTION).value is F


@pytest.mark.parametrize(
    ("pattern", "code", "article"),
    [
        (
            "place_device device place_of_public_use unlawful intent cause_death_or_injury principal",
            "bombings1997",
            "11",
        ),
        ("use_radioactive unlawful intent cause_death_or_injury principal", "nuclear2005", "15"),
        (GIVES, "icsft1999", "14"),
    ],
)
@pytest.mark.parametrize("kind", RequestKind)
def test_a_convention_bars_the_political_offence_for_its_own_offences(
    pattern: str, code: str, article: str, kind: RequestKind
) -> None:
    met = a_case(pattern, links=only(code), matters=POLITICAL, law=KNOWS_IT, reserved={code: F}, kind=kind)
    other = a_case(HOLDS, links=only(code), matters=POLITICAL, law=KNOWS_IT, reserved={code: F}, kind=kind)
    assert ground(met, Ground.POLITICAL_OFFENCE).value is F
    assert ground(other, Ground.POLITICAL_OFFENCE).value is T
    assert (code, article) in {
        (each.instrument, each.article) for each in ground(met, Ground.POLITICAL_OFFENCE).citations
    }


@pytest.mark.parametrize(("reserved", "value"), [(F, F), (T, T), (U, U)])
def test_a_bar_falls_with_a_reservation_and_one_nobody_looked_for_keeps_it_open(reserved: Truth, value: Truth) -> None:
    case = a_case(GIVES, links=only("icsft1999"), matters=POLITICAL, law=KNOWS_IT, reserved={"icsft1999": reserved})
    found = ground(case, Ground.POLITICAL_OFFENCE)
    assert found.value is value
    assert found.missing == (("reserved:icsft1999",) if reserved is U else ())


def test_a_bar_holds_for_a_purely_domestic_bombing_as_article_3_says() -> None:
    home = "within_one_state offender_national_there victims_national_there offender_found_there"
    pattern = f"place_device device place_of_public_use unlawful intent cause_death_or_injury principal {home}"
    case = a_case(pattern, links=only("bombings1997"), matters=POLITICAL, law=KNOWS_IT, reserved={"bombings1997": F})
    assert ground(case, Ground.POLITICAL_OFFENCE).value is F


def test_the_mandatory_ground_of_the_european_convention_yields_to_a_bar() -> None:
    case = a_case(GIVES, links=only("ece1957", "icsft1999"), matters=POLITICAL, reserved={"icsft1999": F})
    assert ground(case, Ground.POLITICAL_OFFENCE).value is F
    without = a_case(GIVES, links=only("ece1957"), matters=POLITICAL)
    assert ground(without, Ground.POLITICAL_OFFENCE).kind is RefusalEffect.MANDATORY
    assert ground(without, Ground.POLITICAL_OFFENCE).value is T


def test_the_strasbourg_convention_strips_a_hostage_taking_of_the_political_label() -> None:
    links = only("hostages1979", "ece1957", "ecst1977")
    case = a_case(HOLDS, links=links, matters=POLITICAL, reserved={"ecst1977": F})
    assert ground(case, Ground.POLITICAL_OFFENCE).value is F
    kept = a_case(HOLDS, links=links, matters=POLITICAL, reserved={"ecst1977": T})
    assert ground(kept, Ground.POLITICAL_OFFENCE).value is T


def test_the_ship_convention_bars_only_between_parties_to_the_protocol_of_2005() -> None:
    pattern = "seize_ship ship unlawful intent by_force_or_intimidation principal"
    old = a_case(pattern, links=only("sua1988"), matters=POLITICAL, law=KNOWS_IT, reserved={"sua1988": F})
    new = a_case(pattern, links=only("sua1988", "sua2005"), matters=POLITICAL, law=KNOWS_IT, reserved={"sua1988": F})
    assert ground(old, Ground.POLITICAL_OFFENCE).value is T
    assert ground(new, Ground.POLITICAL_OFFENCE).value is F


def test_the_ship_convention_in_its_older_wording_is_open_and_never_yes_or_no() -> None:
    pattern = "seize_ship ship unlawful intent by_force_or_intimidation beyond_territorial_sea principal"
    for new, value in ((T, T), (F, U), (U, U)):
        due = found_in(a_case(pattern, links=only("sua1988") | {"sua2005": new})).duties
        assert next(each.value for each in due if each.source.id == "duty-prosecute-sua1988") is value


def test_that_no_aircraft_was_seized_is_known_only_where_the_wider_text_of_2010_does_not_count() -> None:
    for later, value in ((F, F), (U, U), (T, U)):
        said = only("hague1970") | {"beijing-protocol2010": later}
        due = found_in(a_case(HOLDS, links=said)).duties
        assert next(each.value for each in due if each.source.id == "duty-prosecute-hague1970") is value


def test_an_attack_by_firearm_is_not_written_down_and_so_open_before_the_strasbourg_convention() -> None:
    pattern = "kill_or_injure unlawful intent endanger_persons principal"
    links = only("ece1957", "ecst1977") | {"beijing-protocol2010": F}
    case = a_case(pattern, links=links, matters=POLITICAL, reserved={"ecst1977": F})
    case = replace(case, other_offences={"montreal1971": fact(F)})
    found = ground(case, Ground.POLITICAL_OFFENCE)
    assert (found.value, found.missing) == (U, ("met:ecst1977",))
    told = replace(case, other_offences={"montreal1971": fact(F), "ecst1977": fact(T)})
    assert ground(told, Ground.POLITICAL_OFFENCE).value is F


def test_an_offence_of_a_convention_that_is_not_wholly_written_down_is_open_and_never_no() -> None:
    case = a_case(HOLDS, links=only("beijing2010"), matters=POLITICAL, law=KNOWS_IT, reserved={"beijing2010": F})
    found = ground(case, Ground.POLITICAL_OFFENCE)
    assert (found.value, found.missing) == (U, ("met:beijing2010",))


def test_death_there_and_not_here_hangs_on_the_assurance_alone() -> None:
    said = {M.DEATH_PENALTY_REQUESTING: T, M.DEATH_PENALTY_REQUESTED_LAW: F}
    found = ground(a_case(links=only("ece1957"), matters=said), Ground.DEATH_PENALTY)
    assert (found.value, found.kind, found.missing) == (U, RefusalEffect.CONDITIONAL, ("assurance_sufficient",))
    for sufficient, value in ((T, F), (F, T)):
        told = said | {M.ASSURANCE_SUFFICIENT: sufficient}
        assert ground(a_case(links=only("ece1957"), matters=told), Ground.DEATH_PENALTY).value is value


def test_death_in_both_laws_is_a_ground_only_where_it_is_not_carried_out() -> None:
    said = {M.DEATH_PENALTY_REQUESTING: T, M.DEATH_PENALTY_REQUESTED_LAW: T, M.ASSURANCE_SUFFICIENT: F}
    for practice, value in ((T, F), (F, T), (U, U)):
        told = said | {M.DEATH_PENALTY_REQUESTED_PRACTICE: practice}
        assert ground(a_case(links=only("ece1957"), matters=told), Ground.DEATH_PENALTY).value is value


def test_torture_and_refuge_bind_the_requested_state_alone_and_are_mandatory() -> None:
    for code, matter, which in (
        ("cat1984", M.TORTURE_DANGER, Ground.TORTURE),
        ("refugee1951", M.REFUGEE_STATUS, Ground.REFUGEE),
    ):
        case = a_case(links=only(), matters={matter: T, M.REFUGEE_DANGER_FINDING: F})
        said = LinkSaid(instrument=code, both=F, requested=T, source="depositary", as_of=date(2026, 9, 1))
        links = (*(each for each in case.links if each.instrument != code), said)
        found = ground(replace(case, links=links), which)
        assert (found.value, found.kind) == (T, RefusalEffect.MANDATORY)


@pytest.mark.parametrize(("finding", "value"), [(T, F), (F, T), (U, U)])
def test_a_finding_of_danger_takes_the_refuge_away(finding: Truth, value: Truth) -> None:
    said = {M.REFUGEE_STATUS: T, M.REFUGEE_DANGER_FINDING: finding}
    assert ground(a_case(links=only("refugee1951"), matters=said), Ground.REFUGEE).value is value


@pytest.mark.parametrize(
    ("matters", "which", "kind"),
    [
        ({M.FINAL_JUDGMENT_REQUESTED: T}, Ground.NE_BIS_IN_IDEM, RefusalEffect.MANDATORY),
        ({M.LAPSED_REQUESTING: T}, Ground.LAPSE_OF_TIME, RefusalEffect.MANDATORY),
        ({M.LAPSED_REQUESTED: T}, Ground.LAPSE_OF_TIME, RefusalEffect.MANDATORY),
        ({M.NATIONAL_OF_REQUESTED: T}, Ground.NATIONALS, RefusalEffect.OPTIONAL),
        ({M.MILITARY_ONLY: T}, Ground.MILITARY_OFFENCE, RefusalEffect.OPTIONAL),
        ({M.COMMITTED_IN_REQUESTED: T}, Ground.PLACE_OF_COMMISSION, RefusalEffect.OPTIONAL),
        ({M.PROCEEDINGS_PENDING_REQUESTED: T}, Ground.PENDING_PROCEEDINGS, RefusalEffect.OPTIONAL),
        ({M.PERSECUTION_PREJUDICE: T}, Ground.PERSECUTION, RefusalEffect.MANDATORY),
    ],
)
def test_the_european_convention_gives_each_ground_its_kind(
    matters: dict[Matter, Truth], which: Ground, kind: RefusalEffect
) -> None:
    found = ground(a_case(links=only("ece1957"), matters=matters), which)
    assert (found.value, found.kind) == (T, kind)


def test_a_judgment_of_a_third_state_counts_only_between_parties_to_the_additional_protocol() -> None:
    said = {M.THIRD_STATE_JUDGMENT_SERVED: T, M.THIRD_STATE_EXCEPTION: F, M.FINAL_JUDGMENT_REQUESTED: F}
    said |= {M.PROCEEDINGS_ENDED_REQUESTED: F}
    law = {Ground.NE_BIS_IN_IDEM: F}
    assert ground(a_case(links=only("ece1957"), matters=said, law=law), Ground.NE_BIS_IN_IDEM).value is F
    both = only("ece1957", "ece-ap1975")
    assert ground(a_case(links=both, matters=said, law=law), Ground.NE_BIS_IN_IDEM).value is T


@pytest.mark.parametrize(
    ("which", "matter"), [(Ground.FISCAL_OFFENCE, M.FISCAL_MATTER), (Ground.BANK_SECRECY, M.BANK_SECRECY_INVOKED)]
)
def test_help_against_the_financing_of_terrorism_is_never_refused_for_taxes_or_for_a_banks_secrecy(
    which: Ground, matter: Matter
) -> None:
    case = a_case(GIVES, links=only("icsft1999"), matters={matter: T}, law={which: T}, kind=RequestKind.ASSISTANCE)
    found = ground(case, which)
    assert (found.value, found.kind) == (F, RefusalEffect.NEVER_ALONE)


def test_what_is_from_memory_is_shown_as_unverified_and_counts_for_nothing() -> None:
    unverified = [each for each in LAW.sources if each.provenance.mark is Mark.MEMORY]
    assert unverified
    assert {each.effect for each in unverified} == {RefusalEffect.GUIDANCE}
    found = ground(
        a_case(links=only(), matters={M.LAPSED_REQUESTING: T}, law={Ground.LAPSE_OF_TIME: F}), Ground.LAPSE_OF_TIME
    )
    assert found.value is F
    assert [each.source.article for each in found.sources if each.is_unverified] == ["3(e)"]


def test_a_mandatory_ground_that_is_open_keeps_the_grant_from_being_recommended() -> None:
    asked = found_in(a_case(links=only("cat1984"), law=dict.fromkeys(Ground, F)))
    assert Ground.TORTURE in asked.blocking
    answered = found_in(
        a_case(
            links=only("cat1984"),
            matters={M.TORTURE_DANGER: F, M.ILL_TREATMENT_DANGER: F},
            law=dict.fromkeys(Ground, F),
        )
    )
    assert answered.blocking == ()


def test_who_refuses_consults_first_and_gives_reasons() -> None:
    case = a_case(links=only("untoc2000"), matters={M.COVERED_BY_UNTOC: T}, kind=RequestKind.ASSISTANCE)
    due = {each.source.article for each in found_in(case).duties if each.value is T}
    assert {"18(26)", "18(23)", "18(24)"} <= due


def test_who_does_not_extradite_submits_the_case_at_home() -> None:
    due = {each.source.id for each in found_in(a_case(HOLDS, links=only("hostages1979"))).duties if each.value is T}
    assert due == {"duty-prosecute-hostages1979"}


def test_links_come_from_the_register_and_what_the_case_says_stands_in_their_place() -> None:
    case = a_case(GIVES, matters=POLITICAL, law=KNOWS_IT, reserved={"icsft1999": F}, requesting="ID", requested="MY")
    case = replace(case, request_date=date(2014, 1, 2), conduct_dates=(date(2013, 5, 1),))
    tied = ties_in(register(), case)
    assert (tied["icsft1999"].both, tied["icsft1999"].since) == (T, date(2007, 6, 28))
    political = assess_refusal(case, LAW, tied, ()).of(Ground.POLITICAL_OFFENCE)
    assert (political.value, political.kind) == (F, RefusalEffect.BARS)
    told = replace(case, links=(link("icsft1999", F),))
    assert ties_in(register(), told)["icsft1999"].both is F
    assert ties_in(register(), told)["bombings1997"].both is T


TRUTHS = st.sampled_from(Truth)
STATED = {
    "elements": st.dictionaries(st.sampled_from(Element), TRUTHS, max_size=30),
    "matters": st.dictionaries(st.sampled_from(Matter), TRUTHS),
    "requested_law": st.dictionaries(st.sampled_from(Ground), TRUTHS),
    "reservations": st.dictionaries(st.sampled_from(CODES), TRUTHS),
    "other_offences": st.dictionaries(st.sampled_from(CODES), TRUTHS),
}


@st.composite
def cases(draw: st.DrawFn) -> LawCase:
    plain = a_case(links=draw(st.dictionaries(st.sampled_from(CODES), TRUTHS)), kind=draw(st.sampled_from(RequestKind)))
    stated = {name: {each: fact(value) for each, value in draw(values).items()} for name, values in STATED.items()}
    return replace(plain, **stated)  # type: ignore[arg-type]  # the names and kinds are those of the fields


@given(case=cases(), data=st.data())
@settings(max_examples=30)
def test_to_forget_a_fact_or_a_link_never_answers_and_never_turns_an_answer(case: LawCase, data: st.DataObject) -> None:
    forgetful = case
    for name in STATED:
        stated: dict[str, Fact] = getattr(case, name)
        kept = data.draw(st.sets(st.sampled_from(sorted(stated)))) if stated else set()
        forgetful = replace(forgetful, **{name: {each: stated[each] for each in kept}})  # type: ignore[arg-type]  # as above
    kept_links = data.draw(st.sets(st.sampled_from(case.links))) if case.links else set()
    forgetful = replace(forgetful, links=tuple(kept_links))
    now = {each.ground: each.value for each in found_in(forgetful).grounds}
    for was in found_in(case).grounds:
        assert now[was.ground] in {was.value, U}


@given(case=cases())
@settings(max_examples=30)
def test_two_states_swapped_with_their_law_give_the_same_answers(case: LawCase) -> None:
    swapped = replace(case, requesting=case.requested, requested=case.requesting)
    assert found_in(swapped) == found_in(case)


@given(case=cases())
@settings(max_examples=30)
def test_every_answer_cites_and_is_dated_and_what_is_open_names_what_would_settle_it(case: LawCase) -> None:
    found = found_in(case)
    for each in found.grounds:
        assert each.citations
        assert all(one.instrument and one.article for one in each.citations)
        assert each.as_of >= found.as_of
        assert bool(each.missing) is (each.value is U)
        if each.value is T:
            counting = [source for source in each.sources if source.value is T]
            assert counting
            assert all(source.citation.instrument and source.citation.article for source in counting)
