"""What stands in the fields of the writing page: text as it was typed, right or wrong, so that nothing is lost.

Field names: `title`, `to` and so on for the report; `s0.id`, `s0.schema` for the first subject; `s0c1.value` for the
second claim about it.
"""

import re
import secrets
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC

from starlette.datastructures import FormData

from simpul.core.authority import Level, Purpose
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.grading import Scale
from simpul.core.handling import CourtUse, Onward, Tlp
from simpul.core.ids import canonical_bytes, timestamp
from simpul.core.report import MOST_ASSERTIONS, ReportKind
from simpul.core.vocabulary import Schema
from simpul.web.forms import text_of, texts_of
from simpul.web.language import msg

SUBJECT_FIELD = re.compile(r"s(\d{1,4})\.(id|schema)")
CLAIM_FIELD = re.compile(
    r"s(\d{1,4})c(\d{1,4})\.(property|value|lang|valid_from|valid_to|grading|tlp|level|to|supersedes|retracts|terms|kept)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFields:
    """One claim as typed; `terms` is `own` where it has terms of its own.

    `kept` holds those terms as they were before, in canonical bytes: what the page has no field for is not lost.
    """

    property: str = "name"
    value: str = ""
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    grading: str = ""
    terms: str = ""
    tlp: str = Tlp.AMBER_STRICT
    level: str = "1"
    to: tuple[str, ...] = ()
    kept: str = ""
    supersedes: str = ""
    retracts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFields:
    """One subject as typed, with its claims."""

    id: str
    schema: str = Schema.PERSON
    claims: tuple[ClaimFields, ...] = (ClaimFields(),)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFields:
    """A whole draft as typed; `expires_at` is the moment that `expires_on` stood for before."""

    title: str = ""
    summary: str = ""
    kind: str = ReportKind.INFORMATION
    scale: str = Scale.ADMIRALTY
    source: str = "B"
    information: str = "2"
    legal_basis: str = ""
    level: str = "1"
    tlp: str = Tlp.AMBER_STRICT
    codes: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    purposes: tuple[str, ...] = (Purpose.COUNTER_TERRORISM,)
    onward: str = Onward.NONE
    court: str = CourtUse.FORBIDDEN
    caveat: str = ""
    expires_on: str = ""
    expires_at: str = ""
    retain_until: str = ""
    supersedes: str = ""
    retracts: str = ""
    subjects: tuple[SubjectFields, ...] = ()


SINGLE = (
    *("title", "summary", "kind", "scale", "source", "information", "legal_basis", "level", "tlp", "onward", "court"),
    *("caveat", "expires_on", "expires_at", "retain_until", "supersedes", "retracts"),
)


def typed_fields(form: FormData) -> DraftFields:
    """Read what was typed.

    Raises:
        InputError: a field is longer than any such field may be, or there are too many of them.
    """
    single = {name: text_of(form, name, most=20_000) for name in SINGLE if name in form}
    return DraftFields(
        **single,
        codes=texts_of(form, "code"),
        to=texts_of(form, "to"),
        purposes=texts_of(form, "purpose"),
        subjects=_typed_subjects(form),
    )


def _typed_subjects(form: FormData) -> tuple[SubjectFields, ...]:
    heads: dict[int, dict[str, str]] = defaultdict(dict)
    claims: dict[int, dict[int, dict[str, object]]] = defaultdict(lambda: defaultdict(dict))
    count = 0
    for name in form:
        if found := SUBJECT_FIELD.fullmatch(name):
            heads[int(found[1])][found[2]] = text_of(form, name, most=64)
        elif found := CLAIM_FIELD.fullmatch(name):
            claim = claims[int(found[1])][int(found[2])]
            count += not claim
            claim[found[3]] = texts_of(form, name) if found[3] == "to" else text_of(form, name)
    if count > MOST_ASSERTIONS:
        raise InputError(f"more than {MOST_ASSERTIONS} claims", place="draft.claims")
    return tuple(_subject(heads[number], claims[number]) for number in sorted({*heads, *claims}))


def _subject(head: dict[str, str], claims: dict[int, dict[str, object]]) -> SubjectFields:
    made = tuple(
        ClaimFields(**claims[number])  # type: ignore[arg-type]  # the pattern admits fields of a claim only
        for number in sorted(claims)
    )
    return SubjectFields(id=head.get("id") or new_subject(), schema=head.get("schema", Schema.PERSON), claims=made)


def shaped(fields: DraftFields, shape: str) -> DraftFields:
    """Add or take away a subject or a claim, as the button says: `add-subject`, `add-claim:0`, `drop-claim:0:1`.

    Raises:
        InputError: there is no such button, or no such subject.
    """
    act, *numbers = shape.split(":")
    places = [int(number) for number in numbers if number.isdigit()]
    subjects = list(fields.subjects)
    if act == "add-subject":
        return replace(fields, subjects=(*subjects, SubjectFields(id=new_subject())))
    if not places or places[0] >= len(subjects):
        raise InputError(msg("there is no such button"), place="shape")
    at = places[0]
    if act == "drop-subject":
        del subjects[at]
    else:
        subjects[at] = _reshaped(subjects[at], act, places[1:])
    return replace(fields, subjects=tuple(subjects))


def _reshaped(subject: SubjectFields, act: str, places: list[int]) -> SubjectFields:
    if act == "add-claim":
        return replace(subject, claims=(*subject.claims, ClaimFields()))
    if act == "drop-claim" and places and places[0] < len(subject.claims):
        kept = tuple(claim for number, claim in enumerate(subject.claims) if number != places[0])
        return replace(subject, claims=kept)
    raise InputError(msg("there is no such button"), place="shape")


def fields_of(draft: ReportDraft) -> DraftFields:
    """Give the fields that a draft fills."""
    terms = draft.handling
    subjects = tuple(dict.fromkeys(claim.subject for claim in draft.claims))
    return DraftFields(
        title=draft.title,
        summary=draft.summary,
        kind=draft.kind,
        scale=draft.grading.scale,
        source=draft.grading.source,
        information=draft.grading.information,
        legal_basis=draft.legal_basis,
        level=str(int(terms.level)),
        tlp=terms.tlp,
        codes=tuple(terms.codes),
        to=tuple(terms.releasable_to),
        purposes=tuple(terms.purposes),
        onward=terms.onward,
        court=terms.court,
        caveat=terms.caveat,
        expires_on=terms.expires_at.astimezone(UTC).date().isoformat() if terms.expires_at else "",
        expires_at=timestamp(terms.expires_at) if terms.expires_at else "",
        retain_until=terms.retain_until.isoformat() if terms.retain_until else "",
        supersedes=draft.supersedes,
        retracts=draft.retracts,
        subjects=tuple(_subject_fields(subject, draft) for subject in subjects),
    )


def _subject_fields(subject: str, draft: ReportDraft) -> SubjectFields:
    claims = tuple(claim for claim in draft.claims if claim.subject == subject)
    return SubjectFields(id=subject, schema=claims[0].schema, claims=tuple(_claim_fields(claim) for claim in claims))


def _claim_fields(claim: Claim) -> ClaimFields:
    own = claim.handling
    return ClaimFields(
        property=claim.property,
        value=claim.value,
        lang=claim.lang,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        grading=claim.grading.code if claim.grading else "",
        terms="own" if own else "",
        tlp=own.tlp if own else Tlp.AMBER_STRICT,
        level=str(int(own.level)) if own else str(int(Level.RESTRICTED)),
        to=tuple(own.releasable_to) if own else (),
        kept=canonical_bytes(own).decode() if own else "",
        supersedes=claim.supersedes,
        retracts=claim.retracts,
    )


def new_subject() -> str:
    """Give the id of a subject that nobody has written about yet."""
    return secrets.token_hex(16)
