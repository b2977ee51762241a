"""Handling: the originator's terms, which travel with every item, and the one decision about every use of it.

Rules, edition `handling/1`. `decide` is the only place that says yes; it is used alike for reading, searching,
counting, exporting, sending and use in court, and for our own items and others'.

1. Default deny. An item is allowed only where a permit names the viewer: its originator, a named recipient, or
   anyone where the originator said onward FREE under TLP GREEN or CLEAR.
2. A forbidding rule wins over every permit. Every rule that forbids is given as a ground.
3. Absent means no: nobody named is nobody, no purpose is no purpose, an unknown edition is no use at all.
4. What is derived takes the strictest of its sources (`strictest`).
5. The rules do not know which authority is ours: two authorities swapped give the same verdict.

Norms: FIRST TLP 2.0 (August 2022); Europol handling codes H0 to H3 (Council document 6261/18); originator control,
Regulation (EU) 2016/794, Art. 19. Out of scope: who an officer is, and whether bytes are authentic.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, OfficerId, Purpose, Role, Viewer, authority_id
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

EDITION = "handling/1"
MOST_RECIPIENTS = 200
MOST_CAVEAT = 500


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0, strictest first."""

    RED = "red"
    AMBER_STRICT = "amber+strict"
    AMBER = "amber"
    GREEN = "green"
    CLEAR = "clear"


class HandlingCode(StrEnum):
    """Europol's handling codes."""

    H0 = "H0"
    """Only to prevent and combat crime."""
    H1 = "H1"
    """Not for judicial use without the provider's permission."""
    H2 = "H2"
    """Not to be disseminated without the provider's permission."""
    H3 = "H3"
    """Other restrictions, in the caveat."""


class Onward(StrEnum):
    """Whether a recipient may pass the item on (the third-party rule), strictest first."""

    NONE = "none"
    ASK = "ask"
    FREE = "free"


class CourtUse(StrEnum):
    """Whether the item may be used in court, strictest first."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


class Action(StrEnum):
    """What somebody wants to do with an item."""

    READ = "read"
    SEARCH = "search"
    COUNT = "count"
    EXPORT = "export"
    SEND = "send"
    USE_IN_COURT = "use-in-court"


class Obligation(StrEnum):
    """What an allowed act still demands, or what a refused one lacks."""

    SECOND_OFFICER = "second-officer"
    ASK_ORIGINATOR = "ask-originator"
    SHOW_CAVEAT = "show-caveat"
    NOT_IN_COURT = "not-in-court"
    DESTROY_IN_TIME = "destroy-in-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """The terms of one item. `contributors` are the originators of what a derived item was made from."""

    originator: AuthorityId
    contributors: tuple[AuthorityId, ...] = ()
    level: Level = Level.RESTRICTED
    tlp: Tlp = Tlp.AMBER_STRICT
    codes: tuple[HandlingCode, ...] = ()
    releasable_to: tuple[AuthorityId, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    onward: Onward = Onward.NONE
    court: CourtUse = CourtUse.FORBIDDEN
    caveat: str = ""
    expires_at: datetime | None = None
    retain_until: date | None = None
    edition: str = EDITION

    def __hash__(self) -> int:
        """Tell terms apart by what differs most often, and by what anybody may write: they are looked up often."""
        often = (self.originator, self.contributors, self.tlp, self.releasable_to, self.retain_until)
        return hash((often, self.caveat, self.expires_at))

    def __post_init__(self) -> None:
        """Refuse names that are none, lists without order, and a code H3 without its caveat."""
        for place, names in (("releasable_to", self.releasable_to), ("contributors", self.contributors)):
            _checked_names(names, place=f"handling.{place}")
        authority_id(self.originator, place="handling.originator")
        if self.originator in self.contributors:
            raise InputError("an originator is no contributor to its own item", place="handling.contributors")
        if self.codes != tuple(sorted(set(self.codes))) or self.purposes != tuple(sorted(set(self.purposes))):
            raise InputError("codes and purposes are named once, in order", place="handling")
        bounded_text(self.caveat, place="handling.caveat", most=MOST_CAVEAT)
        if HandlingCode.H3 in self.codes and not self.caveat:
            raise InputError("H3 needs a caveat that says what it restricts", place="handling.caveat")
        if self.expires_at is not None and self.expires_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="handling.expires_at")

    @property
    def audience(self) -> frozenset[AuthorityId]:
        """The authorities that the item names: its originator and its recipients."""
        return frozenset({self.originator, *self.releasable_to})

    @property
    def is_open_to_community(self) -> bool:
        """Whether the originator lets it travel freely (onward FREE, and TLP GREEN or CLEAR)."""
        return self.onward is Onward.FREE and self.tlp in (Tlp.GREEN, Tlp.CLEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An originator's permission for one onward release or other use, to one recipient, until a moment."""

    originator: AuthorityId
    recipient: AuthorityId
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the decision depends on besides viewer, action and item.

    `approvals` are the officers who approved these exact bytes for this recipient, the author not among them.
    """

    at: datetime
    recipient: AuthorityId | None = None
    approvals: tuple[OfficerId, ...] = ()
    consents: tuple[Consent, ...] = ()
    two_officers_from: Level = Level.CONFIDENTIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict with its grounds: the rules that forbade, or the permits that allowed."""

    allowed: bool
    grounds: tuple[str, ...]
    obligations: tuple[Obligation, ...] = ()

    @property
    def lacks_only_second_officer(self) -> bool:
        """Whether a second officer's approval is all that is missing."""
        return self.grounds == ("release.needs-second-officer",)


def decide(subject: Viewer, action: Action, item: Handling, context: Context) -> Decision:
    """Say whether the subject may do this with the item, and on what grounds."""
    forbidding = tuple(name for name, forbids in FORBIDS if forbids(subject, action, item, context))
    if forbidding:
        return Decision(allowed=False, grounds=forbidding, obligations=_what_would_help(forbidding))
    permitting = tuple(name for name, permits in PERMITS if permits(subject, item))
    if not permitting:
        return Decision(allowed=False, grounds=("release.not-named",))
    return Decision(allowed=True, grounds=permitting, obligations=_obligations(item))


def strictest(sources: Sequence[Handling], *, derived_by: AuthorityId) -> Handling:
    """Give the terms of what `derived_by` made out of the sources: in every respect the strictest of them.

    Where their caveats do not all fit, the item stays with `derived_by`: no one else would know what it is under.

    Raises:
        InputError: there are no sources, or the deriving authority is outside the audience of one of them.
    """
    if not sources:
        raise InputError("nothing comes of no sources", place="handling")
    audience = frozenset.intersection(*(_audience_for_derived(source, derived_by) for source in sources))
    if derived_by not in audience:
        raise InputError("a source does not name the authority that derives from it", place="handling")
    caveat = "; ".join(dict.fromkeys(source.caveat for source in sources if source.caveat))
    stays = len(caveat) > MOST_CAVEAT
    named = {source.originator for source in sources}.union(*(source.contributors for source in sources))
    expiries = [source.expires_at for source in sources if source.expires_at is not None]
    retentions = [source.retain_until for source in sources if source.retain_until is not None]
    return Handling(
        originator=derived_by,
        contributors=tuple(sorted(named - {derived_by})),
        level=max(source.level for source in sources),
        tlp=min((source.tlp for source in sources), key=tuple(Tlp).index),
        codes=tuple(sorted({code for source in sources for code in source.codes})),
        releasable_to=() if stays else tuple(sorted(audience - {derived_by}))[:MOST_RECIPIENTS],
        purposes=tuple(sorted(frozenset.intersection(*(frozenset(source.purposes) for source in sources)))),
        onward=Onward.NONE if stays else min((source.onward for source in sources), key=tuple(Onward).index),
        court=min((source.court for source in sources), key=tuple(CourtUse).index),
        caveat=caveat[:MOST_CAVEAT],
        expires_at=min(expires for expires in expiries) if expiries else None,
        retain_until=min(until for until in retentions) if retentions else None,
        edition=EDITION if all(source.edition == EDITION for source in sources) else _unknown_edition(sources),
    )


def most_restrictive(originator: AuthorityId) -> Handling:
    """Give terms under which nobody may use the item: for what came with terms we cannot read."""
    return Handling(originator=originator, level=Level.SECRET, tlp=Tlp.RED, edition="unreadable")


def public_terms(originator: AuthorityId) -> Handling:
    """Give the terms of what is public, such as a published sanctions list."""
    return Handling(
        originator=originator,
        level=Level.OPEN,
        tlp=Tlp.CLEAR,
        purposes=tuple(sorted(ALL_PURPOSES)),
        onward=Onward.FREE,
        court=CourtUse.ALLOWED,
    )


# --- the rules ------------------------------------------------------------------------------------------------------

Forbid = Callable[[Viewer, Action, Handling, Context], bool]
Permit = Callable[[Viewer, Handling], bool]


def _edition_is_unknown(_subject: Viewer, _action: Action, item: Handling, _context: Context) -> bool:
    return item.edition != EDITION


def _role_reads_no_intelligence(subject: Viewer, _action: Action, _item: Handling, _context: Context) -> bool:
    return not subject.reads_intelligence


def _role_releases_nothing(subject: Viewer, action: Action, _item: Handling, _context: Context) -> bool:
    return action is Action.SEND and Role.RELEASING_OFFICER not in subject.roles


def _clearance_is_too_low(subject: Viewer, _action: Action, item: Handling, _context: Context) -> bool:
    return subject.clearance < item.level


def _purpose_is_another(subject: Viewer, _action: Action, item: Handling, _context: Context) -> bool:
    return not _is_sole_originator(subject, item) and not set(subject.purposes) & set(item.purposes)


def _has_expired(subject: Viewer, _action: Action, item: Handling, context: Context) -> bool:
    return item.expires_at is not None and context.at >= item.expires_at and not _is_sole_originator(subject, item)


def _retention_has_ended(_subject: Viewer, _action: Action, item: Handling, context: Context) -> bool:
    return item.retain_until is not None and context.at.astimezone(UTC).date() > item.retain_until


def _recipient_is_not_named(_subject: Viewer, action: Action, item: Handling, context: Context) -> bool:
    if action is not Action.SEND:
        return False
    if context.recipient is None:
        return True
    named = context.recipient in item.audience or item.is_open_to_community
    return not named and not _is_consented(item, context)


def _onward_is_forbidden(subject: Viewer, action: Action, item: Handling, context: Context) -> bool:
    passes_on = action in (Action.SEND, Action.EXPORT) and not _is_sole_originator(subject, item)
    return passes_on and item.onward is Onward.NONE and not _is_consented(item, context)


def _onward_needs_consent(subject: Viewer, action: Action, item: Handling, context: Context) -> bool:
    passes_on = action in (Action.SEND, Action.EXPORT) and not _is_sole_originator(subject, item)
    asks = item.onward is Onward.ASK or HandlingCode.H2 in item.codes
    return passes_on and asks and not _is_consented(item, context)


def _tlp_stays_inside(subject: Viewer, action: Action, item: Handling, _context: Context) -> bool:
    stays = item.tlp in (Tlp.RED, Tlp.AMBER_STRICT)
    return stays and action in (Action.SEND, Action.EXPORT) and not _is_sole_originator(subject, item)


def _red_leaves_in_no_file(_subject: Viewer, action: Action, item: Handling, _context: Context) -> bool:
    return action is Action.EXPORT and item.tlp is Tlp.RED


def _needs_second_officer(_subject: Viewer, action: Action, item: Handling, context: Context) -> bool:
    grave = item.level >= context.two_officers_from or item.tlp is Tlp.RED
    return action is Action.SEND and grave and len(set(context.approvals)) < 2


def _court_is_forbidden(subject: Viewer, action: Action, item: Handling, _context: Context) -> bool:
    closed = item.court is CourtUse.FORBIDDEN or HandlingCode.H1 in item.codes
    return action is Action.USE_IN_COURT and closed and not _is_sole_originator(subject, item)


FORBIDS: tuple[tuple[str, Forbid], ...] = (
    ("handling.unknown-edition", _edition_is_unknown),
    ("role.reads-no-intelligence", _role_reads_no_intelligence),
    ("role.releases-nothing", _role_releases_nothing),
    ("clearance.too-low", _clearance_is_too_low),
    ("purpose.not-permitted", _purpose_is_another),
    ("handling.expired", _has_expired),
    ("handling.retention-ended", _retention_has_ended),
    ("release.recipient-not-named", _recipient_is_not_named),
    ("onward.forbidden", _onward_is_forbidden),
    ("onward.needs-consent", _onward_needs_consent),
    ("tlp.stays-inside", _tlp_stays_inside),
    ("tlp.red-leaves-in-no-file", _red_leaves_in_no_file),
    ("release.needs-second-officer", _needs_second_officer),
    ("court.forbidden", _court_is_forbidden),
)

PERMITS: tuple[tuple[str, Permit], ...] = (
    ("permit.originator", lambda subject, item: subject.authority == item.originator),
    ("permit.named-recipient", lambda subject, item: subject.authority in item.releasable_to),
    ("permit.open-to-community", lambda _subject, item: item.is_open_to_community),
)

GROUNDS = (*(name for name, _ in FORBIDS), "release.not-named", *(name for name, _ in PERMITS))
"""Every ground that a decision can give; each has its sentence in every language."""


def _is_sole_originator(subject: Viewer, item: Handling) -> bool:
    return subject.authority == item.originator and not item.contributors


def _is_consented(item: Handling, context: Context) -> bool:
    needed = {item.originator, *item.contributors}
    given = {
        consent.originator
        for consent in context.consents
        if consent.recipient == context.recipient and context.at < consent.expires_at
    }
    return context.recipient is not None and needed <= given


def _what_would_help(grounds: tuple[str, ...]) -> tuple[Obligation, ...]:
    helps = {
        "release.needs-second-officer": Obligation.SECOND_OFFICER,
        "onward.needs-consent": Obligation.ASK_ORIGINATOR,
        "onward.forbidden": Obligation.ASK_ORIGINATOR,
    }
    return tuple(dict.fromkeys(helps[ground] for ground in grounds if ground in helps))


def _obligations(item: Handling) -> tuple[Obligation, ...]:
    owed = (
        (Obligation.SHOW_CAVEAT, bool(item.caveat)),
        (Obligation.NOT_IN_COURT, item.court is CourtUse.FORBIDDEN or HandlingCode.H1 in item.codes),
        (Obligation.DESTROY_IN_TIME, item.retain_until is not None),
    )
    return tuple(obligation for obligation, applies in owed if applies)


def _audience_for_derived(source: Handling, derived_by: AuthorityId) -> frozenset[AuthorityId]:
    return source.audience | {derived_by} if source.is_open_to_community else source.audience


def _unknown_edition(sources: Sequence[Handling]) -> str:
    return next(source.edition for source in sources if source.edition != EDITION)


def _checked_names(names: tuple[AuthorityId, ...], *, place: str) -> None:
    if len(names) > MOST_RECIPIENTS:
        raise InputError(f"names more than {MOST_RECIPIENTS} authorities", place=place)
    if names != tuple(sorted(set(names))):
        raise InputError("authorities are named once, in order", place=place)
    for index, name in enumerate(names):
        authority_id(name, place=f"{place}[{index}]")
