"""Joint investigation teams: the agreement of several authorities, and what each of them says in the team after it.

Rules:
1. The agreement names its parties and the leader of each, its legal basis with the article, its purpose and area, from
   when until when, the rules on evidence and on disclosure, and what its results may be used for. Each party signs it.
2. It is changed only by a new text that names the one it changes, has the same parties, and is signed by all of them.
   Prolonging it is such a change. A state that joins later joins by another agreement, which names this one.
3. What changes the team goes to every party: the agreement, signatures, changes, who joins and leaves, the end. What
   is logged as evidence goes to those whom its own terms name.
4. Each party says what is its own to say: its signature, its members, its evidence, its leaving.

Norms: UNTOC article 19 and UNCAC article 49 (joint investigations by agreement, or case by case; the sovereignty of the
state in whose territory they take place is fully respected); UNTOC article 18 (19) (use limitation).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from simpul.core.authority import AuthorityId, authority_id, state_of
from simpul.core.cases.case import check_margin
from simpul.core.cooperation.evidence import MOST_NAME, MOST_TEXT, checked_seals, random_id, said
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import HASH_ID, bounded_text, checked_hash_id

MOST_PARTIES = 30
MOST_BASES = 20
LONGEST_DAYS = 3_660


class MemberRole(StrEnum):
    """What somebody does in a team."""

    LEADER = "leader"
    DEPUTY = "deputy"
    PROSECUTOR = "prosecutor"
    JUDGE = "judge"
    INVESTIGATOR = "investigator"
    ANALYST = "analyst"
    EXPERT = "expert"
    LIAISON = "liaison"
    SECONDED = "seconded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamParty:
    """An authority that is party to a team, the state that it acts for, and who leads the team there."""

    authority: AuthorityId
    state: str
    leader: str

    def __post_init__(self) -> None:
        """Refuse a party without a state or a leader."""
        authority_id(self.authority, place="party.authority")
        if len(self.state) != 2 or not self.state.isascii() or not self.state.isupper():
            raise InputError(f"not a country code of two letters: {self.state[:10]!r}", place="party.state")
        if self.state != state_of(self.authority):
            raise InputError(f"is the state of {self.authority}", place="party.state")
        said("party.leader", self.leader, MOST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBasis:
    """What a team rests on: an instrument, by its code in the register or by its name, and the article."""

    instrument: str
    article: str

    def __post_init__(self) -> None:
        """Refuse a basis without an article."""
        said("basis.instrument", self.instrument, MOST_NAME)
        said("basis.article", self.article, MOST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamText:
    """What the parties agree. `ends_on` is the last day on which the team works, in UTC."""

    title: str
    parties: tuple[TeamParty, ...]
    bases: tuple[TeamBasis, ...]
    purpose: str
    area: str
    begins_on: date
    ends_on: date
    evidence_rules: str
    disclosure_rules: str
    use_limitation: str

    def __post_init__(self) -> None:
        """Refuse an agreement that lacks something, of one party alone, or that ends before it begins."""
        said("text.title", self.title, MOST_NAME)
        for name in ("purpose", "area", "evidence_rules", "disclosure_rules", "use_limitation"):
            said(f"text.{name}", getattr(self, name), MOST_TEXT)
        names = [each.authority for each in self.parties]
        if not 2 <= len(names) <= MOST_PARTIES:
            raise InputError(f"a team has 2 to {MOST_PARTIES} parties", place="text.parties")
        if names != sorted(set(names)):
            raise InputError("parties are named once, in order", place="text.parties")
        if len({each.state for each in self.parties}) < 2:
            raise InputError("a team is of two states at least", place="text.parties")
        if not 0 < len(self.bases) <= MOST_BASES:
            raise InputError(f"a team has 1 to {MOST_BASES} legal bases", place="text.bases")
        if not 0 <= (self.ends_on - self.begins_on).days <= LONGEST_DAYS:
            raise InputError(f"ends after it begins, and within {LONGEST_DAYS} days", place="text.ends_on")

    @property
    def authorities(self) -> frozenset[AuthorityId]:
        """The authorities that are party."""
        return frozenset(each.authority for each in self.parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAgreement:
    """The record with which a team begins: the text that is to be signed. Its own id is the team's, and the text's."""

    originator: AuthorityId
    text: TeamText
    handling: Handling
    written_at: datetime
    salt: str
    follows: str = ""

    def __post_init__(self) -> None:
        """Refuse an agreement of an outsider, and one that not every party may read."""
        check_margin("agreement", self.originator, self.handling, self.written_at, self.salt, "")
        if self.originator not in self.text.authorities:
            raise InputError("only a party proposes an agreement", place="agreement.originator")
        if not self.text.authorities <= self.handling.audience:
            raise InputError("its terms do not name every party", place="agreement.handling.releasable_to")
        if self.follows:
            checked_hash_id(self.follows, place="agreement.follows")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSignature:
    """That a party signs a text: which, by its id, and who signs for it."""

    text: str
    signed_by: str
    function: str

    def __post_init__(self) -> None:
        """Refuse a signature under nothing, or of nobody."""
        checked_hash_id(self.text, place="signature.text")
        said("signature.signed_by", self.signed_by, MOST_NAME)
        said("signature.function", self.function, MOST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAmendment:
    """A new text in the place of the one that it names, and why."""

    amends: str
    text: TeamText
    reason: str

    def __post_init__(self) -> None:
        """Refuse a change of nothing, or without a reason."""
        checked_hash_id(self.amends, place="amendment.amends")
        said("amendment.reason", self.reason, MOST_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamJoining:
    """That somebody of the party joins the team; `member` is by what he or she is named afterwards."""

    member: str
    name: str
    role: MemberRole
    function: str = ""

    def __post_init__(self) -> None:
        """Refuse a member without a name."""
        random_id("joining.member", self.member)
        said("joining.name", self.name, MOST_NAME)
        bounded_text(self.function, place="joining.function", most=MOST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLeaving:
    """That a member of the party leaves the team, and why."""

    member: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse leaving without a reason."""
        random_id("leaving.member", self.member)
        said("leaving.reason", self.reason, MOST_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamExhibit:
    """A line of the evidence log: an item by its id, with the hash or the seals by which it is known, and what for."""

    item: str
    what: str
    digest: str = ""
    seals: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a line on nothing."""
        checked_hash_id(self.item, place="exhibit.item")
        said("exhibit.what", self.what, MOST_TEXT)
        if self.digest and not HASH_ID.fullmatch(self.digest):
            raise InputError("not 64 hexadecimal digits", place="exhibit.digest")
        checked_seals("exhibit.seals", self.seals)
        bounded_text(self.note, place="exhibit.note", most=MOST_TEXT)


class TeamEnd(StrEnum):
    """How a party ends: the team, if all say so, or its own part in it."""

    TEAM = "team"
    OWN_PART = "own-part"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEnding:
    """That a party would end the team, or leaves it, and why."""

    ends: TeamEnd
    reason: str

    def __post_init__(self) -> None:
        """Refuse an end without a reason."""
        said("ending.reason", self.reason, MOST_TEXT)


TeamPart = TeamSignature | TeamAmendment | TeamJoining | TeamLeaving | TeamExhibit | TeamEnding


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEntry:
    """The record of one thing that a party says in a team."""

    originator: AuthorityId
    team: str
    handling: Handling
    written_at: datetime
    salt: str
    signature: TeamSignature | None = None
    amendment: TeamAmendment | None = None
    joining: TeamJoining | None = None
    leaving: TeamLeaving | None = None
    exhibit: TeamExhibit | None = None
    ending: TeamEnding | None = None

    def __post_init__(self) -> None:
        """Refuse an entry with no part or several."""
        check_margin("entry", self.originator, self.handling, self.written_at, self.salt, "")
        checked_hash_id(self.team, place="entry.team")
        if len(self._parts()) != 1:
            raise InputError("an entry says one thing", place="entry")

    @property
    def part(self) -> TeamPart:
        """What the entry says."""
        return self._parts()[0]

    def _parts(self) -> list[TeamPart]:
        every = (self.signature, self.amendment, self.joining, self.leaving, self.exhibit, self.ending)
        return [each for each in every if each is not None]


TeamRecord = TeamAgreement | TeamEntry


def team_entry(
    part: TeamPart, *, originator: AuthorityId, team: str, handling: Handling, written_at: datetime, salt: str
) -> TeamEntry:
    """Give the entry that says this part."""
    return TeamEntry(
        originator=originator,
        team=team,
        handling=handling,
        written_at=written_at,
        salt=salt,
        signature=part if isinstance(part, TeamSignature) else None,
        amendment=part if isinstance(part, TeamAmendment) else None,
        joining=part if isinstance(part, TeamJoining) else None,
        leaving=part if isinstance(part, TeamLeaving) else None,
        exhibit=part if isinstance(part, TeamExhibit) else None,
        ending=part if isinstance(part, TeamEnding) else None,
    )


def may_say_in(agreement: TeamAgreement, entry: TeamEntry) -> bool:
    """Say whether an entry may stand in a team: a party's, and for all parties but for the evidence log."""
    parties = agreement.text.authorities
    if entry.originator not in parties:
        return False
    return entry.exhibit is not None or parties <= entry.handling.audience
