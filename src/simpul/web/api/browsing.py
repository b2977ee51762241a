"""The interface as OpenSanctions' yente has it: searching by words, one entity by its id, and what there is to ask."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from simpul.services.browsing import MOST_ALIKE, MOST_FOUND
from simpul.web.answers import document
from simpul.web.api.answering import gives
from simpul.web.api.matching import matching_router, node_ready
from simpul.web.api.matching_parameters import PageParameters, SearchParameters
from simpul.web.asked import Key, Reader
from simpul.web.site import site_of
from simpul.web.views.browsing import (
    Adjacent,
    AdjacentDocument,
    Catalogue,
    FoundDocument,
    adjacent,
    adjacent_document,
    catalogue,
    found_document,
)
from simpul.web.views.finding import sorted_by
from simpul.web.views.matching import EntityDocument, entity_document, flat

MOST_WORDS = 200

router = matching_router()

Page = Annotated[PageParameters, Query()]


@router.get("/search/{dataset}", responses=gives(FoundDocument))
def search(request: Request, signed: Reader, dataset: Key, asked: Annotated[SearchParameters, Query()]) -> Response:
    """Find entities by the beginnings of words of their names, or with `fuzzy` by a name like theirs, as yente does."""
    wanted, scope, words = asked.finding(), asked.narrowing(dataset), asked.q.strip()[:MOST_WORDS]
    browsing = node_ready(request).browsing
    if asked.fuzzy and words:
        held, most = browsing.alike(signed.sight, scope, words), MOST_ALIKE
    else:
        held, most = browsing.containing(signed.sight, scope, words), MOST_FOUND
    return document(
        found_document(
            sorted_by([entity for entity in held if wanted.passes(entity)], asked.sort),
            limit=max(0, asked.limit),
            offset=max(0, asked.offset),
            facets=asked.facets,
            relation="gte" if len(held) >= most else "eq",
        )
    )


@router.get("/entities/{entity_id:path}/adjacent", responses=gives(AdjacentDocument))
def get_adjacent(request: Request, signed: Reader, entity_id: Key, page: Page) -> Response:
    """Give an entity with those that its properties lead to, such as the listing of an entry."""
    found = site_of(request).node.browsing.entity(signed.sight, entity_id)
    return document(adjacent_document(found, limit=max(0, page.limit), offset=max(0, page.offset)))


@router.get("/entities/{entity_id:path}/adjacent/{property_name}", responses=gives(Adjacent))
def get_adjacent_by_property(
    request: Request, signed: Reader, entity_id: Key, property_name: Key, page: Page
) -> Response:
    """Give those that one property of an entity leads to."""
    found = site_of(request).node.browsing.entity(signed.sight, entity_id)
    return document(adjacent(found, property_name, limit=max(0, page.limit), offset=max(0, page.offset)))


@router.get("/entities/{entity_id:path}", responses=gives(EntityDocument))
def get_entity(
    request: Request, signed: Reader, entity_id: Key, nested: Annotated[str, Query(max_length=5)] = "true"
) -> Response:
    """Give one entity by its id; with `nested=false` without those inside it."""
    found = site_of(request).node.browsing.entity(signed.sight, entity_id)
    return document(entity_document(flat(found) if nested.lower() in ("false", "0", "no", "off") else found))


@router.get("/manifest", include_in_schema=False)
@router.get("/catalog", responses=gives(Catalogue))
def get_catalogue(request: Request, signed: Reader) -> Response:
    """Give the data sets that the officer may ask about."""
    node = node_ready(request)
    datasets = node.browsing.datasets.all(signed.sight)
    return document(catalogue(datasets, node.listing.overview(signed.sight)))
