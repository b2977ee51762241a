"""Twins: every page is also a JSON document, and every table also a CSV file, of the same view.

One handler makes one view; the ending of the address decides the form. So nothing can be in one form that is not in
the other, and each was asked for once, with the same sight.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import msgspec
from fastapi import APIRouter
from fastapi.params import Depends as DependsOn
from starlette.requests import Request
from starlette.responses import Response

from simpul.formats.tables import write_csv
from simpul.web.site import site_of

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as columns and rows of text: what its CSV twin holds."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def twins(
    router: APIRouter, path: str, *, endings: Sequence[str] = (".json",), dependencies: Sequence[DependsOn] = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a handler for a page and for its twins; the twins first, since a page's last part may hold a point."""

    def register(handler: Callable[P, R]) -> Callable[P, R]:
        for ending in (*endings, ""):
            router.add_api_route(
                path + ending, handler, methods=["GET"], include_in_schema=False, dependencies=dependencies
            )
        return handler

    return register


def answered(request: Request, template: str, view: object, *, table: Table | None = None) -> Response:
    """Answer with the view in the form that the address asks for."""
    if request.url.path.endswith(".json"):
        return document(view)
    if table is not None and request.url.path.endswith(".csv"):
        return sheet(table)
    return site_of(request).renderer.page(request, template, view)


def document(view: object, *, status: int = 200) -> Response:
    """Answer with a JSON document."""
    return Response(encoded(view), status_code=status, media_type="application/json")


def encoded(view: object) -> bytes:
    """Give the bytes of a view as JSON."""
    return msgspec.json.encode(view, enc_hook=_plain)


def version_of(view: object) -> str:
    """Give a short text that changes when the view does, for what this viewer sees of it."""
    return hashlib.sha256(encoded(view)).hexdigest()[:32]


def sheet(table: Table) -> Response:
    """Answer with a CSV file in which no cell is taken for a formula."""
    name = f"{table.name}.csv"
    return Response(
        write_csv(table.columns, table.rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no document holds a {type(value).__name__}")
