"""What the markings of a STIX object say about its handling.

Rules:
1. Our own handling marking is taken exactly; TLP 2.0, TLP 1.0 and statements in words are understood.
2. Every marking counts, on the object and on any part of it, and the strictest of them holds for the whole object.
3. What we cannot read forbids: an unknown marking, one that is not in the bundle, or terms of different originators
   on one object put it under the most restrictive terms.
4. An object that is marked with nothing, or with TLP alone, is the importer's under our strict default: absent means
   no. A claim keeps looser terms than its object only while nobody has added a marking to the object.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.handling import Handling, Tlp, most_restrictive, strictest
from simpul.formats.document import converted
from simpul.formats.losses import LossReason
from simpul.formats.stix.extensions import HANDLING, PREDEFINED, TLP_1_COLOURS, TLP_2
from simpul.formats.stix.objects import Bundle, StixObject


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTerms:
    """The terms of an object, and what there is to say about them.

    `are_exact` says that they are one handling marking of ours and nothing else: then its parts may have their own.
    """

    handling: Handling
    are_exact: bool = False
    reason: LossReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marking:
    """What one marking says."""

    handling: Handling | None = None
    tlp: Tlp | None = None
    statement: str = ""


class _UnreadableError(Exception):
    """A marking says what we cannot read."""


def terms_of(each: StixObject, bundle: Bundle, *, importer: AuthorityId) -> ReadTerms:
    """Give the terms of an object of the bundle."""
    refs = [*each.texts("object_marking_refs"), *_granular_refs(each)]
    if not refs:
        return ReadTerms(handling=Handling(originator=importer), reason=LossReason.UNMARKED)
    try:
        markings = [_marking(ref, bundle) for ref in dict.fromkeys(refs)]
        return _joined(markings, importer=importer)
    except (_UnreadableError, InputError):
        return ReadTerms(handling=most_restrictive(importer), reason=LossReason.UNREADABLE_TERMS)


def terms_of_marking(ref: str, bundle: Bundle) -> Handling | None:
    """Give the terms that one of our handling markings holds, or nothing where it cannot be read."""
    try:
        return _marking(ref, bundle).handling
    except (_UnreadableError, InputError):
        return None


def _granular_refs(each: StixObject) -> Iterable[str]:
    """Give the markings of parts of the object; a part's language is no marking."""
    value = each.fields.get("granular_markings", [])
    if not isinstance(value, list):
        raise InputError("not a list", place=f"{each.place}.granular_markings")
    for index, part in enumerate(value):
        ref = part.get("marking_ref", "") if isinstance(part, dict) else None
        if not isinstance(ref, str):
            raise InputError("not a granular marking", place=f"{each.place}.granular_markings[{index}]")
        if ref or "lang" not in part:
            yield ref


def _joined(markings: list[_Marking], *, importer: AuthorityId) -> ReadTerms:
    ours = list(dict.fromkeys(marking.handling for marking in markings if marking.handling is not None))
    tlps = {marking.tlp for marking in markings if marking.tlp is not None}
    statements = [marking.statement for marking in markings if marking.statement]
    if len({terms.originator for terms in ours}) > 1:
        raise _UnreadableError
    if ours:
        found = ours[0] if len(ours) == 1 else strictest(ours, derived_by=ours[0].originator)
        tlps |= {found.tlp}
    else:
        found = Handling(originator=importer)
        tlps = tlps or {found.tlp}
    handling = replace(
        found,
        tlp=min(tlps, key=tuple(Tlp).index),
        caveat="; ".join(part for part in (found.caveat, *statements) if part),
    )
    return ReadTerms(handling=handling, are_exact=len(ours) == 1 and handling == ours[0])


def _marking(ref: str, bundle: Bundle) -> _Marking:
    """Read one marking definition.

    Raises:
        _UnreadableError: it is not there, or says something that we do not know.
        InputError: it is malformed.
    """
    each = bundle.objects.get(ref)
    known = PREDEFINED.get(ref)
    if each is None or each.type != "marking-definition":
        if known is None:
            raise _UnreadableError
        return _Marking(tlp=known)
    read = bundle.read.get(ref)
    if not isinstance(read, _Marking):
        read = bundle.read[ref] = _read_marking(each)
    if known is not None and read != _Marking(tlp=known):
        raise _UnreadableError
    return read


def _read_marking(each: StixObject) -> _Marking:
    families = set(each.mapping("extensions"))
    kind = each.text("definition_type")
    if families == {HANDLING} and not kind:
        place = f"{each.place}.extensions.{HANDLING}"
        return _Marking(handling=converted(each.extension(HANDLING), Handling, place=place))
    if families == {TLP_2} and not kind:
        said = (each.extension(TLP_2) or {}).get("tlp_2_0")
        if isinstance(said, str) and said in set(Tlp):
            return _Marking(tlp=Tlp(said))
    definition = each.mapping("definition")
    if not families and kind in ("tlp", "statement") and set(definition) == {kind}:
        said = definition[kind]
        if kind == "tlp" and isinstance(said, str) and said in TLP_1_COLOURS:
            return _Marking(tlp=TLP_1_COLOURS[said])
        if kind == "statement" and isinstance(said, str) and said.strip():
            return _Marking(statement=said)
    raise _UnreadableError
