"""Entities and matches as documents of the shape that OpenSanctions' yente gives (edition 5.5, and 4 where it differs).

A client of either reads them: `explanations` are those of edition 5, `features` and `matcher` those of edition 4.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from simpul.core.alert import Evidence
from simpul.core.entity import Entity, Example
from simpul.services.matching import Match, Matches
from simpul.web.language import FALLBACK, language
from simpul.web.views.scales import Scale
from simpul.web.words.evidence import EVIDENCE, ISOLATES, evidence_sentence

ENGLISH = language(FALLBACK)
DOCUMENTED_AT = "/api/docs"
ASKED_SIDE = frozenset({"word-not-listed"})
LISTED_SIDE = frozenset({"word-not-asked", "name-weak"})
NO_SIDE = frozenset({"birth-date-missing", "country-missing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many there are: exactly (`eq`) or at least (`gte`)."""

    value: int
    relation: str = "eq"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDocument:
    """One entity; a value is a text or an entity."""

    id: str
    caption: str
    schema: str
    properties: Mapping[str, tuple[object, ...]]
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one kind of evidence adds to the log odds of a match (or takes), and what met what."""

    score: float
    detail: str
    query: str | None = None
    candidate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredDocument(EntityDocument):
    """One entity that may be meant, with its score and what speaks for and against."""

    score: float
    match: bool
    features: Mapping[str, float]
    explanations: Mapping[str, Explanation]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleDocument:
    """An example as it was understood."""

    id: str | None
    schema: str
    properties: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesDocument:
    """What one example found; `total` counts the matches."""

    status: int
    results: tuple[ScoredDocument, ...]
    total: Total
    query: ExampleDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """What one kind of evidence is; `coefficient` is 1 where scores are already what they add."""

    description: str
    coefficient: float = 1.0
    url: str = DOCUMENTED_AT


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDocument:
    """The answer to examples, each under the client's own key; `algorithm` gave it, `notes` say what it left aside."""

    responses: Mapping[str, MatchesDocument]
    limit: int
    matcher: Mapping[str, Feature]
    algorithm: str
    notes: tuple[str, ...] = ()


FEATURES = {
    code: Feature(description=ENGLISH.say(said, first="A", second="B", third="C")) for code, said in EVIDENCE.items()
}
"""Every kind of evidence with what it says."""


def entity_document(entity: Entity) -> EntityDocument:
    """Give an entity as a document, with those inside it."""
    return EntityDocument(
        id=entity.id,
        caption=entity.caption,
        schema=entity.schema,
        properties=_properties(entity),
        datasets=entity.datasets,
        referents=entity.referents,
        target=entity.target,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
        last_change=entity.last_change,
    )


def flat(entity: Entity) -> Entity:
    """Give an entity without those inside it, as lists of results have it."""
    return replace(entity, properties={name: said for name in entity.properties if (said := entity.said(name))})


def matches_document(example: Example, matches: Matches, *, scale: Scale, threshold: float) -> MatchesDocument:
    """Give what an example found as a document; `threshold` is the engine's."""
    return MatchesDocument(
        status=200,
        results=tuple(_scored(match, scale=scale, threshold=threshold) for match in matches.found),
        total=Total(value=matches.above),
        query=ExampleDocument(id=example.id, schema=example.schema, properties=example.properties),
    )


def explanations(evidence: Iterable[Evidence]) -> Mapping[str, Explanation]:
    """Give the evidence by its kind; several pieces of one kind, such as words, stand together."""
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        grouped[piece.code].append(piece)
    return {code: _explanation(code, pieces) for code, pieces in grouped.items()}


def _scored(match: Match, *, scale: Scale, threshold: float) -> ScoredDocument:
    entity, why = match.entity, explanations(match.evidence)
    return ScoredDocument(
        id=entity.id,
        caption=entity.caption,
        schema=entity.schema,
        properties={name: said for name in entity.properties if (said := entity.said(name))},
        datasets=entity.datasets,
        referents=entity.referents,
        target=entity.target,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
        last_change=entity.last_change,
        score=scale.shown(match.score),
        match=match.score >= threshold,
        features={code: explanation.score for code, explanation in why.items()},
        explanations=why,
    )


def _explanation(code: str, pieces: list[Evidence]) -> Explanation:
    asked, listed = _sides(code, pieces)
    return Explanation(
        score=sum(piece.weight for piece in pieces) / 100,
        detail=" ".join(_plain(evidence_sentence(ENGLISH, piece)) for piece in pieces),
        query=asked,
        candidate=listed,
    )


def _sides(code: str, pieces: list[Evidence]) -> tuple[str | None, str | None]:
    if code in NO_SIDE:
        return None, None
    first = " ".join(piece.arguments[0] for piece in pieces if piece.arguments) or None
    if code in ASKED_SIDE:
        return first, None
    if code in LISTED_SIDE:
        return None, first
    last = " ".join(piece.arguments[min(1, len(piece.arguments) - 1)] for piece in pieces if piece.arguments) or None
    return first, last


def _plain(text: str) -> str:
    """Take out the marks of direction, which matter on a page only."""
    return text.translate({ord(mark): None for mark in ISOLATES})


def _properties(entity: Entity) -> Mapping[str, tuple[object, ...]]:
    return {
        name: tuple(entity_document(value) if isinstance(value, Entity) else value for value in values)
        for name, values in entity.properties.items()
    }
