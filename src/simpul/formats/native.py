"""Native JSON: reports, subjects, alerts and drafts as documents that leave or enter the node in a file.

Rules:
1. Reports and assertions stand in a document byte for byte as their originator signed them: what is read again proves
   itself like what came over a link. The signature is checked by whoever knows the originator's key.
2. Terms that we do not know are no terms that we may drop: a field of handling or grading that is unknown, missing or
   spelled another way is refused.
3. A draft is strict: an unknown field is refused, not ignored, and what was read can be released as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeVar

import msgspec

from simpul.core.alert import Alert, AlertDecision, MatchDecision
from simpul.core.assertion import Assertion
from simpul.core.draft import ReportDraft
from simpul.core.errors import InputError
from simpul.core.export import Encoded, ExportedReport
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.holding import HeldAlert
from simpul.core.ids import RANDOM_ID, Domain, Sealed, canonical_bytes, record_id, timestamp
from simpul.core.node import Limits
from simpul.core.report import (
    FEWEST_LEAVES,
    HASH_BYTES,
    MOST_ASSERTIONS,
    Disclosure,
    Report,
    SignedReport,
    check_disclosure,
    leaf_count,
)
from simpul.formats.claiming import checked_draft
from simpul.formats.document import converted, is_canonical, read_json, refused_by

REPORT_TYPE = "application/vnd.simpul.report+json"
REPORT_DOCUMENT = "simpul/report/1"
SUBJECT_DOCUMENT = "simpul/subject/1"
ALERT_DOCUMENT = "simpul/alert/1"
SIGNATURE_BYTES = 64

T = TypeVar("T")

_MOST_LEAVES = leaf_count(MOST_ASSERTIONS)
_MOMENTS = {Domain.REPORT: "written_at", Domain.ASSERTION: "asserted_at"}
_HEX = re.compile(r"[0-9a-f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectDocument:
    """What one viewer saw of a subject: assertions as they were signed, and the judgements that join its records."""

    subject: str
    assertions: tuple[Sealed[Assertion], ...]
    judgements: tuple[MatchDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeEncoder:
    """Writes reports as native documents."""

    def encode(self, exported: ExportedReport) -> Encoded:
        """Give the document; nothing is lost.

        Raises:
            InputError: the report comes without its signature or its leaves, or with an assertion not its own.
        """
        signed = SignedReport(report=exported.report, signature=exported.signature, leaves=exported.leaves)
        disclosure = Disclosure(signed=signed, assertions=exported.assertions)
        ids = (exported.report.id, *(assertion.id for assertion in exported.assertions))
        return Encoded(
            body=write_native_report(disclosure), media_type=REPORT_TYPE, exported_ids={each: each for each in ids}
        )


class _Graded(Protocol):
    @property
    def handling(self) -> Handling: ...

    @property
    def grading(self) -> Grading: ...


_R = TypeVar("_R", bound=_Graded)


class _ReportDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str
    report: msgspec.Raw
    signature: str
    leaves: Annotated[list[str], msgspec.Meta(min_length=FEWEST_LEAVES, max_length=_MOST_LEAVES)]
    assertions: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_ASSERTIONS)]


class _SubjectDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str
    subject: str
    assertions: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_ASSERTIONS)]
    judgements: list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AlertDocument:
    document: str
    alert: Alert
    decisions: tuple[AlertDecision, ...] = ()


def write_native_report(disclosure: Disclosure) -> bytes:
    """Give the document of a report: the signed report, the hashes of all its leaves, and the assertions disclosed.

    Raises:
        InputError: there is no signature.
        TamperedError: the leaves or an assertion do not belong to the report.
    """
    signed = disclosure.signed
    if len(signed.signature) != SIGNATURE_BYTES:
        raise InputError("a report without its signature", place="report.signature")
    check_disclosure(disclosure)
    return msgspec.json.encode(
        _ReportDocument(
            document=REPORT_DOCUMENT,
            report=msgspec.Raw(signed.report.body),
            signature=signed.signature.hex(),
            leaves=[leaf.hex() for leaf in signed.leaves],
            assertions=[msgspec.Raw(assertion.body) for assertion in disclosure.assertions],
        )
    )


def read_native_report(raw: bytes, *, limits: Limits) -> Disclosure:
    """Read the document of a report; the signature is left to whoever knows the key.

    Raises:
        InputError: it is malformed, with the place; unknown or missing terms too.
        TamperedError: the leaves or an assertion do not belong to the report.
    """
    document = _document(raw, _ReportDocument, name=REPORT_DOCUMENT, limits=limits)
    signed = SignedReport(
        report=_record(bytes(document.report), Report, domain=Domain.REPORT, place="$.report"),
        signature=_bytes(document.signature, size=SIGNATURE_BYTES, place="$.signature"),
        leaves=tuple(
            _bytes(leaf, size=HASH_BYTES, place=f"$.leaves[{index}]") for index, leaf in enumerate(document.leaves)
        ),
    )
    if leaf_count(len(signed.leaves)) != len(signed.leaves):
        raise InputError("no report has so many leaves", place="$.leaves")
    disclosure = Disclosure(signed=signed, assertions=_assertions(document.assertions))
    check_disclosure(disclosure)
    return disclosure


def write_subject(document: SubjectDocument) -> bytes:
    """Give the document of a subject."""
    return msgspec.json.encode(
        _SubjectDocument(
            document=SUBJECT_DOCUMENT,
            subject=document.subject,
            assertions=[msgspec.Raw(assertion.body) for assertion in document.assertions],
            judgements=[msgspec.Raw(canonical_bytes(judgement)) for judgement in document.judgements],
        )
    )


def read_subject(raw: bytes, *, limits: Limits) -> SubjectDocument:
    """Read the document of a subject.

    Raises:
        InputError: it is malformed, with the place; unknown or missing terms too.
    """
    document = _document(raw, _SubjectDocument, name=SUBJECT_DOCUMENT, limits=limits)
    if not RANDOM_ID.fullmatch(document.subject):
        raise InputError("not a subject's id", place="$.subject")
    return SubjectDocument(
        subject=document.subject,
        assertions=_assertions(document.assertions),
        judgements=tuple(
            converted(judgement, MatchDecision, place=f"$.judgements[{index}]")
            for index, judgement in enumerate(document.judgements)
        ),
    )


def write_alert(held: HeldAlert) -> bytes:
    """Give the document of an alert with its decisions."""
    return canonical_bytes(_AlertDocument(document=ALERT_DOCUMENT, alert=held.alert, decisions=held.decisions))


def read_alert(raw: bytes, *, limits: Limits) -> HeldAlert:
    """Read the document of an alert.

    Raises:
        InputError: it is malformed, with the place.
    """
    said = read_json(raw, most_bytes=limits.max_envelope_bytes, most_depth=limits.max_depth)
    document = converted(said, _AlertDocument)
    _check_name(document.document, ALERT_DOCUMENT)
    return HeldAlert(alert=document.alert, decisions=document.decisions)


def write_draft(draft: ReportDraft) -> bytes:
    """Give a draft as a person can read and change it: what is absent is left out."""
    return msgspec.json.format(canonical_bytes(draft), indent=2) + b"\n"


def read_draft(raw: bytes, *, limits: Limits) -> ReportDraft:
    """Read a draft that can be released as it is.

    Raises:
        InputError: it is malformed or incomplete, or has a field that a draft has not; with the place.
    """
    said = read_json(raw, most_bytes=limits.max_envelope_bytes, most_depth=limits.max_depth)
    return checked_draft(converted(said, ReportDraft))


def _document(raw: bytes, type_: type[T], *, name: str, limits: Limits) -> T:
    """Read the outermost fields of a document; what stands in it byte for byte stays so."""
    said = read_json(raw, most_bytes=limits.max_envelope_bytes, most_depth=limits.max_depth)
    _check_name(said.get("document") if isinstance(said, dict) else None, name)
    try:
        return msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=type_)
    except msgspec.ValidationError as exc:
        raise refused_by(exc, place="$") from exc


def _check_name(said: object, name: str) -> None:
    if said != name:
        raise InputError(f"not a document {name}", place="$.document")


def _assertions(bodies: Sequence[msgspec.Raw]) -> tuple[Sealed[Assertion], ...]:
    """Read assertions, each once."""
    found = tuple(
        _record(bytes(body), Assertion, domain=Domain.ASSERTION, place=f"$.assertions[{index}]")
        for index, body in enumerate(bodies)
    )
    if len({assertion.id for assertion in found}) != len(found):
        raise InputError("an assertion stands in it twice", place="$.assertions")
    return found


def _record(body: bytes, type_: type[_R], *, domain: Domain, place: str) -> Sealed[_R]:
    """Read a signed record from its exact bytes; what we do not know in it is kept, but not in its terms."""
    if not is_canonical(body):
        raise InputError("the bytes are not canonical", place=place)
    try:
        value = msgspec.json.decode(body, type=type_)
    except msgspec.ValidationError as exc:
        raise refused_by(exc, place=place) from exc
    told = msgspec.json.decode(body)
    for name, terms in (("handling", value.handling), ("grading", value.grading)):
        if msgspec.json.encode(told[name], order="sorted") != canonical_bytes(terms):
            raise InputError("terms that we do not know, or spelled another way", place=f"{place}.{name}")
    moment = _MOMENTS[domain]
    if told[moment] != timestamp(getattr(value, moment)):
        raise InputError("not a moment as we write it", place=f"{place}.{moment}")
    return Sealed(id=record_id(domain, body), body=body, value=value)


def _bytes(text: str, *, size: int, place: str) -> bytes:
    if len(text) != 2 * size or not _HEX.fullmatch(text):
        raise InputError(f"not {2 * size} hexadecimal digits", place=place)
    return bytes.fromhex(text)
