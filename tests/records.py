"""Small invented records for tests: one line each, every field of interest an argument."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from simpul.core.assertion import Assertion
from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, OfficerId, Purpose, Role, Viewer
from simpul.core.grading import Grading, Scale
from simpul.core.handling import CourtUse, Handling, Onward, Tlp
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.log import leaf_hash, root_of
from simpul.core.report import Disclosure, Report, ReportKind, SignedReport, arranged_leaves, leaf_count
from simpul.core.vocabulary import Schema

XA, XB, XC = AuthorityId("XA-NCTC"), AuthorityId("XB-FIU"), AuthorityId("XC-BORDER")
AT = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
B2 = Grading(scale=Scale.ADMIRALTY, source="B", information="2")
AYU, RED_GATE, VESSEL = "a" * 32, "b" * 32, "c" * 32

_chance = count(1)


def a_handling(*to: AuthorityId, originator: AuthorityId = XA, **fields: object) -> Handling:
    """Terms that name these recipients, for counter-terrorism, passed on to nobody."""
    terms: dict[str, object] = {
        "originator": originator,
        "releasable_to": tuple(sorted(to)),
        "purposes": (Purpose.COUNTER_TERRORISM,),
    }
    return Handling(**(terms | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_open_handling(originator: AuthorityId = XA, **fields: object) -> Handling:
    """Terms that let everybody have it, as of something published."""
    terms: dict[str, object] = {
        "originator": originator,
        "level": Level.OPEN,
        "tlp": Tlp.CLEAR,
        "purposes": tuple(sorted(ALL_PURPOSES)),
        "onward": Onward.FREE,
        "court": CourtUse.ALLOWED,
    }
    return Handling(**(terms | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def a_viewer(authority: AuthorityId = XA, **fields: object) -> Viewer:
    """A releasing officer cleared for everything, who works against terrorism."""
    trust: dict[str, object] = {
        "authority": authority,
        "officer": OfficerId("a.surya"),
        "roles": (Role.RELEASING_OFFICER,),
        "clearance": Level.SECRET,
        "purposes": (Purpose.COUNTER_TERRORISM,),
    }
    return Viewer(**(trust | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_assertion(
    property_: str = "name",
    value: str = "Ayu Pelangi",
    *,
    subject: str = AYU,
    schema: Schema = Schema.PERSON,
    handling: Handling | None = None,
    **fields: object,
) -> Sealed[Assertion]:
    """One claim, with a salt of its own."""
    terms = handling or a_handling(XB)
    said: dict[str, object] = {
        "originator": terms.originator,
        "subject": subject,
        "schema": schema,
        "property": property_,
        "value": value,
        "grading": B2,
        "handling": terms,
        "asserted_at": AT,
        "salt": f"{next(_chance):032x}",
    }
    made = Assertion(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built
    return seal(Domain.ASSERTION, made)


def a_report(*, root: str = "0" * 64, handling: Handling | None = None, **fields: object) -> Sealed[Report]:
    """The head of a report over leaves with this root."""
    terms = handling or a_handling(XB)
    said: dict[str, object] = {
        "originator": terms.originator,
        "kind": ReportKind.INFORMATION,
        "title": "A meeting at the harbour",
        "summary": "Two persons met at the harbour of Port Amal.",
        "grading": B2,
        "handling": terms,
        "written_at": AT,
        "root": root,
        "salt": "5" * 32,
    }
    made = Report(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built
    return seal(Domain.REPORT, made)


def some_padding(assertions: int) -> tuple[bytes, ...]:
    """The hashes that fill up the leaves of so many assertions."""
    return tuple(leaf_hash(f"padding {index}".encode()) for index in range(leaf_count(assertions) - assertions))


def a_disclosure(
    assertions: Sequence[Sealed[Assertion]], *, shown: Sequence[Sealed[Assertion]] | None = None, **fields: object
) -> Disclosure:
    """A report over these assertions, of which some are shown; all where nothing is said."""
    leaves = arranged_leaves(assertions, padding=some_padding(len(assertions)))
    report = a_report(root=root_of(leaves).hex(), **fields)  # type: ignore[arg-type]  # fields of the report
    signed = SignedReport(report=report, signature=b"\x07" * 64, leaves=leaves)
    return Disclosure(signed=signed, assertions=tuple(assertions if shown is None else shown))
