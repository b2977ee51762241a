"""What is computed of a case, as JSON documents: every answer with its citations and the day it is right as of."""

from typing import Any

from simpul.core.law.assessing import LawAtHand, facts_of
from simpul.core.law.case import LawCase
from simpul.core.law.complete import BLOCKING, Completeness
from simpul.core.law.definition import Definition, in_scope, met, parts_met
from simpul.core.law.dual import DualCriminality, Facts, Flag, OffenceTest, known_by
from simpul.core.law.elements import VERSION
from simpul.core.law.formula import All, Not
from simpul.core.law.gaps import Gap, gaps_of
from simpul.core.law.provenance import Citation
from simpul.core.law.refusal import GroundFinding, Refusals, SourceFinding
from simpul.core.law.truth import Truth

Document = dict[str, Any]


def crime_document(case: LawCase, found: DualCriminality) -> Document:
    """Say whether it is a crime in both."""
    return {
        **_heading(case),
        "value": found.value,
        "as_of": found.as_of,
        "flags": _flags(case, found.flags),
        "missing": found.missing,
        "offences": [_test(each) for each in found.tests],
        "citations": [_citation(each) for each in found.citations],
        "not_checked": found.not_counted,
        "vocabulary": VERSION,
    }


def refusal_document(case: LawCase, law: LawAtHand, found: Refusals, crime: DualCriminality) -> Document:
    """Say every ground of refusal, every duty around refusing, and which offences of instruments are met."""
    facts = facts_of(case, law)
    return {
        **_heading(case),
        "grounds": [_ground(each) for each in found.grounds],
        "duties": [_source(each) for each in found.duties],
        "grant_blocked_by": found.blocking,
        "flags": _flags(case, crime.flags),
        "dual_criminality": crime.value,
        "instrument_offences": [each for each in (_instrument_offence(facts, one) for one in law.definitions) if each],
        "as_of": found.as_of,
        "not_checked": [*crime.not_counted, "sources-not-in-the-table"],
    }


def check_document(case: LawCase, found: Completeness, crime: DualCriminality) -> Document:
    """Say what the request lacks, and whether that keeps it from being sent."""
    flags = _flags(case, crime.flags)
    unanswered = [each for each in flags if each["answer"] is None]
    return {
        **_heading(case),
        "complete": not found.blocking and not unanswered,
        "missing": [
            {
                "item": each.item,
                "severity": each.severity,
                "blocks": each.severity in BLOCKING,
                "place": each.place,
                **_citation(each.citation),
            }
            for each in found.missing
        ],
        "flags": flags,
        "checked": [_citation(each) for each in found.checked],
        "as_of": found.as_of,
        "not_checked": ["law-of-the-requested-state", "languages-it-accepts"],
    }


def _heading(case: LawCase) -> Document:
    return {
        "case": case.case,
        "kind": case.kind,
        "requesting": case.requesting,
        "requested": case.requested,
        "request_date": case.request_date,
    }


def _citation(citation: Citation) -> Document:
    return {
        "instrument": citation.instrument,
        "article": citation.article,
        "as_of": citation.provenance.as_of,
        "source": citation.provenance.source,
        "verified": citation.provenance.mark,
        "text_sha256": citation.text_sha256,
    }


def _flags(case: LawCase, flags: tuple[Flag, ...]) -> list[Document]:
    """Give each flag with the written answer that it demands, or nothing where there is none yet."""
    return [{"flag": each, "needs": "written-answer", "answer": case.politicisation_answer} for each in flags]


def _gap(gap: Gap) -> Document:
    return {"turns_to": gap.turns_to, "needs": [{"name": name, "value": value} for name, value in gap.needs]}


def _test(test: OffenceTest) -> Document:
    return {
        "code": test.code,
        "title": test.title,
        "value": test.value,
        "elements": test.elements,
        "was_law": test.was_law,
        "penalty_reaches": test.penalty,
        "parts": test.parts,
        "motive_not_counted": test.motive_not_counted is Truth.TRUE,
        "formula_sha256": test.formula_sha256,
        **_citation(test.citation),
        "relied_on": [
            {
                "element": each.element,
                "value": each.fact.value,
                "by": each.fact.by,
                "on": each.fact.on,
                "source": each.fact.source,
            }
            for each in test.relied
        ],
        "gaps": [_gap(each) for each in test.gaps.found],
        "all_gaps_seen": test.gaps.all_seen is Truth.TRUE,
    }


def _source(finding: SourceFinding) -> Document:
    return {
        "id": finding.source.id,
        "effect": finding.source.effect,
        "value": finding.value,
        "in_force": finding.in_force,
        "applies": finding.applies,
        "holds": finding.holds,
        "since": finding.since,
        **_citation(finding.citation),
        "as_of": finding.as_of,
        "unverified": finding.is_unverified,
    }


def _ground(finding: GroundFinding) -> Document:
    return {
        "ground": finding.ground,
        "value": finding.value,
        "kind": finding.kind,
        "may_be": finding.may_be,
        "blocks_granting": finding.blocks_granting,
        "missing": finding.missing,
        "as_of": finding.as_of,
        "sources": [_source(each) for each in finding.sources],
    }


def _instrument_offence(facts: Facts, definition: Definition) -> Document | None:
    """Say how the conduct stands to an offence of an instrument, where it is not known not to be met."""
    known = known_by(facts)
    value = met(definition, known)
    if value is Truth.FALSE:
        return None
    scoped = All(parts=(definition.formula, Not(part=definition.domestic)))
    gaps = gaps_of(scoped, known, turns_to=Truth.TRUE).found
    return {
        "code": definition.code,
        "value": value,
        "in_scope": in_scope(definition, known),
        "requires": definition.requires,
        "parts": [part.article for part in parts_met(definition, known)],
        "gaps": [_gap(each) for each in gaps],
        **_citation(definition.citation),
    }
