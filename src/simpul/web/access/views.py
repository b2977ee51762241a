"""What the pages of access show. Each is also the page's document: no secret is in any of them but one shown once."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.access import scopes_of
from simpul.core.authority import Level, Officer, Purpose, Role
from simpul.core.credentials import Factors, Scope, Session, SignedIn, Token
from simpul.services.officers import IssuedLink, OfficerEntry
from simpul.web.words.access import SCOPE_SENTENCES
from simpul.web.words.acts import ROLE_SENTENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """The sign-in page: where to go next, and why the last try failed, in words."""

    next: str
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    """The page that asks for the second factor after a link."""

    name: str
    has_code: bool
    has_passkey: bool
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpView:
    """The page on which a second factor is chosen; `first` when there is none yet."""

    first: bool
    may_wait: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """The page on which an authenticator app is set up."""

    secret: str
    picture: str
    ticket: str
    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyRow:
    """One of the officer's passkeys."""

    id: str
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChoice:
    """A scope that the officer can lend, and what it lets software do."""

    scope: Scope
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """What the officer proves with who he or she is, and what that was lent to. `issued` is a new token's secret."""

    officer: Officer
    passkeys: tuple[PasskeyRow, ...]
    code_added_at: datetime | None
    sessions: tuple[Session, ...]
    session: str
    tokens: tuple[Token, ...]
    scopes: tuple[ScopeChoice, ...]
    issued: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """One officer of the roster."""

    id: str
    name: str
    roles: tuple[Role, ...]
    clearance: Level
    purposes: tuple[Purpose, ...]
    language: str
    factors: int
    admitted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersView:
    """The roster."""

    officers: tuple[OfficerRow, ...]
    may_add: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role, what it includes, and whether the officer has it."""

    role: Role
    sentence: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView:
    """One officer, or one to be added (`officer` is then nothing), with what the viewer may do about it.

    `link` and `link_ends_at` are there once, right after the link was issued.
    """

    officer: OfficerRow | None
    roles: tuple[RoleChoice, ...]
    levels: tuple[Level, ...]
    purposes: tuple[Purpose, ...]
    is_own: bool
    may_change: bool
    may_issue: bool
    needs_another: bool
    link: str = ""
    link_ends_at: datetime | None = None


def own_view(
    signed: SignedIn,
    factors: Factors,
    *,
    sessions: tuple[Session, ...],
    tokens: tuple[Token, ...],
    issued: str = "",
) -> OwnView:
    """Show an officer's own access."""
    return OwnView(
        officer=signed.officer,
        passkeys=tuple(
            PasskeyRow(id=each.id, name=each.name, added_at=each.added_at, last_used_at=each.last_used_at)
            for each in factors.passkeys
        ),
        code_added_at=factors.code.added_at if factors.code else None,
        sessions=sessions,
        session=signed.credential,
        tokens=tokens,
        scopes=tuple(
            ScopeChoice(scope=scope, sentence=SCOPE_SENTENCES[scope]) for scope in scopes_of(signed.officer.roles)
        ),
        issued=issued,
    )


def officers_view(entries: tuple[OfficerEntry, ...], viewer: Officer) -> OfficersView:
    """Show the roster."""
    return OfficersView(
        officers=tuple(officer_row(entry) for entry in entries), may_add=Role.ADMINISTRATOR in viewer.roles
    )


def officer_row(entry: OfficerEntry) -> OfficerRow:
    """Show one officer of the roster."""
    officer = entry.officer
    return OfficerRow(
        id=officer.id,
        name=officer.name,
        roles=officer.roles,
        clearance=officer.clearance,
        purposes=officer.purposes,
        language=officer.language,
        factors=entry.standing.factors,
        admitted_by=entry.standing.admitted_by,
    )


def officer_view(entry: OfficerEntry, viewer: Officer, *, issued: IssuedLink | None, base_url: str) -> OfficerView:
    """Show one officer to somebody who lets officers in or audits that."""
    own = entry.officer.id == viewer.id
    return OfficerView(
        officer=officer_row(entry),
        roles=role_choices(entry.officer.roles),
        levels=tuple(Level),
        purposes=tuple(Purpose),
        is_own=own,
        may_change=Role.ADMINISTRATOR in viewer.roles and not own,
        may_issue=not own and not {Role.ADMINISTRATOR, Role.KEY_OFFICER}.isdisjoint(viewer.roles),
        needs_another=entry.standing.factors == 0 and entry.standing.admitted_by == viewer.id,
        link=link_address(base_url, issued) if issued else "",
        link_ends_at=issued.ends_at if issued else None,
    )


def new_officer_view() -> OfficerView:
    """Show the form for an officer to be added."""
    return OfficerView(
        officer=None,
        roles=role_choices(()),
        levels=tuple(Level),
        purposes=tuple(Purpose),
        is_own=False,
        may_change=True,
        may_issue=False,
        needs_another=False,
    )


def role_choices(held: tuple[Role, ...]) -> tuple[RoleChoice, ...]:
    """Give all roles, and which of them are held."""
    return tuple(RoleChoice(role=role, sentence=ROLE_SENTENCES[role], chosen=role in held) for role in Role)


def link_address(base_url: str, issued: IssuedLink) -> str:
    """Give a one-time link as an address.

    The secret stands after the `#`, which no browser sends: it is in no log and in no referrer.
    """
    return f"{base_url.rstrip('/')}/sign-in/link#{issued.secret}"
