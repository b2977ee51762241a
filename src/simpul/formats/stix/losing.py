"""What a copy of a report has lost: what no copy can have, and what plain STIX has no place for."""

from simpul.core.handling import Handling
from simpul.core.vocabulary import Schema
from simpul.formats.losses import LossReason
from simpul.formats.stix import mapping
from simpul.formats.stix.copied import CopiedSubject, Copy, SealedClaim
from simpul.formats.stix.refusal import Target

_FULL_DAY = 10


def note_losses(copy: Copy) -> None:
    """Note everything that the copy lacks, whatever stands in it."""
    copy.lose("report.id", LossReason.NEW_ID)
    for name in ("report.signature", "report.root", "report.salt"):
        copy.lose(name, LossReason.NO_PROOF)
    if copy.exported.assertions:
        copy.lose("assertions.id", LossReason.NEW_ID)
        copy.lose("assertions.subject", LossReason.NEW_ID)
        copy.lose("assertions.salt", LossReason.NO_PROOF)
    if copy.target is Target.PLAIN:
        _lose_of_report(copy)
        for subject in copy.subjects.values():
            _lose_of_subject(copy, subject)


def period(claim: SealedClaim) -> tuple[str, str]:
    """Give start and stop of a relationship, where the claim names days and not only months or years."""
    since, until = claim.value.valid_from, claim.value.valid_to
    start = f"{since}T00:00:00.000Z" if len(since) == _FULL_DAY else ""
    stop = f"{until}T23:59:59.999Z" if len(until) == _FULL_DAY else ""
    return start, stop if stop > start else ""


def _lose_of_report(copy: Copy) -> None:
    report = copy.exported.report.value
    copy.lose("report.grading", LossReason.IN_A_NOTE)
    if report.legal_basis:
        copy.lose("report.legal_basis", LossReason.IN_A_NOTE)
    for name, value in (("supersedes", report.supersedes), ("retracts", report.retracts)):
        if value:
            copy.lose(f"report.{name}", LossReason.NO_PLACE)
    _lose_names(copy, report.handling, place="report")


def _lose_names(copy: Copy, terms: Handling, *, place: str) -> None:
    for name, names in (("releasable_to", terms.releasable_to), ("contributors", terms.contributors)):
        if names:
            copy.lose(f"{place}.handling.{name}", LossReason.NO_PLACE)


def _lose_of_subject(copy: Copy, subject: CopiedSubject) -> None:
    if subject.schema not in (Schema.PERSON, Schema.ORGANIZATION, Schema.EVENT):
        copy.lose(f"subjects.schema: {subject.schema}", LossReason.ANOTHER_KIND)
    if len({terms.tlp for terms in subject.own_terms}) > 1:
        copy.lose("assertions.handling", LossReason.STRICTER_TERMS)
    native = mapping.native_claims(subject.schema, subject.own)
    for claim in subject.own:
        if claim.id not in native:
            copy.lose(f"assertions.{claim.value.property}", LossReason.IN_A_NOTE)
        _lose_dates(copy, claim, native=("", ""))
        _lose_of_claim(copy, claim)
    for claim in subject.relations:
        _lose_dates(copy, claim, native=period(claim))
        _lose_of_claim(copy, claim)


def _lose_dates(copy: Copy, claim: SealedClaim, *, native: tuple[str, str]) -> None:
    dates = (("valid_from", claim.value.valid_from, native[0]), ("valid_to", claim.value.valid_to, native[1]))
    for name, value, told in dates:
        if value and not told:
            copy.lose(f"assertions.{name}", LossReason.IN_A_NOTE)


def _lose_of_claim(copy: Copy, claim: SealedClaim) -> None:
    said = claim.value
    copy.lose("assertions.grading", LossReason.IN_A_NOTE)
    copy.lose("assertions.asserted_at", LossReason.NO_PLACE)
    if said.lang:
        copy.lose("assertions.lang", LossReason.IN_A_NOTE)
    for name, value in (("supersedes", said.supersedes), ("retracts", said.retracts)):
        if value:
            copy.lose(f"assertions.{name}", LossReason.NO_PLACE)
    if said.legal_basis and said.legal_basis != copy.exported.report.value.legal_basis:
        copy.lose("assertions.legal_basis", LossReason.NO_PLACE)
    _lose_names(copy, said.handling, place="assertions")
