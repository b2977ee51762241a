"""Answers of the law as JSON documents and as tables: what programs read, each with its citations and its days."""

import csv
from collections.abc import Iterable
from io import StringIO

from simpul.core.law.answer import Aside, Basis, BasisAnswer, Open, Reciprocity
from simpul.core.law.binding import Bound
from simpul.core.law.matrix import PairLink, Parties
from simpul.core.law.provenance import Citation
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.core.law.warn_duty import WarningDuty

Document = dict[str, object]
MATRIX_COLUMNS = ("a", "b", "instrument", "since")


def basis_document(register: Register, answer: BasisAnswer) -> Document:
    """Give the answer to the question for a basis, the best basis first."""
    asked = answer.question
    return {
        "requesting": asked.requesting,
        "requested": asked.requested,
        "kind": asked.kind,
        "offence": asked.asserted.offence,
        "circumstances": dict(asked.asserted.circumstances),
        "conduct_dates": list(asked.conduct_dates),
        "request_date": asked.request_date,
        "as_of": answer.as_of,
        "notes": list(answer.notes),
        "bases": [_basis(register, each) for each in answer.bases],
        "reciprocity": _reciprocity(answer.reciprocity),
        "unknown": [_open(register, each) for each in answer.unknown],
        "aside": [_aside(register, each) for each in answer.aside],
    }


def parties_document(register: Register, found: Parties) -> Document:
    """Give who is bound by an instrument on a day; `parties` is null where nobody knows from here."""
    instrument = register.instrument(found.instrument)
    states = [code for code in found.since if code != "EU"]
    is_known = instrument.parties is not None or bool(found.since)
    return {
        "instrument": found.instrument,
        "title": instrument.title,
        "date": found.day,
        "in_force": instrument.in_force,
        "parties": states if is_known else None,
        "organisations": [code for code in found.since if code == "EU"],
        "since": dict(found.since),
        "unknown": len(found.unknown),
        "as_of": found.citations[0].provenance.as_of,
        "citations": _citations(found.citations),
    }


def warning_document(duties: Iterable[WarningDuty]) -> list[Document]:
    """Give what each clause on a coming offence comes to."""
    return [
        {
            "instrument": each.instrument,
            "article": each.article,
            "effect": each.effect,
            "duty": each.duty,
            "since": each.since,
            "words": each.words,
            "lacking": list(each.lacking),
            "not_checked": list(each.not_checked),
            "as_of": each.as_of,
            "citations": _citations(each.citations),
        }
        for each in duties
    ]


def matrix_csv(links: Iterable[PairLink]) -> bytes:
    """Give the matrix as CSV: one row a pair and instrument."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MATRIX_COLUMNS)
    writer.writerows((each.a, each.b, each.instrument, each.since.isoformat()) for each in links)
    return text.getvalue().encode()


def _basis(register: Register, each: Basis) -> Document:
    sides = (each.link.a, each.link.b) if each.link else ()
    return {
        "instrument": each.instrument,
        "article": each.article,
        "effect": each.effect,
        "since": each.since,
        "as_of": each.as_of,
        "not_checked": list(each.not_checked),
        "holds": each.holds,
        "missing": list(each.missing),
        "tier": each.tier.name.lower(),
        "title": title_of(register, each.instrument),
        "parties": {side.state: _side(side) for side in sides},
        "citations": _citations(each.citations),
    }


def title_of(register: Register, code: str) -> str:
    """Give the title of an instrument, or of a treaty of two states."""
    if code in register.instruments:
        return register.instruments[code].title
    return next((treaty.title for treaty in register.bilaterals if treaty.id == code), code)


def _side(side: Bound) -> Document:
    if side.value is not Truth.TRUE or not side.period:
        return {"bound": side.value}
    consent = side.period.consent
    return {"since": side.period.since, "action": consent.action, "deposited": consent.deposited}


def _reciprocity(each: Reciprocity) -> Document:
    return {
        "holds": each.value,
        "missing": list(each.missing),
        "not_checked": list(each.not_checked),
        "as_of": each.as_of,
        "citations": _citations(each.citations),
    }


def _open(register: Register, each: Open) -> Document:
    return {
        "instrument": each.instrument,
        "title": title_of(register, each.instrument),
        "missing": list(each.missing),
        "as_of": each.as_of,
        "citations": _citations(each.citations),
    }


def _aside(register: Register, each: Aside) -> Document:
    return {
        "instrument": each.instrument,
        "title": title_of(register, each.instrument),
        "why": each.why,
        "since": each.since,
        "as_of": each.as_of,
        "citations": _citations(each.citations),
    }


def _citations(citations: Iterable[Citation]) -> list[Document]:
    return [
        {
            "instrument": each.instrument,
            "article": each.article,
            "quote": each.quote,
            "text_sha256": each.text_sha256,
            "source": each.provenance.source,
            "as_of": each.provenance.as_of,
            "verified": each.provenance.mark,
        }
        for each in citations
    ]
