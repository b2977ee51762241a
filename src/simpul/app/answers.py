"""What the node's operator is answered: the documents that `simpul ... --json` prints, field for field."""

from dataclasses import dataclass, field

from simpul.core.audit import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImported:
    """What reading a list file changed.

    `rejected` counts the entries that could not be read, `passed_over` by kind what the file holds that is no subject.
    """

    list: str
    dated: str
    by: str
    entries: int
    added: int
    changed: int
    removed: int
    rejected: int
    rejections: tuple[str, ...] = ()
    passed_over: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted:
    """What became of a draft: `state` is `draft`, `released` or `awaiting-second-officer`."""

    state: str
    by: str
    draft: str
    report: str = ""
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """One claim of a report."""

    subject: str
    schema: str
    property: str
    value: str
    grading: str
    level: str
    tlp: str
    replaced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown:
    """One report as an officer may see it."""

    id: str
    originator: str
    direction: str
    kind: str
    title: str
    summary: str
    grading: str
    level: str
    tlp: str
    codes: tuple[str, ...]
    releasable_to: tuple[str, ...]
    purposes: tuple[str, ...]
    onward: str
    caveat: str
    written_at: str
    recorded_at: str
    legal_basis: str
    signature_holds: bool
    superseded_by: str
    retracted_by: str
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerShown:
    """One partner, and how the link with it stands."""

    authority: str
    name: str
    base_url: str
    fingerprint: str
    suspended: str = ""
    sent: int = 0
    settled: int = 0
    waiting: int = 0
    received: int = 0
    set_aside: int = 0
    last_contact: str = ""
    last_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """Our own introduction: the signed text to hand over, and the fingerprint to read out."""

    authority: str
    fingerprint: str
    introduction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued:
    """A one-time sign-in link: shown now and never again."""

    officer: str
    name: str
    roles: tuple[str, ...]
    link: str
    ends_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What verifying everything recorded found."""

    ok: bool
    records: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Where the backup is, how large, and what was recorded up to it."""

    file: str
    bytes: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Whose node was restored, and how many records were proved on the way."""

    home: str
    authority: str
    records: int
