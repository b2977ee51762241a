"""How states stand together and where definitions differ, as JSON documents: what programs read."""

from simpul.core.law.comparing import Comparison
from simpul.core.law.definition import Definition
from simpul.core.law.formula import text_of
from simpul.core.law.harmony import Gain, Harmony, Reach
from simpul.core.law.register import Register
from simpul.formats.law.documents import Document


def harmony_document(register: Register, found: Harmony) -> Document:
    """Give how a set of states stands together; pairs that are `open` may have a basis that nobody knows from here."""
    return {
        "date": found.day,
        "kind": found.kind,
        "states": list(found.states),
        "as_of": found.as_of,
        "pairs": found.pairs,
        "with_basis": len(found.shared),
        "open": [list(pair) for pair in found.open_pairs],
        "none": [list(pair) for pair in found.none_pairs],
        "instruments": [_reach(register, each) for each in found.reaches],
        "left_out": dict(found.left_out),
        "ratifications": [_gain(each) for each in found.gains],
        "citations": [
            {
                "instrument": each.instrument,
                "source": each.provenance.source,
                "as_of": each.provenance.as_of,
                "verified": each.provenance.mark,
            }
            for each in found.citations
        ],
    }


def comparison_document(found: Comparison) -> Document:
    """Give definitions side by side, element by element."""
    codes = [each.code for each in found.definitions]
    return {
        "definitions": [definition_document(each) for each in found.definitions],
        "elements": [
            {
                "element": row.element,
                "group": row.group,
                "differs": row.differs,
                "in": dict(zip(codes, row.places, strict=True)),
            }
            for row in found.rows
        ],
        "relations": {
            code: dict(zip(codes, relations, strict=True))
            for code, relations in zip(codes, found.relations, strict=True)
        },
    }


def definition_document(each: Definition) -> Document:
    """Give one definition with its formula and where it is from."""
    return {
        "code": each.code,
        "instrument": each.instrument,
        "article": each.article,
        "title": each.title,
        "formula": text_of(each.formula),
        "formula_sha256": each.sha256,
        "text_sha256": each.text_sha256,
        "source": each.provenance.source,
        "as_of": each.provenance.as_of,
        "verified": each.provenance.mark,
    }


def _reach(register: Register, each: Reach) -> Document:
    return {
        "instrument": each.instrument,
        "title": register.instruments[each.instrument].title,
        "bound": list(each.bound),
        "unknown": list(each.unknown),
        "unbound": list(each.unbound),
        "source": each.citation.provenance.source,
        "as_of": each.citation.provenance.as_of,
    }


def _gain(each: Gain) -> Document:
    return {
        "state": each.state,
        "instrument": each.instrument,
        "pairs_gained": len(each.partners),
        "partners": list(each.partners),
        "is_unbound": each.is_unbound,
    }
