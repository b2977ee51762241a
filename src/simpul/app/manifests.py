"""Screening a passenger list for the node's operator, in the name of an officer."""

import hashlib
from dataclasses import dataclass

from simpul.app.node import Node
from simpul.core.authority import Sight
from simpul.core.travel import Flight
from simpul.formats.manifests import read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellerAlerted:
    """A traveller who resembles somebody: whom most, how much in thousandths, and the alert."""

    name: str
    kind: str
    birth_date: str
    nationality: str
    documents: tuple[str, ...]
    resembles: tuple[str, ...]
    score: int
    alert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestScreened:
    """What screening a passenger list came to; `rejections` names who could not be read, with the place."""

    manifest: str
    flight: str
    route: str
    departs_at: str
    by: str
    travellers: int
    rejected: int
    alerts: int
    alerted: tuple[TravellerAlerted, ...] = ()
    rejections: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def screen_manifest(node: Node, sight: Sight, raw: bytes, *, filename: str, flight: Flight | None) -> ManifestScreened:
    """Read a passenger list and screen everybody on it; a node that was opened for this builds its indexes first.

    Raises:
        InputError: the list is refused, with the place.
        ConflictError: there is nothing to screen against.
        DeniedError: the officer reads no intelligence.
    """
    manifest = read_manifest(raw, filename=filename, flight=flight, limits=node.profile.limits)
    if not node.screening.shelf.partitions():
        node.screening.prepare()
    view = node.travelling.screen(sight, manifest, digest=hashlib.sha256(raw).hexdigest())
    facts = view.facts
    return ManifestScreened(
        manifest=facts.id,
        flight=facts.flight.number,
        route=facts.flight.route,
        departs_at=facts.flight.departs_at,
        by=facts.by,
        travellers=facts.travellers,
        rejected=len(facts.rejected),
        alerts=len({each.alert for each in view.travellers}),
        alerted=tuple(
            TravellerAlerted(
                name=each.traveller.names[0],
                kind=each.traveller.kind,
                birth_date=each.traveller.birth_date,
                nationality=each.traveller.nationality,
                documents=tuple(f"{one.kind} {one.number}" for one in each.traveller.documents),
                resembles=tuple(hit.name for hit in each.hits),
                score=each.hits[0].score,
                alert=each.alert,
            )
            for each in view.travellers
        ),
        rejections=tuple(f"{one.place}: {one.reason}" for one in facts.rejected),
        remarks=facts.remarks,
    )
