"""What clients of OpenSanctions' yente put into an address: its parameters, with yente's names and bounds."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from simpul.core.entity import meant_by
from simpul.core.errors import InputError
from simpul.services.datasets import Narrowing
from simpul.services.matching import MOST_RESULTS, Wanted
from simpul.web.api.matching_bodies import BEST, scale_of
from simpul.web.errors import BadRequestError
from simpul.web.language import msg
from simpul.web.views.finding import Finding, Operator

MOST_PAGE = 500
MOST_OFFSET = 9_499
MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"

Names = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=200)]


class Facet(StrEnum):
    """What entities that were found can be counted by."""

    DATASETS = "datasets"
    SCHEMA = "schema"
    COUNTRIES = "countries"
    IDENTIFIERS = "identifiers"
    TOPICS = "topics"
    GENDERS = "genders"


USUAL_FACETS = [Facet.COUNTRIES, Facet.TOPICS, Facet.DATASETS]


class _Parameters(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    include_dataset: Names = []
    exclude_dataset: Names = []
    exclude_schema: Names = []
    topics: Names = []
    changed_since: str | None = Field(default=None, pattern=MOMENT)

    def narrowing(self, dataset: str) -> Narrowing:
        """Give what is asked about."""
        return Narrowing(dataset=dataset, include=tuple(self.include_dataset), exclude=tuple(self.exclude_dataset))


class MatchParameters(_Parameters):
    """How examples are to be matched; `cutoff` is never above `threshold`."""

    limit: int = Field(default=5, le=MOST_RESULTS)
    threshold: float | None = Field(default=None, allow_inf_nan=False)
    cutoff: float | None = Field(default=None, allow_inf_nan=False)
    algorithm: str = Field(default=BEST, max_length=60)
    exclude_entity_ids: Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=50)] = []

    def wanted(self) -> Wanted:
        """Give what of the hits is wanted, on the engine's own scale.

        Raises:
            BadRequestError: there is no such algorithm.
        """
        scale = scale_of(self.algorithm)
        least = scale.threshold if self.threshold is None else self.threshold
        lowest = scale.threshold if self.cutoff is None else self.cutoff
        return Wanted(
            limit=max(0, self.limit),
            threshold=scale.meant(least),
            lowest=scale.meant(min(least, lowest)),
            topics=tuple(self.topics),
            without_kinds=tuple(self.exclude_schema),
            without_ids=tuple(self.exclude_entity_ids),
            changed_since=self.changed_since or "",
        )


class SearchParameters(_Parameters):
    """What is searched for, and which part of it is given."""

    q: str = Field(default="", max_length=1_000)
    schema_: str = Field(default="Thing", alias="schema", max_length=100)
    countries: Names = []
    datasets: Names = []
    filter: Names = []
    filter_op: Operator = Operator.OR
    target: bool | None = None
    fuzzy: bool = False
    limit: int = Field(default=10, le=MOST_PAGE)
    offset: int = Field(default=0, le=MOST_OFFSET)
    sort: Names = []
    facets: Annotated[list[Facet], Field(max_length=20)] = USUAL_FACETS

    def finding(self) -> Finding:
        """Give what an entity has to be.

        Raises:
            BadRequestError: there is no such kind, or a filter names no field.
        """
        fields = [("countries", value.lower()) for value in self.countries]
        fields += [("topics", value) for value in self.topics]
        fields += [("datasets", value) for value in self.datasets]
        try:
            kinds = meant_by(self.schema_)
        except InputError as refused:
            raise BadRequestError(refused.reason, place="schema") from refused
        for said in self.filter:
            name, colon, value = said.partition(":")
            if not colon:
                raise BadRequestError(msg("a filter is a field and a value with a colon between"), place="filter")
            fields.append((name, value))
        return Finding(
            kinds=kinds,
            without_kinds=frozenset(self.exclude_schema),
            changed_since=self.changed_since or "",
            target=self.target,
            fields=tuple(fields),
            operator=self.filter_op,
        )


class PageParameters(BaseModel):
    """Which part of a longer answer is given."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    limit: int = Field(default=10, le=MOST_PAGE)
    offset: int = Field(default=0, le=MOST_OFFSET)
