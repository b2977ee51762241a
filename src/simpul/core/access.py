"""Access: who may let whom in, with what trust, and how often one may try.

Rules:
1. An administrator decides on roles, clearance and purposes; nobody on his or her own.
2. Duties are separate: an administrator reads no intelligence, an auditor audits the others and has no other duty.
3. A node always has an administrator and a key officer.
4. Two officers bring a third in: whoever added an officer, or took an officer's second factors away, does not issue
   the link with which that officer signs in. So nobody comes into the place of another, or of an invented one, alone.
5. Second factors stay when a link is issued: a link alone signs nobody in who has a second factor.
6. Tries are limited per officer and per source; an unknown name is counted, and answered, like a known one.

A verdict here is the tuple of its grounds: none means yes. `node` stands for who holds the node's own keys and works
at its command line; rules 1 and 4 bind officers, rules 2 and 3 bind everybody.
Norms: NIST SP 800-63B-4 (July 2025), 3.1.4 and 3.2.2; ISO/IEC 27001:2022, A.5.3 (segregation of duties).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from simpul.core.authority import INTELLIGENCE_ROLES, Officer, OfficerId, Role, Viewer
from simpul.core.credentials import Scope, Token
from simpul.core.errors import InputError

OFFICER_ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,30}[a-z0-9])?")
LANGUAGE = re.compile(r"[a-z]{2,3}")
NODE = "node"
"""The actor of what the node's operator does at the command line."""

EXCLUDING_DUTIES: tuple[tuple[Role, Role], ...] = (
    *((Role.ADMINISTRATOR, role) for role in sorted(INTELLIGENCE_ROLES)),
    *((Role.AUDITOR, role) for role in Role if role is not Role.AUDITOR),
)
"""Duties that no one person has together."""

MAY_ISSUE_LINKS = frozenset({Role.ADMINISTRATOR, Role.KEY_OFFICER})
ALWAYS_HELD = ((Role.ADMINISTRATOR, "access.last-administrator"), (Role.KEY_OFFICER, "access.last-key-officer"))

LONGEST_TOKEN = timedelta(days=365)
MOST_TOKENS = 20
MOST_PASSKEYS = 10
SOURCE_ALLOWANCE = 4
"""A source may be a whole office behind one address: it gets so many times the tries of one officer."""
LONG_WINDOW = timedelta(days=7)
LONG_ALLOWANCE = 4
"""Over a week an officer's name gets so many times the tries of one window: codes of six digits can be guessed."""

GROUNDS = (
    "access.not-entitled",
    "access.own-access",
    "access.duties-exclude",
    "access.last-administrator",
    "access.last-key-officer",
    "access.needs-another-officer",
    "access.beyond-role",
    "access.too-long",
    "access.too-many",
    "access.last-factor",
    "access.link-not-valid",
    "access.code-not-valid",
    "access.passkey-not-valid",
    "access.too-many-tries",
    "access.no-tokens",
    "access.beyond-scope",
    "access.form-key",
    "access.other-site",
)
"""Every ground of a refusal here; each has its sentence in every language."""


class SecondFactor(StrEnum):
    """Whether a node lets an officer work before a second factor is set up."""

    REQUIRED = "required"
    MAY_WAIT = "may-wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an officer stands between being let in and having a second factor."""

    officer: OfficerId
    admitted_by: str
    factors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """How often sign-in failed lately: for this name and from this source in the window, for this name in a week."""

    name: int
    source: int
    name_long: int

    def are_too_many(self, allowed: int) -> bool:
        """Whether no further try is looked at."""
        return (
            self.name >= allowed
            or self.source >= allowed * SOURCE_ALLOWANCE
            or self.name_long >= allowed * LONG_ALLOWANCE
        )


def officer_id(value: str, *, place: str) -> OfficerId:
    """Give the text as an officer's sign-in name, which is also his or her id for all time.

    Raises:
        InputError: it is not 1 to 32 small letters, digits, dots and hyphens, or it is `node`.
    """
    if not OFFICER_ID.fullmatch(value) or value == NODE:
        raise InputError(f"not a sign-in name such as a.surya: {value[:40]!r}", place=place)
    return OfficerId(value)


def excluding_duties(roles: Iterable[Role]) -> tuple[tuple[Role, Role], ...]:
    """Give the pairs among the roles that no one person has together."""
    held = set(roles)
    return tuple(pair for pair in EXCLUDING_DUTIES if held.issuperset(pair))


def against_adding(by: Viewer, officer: Officer) -> tuple[str, ...]:
    """Give what speaks against this viewer's adding the officer."""
    return (*_not_administrator(by), *against_any(officer))


def against_any(officer: Officer) -> tuple[str, ...]:
    """Give what speaks against the officer's trust, whoever grants it."""
    return ("access.duties-exclude",) if excluding_duties(officer.roles) else ()


def against_changing(by: Viewer, after: Officer, *, roster: Sequence[Officer]) -> tuple[str, ...]:
    """Give what speaks against this viewer's giving the officer this name, trust and language."""
    left = tuple(after if each.id == after.id else each for each in roster)
    return (*_not_administrator(by), *_own(by, after.id), *against_any(after), *_nobody_left(roster, left))


def against_ending(by: Viewer, officer: OfficerId, *, roster: Sequence[Officer]) -> tuple[str, ...]:
    """Give what speaks against this viewer's ending the officer's access."""
    left = tuple(each for each in roster if each.id != officer)
    return (*_not_administrator(by), *_own(by, officer), *_nobody_left(roster, left))


def against_withdrawing_factors(by: Viewer, officer: OfficerId) -> tuple[str, ...]:
    """Give what speaks against this viewer's taking away the second factors of an officer who has lost them."""
    return (*_issues_no_links(by), *_own(by, officer))


def against_link(by: Viewer, standing: Standing) -> tuple[str, ...]:
    """Give what speaks against this viewer's issuing a sign-in link."""
    admitted = standing.factors == 0 and standing.admitted_by == by.officer
    another = ("access.needs-another-officer",) if admitted else ()
    return (*_issues_no_links(by), *_own(by, standing.officer), *another)


def against_token(officer: Officer, token: Token, *, held: int) -> tuple[str, ...]:
    """Give what speaks against this officer's having this token besides those that he or she holds."""
    checks = (
        ("access.beyond-role", not set(token.scopes) <= set(scopes_of(officer.roles))),
        ("access.too-long", token.ends_at - token.issued_at > LONGEST_TOKEN),
        ("access.too-many", held >= MOST_TOKENS),
    )
    return tuple(ground for ground, speaks in checks if speaks)


def scopes_of(roles: Iterable[Role]) -> tuple[Scope, ...]:
    """Give what somebody with these roles can do at all, as scopes."""
    held = set(roles)
    granted = {Scope.READ, Scope.WRITE} if held else set()
    if Role.RELEASING_OFFICER in held:
        granted.add(Scope.RELEASE)
    if held & INTELLIGENCE_ROLES:
        granted |= {Scope.IMPORT, Scope.PAYMENTS}
    return tuple(scope for scope in Scope if scope in granted)


def with_language(officer: Officer, language: str) -> Officer:
    """Give the officer with another language: the one thing that everybody decides for himself.

    Raises:
        InputError: it is no language's code.
    """
    if not LANGUAGE.fullmatch(language):
        raise InputError("not a language's code of two or three letters", place="officer.language")
    return replace(officer, language=language)


def _not_administrator(by: Viewer) -> tuple[str, ...]:
    return () if Role.ADMINISTRATOR in by.roles else ("access.not-entitled",)


def _issues_no_links(by: Viewer) -> tuple[str, ...]:
    return () if MAY_ISSUE_LINKS & set(by.roles) else ("access.not-entitled",)


def _own(by: Viewer, officer: OfficerId) -> tuple[str, ...]:
    return ("access.own-access",) if by.officer == officer else ()


def _nobody_left(before: Sequence[Officer], after: Sequence[Officer]) -> tuple[str, ...]:
    return tuple(
        ground
        for role, ground in ALWAYS_HELD
        if any(role in each.roles for each in before) and not any(role in each.roles for each in after)
    )
