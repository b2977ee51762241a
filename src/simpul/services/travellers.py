"""Travellers: everybody on a passenger list is compared with the lists and holdings that the officer may see.

Rules:
1. Only what the officer may search is asked, index by index (`services.screening`, rule 3): neither a score nor a
   place among the best depends on what he or she may not see.
2. A hit joins the manifest and a record, and bears the strictest of their terms. The hits of a traveller under the same
   terms are one alert, with all of them; a traveller who resembles records under different terms has one under each,
   so that whoever sees less sees the same whether the rest is there or not.
3. A traveller who is told again, in a later list of the same flight, alerts again only for somebody new.
4. Of the others nothing is kept (`core.travel`, rule 3).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from simpul.core.alert import Alert, AlertKind, Evidence, seriousness_of
from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.errors import ConflictError, InputError, NotFoundError
from simpul.core.handling import Action, Context, Handling, decide, strictest
from simpul.core.holding import Page, Profile
from simpul.core.node import NodeProfile
from simpul.core.scripts import script_of
from simpul.core.travel import (
    FlaggedTraveller,
    Manifest,
    ManifestFacts,
    Traveller,
    TravellerHit,
    kept_of,
    manifest_terms,
    traveller_id,
)
from simpul.core.vocabulary import Schema
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit
from simpul.services.bulk import Question, query_of
from simpul.services.listed import CountryCode
from simpul.services.ports.screening import Partition, Shelf
from simpul.services.ports.travel import Manifests
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

MOST_HITS = 10
"""Hits of one traveller within one index."""

MOST_ALSO = 20
"""Further hits that an alert names."""

NEAR_DAYS = 400
"""How far from today a flight can be whose day decides until when it is kept."""

FLIGHT, DOCUMENT, ALSO = "traveller-flight", "traveller-document", "traveller-also"
"""Codes of evidence that say who travels: they weigh nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestView:
    """A manifest with the travellers of it that the viewer may see, the likeliest first."""

    facts: ManifestFacts
    travellers: tuple[FlaggedTraveller, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelling:
    """Screens manifests and shows what is kept of them."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    shelf: Shelf
    manifests: Manifests
    country_code: CountryCode
    recorder: Recorder

    def screen(self, sight: Sight, manifest: Manifest, *, digest: str) -> ManifestView:
        """Screen everybody on a manifest, and give what is kept of it; `digest` is the hash of its file.

        Raises:
            DeniedError: the viewer reads no intelligence.
            ConflictError: there is nothing to screen against yet.
        """
        self.recorder.require_intelligence(sight, Act.MANIFEST_SCREEN)
        now = self.clock.now()
        facts = ManifestFacts(
            id=self.ids.new_id(),
            form=manifest.form,
            flight=manifest.flight,
            digest=digest,
            travellers=len(manifest.travellers),
            rejected=manifest.rejected,
            remarks=manifest.remarks,
            screened_at=now,
            by=sight.viewer.officer,
            handling=manifest_terms(self.node.authority.id, on=_day_of(manifest, otherwise=now.date())),
        )
        found = self._hits(sight, manifest)
        self.ledger.act(lambda tx: self._keep(tx, sight, facts, found))
        return ManifestView(facts=facts, travellers=self.manifests.travellers(sight, facts.id))

    def recent(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[tuple[ManifestFacts, int]]:
        """Give the manifests that the viewer may see, latest first, each with how many of its travellers he sees."""
        return self.manifests.manifests(sight, after=after, limit=limit)

    def manifest(self, sight: Sight, manifest_id: str) -> ManifestView:
        """Show a manifest; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        facts = self.manifests.manifest(sight, manifest_id)
        if facts is None:
            raise self.recorder.not_there(sight, Act.MANIFEST_READ, target=manifest_id, what="manifest")
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, Act.MANIFEST_READ, actor=actor, target=facts.id))
        return ManifestView(facts=facts, travellers=self.manifests.travellers(sight, facts.id))

    def of_alert(self, sight: Sight, alert_id: str) -> FlaggedTraveller:
        """Give the traveller on whom an alert was raised.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.manifests.of_alert(sight, alert_id)
        if found is None:
            raise NotFoundError("there is no such traveller")
        return found

    def _hits(self, sight: Sight, manifest: Manifest) -> list[tuple[Traveller, list[Hit]]]:
        """Give the travellers who resemble somebody, each with all hits in what the viewer may search."""
        asked = [partition for partition in self.shelf.partitions() if _may_search(sight, partition)]
        if not asked:
            raise ConflictError("there is nothing to screen against: no list has been read, or the node is starting")
        queries = [
            query_of(Question(values=traveller.values(), schema=Schema.PERSON), self.country_code)
            for traveller in manifest.travellers
        ]
        hits: dict[int, list[Hit]] = defaultdict(list)
        partitions = self.shelf.partitions()
        for partition in asked:
            answers = partitions[partition].screen_many(queries, limit=MOST_HITS, at_least=DEFAULT_THRESHOLD)
            for number, found in enumerate(answers):
                hits[number] += found
        return [(manifest.travellers[number], found) for number, found in sorted(hits.items()) if found]

    def _keep(
        self, tx: Transaction, sight: Sight, facts: ManifestFacts, found: list[tuple[Traveller, list[Hit]]]
    ) -> None:
        flagged = [
            self._flagged(tx, facts, traveller, terms, told)
            for traveller, hits in found
            for terms, told in self._by_terms(tx, sight, facts, hits)
        ]
        tx.travel.add(facts, flagged)
        self.recorder.done(
            tx,
            Act.MANIFEST_SCREEN,
            actor=sight.viewer.officer,
            target=facts.id,
            detail=f"{facts.flight.number}: {facts.travellers} travellers, {len(facts.rejected)} rejected",
            commits=commitment([kept_of(facts), *(kept_of(each) for each in flagged)]),
        )

    def _by_terms(
        self, tx: Transaction, sight: Sight, facts: ManifestFacts, hits: list[Hit]
    ) -> Iterator[tuple[Handling, list[TravellerHit]]]:
        """Give the hits by the terms they bear together with the manifest, likeliest first."""
        grouped: dict[Handling, dict[str, TravellerHit]] = defaultdict(dict)
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.subject_id)):
            profile = tx.screening.profile(hit.subject_id)
            if not profile.names or not _may_search(sight, Partition(handling=profile.handling)):
                continue  # it has gone, or its terms have changed, since the index was asked
            try:
                terms = strictest([facts.handling, profile.handling], derived_by=self.node.authority.id)
            except InputError:
                continue  # a source that does not even name us may not be derived from
            grouped[terms].setdefault(profile.subject, _told(hit, profile))
        for terms, found in grouped.items():
            yield terms, list(found.values())

    def _flagged(
        self, tx: Transaction, facts: ManifestFacts, traveller: Traveller, terms: Handling, hits: list[TravellerHit]
    ) -> FlaggedTraveller:
        """Give the traveller as kept, with the alert: a new one where somebody new is among the hits."""
        flagged = FlaggedTraveller(
            id=self.ids.new_id(),
            manifest=facts.id,
            alert="",
            subject=traveller_id(facts.flight, traveller),
            traveller=traveller,
            flight=facts.flight,
            hits=tuple(hits),
            handling=terms,
        )
        earlier = tx.travel.earlier(flagged.subject, terms)
        known = {hit.against for each in earlier for hit in each.hits}
        fresh = [hit for hit in hits if hit.against not in known]
        if not fresh:
            return replace(flagged, alert=earlier[0].alert)
        alert = self._alert(flagged, fresh[0], hits)
        if tx.alerts.add(alert):
            self.recorder.done(tx, Act.ALERT_RAISE, actor="node", target=alert.id, detail=alert.kind)
            return replace(flagged, alert=alert.id)
        standing = tx.alerts.latest(alert)
        return replace(flagged, alert=standing.alert.id if standing else alert.id)

    def _alert(self, flagged: FlaggedTraveller, best: TravellerHit, hits: list[TravellerHit]) -> Alert:
        traveller = flagged.traveller
        return Alert(
            id=self.ids.new_id(),
            kind=AlertKind.TRAVELLER_HIT,
            subject=flagged.subject,
            against=best.against,
            caption=f"{traveller.names[0]} / {best.name}",
            score=best.score,
            seriousness=seriousness_of(AlertKind.TRAVELLER_HIT, best.score),
            evidence=(*best.evidence, *_journey(flagged), *_also(best, hits)),
            handling=flagged.handling,
            raised_at=self.clock.now(),
            script=script_of(traveller.names[0]),
            countries=(traveller.nationality,) if traveller.nationality else (),
        )


def _may_search(sight: Sight, partition: Partition) -> bool:
    return decide(sight.viewer, Action.SEARCH, partition.handling, Context(at=sight.at)).allowed


def _day_of(manifest: Manifest, *, otherwise: date) -> date:
    """Give the day of the flight, from which on it is kept, or today where that is not told or cannot be."""
    told = manifest.flight.departs_at[:10]
    day = date.fromisoformat(told) if told else otherwise
    return day if abs((day - otherwise).days) <= NEAR_DAYS else otherwise


def _told(hit: Hit, profile: Profile) -> TravellerHit:
    return TravellerHit(
        against=profile.subject,
        name=profile.names[0],
        score=round(hit.score * 1000),
        evidence=tuple(
            Evidence(code=reason.code, arguments=reason.arguments, weight=round(reason.weight * 100))
            for reason in hit.reasons
        ),
    )


def _journey(flagged: FlaggedTraveller) -> Iterator[Evidence]:
    flight = flagged.flight
    yield Evidence(code=FLIGHT, arguments=(flight.number, flight.route, flight.departs_at))
    for document in flagged.traveller.documents:
        yield Evidence(code=DOCUMENT, arguments=(document.kind.value, document.number, document.issuer))


def _also(best: TravellerHit, hits: list[TravellerHit]) -> Iterator[Evidence]:
    for hit in [hit for hit in hits if hit.against != best.against][:MOST_ALSO]:
        yield Evidence(code=ALSO, arguments=(hit.name, hit.against, str(hit.score)))
