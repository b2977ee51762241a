"""The copy of a report that a bundle is: its ids, its subjects, its markings, and what it has lost so far.

Every id is made of the report, the target and exactly what is exported, so the same copy always has the same ids and
bytes, and copies for two recipients of whom one may see more share none (STIX 2.1, sections 3.5 and 3.6).
"""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from simpul.core.assertion import Assertion
from simpul.core.errors import InputError
from simpul.core.export import ExportedReport, Loss
from simpul.core.handling import Handling, Tlp, strictest
from simpul.core.ids import Sealed, canonical_bytes, timestamp
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions, mapping
from simpul.formats.stix.extensions import Json
from simpul.formats.stix.refusal import Target

_NAMESPACE = uuid.UUID("75495f04-4c2f-44d8-8ad1-54c2c5635c9b")

SealedClaim = Sealed[Assertion]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedSubject:
    """One subject of the copy: its id there, its kind, the claims in its own object, and those that are relations."""

    id: str
    schema: Schema
    own: tuple[SealedClaim, ...]
    relations: tuple[SealedClaim, ...]

    @property
    def claims(self) -> tuple[SealedClaim, ...]:
        """All claims."""
        return self.own + self.relations

    @property
    def own_terms(self) -> tuple[Handling, ...]:
        """The terms that its own object is under; an object that stands for relations alone is under theirs."""
        return tuple(claim.value.handling for claim in self.own or self.relations)


@dataclass(slots=True, kw_only=True)
class Copy:
    """A bundle while it is written."""

    exported: ExportedReport
    target: Target
    key: str
    author: str
    subjects: dict[str, CopiedSubject]
    markings: dict[str, Json] = field(default_factory=dict)
    objects: dict[str, Json] = field(default_factory=dict)
    exported_ids: dict[str, str] = field(default_factory=dict)
    losses: dict[Loss, None] = field(default_factory=dict)

    @property
    def moment(self) -> str:
        """When the report was written, as precise as STIX demands: to the millisecond or finer (section 3.2)."""
        at = timestamp(self.exported.report.value.written_at)
        return at if "." in at else at.removesuffix("Z") + ".000Z"

    def lose(self, name: str, reason: LossReason) -> None:
        """Note a loss, once."""
        self.losses[Loss(field=name, reason=reason)] = None

    def add(self, made: Json, *, terms: Sequence[Handling]) -> str:
        """Add an object under the strictest of these terms, and give its id."""
        frame: Json = {"type": made["type"], "spec_version": "2.1", "id": made["id"]}
        frame |= {"created_by_ref": self.author, "created": self.moment, "modified": self.moment}
        self.objects[str(made["id"])] = {**frame, **made, "object_marking_refs": self._mark(terms)}
        return str(made["id"])

    def marking_of(self, terms: Handling) -> str:
        """Give the id of the marking that holds exactly these terms."""
        marking = _handling_marking(terms)
        self.markings[str(marking["id"])] = marking
        return str(marking["id"])

    def extension(self, family: str, fields: object) -> Json:
        """Give the extensions of an object: none under a target that has none."""
        if self.target is Target.PLAIN:
            return {}
        return {family: {"extension_type": "property-extension", **json.loads(canonical_bytes(fields))}}

    def _mark(self, terms: Sequence[Handling]) -> list[str]:
        strict = together(terms)
        if self.target is Target.SIMPUL:
            made = [extensions.tlp_2_marking(strict.tlp)]
        else:
            caveats = dict.fromkeys(each.caveat for each in terms if each.caveat)
            colour = "green" if strict.tlp is Tlp.GREEN else "white"
            made = [extensions.tlp_1_marking(colour), *(_statement_marking(caveat) for caveat in caveats)]
        self.markings |= {str(marking["id"]): marking for marking in made}
        exact = [self.marking_of(strict)] if self.target is Target.SIMPUL else []
        return [*(str(marking["id"]) for marking in made), *exact]


def copy_of(exported: ExportedReport, *, target: Target) -> Copy:
    """Begin the copy of a report for a target.

    Raises:
        InputError: an assertion is another originator's, or stands twice.
    """
    originator = exported.report.value.originator
    for index, assertion in enumerate(exported.assertions):
        if assertion.value.originator != originator:
            raise InputError("another originator's assertion", place=f"assertions[{index}].originator")
    ids = sorted(assertion.id for assertion in exported.assertions)
    if len(set(ids)) != len(ids):
        raise InputError("an assertion stands twice", place="assertions")
    name = author_name(exported)
    identity = {"report": exported.report.id, "target": target, "author": name, "assertions": ids}
    key = hashlib.sha256(canonical_bytes(identity)).hexdigest()
    author = made_id("identity", "authority", target, originator, name)
    return Copy(exported=exported, target=target, key=key, author=author, subjects=_subjects_of(exported, key))


def author_name(exported: ExportedReport) -> str:
    """Give the originator's name, or its id where no name is known."""
    originator = exported.report.value.originator
    return next((each.name for each in exported.authorities if each.id == originator), originator)


def made_id(kind: str, *words: str) -> str:
    """Give the id of an object of this kind that is made of these words."""
    return f"{kind}--{uuid.uuid5(_NAMESPACE, json.dumps(words))}"


def together(terms: Sequence[Handling]) -> Handling:
    """Give the strictest of terms of one originator; terms that are all the same stay as they are."""
    distinct = list(dict.fromkeys(terms))
    return distinct[0] if len(distinct) == 1 else strictest(distinct, derived_by=distinct[0].originator)


def _subjects_of(exported: ExportedReport, key: str) -> dict[str, CopiedSubject]:
    """Group the assertions by subject, in an order that the caller's order does not change."""
    grouped: dict[str, list[SealedClaim]] = {}
    for assertion in sorted(exported.assertions, key=lambda item: (item.value.asserted_at, item.id)):
        grouped.setdefault(assertion.value.subject, []).append(assertion)
    return {name: _subject(name, claims, key=key) for name, claims in grouped.items()}


def _subject(name: str, claims: list[SealedClaim], *, key: str) -> CopiedSubject:
    schema = claims[0].value.schema
    address = mapping.country_of_address(schema, claims)
    relations = tuple(claim for claim in claims if _is_relation(claim.value, of_address=bool(address)))
    ids = {claim.id for claim in relations}
    return CopiedSubject(
        id=made_id("location" if address else mapping.OBJECT_TYPES[schema], key, "subject", name),
        schema=schema,
        own=tuple(claim for claim in claims if claim.id not in ids),
        relations=relations,
    )


def _is_relation(claim: Assertion, *, of_address: bool) -> bool:
    """Say whether the claim becomes a relationship: to a subject, or to a country whose code is given."""
    kind = PROPERTIES[claim.property]
    is_country = kind is ValueKind.COUNTRY and mapping.COUNTRY_CODE.fullmatch(claim.value) is not None
    return kind is ValueKind.SUBJECT or (is_country and not (of_address and claim.property == "country"))


def _handling_marking(terms: Handling) -> Json:
    body = canonical_bytes(terms)
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": made_id("marking-definition", "handling", body.decode()),
        "created": extensions.MADE_ON,
        "name": f"Terms of {terms.originator}",
        "extensions": {extensions.HANDLING: {"extension_type": "property-extension", **json.loads(body)}},
    }


def _statement_marking(caveat: str) -> Json:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": made_id("marking-definition", "statement", caveat),
        "created": extensions.MADE_ON,
        "definition_type": "statement",
        "definition": {"statement": caveat},
    }
