"""From what was typed to a draft, or to the place and the reason why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar

import msgspec

from simpul.core.authority import AuthorityId, Level, Purpose, authority_id
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.grading import Grading, Scale, parsed_grading
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp, strictest
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.web.drafting.fields import ClaimFields, DraftFields, SubjectFields
from simpul.web.language import msg

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

UNWRITTEN = "…"
"""Stands for a title or summary that is not written yet, so that a preview can be made of the rest."""


def built_draft(fields: DraftFields, *, us: AuthorityId) -> ReportDraft:
    """Give the draft that the fields say.

    Raises:
        InputError: a field says what a report cannot hold; the place is the field's name.
    """
    if not fields.title:
        raise InputError("a report needs a title", place="title")
    if not fields.summary:
        raise InputError("a report needs a summary", place="summary")
    terms = built_terms(fields, us=us)
    grading = _graded(fields)
    return ReportDraft(
        kind=_member(ReportKind, fields.kind, place="kind"),
        title=fields.title,
        summary=fields.summary,
        grading=grading,
        handling=terms,
        claims=built_claims(fields, terms, grading.scale),
        legal_basis=fields.legal_basis,
        supersedes=fields.supersedes,
        retracts=fields.retracts,
    )


def previewed_draft(fields: DraftFields, *, us: AuthorityId) -> ReportDraft:
    """Give a draft to preview while title, summary and some values are not written yet.

    Raises:
        InputError: what is written cannot stand.
    """
    written = tuple(
        replace(subject, claims=tuple(claim for claim in subject.claims if claim.value)) for subject in fields.subjects
    )
    whole = replace(fields, title=fields.title or UNWRITTEN, summary=fields.summary or UNWRITTEN, subjects=written)
    return built_draft(whole, us=us)


def built_terms(fields: DraftFields, *, us: AuthorityId) -> Handling:
    """Give the terms that the fields say.

    Raises:
        InputError: they say no terms that there are.
    """
    return _at(
        "handling",
        lambda: Handling(
            originator=us,
            level=_level(fields.level, place="level"),
            tlp=_member(Tlp, fields.tlp, place="tlp"),
            codes=tuple(sorted({_member(HandlingCode, code, place="code") for code in fields.codes})),
            releasable_to=_authorities(fields.to, place="to", us=us),
            purposes=tuple(sorted({_member(Purpose, purpose, place="purpose") for purpose in fields.purposes})),
            onward=_member(Onward, fields.onward, place="onward"),
            court=_member(CourtUse, fields.court, place="court"),
            caveat=fields.caveat,
            expires_at=_end_of(fields.expires_on, before=fields.expires_at, place="expires_on"),
            retain_until=_day(fields.retain_until, place="retain_until"),
        ),
    )


def built_claims(fields: DraftFields, terms: Handling, scale: Scale) -> tuple[Claim, ...]:
    """Give the claims that the fields say.

    Raises:
        InputError: one of them cannot stand; the place is its field.
    """
    return tuple(
        _claim(subject, claim, terms, scale, place=f"s{number}c{index}")
        for number, subject in enumerate(fields.subjects)
        for index, claim in enumerate(subject.claims)
    )


def _claim(subject: SubjectFields, typed: ClaimFields, terms: Handling, scale: Scale, *, place: str) -> Claim:
    return _at(
        place,
        lambda: Claim(
            subject=subject.id,
            schema=_member(Schema, subject.schema, place="schema"),
            property=typed.property,
            value=typed.value,
            grading=parsed_grading(typed.grading, scale=scale) if typed.grading else None,
            handling=_own_terms(typed, terms) if typed.terms == "own" else None,
            lang=typed.lang,
            valid_from=typed.valid_from,
            valid_to=typed.valid_to,
            supersedes=typed.supersedes,
            retracts=typed.retracts,
        ),
    )


def _own_terms(typed: ClaimFields, terms: Handling) -> Handling:
    """Give a claim's own terms: what the page shows as typed, the rest as strict as before and as the report's."""
    held = _kept(typed.kept) if typed.kept else terms
    if held.originator != terms.originator:
        raise InputError("the terms are another originator's", place="kept")
    return replace(
        strictest([held, terms], derived_by=terms.originator),
        tlp=_member(Tlp, typed.tlp, place="tlp"),
        level=_level(typed.level, place="level"),
        releasable_to=_authorities(typed.to, place="to", us=terms.originator),
        caveat=held.caveat or terms.caveat,
    )


def _kept(said: str) -> Handling:
    try:
        return msgspec.json.decode(said, type=Handling)
    except msgspec.MsgspecError as exc:
        raise InputError(msg("the terms got lost on the way; set them anew"), place="kept") from exc


def _graded(fields: DraftFields) -> Grading:
    return Grading(
        scale=_member(Scale, fields.scale, place="scale"), source=fields.source, information=fields.information
    )


def _at(place: str, make: Callable[[], T]) -> T:
    """Make a value; a fault in it is named by its field.

    Raises:
        InputError: the fault, with its place beneath `place`.
    """
    try:
        return make()
    except InputError as fault:
        inner = (fault.place or "").rpartition(".")[2]
        own = place == "handling"
        raise InputError(fault.reason, place=inner if own and inner else f"{place}.{inner}".rstrip(".")) from fault


def _member(vocabulary: type[E], said: str, *, place: str) -> E:
    if said not in set(vocabulary):
        raise InputError(msg("choose one of those offered"), place=place)
    return vocabulary(said)


def _level(said: str, *, place: str) -> Level:
    if said not in {str(int(level)) for level in Level}:
        raise InputError(msg("choose one of those offered"), place=place)
    return Level(int(said))


def _authorities(said: tuple[str, ...], *, place: str, us: AuthorityId) -> tuple[AuthorityId, ...]:
    words = {word.upper() for text in said for word in text.replace(",", " ").replace(";", " ").split()}
    return tuple(sorted(authority_id(word, place=place) for word in words - {us}))


def _day(said: str, *, place: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"there is no such date: {said[:40]}", place=place) from exc


def _end_of(said: str, *, before: str, place: str) -> datetime | None:
    """Give the end of the day that is said, or the very moment that stood for this day before."""
    day = _day(said, place=place)
    if day is None:
        return None
    if before:
        moment = _moment(before, place=place)
        if moment.astimezone(UTC).date() == day:
            return moment
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def _moment(said: str, *, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"there is no such date: {said[:40]}", place=place) from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
