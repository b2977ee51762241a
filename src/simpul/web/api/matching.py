"""The interface as OpenSanctions' yente has it: matching by example, and the algorithm that answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import document
from simpul.web.api.answering import PROBLEMS, gives
from simpul.web.api.matching_bodies import BEST, OURS, THEIRS, MatchBody, notes_on, scale_of
from simpul.web.api.matching_parameters import MatchParameters
from simpul.web.asked import Anybody, Key, Previewer
from simpul.web.errors import NotReadyError
from simpul.web.faults import PROBLEM_JSON, Problem
from simpul.web.node import Node
from simpul.web.site import site_of
from simpul.web.views.matching import FEATURES, Feature, MatchDocument, matches_document

REFUSED = {**PROBLEMS, 400: "The request cannot be understood.", 503: "The index of names is being built."}


def matching_router() -> APIRouter:
    """Make a router at the addresses that yente has; every route asks its guard first and describes its refusals."""
    return APIRouter(
        tags=["matching"],
        route_class=GuardedRoute,
        responses={
            status: {"model": Problem, "description": said, "content": {PROBLEM_JSON: {}}}
            for status, said in REFUSED.items()
        },
    )


router = matching_router()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlgorithmSettings:
    """The settings of an algorithm, none, and its kinds of evidence."""

    name: str
    description: str
    config: Mapping[str, str]
    features: Mapping[str, Feature]


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithm:
    """One algorithm by the name under which it can be asked."""

    name: str
    description: str
    features: Mapping[str, Feature]
    docs: AlgorithmSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithms:
    """The algorithms that can be named; `best` is the one that answers all of them."""

    algorithms: tuple[Algorithm, ...]
    default: str
    best: str


@router.post("/match/{dataset}", responses=gives(MatchDocument))
async def match(
    request: Request, signed: Previewer, dataset: Key, asked: Annotated[MatchParameters, Query()], body: MatchBody
) -> Response:
    """Say whom each example may mean among the lists that the officer may see, as yente does."""
    wanted, notes, examples = asked.wanted(), notes_on(body, asked.algorithm), body.examples()
    matching, scale, scope = node_ready(request).matching, scale_of(asked.algorithm), asked.narrowing(dataset)
    lane = site_of(request).matching
    answers = [
        (await lane.run(matching.compare, signed.sight, scope, (example,), wanted))[0] for example in examples.values()
    ]  # one at a time, so that a large batch lets others through
    await run_in_threadpool(matching.note, signed.sight, scope, answers)
    answer = document(
        MatchDocument(
            responses={
                key: matches_document(example, matches, scale=scale, threshold=wanted.threshold)
                for (key, example), matches in zip(examples.items(), answers, strict=True)
            },
            limit=wanted.limit,
            matcher=FEATURES,
            algorithm=OURS,
            notes=notes,
        )
    )
    answer.headers["x-batch-size"] = str(len(answers))
    return answer


@router.get("/algorithms", responses=gives(Algorithms))
def get_algorithms(_signed: Anybody) -> Response:
    """Say which algorithm answers, and under which names it can be asked."""
    described = [
        Algorithm(
            name=name,
            description=said,
            features=FEATURES,
            docs=AlgorithmSettings(name=name, description=said, config={}, features=FEATURES),
        )
        for name, said in (
            (OURS, "Compares names word by word across scripts; every score is the sum of the evidence it shows."),
            *((name, f"Answered by {OURS}, with scores on the scale of {name}.") for name in THEIRS),
        )
    ]
    return document(Algorithms(algorithms=tuple(described), default=BEST, best=OURS))


def node_ready(request: Request) -> Node:
    """Give the node, once its index of names is built: before that, whoever finds nobody would be told too much.

    Raises:
        NotReadyError: it is still being built.
    """
    site = site_of(request)
    if not site.readiness().indexed:
        raise NotReadyError("the index of names is being built")
    return site.node
