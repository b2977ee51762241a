"""Authorities, officers and viewers."""

import pytest

from simpul.core.authority import (
    Authority,
    AuthorityId,
    Level,
    Officer,
    OfficerId,
    Purpose,
    Role,
    authority_id,
    state_of,
    viewer_of,
)
from simpul.core.errors import InputError
from tests.records import XA, a_viewer


@pytest.mark.parametrize("value", ["XA-NCTC", "XZ-A", "XB-" + "9" * 24])
def test_an_authority_is_known_by_its_state_and_a_short_word(value: str) -> None:
    assert authority_id(value, place="header.sender") == value
    assert state_of(AuthorityId(value)) == value[:2]


@pytest.mark.parametrize("value", ["", "XA", "XA-", "xa-NCTC", "XA-nctc", "XAA-N", "XA-N N", "XA-" + "9" * 25, "ХА-N"])
def test_what_is_no_id_of_an_authority_is_refused_at_its_place(value: str) -> None:
    with pytest.raises(InputError, match="not an authority's id") as refused:
        authority_id(value, place="header.sender")
    assert refused.value.place == "header.sender"


def test_an_authority_names_itself_and_its_state() -> None:
    assert Authority(id=XA, name="Centre of Xanadu").state == "XA"


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "bell\x07"])
def test_an_authority_without_a_name_of_reasonable_length_cannot_be_built(name: str) -> None:
    with pytest.raises(InputError, match=r"authority\.name"):
        Authority(id=XA, name=name)


def test_an_officer_has_a_name_and_a_role() -> None:
    with pytest.raises(InputError, match=r"officer\.name"):
        Officer(id=OfficerId("a"), name=" ", roles=(Role.ANALYST,))
    with pytest.raises(InputError, match=r"officer\.roles"):
        Officer(id=OfficerId("a"), name="A. Surya", roles=())


def test_the_rules_see_of_an_officer_what_he_is_trusted_with() -> None:
    officer = Officer(
        id=OfficerId("a"),
        name="A. Surya",
        roles=(Role.AUDITOR,),
        clearance=Level.SECRET,
        purposes=(Purpose.PREVENTION,),
    )
    viewer = viewer_of(officer, authority=XA)
    assert (viewer.authority, viewer.officer, viewer.roles) == (XA, "a", (Role.AUDITOR,))
    assert (viewer.clearance, viewer.purposes) == (Level.SECRET, (Purpose.PREVENTION,))


def test_levels_are_the_numbers_that_stand_in_signed_records() -> None:
    assert [(level.name, level.value) for level in Level] == [
        ("OPEN", 0),
        ("RESTRICTED", 1),
        ("CONFIDENTIAL", 2),
        ("SECRET", 3),
    ]


@pytest.mark.parametrize("role", Role)
def test_only_analysts_and_releasing_officers_read_intelligence(role: Role) -> None:
    assert a_viewer(roles=(role,)).reads_intelligence == (role in (Role.ANALYST, Role.RELEASING_OFFICER))


def test_whoever_has_no_role_reads_nothing() -> None:
    assert not a_viewer(roles=()).reads_intelligence
