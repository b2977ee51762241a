"""Policies: who may call a route, as every route declares it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from simpul.core.audit import Act
from simpul.core.authority import INTELLIGENCE_ROLES, Role
from simpul.core.credentials import CredentialKind, Scope, Stage

T = TypeVar("T")

MARK = "simpul_policy"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Policy(StrEnum):
    """Who may call a route."""

    OPEN = "open"
    """Anybody: nothing is asked."""
    PEER = "peer"
    """A partner's node, which proves itself by its signature, further in."""
    CONSOLE = "console"
    """Whoever holds the node's home folder, shown by the token that the running process keeps in it, further in."""
    UNFINISHED = "unfinished"
    """An officer's session, even where the second factor is still missing."""
    OWN_ACCESS = "own-access"
    """An officer's full session: for what concerns his or her own credentials; no token."""
    SIGNED_IN = "signed-in"
    """Every officer."""
    READ_INTELLIGENCE = "read-intelligence"
    """Analysts and releasing officers."""
    RELEASE = "release"
    """Releasing officers."""
    KEYS = "keys"
    """Key officers."""
    AUDIT = "audit"
    """Auditors."""
    WATCH = "watch"
    """Key officers and auditors: what passes over the links."""
    ADMINISTER = "administer"
    """Administrators."""
    OPERATE = "operate"
    """Key officers and administrators."""
    SEE_OFFICERS = "see-officers"
    """Those who let officers in, and those who audit it."""
    LET_IN = "let-in"
    """Those who let officers in, in a full session; no token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a policy demands of whoever comes; `act` is what a refusal is recorded as."""

    roles: frozenset[Role] = frozenset(Role)
    stages: frozenset[Stage] = frozenset({Stage.FULL})
    kinds: frozenset[CredentialKind] = frozenset(CredentialKind)
    act: Act = Act.OFFICER_SIGN_IN


SESSION_ONLY = frozenset({CredentialKind.SESSION})
LETS_IN = frozenset({Role.ADMINISTRATOR, Role.KEY_OFFICER})

DEMANDS = {
    Policy.UNFINISHED: Demand(stages=frozenset(Stage), kinds=SESSION_ONLY, act=Act.OFFICER_CREDENTIAL),
    Policy.OWN_ACCESS: Demand(kinds=SESSION_ONLY, act=Act.OFFICER_CREDENTIAL),
    Policy.SIGNED_IN: Demand(),
    Policy.READ_INTELLIGENCE: Demand(roles=INTELLIGENCE_ROLES, act=Act.REPORT_READ),
    Policy.RELEASE: Demand(roles=frozenset({Role.RELEASING_OFFICER}), act=Act.REPORT_RELEASE),
    Policy.KEYS: Demand(roles=frozenset({Role.KEY_OFFICER}), act=Act.PEER_ADD),
    Policy.AUDIT: Demand(roles=frozenset({Role.AUDITOR}), act=Act.AUDIT_READ),
    Policy.WATCH: Demand(roles=frozenset({Role.KEY_OFFICER, Role.AUDITOR}), act=Act.ENVELOPE_QUARANTINE),
    Policy.ADMINISTER: Demand(roles=frozenset({Role.ADMINISTRATOR}), act=Act.OFFICER_CHANGE),
    Policy.OPERATE: Demand(roles=LETS_IN, act=Act.NODE_START),
    Policy.SEE_OFFICERS: Demand(roles=LETS_IN | {Role.AUDITOR}, act=Act.OFFICER_CHANGE),
    Policy.LET_IN: Demand(roles=LETS_IN, kinds=SESSION_ONLY, act=Act.OFFICER_CHANGE),
}
"""The demands of each policy that asks who comes; OPEN, PEER and CONSOLE ask nothing here."""


def scope_of(policy: Policy, method: str) -> Scope:
    """Give the scope that a token needs where a route names none."""
    if method in SAFE_METHODS:
        return Scope.READ
    return Scope.RELEASE if policy is Policy.RELEASE else Scope.WRITE


def declares(policy: Policy) -> Callable[[T], T]:
    """Declare the policy of an endpoint or a mounted application that FastAPI's dependencies do not reach."""

    def marked(target: T) -> T:
        setattr(target, MARK, policy)
        return target

    return marked
