"""Manifests and travellers as documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.travel import (
    FlaggedTraveller,
    Flight,
    ManifestFacts,
    ManifestForm,
    RejectedTraveller,
    Traveller,
    TravellerHit,
)
from simpul.services.travellers import ManifestView
from simpul.web.answers import Table
from simpul.web.views.alerts import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """One manifest in a list; `alerted` counts the travellers with an alert that the viewer sees."""

    id: str
    flight: Flight
    form: ManifestForm
    travellers: int
    rejected: int
    alerted: int
    screened_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestsPage:
    """A part of the manifests; `after` leads to the next part."""

    manifests: tuple[ManifestRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellerRow:
    """A traveller who resembles somebody: the alerts, and each record in sight with its best hit, likeliest first."""

    traveller: Traveller
    alerts: tuple[str, ...]
    hits: tuple[TravellerHit, ...]
    handling: Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestDocument:
    """What is kept of a manifest: its facts, and the travellers with alerts."""

    id: str
    flight: Flight
    route: str
    form: ManifestForm
    digest: str
    travellers: int
    rejected: tuple[RejectedTraveller, ...]
    remarks: tuple[str, ...]
    screened_at: datetime
    by: str
    handling: Handling
    alerted: tuple[TravellerRow, ...]


def manifests_page(page: Page[tuple[ManifestFacts, int]]) -> ManifestsPage:
    """Give a part of the manifests as a document."""
    rows = tuple(
        ManifestRow(
            id=facts.id,
            flight=facts.flight,
            form=facts.form,
            travellers=facts.travellers,
            rejected=len(facts.rejected),
            alerted=alerted,
            screened_at=facts.screened_at,
            by=facts.by,
        )
        for facts, alerted in page.items
    )
    return ManifestsPage(manifests=rows, after=page.after)


def manifest_document(view: ManifestView) -> ManifestDocument:
    """Give one manifest as a document; a traveller with alerts under several terms stands once."""
    facts = view.facts
    by_subject: dict[str, list[FlaggedTraveller]] = {}
    for flagged in view.travellers:
        by_subject.setdefault(flagged.subject, []).append(flagged)
    return ManifestDocument(
        id=facts.id,
        flight=facts.flight,
        route=facts.flight.route,
        form=facts.form,
        digest=facts.digest,
        travellers=facts.travellers,
        rejected=facts.rejected,
        remarks=facts.remarks,
        screened_at=facts.screened_at,
        by=facts.by,
        handling=facts.handling,
        alerted=tuple(_traveller_row(each) for each in by_subject.values()),
    )


def traveller_side(flagged: FlaggedTraveller) -> Side:
    """Give a traveller as one side of an alert."""
    return Side(
        href=f"/manifests/{flagged.manifest}",
        caption=flagged.traveller.names[0],
        source=f"{flagged.flight.number} {flagged.flight.route}",
        values=tuple(flagged.traveller.values().items()),
    )


def manifests_table(view: ManifestsPage) -> Table:
    """Give the manifests as a table."""
    return Table(
        name="manifests",
        columns=(
            *("id", "flight", "departure", "arrival", "departs_at", "form", "travellers", "rejected", "alerted"),
            *("screened_at", "by"),
        ),
        rows=tuple(
            (
                row.id,
                row.flight.number,
                row.flight.departure,
                row.flight.arrival,
                row.flight.departs_at,
                row.form,
                str(row.travellers),
                str(row.rejected),
                str(row.alerted),
                row.screened_at.isoformat(),
                row.by,
            )
            for row in view.manifests
        ),
    )


def travellers_table(view: ManifestDocument) -> Table:
    """Give the hits of the travellers with alerts as a table, one row a hit."""
    return Table(
        name=f"manifest-{view.flight.number}-{view.id[:8]}",
        columns=(
            *("traveller", "kind", "birth_date", "nationality", "documents", "flight", "route", "departs_at"),
            *("against", "name", "score", "alerts"),
        ),
        rows=tuple(
            (
                row.traveller.names[0],
                row.traveller.kind,
                row.traveller.birth_date,
                row.traveller.nationality,
                "; ".join(f"{each.kind} {each.number} {each.issuer}".strip() for each in row.traveller.documents),
                view.flight.number,
                view.route,
                view.flight.departs_at,
                hit.against,
                hit.name,
                str(hit.score),
                "; ".join(row.alerts),
            )
            for row in view.alerted
            for hit in row.hits
        ),
    )


def _traveller_row(told: Sequence[FlaggedTraveller]) -> TravellerRow:
    hits = sorted((hit for each in told for hit in each.hits), key=lambda hit: (-hit.score, hit.against))
    best: dict[str, TravellerHit] = {}
    for hit in hits:
        best.setdefault(hit.against, hit)
    likeliest = sorted(told, key=lambda each: -max(hit.score for hit in each.hits))
    return TravellerRow(
        traveller=told[0].traveller,
        alerts=tuple(dict.fromkeys(each.alert for each in likeliest)),
        hits=tuple(best.values()),
        handling=told[0].handling,
    )
