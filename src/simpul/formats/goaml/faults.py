"""What a schema finds wrong, in our words; those of the XML library stand behind them, quoted, as they are.

The library says it in English and in its own terms. Whoever files a report reads first in which element the fault is
and of what kind, in the language of the page.
"""

import re
from typing import Any

from simpul.core.errors import InputError

MOST_QUOTED = 400
LONGEST_NAME = 80

_ELEMENT = re.compile(r"^Element '(?:\{[^}']*\})?([^']+)'")
_LENGTHS = frozenset(f"SCHEMAV_CVC_{each}_VALID" for each in ("LENGTH", "MINLENGTH", "MAXLENGTH"))
_BOUNDS = frozenset(
    f"SCHEMAV_CVC_{each}_VALID"
    for each in (
        *("MININCLUSIVE", "MAXINCLUSIVE", "MINEXCLUSIVE", "MAXEXCLUSIVE"),
        *("TOTALDIGITS", "FRACTIONDIGITS"),
    )
)


def refused_report(faults: Any) -> InputError:  # noqa: ANN401  the library's log has no type
    """Say why a report is not valid, by the first fault in the library's log."""
    if not len(faults):
        return InputError("not valid by the goAML schema", place="line 1")
    fault = faults[0]
    found = _ELEMENT.match(fault.message)
    name = found[1][:LONGEST_NAME] if found else "report"
    return InputError(_why(str(fault.type_name), name, _quoted(fault.message)), place=_line(fault))


def refused_schema(faults: Any, said: str) -> InputError:  # noqa: ANN401  the library's log has no type
    """Say why a schema cannot be used, by the first fault in the library's log."""
    fault = faults[0] if len(faults) else None
    quoted, place = (_quoted(fault.message), _line(fault)) if fault is not None else (_quoted(said), "line 1")
    return InputError(f"the schema cannot be used; the XML library says {quoted}", place=place)


def _why(kind: str, name: str, said: str) -> str:
    """Give the reason by the kind of a fault, as libxml2 names it."""
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        why = f"at <{name}> an element is missing or out of its place; the XML library says {said}"
    elif kind == "SCHEMAV_CVC_PATTERN_VALID":
        why = f"what stands in <{name}> has another form than is asked for; the XML library says {said}"
    elif kind == "SCHEMAV_CVC_ENUMERATION_VALID":
        why = f"what stands in <{name}> is none of the codes that may stand there; the XML library says {said}"
    elif kind in _LENGTHS:
        why = f"what stands in <{name}> is too short or too long; the XML library says {said}"
    elif kind in _BOUNDS:
        why = f"the number in <{name}> is out of its bounds; the XML library says {said}"
    elif kind.startswith("SCHEMAV_CVC_DATATYPE"):
        why = f"what stands in <{name}> is of another kind than is asked for; the XML library says {said}"
    else:
        why = f"<{name}> is not as it should be; the XML library says {said}"
    return f"not valid by the goAML schema: {why}"


def _quoted(said: str) -> str:
    return f'"{said.strip()[:MOST_QUOTED]}"'


def _line(fault: Any) -> str:  # noqa: ANN401  the library's entry has no type
    return f"line {fault.line or 1}"
