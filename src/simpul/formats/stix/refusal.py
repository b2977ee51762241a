"""What a target cannot express of the terms of handling, and so refuses to carry.

`Target.SIMPUL` carries every term exactly, by extension. `Target.PLAIN` has no extension: of all terms it can say
only TLP 1.0 and a statement in words. So it takes only what is open to everyone: any other term would be dropped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.authority import ALL_PURPOSES, Level
from simpul.core.export import ExportedReport
from simpul.core.handling import EDITION, CourtUse, Handling, Onward, Tlp


class Target(StrEnum):
    """Who the bundle is for."""

    SIMPUL = "simpul"
    """Software that carries our extensions along."""
    PLAIN = "plain"
    """Software that knows STIX 2.1 without any extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRefusal:
    """Why nothing is written: the terms that the target cannot express, and where each stands."""

    grounds: tuple[str, ...]
    places: tuple[str, ...]


_PLAIN_CANNOT: tuple[tuple[str, Callable[[Handling], bool]], ...] = (
    ("stix.edition", lambda terms: terms.edition != EDITION),
    ("stix.level", lambda terms: terms.level is not Level.OPEN),
    ("stix.tlp", lambda terms: terms.tlp not in (Tlp.GREEN, Tlp.CLEAR)),
    ("stix.codes", lambda terms: bool(terms.codes)),
    ("stix.releasable-to", lambda terms: bool(terms.releasable_to) and not terms.is_open_to_community),
    ("stix.purposes", lambda terms: set(terms.purposes) != set(ALL_PURPOSES)),
    ("stix.onward", lambda terms: terms.onward is not Onward.FREE),
    ("stix.court", lambda terms: terms.court is not CourtUse.ALLOWED),
    ("stix.expiry", lambda terms: terms.expires_at is not None),
    ("stix.retention", lambda terms: terms.retain_until is not None),
)

STIX_GROUNDS = tuple(ground for ground, _ in _PLAIN_CANNOT)
"""Every ground on which a STIX export can be refused; each has its sentence in every language."""


def inexpressible(terms: Handling, *, target: Target) -> tuple[str, ...]:
    """Name the terms that the target cannot express."""
    if target is Target.SIMPUL:
        return ()
    return tuple(ground for ground, cannot in _PLAIN_CANNOT if cannot(terms))


def export_refusal(exported: ExportedReport, *, target: Target) -> ExportRefusal | None:
    """Say why the report cannot go to this target, or nothing when it can."""
    found = [(place, ground) for place, terms in _terms_in(exported) for ground in inexpressible(terms, target=target)]
    if not found:
        return None
    return ExportRefusal(
        grounds=tuple(dict.fromkeys(ground for _, ground in found)),
        places=tuple(f"{place}: {ground}" for place, ground in found),
    )


def _terms_in(exported: ExportedReport) -> Iterator[tuple[str, Handling]]:
    yield "report.handling", exported.report.value.handling
    for assertion in exported.assertions:
        yield f"assertions[{assertion.id}].handling", assertion.value.handling
