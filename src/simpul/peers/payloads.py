"""Payloads: what a recipient gets of a report, as bytes inside an envelope, and back.

    {"report":{...},"signature":"hex","leaves":["hex",...],"assertions":[{...},...]}

Rules:
1. Report and assertions stand in it byte for byte as their originator signed them, and are kept so.
2. One disclosure has one payload: fields in this order, each once, no blanks. The bytes of report and assertions are
   canonical. Fields of theirs that we do not know are kept in the bytes and mean nothing to us.
3. Terms are another matter. A field of handling or grading that we do not know, or that is missing, could be the one
   that forbids; so such terms are refused, and so is the whole payload.

Terms repeat: within one payload each distinct sequence of bytes is read once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec

from simpul.core.assertion import Assertion
from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import Domain, Sealed, record_id, timestamp
from simpul.core.node import Limits
from simpul.core.report import (
    FEWEST_LEAVES,
    MOST_ASSERTIONS,
    Disclosure,
    Report,
    ReportKind,
    SignedReport,
    leaf_count,
)
from simpul.core.vocabulary import Schema
from simpul.peers.canonical import canonical_object, check_spelling, decoded, inside

T = TypeVar("T")

MOST_LEAVES = leaf_count(MOST_ASSERTIONS)
PLACE = "payload"

_HEX = re.compile(r"(?:[0-9a-f]{2})*")


class _PayloadFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    report: msgspec.Raw
    signature: Annotated[str, msgspec.Meta(max_length=128)]
    leaves: Annotated[list[str], msgspec.Meta(min_length=FEWEST_LEAVES, max_length=MOST_LEAVES)]
    assertions: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_ASSERTIONS)]


class _ReportFields(msgspec.Struct, frozen=True, kw_only=True):
    originator: AuthorityId
    kind: ReportKind
    title: str
    summary: str
    grading: msgspec.Raw
    handling: msgspec.Raw
    written_at: str
    root: str
    salt: str
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""


class _AssertionFields(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    originator: AuthorityId
    subject: str
    schema: Schema
    property: str
    value: str
    grading: msgspec.Raw
    handling: msgspec.Raw
    asserted_at: str
    salt: str
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""


_PAYLOAD = msgspec.json.Decoder(_PayloadFields)
_REPORT = msgspec.json.Decoder(_ReportFields)
_ASSERTION = msgspec.json.Decoder(_AssertionFields)
_HANDLING = msgspec.json.Decoder(Handling)
_GRADING = msgspec.json.Decoder(Grading)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPayloads:
    """Writes and reads the payloads of reports."""

    limits: Limits

    def encode(self, disclosure: Disclosure) -> bytes:
        """Give the payload; assertions and report stand in it byte for byte as they were signed."""
        signed = disclosure.signed
        bodies = [assertion.body for assertion in disclosure.assertions]
        return _written(signed.report.body, signed.signature, signed.leaves, bodies)

    def decode(self, payload: bytes) -> Disclosure:
        """Read a payload.

        Raises:
            InputError: it is malformed, with the place; unknown or missing terms too.
        """
        if len(payload) > self.limits.max_envelope_bytes:
            raise InputError(f"longer than {self.limits.max_envelope_bytes} bytes", place=PLACE)
        fields = decoded(_PAYLOAD, payload, place=PLACE)
        signature = _bytes(fields.signature, size=64, place=f"{PLACE}.signature")
        leaves = tuple(_bytes(leaf, size=32, place=f"{PLACE}.leaves[{i}]") for i, leaf in enumerate(fields.leaves))
        report, bodies = bytes(fields.report), [bytes(raw) for raw in fields.assertions]
        if _written(report, signature, leaves, bodies) != payload:
            raise InputError("not written as payloads are: a field twice, blanks, or another order", place=PLACE)
        if leaf_count(len(leaves)) != len(leaves) or len(bodies) > len(leaves):
            raise InputError("no tree has so many leaves", place=f"{PLACE}.leaves")
        reading = _Reading(most_depth=self.limits.max_depth - 2)
        signed = SignedReport(report=reading.report(report), signature=signature, leaves=leaves)
        assertions = tuple(reading.assertion(body, index) for index, body in enumerate(bodies))
        if len({item.id for item in assertions}) != len(assertions):
            raise InputError("an assertion stands in it twice", place=f"{PLACE}.assertions")
        return Disclosure(signed=signed, assertions=assertions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One reading of one payload: keeps the terms that it has read already, by their bytes."""

    most_depth: int
    handlings: dict[bytes, Handling] = field(default_factory=dict)
    gradings: dict[bytes, Grading] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)

    def report(self, body: bytes) -> Sealed[Report]:
        canonical_object(body, most_depth=self.most_depth, place="report")
        fields = decoded(_REPORT, body, place="report")
        grading, handling = self._grading(fields.grading, "report"), self._handling(fields.handling, "report")
        written_at = self._moment(fields.written_at, "report.written_at")
        try:
            report = Report(
                originator=fields.originator,
                kind=fields.kind,
                title=fields.title,
                summary=fields.summary,
                grading=grading,
                handling=handling,
                written_at=written_at,
                root=fields.root,
                salt=fields.salt,
                legal_basis=fields.legal_basis,
                supersedes=fields.supersedes,
                retracts=fields.retracts,
            )
        except InputError as exc:
            raise inside("report", exc) from exc
        return Sealed(id=record_id(Domain.REPORT, body), body=body, value=report)

    def assertion(self, body: bytes, index: int) -> Sealed[Assertion]:
        place = f"assertions[{index}]"
        canonical_object(body, most_depth=self.most_depth, place=place)
        fields = decoded(_ASSERTION, body, place=place)
        grading, handling = self._grading(fields.grading, place), self._handling(fields.handling, place)
        asserted_at = self._moment(fields.asserted_at, f"{place}.asserted_at")
        try:
            assertion = Assertion(
                originator=fields.originator,
                subject=fields.subject,
                schema=fields.schema,
                property=fields.property,
                value=fields.value,
                grading=grading,
                handling=handling,
                asserted_at=asserted_at,
                salt=fields.salt,
                lang=fields.lang,
                valid_from=fields.valid_from,
                valid_to=fields.valid_to,
                legal_basis=fields.legal_basis,
                supersedes=fields.supersedes,
                retracts=fields.retracts,
            )
        except InputError as exc:
            raise inside(place, exc) from exc
        return Sealed(id=record_id(Domain.ASSERTION, body), body=body, value=assertion)

    def _handling(self, raw: msgspec.Raw, place: str) -> Handling:
        body = bytes(raw)
        known = self.handlings.get(body)
        if known is None:
            known = self.handlings[body] = _terms(_HANDLING, body, f"{place}.handling")
        return known

    def _grading(self, raw: msgspec.Raw, place: str) -> Grading:
        body = bytes(raw)
        known = self.gradings.get(body)
        if known is None:
            known = self.gradings[body] = _terms(_GRADING, body, f"{place}.grading")
        return known

    def _moment(self, text: str, place: str) -> datetime:
        known = self.moments.get(text)
        if known is None:
            known = self.moments[text] = _moment(text, place)
        return known


def _terms(decoder: msgspec.json.Decoder[T], body: bytes, place: str) -> T:
    terms = decoded(decoder, body, place=place)
    check_spelling(terms, body, place=place)
    return terms


def _moment(text: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if timestamp(moment) == text:
            return moment
    except ValueError as exc:
        raise InputError(f"not a moment such as 2026-03-14T09:26:53Z: {text[:40]!r}", place=place) from exc
    raise InputError(f"not a moment as we write it: {text[:40]!r}", place=place)


def _bytes(text: str, *, size: int, place: str) -> bytes:
    if len(text) != 2 * size or not _HEX.fullmatch(text):
        raise InputError(f"not {2 * size} hexadecimal digits", place=place)
    return bytes.fromhex(text)


def _written(report: bytes, signature: bytes, leaves: Sequence[bytes], assertions: Sequence[bytes]) -> bytes:
    said = ",".join(f'"{leaf.hex()}"' for leaf in leaves).encode()
    parts = (report, signature.hex().encode(), said, b",".join(assertions))
    return b'{"report":%b,"signature":"%b","leaves":[%b],"assertions":[%b]}' % parts
