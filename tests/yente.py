"""What OpenSanctions' yente answers, as its clients read it: edition 5.5, strictly, and what edition 4 had besides.

Written from yente's own descriptions of its answers, and from nothing of ours. A member that yente has must be here
with its type; members that we add are left aside, as its clients leave them.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Any answer; types are not bent, what is unknown is left aside."""

    model_config = ConfigDict(strict=True, extra="ignore")


Moment = Annotated[datetime, Field(strict=False)]
Score = Annotated[float, Field(ge=0.0, le=1.0)]


class Total(Answer):
    value: Annotated[int, Field(ge=0)]
    relation: Literal["eq", "gte"]


class Entity(Answer):
    id: str
    caption: str
    schema_: Annotated[str, Field(alias="schema")]
    properties: dict[str, list["str | Entity"]]
    datasets: list[str]
    referents: list[str]
    target: bool
    first_seen: Moment | None
    last_seen: Moment | None
    last_change: Moment | None


class FeatureResult(Answer):
    detail: str | None
    score: float
    query: str | None
    candidate: str | None


class ScoredEntity(Entity):
    score: Score
    explanations: dict[str, FeatureResult]
    match: bool
    features: dict[str, float]  # edition 4


class Example(Answer):
    id: str | None
    schema_: Annotated[str, Field(alias="schema")]
    properties: dict[str, list[str]]


class Matches(Answer):
    status: Literal[200]
    results: list[ScoredEntity]
    total: Total
    query: Example


class FeatureDoc(Answer):
    description: str | None
    coefficient: float
    url: str


class MatchAnswer(Answer):
    responses: dict[str, Matches]
    limit: int
    matcher: dict[str, FeatureDoc]  # edition 4


class FacetItem(Answer):
    name: str
    label: str
    count: Annotated[int, Field(ge=1)]


class Facet(Answer):
    label: str
    values: list[FacetItem]


class SearchAnswer(Answer):
    results: list[Entity]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


class AdjacentPart(Answer):
    results: list[str | Entity]
    total: Total
    limit: int
    offset: int


class AdjacentAnswer(Answer):
    entity: Entity
    adjacent: dict[str, AdjacentPart]


class Dataset(Answer):
    name: str
    title: str
    version: str
    load: bool
    index_version: str | None
    index_current: bool
    children: list[str]


class Catalog(Answer):
    datasets: list[Dataset]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class AlgorithmDocs(Answer):
    name: str
    description: str | None
    config: dict[str, Any]
    features: dict[str, FeatureDoc]


class Algorithm(Answer):
    name: str
    description: str | None
    features: dict[str, FeatureDoc]
    docs: AlgorithmDocs


class Algorithms(Answer):
    algorithms: list[Algorithm]
    default: str
    best: str


class Status(Answer):
    status: Literal["ok"]


class Refusal(Answer):
    detail: str


class Place(Answer):
    loc: list[str | int]
    msg: str
    type: str


class Invalid(Answer):
    detail: Annotated[list[Place], Field(min_length=1)]


ANSWERS: dict[str, type[Answer]] = {
    "match": MatchAnswer,
    "search": SearchAnswer,
    "entity": Entity,
    "adjacent": AdjacentAnswer,
    "adjacent-part": AdjacentPart,
    "catalog": Catalog,
    "algorithms": Algorithms,
    "status": Status,
    "refusal": Refusal,
    "invalid": Invalid,
}


def read(kind: str, raw: str) -> Answer:
    """Read an answer of a kind as a client does, or fail."""
    return ANSWERS[kind].model_validate_json(raw)
