"""Reports: what one officer of one originator tells, as a set of assertions under one signature.

Rules:
1. The originator signs the report's canonical bytes, which hold the Merkle root over its assertions.
2. A recipient gets the assertions that it may see and the hashes of all leaves: each assertion that arrives is
   proved to belong to the report, and none that is kept back can be guessed (assertions are salted).
3. Leaves are padded with random hashes to `leaf_count(n)` and stand in an order that says nothing, so the list of
   hashes does not tell how many assertions were kept back.
4. A report supersedes or retracts another only when both have the same originator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.assertion import Assertion
from simpul.core.authority import AuthorityId, authority_id
from simpul.core.errors import InputError, TamperedError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import RANDOM_ID, Sealed, bounded_text, checked_hash_id
from simpul.core.log import leaf_hash, root_of

FEWEST_LEAVES = 32
MOST_ASSERTIONS = 4_096
HASH_BYTES = 32


class ReportKind(StrEnum):
    """What kind of telling it is."""

    INFORMATION = "information"
    ASSESSMENT = "assessment"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The part of a report that is signed: who tells, about what, under which terms, and the root over its claims.

    `root` is 64 hexadecimal digits; `handling` holds for title and summary, each assertion has its own.
    """

    originator: AuthorityId
    kind: ReportKind
    title: str
    summary: str
    grading: Grading
    handling: Handling
    written_at: datetime
    root: str
    salt: str
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""

    def __post_init__(self) -> None:
        """Refuse a report without a title, with terms of somebody else, or with ids that are none."""
        authority_id(self.originator, place="report.originator")
        if self.handling.originator != self.originator:
            raise InputError("the terms are another originator's", place="report.handling.originator")
        if not bounded_text(self.title, place="report.title", most=200).strip():
            raise InputError("a report needs a title", place="report.title")
        if not bounded_text(self.summary, place="report.summary", most=20_000).strip():
            raise InputError("a report needs a summary", place="report.summary")
        bounded_text(self.legal_basis, place="report.legal_basis", most=300)
        if self.written_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="report.written_at")
        if not RANDOM_ID.fullmatch(self.salt):
            raise InputError("not 32 hexadecimal digits", place="report.salt")
        if self.supersedes and self.retracts:
            raise InputError("a correction or a withdrawal, not both", place="report.retracts")
        for place, value in (("root", self.root), ("supersedes", self.supersedes), ("retracts", self.retracts)):
            if value or place == "root":
                checked_hash_id(value, place=f"report.{place}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReport:
    """A report with its originator's signature over the exact bytes, and the hashes of all its leaves."""

    report: Sealed[Report]
    signature: bytes
    leaves: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What one recipient gets of a report: the signed report and the assertions that it may see."""

    signed: SignedReport
    assertions: tuple[Sealed[Assertion], ...]


def leaf_count(assertions: int) -> int:
    """Give how many leaves a report with so many assertions has: at least 32, then the next power of four times it."""
    count = FEWEST_LEAVES
    while count < assertions:
        count *= 4
    return count


def arranged_leaves(assertions: Sequence[Sealed[Assertion]], *, padding: Sequence[bytes]) -> tuple[bytes, ...]:
    """Give the leaf hashes of assertions and padding in the one order that tells nothing: by hash.

    Raises:
        InputError: there are too many assertions, or the padding does not fill up to `leaf_count`.
    """
    if len(assertions) > MOST_ASSERTIONS:
        raise InputError(f"more than {MOST_ASSERTIONS} assertions", place="report.assertions")
    if len(assertions) + len(padding) != leaf_count(len(assertions)):
        raise InputError("the padding does not fill the tree", place="report.leaves")
    return tuple(sorted([*(leaf_hash(item.body) for item in assertions), *padding]))


def check_disclosure(disclosure: Disclosure) -> None:
    """Check that the leaves give the signed root and that every assertion is one of them and the originator's own.

    Raises:
        TamperedError: they do not.
        InputError: an assertion is another originator's.
    """
    signed = disclosure.signed
    if root_of(signed.leaves).hex() != signed.report.value.root:
        raise TamperedError("the leaves do not give the root that was signed")
    known = frozenset(signed.leaves)
    for index, assertion in enumerate(disclosure.assertions):
        if leaf_hash(assertion.body) not in known:
            raise TamperedError(f"assertions[{index}] is not part of the report that was signed")
        if assertion.value.originator != signed.report.value.originator:
            raise InputError("another originator's assertion", place=f"assertions[{index}].originator")


def may_replace_report(later: Report, *, earlier: Report) -> bool:
    """Say whether `later` may supersede or retract `earlier`: only the same originator."""
    return later.originator == earlier.originator
