"""What our extension says that an object of a STIX bundle claims: exactly, or the bundle is refused.

Subjects get ids of ours that are made of the STIX ids, so the same object is the same subject in every import, and
nobody who writes a bundle can choose the id.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.authority import AuthorityId
from simpul.core.draft import Claim
from simpul.core.errors import InputError
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, most_restrictive
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.claiming import at_place
from simpul.formats.document import converted
from simpul.formats.losses import LossReason
from simpul.formats.stix import mapping
from simpul.formats.stix.extensions import GRADING, SUBJECT, ClaimFields, SubjectFields
from simpul.formats.stix.objects import Bundle, StixObject
from simpul.formats.stix.terms import terms_of, terms_of_marking

_SCHEMAS = {label: schema for schema, label in mapping.LABELS.items()}
_NEAREST = {"threat-actor": Schema.ORGANIZATION, "intrusion-set": Schema.ORGANIZATION, "incident": Schema.EVENT}
_CONFIDENCES = ((80, "1"), (60, "2"), (40, "3"), (20, "4"), (0, "5"))
"""The lowest confidence of each Admiralty credibility (STIX 2.1, appendix A)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of one bundle, for the authority that imports it.

    `authors` are identities that only wrote; `countries` are locations that relationships point to as a country.
    """

    bundle: Bundle
    importer: AuthorityId
    authors: frozenset[str]
    countries: frozenset[str]

    def terms(self, each: StixObject) -> Handling:
        """Give the terms of an object, and note what there is to say about them."""
        found = terms_of(each, self.bundle, importer=self.importer)
        if found.reason is not None:
            self.bundle.lose(each.place, found.reason)
        return found.handling

    def grading(self, each: StixObject) -> Grading:
        """Give the grading of an object: as our extension says, or the credibility that its confidence stands for."""
        said = each.extension(GRADING)
        if said is not None:
            return converted(said, Grading, place=f"{each.place}.extensions.{GRADING}")
        confidence = each.confidence()
        self.bundle.lose(f"{each.place}.confidence", LossReason.ABSENT if confidence is None else LossReason.CONVERTED)
        credibility = "6" if confidence is None else next(digit for low, digit in _CONFIDENCES if confidence >= low)
        return Grading(scale=Scale.ADMIRALTY, source="F", information=credibility)

    def fields(self, each: StixObject) -> SubjectFields | None:
        """Give our subject extension, where the object has it.

        Raises:
            InputError: it is not as we write it.
        """
        said = each.extension(SUBJECT)
        if said is None:
            return None
        read = self.bundle.read.get(each.id)
        if isinstance(read, SubjectFields):
            return read
        place = f"{each.place}.extensions.{SUBJECT}"
        fields = converted(said, SubjectFields, place=place)
        if (fields.authority and each.type != "identity") or (fields.rendition_of and each.type != "note"):
            raise InputError(f"means nothing on a {each.type[:40]}", place=place)
        self.bundle.read[each.id] = fields
        return fields

    def schema(self, each: StixObject) -> Schema | None:
        """Say what kind of subject an object stands for; nothing where it stands for none."""
        fields = self.fields(each)
        if fields is not None:
            return fields.schema
        if each.id in self.authors or each.id in self.countries:
            return None
        return _native_schema(each)


def subject_of(object_id: str) -> str:
    """Give the id of the subject that a STIX object stands for."""
    return hashlib.sha256(object_id.encode()).hexdigest()[:32]


def referred(reading: Reading, each: StixObject, name: str) -> StixObject:
    """Give the object that this one refers to.

    Raises:
        InputError: there is none in the bundle.
    """
    found = reading.bundle.objects.get(each.text(name))
    if found is None:
        raise InputError("refers to nothing in the bundle", place=f"{each.place}.{name}")
    return found


def exact_claims(reading: Reading, each: StixObject, fields: SubjectFields) -> Iterator[tuple[str, Claim]]:
    """Give the claims in our extension, each with its place."""
    terms = terms_of(each, reading.bundle, importer=reading.importer)
    if terms.reason is not None and fields.claims:
        reading.bundle.lose(each.place, terms.reason)
    about = referred(reading, each, "source_ref") if each.type == "relationship" else each
    schema = reading.schema(about)
    if schema is None:
        raise InputError("claims about an object that is no subject", place=f"{each.place}.extensions.{SUBJECT}")
    for index, claim in enumerate(fields.claims):
        place = f"{each.place}.extensions.{SUBJECT}.claims[{index}]"
        handling = terms.handling
        if claim.terms_ref and terms.are_exact:
            handling = _own_terms(reading, claim, otherwise=terms.handling, place=place)
        elif claim.terms_ref:
            reading.bundle.lose(place, LossReason.STRICTER_TERMS)
        value = claim.value or _target(reading, each, claim, place=place)
        yield place, _claim(claim, about=subject_of(about.id), schema=schema, value=value, terms=handling, place=place)
        for name, unheld in (("asserted_at", claim.asserted_at), ("legal_basis", claim.legal_basis)):
            if unheld:
                reading.bundle.lose(f"claims.{name}", LossReason.NO_PLACE)


def _own_terms(reading: Reading, claim: ClaimFields, *, otherwise: Handling, place: str) -> Handling:
    own = terms_of_marking(claim.terms_ref, reading.bundle)
    if own is None:
        reading.bundle.lose(place, LossReason.UNREADABLE_TERMS)
        return most_restrictive(otherwise.originator)
    return own


def _claim(claim: ClaimFields, *, about: str, schema: Schema, value: str, terms: Handling, place: str) -> Claim:
    try:
        return Claim(
            subject=about,
            schema=claim.schema or schema,
            property=claim.property,
            value=value,
            grading=claim.grading,
            handling=terms,
            lang=claim.lang,
            valid_from=claim.valid_from,
            valid_to=claim.valid_to,
            supersedes=claim.supersedes,
            retracts=claim.retracts,
        )
    except InputError as exc:
        raise at_place(exc, place) from exc


def _target(reading: Reading, each: StixObject, claim: ClaimFields, *, place: str) -> str:
    if each.type != "relationship" or PROPERTIES.get(claim.property) is not ValueKind.SUBJECT:
        raise InputError("a claim without a value", place=f"{place}.value")
    return subject_of(referred(reading, each, "target_ref").id)


def _native_schema(each: StixObject) -> Schema | None:
    if each.type == "identity":
        return Schema.PERSON if each.text("identity_class") == "individual" else Schema.ORGANIZATION
    if each.type == "infrastructure":
        return next((_SCHEMAS[label] for label in each.texts("labels") if label in _SCHEMAS), None)
    if each.type == "location":
        return Schema.ADDRESS if each.text("street_address") else None
    return _NEAREST.get(each.type)
