"""A report as a STIX 2.1 bundle: a copy for one recipient and one target, with what it lost on the way.

Rules:
1. A copy is a new object: what is left out for one recipient makes another object (STIX 2.1, section 3.5).
2. An object is marked with the strictest terms of what stands in it; under `Target.SIMPUL` each claim keeps its own.
3. A relationship, an identity or a location exists only where an exported assertion says so.
4. Confidence is that of an Admiralty credibility and nothing else (STIX 2.1, appendix A).
5. What has no place of its own stands in the words of a note; under `Target.SIMPUL` in an extension too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from simpul.core.assertion import Assertion
from simpul.core.errors import RefusedError
from simpul.core.export import Encoded, ExportedReport
from simpul.core.grading import Grading, stix_confidence
from simpul.core.handling import Handling
from simpul.core.ids import timestamp
from simpul.core.vocabulary import PROPERTIES, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions, mapping
from simpul.formats.stix.copied import CopiedSubject, Copy, SealedClaim, author_name, copy_of, made_id, together
from simpul.formats.stix.extensions import Json
from simpul.formats.stix.losing import note_losses, period
from simpul.formats.stix.refusal import Target, export_refusal

MEDIA_TYPE = "application/stix+json;version=2.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StixEncoder:
    """Writes reports as STIX 2.1 for one target."""

    target: Target

    def encode(self, exported: ExportedReport) -> Encoded:
        """Give the bundle with what was lost.

        Raises:
            RefusedError: the target cannot express a rule of handling.
        """
        return write_stix(exported, target=self.target)


def write_stix(exported: ExportedReport, *, target: Target) -> Encoded:
    """Give the report as a STIX 2.1 bundle for the target.

    Raises:
        RefusedError: terms of handling cannot be expressed there; with all of them as grounds.
    """
    refusal = export_refusal(exported, target=target)
    if refusal is not None:
        raise RefusedError(f"{target} STIX cannot express the terms", grounds=refusal.grounds)
    copy = copy_of(exported, target=target)
    note_losses(copy)
    countries = _write_countries(copy)
    for name, subject in copy.subjects.items():
        _write_subject(copy, name, subject)
        for claim in subject.relations:
            _write_relationship(copy, subject, claim, countries=countries)
        _write_note(copy, name, subject)
    _write_report(copy)
    bundle = {"type": "bundle", "id": made_id("bundle", copy.key), "objects": _all_objects(copy)}
    return Encoded(
        body=msgspec.json.encode(bundle),
        media_type=MEDIA_TYPE,
        losses=tuple(copy.losses),
        exported_ids=copy.exported_ids,
    )


def _write_countries(copy: Copy) -> dict[str, str]:
    """Write a location for each country that a relationship points to, and give their ids by code."""
    terms: dict[str, list[Handling]] = {}
    for subject in copy.subjects.values():
        for claim in subject.relations:
            if PROPERTIES[claim.value.property] is ValueKind.COUNTRY:
                terms.setdefault(claim.value.value, []).append(claim.value.handling)
    locations = {}
    for code, users in terms.items():
        made: Json = {"type": "location", "id": made_id("location", copy.key, "country", code), "country": code}
        locations[code] = copy.add(made, terms=users)
    return locations


def _write_subject(copy: Copy, name: str, subject: CopiedSubject) -> None:
    terms = together(subject.own_terms)
    fields = extensions.SubjectFields(
        schema=subject.schema,
        claims=tuple(_claim_fields(copy, claim, subject=subject, terms=terms) for claim in subject.own),
    )
    made: Json = {"type": subject.id.partition("--")[0], "id": subject.id}
    made = _with(
        made | mapping.native_fields(subject.schema, subject.own),
        confidence=_shared_confidence(claim.value.grading for claim in subject.own),
        extensions=copy.extension(extensions.SUBJECT, fields),
    )
    copy.add(made, terms=subject.own_terms)
    copy.exported_ids |= {claim.id: subject.id for claim in subject.own} | {name: subject.id}


def _write_relationship(copy: Copy, subject: CopiedSubject, claim: SealedClaim, *, countries: dict[str, str]) -> None:
    said = claim.value
    pointed = copy.subjects.get(said.value)
    target = countries.get(said.value, pointed.id if pointed else "")
    if not target:
        copy.lose(f"assertions[{claim.id}].{said.property}", LossReason.NOT_EXPORTED)
        return
    fields = extensions.SubjectFields(claims=(_claim_fields(copy, claim, subject=subject, terms=said.handling),))
    start, stop = period(claim)
    made: Json = {"type": "relationship", "id": made_id("relationship", copy.key, claim.id)}
    made |= {"relationship_type": mapping.RELATIONSHIPS[said.property]}
    made |= {"source_ref": subject.id, "target_ref": target}
    made = _with(
        made,
        start_time=start,
        stop_time=stop,
        confidence=stix_confidence(said.grading),
        extensions=copy.extension(extensions.SUBJECT, fields),
    )
    copy.exported_ids[claim.id] = copy.add(made, terms=[said.handling])


def _write_note(copy: Copy, name: str, subject: CopiedSubject) -> None:
    """Say in words all that is claimed about the subject, for readers that have no place for it."""
    fields = extensions.SubjectFields(rendition_of=subject.id)
    made: Json = {"type": "note", "id": made_id("note", copy.key, name), "abstract": "Claims"}
    made |= {"content": "\n".join(_line(copy, claim.value) for claim in subject.claims), "object_refs": [subject.id]}
    made = _with(made, extensions=copy.extension(extensions.SUBJECT, fields))
    copy.add(made, terms=[claim.value.handling for claim in subject.claims])


def _write_report(copy: Copy) -> None:
    report = copy.exported.report.value
    report_id = made_id("report", copy.key)
    own = extensions.ReportFields(
        kind=report.kind, legal_basis=report.legal_basis, supersedes=report.supersedes, retracts=report.retracts
    )
    made: Json = {"type": "report", "id": report_id, "name": report.title, "description": report.summary}
    made |= {"report_types": ["threat-report"], "published": copy.moment, "labels": [report.kind.value]}
    made = _with(
        made | {"object_refs": list(copy.objects) or [copy.author]},
        confidence=stix_confidence(report.grading),
        extensions=copy.extension(extensions.REPORT, own) | copy.extension(extensions.GRADING, report.grading),
    )
    copy.exported_ids[copy.exported.report.id] = copy.add(made, terms=[report.handling])
    content = f"{report.grading.scale} {report.grading.code}\n{report.legal_basis}".strip()
    note: Json = {"type": "note", "id": made_id("note", copy.key), "abstract": "Grading and legal basis"}
    note |= {"content": content, "object_refs": [report_id]}
    fields = extensions.SubjectFields(rendition_of=report_id)
    copy.add(_with(note, extensions=copy.extension(extensions.SUBJECT, fields)), terms=[report.handling])


def _claim_fields(copy: Copy, claim: SealedClaim, *, subject: CopiedSubject, terms: Handling) -> extensions.ClaimFields:
    """Give the claim as it stands in an object that is under these terms."""
    said = claim.value
    points = PROPERTIES[said.property] is ValueKind.SUBJECT
    keeps_own_terms = said.handling != terms and copy.target is Target.SIMPUL
    return extensions.ClaimFields(
        property=said.property,
        grading=said.grading,
        value="" if points else said.value,
        schema=None if said.schema is subject.schema else said.schema,
        lang=said.lang,
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        asserted_at=timestamp(said.asserted_at),
        legal_basis=said.legal_basis,
        supersedes=said.supersedes,
        retracts=said.retracts,
        terms_ref=copy.marking_of(said.handling) if keeps_own_terms else "",
    )


def _line(copy: Copy, claim: Assertion) -> str:
    """Give one claim in words: what, how graded, in what language, when."""
    value = claim.value
    if PROPERTIES[claim.property] is ValueKind.SUBJECT:
        pointed = copy.subjects.get(claim.value)
        value = pointed.id if pointed else "-"
    dates = f"{claim.valid_from}/{claim.valid_to}" if claim.valid_from or claim.valid_to else ""
    said = (f"{claim.grading.scale} {claim.grading.code}", claim.lang, dates)
    return f"{claim.property}: {value} ({', '.join(part for part in said if part)})"


def _shared_confidence(gradings: Iterable[Grading]) -> int | None:
    """Give the confidence of an object whose claims all have the same one."""
    found = {stix_confidence(grading) for grading in gradings}
    return found.pop() if len(found) == 1 else None


def _with(made: Json, **optional: object) -> Json:
    """Add those fields that say something."""
    return made | {name: value for name, value in optional.items() if value not in (None, "", [], {})}


def _all_objects(copy: Copy) -> list[Json]:
    author: Json = {
        "type": "identity",
        "spec_version": "2.1",
        "id": copy.author,
        "created": extensions.MADE_ON,
        "modified": extensions.MADE_ON,
        "name": author_name(copy.exported),
        "identity_class": "organization",
    }
    named = extensions.SubjectFields(authority=copy.exported.report.value.originator)
    author = _with(author, extensions=copy.extension(extensions.SUBJECT, named))
    definitions = extensions.definitions() if copy.target is Target.SIMPUL else ()
    return [*definitions, author, *copy.markings.values(), *copy.objects.values()]
