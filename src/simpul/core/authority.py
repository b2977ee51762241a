"""Who acts: states, authorities, officers, and what role each officer has.

An authority is what runs one node. Its id begins with the code of its state: `XA-NCTC`. The binding of an id to
keys is proved elsewhere (signed introductions); here it is only a name that handling can speak of.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

AuthorityId = NewType("AuthorityId", str)
OfficerId = NewType("OfficerId", str)

AUTHORITY_ID = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,24}")
STATE_CODE = re.compile(r"[A-Z]{2}")


class Level(IntEnum):
    """How strictly an item is kept inside an authority; an officer's clearance is one of these too."""

    OPEN = 0
    RESTRICTED = 1
    CONFIDENTIAL = 2
    SECRET = 3


class Purpose(StrEnum):
    """What an item may be used for (purpose limitation: Regulation (EU) 2016/794, Art. 18 and 19)."""

    COUNTER_TERRORISM = "counter-terrorism"
    TERRORIST_FINANCING = "terrorist-financing"
    BORDER_SECURITY = "border-security"
    JUDICIAL_COOPERATION = "judicial-cooperation"
    PROTECTION_OF_LIFE = "protection-of-life"
    PREVENTION = "prevention"


ALL_PURPOSES = tuple(Purpose)


class Role(StrEnum):
    """What an officer is trusted with. An administrator reads no intelligence; an auditor reads acts, not items."""

    ANALYST = "analyst"
    RELEASING_OFFICER = "releasing-officer"
    KEY_OFFICER = "key-officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


INTELLIGENCE_ROLES = frozenset({Role.ANALYST, Role.RELEASING_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One authority of one state, as it names itself."""

    id: AuthorityId
    name: str

    def __post_init__(self) -> None:
        """Refuse an id that does not begin with a state's code, and a name that is empty or too long."""
        authority_id(self.id, place="authority.id")
        if not bounded_text(self.name, place="authority.name", most=120).strip():
            raise InputError("an authority needs a name", place="authority.name")

    @property
    def state(self) -> str:
        """The code of the authority's state, two letters."""
        return state_of(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A named person of an authority, with roles, a clearance and the purposes he or she works for."""

    id: OfficerId
    name: str
    roles: tuple[Role, ...]
    clearance: Level = Level.RESTRICTED
    purposes: tuple[Purpose, ...] = ALL_PURPOSES
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse an officer without a name or without a role."""
        if not bounded_text(self.name, place="officer.name", most=120).strip():
            raise InputError("an officer needs a name", place="officer.name")
        if not self.roles:
            raise InputError("an officer needs at least one role", place="officer.roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks: an officer of an authority as the rules see one."""

    authority: AuthorityId
    officer: OfficerId
    roles: tuple[Role, ...]
    clearance: Level
    purposes: tuple[Purpose, ...]

    @property
    def reads_intelligence(self) -> bool:
        """Whether any of the roles includes reading intelligence."""
        return not INTELLIGENCE_ROLES.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Who looks, and when: what every read takes."""

    viewer: Viewer
    at: datetime


def viewer_of(officer: Officer, *, authority: AuthorityId) -> Viewer:
    """Give the officer as the rules see him or her."""
    return Viewer(
        authority=authority,
        officer=officer.id,
        roles=officer.roles,
        clearance=officer.clearance,
        purposes=officer.purposes,
    )


def authority_id(value: str, *, place: str) -> AuthorityId:
    """Give the text as an authority's id.

    Raises:
        InputError: it is not two letters, a hyphen and up to 24 capital letters or digits.
    """
    if not AUTHORITY_ID.fullmatch(value):
        raise InputError(f"not an authority's id such as XA-NCTC: {value[:40]!r}", place=place)
    return AuthorityId(value)


def state_of(authority: AuthorityId) -> str:
    """Give the code of the state that the authority's id begins with."""
    return authority[:2]
