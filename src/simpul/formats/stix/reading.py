"""STIX 2.1 bundles as drafts: each report in a bundle becomes a draft, with what the bundle says and a draft has not.

Rules:
1. Nothing is taken half: what breaks a bound, or our own extension, is refused with its JSON path. What other software
   wrote and we have no place for is named among the losses.
2. A draft has one originator. What bears another's terms is under the most restrictive ones.
3. Importing releases nothing: a draft goes out only through `services.sharing`, under the terms that it has here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from simpul.core.authority import AuthorityId
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.export import Loss
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, most_restrictive
from simpul.core.ids import bounded_text
from simpul.core.node import Limits
from simpul.core.report import MOST_ASSERTIONS, ReportKind
from simpul.formats.claiming import checked_claim
from simpul.formats.document import converted
from simpul.formats.losses import LossReason
from simpul.formats.stix.claims import Reading, exact_claims
from simpul.formats.stix.extensions import REPORT, ReportFields
from simpul.formats.stix.guessing import SUBJECT_TYPES, countries_of, guessed_claims, note_unread
from simpul.formats.stix.objects import Bundle, StixObject, read_bundle

MOST_REPORTS = 100
UNKNOWN_GRADING = Grading(scale=Scale.ADMIRALTY, source="F", information="6")
"""Neither source nor information can be judged."""

_DEFINING_TYPES = ("marking-definition", "extension-definition", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedBundle:
    """What a bundle holds: a draft for each of its reports, one where it has none, and what was lost."""

    drafts: tuple[ReportDraft, ...]
    losses: tuple[Loss, ...]


def read_stix(raw: bytes, *, limits: Limits, importer: AuthorityId) -> ImportedBundle:
    """Read a bundle for the authority that imports it.

    Raises:
        InputError: it is no bundle of STIX 2.1, breaks a bound, or breaks our extensions; with the JSON path.
    """
    bundle = read_bundle(raw, limits=limits)
    reports = list(bundle.of_type("report"))
    if len(reports) > MOST_REPORTS:
        raise InputError(f"more than {MOST_REPORTS} reports", place="$.objects")
    countries = countries_of(bundle.of_type("relationship"))
    reading = Reading(bundle=bundle, importer=importer, authors=_authors(bundle), countries=countries)
    everything = list(bundle.objects.values())
    refs = {each.id: _refs(each) for each in everything}
    scopes = [_scope(report, everything, refs=refs) for report in reports] if len(reports) > 1 else [everything]
    _note_unreported(bundle, scopes)
    if reports:
        drafts = [_draft(reading, report, scope) for report, scope in zip(reports, scopes, strict=True)]
    else:
        drafts = [_draft_without_report(reading, everything)]
    return ImportedBundle(drafts=tuple(drafts), losses=tuple(bundle.losses))


def _authors(bundle: Bundle) -> frozenset[str]:
    """Give the identities that wrote objects and stand in no relationship or note: authors, not subjects."""
    creators = {each.text("created_by_ref") for each in bundle.objects.values()}
    ends = {each.text(name) for each in bundle.of_type("relationship") for name in ("source_ref", "target_ref")}
    noted = {ref for each in bundle.of_type("note") for ref in each.texts("object_refs")}
    return frozenset(creators - ends - noted)


def _scope(
    report: StixObject, everything: Iterable[StixObject], *, refs: Mapping[str, frozenset[str]]
) -> list[StixObject]:
    """Give what belongs to a report: what it refers to, and what joins or notes nothing but that."""
    told = {*report.texts("object_refs"), report.id}
    others = (each for each in everything if each.id != report.id)
    return [each for each in others if each.id in told or (refs[each.id] and refs[each.id] <= told)]


def _refs(each: StixObject) -> frozenset[str]:
    """Give the objects that a relationship joins or a note is about."""
    if each.type == "relationship":
        return frozenset({each.text("source_ref"), each.text("target_ref")})
    return frozenset(each.texts("object_refs")) if each.type == "note" else frozenset()


def _note_unreported(bundle: Bundle, scopes: Iterable[list[StixObject]]) -> None:
    """Note what belongs to none of the reports."""
    told = {each.id for scope in scopes for each in scope}
    for each in bundle.of_type(*SUBJECT_TYPES, "relationship", "note"):
        if each.id not in told:
            bundle.lose(each.place, LossReason.NO_PLACE)


def _draft(reading: Reading, report: StixObject, scope: Iterable[StixObject]) -> ReportDraft:
    place = f"{report.place}.extensions.{REPORT}"
    said = report.extension(REPORT)
    fields = ReportFields(kind=_kind(report)) if said is None else converted(said, ReportFields, place=place)
    if said is None:
        note_unread(reading, report)
    else:
        reading.bundle.lose(f"{report.place}.published", LossReason.NO_PLACE)
    if not report.text("description"):
        reading.bundle.lose(f"{report.place}.description", LossReason.ABSENT)
    head = ReportDraft(
        kind=fields.kind,
        title=bounded_text(report.text("name"), place=f"{report.place}.name", most=200),
        summary=bounded_text(report.text("description"), place=f"{report.place}.description", most=20_000),
        grading=reading.grading(report),
        handling=reading.terms(report),
        legal_basis=bounded_text(fields.legal_basis, place=f"{place}.legal_basis", most=300),
        supersedes=fields.supersedes,
        retracts=fields.retracts,
    )
    return replace(head, claims=tuple(_claims(reading, scope, head=head)))


def _draft_without_report(reading: Reading, scope: list[StixObject]) -> ReportDraft:
    """Give a draft of objects that came without a report; each claim has the terms of its object."""
    reading.bundle.lose("$.objects: report", LossReason.ABSENT)
    head = ReportDraft(
        kind=ReportKind.INFORMATION,
        title=reading.bundle.id,
        summary="",
        grading=UNKNOWN_GRADING,
        handling=Handling(originator=reading.importer),
    )
    claims = tuple(_claims(reading, scope, head=head))
    if not claims:
        raise InputError("holds nothing that can be imported", place="$.objects")
    return replace(head, claims=claims)


def _kind(report: StixObject) -> ReportKind:
    labels = report.texts("labels")
    return next((kind for kind in ReportKind if kind in labels), ReportKind.INFORMATION)


def _claims(reading: Reading, scope: Iterable[StixObject], *, head: ReportDraft) -> Iterator[Claim]:
    """Give the claims of these objects; what is the same as in the draft's head is left to the head."""
    count = 0
    for each in scope:
        for place, claim in _claims_of(reading, each):
            count += 1
            if count > MOST_ASSERTIONS:
                raise InputError(f"more than {MOST_ASSERTIONS} claims", place=place)
            terms = claim.handling or head.handling
            if terms.originator != head.handling.originator:
                reading.bundle.lose(place, LossReason.UNREADABLE_TERMS)
                terms = most_restrictive(head.handling.originator)
            relieved = replace(
                claim,
                handling=None if terms == head.handling else terms,
                grading=None if claim.grading == head.grading else claim.grading,
            )
            yield checked_claim(relieved, head, place=place)


def _claims_of(reading: Reading, each: StixObject) -> Iterator[tuple[str, Claim]]:
    fields = reading.fields(each)
    if fields is None:
        if each.type not in _DEFINING_TYPES:
            yield from guessed_claims(reading, each)
    elif not fields.authority and not fields.rendition_of:
        yield from exact_claims(reading, each, fields)
