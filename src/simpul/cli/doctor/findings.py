"""Findings of the doctor: one line a check, each ok, a warning or a failure, and in words."""

from dataclasses import dataclass, field
from enum import StrEnum

from simpul.web.language import msg


class State(StrEnum):
    """How a check went."""

    OK = "ok"
    WARNING = "warn"
    FAILURE = "fail"


STATES = {State.OK: msg("ok"), State.WARNING: msg("warning"), State.FAILURE: msg("failure")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found: `said` is an English sentence with named places, `values` fill them."""

    check: str
    state: State
    said: str
    values: dict[str, str] = field(default_factory=dict)


def fine(check: str, said: str, **values: str) -> Finding:
    """Give a finding with which all is well."""
    return Finding(check=check, state=State.OK, said=said, values=values)


def warned(check: str, said: str, **values: str) -> Finding:
    """Give a finding that somebody should look at."""
    return Finding(check=check, state=State.WARNING, said=said, values=values)


def failed(check: str, said: str, **values: str) -> Finding:
    """Give a finding with which the node cannot do its work."""
    return Finding(check=check, state=State.FAILURE, said=said, values=values)
