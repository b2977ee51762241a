"""Which officer acts at the console, and what is said where nobody may be meant."""

import pytest

from simpul.app.operating import chosen_officer
from simpul.core.authority import Level, Officer, OfficerId, Role
from simpul.core.errors import InputError

AYU = Officer(id=OfficerId("a.surya"), name="Ayu Surya", roles=(Role.ANALYST,), clearance=Level.SECRET)
BIMA = Officer(id=OfficerId("b.lesmana"), name="Bima Lesmana", roles=(Role.ANALYST,), clearance=Level.SECRET)
ADMIN = Officer(id=OfficerId("c.wira"), name="Citra Wira", roles=(Role.ADMINISTRATOR,), clearance=Level.OPEN)
ANALYSTS = frozenset({Role.ANALYST})


def test_the_only_officer_with_the_role_acts_unnamed_and_any_by_name() -> None:
    assert chosen_officer((AYU, ADMIN), named="", roles=ANALYSTS) == AYU
    assert chosen_officer((AYU, BIMA, ADMIN), named="b.lesmana", roles=ANALYSTS) == BIMA
    assert chosen_officer((AYU, BIMA, ADMIN), named="Citra Wira", roles=ANALYSTS) == ADMIN


@pytest.mark.parametrize(
    ("known", "named", "said"),
    [
        (
            (AYU, BIMA),
            "",
            "say with --as which officer acts; with the role: a.surya (Ayu Surya), b.lesmana (Bima Lesmana)",
        ),
        ((AYU, ADMIN), "nobody", "no such officer; with the role: a.surya (Ayu Surya)"),
        ((ADMIN,), "", "no officer of this node has the role that this needs"),
        ((), "a.surya", "no officer of this node has the role that this needs"),
    ],
)
def test_where_it_is_not_clear_who_acts_it_is_said_who_could(known: tuple[Officer, ...], named: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        chosen_officer(known, named=named, roles=ANALYSTS)
    assert (refused.value.reason, refused.value.place) == (said, "officer")
