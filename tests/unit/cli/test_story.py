"""The story of the demonstration holds what a demonstration needs, and nothing that a node would refuse."""

from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest

from simpul.cli.demo.story import Player, Telling, key_of, read_story, subject_id
from simpul.core.access import against_any
from simpul.core.authority import Level, Purpose, Role, viewer_of
from simpul.core.grading import Scale
from simpul.core.handling import Action, Context, HandlingCode, Onward, Tlp, decide
from simpul.core.report import ReportKind
from simpul.core.vocabulary import PROPERTIES, ValueKind
from simpul.services.subjects import contradictory_values

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PLAYERS = read_story(at=NOW)
TOLD = [(player, telling) for player in PLAYERS for telling in player.tellings]
CLAIMS = [(player, claim) for player, telling in TOLD for claim in telling.draft.claims]


def about(key: str, name: str) -> dict[str, set[str]]:
    """The values of one property of a subject, by who claims them."""
    found: dict[str, set[str]] = defaultdict(set)
    for player, claim in CLAIMS:
        if claim.subject == subject_id(key) and claim.property == name:
            found[player.authority.state].add(claim.value)
    return found


def test_there_are_thirty_reports_and_two_hundred_subjects() -> None:
    assert len(TOLD) >= 30
    assert len({claim.subject for _, claim in CLAIMS}) >= 200


def test_names_are_in_three_scripts() -> None:
    scripts = Counter(claim.lang for _, claim in CLAIMS if PROPERTIES[claim.property] is ValueKind.NAME)
    assert scripts["ar"] >= 20
    assert scripts["ru"] >= 20
    assert scripts[""] >= 200


def test_every_subject_that_is_pointed_at_is_there() -> None:
    pointed = {claim.value for _, claim in CLAIMS if PROPERTIES[claim.property] is ValueKind.SUBJECT}
    assert pointed <= {claim.subject for _, claim in CLAIMS}


def test_both_scales_and_every_part_of_handling_occur() -> None:
    drafts = [telling.draft for _, telling in TOLD]
    assert {draft.grading.scale for draft in drafts} == set(Scale)
    assert {draft.handling.level for draft in drafts} == set(Level)
    assert {draft.handling.tlp for draft in drafts} >= set(Tlp) - {Tlp.CLEAR}
    assert {draft.handling.onward for draft in drafts} == set(Onward)
    assert {code for draft in drafts for code in draft.handling.codes} == set(HandlingCode)
    assert {purpose for draft in drafts for purpose in draft.handling.purposes} == set(Purpose)
    assert {draft.kind for draft in drafts} == set(ReportKind)
    assert len({draft.handling.releasable_to for draft in drafts}) >= 6


@pytest.mark.parametrize("name", ["birthDate", "status"])
def test_two_authorities_contradict_each_other_about_one_man(name: str) -> None:
    said = about("hadi-surono", name)
    assert set(said) == {"XA", "XB"}
    assert contradictory_values(name, said["XA"] | said["XB"])


def test_the_tainted_listing_is_weakly_graded_and_contradicted() -> None:
    listed = next(player for player in PLAYERS if player.national_list is not None)
    edition = listed.national_list
    assert edition is not None
    assert "Damir Zholan" in {entry.primary_name for entry in edition.entries}
    (telling,) = [telling for _, telling in TOLD if telling.key == "xc-zholan"]
    assert telling.draft.grading.source == "X"
    assert set(about("damir-zholan", "status")) == {"XA", "XB", "XC"}


@pytest.mark.parametrize(("player", "telling"), TOLD, ids=[telling.key for _, telling in TOLD])
def test_the_rules_allow_every_release_of_the_story(player: Player, telling: Telling) -> None:
    officers = {officer.id: officer for officer in player.officers}
    approvals = tuple(name for name in telling.released_by if name != telling.author)
    for name in telling.released_by:
        viewer = viewer_of(officers[name], authority=player.authority.id)
        for recipient in telling.draft.recipients:
            context = Context(at=NOW, recipient=recipient, approvals=approvals)
            decision = decide(viewer, Action.SEND, telling.draft.handling, context)
            assert decision.allowed, decision.grounds


def test_no_release_has_more_officers_than_the_rules_ask_for() -> None:
    grave = {telling.key for _, telling in TOLD if len(telling.released_by) > 1}
    needed = {
        telling.key
        for _, telling in TOLD
        if telling.draft.recipients
        and (telling.draft.handling.level >= Level.CONFIDENTIAL or telling.draft.handling.tlp is Tlp.RED)
    }
    assert grave == needed


@pytest.mark.parametrize("player", PLAYERS, ids=[player.authority.id for player in PLAYERS])
def test_every_node_has_every_role_and_nobody_has_excluding_duties(player: Player) -> None:
    assert {role for officer in player.officers for role in officer.roles} == set(Role)
    assert len(player.releasing) == 2
    assert not any(against_any(officer) for officer in player.officers)
    junior, senior = (player.officer(Role.ANALYST, clearance=level) for level in (Level.RESTRICTED, Level.SECRET))
    assert junior.id != senior.id


def test_what_replaces_a_report_names_an_earlier_one_of_the_same_authority() -> None:
    for player in PLAYERS:
        earlier: set[str] = set()
        for telling in player.tellings:
            assert {telling.supersedes, telling.retracts} - {""} <= earlier
            earlier.add(telling.key)


def test_every_report_reads_like_one() -> None:
    for _, telling in TOLD:
        assert telling.draft.legal_basis
        assert telling.draft.summary.count(". ") >= 1
        assert 80 <= len(telling.draft.summary) <= 1_200


def test_rows_of_a_table_get_a_key_of_their_own() -> None:
    keys: dict[str, str] = {}
    for _, claim in CLAIMS:
        if claim.property == "name" and claim.lang == "":
            keys.setdefault(claim.subject, key_of(claim.value))
    assert len(set(keys.values())) == len(keys)
    assert key_of("Isa Ghazaryan-Bek") == "isa-ghazaryan-bek"
