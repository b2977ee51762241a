"""A small invented joint investigation team for tests: one line for each thing that is said in it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.joining import Team, team_of
from simpul.core.cooperation.team import (
    MemberRole,
    TeamAgreement,
    TeamAmendment,
    TeamBasis,
    TeamEntry,
    TeamJoining,
    TeamPart,
    TeamParty,
    TeamSignature,
    TeamText,
    team_entry,
)
from simpul.core.ids import Domain, Sealed, seal
from tests.cases import salt, terms
from tests.evidence import XA, XB, XC

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NAMES = {XA: "Prosecutor Lela Samir", XB: "Prosecutor Yusuf Baskara", XC: "Judge Mira Anwar"}
ALL = (XA, XB, XC)


def a_text(**fields: object) -> TeamText:
    """What XA, XB and XC agree, for March to August."""
    plain: dict[str, object] = {
        "title": "Team on the Harbour Street cell",
        "parties": tuple(TeamParty(authority=each, state=each[:2], leader=NAMES[each]) for each in ALL),
        "bases": (TeamBasis(instrument="untoc2000", article="19"),),
        "purpose": "To find who recruited for and who paid the Harbour Street cell.",
        "area": "The territory of XA, XB and XC.",
        "begins_on": date(2026, 3, 2),
        "ends_on": date(2026, 8, 31),
        "evidence_rules": "Gathered by the law of the state where it is; logged here within two days.",
        "disclosure_rules": "To the defence by the law of the state of the trial; sources stay protected.",
        "use_limitation": "For the offences of this agreement; for others with consent of the state it comes from.",
    }
    return TeamText(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_agreement(text: TeamText | None = None, **fields: object) -> Sealed[TeamAgreement]:
    """The agreement as XA proposes it."""
    plain: dict[str, object] = {
        "originator": XA,
        "text": text or a_text(),
        "handling": terms(XA, XB, XC),
        "written_at": AT,
        "salt": salt(1),
    }
    made = TeamAgreement(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's
    return seal(Domain.TEAM_AGREEMENT, made)


def says(part: TeamPart, by: AuthorityId, *, days: float, team: str = "", number: int = 2) -> Sealed[TeamEntry]:
    """What a party says so many days after the agreement was proposed."""
    others = [each for each in ALL if each != by]
    entry = team_entry(
        part,
        originator=by,
        team=team or an_agreement().id,
        handling=terms(by, *others),
        written_at=AT + timedelta(days=days),
        salt=salt(number),
    )
    return seal(Domain.TEAM_ENTRY, entry)


def signs(by: AuthorityId, *, days: float, text: str = "") -> Sealed[TeamEntry]:
    """The signature of a party under a text, the agreement's where no other is named."""
    part = TeamSignature(text=text or an_agreement().id, signed_by=NAMES[by], function="Head of the authority")
    return says(part, by, days=days)


def signed(*days: float) -> list[Sealed[TeamEntry]]:
    """The signatures of all three, so many days after the agreement."""
    return [signs(who, days=day) for who, day in zip(ALL, days or (2, 3, 4), strict=True)]


def changes(by: AuthorityId, *, days: float, amends: str = "", **fields: object) -> Sealed[TeamEntry]:
    """A change of the text that a party proposes."""
    part = TeamAmendment(amends=amends or an_agreement().id, text=a_text(**fields), reason="More time is needed.")
    return says(part, by, days=days)


def joins(by: AuthorityId, *, days: float, member: int = 1) -> Sealed[TeamEntry]:
    """Somebody of a party who joins."""
    role = MemberRole.INVESTIGATOR
    return says(TeamJoining(member=salt(member), name="Investigator Sari Utama", role=role), by, days=days)


def team_on(entries: Iterable[Sealed[TeamEntry]], *, days: float) -> Team:
    """Where the team stands so many days after the agreement was proposed."""
    return team_of(an_agreement(), entries, at=AT + timedelta(days=days))
